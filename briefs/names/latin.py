"""Latin letters as sounds, with the habits of many languages at once: a query does not name its own."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from briefs.names.phonetics import Symbols
from briefs.names.word_lists import sound_table


@cache
def _scanner() -> tuple[re.Pattern[str], tuple[Symbols, ...]]:
    """The rules as one pattern, compiled when the first word is sounded; the first that fits is taken.

    Hence longer ones stand first: "tsch" before "sch", "sch" before "s".
    """
    rules = sound_table("LATIN")
    scan = re.compile("|".join(f"({pattern})" for pattern in rules))
    return scan, ((), *(tuple(symbols.split("|")) for symbols in rules.values()))


@lru_cache(maxsize=1024)
def latin(word: str) -> Symbols:
    """A lower-case word in Latin letters, accents kept, as sounds."""
    found: list[str] = []
    scan, table = _scanner()
    for match in scan.finditer(word):
        index = match.lastindex  # the number of the rule: each stands in one group
        if index is not None:
            found += table[index]
    return tuple(found)
