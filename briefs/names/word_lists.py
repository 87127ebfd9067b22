"""Small words as data: titles, chatter, kin and the commonest English words. See data/README.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefs.names.normalize import words

_DATA = Path(__file__).with_name("data")


def read_lines(file: str) -> list[str]:
    """The lines of a file beside this module, in ``data/``."""
    return _DATA.joinpath(file).read_text("utf-8").splitlines()


def _folded(lines: list[str]) -> frozenset[str]:
    return frozenset(word.text for line in lines for part in line.split() for word in words(part))


@cache
def titles(only: str = "") -> frozenset[str]:
    """Words before a name that are no part of it, in all languages; ``after``: behind a name."""
    lines = [line.split("\t") for line in read_lines("titles.txt")]
    return _folded([some for kind, some in lines if only in ("", kind)])


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
