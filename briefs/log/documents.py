"""What is published of a statement or an article, as the document whose hash stands in the log.

Keys only grow, and one without a value is left out: a new key changes the hash of nothing that lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from briefs.log.canonical_json import LogDocument
from briefs.model import SHOWN, Article, OriginalSource, Revision, Shift, Statement
from briefs.text import fold_whitespace

LONGEST_WORDS = 2_000  # characters; longer words stand in the document by their hash


def is_published(statement: Statement) -> bool:
    """Whether the log tells of it: drafts are nobody's but their curator's."""
    return statement.status in SHOWN or statement.status == "withdrawn"


def statement_document(statement: Statement, text_sha256: str) -> LogDocument:
    """All that readers are told of the statement; of one that was withdrawn no more than that it was.

    `text_sha256` is of its article's text. Who accepted or changed it is no part of the proof.
    """
    if statement.status == "withdrawn":
        history = [_step(each, words=False) for each in statement.history]
        return _full(id=statement.id, status=statement.status, history=history)
    article = statement.article
    return _full(
        id=statement.id,
        status=statement.status,
        kind=statement.kind,
        speakers=[
            _full(id=who.id, name=who.name.en, role=who.role.en if who.role else None)
            for who in statement.speakers
        ],
        **words_of(statement.passage),
        start=statement.start,
        end=statement.end,
        quoted=[list(span) for span in statement.quoted],
        summary=statement.summary,
        topics=list(statement.topics),
        said=statement.said.edtf,
        said_basis=statement.said_basis,
        said_note=statement.said_note,
        about=statement.about.edtf if statement.about else None,
        place=statement.place,
        occasion=statement.occasion,
        carried_by=statement.carried_by,
        english_by=statement.english_by,
        stance=statement.stance,
        group=statement.group,
        same_as=list(statement.same_as),
        original=_original(statement.original),
        taken_from=statement.taken_from,
        second=None if statement.second is None else f"{statement.second:g}",
        source_state=statement.source_state,
        source_now=statement.source_now,
        source_seen=statement.source_seen,
        history=[_step(each) for each in statement.history],
        article=_full(
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
            language=article.language,
            sha256=text_sha256,
        ),
    )


def shift_document(shift: Shift) -> LogDocument:
    """What readers are told of a confirmed shift; its two statements have entries of their own."""
    return _full(
        id=shift.id,
        person=shift.person,
        topic=shift.topic,
        earlier=shift.earlier,
        later=shift.later,
        differs=shift.differs,
        words=shift.words,
    )


def article_document(article: Article) -> LogDocument:
    """What readers are told of an article; its text by its hash."""
    return _full(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published.edtf if article.published else None,
        published_basis=article.published_basis,
        place=article.place,
        language=article.language,
        url=article.url,
        author=article.author,
        sha256=article.sha256,
        same_as=article.same_as,
        version_of=article.version_of,
    )


def words_of(passage: str) -> LogDocument:
    """The words, runs of blanks as one, or, where they are long, the SHA-256 of these in UTF-8."""
    words = fold_whitespace(passage)
    if len(words) <= LONGEST_WORDS:
        return {"words": words}
    return {"words_sha256": sha256(words.encode()).hexdigest()}


def _original(original: OriginalSource | None) -> LogDocument | None:
    if original is None:
        return None
    return _full(
        source=original.source,
        said=original.said.edtf if original.said else None,
        url=original.url,
        text=original.text,
        note=original.note,
        language=original.language,
        article=original.article,
    )


def _step(step: Revision, words: bool = True) -> LogDocument:
    was = dict(_named(step.was)) if words else None
    return _full(at=step.at, status=step.status, note=step.note, was=was)


def _named(was: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return sorted(was)


def _full(**fields: Any) -> LogDocument:
    """The fields that have a value; 0 is one."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
