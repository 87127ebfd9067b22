"""Small words as data: titles, chatter, kin and the commonest English words. See data/README.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefs.names.normalize import words

_DATA = Path(__file__).with_name("data")
_GENERATION = "generation"


def read_lines(file: str) -> list[str]:
    """The lines of a file beside this module, in ``data/``."""
    return _DATA.joinpath(file).read_text("utf-8").splitlines()


def _folded(lines: list[str]) -> frozenset[str]:
    return frozenset(word.text for line in lines for part in line.split() for word in words(part))


@cache
def _sounds() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in read_lines("sounds.txt"):
        table, letters, symbols = line.split("\t")
        found.setdefault(table, {})[letters] = symbols
    return found


def sound_table(name: str) -> dict[str, str]:
    """What letters sound like, in the order of ``data/sounds.txt``; see :mod:`briefs.names.phonetics`."""
    return _sounds()[name]


@cache
def titles(place: str = "") -> frozenset[str]:
    """Words around a name that are no part of it, in all languages; ``after``: only those behind a name."""
    lines = [line.split("\t") for line in read_lines("titles.txt")]
    return _folded([some for kind, some in lines if not place or kind in (place, _GENERATION)])


@cache
def generations() -> dict[str, int]:
    """What tells a son from his father, behind a name; words of one number are one: Jr, Jnr, junior."""
    lines = [line.split("\t") for line in read_lines("titles.txt")]
    every = [some.split() for kind, some in lines if kind == _GENERATION]
    return {word: number for number, some in enumerate(every) for word in some}


@cache
def chatter() -> frozenset[str]:
    """Words around a name in a chat: what about …, … lol."""
    return _folded(read_lines("chatter.txt"))


@cache
def kin() -> frozenset[str]:
    """Who is somebody else than the person before the apostrophe: lavrov's wife."""
    return _folded(read_lines("kin.txt"))


@cache
def common_words() -> frozenset[str]:
    """English words that are taken for themselves, not for a name mistyped."""
    return frozenset(read_lines("common.txt"))
