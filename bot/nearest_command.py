"""The commands that were probably meant by one that there is not."""

from __future__ import annotations

from collections.abc import Iterable

# Of 100, as rapidfuzz.fuzz.ratio counts: below it, what is suggested looks like nothing that was typed.
_NEAR_ENOUGH = 70.0
_BEGINNING = 90.0  # what a command counts that begins with what was typed
_SHORTEST_BEGINNING = 3  # characters; fewer begin too many commands
_LONGEST_TYPED = 40  # characters that are compared


def nearest_commands(typed: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Of `known`, at most `most` that are like `typed` or begin with it, the likest first."""
    from rapidfuzz import fuzz  # only a mistyped command needs it

    typed = typed.lstrip("!/").lower()[:_LONGEST_TYPED]

    def likeness(command: str) -> float:
        begun = len(typed) >= _SHORTEST_BEGINNING and command.startswith(typed)
        return max(fuzz.ratio(typed, command), _BEGINNING if begun else 0.0)

    likest = sorted(((likeness(command), command) for command in known), key=lambda pair: -pair[0])
    return [command for score, command in likest[:most] if score >= _NEAR_ENOUGH]
