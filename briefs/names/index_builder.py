"""Builds the arrays that the index of a large list looks words up in; they may be kept in a file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefs.names.exact import MOST_WORDS
from briefs.names.name_table import NameTable
from briefs.names.name_variants import FIRST_OWN, all_groups
from briefs.names.phonetics import VOWELS, Symbols, consonant_skeletons, deletion_cost, readings, weight
from briefs.names.scripts import sounds

LEAST_INITIALS = 3  # words of a name that goes by its initials
WIDTH = 16  # symbols of a word that count; 6 of 26,180 words in a list of 10,000 people have more
Arrays = dict[str, NDArray[Any]]
# Consonant classes as digits, so that a skeleton is one whole number. L and R are one: Japanese and Chinese
# have only one of them.
_DIGITS = str.maketrans("PFTSKMNLR", "123456788")
_LONGEST_SKELETON = 9  # digits; 5 of the same words have more


def skeleton_keys(found: list[str]) -> list[str]:
    """Skeletons (such as ``SRK``) as strings of digits, l and r alike, no digit twice in a row."""
    keys = []
    for skeleton in found:
        digits = skeleton.translate(_DIGITS)[:_LONGEST_SKELETON]
        keys.append("".join(d for i, d in enumerate(digits) if i == 0 or digits[i - 1] != d))
    return list(dict.fromkeys(keys))


def one_digit_less(key: str) -> list[str]:
    """A key with any one of its digits left out."""
    return [key[:i] + key[i + 1 :] for i in range(len(key))]


def shape(symbols: Symbols) -> tuple[int, ...]:
    """Counts of consonants, vowels, three kinds of vowels, and 1 if the word starts with a vowel."""
    # A sound that costs next to nothing to leave out (a vowel that Chinese adds) is not counted.
    firsts = [readings(symbol)[0][0] for symbol in symbols if deletion_cost(symbol) > 0.1]
    broad, front = firsts.count("a"), firsts.count("e") + firsts.count("i") + firsts.count("y")
    back = firsts.count("o") + firsts.count("u")
    vowels = broad + front + back
    return len(firsts) - vowels, vowels, broad, front, back, int(bool(firsts) and firsts[0] in VOWELS)


def build_arrays(table: NameTable) -> Arrays:
    """Everything that :class:`briefs.names.index.NameIndex` looks up, by name.

    ``row_words`` has a line for each row and :data:`MOST_WORDS` columns; ``symbol_codes`` has :data:`WIDTH`
    lines and a column for each word. ``…_starts`` say where the entries of a number begin in the array of the
    same name, with one more for the end.
    """
    return {**_rows(table), **_sounds(table), **_bigrams(table.words), **_groups(table.words)}


def _rows(table: NameTable) -> Arrays:
    lengths = np.array([len(row) for row in table.rows], np.int64)
    flat = np.fromiter((n for row in table.rows for n in row), np.int32, int(lengths.sum()))
    row_of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    row_words = np.full((len(lengths), MOST_WORDS), len(table.words), np.int32)
    row_words[row_of, np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)] = flat
    order = np.argsort(flat, kind="stable")
    starts = np.searchsorted(flat[order], np.arange(len(table.words) + 1)).astype(np.int32)
    return {
        "row_words": row_words, "posting_rows": row_of[order], "posting_starts": starts,
        **_initials(table.words, row_words, lengths),
    }  # fmt: skip


def initials_key(heads: Any) -> Any:
    """Letters (as numbers, 0 for none, on the last axis) as one number; two runs of them seldom share one."""
    powers = np.array([31**place for place in range(MOST_WORDS)], np.int64)
    return heads[..., :MOST_WORDS].astype(np.int64) @ powers[: heads.shape[-1]]


def _initials(words: list[str], row_words: NDArray[Any], lengths: NDArray[Any]) -> Arrays:
    """Rows of at least :data:`LEAST_INITIALS` words, none of them a letter itself, in order of their key."""
    heads = np.array([*(ord(word[0]) if len(word) > 1 else 0 for word in words), 0], np.int32)
    letters = heads[row_words]
    rows = np.flatnonzero(((letters > 0).sum(axis=1) == lengths) & (lengths >= LEAST_INITIALS))
    keys = initials_key(letters[rows])
    order = np.argsort(keys, kind="stable")
    return {"initial_keys": keys[order], "initial_rows": rows[order].astype(np.int32)}


def _sounds(table: NameTable) -> Arrays:
    codes: dict[str, int] = {"": 0}
    count = len(table.words)
    symbol_codes = np.zeros((WIDTH, count), np.uint16)
    lengths, weights, shapes = np.zeros(count, np.uint8), np.zeros(count, np.float32), []
    keys: list[int] = []
    numbers: list[int] = []
    for number, spelling in enumerate(table.spellings):
        symbols = sounds(spelling)[:WIDTH]
        lengths[number] = len(symbols)
        symbol_codes[: len(symbols), number] = [codes.setdefault(symbol, len(codes)) for symbol in symbols]
        weights[number] = sum(map(weight, symbols))
        shapes.append(shape(symbols))
        for key in skeleton_keys(consonant_skeletons(symbols)):
            some = [int("1" + key)]
            # Also under the key less each consonant, for words that have one more, one less or another one.
            if len(key) > 2:
                some += [int("2" + less) for less in one_digit_less(key)]
            keys += some
            numbers += [number] * len(some)
    every_key = np.array(keys, np.int64)
    order = np.argsort(every_key, kind="stable")
    known, starts = np.unique(every_key[order], return_index=True)
    return {
        "symbol_codes": symbol_codes, "sound_lengths": lengths, "sound_weights": weights,
        "shapes": np.array(shapes, np.int8), "symbols": np.array(list(codes)),
        "skeleton_keys": known, "skeleton_starts": np.append(starts, len(keys)).astype(np.int32),
        "skeleton_words": np.array(numbers, np.int32)[order],
    }  # fmt: skip


def _bigrams(words: list[str]) -> Arrays:
    # All words as one run of bytes, parted by line breaks: numpy takes all pairs of neighbours at once. The
    # pair of two line breaks, an empty (not ASCII) word, is none.
    text = "\n" + "\n".join(word if word.isascii() else "" for word in words) + "\n"
    raw = np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int32)
    word_of = (np.cumsum(raw == 10) - 1)[:-1]
    pairs = raw[:-1] * 128 + raw[1:]
    keep = pairs != 10 * 128 + 10
    pairs, word_of = pairs[keep], word_of[keep]
    order = np.argsort(pairs, kind="stable")
    starts = np.searchsorted(pairs[order], np.arange(128 * 128 + 1)).astype(np.int32)
    counts = np.diff(np.flatnonzero(raw == 10)).astype(np.float32)
    return {"bigram_words": word_of[order].astype(np.int32), "bigram_starts": starts, "letter_counts": counts}


def _groups(words: list[str]) -> Arrays:
    pairs = np.array(all_groups(words), np.int32).reshape(-1, 2)
    known = np.zeros(len(words), bool)
    # Words of the published table only; the project's own pet names say nothing of other words.
    known[pairs[pairs[:, 0] < FIRST_OWN, 1]] = True
    return {"group_numbers": pairs[:, 0].copy(), "group_words": pairs[:, 1].copy(), "in_groups": known}
