"""How many lines a text takes on a phone: what is cut to them fits one screen.

An estimate, a little on the safe side: a client lays out with its own font. Widths are those of Noto
Sans at 16 pixels, in a card on a screen of 400.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.discord.ui.limits import ROW_BUTTONS

if TYPE_CHECKING:
    from bot.discord.ui.pages import Block

CARD_WIDTH = 271  # of 275 pixels: bold letters are wider
_BY_WIDTH = {
    4: " ijl!,.:;'’`|",
    5.5: "()-If[]“”¹²³/\\t{}",
    7: 'rcszт"?г',
    8: "vyx–«»зсухэГkFLь",
    9: "$*+0123456789<=>ESTYZ^ae~авеяЕЗТ",
    12: "&DGUHNOQwДПНОЦИ…м",
    14: "%@MшщЖМюФж",
    16: "—ЮWmШЩ№",
}
_OTHER = 10.0


class _Widths(dict[str, float]):
    """By letter; asked by C alone for those that it has, as every answer is measured several times."""

    def __missing__(self, letter: str) -> float:
        if ord(letter) >= 0x2E80:
            return 16
        self[letter] = _OTHER  # every second letter of English is one
        return _OTHER


_WIDTHS = _Widths({letter: width for width, letters in _BY_WIDTH.items() for letter in letters})


@lru_cache(maxsize=8192)  # few words make up most of a text
def text_width(text: str) -> float:
    """In pixels, about, of a word; letters of other scripts count as square."""
    return sum(map(_WIDTHS.__getitem__, text))


def count_lines(text: str, width: float = CARD_WIDTH) -> int:
    """The lines that `text` takes; each of its own lines begins a new one."""
    return sum(_wrapped(line, width) for line in text.split("\n")) if text else 0


def _wrapped(line: str, width: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        needed = text_width(word)
        if used and used + 4 + needed > width:
            lines, used = lines + 1, 0.0
        while needed > width:  # a word that is wider than the card goes on in the next line
            lines, needed = lines + 1, needed - width
        used += needed + (4 if used else 0)
    return lines


def cut_before(text: str, most: int, width: float = CARD_WIDTH) -> str:
    """The end of `text`, of one line, cut between words so that it takes at most `most` lines."""
    words = text.split()
    if count_lines(text, width) <= most:
        return " ".join(words)
    low, high = 0, len(words)
    while low < high:  # the fewest words that have to go
        middle = (low + high) // 2
        fits = count_lines("… " + " ".join(words[middle:]), width) <= most
        low, high = (low, middle) if fits else (middle + 1, high)
    return "… " + " ".join(words[low:])


def cut_to_lines(text: str, most: int, width: float = CARD_WIDTH) -> str:
    """The beginning of `text`, of one line, cut between words so that it takes at most `most` lines."""
    words = text.split()
    lines, used, fits = 1, 0.0, 1
    for number, word in enumerate(words, 1):
        needed = text_width(word)
        if used and used + 4 + needed > width:
            lines, used = lines + 1, 0.0
        while needed > width:
            lines, needed = lines + 1, needed - width
        if lines > most:  # a long text is not read to its end
            return " ".join(words[:fits]) + " …"
        used += needed + (4 if used else 0)
        if lines < most or used + 4 + text_width("…") <= width:
            fits = number
    return " ".join(words)


SMALL_WIDTH = CARD_WIDTH * 16 / 14  # of small letters, in the widths of others
_LINE, _SMALL_LINE, _GAP, _BUTTONS, _MENU, _RULE = 22, 19, 8, 32, 40, 7
_LABEL, _BUTTON_EDGES = 14 / 16 * 1.05, 24  # a button's letters, a little bolder; what is beside them
_AROUND = 70  # the author's line above a card and the card's own edges
# Of a link only its label is seen.
_MARKUP = re.compile(r"\*\*|~~|__|\[(?=(?:\\.|[^\]\\])*\]\(http)|\]\(https?://[^)\s]*\)|\\(?=[^\w\s])")


def text_height(text: str) -> float:
    """In pixels, of Markdown as the cards have it: small lines, quotations behind a bar, the rest."""
    return sum(_line_height(_MARKUP.sub("", line)) for line in text.split("\n")) if text else 0


def _line_height(line: str) -> float:
    if line.startswith("-# "):
        return _SMALL_LINE * _wrapped(line[3:], SMALL_WIDTH)
    if line.startswith("> "):
        return _LINE * _wrapped(line[2:], CARD_WIDTH - 16)
    return _LINE * _wrapped(line, CARD_WIDTH)


def button_rows(labels: Iterable[str]) -> int:
    """The rows that buttons with these labels take: as many as fit beside each other, the sixth anew."""
    rows, used = 0, 0.0
    for number, label in enumerate(labels):
        needed = text_width(label) * _LABEL + _BUTTON_EDGES
        if number % ROW_BUTTONS == 0 or used + _GAP + needed > CARD_WIDTH + _GAP:
            rows, used = rows + 1, 0.0
        used += needed + (_GAP if used else 0)
    return rows


def card_height(
    head: str,
    blocks: Iterable[Block],
    menus: int = 1,
    rows: int = 1,
    height_of: Callable[[str], float] = text_height,
) -> float:
    """In pixels, of a whole message: `head` is all above the blocks, `menus` and `rows` what stands below.

    `height_of` may be a `text_height` that remembers.
    """
    height = _AROUND + height_of(head)
    for block in blocks:
        height += _GAP + height_of(block.text)
        height += _GAP + _BUTTONS if block.source or (block.statement and block.proof) else 0
        height += _GAP + _RULE if block.ruled else 0
    return height + menus * (_GAP + _MENU) + rows * (_GAP + _BUTTONS)
