"""What became of an article's passages on its page: they stand, moved, were reworded, or are gone. Pure.

An alarm is a claim about somebody's page: where another page has come, or a part of it is kept for
subscribers, nothing is said of the words that cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from briefs.ingest.archive.page_words import PageWords, bare, cleaned, is_misspelling, sentences
from briefs.ingest.archive.types import Finding, SourceState

_CONTEXT = 6  # words on either side by which a passage is known to stand where it stood
_FEW = 3  # words
_ANCHOR = 4  # words on either side between which a new wording is looked for
_REWORDED = 0.35  # share of words in common from which other words in a place are a new wording of the old
_NEAR = 72.0  # of 100: likeness from which words elsewhere on the page are a new wording
_SAME_PAGE = 0.25  # share of the article's sentences from which a page is still that article's
_MISSING = re.compile(
    r"\b(?:404|page not found|not found|no longer (?:available|exists?)|(?:has|have) been (?:removed|deleted|"
    r"moved|unpublished)|cannot be found|could ?n[o']t (?:be )?f[io]u?nd|does not exist|not available|"
    r"expired)\b"
    r"|не найден|страница удалена|удалён|не существует|не знайден|nicht gefunden|introuvable|no encontrad",
    re.I,
)
_TOLD_OF = re.compile(
    r"\b(?:earlier version|previous version|originally|correction|corrected|misquoted|incorrectly|wrongly|"
    r"retract\w*|erroneously|clarification)\b|ранее в тексте|в первоначальн|исправлен|уточнение|"
    r"korrektur|berichtigung|version antérieure|versión anterior",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ArticlePassage:
    """A statement's words in the article: text[start:end]."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageComparison:
    """`is_article`: whether the page still is that article; `reason` says what it seems to be instead.

    `added` are sentences that the article did not have.
    """

    findings: tuple[Finding, ...]
    is_article: bool = True
    reason: str | None = None
    added: tuple[str, ...] = ()

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """The passages that the page no longer carries."""
        return tuple(each for each in self.findings if each.is_alarm)


@dataclass(frozen=True, slots=True)
class PageNow:
    """A page as it is now: the article's text in it, all that is visible, and whether a wall cuts it off.

    `newly_walled`: the page speaks of subscribers only since it was last looked at.
    """

    title: str
    text: str
    visible: str = ""
    newly_walled: bool = False


def compare(title: str, text: str, passages: Sequence[ArticlePassage], page: PageNow) -> PageComparison:
    """The article with that title and text beside its page as it is now."""
    old, new = PageWords(text), PageWords(cleaned(page.text))
    visible = PageWords(cleaned(page.visible)) if page.visible else new
    held, last = _held(text, new, visible)
    if held < _SAME_PAGE and (reason := _other_page(title, text, page)):
        unseen = tuple(Finding(each.id, "unseen", _words(text, each)) for each in passages)
        return PageComparison(unseen, False, reason)
    findings = [_finding(old, new, visible, each) for each in passages]
    if page.newly_walled:
        # the beginning is there for all to read: what was changed in it was changed
        findings = [
            replace(found, state="unseen", now="") if found.is_alarm and each.start >= last else found
            for found, each in zip(findings, passages, strict=True)
        ]
    known = PageWords(cleaned(text))
    added = [new.text[a:b].strip() for a, b in sentences(new.text) if not _has(known, new.text[a:b])]
    return PageComparison(tuple(findings), added=tuple(added))


