"""The office in which a draft has somebody speak, read beside their name and held against those on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefs.cite_check import russian_offices
from briefs.cite_check.surroundings import Surroundings, TextPart, is_whole
from briefs.model import Person, Role, Statement
from briefs.text import fold_for_search
from briefs.verify import SAID

# Offices by what a phrase of them ends or turns on. Leaders and heads of nothing in particular are none.
_HEAD = (
    r"(?:secretary(?:[ -]general)?|general[ -]secretary|sec(?:retary)?[ -]?gen(?:eral)?|minister"
    r"|president|chancellor|premier|prime[ -]minister"
    r"|senator|governor|mayor|ambassador|envoy|spokes(?:man|woman|person)|commissioner"
    r"|director(?:[ -]general)?"
    r"|chair(?:man|woman|person)?|attorney[ -]general|chief(?:[ ]of[ ]staff)?|head|leader|boss"
    r"|representative|speaker"
    r"|(?:arch)?bishop|cardinal|treasurer|comptroller|postmaster|sheriff|consul|emperor|MP|MEP"
    r"|king|queen|pope|general|admiral|judge|justice|congress(?:man|woman)|diplomat|expert|analyst"
    r"|professor|PM|FM|SG|deputy|adviser|advisor)"
)
_MODIFIER = (
    r"(?:prime|foreign|vice|deputy|defen[cs]e|finance|interior|justice|health|home|energy|economy|trade"
    r"|first|top"
    r"|assistant|under|acting|special|permanent|chief|general|secretary|national|federal|state|security"
    r"|press|official"
    r"|former|then|ex|late|outgoing|new|of|foreign[ ]affairs|ministry|(?-i:[A-Z][\w.]*(?:['’]s)?))"
)
_PHRASE = re.compile(
    rf"(?<![\w-])(?P<old>(?:former|ex|then|late|outgoing"
    rf"|current)[ -]+)?(?P<phrase>(?:{_MODIFIER}[ -]+){{0,6}}{_HEAD}\b"
    rf"(?:[ -](?:secretary|minister|general|president|representative|envoy|chief|PM|spokes(?:man|woman))\b)?"
    r"(?:[ ](?:of|for|from|to)[ ](?:the[ ])?(?:(?-i:[A-Z][\w.’'-]*)|state|staff|foreign|defen[cs]e|justice"
    r"|finance|affairs|war|defen[cs]e"
    r"|interior)(?:[ ](?:and[ ]|of[ ]|of[ ]the[ ]|the[ ])?(?:(?-i:[A-Z][\w.’'-]*)|affairs|staff|ministry"
    r"|representatives))*)?)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:\s*(?:here['’]s|meet|enter|as|the|then|on|in|by|when|while|and|but|for|a|an|speaking|former"
    r"|ex)\b[ -]*)*",
    re.IGNORECASE,
)
_BESIDE_BEFORE = re.compile(r"^\s*$")
_SET_BEFORE = re.compile(r"^\s*(?:of\s+(?:the|that)\s+(?:day|time)\s*)?[,(\[]\s*$")
_OPENS = re.compile(
    r"(?:^|[,;:—–(\n.]|\b(?:as|and|but|while|when|then))\s*(?:\W*(?:the|then|a)[ -]+){0,2}(?:then[ -])?$",
    re.IGNORECASE,
)
_SET_BEHIND = re.compile(
    # “Lavrov, …”, “Lavrov (yes, …”, “Lavrov spoke as …”, “Lavrov aka …”, “Lavrov is …”, “Lavrov the …”
    r"^\s*(?:,|[(\[](?:\s*(?:yes|no\s+less|indeed),?\s)?|[—–-]{1,2}"
    r"|(?:(?:spoke|speaking|said|acting|writing)\s+)?\bas\b|\b(?:aka|a\.k\.a\.|alias|was|is)\b|(?=the\s))\s*"
    r"(?:who\s+(?:was|is|had\s+been|happen(?:s|ed)\s+to\s+be|serve[sd]\s+as)\s+|then\s+|now\s+|currently\s+"
    r"|serving\s+as\s+|as\s+|at\s+(?:that|the)\s+time\s+|in\s+(?:his|her)\s+(?:time|day)\s+|(?:in|on)\s+\d{4}\s+)*"
    r"(?:then[ -])?(?:the\s+|a\s+|an\s+|our\s+|my\s+|his\s+country['’]s\s+)?(?:then[ -]+)?$",
    re.IGNORECASE,
)
_SAID_THE = re.compile(rf"\b(?:{SAID})\s+(?:the\s+)?(?:then[ -])?$", re.IGNORECASE)
_SAYS = re.compile(rf"\s+(?:{SAID})\b", re.IGNORECASE)
# “Lavrov was Foreign Minister when he said”: what he was at any other time is not asked.
_WAS = re.compile(r"^\s*(?:was|is)\b", re.IGNORECASE)
_WHEN_SAID = re.compile(
    rf"\s+(?:(?:when|and)\s+(?:he|she)|and)\s+(?:{SAID})\b|.*\bhe\s+could\s+say\b", re.IGNORECASE
)
_FORMER = re.compile(r"former|ex|late", re.IGNORECASE)
_HAD_BEEN = re.compile(
    r"\b(?:had\s+been|once|formerly|previously|used\s+to\s+be)\s+(?:the\s+|a\s+)?$", re.IGNORECASE
)
_AS = re.compile(
    r"\b(?:as|capacity\s+of|role\s+of|office\s+of|post\s+of)\s+(?:the\s+|a\s+|an\s+)?(?:then[ -])?$",
    re.IGNORECASE,
)
_NAME_SOON = re.compile(r"^\s*,?\s*(?:[\w’'.-]+\s+){0,3}?$")
# “Foreign Minister Lavrov’s spokesman”: whose somebody is, and no office's name.
_OF_ANOTHER = re.compile(rf"\b{_HEAD}\s+(?-i:[A-Z])[\w.’'-]*['’]s\s", re.IGNORECASE)
_GENERIC = frozenset(
    "diplomat leader head boss chief deputy adviser advisor representative speaker general judge".split()
)
_WEIGHTY = frozenset("vice deputy prime assistant under first press attorney chief staff".split())
_SAME = {
    "defense": "defence", "pm": "prime minister", "fm": "foreign minister", "sg": "secretary general",
    "us": "united states", "america": "united states", "american": "united states", "ministers": "minister",
    "secgen": "secretary general", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "premier": "prime minister",
}  # fmt: skip
_NO_CONTENT = frozenset(
    "of the for to and a an his her s then former ex late outgoing current new official ministry"
    " affairs".split()
)
_LEAST_STEM = 4


@dataclass(frozen=True, slots=True)
class ClaimedOffice:
    """An office as a draft writes it: text[start:end]; `former` where it says that it was held before."""

    text: str
    start: int
    former: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_russian(self) -> bool:
        return re.search("[а-яё]", self.text, re.IGNORECASE) is not None


def claimed_offices(around: Surroundings, person: Person) -> Iterator[ClaimedOffice]:
    """The offices that the words beside a quotation give the person, who is named there."""
    for part in around.parts:
        for words, start, former in russian_offices.offices_beside(part.text, person):
            yield ClaimedOffice(words, part.start + start, former)
    names = [name for name in re.findall(r"[^\W\d_][\w’'-]+", person.name.en) if len(name) > 2]
    if not names:
        return
    one = "|".join(map(re.escape, names))
    own = re.compile(rf"\b(?:{one})\b(?:\s+(?:(?:{one}|II|III|IV)\b|[A-ZА-ЯЁ]\.|[JS]r\.?))*")
    for part in around.parts:
        yield from _in_part(part, own, names[-1])


def office_around(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the office that holds sentence[start:end] as a part of it."""
    for match in _PHRASE.finditer(sentence):
        if match.start("phrase") <= start and end <= match.end("phrase"):
            return match.span("phrase")
    return None


