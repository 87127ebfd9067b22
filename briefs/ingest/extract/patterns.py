"""The wording of attribution as patterns, for English without a parse."""

from __future__ import annotations

import re

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.language_tables import languages_read, table


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


SAID = rf"(?:{_any(lexicon.SAID)})"
CLAUSE_SAID = rf"(?:{_any(lexicon.SAID - lexicon.NOT_OF_CLAUSES)})"
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž]"
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr|Prof|Rev|Maj|Adm|Del)\."
_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)"
)
_NAME_WORD = rf"(?:{_SHORT}|(?:{_CAPITAL}\.)+|(?!{_DAYS}\b){_CAPITAL}[\w’'-]*\w)"
_SMALL = r"(?:van|von|de|del|der|den|di|da|dos|la|le|bin|al|el|ibn)"
NAME = rf"{_NAME_WORD}(?:[ -](?:{_SMALL} )?{_NAME_WORD}){{0,5}}"
_OFFICE_WORD = r"(?!(?:that|who|which|he|she|has|had|is|was|in|on|at|to|and)\b)[a-z][\w’'-]*"
# “the Russian minister”, “foreign ministry spokesman Alexander Lukashevich”, “he”
_NO_NOUN = rf"(?!(?:in|on|at|to|that|after|during|as|when|while|who|by|from|with|has|had|also|{SAID})\b)"
SOMEBODY = (
    rf"(?<![\w’'])(?:(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er )?(?:{_OFFICE_WORD} ){{0,5}}?{NAME}"
    rf"|[Tt]he(?: {_NO_NOUN}[\w’'-]+){{1,4}}"
    r"|[Hh]e\b|[Ss]he\b|[Tt]hey\b)"
)
_ASIDE = r"(?: \([^)\n]{1,30}\))?(?:, [^,.;:]{3,90}(?:, [^,.;:]{3,60})?,)?"
_ADVERBS = (
    r"(?:(?:has|had|have|also|later|then|earlier|further|repeatedly|once|again|previously|recently|on \w+day"
    r"|\w+ly|for (?:his|her|its) part) ){0,3}"
)

