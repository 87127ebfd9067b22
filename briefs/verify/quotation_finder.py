"""Finds the quotations in a message, each with the speaker that is claimed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefs.text import MessageBlock, MessageText, late_pattern, quoted, read_markdown
from briefs.verify.named_beside import named_beside
from briefs.verify.person_phrase import AROUND, IsKnownName, NamedBeside, NamedSpeaker, person_alone
from briefs.verify.speech_verbs import SAID
from briefs.verify.tokens import words as count_words

_NEARLY_ALL = 0.85  # of a block quote, in quotation marks: the marks are the same quotation again
_LEAST_WORDS = 3  # of code, which is a quotation only where somebody is said to have said it
_LEAST_INNER = 4  # of a quotation inside another that has a speaker of its own
_LEAST_SMALL = 6  # letters of a name that is written small, far from the words
_LEAST_UNMARKED = 4  # of a quotation without marks
# The last lines of a block quote: “— Lavrov”, “~ Lavrov”, “-Lavrov”.
_SIGNATURE = late_pattern(
    r"(?:\n[ \t]*(?:[—–―~(]|--?)|(?<=[\w.!?”\"»])[ \t]*[—–―~]"
    r"|(?<=[\w.!?”\"»])[ \t]+--?)[ \t]*(?P<name>[^\W\d_][^\n]{1,80}?)\s*$"
)
_SIGNED = late_pattern(r"\s*(?:[—–―~]|\s--?|\n--?|\s(?=\())\s*(?P<name>\(?[#@]?[^\n—–~“”\"()]{2,80}?\)?)\s*$")
_LABELLED = late_pattern(
    r"(?:quote|quotation|text|цитата)\s*:\s*(?P<words>[^\n]+)\n+\s*(?:by|author|said\s+by|speaker|who|автор)\s*:\s*(?P<name>[^\n]+)",
    re.IGNORECASE,
)
_UNMARKED = late_pattern(r"^[\s\-•*]*(?P<name>[^:\n“”\"«»]{2,90}?)\s*:\s+(?P<words>[^\n]+)$")
# “Lavrov => …”, “Lavrov — …”: only before somebody who is known, as such signs stand in any sentence.
_POINTED = late_pattern(
    r"^[\s\-•*]*(?P<name>[^:\n“”\"«»]{2,60}?)\s*(?:=+>|-+>|→|(?<=\s)(?:[—–]|--?)(?=\s))\s*(?P<words>[^\n]+)$"
)
_TURN = late_pattern(r"^[\s\-•*]*(?P<name>[^:\n“”\"«»]{1,60}?)\s*:[ \t]+(?P<words>[^\n]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that somebody gives as a quotation; `start`/`end` are offsets into the message.

    `mentioned` is who is named beside it where the message does not say that they said it (“imagine if Lavrov
    had said …”): nobody is then claimed.
    """

    text: str
    speaker_name: str | None
    start: int
    end: int
    mentioned: str | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """A quotation in the text of a message, with and without its marks; `signed` by whom, if inside it."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_code: bool = False
    signed: str | None = None


def find_quotations(message: str, known: IsKnownName | None = None) -> tuple[Claim, ...]:
    """Every quoted passage and block quote of `message`, in order, with the speaker named beside it.

    Discord's Markdown is read first. `known` tells whether a name as typed is somebody's: names written
    small are then told from other words. Where a pronoun or nothing but a verb of speech stands beside a
    passage, the speaker of the last quotation goes on.
    """
    return quotations_in(read_markdown(message), known)


def quotations_in(shown: MessageText, known: IsKnownName | None = None) -> tuple[Claim, ...]:
    """The same of a message or document that is read already."""
    return tuple(_claims(shown, known))


def whole_text(text: str, known: IsKnownName | None = None) -> Claim:
    """All of `text` as one claim, without marks around it and its speaker: “Lavrov: …”, “… — Lavrov”."""
    shown = read_markdown(text)
    claims = list(_claims(shown, known))
    if (one := _cut_in_two(shown.text, text, claims)) is not None:
        return one
    long = [claim for claim in claims if count_words(claim.text) >= _LEAST_WORDS]
    if len(long) == 1 and _is_all(shown.text, text, long[0]):
        return long[0]
    return _unmarked(shown, known) or Claim(text, None, 0, len(text))


def separate_quotations(text: str, known: IsKnownName | None = None) -> tuple[Claim, ...]:
    """The quotations of `text` where it holds several, each with its speaker; none where all is one.

    A quotation that its attribution cuts in two (“…,” said Lavrov, “…”) is one.
    """
    claims = [claim for claim in find_quotations(text, known) if count_words(claim.text) >= _LEAST_WORDS]
    apart = [one for at, one in enumerate(claims) if not any(_holds(other, one) for other in claims[:at])]
    gaps = [text[one.end : other.start] for one, other in pairwise(apart)]
    names = {claim.speaker_name or claim.mentioned for claim in apart} - {None}
    cut = all(_continues(gap) or not any(c.isalnum() for c in gap) for gap in gaps)
    return () if len(apart) < 2 or (cut and len(names) < 2) else tuple(apart)


def _holds(outer: Claim, inner: Claim) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def read_message(message: str, known: IsKnownName | None = None) -> tuple[tuple[Claim, ...], bool]:
    """The quotations of a message, and whether it shows which they are: without marks all of it is one."""
    shown = read_markdown(message)
    claims = tuple(_claims(shown, known))
    if claims:
        return claims, True
    unmarked = _unmarked(shown, known)
    if unmarked is not None:
        return (unmarked,), True
    if turns := _turns(shown, known):
        return turns, True
    return (Claim(shown.text.strip() or message, None, 0, len(message)),), False


def _claims(shown: MessageText, known: IsKnownName | None) -> Iterator[Claim]:
    text = shown.text
    spans = sorted(_spans(shown, known), key=lambda span: span.outer_start)
    before: NamedSpeaker | None = None
    for index, span in enumerate(spans):
        # What stands between two quotations may name the speaker of either; what lies beyond, of neither.
        floor = spans[index - 1].outer_end if index else 0
        ceiling = spans[index + 1].outer_start if index + 1 < len(spans) else len(text)
        left = text[max(floor, span.outer_start - AROUND) : span.outer_start]
        right = text[span.outer_end : min(ceiling, span.outer_end + AROUND)]
        passage = text[span.start : span.end]
        if span.signed is not None:
            beside = NamedBeside(NamedSpeaker("name", span.signed))
        else:
            beside = named_beside(left, right, passage, known)
        person = beside.person
        if span.is_code and person.kind != "name":
            continue
        goes_on = person.kind == "pronoun" or (person.kind == "nobody" and index and _continues(left))
        if goes_on and before is not None:
            person = before
        elif person.kind == "pronoun":
            person = _earlier(text[: span.outer_start], known)
        if person.kind == "name":
            before = person
        name = person.name
        start, end = shown.span(span.start, span.end)
        yield Claim(passage, name if beside.asserted else None, start, end, None if beside.asserted else name)
        yield from _inner(shown, span, known)


def _inner(shown: MessageText, span: _Span, known: IsKnownName | None) -> Iterator[Claim]:
    """A quotation inside a quotation, if it names a speaker of its own: who told it is another question."""
    passage = shown.text[span.start : span.end]
    for inner in quoted(passage):
        words = passage[inner.start : inner.end]
        if count_words(words) < _LEAST_INNER or inner.end - inner.start > _NEARLY_ALL * len(passage):
            continue
        beside = named_beside(passage[: inner.outer_start], passage[inner.outer_end :], words, known)
        if beside.person.kind == "name" and beside.asserted:
            start, end = shown.span(span.start + inner.start, span.start + inner.end)
            yield Claim(words, beside.person.name, start, end)


def _spans(shown: MessageText, known: IsKnownName | None) -> Iterator[_Span]:
    """Block quotes, code and what stands in quotation marks outside of them."""
    taken: list[tuple[int, int]] = []
    for block in shown.blocks:
        quoting = block.kind == "quote"
        span = _of_quote(shown.text, block, known) if quoting else _of_code(shown.text, block)
        if span is not None and not any(first <= span.start < last for first, last in taken):
            taken.append((block.start, block.end))
            yield span
    for q in quoted(shown.text):
        if not any(first <= q.start < last for first, last in taken):
            yield _Span(q.start, q.end, q.outer_start, q.outer_end)


def _of_quote(text: str, block: MessageBlock, known: IsKnownName | None) -> _Span | None:
    """A block quote as one passage, if it is not a frame around passages in quotation marks."""
    body = text[block.start : block.end]
    signed = _SIGNATURE.search(body)
    name = None
    if signed and (person := person_alone(signed["name"].split(",")[0], None)).kind == "name":
        name, body = (
            signed["name"].rstrip(" )") if len(signed["name"].split()) <= 8 else person.name,
            body[: signed.start()],
        )
    inner = quoted(body)
    stripped = body.strip()
    if not any(c.isalnum() for c in stripped):
        return None
    start = block.start + body.index(stripped)
    if not inner:
        head, _, rest = stripped.partition("\n")
        if name is None and known is not None and rest.strip() and known(head.strip(" :,")):
            # A name on a line of its own above the words.
            begin = start + len(stripped) - len(rest.lstrip())
            return _Span(begin, start + len(stripped), block.start, block.end, signed=head.strip(" :,"))
        lead = _UNMARKED.match(stripped) if name is None else None
        if lead and (person := person_alone(lead["name"], None)).kind == "name":
            return _Span(
                start + lead.start("words"),
                start + lead.end("words"),
                block.start,
                block.end,
                signed=person.name,
            )
        return _Span(start, start + len(stripped), block.start, block.end, signed=name)
    if len(inner) > 1:
        return None
    only = inner[0]
    if only.end - only.start > _NEARLY_ALL * len(stripped):
        # A name may stand behind the marks and within the block.
        end = block.start + (only.outer_end if name is None else len(body))
        leads = any(c.isalnum() for c in body[: only.outer_start])
        begin = block.start + (only.outer_start if leads else 0)
        return _Span(block.start + only.start, block.start + only.end, begin, end, signed=name)
    return None


def _of_code(text: str, block: MessageBlock) -> _Span | None:
    """Code as a passage: only if it holds words, and counted only where somebody is said to have said it."""
    body = text[block.start : block.end]
    if count_words(body) < _LEAST_WORDS:
        return None
    inner = quoted(body)
    if len(inner) == 1 and inner[0].end - inner[0].start > _NEARLY_ALL * len(body.strip()):
        start, end = block.start + inner[0].start, block.start + inner[0].end
        return _Span(start, end, block.start, block.end, is_code=True)
    return _Span(block.start, block.end, block.start, block.end, is_code=True)


def _unmarked(shown: MessageText, known: IsKnownName | None) -> Claim | None:
    """“Lavrov: We will …” and “We will … — Lavrov” without any quotation marks."""
    text = shown.text.strip()
    offset = shown.text.index(text) if text else 0
    labelled = _LABELLED.match(text)
    if labelled and count_words(labelled["words"]) >= _LEAST_UNMARKED:
        beside = NamedBeside(person_alone(labelled["name"], known))
        return _claim(shown, offset + labelled.start("words"), offset + labelled.end("words"), beside)
    lead = _UNMARKED.match(text)
    if lead and count_words(lead["words"]) >= _LEAST_UNMARKED:
        beside = named_beside(lead["name"] + ": ", "", lead["words"], known)
        if beside.person.kind == "name":
            return _claim(shown, offset + lead.start("words"), offset + lead.end("words"), beside)
    pointed = _POINTED.match(text)
    if pointed and known is not None and count_words(pointed["words"]) >= _LEAST_UNMARKED:
        person = person_alone(pointed["name"], known)
        if person.kind == "name" and known(person.name or ""):
            return _claim(
                shown, offset + pointed.start("words"), offset + pointed.end("words"), NamedBeside(person)
            )
    signed = _SIGNED.search(text)
    if signed and count_words(text[: signed.start()]) >= _LEAST_UNMARKED - 1:
        beside = named_beside("", text[signed.start() :], "", known)
        if beside.person.kind == "name":
            return _claim(shown, offset, offset + signed.start(), beside)
    return None


def _turns(shown: MessageText, known: IsKnownName | None) -> tuple[Claim, ...]:
    """The turns of a dialogue, each line with its label, of those who are known: “Q: … ⏎ Lavrov: …”."""
    lines = [line for line in shown.text.split("\n") if line.strip()]
    turns = list(_TURN.finditer(shown.text))
    if known is None or len(lines) < 2 or len(turns) < len(lines):
        return ()
    return tuple(
        _claim(shown, turn.start("words"), turn.end("words"), NamedBeside(person))
        for turn in turns
        if (person := person_alone(turn["name"], known)).kind == "name"
        and known(person.name or "")
        and count_words(turn["words"]) >= _LEAST_UNMARKED
    )


def _claim(shown: MessageText, start: int, end: int, beside: NamedBeside) -> Claim:
    name = beside.person.name
    first, last = shown.span(start, end)
    words = shown.text[start:end]
    return Claim(words, name if beside.asserted else None, first, last, None if beside.asserted else name)


def _is_all(shown: str, text: str, claim: Claim) -> bool:
    """Whether what stands around the only quotation of a text only says who said it, or asks about it."""
    around = len(shown) - len(claim.text)
    words = count_words(claim.text)
    named = claim.speaker_name or claim.mentioned
    return around <= AROUND if named else words >= 5 and around <= len(claim.text)


def _cut_in_two(shown: str, text: str, claims: list[Claim]) -> Claim | None:
    """The one quotation that an attribution cuts (“…,” said Lavrov, “…”), put together."""
    names = {claim.speaker_name for claim in claims}
    gaps = [text[one.end : other.start] for one, other in pairwise(claims)]
    if len(claims) < 2 or len(names) != 1 or any(claim.mentioned for claim in claims):
        return None
    if not all(map(_continues, gaps)):
        return None
    words = " ".join(claim.text for claim in claims)
    joined = Claim(words, claims[0].speaker_name, claims[0].start, claims[-1].end)
    return joined if joined.speaker_name and _is_all(shown, text, joined) else None


def _continues(between: str) -> bool:
    """Whether what stands between two quotations is only an attribution: the same speaker goes on.

    Another name, a verb that is none of speech or a second sentence ends it.
    """
    if len(between) >= 90 or "\n\n" in between:
        return False
    said = re.search(rf"\b{SAID}\b", between, re.IGNORECASE)
    rest = between.strip(' \t\n,.;:—–-”"»')
    return bool(said) and not re.search(r"[.!?;]\s", rest)


def _earlier(text: str, known: IsKnownName | None) -> NamedSpeaker:
    """Whom a pronoun before the first quotation stands for: who was named last, if a reader knows of them."""
    if known is None:
        return NamedSpeaker("nobody")
    names = re.findall(r"[^\W\d_][\w’'-]{2,}", text[-AROUND:])
    bare = [re.sub(r"['’]s?$", "", name) for name in reversed(names)]
    # Written small a name must be long enough not to be a word.
    likely = [name for name in bare if name[0].isupper()] + [
        name for name in bare if len(name) >= _LEAST_SMALL
    ]
    return next((NamedSpeaker("name", name) for name in likely if known(name)), NamedSpeaker("nobody"))
