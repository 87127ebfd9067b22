"""Statements as JSON-LD: schema.org Quotation, Claim and ClaimReview, anchored by W3C Web Annotations.

A Quotation holds its speaker's own words. What an article reports, in words of its own, is a Claim that the
article's publisher ascribes to the speaker; the fragments in quotation marks are Quotations within it.

Drafts are not published, and a withdrawn statement is no quotation any more: of it only the review is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from briefs.model import SHOWN, Article, Library, Person, Revision, Statement, Topic, UncertainDate
from briefs.text import selector

CONTEXT = "https://schema.org/"
ANNOTATION = "http://www.w3.org/ns/anno.jsonld"  # it names things as schema.org does: for its own nodes alone
_WIKIDATA = "https://www.wikidata.org/entity/"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # what every reader of a schema.org Date takes
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")  # ISO 8601: a day, a month or a year
# Neither held true nor held false: no more than that is said where somebody disputes a claim.
_DISPUTED = {
    "@type": "Rating",
    "alternateName": "Disputed",
    "ratingValue": 2,
    "worstRating": 1,
    "bestRating": 3,
}

JsonLdNode = dict[str, Any]


def to_jsonld(library: Library, base: str = "urn:onrecord:") -> JsonLdNode:
    """One JSON-LD document with one `@graph`. `base` begins every address that is our own.

    Where it is a web address under which the record is published, the `url` of a review leads there.

    https://schema.org/Quotation, https://schema.org/ClaimReview, https://www.w3.org/TR/annotation-model/.
    """
    articles = {article.id: article for article in library.articles}
    shown = {statement.id for statement in library.statements if statement.status in SHOWN}
    graph = [_person(person, base) for person in library.people]
    graph += [_topic(topic, base) for topic in library.topics]
    graph += [_article(article, base) for article in library.articles]
    for statement in library.statements:
        article = articles[statement.article.id]
        if statement.id in shown:
            graph += statement_nodes(statement, article, base, shown)
        graph += _reviews(statement, article, base)
    return {"@context": CONTEXT, "@graph": graph}


def statement_nodes(
    statement: Statement, article: Article, base: str, shown: Collection[str]
) -> list[JsonLdNode]:
    """A statement that readers see, and where its words stand. `shown` are the ids of all such statements."""
    made = _quotation if statement.kind == "quotation" else _claim
    return [made(statement, article, base, shown), _annotation(statement, article, base)]


def about_nodes(
    people: Iterable[Person], topics: Iterable[Topic], article: Article, base: str
) -> list[JsonLdNode]:
    """What the nodes of statements name by their ids, so that a page tells all of it."""
    return [
        *(_person(person, base) for person in people),
        *(_topic(topic, base) for topic in topics),
        _article(article, base),
    ]


def _person(person: Person, base: str) -> JsonLdNode:
    same = [_WIKIDATA + person.wikidata] if person.wikidata else []
    node = {
        "@id": f"{base}person:{person.id}",
        "@type": "Person" if person.kind == "person" else "Organization",
    }
    return node | _without_empty(
        {"name": person.name.en, "alternateName": list(person.alt_labels), "sameAs": same}
    )


def _topic(topic: Topic, base: str) -> JsonLdNode:
    node = {"@id": f"{base}topic:{topic.id}", "@type": "DefinedTerm", "name": topic.pref_label.en}
    return node | _without_empty({"alternateName": list(topic.alt_labels), "description": topic.scope_note})


def _article(article: Article, base: str) -> JsonLdNode:
    node = {"@id": f"{base}article:{article.id}", "@type": "NewsArticle", "headline": article.title}
    return node | _without_empty(
        {
            "inLanguage": article.language,
            "url": article.url,
            "datePublished": _published(article.published),
            "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        }
    )


def _published(when: UncertainDate | None) -> str | None:
    """What an article covers is another time: where it is not known when it came out, nothing is said."""
    return when.edtf if when is not None and _DATE.fullmatch(when.edtf) else None


def _dated(name: str, when: UncertainDate | None) -> JsonLdNode:
    """A day under `name`; whatever is longer, open or uncertain as the time that it covers."""
    if when is None:
        return {}
    return {name if _DAY.fullmatch(when.edtf) else "temporalCoverage": when.edtf}


def _speakers(statement: Statement, article: Article, base: str) -> list[JsonLdNode]:
    """A fact has no speaker: the publisher stands for it."""
    if not statement.speakers and article.publisher:
        return [{"@type": "Organization", "name": article.publisher}]
    return [{"@id": f"{base}person:{speaker.id}"} for speaker in statement.speakers]


def _quotation(statement: Statement, article: Article, base: str, shown: Collection[str]) -> JsonLdNode:
    """The speaker's own words."""
    speakers = _speakers(statement, article, base)
    spoken = {"spokenByCharacter": speakers, "creator": speakers}
    return _statement("Quotation", statement, article, base, shown) | spoken


