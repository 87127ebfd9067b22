"""The text of an article with the passages on record lit, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from briefs.model import Article, Statement


@dataclass(frozen=True, slots=True)
class _Lit:
    start: int
    end: int
    id: str
    anchor: bool  # whether it begins here, and is not the rest of one that was cut


def lit_paragraph(
    text: str, start: int, end: int, statements: Sequence[Statement], link: Callable[[str], str]
) -> str:
    """text[start:end], each passage in a `mark` with the statement's id, which leads to its page.

    Passages may lie in each other and overlap: a mark then lies in the other, and what sticks out is a mark
    of its own. `link` gives the address of a statement's page.
    """
    spans = [
        _Lit(max(s.start, start), min(s.end, end), s.id, s.start >= start)
        for s in statements
        if s.start < end and s.end > start
    ]
    return _nested(text, start, end, spans, link)


def _nested(text: str, start: int, end: int, spans: Sequence[_Lit], link: Callable[[str], str]) -> str:
    rest = sorted(spans, key=lambda span: (span.start, -span.end))
    made, at = [], start
    while rest:
        outer = rest.pop(0)
        inner, after = [], []
        for span in rest:
            if span.start >= outer.end:
                after.append(span)
            elif span.end <= outer.end:
                inner.append(span)
            else:  # it sticks out
                inner.append(_Lit(span.start, outer.end, span.id, span.anchor))
                after.append(_Lit(outer.end, span.end, span.id, False))
        rest = sorted(after, key=lambda span: (span.start, -span.end))
        made.append(escape(text[at : outer.start]))
        within = _nested(text, outer.start, outer.end, inner, link)
        made.append(_mark(outer, within, link))
        at = outer.end
    return "".join(made) + escape(text[at:end])


def _mark(span: _Lit, within: str, link: Callable[[str], str]) -> str:
    if within.startswith("<mark"):  # the same words carry two statements: a link must not lie in a link
        return f'<span id="{span.id}">{within}</span>' if span.anchor else within
    id = f' id="{span.id}"' if span.anchor else ""
    # a link holds no link: where others lie within, the words themselves are none
    if "<a " in within:
        return f"<mark{id}>{within}</mark>"
    return f'<mark{id}><a href="{link(span.id)}">{within}</a></mark>'


def kind_of(article: Article, start: int, end: int) -> str:
    """What a paragraph is that lies in a part of its own, such as "headline"; "" for running text."""
    kinds = [part.kind for part in article.parts if part.start <= start and end <= part.end]
    return kinds[0] if kinds else ""
