"""Finds the quotations in a message, each with the speaker that is claimed beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.text import quoted

# Verbs of speech, English and Russian, as part of the patterns below.
_SAID = (
    r"(?:said|says|told\s+\w+|tells|added|adds|noted|notes|stressed|stresses|stated|states|declared|declares|argued|"
    r"argues|insisted|insists|claimed|claims|explained|explains|emphasi[sz]ed|underlined|announced|announces|warned|"
    r"warns|wrote|writes|tweeted|replied|answered|remarked|commented|reiterated|reiterates|observed|concluded|"
    r"promised|pledged|vowed|suggested|confirmed|admitted|asked|continued|repeated|maintained|recalled|according\s+to|"
    r"сказал[аи]?|говорит|говорил[аи]?|заявил[аи]?|заявляет|отметил[аи]?|отмечает|подчеркнул[аи]?|добавил[аи]?|"
    r"сообщил[аи]?|сообщает|пояснил[аи]?|объяснил[аи]?|ответил[аи]?|написал[аи]?|считает|утверждает|указал[аи]?|"
    r"напомнил[аи]?|предупредил[аи]?|признал[аи]?|уточнил[аи]?)"
)
# A word with a capital, in any script; up to eight with particles between: "Anders Fogh Rasmussen".
_CAPITAL = r"[^\W\d_a-zа-яё][\w.’'-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|de|van|von|al|bin|the|der|du|la)){{0,7}}"
# After a quotation: "… — Sergei Lavrov, minister", "… – © Rasmussen".
_DASHED = re.compile(
    r"[\s,.*_~]*(?:[—–―~]|-{1,3}|\u2014)\s*[*_]*(?:©\s*)?(?P<name>[^\W\d_][^\n,;:()—–“”\"«»\d*_]{1,60})"
)
# "… (Lavrov, 2011)"
_BRACKETED = re.compile(rf"[\s.*_]*\(\s*(?P<name>{_NAME})\s*[,)]")
# "…," said Mr. Fogh Rasmussen in Brussels: up to a preposition or punctuation, but for the stop of a title.
_SAID_NAME = re.compile(
    rf"[\s,.—–-]*(?:как\s+)?{_SAID}\s+(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof|St)\.|[^\n,.;:()“”\"«»]){{2,80}}?)(?=\s+(?:in|on|at|after|during|when|while|to|as|в|на|после)\b"
    r"|[\n,.;:()“”\"«»]|$)"
)
# "…," Lavrov said.
_NAME_SAID = re.compile(
    rf"[\s,—–-]*(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof|St)\.|[^\n,.;:“”\"«»]){{2,80}}?)\s+{_SAID}\b"
)
# Before a quotation: "Sergei Lavrov, the minister, told reporters that: …".
_LED_BY_VERB = re.compile(
    rf"(?P<name>(?:[Tt]he\s+)?{_NAME})(?:,[^,.\n]{{1,60}},)?\s+(?:has\s+|had\s+|also\s+|then\s+|once\s+|reportedly\s+){{0,2}}"
    rf"(?P<verb>{_SAID})(?:\s+(?!that\b)[^.\n“”\"«»:]{{1,60}}?)?(?:\s+that|,?\s+что)?\s*[,:—–]*\s*$"
)
# "**Rasmussen (NATO):** …"
_LED_BY_COLON = re.compile(rf"(?:^|[\n.!?*_]\s*)(?P<name>{_NAME})(?:\s*\([^()\n]*\))?[*_]*\s*:[*_\s]*$")
# "According to Lavrov, …", "По словам Лаврова, …"
_LED_BY_SOURCE = re.compile(
    rf"(?:[Aa]ccording\s+to|[Aa]s|[Pp]er|По\s+словам|по\s+словам|Как)\s+(?P<name>{_NAME})[^.\n“”\"«»]{{0,20}}$"
)
_PRONOUN = re.compile(r"(?:he|she|they|it|i|we|он|она|они|я|мы)\b", re.IGNORECASE)
# A block quote: Discord's ">>> " to the end of the message, or lines with ">" and a signature "— Lavrov"
# below.
_BLOCK = re.compile(
    r"(?m)^[ \t]*>>>[ \t](?s:.*)|^[ \t]*>[ \t]?.*(?:\n[ \t]*>.*)*(?:\n[ \t]*[—–-]{1,3}\s*\S.*)?"
)
_MARKER = re.compile(r"(?m)^[ \t]*>(?:>>)?[ \t]?")
_LAST_LINE = re.compile(r"\n?[ \t]*(?:[—–―]|--?)[ \t]*(?P<name>[^\W\d_][^\n,;:()\d]{1,60})[^\n]*\s*$")
_AROUND = 160  # characters on either side in which a speaker is looked for


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that somebody gives as a quotation; `start`/`end` are offsets into the message."""

    text: str
    speaker_name: str | None
    start: int
    end: int


