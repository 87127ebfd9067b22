"""An answer as a JSON document: the contract that scripts rely on. Absent values are null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefs.model import (
    Article,
    ArticleRef,
    Brief,
    Coverage,
    Person,
    QueryResult,
    Statement,
    StatementCount,
    Suggestion,
    Topic,
)
from briefs.serialization import to_json_value

Document = dict[str, Any]


def answer_document(answer: QueryResult) -> Document:
    """Every command that answers with statements."""
    return {
        "outcome": answer.outcome,
        "command": answer.command,
        "person": _person(answer.person),
        "other": _person(answer.other),
        "topic": _topic(answer.topic),
        "article": _article(answer.article) if answer.article else None,
        "since": answer.since,
        "until": answer.until,
        "statements": [statement_document(s) for s in answer.statements],
        "may_fall_outside": [statement_document(s) for s in answer.may_fall_outside],
        "coverage": _coverage(answer.coverage),
        "brief": _brief(answer.brief, answer.newer_than_brief),
        "spoke_on": _counts(answer.spoke_on),
        "spoken_by": _counts(answer.spoken_by),
        "asked": {"role": answer.asked[0], "text": answer.asked[1]} if answer.asked else None,
        "suggestions": [_suggestion(s) for s in answer.suggestions],
        "note": answer.note,
        "marks": dict(answer.marks),
        "warnings": list(answer.warnings),
    }


def statement_document(s: Statement) -> Document:
    """`start`, `end` and `quoted` count characters of the article's text file as it stands on disk."""
    first = s.speakers[0] if s.speakers else None
    return {
        "id": s.id,
        "status": s.status,
        "speaker": first.id if first else None,
        "speaker_name": first.name.en if first else None,
        "role": first.role.en if first and first.role else None,
        "speakers": [
            {"id": who.id, "name": who.name.en, "role": who.role.en if who.role else None}
            for who in s.speakers
        ],
        "kind": s.kind,
        "passage": s.passage,
        "summary": s.summary or None,
        "topics": list(s.topics),
        "quoted": to_json_value(s.quoted),
        "said": s.said.edtf,
        "said_basis": s.said_basis,
        "said_note": s.said_note,
        "earliest": to_json_value(s.said.earliest),
        "latest": to_json_value(s.said.latest),
        "published": s.article.published,
        "about": s.about.edtf if s.about else None,
        "place": s.place,
        "occasion": s.occasion,
        "carried_by": s.carried_by,
        "english_by": s.english_by,
        "stance": s.stance,
        "group": s.group,
        "same_as": list(s.same_as),
        "original": _original(s),
        "article": article_ref(s.article),
        "start": s.start,
        "end": s.end,
        "history": [
            {"at": c.at, "by": c.by, "status": c.status, "note": c.note, "was": dict(c.was)}
            for c in s.history
        ],
    }


def _original(s: Statement) -> Document | None:
    if s.original is None:
        return None
    said = s.original.said.edtf if s.original.said else None
    o = s.original
    return {"source": o.source, "said": said, "url": o.url, "text": o.text, "note": o.note}


def article_ref(ref: ArticleRef) -> Document:
    return {
        "id": ref.id,
        "title": ref.title,
        "publisher": ref.publisher,
        "file": ref.file,
        "published": ref.published,
        "language": ref.language,
        "url": ref.url,
    }


def _article(article: Article) -> Document:
    published = article.published.edtf if article.published else None
    ref = ArticleRef(
        article.id, article.title, article.title_derived, article.publisher, published, article.language,
        article.url, article.file,
    )  # fmt: skip
    return {**article_ref(ref), "sha256": article.sha256, "place": article.place, "note": article.note}


def _person(person: Person | None) -> Document | None:
    if person is None:
        return None
    roles = [
        {
            "title": role.title.en,
            "organisation": role.organisation,
            "start": role.start.edtf if role.start else None,
            "end": role.end.edtf if role.end else None,
        }
        for role in person.roles
    ]
    return {
        "id": person.id,
        "name": person.name.en,
        "kind": person.kind,
        "wikidata": person.wikidata,
        "roles": roles,
    }


def _topic(topic: Topic | None) -> Document | None:
    if topic is None:
        return None
    return {
        "id": topic.id,
        "label": topic.pref_label.en,
        "broader": list(topic.broader),
        "wikidata": topic.wikidata,
    }


def _coverage(found: Coverage | None) -> Document | None:
    if found is None:
        return None
    return {
        "statements": found.statements,
        "earliest": to_json_value(found.earliest),
        "first_by": to_json_value(found.first_by),
        "latest": to_json_value(found.latest),
        "articles": found.articles,
        "articles_in_library": found.articles_in_library,
    }


def _brief(brief: Brief | None, newer: tuple[str, ...]) -> Document | None:
    if brief is None:
        return None
    shown = () if brief.awaits else brief.sentences
    sentences = [{"text": sentence.text, "cites": list(sentence.cites)} for sentence in shown]
    about = {"as_of": brief.as_of.edtf, "newer": list(newer), "awaits": list(brief.awaits)}
    return {**about, "sentences": sentences}


def _counts(counts: Iterable[StatementCount]) -> list[Document]:
    return [{"id": c.id, "label": c.label.en, "statements": c.statements} for c in counts]


def _suggestion(s: Suggestion) -> Document:
    return {"id": s.id, "label": s.label, "score": s.score, "reason": s.reason}
