"""Turns of a transcript as candidates: each whole, word for word, with the question before it."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.ingest.extract import patterns
from briefs.ingest.extract.turn_speakers import BoundBy
from briefs.ingest.extract.turns import Turn, transcript
from briefs.ingest.extract.types import Candidate, PageForm

# how often a speaker bound in this way is right: less where the label says less
SURE: dict[BoundBy, float] = {
    "file": 0.99,
    "named": 0.97,
    "speech": 0.95,
    "initials": 0.95,
    "surname": 0.93,
    "interviewee": 0.9,
    "none": 0.3,
}


@dataclass(frozen=True, slots=True)
class _Said:
    """When the words of a whole document were said, as a statement has it, and where."""

    edtf: str
    basis: str
    note: str
    place: str | None = None


def turn_candidates(
    text: str, published: str | None, turns: tuple[Turn, ...], form: PageForm, bold: tuple[str, ...]
) -> tuple[int, tuple[Candidate, ...]] | None:
    """Where the head of a transcript ends, and its turns without topics and ids; None where the text is none.

    A "record" has the turns that its file names and no others, even where that is none.
    """
    if form == "record":
        said = _Said(published, "stated", "It is the day of the record.") if published else _unknown(None)
        return 0, tuple(_candidate(text, turn, said) for turn in turns)
    found = transcript(text, bold)
    if found is None:
        return None
    head = found.head
    if head.said.startswith(".."):
        said = _Said(head.said, "inferred", f"No day is named; {head.said_note}.", head.place)
    elif head.said:
        said = _Said(head.said, "stated", head.said_note, head.place)
    else:
        said = _unknown(published)
    return head.end, tuple(_candidate(text, turn, said) for turn in found.turns)


def _unknown(published: str | None) -> _Said:
    if not published:
        return _Said("", "inferred", "No day is named, and there is no date of publication.")
    return _Said(
        f"../{published}", "inferred", "No day is named; the day of publication is the latest possible."
    )


def _candidate(text: str, turn: Turn, said: _Said) -> Candidate:
    speaker = turn.speaker
    return Candidate(
        start=turn.start,
        end=turn.end,
        kind="quotation",
        text=text[turn.start : turn.end],
        speaker=speaker.name,
        speaker_id=None,
        # of a label that names nobody the office is all that there is
        speaker_title=patterns.office(speaker.title) if speaker.name else speaker.title,
        cue=None,
        sentence_start=turn.start,
        sentence_end=turn.end,
        said=said.edtf,
        said_basis=said.basis,
        said_note=said.note,
        topics=(),
        confidence=SURE[speaker.by],
        taken_from="transcript",
        context=turn.context,
        place=said.place,
        second=turn.second,
    )
