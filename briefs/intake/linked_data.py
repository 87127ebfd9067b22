"""Statements as JSON-LD: schema.org Quotation and ClaimReview, anchored by W3C Web Annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefs.intake.drafts import selector
from briefs.model import Article, LibraryView, Person, Statement, Topic

CONTEXT = ["https://schema.org/", {"oa": "http://www.w3.org/ns/oa#"}, "http://www.w3.org/ns/anno.jsonld"]
_WIKIDATA = "https://www.wikidata.org/entity/"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict on a quotation that was asked about. `rating` runs from 1 (invented) to 5 (word for word)."""

    id: str
    claim: str
    verdict: str
    rating: int
    statement: str | None
    reviewed_at: str


def linked(view: LibraryView, base: str = "urn:onrecord:", reviewed: Sequence[Reviewed] = ()) -> Node:
    """One graph. `base` begins every address that is our own; `reviewed` adds a ClaimReview each."""
    articles = {article.id: article for article in view.articles}
    graph = [_person(person, base) for person in view.people]
    graph += [_topic(topic, base) for topic in view.topics]
    graph += [_article(article, base) for article in view.articles]
    for statement in view.statements:
        article = articles[statement.article.id]
        graph += (_quotation(statement, article, base), _annotation(statement, article, base))
    graph += [_review(each, base) for each in reviewed]
    return {"@context": CONTEXT, "@graph": graph}


def _person(person: Person, base: str) -> Node:
    same = [_WIKIDATA + person.wikidata] if person.wikidata else []
    node = {
        "@id": f"{base}person:{person.id}",
        "@type": "Person" if person.kind == "person" else "Organization",
    }
    return node | _full({"name": person.name.en, "alternateName": list(person.alt_labels), "sameAs": same})


def _topic(topic: Topic, base: str) -> Node:
    node = {"@id": f"{base}topic:{topic.id}", "@type": "DefinedTerm", "name": topic.pref_label.en}
    return node | _full({"alternateName": list(topic.alt_labels), "description": topic.scope_note})


def _article(article: Article, base: str) -> Node:
    node = {"@id": f"{base}article:{article.id}", "@type": "NewsArticle", "headline": article.title}
    return node | _full(
        {
            "inLanguage": article.language,
            "url": article.url,
            "datePublished": article.published.edtf if article.published else None,
            "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        }
    )


def _quotation(statement: Statement, article: Article, base: str) -> Node:
    """A fact has no speaker: the publisher stands for it. `additionalType` tells the kinds apart."""
    speakers: list[Node] = [{"@id": f"{base}person:{speaker.id}"} for speaker in statement.speakers]
    if not speakers and article.publisher:
        speakers = [{"@type": "Organization", "name": article.publisher}]
    node = {"@id": f"{base}statement:{statement.id}", "@type": "Quotation", "text": statement.passage}
    return node | _full(
        {
            "additionalType": f"{base}kind:{statement.kind}",
            "creativeWorkStatus": statement.status,
            "abstract": statement.summary or None,
            "spokenByCharacter": speakers,
            "about": [{"@id": f"{base}topic:{topic}"} for topic in statement.topics],
            "dateCreated": statement.said.edtf,
            "locationCreated": {"@type": "Place", "name": statement.place} if statement.place else None,
            "isPartOf": {"@id": f"{base}article:{article.id}"},
            "inLanguage": article.language,
            "sameAs": [f"{base}statement:{other}" for other in statement.same_as],
        }
    )


def _annotation(statement: Statement, article: Article, base: str) -> Node:
    exact, prefix, suffix = selector(article.text, statement.start, statement.end)
    quote = _full({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
    place = {"type": "TextPositionSelector", "start": statement.start, "end": statement.end}
    return {
        "@id": f"{base}anchor:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": f"{base}statement:{statement.id}",
        "target": {"source": article.url or f"{base}article:{article.id}", "selector": [quote, place]},
    }


def _review(each: Reviewed, base: str) -> Node:
    claim: Node = {"@type": "Claim", "text": each.claim}
    if each.statement:
        claim["appearance"] = {"@id": f"{base}statement:{each.statement}"}
    rating = {"@type": "Rating", "ratingValue": each.rating, "bestRating": 5, "worstRating": 1}
    return {
        "@id": f"{base}review:{each.id}",
        "@type": "ClaimReview",
        "claimReviewed": each.claim,
        "itemReviewed": claim,
        "reviewRating": rating | {"alternateName": each.verdict},
        "datePublished": each.reviewed_at,
    }


def _full(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], {})}