def speaking_office(sentence: str) -> str | None:
    """The office before a verb of speech: “…, the Secretary General said”."""
    for match in _PHRASE.finditer(sentence):
        if _SAYS.match(sentence, match.end("phrase")):
            return match["phrase"]
    return None


def _in_part(part: TextPart, own: re.Pattern[str], last_name: str) -> Iterator[ClaimedOffice]:
    text = part.text
    places = [m.span() for m in own.finditer(text) if is_whole(m, text, last_name)]
    at = 0
    while match := _PHRASE.search(text, at):
        at = match.end("phrase")
        first, last = match.span("phrase")
        if any(start < last and first < end for start, end in places):
            # Part of the name's run of capitals: “Foreign Minister Sergei Lavrov”.
            cut = min(start for start, end in places if start < last and first < end)
            if cut <= first:
                at = max(end for start, end in places if start < last and first < end)
                continue
            last = cut
        first += len(_LEADING.match(text[first:last]).group())  # type: ignore[union-attr]
        if (phrase := text[first:last].strip()) and _is_theirs(text, first, first + len(phrase), places):
            before = text[max(0, first - 40) : first]
            former = bool(_FORMER.search(match["old"] or "") or _HAD_BEEN.search(before))
            yield ClaimedOffice(phrase, part.start + first, former)


