"""What stands around a quotation and belongs to it: its sentence, the one that leads to it, its signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.verify import SAID, last_sentence

_MARKS = "“”„\"«»‘’'‚‹›"
# A signature on a line of its own, and no line that says more.
_NEXT_SIGNS = re.compile(
    r"\s*\n\s*(?=(?:(?:[—–―~(]|--?)\s*[^\W\d_][^\n:“”\"«»]{1,100}"
    # “Sergei Lavrov, Foreign Minister”
    r"|(?:[A-ZА-ЯЁ][\w.’-]*[^\S\n]+){1,4}[A-ZА-ЯЁ][\w’-]+,[^\n:;.!?“”\"«»]{2,60})(?:\n|$))"
)
_END = re.compile(r"[.!?…](?P<closed>[)\]]*)[”\"’)»\]]*\s+(?=[“\"«(\[]?[A-ZА-ЯЁ0-9*_>-])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|г|им)"
    r"|\b[A-ZА-ЯЁ]|\bU\.S)$"
)
_SPEAKS = re.compile(rf"\b(?:{SAID})\b|[:—–(]\s*$", re.IGNORECASE)
_SOON_SAID = re.compile(
    rf"^\W*(?:[\w’'.-]+[,\s]+){{0,9}}?(?:{SAID})\b|^\s*[—–―~(\[-]"
    r"|^\W*(?:These|Those|This)\s+(?:are|were|is|was)\s[^.\n]{1,60}\bwords\b",
    re.IGNORECASE,
)
# A heading that is a day, above what was said on it.
_OF_A_DAY = r"(?:[A-Za-zА-Яа-яё]{2,10}|\d{1,4}(?:st|nd|rd|th)?)"
_DAY_ALONE = re.compile(rf"\W*(?=.*\b\d{{4}}\b){_OF_A_DAY}(?:[ .,-]+{_OF_A_DAY}){{1,4}}\W*")
_FAR = 600  # characters on either side that are read
_NEAR = 80  # characters behind the sentence


@dataclass(frozen=True, slots=True)
class TextPart:
    """text[start:end] of a draft."""

    text: str
    start: int

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`lead` is the sentence up to the quotation, `earlier` the one before it, `rest` what follows in it.

    `behind` is what stands on its line behind that.
    """

    earlier: TextPart
    lead: TextPart
    rest: TextPart
    behind: TextPart

    @property
    def parts(self) -> tuple[TextPart, TextPart]:
        return self.lead, self.rest


def surroundings(text: str, start: int, end: int, floor: int, ceiling: int) -> Surroundings:
    """Around text[start:end], between the quotation before (`floor`) and the one after it (`ceiling`)."""
    lead, earlier = _before(text, start, max(floor, start - _FAR))
    rest = _behind(text, start, end, min(ceiling, end + _FAR), bool(_SPEAKS.search(lead.text)))
    after = rest.start + len(rest.text)
    line = text[after : min(ceiling, after + _NEAR)].partition("\n")[0]
    return Surroundings(earlier, lead, rest, TextPart(line, after))


def _before(text: str, start: int, floor: int) -> tuple[TextPart, TextPart]:
    while start > floor and text[start - 1] in _MARKS:
        start -= 1
    left = text[floor:start]
    lead = last_sentence(left)
    if not lead.strip() and (body := left.rstrip()) and "\n" in left[len(body) :]:
        # A block of its own: the line above it leads to it, if it says so.
        line = body[body.rfind("\n") + 1 :]
        if line.rstrip().endswith(":"):
            return TextPart(line, floor + len(body) - len(line)), TextPart("", floor)
        day = line if _is_line(body, floor) and _DAY_ALONE.fullmatch(line) else ""
        return TextPart("", start), TextPart(day, floor + len(body) - len(day))
    at = start - len(lead)
    before = text[floor:at].rstrip(" ")
    if before.endswith("\n"):
        body = before.rstrip()
        above = body[body.rfind("\n") + 1 :]
        if not (_is_line(body, floor) and _DAY_ALONE.fullmatch(above)):
            return TextPart(lead, at), TextPart("", floor)
        return TextPart(lead, at), TextPart(above, floor + len(body) - len(above))
    sentence = last_sentence(before[:-1]) + before[-1:] if before else ""
    return TextPart(lead, at), TextPart(sentence, floor + len(before) - len(sentence))


def _is_line(body: str, floor: int) -> bool:
    """Whether the last line before a quotation is whole, and not what follows the quotation before."""
    return "\n" in body or floor == 0


def _behind(text: str, start: int, end: int, ceiling: int, led: bool) -> TextPart:
    closes = text[end - 1 : end] in (".", "!", "?", "…")
    at = end
    while at < ceiling and text[at] in _MARKS:
        at += 1
    if signs := _NEXT_SIGNS.match(text, at, ceiling):
        line_end = text.find("\n", signs.end(), ceiling)
        return TextPart(text[signs.end() : line_end if line_end >= 0 else ceiling], signs.end())
    stop = next(
        (
            m.end("closed") if m["closed"] else m.start() + 1
            for m in _END.finditer(text, at, ceiling)
            if not _ABBREVIATED.search(text, at, m.start())
        ),
        ceiling,
    )
    rest = text[at:stop]
    # Behind a full stop begins the next sentence: this one's only where nothing before says who spoke.
    if (closes or rest[:1] in ".!?") and (led or not _SOON_SAID.match(rest)):
        bracket = re.match(r"\s*[.!?]?\s*[(\[][^()\[\]\n]{2,120}[)\]]", rest)
        return TextPart(bracket.group() if bracket else "", at)
    return TextPart(rest, at)


def is_whole(name: re.Match[str], text: str, last: str) -> bool:
    """Whether a part of somebody's name in `text` is theirs: “Sergei” before another's last name is not."""
    return last in name.group() or re.match(r"\s+[A-ZА-ЯЁ]", text[name.end() :]) is None
