"""A page on which one speaker after another is quoted, and the candidates found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefs.ingest.extract import Candidate

Told = tuple[str | None, str | None, float]  # the speaker's name and id, and how sure that is


def told_page(cast: Sequence[Told], *topics: str, title: str, **more: Any) -> tuple[str, list[Candidate]]:
    text, found = f"{title}\n\n", []
    for number, (speaker, id, confidence) in enumerate(cast):
        words = f"Pier number {number + 1} will be closed for a year"
        sentence = f"“{words},” {speaker or 'somebody'} told the paper."
        start, first = len(text) + 1, len(text)
        text += sentence + "\n\n"
        found.append(
            Candidate(
                start, start + len(words) + 1, "quotation", words, speaker, id, None, "told", first,
                first + len(sentence), "2026-04-23", "stated", "", topics, confidence, **more,
            )
        )  # fmt: skip
    return text, found