def find_quotations(message: str) -> tuple[Claim, ...]:
    """Every quoted passage and block quote of `message`, in order, with the speaker named beside it.

    Where a pronoun or nothing but a verb of speech stands there, the speaker of the last quotation goes on.
    """
    found: list[Claim] = []
    taken: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(message):
        claim = _of_block(message, block.start(), block.end())
        if claim is not None:
            found.append(claim)
            taken.append((block.start(), block.end()))
    spans = [
        (q.start, q.end, q.outer_start, q.outer_end)
        for q in quoted(message)
        if not any(first <= q.start < last for first, last in taken)
    ]
    before: str | None = None
    for index, (start, end, outer_start, outer_end) in enumerate(spans):
        # What stands between two quotations may name the speaker of either; what lies beyond them, of
        # neither.
        floor = spans[index - 1][3] if index else 0
        ceiling = spans[index + 1][2] if index + 1 < len(spans) else len(message)
        left = message[max(floor, outer_start - _AROUND) : outer_start]
        right = message[outer_end : min(ceiling, outer_end + _AROUND)]
        name, continued = _speaker(left, right, message[start:end])
        if name is None and (continued or (index and _continues(message[floor:outer_start]))):
            name = before
        before = name or before
        found.append(Claim(message[start:end], name, start, end))
    return tuple(sorted(found, key=lambda claim: claim.start))


def whole_text(text: str) -> Claim:
    """All of `text` as one claim, without marks around it and without a “— Lavrov” at its end."""
    claims = find_quotations(text)
    if len(claims) == 1:
        claim = claims[0]
        rest = text[: claim.start] + text[claim.end :]
        if claim.speaker_name and len(rest) <= _AROUND and len(claim.text.split()) > 2:
            return claim
    tail = _LAST_LINE.search(text)
    if tail and "\n" in tail.group() and tail.start() > 0:
        return Claim(text[: tail.start()].strip(), _tidy(tail["name"]), 0, tail.start())
    return Claim(text, None, 0, len(text))


def _of_block(message: str, start: int, end: int) -> Claim | None:
    """A block quote as one claim, if it is not a frame around passages in quotation marks."""
    raw = message[start:end]
    text = _MARKER.sub("", raw)
    name = None
    if tail := _LAST_LINE.search(text):
        name = _tidy(tail["name"])
        text = text[: tail.start()]
    inner = quoted(text)
    # Quotation marks around nearly all of it are the same quotation again; marks inside a longer text are
    # not.
    if inner and not (len(inner) == 1 and inner[0].end - inner[0].start > 0.85 * len(text.strip())):
        return None
    if not any(c.isalnum() for c in text):
        return None
    if name is None:
        name, _ = _speaker(message[max(0, start - _AROUND) : start], message[end : end + 80], text)
    return Claim(text.strip(), name, start, end)


def _speaker(left: str, right: str, passage: str) -> tuple[str | None, bool]:
    """The name beside a quotation; and whether a pronoun stands there, so that the last name holds on."""
    lead = _LED_BY_VERB.search(left) or _LED_BY_COLON.search(left) or _LED_BY_SOURCE.search(left)
    if lead and (name := _tidy(lead["name"])):
        return (None, True) if _PRONOUN.fullmatch(name) else (name, False)
    if (dashed := _DASHED.match(right)) and (name := _dashed_name(dashed["name"])):
        return name, False
    # After a full stop inside the marks, "Lavrov said" begins the next sentence.
    open_ended = passage.rstrip()[-1:] not in ".…" or right[:1] == ","
    for pattern in (_SAID_NAME, _NAME_SAID) if open_ended else (_SAID_NAME,):
        match = pattern.match(right)
        if match and (name := _tidy(match["name"])):
            return (None, True) if _PRONOUN.match(name) else (name, False)
    if bracketed := _BRACKETED.match(right):
        return _tidy(bracketed["name"]), False
    return None, False


def _dashed_name(raw: str) -> str | None:
    """The name after a dash; nothing where the sentence merely goes on."""
    said = re.match(rf"(?:{_SAID}\s+)?(?P<name>.+?)(?:\s+{_SAID}\b.*)?$", raw.strip(), re.DOTALL)
    name = _tidy(said["name"]) if said else None
    if name is None or len(name.split()) > 7:
        return None
    capital = any(word[0].isupper() for word in name.split())
    return name if capital or len(name.split()) <= 2 else None


def _tidy(raw: str) -> str | None:
    """A name without marks around it and small words before it; None if nothing is left."""
    name = re.sub(r"\s+", " ", raw).strip(" *_~.,?!'’\"”“-—–")
    name = re.sub(r"^(?:and|but|then|later|earlier|also|the|a|as|и|а|но)\s+", "", name, flags=re.IGNORECASE)
    return name if name and name.casefold() not in ("как", "as", "so", "that") else None


def _continues(between: str) -> bool:
    """Whether what stands between two quotations is only an attribution: the same speaker goes on."""
    return len(between) < 90 and bool(re.search(rf"\b{_SAID}\b", between)) and between.count("\n\n") == 0
