"""Who is meant: surname to full name, “he”, “the minister”, a quotation without a speaker of its own.

Coreference by rules, within one article: names first, then the nearest earlier one of the cast who fits.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from briefs.ingest.extract import lexicon, offices, speaker_words
from briefs.ingest.extract.cast import Cast, Participant, one_of
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.person_names import clean
from briefs.ingest.extract.types import Mention

_REMEMBERED = 300  # mentions that a pronoun may look back over
_NEAR_SUBJECT = 1200  # characters over which a pronoun means a subject before anybody else
_NEAR_NAMED = 1200  # the same, over somebody who has no name
_GROUP_REACH = 900  # characters over which “they” and “it” may look back
_SOMEBODY = frozenset("another one somebody someone".split())  # “One, who gave no name, … she said”
_GROUP_PRONOUNS = {"they": ("people", "group"), "они": ("people", "group"), "it": ("group",)}


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """The answer: a name as full as the article gives it, and how it was found."""

    name: str
    title: str | None
    how: str  # "named", "office", "role", "pronoun", "carried", "announced", "unresolved", "carrier"
    who: Participant | None = field(default=None, compare=False)

    @property
    def person(self) -> bool:
        """Whether it is one human being, whom “he” or “she” may mean."""
        return self.who is not None and self.who.kind not in ("people", "group")


class SpeakerResolver:
    """The cast of one article and who of it was mentioned last. Feed it in reading order.

    `names` are all mentions by name in the article.
    """

    def __init__(self, names: Iterable[Mention], text: str = "") -> None:
        self._cast = Cast(names, text)
        self._recent: list[tuple[int, Participant, bool]] = []  # offset, who, as a subject or speaker
        self._speaking: Participant | None = None  # who spoke last, if nobody was told of since
        self._paragraph = 0  # where the one that is read begins

    # who was mentioned last ---------------------------------------------------------------------------

    def paragraph(self, start: int) -> None:
        """Another paragraph begins here: who is named in it is nearer than whom the last one was about."""
        self._paragraph = start

    def add_mention(self, mention: Mention, *, subject: bool) -> None:
        """Somebody is named at this place of the article; `subject`: of a main clause."""
        if mention.sort == "name":
            found = self._cast.find(mention)
        elif mention.sort == "nominal" and subject:
            speaker = self.resolve(mention)
            found = speaker.who if speaker is not None else None
            if speaker is None and mention.text.lower() in _SOMEBODY:
                found = one_of(())
            self._keep_owner(mention)
        elif mention.sort == "pronoun" and subject and mention.text.lower() in lexicon.PRONOUNS:
            self._speaking = None  # the writer tells of somebody: nobody is quoted there
            who = self._pronoun(mention)
            if who is not None and who.sure:
                self._remember(mention.start, who, True)
            return
        else:
            return
        if found is not None:
            found.seen = mention.start
            self._remember(mention.start, found, subject)

    def add_object(self, mention: Mention, subject: int) -> None:
        """“A doctor told her …”: she goes on being told of; `subject` is where the other one stands."""
        if mention.sort != "pronoun":
            told = self.resolve(mention)
            if told is not None and told.person:
                self.spoke(told, mention.start)
            return
        others = [e[1] for e in self._before(mention.start) if e[0] == subject]
        who = self._pronoun(mention, besides={id(other) for other in others})
        # “Judge Imran Latif told him …, he said” is about the judge, whose sex is known
        if who is not None and who.sure and others and others[0].sex != who.sex:
            self._remember(mention.start, who, True)

    def _keep_owner(self, mention: Mention) -> None:
        """“When Ann fell ill, her manager sent flowers. She …”: whose manager it is stays the topic."""
        owner, _, noun = mention.text.lower().partition(" ")
        # at the beginning of a sentence, “Her friend disagreed.”, it is about the friend
        if (
            mention.text[:1].isupper()
            or owner not in offices.OWNERS
            or speaker_words.sex_of_noun(noun) is not None
        ):
            return
        who = self._pronoun(Mention(mention.start, mention.start + len(owner), owner, "pronoun"))
        if who is not None and who.sure:
            self._remember(mention.start + 1, who, True)

    def spoke(self, speaker: ResolvedSpeaker, at: int) -> None:
        """Somebody spoke at this place: whom the next “he” is likely to mean."""
        self._speaking = speaker.who
        if speaker.who is not None:
            self._remember(at, speaker.who, True)

    def _remember(self, at: int, who: Participant, subject: bool) -> None:
        insort(self._recent, (at, who, subject), key=_offset)

    # whom a mention means -----------------------------------------------------------------------------

    def resolve(self, mention: Mention) -> ResolvedSpeaker | None:
        """The speaker a mention stands for; None where it cannot be told, or stands for nobody."""
        if mention.sort == "name":
            return self._named(mention)
        if mention.sort == "pronoun":
            who = self._pronoun(mention)
            return _speaker(who, "pronoun") if who is not None and who.sure else None
        return self._nominal(mention)

    def between(self, mention: Mention, start: int, end: int) -> ResolvedSpeaker | None:
        """Who was named between two places, if a pronoun fits them."""
        sex = lexicon.PRONOUNS.get(mention.text.lower()) if mention.sort == "pronoun" else None
        named = (e[1] for e in self._before(end) if e[0] > start and e[1].words)
        who = next((p for p in named if sex is not None and p.sex in (sex, None) and p.sure), None)
        return _speaker(who, "pronoun") if who is not None else None

    def another(self, mention: Mention, besides: ResolvedSpeaker) -> ResolvedSpeaker | None:
        """Whom a pronoun means where one of those whom it fits is ruled out."""
        if mention.sort != "pronoun" or besides.who is None:
            return None
        who = self._pronoun(mention, besides={id(besides.who)})
        return _speaker(who, "pronoun") if who is not None and who.sure else None

    def _named(self, mention: Mention) -> ResolvedSpeaker | None:
        name = clean(mention.name or mention.text)
        if name[:1].isdigit() or name[:1] == "@":  # “the 29-year-old”; whose a handle is, nobody can tell
            return None
        if speaker_words.is_agency(name):
            return ResolvedSpeaker(name, None, "carrier")
        who = self._cast.find(mention)
        if who is not None and not who.sure:
            return None
        title = _without_honorific(mention.title)
        if who is None:
            return ResolvedSpeaker(name, title, "named")
        return ResolvedSpeaker(who.name, title or _title(who), "named", who)

    def _nominal(self, mention: Mention) -> ResolvedSpeaker | None:
        if mention.text[:1].isupper() and " " not in mention.text:
            who = self._cast.find(mention)  # a surname that is a word or a title too: “Pike”, “Lord”
            if who is not None and who.sure and len(who.words) > 1:
                return _speaker(who, "named")
        kind = speaker_words.kind_of(mention.text)
        if kind in ("quantity", "thing"):
            return None
        if kind == "carrier":
            return ResolvedSpeaker(clean(mention.text), None, "carrier")
        if kind == "person" or mention.kind == "person":
            before = self._before(mention.start)
            who, how = self._relative(mention) or offices.holder(mention, before)
            if who is not None:
                return _speaker(who, how) if who.sure else None
        if kind is None:
            return ResolvedSpeaker(clean(mention.text), None, "unresolved")
        return ResolvedSpeaker(clean(mention.text), None, "unresolved", self._cast.described(mention, kind))

    def _before(self, at: int) -> list[tuple[int, Participant, bool]]:
        index = bisect_left(self._recent, at, key=_offset)
        return self._recent[max(0, index - _REMEMBERED) : index][::-1]

    def _pronoun(self, mention: Mention, besides: Collection[int] = ()) -> Participant | None:
        word = mention.text.lower()
        if word in _GROUP_PRONOUNS:
            return self._group(mention.start, _GROUP_PRONOUNS[word])
        sex = lexicon.PRONOUNS.get(word)
        if sex is None:
            return None
        before = [
            e
            for e in self._before(mention.start)
            if e[1].sex in (None, sex) and e[1].kind not in ("people", "group") and id(e[1]) not in besides
        ]
        subjects = [e for e in before if e[2]]
        near = next((e for e in subjects if mention.start - e[0] < _NEAR_SUBJECT), None)
        named = [e for e in before if e[0] >= self._paragraph and e[1].words]
        spoke = near is not None and near[1] is self._speaking
        if near is not None and near[0] < self._paragraph and _is_anybody(near[1]) and not spoke:
            # “he recalls, a critic wrote …”: in another paragraph he is who has a name
            by_name = (e for e in subjects if len(e[1].words) > 1 and near[0] - e[0] < _NEAR_NAMED)
            near = next(by_name, near)
        elif near is not None and _is_anybody(near[1]):
            # the paragraph goes on about whom it has told of twice
            here = [e for e in subjects if self._paragraph <= e[0] < near[0] and e[1].sex == sex]
            near = here[0] if len({e[0] for e in here if e[1] is here[0][1]}) > 1 else near
        if near is None:
            # “at Tanabe's studio on Harris, she tells me”: one bare name may be a place
            known = [e for e in before if len(e[1].words) != 1 or e[1].sex]
            near = next(iter(known or before), None)
        elif near[0] < self._paragraph and len({id(e[1]) for e in named}) == 1:
            near = named[0]  # “…, whose owner, Ada Reyes, came in May. “I stayed,” she said.”
        elif near[1].sex is None and (told := next((e for e in named if _is_told_after(e, near, sex)), None)):
            near = told  # “Calder had led, and their coach, Marie Lestrade, could not speak. “…,” she said.”
        elif near[1].sex is None and near[1].sure and near[1].kind != "person":
            # somebody whose sex is known to fit, almost as near
            sure = next((e for e in subjects if e[1].sex == sex and near[0] - e[0] < 120), None)
            if sure is not None and (sure[0] >= self._paragraph or near[0] < self._paragraph):
                near = sure  # not over the beginning of the paragraph that tells of somebody else
        if near is None:
            return None
        near[1].sex = near[1].sex or sex  # who was “she” once is not “he” later
        return near[1]

    def _relative(self, mention: Mention) -> tuple[Participant, str] | None:
        """“her husband”: whoever was told of as that, or the one other of the family."""
        owner = mention.text.split(" ", 1)[0].lower()
        if owner not in offices.OWNERS or not offices.is_kin(mention.text):
            return None
        told = offices.told_as(mention.text, self._before(mention.start))
        whose = self._pronoun(Mention(mention.start, mention.start + len(owner), owner, "pronoun"))
        found = told or (
            self._cast.relative(whose, speaker_words.sex_of_noun(mention.text)) if whose else None
        )
        return (found, "office") if found is not None and found is not whose else None

    def _group(self, at: int, kinds: tuple[str, ...]) -> Participant | None:
        """“They”, “it”: the last group that spoke or that a sentence was about."""
        near = (e for e in self._before(at) if e[2] and _is_of(e[1], kinds) and at - e[0] < _GROUP_REACH)
        return next((who for _, who, _ in near), None)


def _is_anybody(who: Participant) -> bool:
    return not who.words and who.sex is None


def _is_told_after(
    entry: tuple[int, Participant, bool], near: tuple[int, Participant, bool], sex: str
) -> bool:
    """Whether somebody of this sex was named, in full, behind a subject of whom no sex is known."""
    return entry[0] > near[0] and entry[1].sex == sex and len(entry[1].words) > 1


def _is_of(who: Participant, kinds: tuple[str, ...]) -> bool:
    """Whether it is a group of one of these kinds; a name of which nothing is known may be one."""
    if who.kind is not None or "people" in kinds or not who.words:
        return who.kind in kinds
    return who.sex is None and who.words[0] not in MALE_NAMES | FEMALE_NAMES


def _speaker(who: Participant, how: str) -> ResolvedSpeaker:
    return ResolvedSpeaker(who.name, _title(who) if who.words else None, how, who)


def _offset(entry: tuple[int, Participant, bool]) -> int:
    return entry[0]


def _without_honorific(title: str | None) -> str | None:
    return None if title is None or title.lower() in lexicon.HONORIFICS else title


def _title(person: Participant) -> str | None:
    """The fullest office, honorifics aside."""
    offices = [t for t in person.titles if t.lower() not in lexicon.HONORIFICS]
    return max(offices, key=len, default=None)