def _claim(statement: Statement, article: Article, base: str, shown: Collection[str]) -> JsonLdNode:
    """Words of the article: whose claim they give, who says so, and which of them are the speaker's own."""
    claim = _statement("Claim", statement, article, base, shown)
    speakers = _speakers(statement, article, base)
    claim["author"] = speakers
    if statement.speakers:
        own = [article.text[start:end] for start, end in statement.quoted]
        claim["hasPart"] = [
            {"@type": "Quotation", "text": text, "spokenByCharacter": speakers} for text in own
        ]
        if article.publisher:
            claim["claimInterpreter"] = {"@type": "Organization", "name": article.publisher}
    return _without_empty(claim)


def _statement(
    kind: str, statement: Statement, article: Article, base: str, shown: Collection[str]
) -> JsonLdNode:
    node = {"@id": f"{base}statement:{statement.id}", "@type": kind, "text": statement.passage}
    return node | _without_empty(
        {
            "additionalType": f"{base}kind:{statement.kind}",
            "creativeWorkStatus": statement.status,
            "abstract": statement.summary or None,
            "about": [{"@id": f"{base}topic:{topic}"} for topic in statement.topics],
            **_dated("dateCreated", statement.said),
            "locationCreated": {"@type": "Place", "name": statement.place} if statement.place else None,
            "isPartOf": {"@id": f"{base}article:{article.id}"},
            "isBasedOn": {"@id": f"{base}article:{article.id}"},
            "citation": _citation(statement),
            "inLanguage": article.language,
            "sameAs": [f"{base}statement:{other}" for other in statement.same_as if other in shown],
        }
    )


def _citation(statement: Statement) -> JsonLdNode | None:
    """Where the words stand elsewhere."""
    original = statement.original
    if original is None:
        return None
    work = {"@type": "CreativeWork", "name": original.source, "url": original.url, "text": original.text}
    work["inLanguage"] = original.language
    return _without_empty(work | _dated("dateCreated", original.said))


def _annotation(statement: Statement, article: Article, base: str) -> JsonLdNode:
    """The place counts characters of the text that is kept; at the article's own address words find it."""
    exact, prefix, suffix = selector(article.text, statement.start, statement.end)
    quote = _without_empty({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
    place = {"type": "TextPositionSelector", "start": statement.start, "end": statement.end}
    targets: list[JsonLdNode] = [{"source": f"{base}article:{article.id}", "selector": [quote, place]}]
    if article.url:  # a page differs from the text kept of it: character positions would be wrong there
        targets.append({"source": article.url, "selector": quote})
    return {
        "@context": ANNOTATION,
        "id": f"{base}anchor:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": f"{base}statement:{statement.id}",
        "target": targets,
    }


def _reviews(statement: Statement, article: Article, base: str) -> Iterator[JsonLdNode]:
    """That a claim is disputed, as long as it is, in the curator's words.

    Of what was corrected or withdrawn there is none: that judges the record, which was the curator's, and not
    the claim. Nothing is rated by the program.
    """
    step = statement.history[-1] if statement.history else None
    if step is None or not statement.status == step.status == "disputed" or not step.note:
        return
    claim: JsonLdNode = {"@type": "Claim", "text": statement.passage}
    claim |= {"author": _speakers(statement, article, base), **_dated("dateCreated", statement.said)}
    claim["appearance"] = {"@id": f"{base}statement:{statement.id}"}
    if article.url:
        claim["firstAppearance"] = {"@type": "CreativeWork", "url": article.url}
    yield {
        "@id": f"{base}review:{statement.id}",
        "@type": "ClaimReview",
        "url": f"{base}review:{statement.id}",
        "claimReviewed": statement.passage,
        "itemReviewed": claim,
        "reviewRating": _DISPUTED | {"ratingExplanation": step.note},
        "reviewBody": _body(step),
        "datePublished": step.at[:10],
        "author": {"@type": "Person", "name": step.by},
    }


def _body(step: Revision) -> str:
    # the status before is no news to whoever reads that it was withdrawn
    was = "; ".join(f"{name}: {value}" for name, value in step.was if name != "status")
    return f"{step.note} ({was})" if was else str(step.note)


def _without_empty(node: JsonLdNode) -> JsonLdNode:
    return {name: value for name, value in node.items() if value not in (None, [], {})}
