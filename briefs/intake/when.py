"""When a statement was made, as EDTF, from the day of publication and the words of the article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An EDTF date (empty: not known), where it comes from, and the words or the reason."""

    edtf: str
    basis: str
    note: str


def said(text: str, sentence: tuple[int, int], published: str | None, at: int) -> Said:
    """`sentence`: offsets of the sentence with its attribution; `at`: the cue."""
    if not published:
        return Said("", "inferred", "no date of publication")
    return Said(f"../{published[:10]}", "inferred", "published on that day")
