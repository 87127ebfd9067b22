"""Articles and candidates as JSON documents, as the queue keeps them; and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from briefs.ingest.extract import Candidate
from briefs.ingest.fetch import WebPage
from briefs.ingest.review.change_plan import PendingCandidate
from briefs.ingest.review.drafts import Draft, ProposedArticle, draft
from briefs.model import Statement
from briefs.text import DuplicateOf, Utterance, parse_edtf

# without the fingerprint, which can be worked out again from the text
_ARTICLE = (
    "url",
    "title",
    "title_derived",
    "text",
    "published",
    "published_basis",
    "publisher",
    "author",
    "language",
)


def article_document(
    article: ProposedArticle, duplicate_of: DuplicateOf | None = None, feed: str | None = None
) -> dict[str, Any]:
    """The article as plain JSON, its text included.

    `duplicate_of` is the article that this one re-publishes in part, `feed` where it came from.
    """
    page = {name: getattr(article.page, name) for name in _ARTICLE}
    return {
        "id": article.id,
        "file": article.file,
        **page,
        "twin": duplicate_of and asdict(duplicate_of),
        "feed": feed,
    }


def candidate_document(candidate: Candidate) -> dict[str, Any]:
    """The candidate as plain JSON, with the names of its fields as keys."""
    return {**asdict(candidate), "topics": list(candidate.topics)}


def article_of(document: Mapping[str, Any]) -> ProposedArticle:
    """The inverse of article_document(); the fingerprint is not kept, and is empty here."""
    page = WebPage(**{name: document[name] for name in _ARTICLE})
    return ProposedArticle(document["id"], document["file"], page)


def candidate_of(document: Mapping[str, Any]) -> Candidate:
    """The inverse of candidate_document(). Raises KeyError where a field is missing that every one has."""
    # a candidate that an earlier version queued lacks what was added since
    values = {
        each.name: document[each.name]
        for each in fields(Candidate)
        if each.default is MISSING or each.name in document
    }
    context = values.get("context")
    return Candidate(
        **{**values, "topics": tuple(values["topics"]), "context": tuple(context) if context else None}
    )


def pending_candidate(
    key: str, place: int, article: Mapping[str, Any], candidate: Mapping[str, Any]
) -> PendingCandidate:
    """A row of the queue as a curator decides on it."""
    proposed = article_of(article)
    return PendingCandidate(key, place, proposed, draft(candidate_of(candidate), proposed))


def utterance(statement: Statement) -> Utterance:
    """A statement of the library, for comparison."""
    return Utterance(
        statement.id,
        statement.article.id,
        tuple(speaker.id for speaker in statement.speakers),
        statement.passage,
        statement.said.earliest,
        statement.said.latest,
        statement.topics,
    )


def draft_as_utterance(waiting: PendingCandidate, drafted: Draft | None = None) -> Utterance:
    """A candidate under review, for comparison with the library's statements."""
    final = drafted or waiting.draft
    said = parse_edtf(final.said) if final.said else None
    return Utterance(
        waiting.key,
        waiting.article.id,
        final.speakers,
        waiting.article.page.text[final.start : final.end],
        said.earliest if said else None,
        said.latest if said else None,
        final.topics,
    )
