"""The same name in other languages, from a table: ``джон``, ``约翰`` and ``جون`` belong to ``john``.

``data/variants.txt`` holds, sorted by bytes, a name and the numbers (base 36) of the groups it belongs to.
``data/given.txt`` holds pet names and national forms of given names, one group a line. See data/README.md.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from briefs.names.scripts import pinyin, script_of

FIRST_OWN = 100_000  # number of the first group of given.txt; those of variants.txt lie below


@cache
def _variants() -> bytes:
    return Path(__file__).with_name("data").joinpath("variants.txt").read_bytes()


@cache
def _given_names() -> dict[str, tuple[int, ...]]:
    text = Path(__file__).with_name("data").joinpath("given.txt").read_text("utf-8")
    groups: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(text.splitlines(), FIRST_OWN):
        for name in dict.fromkeys(line.split()):
            groups[name] = (*groups.get(name, ()), number)
    return groups


def _key(word: str) -> bytes:
    # The table has Chinese names by their sound, as characters for one foreign name differ: 约翰 and 約翰.
    if len(word) > 1 and script_of(word) == "CJK":
        return b"*" + pinyin(word).lower().encode() + b"\t"
    return word.encode() + b"\t"


@lru_cache(maxsize=1024)
def groups(word: str) -> tuple[int, ...]:
    """The numbers of the groups of names that a folded word belongs to; empty for a word of no group."""
    # Binary search in the bytes of the file: a dictionary of its 144,741 names takes half a second to build.
    table, key = _variants(), _key(word)
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        if table[start : start + len(key)] < key:
            low = table.index(b"\n", start) + 1
        else:
            high = start
    found: tuple[int, ...] = ()
    if table.startswith(key, low):
        line = table[low + len(key) : table.index(b"\n", low)]
        found = tuple(int(part, 36) for part in line.split())
    return found + _given_names().get(word, ())


def common(word: str) -> bool:
    """True for a name in ``given.txt``: it is made out even where no dot parts it from others (Chinese)."""
    return word in _given_names()


def all_groups(words: list[str]) -> list[tuple[int, int]]:
    """Pairs of group and place in ``words``, sorted: :func:`groups` for many words."""
    return sorted((group, place) for place, word in enumerate(words) for group in groups(word))
