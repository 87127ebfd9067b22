"""A recorded document as text: its head and each turn under its label, with the turns' places in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.ingest.extract.turn_speakers import TurnSpeaker
from briefs.ingest.extract.turns import Turn
from briefs.ingest.extract.types import Span


@dataclass(frozen=True, slots=True)
class RecordedTranscript:
    """What a file of a known format holds. `said` is an ISO date or empty; `language` a two-letter code."""

    text: str
    turns: tuple[Turn, ...]
    title: str
    said: str = ""
    place: str | None = None
    language: str | None = None


class TranscriptText:
    """Puts the text of a document together; every turn knows where its words came to stand."""

    def __init__(self, *head: str) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._turns: list[Turn] = []
        self._question: Span | None = None
        for line in filter(None, head):
            self._add(f"{line}\n")
        self._add("\n")

    def heading(self, words: str) -> None:
        """A heading of the document: nobody's words, and the end of the question before it."""
        self._question = None
        self._add(f"{words}\n\n")

    def turn(
        self, label: str, paragraphs: Sequence[str], speaker: TurnSpeaker, second: float | None = None
    ) -> None:
        """The words of one speaker; without paragraphs nothing is added."""
        words = "\n\n".join(" ".join(each.split()) for each in paragraphs if each.strip())
        if not words:
            return
        self._add(f"{label}: " if label else "")
        start = self._length
        self._add(words)
        span = (start, self._length)
        if speaker.asks:
            self._question = span
        else:
            self._turns.append(Turn(*span, speaker, self._question, second))
            self._question = span if words.endswith("?") else self._question
        self._add("\n\n")

    def _add(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def finished(
        self, title: str, said: str = "", place: str | None = None, language: str | None = None
    ) -> RecordedTranscript:
        """The document; a heading at its end loses its empty line."""
        text = "".join(self._parts).rstrip() + "\n"
        return RecordedTranscript(text, tuple(self._turns), title, said, place, language)
