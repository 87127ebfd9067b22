"""Renders an answer as a JSON document: the contract that scripts rely on. Absent values are null.

Keys never depend on the answer; names and labels are the English ones whatever the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from briefs.model import (
    Article,
    ArticleRef,
    Brief,
    ChangedStatements,
    Coverage,
    Person,
    QueryResult,
    Statement,
    StatementCount,
    Suggestion,
    Topic,
    UncuratedPassage,
)
from briefs.render.site_links import page_address
from briefs.serialization import to_json_value

Document = dict[str, Any]


def answer_document(answer: QueryResult, site: str | None = None) -> Document:
    """The answer of any command that gives statements, as values that `json.dumps` takes.

    `site` is the address of the built site: `page` is then that of the page of a statement, person or topic.
    """
    return {
        "outcome": answer.outcome,
        "command": answer.command,
        "person": _person(answer.person, site),
        "other": _person(answer.other, site),
        "topic": _topic(answer.topic, site),
        "article": _article(answer.article) if answer.article else None,
        "since": answer.since,
        "until": answer.until,
        "statements": [statement_document(s, site) for s in answer.statements],
        "may_fall_outside": [statement_document(s, site) for s in answer.may_fall_outside],
        "coverage": _coverage(answer.coverage),
        "brief": _brief(answer.brief, answer.newer_than_brief),
        "spoke_on": _counts(answer.spoke_on),
        "spoken_by": _counts(answer.spoken_by),
        "asked": {"role": answer.asked[0], "text": answer.asked[1]} if answer.asked else None,
        "suggestions": [_suggestion(s) for s in answer.suggestions],
        "of_other_kind": _suggestion(answer.of_other_kind) if answer.of_other_kind else None,
        "note": answer.note,
        "marks": dict(answer.marks),
        "uncurated": [_uncurated(passage) for passage in answer.uncurated],
        "warnings": list(answer.warnings),
        "shifts": [shift_document(each) for each in answer.shifts],
    }


def shift_document(changed: ChangedStatements) -> Document:
    """A confirmed shift; `lit` are the words that differ, as offsets in each passage."""
    shift = changed.shift
    sides = ((changed.earlier, changed.lit_earlier), (changed.later, changed.lit_later))
    earlier, later = (
        {
            "id": statement.id,
            "passage": statement.passage,
            "said": statement.said.edtf,
            "role": next((w.role.en for w in statement.speakers if w.id == shift.person and w.role), None),
            "lit": to_json_value(lit),
        }
        for statement, lit in sides
    )
    return {
        "id": shift.id,
        "person": shift.person,
        "topic": shift.topic,
        "differs": shift.differs,
        "words": shift.words,
        "at": shift.at,
        "earlier": earlier,
        "later": later,
    }


def _uncurated(found: UncuratedPassage) -> Document:
    """Words that are no statement: the speaker is whom the article has say them, by name."""
    return {
        "article": found.article.id,
        "title": found.article.title,
        "publisher": found.article.publisher,
        "published": found.article.published,
        "url": found.article.url,
        "file": found.article.file,
        "passage": found.passage,
        "start": found.start,
        "end": found.end,
        "as_article": found.speaker,
        "curated": False,
        "in_library": not found.waits,
    }


def statement_document(statement: Statement, site: str | None = None) -> Document:
    """`start`, `end` and `quoted` count characters of the article's text file as it stands on disk."""
    # "speaker", "speaker_name" and "role" are those of the first of "speakers".
    first = statement.speakers[0] if statement.speakers else None
    return {
        "id": statement.id,
        "status": statement.status,
        "speaker": first.id if first else None,
        "speaker_name": first.name.en if first else None,
        "role": first.role.en if first and first.role else None,
        "speakers": [
            {"id": who.id, "name": who.name.en, "role": who.role.en if who.role else None}
            for who in statement.speakers
        ],
        "kind": statement.kind,
        "passage": statement.passage,
        "summary": statement.summary or None,
        "topics": list(statement.topics),
        "quoted": [list(span) for span in statement.quoted],
        "said": statement.said.edtf,
        "said_basis": statement.said_basis,
        "said_note": statement.said_note,
        "earliest": _day(statement.said.earliest),
        "latest": _day(statement.said.latest),
        "published": statement.article.published,
        "about": statement.about.edtf if statement.about else None,
        "place": statement.place,
        "occasion": statement.occasion,
        "carried_by": statement.carried_by,
        "english_by": statement.english_by,
        "stance": statement.stance,
        "group": statement.group,
        "same_as": list(statement.same_as),
        "original": _original(statement),
        "article": article_ref(statement.article),
        "start": statement.start,
        "end": statement.end,
        "history": [
            {"at": c.at, "by": c.by, "status": c.status, "note": c.note, "was": dict(c.was)}
            for c in statement.history
        ],
        "taken_from": statement.taken_from,
        "second": statement.second,
        "source": _source(statement),
        "page": page_address(site, "statement", statement.id),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _source(statement: Statement) -> Document | None:
    """What became of the words at the article's address; None where nothing is known to have changed."""
    if statement.source_state is None:
        return None
    return {"state": statement.source_state, "now": statement.source_now, "seen": statement.source_seen}


def _original(statement: Statement) -> Document | None:
    if statement.original is None:
        return None
    said = statement.original.said.edtf if statement.original.said else None
    original = statement.original
    return {
        "source": original.source,
        "said": said,
        "url": original.url,
        "text": original.text,
        "note": original.note,
        "language": original.language,
        "article": original.article,
    }


def article_ref(ref: ArticleRef) -> Document:
    """The article of a statement; `file` is its text file within the library."""
    return {
        "id": ref.id,
        "title": ref.title,
        "publisher": ref.publisher,
        "file": ref.file,
        "published": ref.published,
        "language": ref.language,
        "url": ref.url,
        "author": ref.author,
    }


def _article(article: Article) -> Document:
    # By way of the reference, so that an article has the same keys here as beside a statement.
    published = article.published.edtf if article.published else None
    ref = ArticleRef(
        article.id, article.title, article.title_derived, article.publisher, published, article.language,
        article.url, article.file, article.author,
    )  # fmt: skip
    return {
        **article_ref(ref),
        "sha256": article.sha256,
        "place": article.place,
        "note": article.note,
        "version_of": article.version_of,
    }


def _person(person: Person | None, site: str | None = None) -> Document | None:
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
        "page": page_address(site, "person", person.id),
    }


