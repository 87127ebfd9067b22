"""Where a page has a passage in other words, and whether these are more than a mended typing error. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from briefs.ingest.archive.page_words import PageWords, bare, is_misspelling, sentences

_ANCHOR = 4  # words on either side between which a new wording is looked for
_REWORDED = 0.35  # share of words in common from which other words in a place are a new wording of the old
_PLACES = 5  # that are looked at of words that stand in several
_NEAR = 72.0  # of 100: likeness from which words elsewhere on the page are a new wording


def new_wording(old: PageWords, new: PageWords, first: int, last: int) -> tuple[int, int] | None:
    """Where the page has the passage in other words: between what stood around it, or what is like it."""
    return between_anchors(old, new, first, last) or _nearest(old, new, first, last)


def between_anchors(old: PageWords, new: PageWords, first: int, last: int) -> tuple[int, int] | None:
    before, behind = old.words[max(0, first - _ANCHOR) : first], old.words[last : last + _ANCHOR]
    wanted = old.words[first:last]
    longest = 3 * len(wanted) + 30
    starts = [at + len(before) for at in new.find(before)] if before else [0]
    # the words around it may stand within the passage too: of several places the likest counts
    places = [
        (_likeness(wanted, new.words[start:end]), start, end)
        for start in starts[:_PLACES]
        for end in (new.find(behind, start) if behind else (len(new.words),))[:_PLACES]
        if 0 < end - start <= longest
    ]
    likeness, start, end = max(places, default=(0.0, 0, 0))
    return _trimmed(wanted, new, start, end) if likeness >= _REWORDED else None


def _trimmed(wanted: tuple[str, ...], new: PageWords, start: int, end: int) -> tuple[int, int]:
    """Without whole sentences at either end by which it is less like the passage: what was put beside it."""
    spans = [new.numbers(a, b) for a, b in sentences(new.text)]
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]

    def likeness(some: list[tuple[int, int]]) -> float:
        return _likeness(wanted, new.words[some[0][0] : some[-1][1]])

    while len(inside) > 1 and likeness(inside[1:]) > likeness(inside):
        inside.pop(0)
    while len(inside) > 1 and likeness(inside[:-1]) > likeness(inside):
        inside.pop()
    return (inside[0][0], inside[-1][1]) if inside else (start, end)


def _nearest(old: PageWords, new: PageWords, first: int, last: int) -> tuple[int, int] | None:
    """The words of the page that are most like the passage, if they did not stand in the article before."""
    wanted = old.words[first:last]
    if len(wanted) < 4 or len(new.words) < 4:
        return None
    found = fuzz.partial_ratio_alignment(" ".join(wanted), new.line, score_cutoff=_NEAR)
    if found is None or len(new.line) < len(" ".join(wanted)):
        return None
    at, numbers = 1, []
    for number, word in enumerate(new.words):
        if at < found.dest_end and at + len(word) > found.dest_start:
            numbers.append(number)
        at += len(word) + 1
    if not numbers:
        return None
    start, end = numbers[0], numbers[-1] + 1
    # a sentence like it that stood elsewhere in the article all along is no new wording of this one
    middle = new.words[start + (end - start) // 4 : end - (end - start) // 4]
    elsewhere = [at for at in old.find(middle) if not first <= at < last]
    here = [at for at in old.find(middle) if first <= at < last]
    if elsewhere and not here:
        return None
    return (start, end) if _likeness(wanted, new.words[start:end]) >= 0.5 else None


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio()


def is_spelling(old: PageWords, first: int, last: int, words: tuple[str, ...]) -> bool:
    """Whether nothing but typing errors tells these words from those of the passage."""
    wanted = old.words[first:last]
    if bare(words) == bare(wanted):
        return True
    if len(words) != len(wanted):
        return False
    differing = [(a, b) for a, b in zip(wanted, words, strict=True) if a != b]
    if not differing or len(differing) > 1 + len(wanted) // 12:
        return False
    # what stands elsewhere in the article is a word
    vocabulary = frozenset((*old.words[:first], *old.words[last:]))
    return all(is_misspelling(a, b, vocabulary) for a, b in differing)
