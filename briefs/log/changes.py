"""What the log has not been told yet: the library as it is, compared with the last entry on each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from briefs.log.canonical_json import LogDocument, digest
from briefs.log.documents import article_document, is_published, shift_document, statement_document
from briefs.log.entries import VERSION
from briefs.log.index import Head
from briefs.model import SHOWN, Article, Library, Shift, Statement

# By which way a change came: a curator's decision, an import or a look at a page, the first entries of a
# log, or a hand that edited files.
Via = Literal["review", "import", "start", "hand"]
Heads = Mapping[tuple[str, str], Head]


def new_entries(library: Library, heads: Heads, at: str, via: Via) -> list[LogDocument]:
    """Entries for whatever differs, articles first. `heads` are on what these articles hold, or held."""
    told = {"v": VERSION, "at": at, "via": via}
    texts = {article.id: article.sha256 for article in library.articles}
    found = [
        *_articles(sorted(library.articles, key=lambda each: each.id), heads),
        *_statements(sorted(library.statements, key=_place), texts, heads),
        *_shifts(library.shifts, heads),
        *_removed(library, heads),
    ]
    return [told | each for each in found]


def _place(statement: Statement) -> tuple[str, int, str]:
    return statement.article.id, statement.start, statement.id


def _articles(articles: list[Article], heads: Heads) -> Iterator[LogDocument]:
    for article in articles:
        head, hashed = heads.get(("article", article.id)), digest(article_document(article))
        if head is None or head.sha256 != hashed:
            change = "added" if head is None or head.sha256 is None else "changed"
            yield {"what": "article", "id": article.id, "change": change, "sha256": hashed}


def _statements(statements: list[Statement], texts: Mapping[str, str], heads: Heads) -> Iterator[LogDocument]:
    for each in statements:
        if not is_published(each):
            continue
        head = heads.get(("statement", each.id))
        hashed = digest(statement_document(each, texts[each.article.id]))
        # An entry that was forged behind the checkpoint may hold the right hash and another status.
        if head is None or head.sha256 != hashed or head.status != each.status:
            yield {
                "what": "statement",
                "id": each.id,
                "article": each.article.id,
                "change": _change(each, head),
                "status": each.status,
                "sha256": hashed,
            }


def _change(statement: Statement, head: Head | None) -> str:
    """In a curator's words what happened since the last entry."""
    if head is None or head.sha256 is None:
        # what was disputed before the log began, is told as that
        return "accepted" if statement.status == "published" else statement.status
    if statement.status == head.status:
        return "changed"
    return "restored" if statement.status == "published" else statement.status


def _shifts(shifts: Sequence[Shift], heads: Heads) -> Iterator[LogDocument]:
    for shift in sorted(shifts, key=lambda each: each.id):
        head, hashed = heads.get(("shift", shift.id)), digest(shift_document(shift))
        if _is_told(shift) and (head is None or head.sha256 != hashed):
            change = "added" if head is None or head.sha256 is None else "changed"
            yield {"what": "shift", "id": shift.id, "change": change, "sha256": hashed}


def _is_told(shift: Shift) -> bool:
    """Whether readers are shown it."""
    return shift.status == "confirmed" and not shift.awaits


def _removed(library: Library, heads: Heads) -> Iterator[LogDocument]:
    """What is on record no longer: an acceptance was taken back, a file was deleted, or it is a draft now."""
    there = {("article", each.id) for each in library.articles}
    there |= {("statement", each.id) for each in library.statements if is_published(each)}
    there |= {("shift", each.id) for each in library.shifts if _is_told(each)}
    for key, head in sorted(heads.items(), key=lambda each: (each[0][0] == "article", each[0][1])):
        if head.sha256 is not None and key not in there:
            gone = {"what": head.what, "id": head.id, "change": "removed"}
            yield gone | {"article": head.article} if head.what == "statement" else gone


def is_shown(head: Head) -> bool:
    """Whether readers see what the entry told of."""
    return head.sha256 is not None and (head.what != "statement" or head.status in SHOWN)
