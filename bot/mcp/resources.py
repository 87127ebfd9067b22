"""People, topics, articles and statements as resources: lists to look through, and one of each by its id."""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import date
from typing import Any

from mcp.types import Resource, ResourceTemplate

from bot.mcp.definitions import tool_named
from bot.mcp.receipts import with_receipts
from bot.mcp.record import OpenRecord
from briefs.documents import answer
from briefs.errors import UserError
from briefs.index import run
from briefs.query import NameNotResolved, shortened
from briefs.render import article_ref

JSON = "application/json"
PAGE = 100  # entries of one page of a list of resources
_LISTS = {
    "people": "Everybody on record, with the number of statements",
    "topics": "Every topic, with the number of statements",
    "articles": "Every article of the library",
}
_ONE = {
    "person": "Who somebody is, what they spoke on and what they said",
    "topic": "What bears on a topic, and who spoke on it",
    "article": "An article with its statements",
    "statement": "A statement with the sentences around it: its receipt",
    "schema": "The whole JSON Schema of what a tool answers, by the tool's name",
}
_SCHEME = "onrecord://"


def templates() -> list[ResourceTemplate]:
    """One of each kind by its id."""
    return [
        ResourceTemplate(
            name=kind, title=kind.capitalize(), uri_template=f"{_SCHEME}{kind}/{{id}}", description=about,
            mime_type=JSON,
        )
        for kind, about in _ONE.items()
    ]  # fmt: skip


def listed(record: OpenRecord, cursor: str | None) -> tuple[list[Resource], str | None]:
    """One page of all lists, people, topics and articles, and the cursor of the next."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise UserError(f"“{shortened(cursor)}” is no cursor of this list", "begin without one")
    first = int(cursor or 0)
    registry, articles = record.engine.registry, run(record.engine.articles())
    entries = [
        *((f"{_SCHEME}{kind}", kind, about) for kind, about in _LISTS.items()),
        *((f"{_SCHEME}person/{one.id}", one.name.en, one.kind) for one in registry.people),
        *((f"{_SCHEME}topic/{one.id}", one.pref_label.en, "topic") for one in registry.topics),
        *((f"{_SCHEME}article/{ref.id}", ref.title, ref.publisher or "article") for ref in articles),
    ]
    page = [
        Resource(uri=uri, name=uri.removeprefix(_SCHEME), title=title, description=about, mime_type=JSON)
        for uri, title, about in entries[first : first + PAGE]
    ]
    return page, str(first + PAGE) if first + PAGE < len(entries) else None


def read(record: OpenRecord, uri: str, today: date) -> str:
    """The JSON document of a resource. Raises UserError where there is none of that address."""
    kind, _, id = uri.removeprefix(_SCHEME).partition("/")
    if not uri.startswith(_SCHEME) or len(uri) > 300 or (kind not in _LISTS if not id else kind not in _ONE):
        raise UserError(
            f"there is no resource “{shortened(uri)}”",
            "resources/list and resources/templates/list name them",
        )
    return json.dumps(_document(record, kind, id, today), ensure_ascii=False)


def _document(record: OpenRecord, kind: str, id: str, today: date) -> dict[str, Any]:
    if kind == "articles":
        return {
            "outcome": "answered",
            "articles": [article_ref(ref) for ref in run(record.engine.articles())],
        }
    if kind == "schema":
        return tool_named(id).output_schema
    if not id:
        return run(answer(record.engine, kind, {}, today, record.site))
    known: dict[str, Container[str]] = {"person": record.engine.people, "topic": record.engine.topics}
    if kind in known and id not in known[kind]:
        raise UserError(
            f"there is no {kind} with the id “{shortened(id)}”", "the tool lookup finds ids by names"
        )
    try:
        document = run(answer(record.engine, kind, {kind: id}, today, record.site))
    except NameNotResolved:  # an id is never unclear
        raise UserError(f"there is no {kind} with the id “{shortened(id)}”", None) from None
    return with_receipts(document, record)