def changed_words(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """The runs of words that differ: those before, and those in their place; either may be empty."""
    old, new = PageWords(was), PageWords(cleaned(now))
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    return tuple(
        (old.between(a, b), new.between(c, d)) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    )


def _words(text: str, passage: ArticlePassage) -> str:
    return " ".join(text[passage.start : passage.end].split())


def _has(words: PageWords, sentence: str) -> bool:
    wanted = PageWords(cleaned(sentence)).words
    return len(wanted) < 3 or bool(words.find(wanted))


def _held(text: str, new: PageWords, visible: PageWords) -> tuple[float, int]:
    """The share of the article's sentences that the page has, and the place behind the last of them."""
    found = total = last = 0
    for start, end in sentences(text):
        wanted = PageWords(cleaned(text[start:end])).words
        if len(wanted) < 4:
            continue
        total += 1
        if new.find(wanted) or (visible is not new and visible.find(wanted)):
            found, last = found + 1, end
    return (found / total if total else 1.0), last


def _other_page(title: str, text: str, page: PageNow) -> str | None:
    """What has come in the article's place; None where it seems to be the article, written anew."""
    shown = f"{page.title}\n{page.text[:600]}"
    if len(page.text) < max(600, len(text) / 2) and _MISSING.search(shown):
        return "the page says that what was there is not to be found"
    if page.newly_walled:
        return "the page is for subscribers now"
    same_title = fuzz.ratio(" ".join(PageWords(title).words), " ".join(PageWords(page.title).words)) >= 80
    if same_title and len(page.text) >= len(text) / 2:
        return None
    return "another page is at that address"


def _finding(old: PageWords, new: PageWords, visible: PageWords, passage: ArticlePassage) -> Finding:
    first, last = old.numbers(passage.start, passage.end)
    wanted, was = old.words[first:last], _words(old.text, passage)
    if not wanted:
        return Finding(passage.id, "stands", was)
    places = _told(new, new.find(wanted), old, first)
    if any(_stands_between(old, first, last, new, at) for at in places):
        return Finding(passage.id, "stands", was)
    # two or three words stand somewhere on any page, and one of two like sentences may be gone
    if len(wanted) > _FEW and len(places) >= len(old.find(wanted)):
        return Finding(passage.id, "moved", was)
    if _stands_in_parts(old, new, passage):
        return Finding(passage.id, "stands", was)
    # also where a parser of articles takes it for no part of the article
    elsewhere = _told(visible, visible.find(wanted), old, first)
    if any(_stands_between(old, first, last, visible, at) for at in elsewhere):
        return Finding(passage.id, "stands", was)
    for page in (new, visible):
        if now := _new_wording(old, page, first, last):
            state: SourceState = "stands" if _is_spelling(old, wanted, page, now) else "reworded"
            return Finding(passage.id, state, was, page.between(*now))
    return Finding(passage.id, "gone", was)


def _stands_between(old: PageWords, first: int, last: int, page: PageWords, at: int) -> bool:
    """Whether the passage has at `at` of the page the words before it or those behind it that it had."""
    before, behind = old.words[max(0, first - _CONTEXT) : first], old.words[last : last + _CONTEXT]
    end = at + last - first
    return page.words[max(0, at - len(before)) : at] == before or page.words[end:][: len(behind)] == behind


def _told(page: PageWords, places: Sequence[int], old: PageWords, first: int) -> list[int]:
    """Without those where a correction only tells what the page had said before."""
    if _TOLD_OF.search(old.sentence_of(first)):
        return list(places)
    return [at for at in places if not _TOLD_OF.search(page.sentence_of(at))]


def _stands_in_parts(old: PageWords, new: PageWords, passage: ArticlePassage) -> bool:
    """Whether each paragraph of the passage follows the one before, whatever was put between them."""
    parts = [
        PageWords(each).words for each in old.text[passage.start : passage.end].split("\n") if each.strip()
    ]
    at = 0
    for part in parts:
        places = new.find(part, at)
        if not places:
            return False
        at = places[0] + len(part)
    return len(parts) > 1


def _new_wording(old: PageWords, new: PageWords, first: int, last: int) -> tuple[int, int] | None:
    """Where the page has the passage in other words: between what stood around it, or what is like it."""
    return _between_anchors(old, new, first, last) or _nearest(old, new, first, last)


def _between_anchors(old: PageWords, new: PageWords, first: int, last: int) -> tuple[int, int] | None:
    before, behind = old.words[max(0, first - _ANCHOR) : first], old.words[last : last + _ANCHOR]
    wanted = old.words[first:last]
    longest = 3 * len(wanted) + 30
    starts = [at + len(before) for at in new.find(before)] if before else [0]
    for start in starts:
        ends = new.find(behind, start) if behind else (len(new.words),)
        for end in ends[:3]:
            if 0 < end - start <= longest and _likeness(wanted, new.words[start:end]) >= _REWORDED:
                return _trimmed(wanted, new, start, end)
    return None


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


def _is_spelling(old: PageWords, wanted: tuple[str, ...], new: PageWords, now: tuple[int, int]) -> bool:
    """Whether nothing but typing errors tells the two wordings apart."""
    words = new.words[slice(*now)]
    if bare(words) == bare(wanted):
        return True
    if len(words) != len(wanted):
        return False
    differing = [(a, b) for a, b in zip(wanted, words, strict=True) if a != b]
    if not differing or len(differing) > 1 + len(wanted) // 12:
        return False
    # what stands in either text besides is a word
    pairs = {word for pair in differing for word in pair}
    vocabulary = frozenset(word for word in pairs if old.words.count(word) + new.words.count(word) > 1)
    return all(is_misspelling(a, b, vocabulary) for a, b in differing)
