"""What each page of an article shows: its whole text or the passages on record, in pages of bearable size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefs.model import Article, Statement

LIMIT = 15_000  # bytes of a page's own part: with what stands around it a page has at most 30 KB
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST_PARAGRAPH = 6_000  # characters; a longer one is cut between words


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """One page: `paragraphs` are offsets into the text, none where only the passages are shown."""

    path: str
    paragraphs: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]


def article_parts(article: Article, statements: Sequence[Statement], whole: bool) -> tuple[ArticlePart, ...]:
    """The pages of an article, in order; `statements` are in the order of their places in it."""
    if not whole:
        groups = chunks(statements, LIMIT, {s.id: weight(s) for s in statements}) or [[]]
        return tuple(ArticlePart(_path(article, n), (), tuple(group)) for n, group in enumerate(groups, 1))
    made = []
    for number, paragraphs in enumerate(_by_size(article.text, statements), 1):
        start, end = paragraphs[0][0], paragraphs[-1][1]
        within = tuple(s for s in statements if start <= s.start < end)
        made.append(ArticlePart(_path(article, number), tuple(paragraphs), within))
    return tuple(made) or (ArticlePart(_path(article, 1), (), ()),)


def _path(article: Article, number: int) -> str:
    return f"article/{article.id}.html" if number == 1 else f"article/{article.id}/{number}.html"


def _by_size(text: str, statements: Sequence[Statement]) -> Iterator[list[tuple[int, int]]]:
    page: list[tuple[int, int]] = []
    size = 0
    for start, end in _paragraphs(text):
        takes = len(text[start:end].encode()) + 40
        takes += sum(140 for s in statements if s.start < end and s.end > start)
        if page and size + takes > LIMIT:
            yield page
            page, size = [], 0
        page.append((start, end))
        size += takes
    if page:
        yield page


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for found in _PARAGRAPH.finditer(text):
        start, end = found.span()
        while end - start > _LONGEST_PARAGRAPH:
            cut = text.rfind(" ", start + 1, start + _LONGEST_PARAGRAPH)
            cut = cut if cut > start else start + _LONGEST_PARAGRAPH
            yield start, cut
            start = cut
        yield start, end


def chunks(statements: Sequence[Statement], limit: int, weights: Mapping[str, int]) -> list[list[Statement]]:
    """Statements of a list, in its order, as many on a page as fit. The first pages stay when more come."""
    made: list[list[Statement]] = []
    size = limit + 1
    for statement in statements:
        takes = weights[statement.id]
        if size + takes > limit:
            made.append([])
            size = 0
        made[-1].append(statement)
        size += takes
    return made


def weight(statement: Statement) -> int:
    """About how many bytes a statement takes in a list, which shows the beginning of a long passage."""
    shown = min(len(statement.passage), 700) + min(len(statement.summary), 400)
    return 900 + shown * (1 if statement.passage.isascii() else 2)
