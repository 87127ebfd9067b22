"""The command that was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

_NEAR_ENOUGH = 70.0  # of 100, as rapidfuzz.fuzz.ratio counts


def nearest_command(typed: str, known: Sequence[str]) -> str | None:
    """The command that was probably meant."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(typed.lower()[:40], known, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return found[0] if found else None