AFTER_SUBJECT = re.compile(rf"\s*(?:[,—–-]\s*)*(?P<cue>{SAID})\s+(?P<who>{SOMEBODY})")
AFTER_VERB = re.compile(
    rf"\s*(?:[,—–-]\s*)*(?:{NAME} (?=[a-z]))?(?P<who>{SOMEBODY}){_ASIDE}\s+{_ADVERBS}(?P<cue>{SAID})\b"
)
# “…,” fumed Mayor Roy Fenwick / “…,” she deadpanned: a verb that is on no list, right beside the quotation
_UNLISTED = r"(?P<cue>(?!(?:is|was|has|does|goes|as)\b)[a-z]{3,}(?:ed|s))"
_PERSON = rf"(?P<who>(?:{_OFFICE_WORD} ){{0,2}}{NAME}|[Hh]e\b|[Ss]he\b)"
UNLISTED = (
    re.compile(rf"\s*(?:[—–-]\s*)?{_UNLISTED}\s+(?P<who>(?:{_OFFICE_WORD} ){{0,2}}{NAME})(?=[\s.,;]|$)"),
    re.compile(rf"\s*(?:[—–-]\s*)?{_PERSON}\s+(?:\w+ly\s+)?{_UNLISTED}\b"),
)
BEFORE = re.compile(
    rf"(?P<who>{SOMEBODY}){_ASIDE}\s+{_ADVERBS}(?P<cue>{SAID})\b"
    r"(?P<rest>[^.!?]{0,80}?)[,:—–-]?\s*$"
)
ACCORDING_FIRST = re.compile(rf"(?P<cue>According to)\s+(?P<who>{SOMEBODY})(?:[^,]{{0,80}}),\s+")
ACCORDING_LAST = re.compile(rf",?\s+(?P<cue>according to)\s+(?P<who>{SOMEBODY})[^.]*\.?\s*$")
OPINION = re.compile(r"(?P<cue>In) (?P<who>his|her) (?:opinion|view|words),\s+")
_HEARERS = (
    "reporters|journalists|a news conference|a news briefing|the media|the council|parliament|lawmakers"
)
CLAUSE = re.compile(
    rf"(?P<who>{SOMEBODY}){_ASIDE}\s+{_ADVERBS}(?P<cue>{CLAUSE_SAID})\s+"
    rf"(?P<to>(?:{_HEARERS}|{NAME})\s+(?=that\b|\w+day\b))?"
    r"(?P<day>(?:on |in a statement |at a [a-z ]+? |during [a-z ]+? )?(?:\w+day )?)(?P<that>that\s+)?"
)
_VOWED = "vowed|pledged|promised|threatened|agreed|refused|offered"
INFINITIVE = re.compile(rf"(?P<who>{SOMEBODY})\s+{_ADVERBS}(?P<cue>{_VOWED})\s+(?=to\s)")
_CONDEMNED = (
    "called for|called on|urged|condemned|criticized|criticised|denounced|praised|rejected|dismissed|welcomed"
    "|described|accused|blamed|ruled out|proposed|warned of|warned against|pointed to|expressed"
)
OBJECT = re.compile(rf"(?P<who>{NAME}|[Hh]e|[Ss]he)\s+{_ADVERBS}(?P<cue>{_CONDEMNED})\s+")
_CIRCUMSTANCE = (
    r"(?:\s+(?:\w+day|in|at|on|during|after|before|to|of|while|when|as|via|through|from|this|last|yesterday|earlier"
    r"|reporters)\b[^,.]{0,100})?(?:,[^.]{0,120})?"
)
TRAILING = re.compile(
    rf",\s+(?:(?P<cue>{CLAUSE_SAID})\s+(?P<who>{SOMEBODY})"
    rf"|(?P<who2>{SOMEBODY}){_ASIDE}\s+{_ADVERBS}(?P<cue2>{CLAUSE_SAID}))(?P<rest>{_CIRCUMSTANCE})\.?\s*$"
)
MIDDLE = re.compile(rf",\s+(?P<who>{SOMEBODY})\s+{_ADVERBS}(?P<cue>{CLAUSE_SAID}),\s+")
ADDED = re.compile(r",\s+(?P<cue>adding|saying|noting|stressing|arguing|claiming|warning)\s+(?=that\b)")
_ABBREVIATION = (
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])"
)
SENTENCE = re.compile(rf"{_ABBREVIATION}[.!?…]+[\"”’»)]*\s+(?=[\"“«(\[]?[A-ZÀ-Þ0-9])")


def persons_name(words: list[str], before: list[str]) -> list[str]:
    """The words of a run of capitals that name a person, or none: a given name or an office stands first."""
    at = 0
    titled = bool(before) and before[-1].lower() in lexicon.TITLES
    while at < len(words) - 1 and words[at].lower() in lexicon.TITLES | lexicon.OPENERS:
        titled = titled or words[at].lower() in lexicon.TITLES
        at += 1
    rest = words[at:]
    if not rest or rest[-1].lower().strip(".") in lexicon.TITLES:
        return []
    for n, word in enumerate(rest[:-1]):  # “Luxembourg Foreign Minister Jean Asselborn”
        if word.lower() in MALE_NAMES | FEMALE_NAMES and len(rest) - n <= 4:
            return rest[n:]
    office = max((n for n, word in enumerate(rest[:-1]) if word.lower() in lexicon.TITLES), default=-1)
    rest, titled = rest[office + 1 :], titled or office >= 0
    return rest if titled and len(rest) <= 3 else []


_LONGEST_OFFICE = 100  # characters; what is longer tells somebody's career
_EDGES = re.compile(
    r"^(?:(?:a|an|the|now|then|his|her|its|their)\s+)+|(?:\s+(?:for|of|to|at|in|with|by|the|and))+$", re.I
)
_NO_OFFICE = lexicon.HONORIFICS | {"acting", "conservative", "former", "foreign", "liberal", "retired"}


_OFFICES = frozenset(
    name.strip(".")
    for code in languages_read()
    if (found := table(code)) is not None
    for name in found.titles - found.honorifics - _NO_OFFICE
)


def office(title: str | None) -> str | None:
    """What can stand as somebody's office; None where the words around the name tell of none."""
    words = _EDGES.sub("", (title or "").strip(' ,;:—–―-"“”'))
    known = {word.strip(".,") for word in words.lower().replace("-", " ").split()}
    return words if words and len(words) <= _LONGEST_OFFICE and known & _OFFICES else None
