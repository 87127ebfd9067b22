"""Words of a known set that were probably meant by one that is not in it: commands, keys of a file."""

from __future__ import annotations

from collections.abc import Iterable

# Of 100, as rapidfuzz.fuzz.ratio counts: below it, what is suggested looks like nothing that was typed.
_NEAR_ENOUGH = 70.0
_BEGINNING = 75.0  # what a word counts that begins with what was typed: less than one that is nearly it
_SHORTEST_BEGINNING = 3  # characters; fewer begin too many words
_LONGEST_TYPED = 100  # characters that are compared


def nearest(typed: str, known: Iterable[str], most: int = 1, beginnings: bool = True) -> list[str]:
    """Of `known`, at most `most` that are like `typed`, whatever its case, or begin with it, likest first.

    Without `beginnings` a word must be like the whole of what was typed.
    """
    from rapidfuzz import fuzz  # only what was mistyped needs it

    typed = typed[:_LONGEST_TYPED].lower()

    def likeness(word: str) -> float:
        begun = beginnings and len(typed) >= _SHORTEST_BEGINNING and word.startswith(typed)
        return max(fuzz.ratio(typed, word), _BEGINNING if begun else 0.0)

    # Of those that count alike the likest comes first, then the alphabet: `known` may be in any order.
    likest = sorted(known, key=lambda word: (-likeness(word), -fuzz.ratio(typed, word), word))
    return [word for word in likest[:most] if likeness(word) >= _NEAR_ENOUGH]
