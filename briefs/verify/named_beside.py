"""Who is named beside a quotation; the patterns by which it is told are loaded when something is quoted."""

from __future__ import annotations

from briefs.verify.person_phrase import IsKnownName, NamedBeside


def named_beside(left: str, right: str, passage: str, known: IsKnownName | None = None) -> NamedBeside:
    """See :func:`briefs.verify.speaker_beside.speaker_beside`."""
    # Its patterns are a third of what a check of words without any marks takes to start.
    from briefs.verify.speaker_beside import speaker_beside

    return speaker_beside(left, right, passage, known)