def _topic(topic: Topic | None, site: str | None = None) -> Document | None:
    if topic is None:
        return None
    return {
        "id": topic.id,
        "label": topic.pref_label.en,
        "broader": list(topic.broader),
        "wikidata": topic.wikidata,
        "page": page_address(site, "topic", topic.id),
    }


def _coverage(found: Coverage | None) -> Document | None:
    if found is None:
        return None
    return {
        "statements": found.statements,
        "earliest": _day(found.earliest),
        "first_by": _day(found.first_by),
        "latest": _day(found.latest),
        "articles": found.articles,
        "articles_in_library": found.articles_in_library,
    }


def _brief(brief: Brief | None, newer: tuple[str, ...]) -> Document | None:
    if brief is None:
        return None
    # A brief that cites what was revised since says nothing until its curator has looked.
    shown = () if brief.awaits else brief.sentences
    sentences = [{"text": sentence.text, "cites": list(sentence.cites)} for sentence in shown]
    about = {"as_of": brief.as_of.edtf, "newer": list(newer), "awaits": list(brief.awaits)}
    return {**about, "sentences": sentences}


def _counts(counts: Iterable[StatementCount]) -> list[Document]:
    return [{"id": count.id, "label": count.label.en, "statements": count.statements} for count in counts]


def _suggestion(suggestion: Suggestion) -> Document:
    return {
        "id": suggestion.id,
        "label": suggestion.label,
        "score": suggestion.score,
        "reason": suggestion.reason,
    }