def _is_theirs(text: str, first: int, last: int, places: list[tuple[int, int]]) -> bool:
    before = text[:first]
    for start, end in places:
        if end <= first and _SET_BEHIND.match(gap := text[end:first]):
            if not _WAS.match(gap) or _WHEN_SAID.match(text, last):
                return True
        if last <= start:
            gap = text[last:start]
            gap = re.sub(r"^(\s*,?\s*)(?:Mr|Mrs|Ms|Dr)\.?\s*$", r"\1", gap)
            if _BESIDE_BEFORE.match(gap):
                return True
            if _SET_BEFORE.match(gap) and (_OPENS.search(before) or _SAID_THE.search(before)):
                return True
            if _AS.search(before) and len(gap) < 40 and "," in gap:
                return True
    return False


def office_holds(claimed: ClaimedOffice, person: Person, said: Statement) -> bool | None:
    """Whether the person held the claimed office when the words were said; None where nothing tells."""
    first, last = said.said.earliest, said.said.latest
    held = [role for role in person.roles if _held(role, first, last)]
    if claimed.is_russian:
        return _russian_holds(claimed, person, held)
    phrase = _content(claimed.text)
    if not phrase or (phrase <= _GENERIC) or _OF_ANOTHER.search(claimed.text):
        return None
    if any(_fits(phrase, role) for role in held):
        return True
    others = any(_fits(phrase, role) for role in person.roles)
    if claimed.former and others:
        return True
    return False if held or others else None


def _russian_holds(claimed: ClaimedOffice, person: Person, held: list[Role]) -> bool | None:
    now = [russian_offices.fits(claimed.text, role) for role in held]
    ever = [russian_offices.fits(claimed.text, role) for role in person.roles]
    if True in now or (claimed.former and True in ever):
        return True
    return False if False in now or True in ever else None


def _held(role: Role, first: date | None, last: date | None) -> bool:
    start = role.start.earliest if role.start else None
    end = role.end.latest if role.end else None
    return not ((start and last and last < start) or (end and first and first > end))


def _fits(phrase: frozenset[str], role: Role) -> bool:
    labels = [role.title.en, *role.alt_labels]
    every = frozenset().union(*map(_content, [*labels, role.organisation or ""]))
    if not all(_among(word, every) for word in phrase):
        return False
    # “President” is no “Vice President”: what weighs must be in both, of one of the office's names.
    return (
        any(_WEIGHTY & _content(label) <= phrase for label in labels)
        and bool(phrase - _NO_CONTENT)
        and (_WEIGHTY & phrase) <= every
    )


def _among(word: str, words: frozenset[str]) -> bool:
    return word in words or any(
        len(word) >= _LEAST_STEM
        and other[:_LEAST_STEM] == word[:_LEAST_STEM]
        and abs(len(other) - len(word)) < 4
        for other in words
    )


@lru_cache(4096)
def _content(text: str) -> frozenset[str]:
    """The words of an office that tell which one it is, in one spelling."""
    folded = fold_for_search(re.sub(r"['’]s\b", "", text)).casefold().replace("u.s.", "us")
    words = re.findall(r"[^\W\d_]+", folded.replace("-", " "))
    same = " ".join(_SAME.get(word, word) for word in words).split()
    return frozenset(word for word in same if word not in _NO_CONTENT)


def office_on_record(claimed: ClaimedOffice, person: Person, said: Statement) -> str:
    """The office in which the words were said, as the record has it, in the language of the claimed one."""
    language = "ru" if claimed.is_russian else "en"
    shown = next((who.role for who in said.speakers if who.id == person.id and who.role), None)
    offices = [shown] if shown else [role.title for role in person.roles]
    return ", ".join(office.get(language) for office in offices)
