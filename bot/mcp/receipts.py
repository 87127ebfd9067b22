"""Receipts of statements: where anybody can check the words, and by which hash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.mcp.record import OpenRecord
from briefs.index import run
from briefs.render import at_passage, statement_document

STATEMENT_ADDRESS = "onrecord://statement/"


def with_receipts(document: dict[str, Any], record: OpenRecord) -> dict[str, Any]:
    """The document of an answer, each of its statements with its receipt."""
    for key in ("statements", "may_fall_outside"):
        if key in document:
            document[key] = [_with_receipt(one, record) for one in document[key]]
    if isinstance(document.get("statement"), dict):
        document["statement"] = _with_receipt(document["statement"], record)
    return document


def proofs(found: Iterable[dict[str, Any]], record: OpenRecord) -> list[dict[str, Any]]:
    """The statements, each once, that documents with the key `statement` name, with their receipts."""
    ids = list(dict.fromkeys(one["statement"] for one in found if one.get("statement")))
    said = run(record.engine.find_statements(ids)) if ids else {}
    return [_with_receipt(statement_document(said[id], record.site), record) for id in ids if id in said]


def _with_receipt(statement: dict[str, Any], record: OpenRecord) -> dict[str, Any]:
    article = statement["article"]
    receipt = {
        "address": statement["page"] or STATEMENT_ADDRESS + statement["id"],
        "sha256": record.sha256(article["id"]),
        "start": statement["start"],
        "end": statement["end"],
        "source": at_passage(article["url"], statement["passage"]) if article["url"] else None,
    }
    return {**statement, "receipt": receipt}
