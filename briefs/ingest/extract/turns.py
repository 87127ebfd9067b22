"""Turns of a transcript, an interview or a speech: whose words each stretch of a text is.

A text without labels has none: what is said in it is for the readers of attribution, and nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefs.ingest.extract.label_styles import SENTENCE_END, Labels, TextLine, is_prose, labelled_lines
from briefs.ingest.extract.transcript_heads import TranscriptHead, read_head, speech_of
from briefs.ingest.extract.turn_labels import Label, is_name_line, read_label
from briefs.ingest.extract.turn_speakers import LabelBinder, TurnSpeaker
from briefs.ingest.extract.types import Span
from briefs.text import late_pattern

_LINE = late_pattern(r"[^\s][^\n]*")
_FRONT = late_pattern(r"---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_STAGE = late_pattern(r"\s*(?:[(\[*_]+[^()\[\]\n]{1,120}[)\]*_]+[.\s]*)+")
_STAGE_LINE = late_pattern(r"[(\[][^()\[\]\n]{1,120}[)\]]\.?$|[*_]{1,3}[^*_\n]{1,120}[*_]{1,3}$")
_CAPITALS = late_pattern(r"[A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .'’&/-]{1,40}:\s")
_STAGE_END = late_pattern(r"\s*[(\[](?:[^()\[\]\n]{1,60})[)\]]\.?\s*$")
_END = late_pattern(
    r"\W*(?:END|###|\* ?\* ?\*|- ?30 ?-|Read more|Related\b.*|Share\b.*|©.*|Copyright\b.*"
    r"|Transcript (?:by|courtesy)\b.*|End of (?:transcript|interview)|Конец)\W*$",
    re.I,
)
_FIRST_PERSON = late_pattern(r"\b(?:I|we|our|my|us|me|я|мы|наш\w*|нам|нас|мне|мой|моя)\b", re.I)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker, offsets in the text, end exclusive, labels and stage directions left out.

    `context` is the question before it; `second` the time in a recording at which it begins.
    """

    start: int
    end: int
    speaker: TurnSpeaker
    context: Span | None = None
    second: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    head: TranscriptHead
    turns: tuple[Turn, ...]  # answers and statements; a question is another turn's context


def transcript(text: str, bold: Sequence[str] = (), *, breaks: bool = False) -> Transcript | None:
    """The turns of a text; None where it is no transcript, interview or speech.

    `bold`: the words that a page shows in bold at the head of a paragraph, in order. `breaks`: a dash or
    “>>” begins another speaker's words, as in captions.
    """
    front = _FRONT.match(text)
    lines = [
        TextLine(m.start(), m.start() + len(m[0].rstrip()), m[0].rstrip())
        for m in _LINE.finditer(text, front.end() if front else 0)
    ]
    labels = labelled_lines(text, lines, bold, breaks=breaks)
    if labels is not None:
        return _joined(text, lines, labels)
    return None if breaks else _speech(text, lines)


# turns ------------------------------------------------------------------------------------------------


def _joined(text: str, lines: list[TextLine], labels: Labels) -> Transcript:
    defined = {n: name for n, each in labels.items() if (name := _defines(text, lines[n], each))}
    offices = {str(labels[n].title).lower(): name for n, name in defined.items() if labels[n].title}
    labels = {n: each for n, each in labels.items() if n not in defined} or labels
    head = read_head(text, lines[min(labels)].start)
    binder = LabelBinder(text, list(labels.values()), head, offices)
    turns: list[Turn] = []
    question: Span | None = None
    order = sorted(labels)
    for n, following in zip(order, [*order[1:], len(lines)], strict=True):
        span = _span(text, lines[n:following], labels[n])
        if span is None:
            continue
        speaker = binder.speaker(labels[n])
        if speaker.asks:
            question = span
            continue
        turns.append(Turn(*span, speaker, question))
        # who asks by name is on record, and their question is the context of the answer too
        question = span if text[span[1] - 1] == "?" else question
    return Transcript(head, tuple(turns))


def _defines(text: str, line: TextLine, label: Label) -> str | None:
    """“JS: Javier Solana”, “Moderator: Ruth Keller, BBC”: whom the label stands for, no words of theirs."""
    rest = text[label.words_start : line.end].partition(",")[0].partition("(")[0].strip()
    initials = label.sort == "name" and len(label.name) <= 4 and label.name.isupper()
    # “Q: Mr. President, what now?” speaks to somebody
    if (label.end - label.start < 3 and not initials) or line.text[-1] in ".?!…":
        return None
    return rest if (initials or label.sort in ("question", "office")) and is_name_line(rest) else None


def _span(text: str, lines: list[TextLine], label: Label) -> Span | None:
    """The words of a turn: to the next label, a heading or an end mark, without stage directions around."""
    start, end = min(label.words_start, lines[0].end), lines[0].end
    for before, line in pairwise(lines):
        if _END.match(line.text) or _heading(line, before) or _may_be_label(text, line):
            break
        if not _STAGE_LINE.match(line.text):
            end = line.end
    if stage := _STAGE.match(text, start, end):
        start = stage.end() if stage.end() > start else start
    while tail := _STAGE_END.search(text, start, end):
        if tail.start() < start:
            break
        end = tail.start()
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    return (start, end) if start < end and re.search(r"\w", text[start:end]) else None


def _may_be_label(text: str, line: TextLine) -> bool:
    """What may be somebody else's label ends a turn: better nobody's words than the wrong person's."""
    label = read_label(text, line.start, line.end)
    named = label is not None and label.sort == "name" and " " in label.name
    return named or _CAPITALS.match(line.text) is not None


def _heading(line: TextLine, before: TextLine) -> bool:
    """A short line in capitals, or with a Markdown mark, is nobody's words."""
    capitals = line.text.isupper() and len(line.text) > 3 and not SENTENCE_END.search(line.text)
    return line.text.startswith("#") or (
        capitals and len(line.text) < 100 and bool(SENTENCE_END.search(before.text))
    )


# speeches ---------------------------------------------------------------------------------------------


def _speech(text: str, lines: list[TextLine]) -> Transcript | None:
    """“Speech by X” over words in the first person: all of it is theirs."""
    found = speech_of(text)
    if found is None:
        return None
    name, end = found
    body = [n for n, line in enumerate(lines) if line.start >= end]
    first = next((n for n in body if is_prose(lines[n]) or lines[n].text.endswith(",")), None)
    if first is None:
        return None
    marker = Label(lines[first].start, lines[first].start, lines[first].start, "answer")
    span = _span(text, lines[first:], marker)
    if span is None:
        return None
    words = text[span[0] : span[1]]
    # an article about a speech has its verbs of saying, and its first person stands in quotation marks
    outside = re.sub(r"[\"“«][^\"”»]*[\"”»]", " ", words)
    persons = len(_FIRST_PERSON.findall(outside))
    surname = re.escape(name.split()[-1])
    told = re.search(rf"\b{surname}\b[^.\n]{{0,40}}\b(?:said|told|added|warned|сказал|заявил)", outside, re.I)
    if told or persons * 80 < len(outside.split()):
        return None
    head = read_head(text, lines[first].start)
    return Transcript(head, (Turn(*span, TurnSpeaker(name, by="speech")),))
