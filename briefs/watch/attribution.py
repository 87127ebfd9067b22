"""Who a message says said its quotations, in the forms of chat: only where the words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.text import late_pattern, read_markdown
from briefs.verify import Claim, IsKnownName, is_telling, quotations_in, words
from briefs.watch.forms import MARKS, VERB, before_office, follows, goes_on, is_label, leads_to
from briefs.watch.frame import is_plain
from briefs.watch.names import TITLES, NamesInText
from briefs.watch.tone import is_meant

_AROUND = 160  # characters on either side in which a speaker is looked for
LEAST_WORDS = 5  # of a quotation: fewer are in anybody's mouth
MOST_QUOTATIONS = 12  # of one message that are looked at
_UNMARKED = late_pattern(
    r"^(?P<lead>[^\n:“”\"«»]{2,70}?)\s*(?::|=+>|-+>|—|–|\s-)\s+(?P<words>[^\n]{20,})$", re.MULTILINE
)
# What people say after the words, on the same line, where no mark shows that the words have ended.
_CHAT_TAIL = late_pattern(
    r"(?:[\s.,;!?()…-]*(?:\b(?:lo+l|lma+o+|rofl|smh|tbh|imo|imho|fr|ngl|btw|bro|fyi|xd|omg|wtf|yes,?\s+really|just\s+sayin[g’']?"
    r"|(?:and\s+)?that[’']?s\s+(?:a|the)\s+(?:fact|truth)|case\s+closed|end\s+of\s+(?:story|discussion)|thoughts"
    r"|read\s+(?:it|that)\s+again|(?:yeah,?\s+)?(?:that\s+)?aged\s+well|let\s+that\s+sink\s+in|period)\b|[^\w\s.,;:!?()…\-“”\"'’»]))+\W*$",
    re.IGNORECASE,
)
_LONG_RUN = late_pattern(r"(\W)\1{7,}")
_FENCE = late_pattern(r"```.*?(?:```|\Z)", re.DOTALL)
_FILLERS = frozenset(
    "ok okay yo hey bro dude lol lmao wow hm hmm fyi btw tbh fun fact quote reminder yes yeah no nope also"
    " even because remember according source sources breaking update again dear wait".split()
)
_WORD_BEFORE = late_pattern(r"([^\W\d_][\w’'-]*\.?)[ \t]+$")
_WORD_BEHIND = late_pattern(r"^[ \t]+([^\W\d_][\w’'-]*)")
# Before a name in the genitive; without them “Лаврова” is a woman of that name.
_GOVERNED = late_pattern(
    r"\b(?:словам|слова|слов|цитата|цитату|цитаты|мнению|речи|от|из|у|министра|господина|г-на)\s+$",
    re.IGNORECASE,
)
# The last line of a block quote: “Rasmussen, 2011”.
_SIGNED_BELOW = late_pattern(r"\n\s*[—–~-]*\s*(?P<name>[^\W\d_][^\n,(]{2,40}?)\s*(?:[,(]\s*\d{4}\)?)?\s*$")
_OWN_MARKS = late_pattern(r"\s*[\"'“‘«](?P<words>.+)[\"'”’»](?:\s|$)", re.DOTALL)
_CLOSED = "\"”»’'`›"


@dataclass(frozen=True, slots=True)
class GivenWords:
    """Words that a message gives as somebody's; `marked` where it shows where they begin and end."""

    text: str
    speaker: str
    start: int
    end: int
    marked: bool = True


def given_words(message: str, names: NamesInText, known: IsKnownName) -> tuple[GivenWords, ...]:
    """What `message` says that people of the library said, in order; nothing of what it takes back."""
    message = _LONG_RUN.sub(r"\1\1", message)  # a wall of signs tells nothing, and takes long to read
    message = _FENCE.sub(lambda fence: " " * len(fence.group()), message)  # a program says nothing
    found = [claim for claim in quotations_in(read_markdown(message), known)][:MOST_QUOTATIONS]
    rest = _without(message, found)
    given = [one for one in _marked(message, found, rest, names, known)]
    if not any(words(claim.text) >= LEAST_WORDS for claim in found):
        given += _unmarked(message, names, known)
    return tuple(given)


def _without(message: str, claims: list[Claim]) -> str:
    """All of a message that is no quotation."""
    kept, at = [], 0
    for claim in sorted(claims, key=lambda one: one.start):
        kept.append(message[at : max(at, claim.start)])
        at = max(at, claim.end)
    return " \0 ".join([*kept, message[at:]])


