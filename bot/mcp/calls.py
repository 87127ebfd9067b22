"""A tool is called: arguments checked, the question asked, the answer as a document and as words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.mcp.definitions import (
    CITE_CHECK,
    SHOWN,
    ToolDefinition,
    tool_named,
)
from bot.mcp.receipts import proofs, with_receipts
from bot.mcp.record import OpenRecord
from bot.mcp.words import in_words
from briefs.cite_check import report_lines
from briefs.documents import ask, document_of
from briefs.errors import UserError
from briefs.index import run
from briefs.model import QueryResult
from briefs.query import NameNotResolved, shortened
from briefs.render import plain_text
from briefs.verify import detect_format

Result = tuple[dict[str, Any], str]


def call(record: OpenRecord, name: str, arguments: Mapping[str, Any], today: date) -> Result:
    """What a tool answers, for a job in the record's thread. Raises UserError for what cannot be asked."""
    tool = tool_named(name)
    _check(tool, arguments)
    if tool.name == CITE_CHECK:
        return _checked_draft(record, arguments)
    return _answered(record, tool, arguments, today)


def _answered(record: OpenRecord, tool: ToolDefinition, arguments: Mapping[str, Any], today: date) -> Result:
    typed = {key: str(value) for key, value in arguments.items() if key not in ("limit", "offset")}
    try:
        result = run(ask(record.engine, tool.name, typed, today))
    except NameNotResolved as unclear:
        result = unclear.answer
    shown = None
    if tool.is_paged and isinstance(result, QueryResult):
        result, shown = _page(result, int(arguments.get("offset", 0)), int(arguments.get("limit", SHOWN)))
    document = with_receipts(document_of(result, record.engine, record.site), record)
    if tool.is_paged:
        document["shown"] = shown
    if tool.name == "verify":
        document["proofs"] = proofs([document, *document.get("quotations", ())], record)
    return document, in_words(result, shown)


def _page(result: QueryResult, offset: int, limit: int) -> tuple[QueryResult, dict[str, int]]:
    """The statements of one page; what may lie outside the days follows those that lie inside."""
    inside, outside = result.statements, result.may_fall_outside
    first = max(0, offset - len(inside))
    shown = {"offset": offset, "limit": limit, "of": len(inside) + len(outside)}
    page = inside[offset : offset + limit]
    rest = outside[first : first + limit - len(page)] if offset + limit > len(inside) else ()
    ids = {one.id for one in (*page, *rest)}
    marks = tuple(mark for mark in result.marks if mark[0] in ids)
    return replace(result, statements=page, may_fall_outside=rest, marks=marks), shown


def _checked_draft(record: OpenRecord, arguments: Mapping[str, Any]) -> Result:
    draft = arguments["draft"]
    form = arguments.get("format") or detect_format("", draft)
    report = run(record.checker.check(draft, form))
    document = report.document()
    found = [one["proof"] for one in document["quotations"] if one["proof"]]
    document["proofs"] = proofs(found, record)
    return document, plain_text(report_lines(report, "draft"))


def _check(tool: ToolDefinition, arguments: Mapping[str, Any]) -> None:
    """Raises UserError, in one sentence, for what the tool's schema does not have."""
    properties = tool.input_schema["properties"]
    for key in arguments:
        if key not in properties:
            takes = f"it takes {', '.join(properties)}" if properties else "it takes none"
            raise UserError(f"{tool.name} has no argument “{shortened(str(key))}”", takes)
    for key, wanted in properties.items():
        if key in arguments:
            _check_value(key, wanted, arguments[key])
        elif key in tool.input_schema["required"]:
            raise UserError(f"{tool.name} lacks its {key}", wanted["description"] or None)


def _check_value(key: str, wanted: Mapping[str, Any], value: Any) -> None:
    if wanted["type"] == "integer":
        if type(value) is not int or not wanted["minimum"] <= value <= wanted["maximum"]:
            raise UserError(f"{key} is no number from {wanted['minimum']} to {wanted['maximum']}", "mend it")
        return
    if not isinstance(value, str):
        raise UserError(f"{key} is no text", "write it as a string")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise UserError(f"{key} holds half a character", "write it as UTF-8")
    if "enum" in wanted and value not in wanted["enum"]:
        raise UserError(f"“{shortened(value)}” is no {key}", f"it is {' or '.join(wanted['enum'])}")
    if not value.strip():
        raise UserError(f"{key} is empty", "give it a value, or leave it out")
    if len(value) > wanted.get("maxLength", len(value)):
        raise UserError(f"{key} is longer than {wanted['maxLength']} characters", "shorten it")
