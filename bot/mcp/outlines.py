"""Short forms of the schemas of answers: a list of tools is read by an assistant in every conversation."""

from __future__ import annotations

from typing import Any

from briefs.documents import json_schema

# The lists whose entries are told key by key, and of a statement what must be known to cite it.
_TOLD = ("statements", "suggestions", "matches", "quotations", "unsourced", "statement")
_CITED = ("id", "kind", "passage", "speakers", "said", "said_basis", "article", "receipt")
_ECHOED = ("command", "since", "until")  # of the question: whoever asked knows them
# Keys that are there in every answer, and hold something in that of one tool alone.
_OF_ONE = {"other": "compare", "marks": "search", "uncurated": "search"}


def outline(schema: json_schema.Schema, tool: str) -> json_schema.Schema:
    """The keys of an answer with their types and what they say, and those of what it is asked for.

    Whatever fits `schema` fits this, too; what it leaves out stands in the tool's whole schema.
    """
    defs: dict[str, json_schema.Schema] = schema.get("$defs", {})
    parts = {
        key: part
        for key, part in schema["properties"].items()
        if _OF_ONE.get(key, tool) == tool and key not in _ECHOED
    }
    told = _TOLD if "statement" not in parts else ("statement",)
    return {
        "type": "object",
        "properties": {key: _short(part, defs, key in told) for key, part in parts.items()},
    }


def _short(schema: json_schema.Schema, defs: dict[str, json_schema.Schema], told: bool) -> json_schema.Schema:
    of = _resolved(schema, defs)
    made: dict[str, Any] = {key: of[key] for key in ("type", "enum") if key in of}
    if told and "items" in of and not of["items"].get("$ref", "").endswith("/checkedQuotation"):
        made["items"] = _entry(of["items"], defs)
    elif told and "properties" in of:
        made = _entry(schema, defs)
    # Of a reference its own words, if it has any: those of what it refers to are about one of many.
    about = schema.get("description") or of.get("description")
    return {**made, "description": about} if about else made


def _entry(schema: json_schema.Schema, defs: dict[str, json_schema.Schema]) -> json_schema.Schema:
    of = _resolved(schema, defs)
    is_statement = schema.get("$ref", "").endswith("/statement")
    parts = {key: part for key, part in of["properties"].items() if not is_statement or key in _CITED}
    told = {key: _short(part, defs, False) for key, part in parts.items()}
    if is_statement:  # its kinds and bases are told in words
        told = {key: _without_values(part) for key, part in told.items()}
    return {"type": of["type"], "properties": told}


def _without_values(part: json_schema.Schema) -> json_schema.Schema:
    return {key: value for key, value in part.items() if key != "enum"}


def _resolved(schema: json_schema.Schema, defs: dict[str, json_schema.Schema]) -> json_schema.Schema:
    """What a reference refers to, and of what may be null the schema of what else it is."""
    if "$ref" in schema:
        return defs[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        of = _resolved(schema["anyOf"][0], defs)
        return {**of, "type": [of["type"], "null"]}
    return schema
