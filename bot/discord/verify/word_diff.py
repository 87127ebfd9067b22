"""Two wordings side by side, the words in which they differ marked: made safe for Discord."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from bot.discord.ui import safe

MOST_WORDS = 400  # compared; longer wordings are shown without marks
Piece = tuple[str, bool]  # words, whether they differ


def word_diff(claimed: str, said: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of either wording, in order; letters and figures count, case and punctuation do not."""
    mine, theirs = claimed.split(), said.split()
    if max(len(mine), len(theirs)) > MOST_WORDS:
        return [(" ".join(mine), False)], [(" ".join(theirs), False)]
    ours, record = [], []
    for step in Levenshtein.opcodes(
        [_comparable(word) for word in mine], [_comparable(word) for word in theirs]
    ):
        differs = step.tag != "equal"
        ours.append((" ".join(mine[step.src_start : step.src_end]), differs))
        record.append((" ".join(theirs[step.dest_start : step.dest_end]), differs))
    return _merge_neighbours(ours), _merge_neighbours(record)


def render_diff(pieces: Iterable[Piece], sign: str, most: int) -> str:
    """The pieces as one safe line, what differs between `sign`s (such as ** or ~~), cut at a word."""
    made: list[str] = []
    left = most
    for text, differs in pieces:
        words = text.split()
        kept: list[str] = []
        while words and left > len(sign) * 2:
            kept.append(safe(words.pop(0)))
            left -= len(kept[-1]) + 1
        if kept:
            inner = " ".join(kept)
            made.append(f"{sign}{inner}{sign}" if differs and sign else inner)
            left -= 2 * len(sign) if differs else 0
        if words:
            return " ".join(made) + " …"
    return " ".join(made)


def _comparable(word: str) -> str:
    return "".join(ch for ch in word if ch.isalnum()).casefold() or word


def _merge_neighbours(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    made: list[Piece] = []
    for text, differs in pieces:
        if not text:
            continue
        if made and made[-1][1] == differs:
            made[-1] = (f"{made[-1][0]} {text}", differs)
        else:
            made.append((text, differs))
    return made
