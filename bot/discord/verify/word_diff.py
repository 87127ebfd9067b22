"""Two wordings side by side, the words in which they differ marked: made safe for Discord."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from bot.discord.ui import safe

MOST_WORDS = 400  # compared; longer wordings are shown without marks
Piece = tuple[str, bool]  # words, whether they differ


def word_diff(claimed: str, said: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of `claimed` and of `said`, in order, whose words together are the whole wording.

    Words are compared by their letters and figures; case and punctuation do not count.
    """
    claimed_words, said_words = claimed.split(), said.split()
    if max(len(claimed_words), len(said_words)) > MOST_WORDS:
        return [(" ".join(claimed_words), False)], [(" ".join(said_words), False)]
    claimed_pieces, said_pieces = [], []
    for step in Levenshtein.opcodes(
        [_comparable(word) for word in claimed_words], [_comparable(word) for word in said_words]
    ):
        differs = step.tag != "equal"
        claimed_pieces.append((" ".join(claimed_words[step.src_start : step.src_end]), differs))
        said_pieces.append((" ".join(said_words[step.dest_start : step.dest_end]), differs))
    return _merge_neighbours(claimed_pieces), _merge_neighbours(said_pieces)


def render_diff(pieces: Iterable[Piece], sign: str, most: int) -> str:
    """The pieces as one safe line of about `most` characters, cut at a word.

    What differs stands between two `sign`s (such as ** or ~~); an empty one marks nothing.
    """
    parts: list[str] = []
    left = most
    for text, differs in pieces:
        words = text.split()
        kept: list[str] = []
        while words and left > len(sign) * 2:  # both signs must fit, or the markup would stay open
            kept.append(safe(words.pop(0)))
            left -= len(kept[-1]) + 1
        if kept:
            inner = " ".join(kept)
            parts.append(f"{sign}{inner}{sign}" if differs and sign else inner)
            left -= 2 * len(sign) if differs else 0
        if words:
            return " ".join(parts) + " …"
    return " ".join(parts)


def _comparable(word: str) -> str:
    """Letters and figures alone; of a word that has none, its punctuation."""
    return "".join(ch for ch in word if ch.isalnum()).casefold() or word


def _merge_neighbours(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    merged: list[Piece] = []
    for text, differs in pieces:
        if not text:
            continue
        if merged and merged[-1][1] == differs:
            merged[-1] = (f"{merged[-1][0]} {text}", differs)
        else:
            merged.append((text, differs))
    return merged
