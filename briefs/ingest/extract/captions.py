"""Captions of a recording, WebVTT and SRT, as a transcript whose turns know their second.

https://www.w3.org/TR/webvtt1/. Where no caption names a speaker, nobody is named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from briefs.ingest.extract.transcript_text import RecordedTranscript, TranscriptText
from briefs.ingest.extract.turn_labels import read_label
from briefs.ingest.extract.turn_speakers import TurnSpeaker
from briefs.ingest.extract.turns import transcript

_TIMES = re.compile(
    r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d\d):(?P<seconds>\d\d[.,]\d{3})[ \t]+-->[ \t]+"
    r"(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}"
)
_SRT = re.compile(r"\s*\d+[ \t]*\r?\n(?:\d{1,3}:)\d\d:\d\d,\d{3}[ \t]+-->")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+(?P<name>[^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^>\n]{0,200}>|\{\\[^}\n]{0,40}\}")
_STAGE = re.compile(r"[(\[♪][^)\]♪]*[)\]♪]")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: the second at which it begins, the voice that it names, its words in one line."""

    second: float
    voice: str | None
    words: str
    fresh: bool = False  # marked as another speaker's


def is_captions(text: str) -> bool:
    """Whether a text is WebVTT or SRT."""
    text = text.lstrip("\ufeff")
    return text.startswith("WEBVTT") or _SRT.match(text) is not None


def read_captions(text: str) -> RecordedTranscript:
    """The turns of captions; without voices or labels the words alone, with no turn."""
    cues = list(_cues(text))
    return _by_voices(cues) if any(cue.voice for cue in cues) else _by_labels(cues)


def _cues(text: str) -> Iterator[Cue]:
    """Captions in order; repeated lines of rolling captions come once."""
    shown = ""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        timed = ((n, times) for n, line in enumerate(lines[:3]) if (times := _TIMES.match(line.strip())))
        if (found := next(timed, None)) is None:
            continue
        at, times = found
        whole = int(times["hours"] or 0) * 3600 + int(times["minutes"]) * 60
        start = whole + float(times["seconds"].replace(",", "."))
        voice: str | None = None
        for line in lines[at + 1 :]:
            for part, named in _voices(line):
                voice = named or voice
                words = " ".join(unescape(_TAG.sub("", part)).split())
                if words and words != shown:
                    shown = words
                    yield Cue(start, voice, words, re.match(r"(?:>>+|[-–—])\s", words) is not None)


def _voices(line: str) -> Iterator[tuple[str, str | None]]:
    at, voice = 0, None
    for match in _VOICE.finditer(line):
        if line[at : match.start()].strip():
            yield line[at : match.start()], voice
        at, voice = match.end(), " ".join(match["name"].split())
    yield line[at:], voice


def _by_voices(cues: list[Cue]) -> RecordedTranscript:
    out = TranscriptText()
    at = 0
    while at < len(cues):
        end = at
        while end < len(cues) and cues[end].voice == cues[at].voice:
            end += 1
        words = " ".join(cue.words for cue in cues[at:end] if not _STAGE.fullmatch(cue.words))
        voice = cues[at].voice
        out.turn(voice or "", [words], TurnSpeaker(voice, by="file" if voice else "none"), cues[at].second)
        at = end
    return out.finished("")


def _by_labels(cues: list[Cue]) -> RecordedTranscript:
    """The captions as running text, a paragraph a label; labels are read as those of any transcript."""
    parts: list[str] = []
    starts: list[tuple[int, float]] = []
    length, stage = 0, True
    for cue in cues:
        was_stage, stage = stage, _STAGE.fullmatch(cue.words) is not None
        apart = cue.fresh or stage or was_stage or read_label(cue.words, 0, len(cue.words)) is not None
        piece = (("\n\n" if apart else " ") if parts else "") + cue.words
        starts.append((length + len(piece) - len(cue.words), cue.second))
        parts.append(piece)
        length += len(piece)
    text = "".join(parts) + "\n"
    found = transcript(text, breaks=True)
    offsets = [start for start, _ in starts]
    turns = tuple(
        replace(turn, second=starts[max(0, bisect_right(offsets, turn.start) - 1)][1])
        for turn in (found.turns if found else ())
    )
    return RecordedTranscript(text, turns, "")