def _marked(
    message: str, claims: list[Claim], rest: str, names: NamesInText, known: IsKnownName
) -> Iterator[GivenWords]:
    for claim in claims:
        if words(claim.text) < LEAST_WORDS:
            continue
        before = [one.end for one in claims if one.end <= claim.start]
        behind = [one.start for one in claims if one.start >= claim.end]
        left = message[max(before, default=0) : claim.start].rstrip(MARKS.replace("\n", ""))
        right = message[claim.end : min(behind, default=len(message))]
        if not is_meant(left, _named(right, names, known), rest):
            continue
        if (signed := _SIGNED_BELOW.search(claim.text)) and known(signed["name"]):
            end = claim.start + message[claim.start : claim.end].rfind(signed["name"])
            yield GivenWords(claim.text[: signed.start()], signed["name"], claim.start, max(end, claim.start))
            continue
        speaker = _speaker(left[-_AROUND:], right[:_AROUND], claim, names, known)
        if speaker is not None:
            closed = message[claim.end : claim.end + 1] in tuple(_CLOSED)
            text, marked = (claim.text, True) if closed else _without_tail(claim.text)
            yield GivenWords(text, speaker, claim.start, claim.end, marked)


def _named(right: str, names: NamesInText, known: IsKnownName) -> str:
    """With “Name” for each of the library's people, however it is written."""
    for start, end in reversed(_people(right[:_AROUND], names, known)):
        right = f"{right[:start]}Name{right[end:]}"
    return right


def _speaker(left: str, right: str, claim: Claim, names: NamesInText, known: IsKnownName) -> str | None:
    """Whom the words around a quotation give it to, by this module's strict forms."""
    inside = claim.speaker_name and claim.speaker_name.split(",")[0]
    before, behind = _people(left, names, known), _people(right, names, known)
    told = {_bare(left[s:e]) for s, e in before} | {_bare(right[s:e]) for s, e in behind}
    if before and leads_to(left, *before[-1]):
        return left[before[-1][0] : before[-1][1]]
    if behind and follows(right, *behind[0]):
        return right[behind[0][0] : behind[0][1]]
    # A pronoun, a name inside a block quote, or an office: as the reader of quotations has it.
    if inside is not None and known(inside) and (not told or _bare(inside) in told or len(told) == 1):
        if not told:
            if names.is_inflected(inside):
                return None
            return inside if is_plain(before_office(left, inside)) else None
    if before and len(told) == 1 and goes_on(left[before[-1][1] :]):
        return left[before[-1][0] : before[-1][1]]
    return None


def _people(text: str, names: NamesInText, known: IsKnownName) -> list[tuple[int, int]]:
    """Where `text` names somebody of the library; Knut Rasmussen and Kerry Washington are others."""
    return [
        (s, e)
        for s, e in names.find(text)
        if known(text[s:e]) and not _is_anothers(text, s, e, known)
        and not (names.is_inflected(text[s:e]) and not _GOVERNED.search(text[:s]))
    ]  # fmt: skip


def _is_anothers(text: str, start: int, end: int, known: IsKnownName) -> bool:
    before, behind = _WORD_BEFORE.search(text, 0, start), _WORD_BEHIND.search(text[end:])
    name = text[start:end]
    if before and _is_part_of_name(before[1]) and not known(f"{before[1]} {name}"):
        return True
    return bool(behind and _is_part_of_name(behind[1]) and not VERB.match(behind[1])
                and not known(f"{name} {behind[1]}"))  # fmt: skip


def _is_part_of_name(word: str) -> bool:
    small = word.casefold().strip(".")
    return word[0].isupper() and small not in TITLES | _FILLERS and is_telling(small) and len(small) > 1


def _bare(name: str) -> str:
    return re.sub(r"['’`´]s?$", "", name).casefold()


def _unmarked(message: str, names: NamesInText, known: IsKnownName) -> Iterator[GivenWords]:
    """“lavrov: we will …”: no marks show where the words end."""
    if not is_meant("", "", message):
        return
    for match in _UNMARKED.finditer(message):
        lead = match["lead"]
        people = _people(lead, names, known)
        if len(people) != 1:
            continue
        start, end = people[0]
        head = lead[:start].strip(" *_~>|-•")
        if (
            len(head.split()) > 3
            or not is_plain(head)
            or not is_label(lead[end:])
            or words(match["words"]) < LEAST_WORDS + 1
        ):
            continue
        if is_meant(lead + ": ", "", message):
            first, last = match.span("words")
            text, marked = _without_tail(match["words"].strip())
            yield GivenWords(text, lead[start:end], first, last, marked)


def _without_tail(text: str) -> tuple[str, bool]:
    """A line's words without what people say behind them, and whether marks show where they end."""
    if whole := _OWN_MARKS.match(text):
        return whole["words"], True
    return _CHAT_TAIL.sub("", text), False
