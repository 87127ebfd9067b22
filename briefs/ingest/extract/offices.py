"""Who is meant by what somebody is: “the minister”, “the former president”, “her husband”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.cast import Participant
from briefs.ingest.extract.person_names import WORD
from briefs.ingest.extract.types import Mention

Mentioned = Sequence[tuple[int, Participant, bool]]  # offset, who, whether as a subject; the last one first

# nouns that name somebody mentioned before, whatever the office was called
_ROLES = frozenset(
    """
    actor actress analyst author baker billionaire businessman businesswoman candidate commentator
    comedian entrepreneur farmer father fisherman grandfather grandmother graduate great-grandfather
    great-grandmother inventor mother musician native novelist painter pensioner philosopher poet
    retiree sculptor teenager
    batsman biologist botanist bowler boxer carpenter cellist chef cyclist drummer economist footballer
    full-back golfer guitarist historian jockey midfielder midwife physicist pianist plumber rower runner
    sixth-former skier sprinter striker swimmer violinist winger
    contender democrat diplomat envoy expert hopeful host incumbent lawmaker leader magnate man
    mogul nominee official politician republican scholar singer spokesman spokesperson spokeswoman
    star statesman tycoon veteran woman writer
    boy child girl kid pupil
    batter bass-baritone captain cartoonist champion choreographer climber comic composer conductor
    cox debutant defender designer entrepreneur fiddler filmmaker forward goalkeeper goalscorer hooker
    jockey keeper lock locksmith novelist number opener orchardist organist pitcher playwright potter prop
    qualifier quarterback researcher rookie saxophonist scientist skipper songwriter soprano substitute
    swimmer tenor trombonist trumpeter winemaker youngster youth
    """.split()
)
OWNERS = frozenset({"his", "her", "their"})
_KIN = frozenset(
    """
    aunt boyfriend brother cousin dad daughter father fiancé fiancée girlfriend grandfather
    grandmother husband mom mother mum nephew niece partner sister son twin uncle widow widower
    wife
    """.split()
)
# what a title in front of a name is called when it stands alone
_CALLED = {
    "attorney": {"prosecutor"},
    "congressman": {"rep"},
    "congresswoman": {"rep"},
    "curate": {"rev", "reverend"},
    "detective": {"det", "insp", "sgt"},
    "doctor": {"dr"},
    "general": {"gen"},
    "judge": {"justice", "recorder"},
    "governor": {"gov"},
    "lawmaker": {"sen", "senator", "rep", "representative", "mp", "congressman", "congresswoman"},
    "officer": {"sgt", "sergeant", "insp", "inspector", "constable", "det", "detective"},
    "pastor": {"rev", "reverend"},
    "priest": {"rev", "reverend", "fr", "father"},
    "professor": {"prof"},
    "representative": {"rep"},
    "senator": {"sen"},
    "sergeant": {"sgt"},
    "vicar": {"rev", "reverend"},
}
_BEHIND = re.compile(r" (?:of|for|from|in|at) ")  # what tells more of an office
_NEAR_ROLE = 1500  # characters
_AT_ONCE = 400
_DEFINITE = frozenset({"the", "this", "that"})
_ANYBODY = frozenset({"the man", "the woman", "the boy", "the girl"})
_OTHERS = frozenset("second third fourth fifth sixth other same".split())
_FORMER = frozenset({"former", "ex", "predecessor"})
_NOW = frozenset({"defending", "new", "outgoing", "reigning"})


def holder(mention: Mention, before: Mentioned) -> tuple[Participant | None, str]:
    """Who holds the office that is named with “the”, and how that is told: "office" or the weaker "role"."""
    parts = [w.lower().replace("-", " ") for w in WORD.findall(mention.text)]
    if len(parts) < 2 or parts[0] not in _DEFINITE:
        return None, ""
    wanted = _BEHIND.split(" ".join(parts[1:]))[0].split()
    head = wanted[-1] if wanted else ""
    proper = {w.lower() for w in WORD.findall(mention.text)[1:] if w[:1].isupper()} - lexicon.TITLES
    best: tuple[tuple[int, bool], Participant] | None = None
    for at, person, _ in before:
        fit = max((_words_shared(wanted, title, proper) for title in person.titles), default=0)
        # “A Halberd executive said … “…,” the executive said.”: rather than the chief executive
        lately = person.name[:2] in ("A ", "An") and mention.start - at < _AT_ONCE
        rank = (fit, bool(person.words) or lately)
        if fit and person.kind not in ("people", "group") and (best is None or rank > best[0]):
            best = (rank, person)
    if best is not None:
        return best[1], "office"
    if wanted[:1] and wanted[0] in _OTHERS:  # “the fourth official” is nobody who has been told of
        return None, ""
    role = head in _ROLES or mention.kind == "person" or head.endswith(("year old", "ologist"))
    # “the 33-year-old founder”, “the former president” tell more of somebody who has been named
    told = "year old" in " ".join(wanted) or wanted[0] in _FORMER | _NOW
    if (role and len(wanted) <= 3) or (told and len(wanted) <= 6):
        return _nearest(mention, before, told and not role)
    return None, ""


def _nearest(mention: Mention, before: Mentioned, at_once: bool) -> tuple[Participant | None, str]:
    sex = speaker_words.sex_of_noun(mention.text)
    if mention.text.lower() in _ANYBODY:  # whoever has been told of without a name, rather than by it
        lately = (p for at, p, _ in before if mention.start - at < _AT_ONCE)
        around = {id(p): p for p in lately if p.kind not in ("people", "group")}
        nameless = [p for p in around.values() if not p.words and p.sex in (sex, None)]
        if len(nameless) == 1:
            return nameless[0], "office"
    for at, person, subject in before:
        fits = (
            person.words
            and person.kind not in ("people", "group")
            and not (sex and person.sex and sex != person.sex)
        )
        near = mention.start - at
        if subject and fits and near < (_AT_ONCE if at_once else _NEAR_ROLE):
            # “Coach Lars Dahl was glad. “We won,” the Dane said.”: nobody else stands between
            return person, "office" if near < _AT_ONCE else "role"
    named = {id(p): p for _, p, _ in before if len(p.words) > 1 and p.kind not in ("people", "group")}
    only = next(iter(named.values())) if len(named) == 1 else None
    if only is None or (sex and only.sex and sex != only.sex):
        return None, ""
    return only, "office"  # nobody else has been named as yet


def is_kin(phrase: str) -> bool:
    """“her husband”: a noun that tells whose relative somebody is."""
    return speaker_words.head_noun(phrase) in _KIN


def told_as(phrase: str, before: Mentioned) -> Participant | None:
    """Who was named beside the same words or the same noun: “His wife, Elif, …”."""
    noun = speaker_words.head_noun(phrase)
    for _, person, _ in before:
        if person.words and any(noun in title.lower().split() for title in person.titles):
            return person
    return None


def _words_shared(wanted: list[str], title: str, proper: set[str]) -> int:
    """How many of the wanted words an office holds; none if it lacks the last one, the office itself.

    None either where the office is of another country or house: `proper` are the wanted words with a capital.
    """
    other = {w.lower() for w in WORD.findall(title)[1:] if w[:1].isupper()} - lexicon.TITLES
    if proper and other and not proper & other:
        return 0
    held = [w.lower().strip(".") for w in WORD.findall(title.replace("-", " "))]
    if not wanted or not ({wanted[-1]} | _CALLED.get(wanted[-1], set())) & set(held):
        return 0
    if wanted[0] in _FORMER and _FORMER.isdisjoint(held):
        return 0
    return max(1, sum(w in held for w in wanted))
