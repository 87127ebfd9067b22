"""The same name in other languages, from a table: ``джон``, ``约翰`` and ``جون`` belong to ``john``.

``data/variants.txt`` holds, sorted by bytes, a name and the numbers (base 36) of the groups it belongs to.
``data/given.txt`` holds pet names and national forms of given names, one group a line. See data/README.md.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from briefs.names.scripts import pinyin, script_of

FIRST_OWN = 100_000


@cache
def _table() -> bytes:
    return Path(__file__).with_name("data").joinpath("variants.txt").read_bytes()


@cache
def _own() -> dict[str, tuple[int, ...]]:
    text = Path(__file__).with_name("data").joinpath("given.txt").read_text("utf-8")
    groups: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(text.splitlines(), FIRST_OWN):
        for name in dict.fromkeys(line.split()):
            groups[name] = (*groups.get(name, ()), number)
    return groups


def _key(word: str) -> bytes:
    if len(word) > 1 and script_of(word) == "CJK":
        return b"*" + pinyin(word).lower().encode() + b"\t"
    return word.encode() + b"\t"


@lru_cache(maxsize=1024)
def groups(word: str) -> tuple[int, ...]:
    """The groups of names that a folded word belongs to."""
    table, key = _table(), _key(word)
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
    return found + _own().get(word, ())


def common(word: str) -> bool:
    """True for a name of the short list: it is made out even where nothing parts it from others."""
    return word in _own()


def all_groups(words: list[str]) -> list[tuple[int, int]]:
    """Pairs of group and place in ``words``, for many words at once."""
    places = {_key(word): place for place, word in enumerate(words)}
    pairs = []
    for line in _table().splitlines():
        name, _, numbers = line.partition(b"\t")
        place = places.get(name + b"\t")
        if place is not None:
            pairs += [(int(part, 36), place) for part in numbers.split()]
    own = _own()
    pairs += [(group, place) for place, word in enumerate(words) for group in own.get(word, ())]
    return sorted(pairs)
