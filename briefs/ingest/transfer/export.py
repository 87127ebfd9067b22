"""A library as one JSON document and back without loss; its statements as CSV.

Entries in the JSON document have the keys of the library's own files, an article its text besides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from briefs.ingest.review import marks_exception
from briefs.model import (
    Article,
    Brief,
    Library,
    LocalizedText,
    Occasion,
    OriginalSource,
    Person,
    Role,
    Shift,
    Statement,
    Topic,
    UncertainDate,
)
from briefs.text import selector

FORMAT, VERSION = "onrecord-library", 1
_OF_SHIFT = ("id", "person", "topic", "earlier", "later", "differs", "status", "by", "at", "words")
COLUMNS = (
    "id", "status", "speakers", "speaker_names", "role", "topics", "kind", "passage", "summary", "said",
    "said_basis", "said_note", "about", "place", "occasion", "carried_by", "english_by", "stance", "group",
    "same_as", "article", "title", "publisher", "published", "url", "file", "start", "end", "accepted_by",
    "accepted_at", "taken_from", "second", "author", "source_state", "source_now", "source_seen",
    "original_source", "original_language", "original_text",
)  # fmt: skip
# as OWASP lists them under CSV injection, the wide forms of the signs too
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Entry = dict[str, Any]


def document(library: Library) -> dict[str, Any]:
    """Everything that the library holds. Plain JSON; keys without a value are left out."""
    articles = {article.id: article for article in library.articles}
    # statements in one list and not by article: an import then compares them one by one
    return {
        "format": FORMAT,
        "version": VERSION,
        "people": [entry_of_person(each) for each in library.people],
        "topics": [_topic(each) for each in library.topics],
        "occasions": [_occasion(each) for each in library.occasions],
        "articles": [_article(each) for each in library.articles],
        "statements": [
            {"article": each.article.id, **statement_entry(each, articles[each.article.id])}
            for each in library.statements
        ],
        "positions": [_position(each) for each in library.briefs],
        "shifts": [_shift(each) for each in library.shifts],
    }


def table(library: Library, bom: bool = False) -> str:
    """One row a statement, as CSV (RFC 4180). No cell can start a formula when a spreadsheet opens it.

    `bom` begins it with the mark by which a spreadsheet knows that it is UTF-8.
    """
    out = io.StringIO()
    out.write("\ufeff" if bom else "")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for statement in library.statements:
        row = _row(statement)
        writer.writerow(_cell(row[column]) for column in COLUMNS)
    return out.getvalue()


def statement_entry(statement: Statement, article: Article) -> Entry:
    """The statement as it stands in its dossier. Raises UserError where its passage is ambiguous."""
    # worked out anew: the library keeps where a passage stands, not how its dossier found it
    exact, prefix, suffix = selector(article.text, statement.start, statement.end)
    return _without_empty(
        {
            "id": statement.id,
            "status": statement.status if statement.status != "published" else None,
            "speakers": [speaker.id for speaker in statement.speakers],
            "topics": list(statement.topics),
            "kind": statement.kind,
            "exact": exact,
            "prefix": prefix,
            "suffix": suffix,
            "group": statement.group,
            "stance": statement.stance,
            "english_by": statement.english_by,
            "summary": statement.summary or None,
            "said": statement.said.edtf,
            "said_basis": statement.said_basis,
            "said_note": statement.said_note,
            "about": _edtf(statement.about),
            "place": statement.place,
            "occasion": statement.occasion,
            "carried_by": statement.carried_by,
            "same_as": list(statement.same_as),
            "original": _original(statement.original),
            "marks": _marks(statement, article),
            "taken_from": statement.taken_from,
            "second": statement.second if statement.second is None else f"{statement.second:g}",
            "source_state": statement.source_state,
            "source_now": statement.source_now,
            "source_seen": statement.source_seen,
            "accepted_by": statement.accepted_by,
            "accepted_at": statement.accepted_at,
            "history": [
                _without_empty(
                    {"at": c.at, "by": c.by, "status": c.status, "note": c.note, "was": dict(c.was)}
                )
                for c in statement.history
            ],
        },
        keep=("speakers", "topics"),  # a dossier must name them, be it with an empty list
    )


def _marks(statement: Statement, article: Article) -> Entry | None:
    if statement.taken_from:
        return None
    found = marks_exception(statement.kind, article.text, statement.start, statement.end)
    return found and {**found, "reason": statement.marks_reason or found["reason"]}


def _article(article: Article) -> Entry:
    parts = []
    for part in article.parts:
        exact, prefix, suffix = selector(article.text, part.start, part.end)
        parts.append(_without_empty({"kind": part.kind, "exact": exact, "prefix": prefix, "suffix": suffix}))
    return _without_empty(
        {
            "id": article.id,
            "title": article.title,
            # as the file has it: every scalar of a library's file is text
            "title_derived": "yes" if article.title_derived else "no",
            "publisher": article.publisher,
            "published": _edtf(article.published),
            "published_basis": article.published_basis,
            "place": article.place,
            "language": article.language,
            "url": article.url,
            "text": article.file,
            "sha256": article.sha256,
            "note": article.note,
            "same_as": article.same_as,
            "author": article.author,
            "version_of": article.version_of,
            "parts": parts,
            "content": article.text,
        }
    )


def entry_of_person(person: Person) -> Entry:
    """The entry under `people:` of config/people.yaml."""
    return _without_empty(
        {
            "id": person.id,
            "name": _labels(person.name),
            "kind": person.kind,
            "wikidata": person.wikidata,
            "alt_labels": list(person.alt_labels),
            "roles": [entry_of_role(role) for role in person.roles],
            "note": person.note,
        }
    )


def entry_of_role(role: Role) -> Entry:
    """An entry under `roles:` of a person."""
    return _without_empty(
        {
            "title": _labels(role.title),
            "alt_labels": list(role.alt_labels),
            "organisation": role.organisation,
            "start": _edtf(role.start),
            "end": _edtf(role.end),
        }
    )


def _topic(topic: Topic) -> Entry:
    return _without_empty(
        {
            "id": topic.id,
            "pref_label": _labels(topic.pref_label),
            "alt_labels": list(topic.alt_labels),
            "broader": list(topic.broader),
            "wikidata": topic.wikidata,
            "scope_note": topic.scope_note,
            "context_terms": list(topic.context_terms),
        }
    )


def _occasion(occasion: Occasion) -> Entry:
    return _without_empty(
        {
            "id": occasion.id,
            "label": _labels(occasion.label),
            "date": occasion.date.edtf,
            "place": occasion.place,
            "url": occasion.url,
            "note": occasion.note,
        }
    )


def _shift(shift: Shift) -> Entry:
    return _without_empty(
        {
            **{name: getattr(shift, name) for name in _OF_SHIFT},
            "history": [_without_empty(asdict(each)) for each in shift.history],
        }
    )


def _position(position: Brief) -> Entry:
    return {
        "person": position.person,
        "topic": position.topic,
        "as_of": position.as_of.edtf,
        "sentences": [{"text": each.text, "cites": list(each.cites)} for each in position.sentences],
    }


def _original(original: OriginalSource | None) -> Entry | None:
    if original is None:
        return None
    return _without_empty(
        {
            "source": original.source,
            "said": _edtf(original.said),
            "url": original.url,
            "text": original.text,
            "note": original.note,
            "language": original.language,
            "article": original.article,
        }
    )


def _row(statement: Statement) -> dict[str, object]:
    own = (
        "id", "status", "topics", "kind", "passage", "summary", "said_basis", "said_note", "place",
        "occasion", "carried_by", "english_by", "stance", "group", "same_as", "start", "end",
        "accepted_by", "accepted_at", "taken_from", "second", "source_state", "source_now", "source_seen",
    )  # fmt: skip
    # English labels alone: a row is for a spreadsheet, the JSON document has every language
    article, roles = statement.article, [s.role.en for s in statement.speakers if s.role]
    return {name: getattr(statement, name) for name in own} | {
        "speakers": tuple(speaker.id for speaker in statement.speakers),
        "speaker_names": tuple(speaker.name.en for speaker in statement.speakers),
        "role": tuple(roles),
        "said": statement.said.edtf,
        "about": _edtf(statement.about),
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "file": article.file,
        "author": article.author,
        "original_source": statement.original.source if statement.original else None,
        "original_language": statement.original.language if statement.original else None,
        "original_text": statement.original.text if statement.original else None,
    }


def _cell(value: object) -> str:
    # the apostrophe makes a spreadsheet take the cell as text
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _labels(labels: LocalizedText) -> str | Entry:
    return {"en": labels.en, **dict(labels.others)} if labels.others else labels.en


def _edtf(when: UncertainDate | None) -> str | None:
    return when.edtf if when is not None else None


def _without_empty(entry: Entry, keep: Iterable[str] = ()) -> Entry:
    return {name: value for name, value in entry.items() if name in keep or value not in (None, [], {})}
