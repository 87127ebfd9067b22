"""Counts in the English of the terminal; what is translated counts by its catalogue."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 statement", "2 statements", "0 people": `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
