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

from briefs.ingest.archive.page_words import PageWords, cleaned, sentences
from briefs.ingest.archive.types import Finding, SourceState
from briefs.ingest.archive.wording import between_anchors, is_spelling, new_wording

_CONTEXT = 6  # words on either side by which a passage is known to stand where it stood
_FEW = 3  # words
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
            replace(found, state="unseen", now="") if found.is_alarm and each.end > last else found
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
    """The share of the article's sentences that the page has, and where in the article they mostly end."""
    found, read, ends = list[bool](), list[bool](), list[int]()
    for start, end in sentences(text):
        wanted = PageWords(cleaned(text[start:end])).words
        if len(wanted) >= 4:
            read.append(bool(new.find(wanted)))
            found.append(read[-1] or bool(visible is not new and visible.find(wanted)))
            ends.append(end)
    if not found:
        return 1.0, len(text)
    # a teaser may have a sentence from behind the wall: the best cut counts, and the first of several
    here = [sum(read[:cut]) + read[cut:].count(False) for cut in range(len(read) + 1)]
    cut = here.index(max(here))
    return sum(found) / len(found), ends[cut - 1] if cut else 0


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
    # what a parser of articles left out has to stand between the same words as before
    wordings: list[tuple[PageWords, tuple[int, int] | None]] = [
        (new, new_wording(old, new, first, last)),
        (visible, between_anchors(old, visible, first, last)),
    ]
    for page, now in wordings:
        words = page.words[slice(*now)] if now else wanted
        if now and words != wanted:
            state: SourceState = "stands" if is_spelling(old, first, last, words) else "reworded"
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
