"""A small vocabulary for JSON Schema 2020-12, in which the documents of answers are described."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def text(about: str = "", **more: Any) -> Schema:
    return _told({"type": "string", **more}, about)


def number(about: str = "", **more: Any) -> Schema:
    return _told({"type": "number", **more}, about)


def whole(about: str = "", **more: Any) -> Schema:
    return _told({"type": "integer", **more}, about)


def flag(about: str = "") -> Schema:
    return _told({"type": "boolean"}, about)


def one_of(about: str, *values: str) -> Schema:
    return _told({"type": "string", "enum": list(values)}, about)


def many(of: Schema, about: str = "", **more: Any) -> Schema:
    return _told({"type": "array", "items": of, **more}, about)


def counts(about: str) -> Schema:
    """An object from any key to a number."""
    return _told({"type": "object", "additionalProperties": {"type": "integer"}}, about)


def named(name: str, about: str = "") -> Schema:
    """One of the schemas of :data:`briefs.documents.schemas.SCHEMAS`."""
    return _told({"$ref": f"#/$defs/{name}"}, about)


def perhaps(schema: Schema) -> Schema:
    """The same, or null where it is not known or does not apply."""
    about = schema.get("description", "")
    bare = {key: value for key, value in schema.items() if key != "description"}
    if "enum" in bare:
        return _told({**bare, "type": [bare["type"], "null"], "enum": [*bare["enum"], None]}, about)
    if isinstance(bare.get("type"), str):
        return _told({**bare, "type": [bare["type"], "null"]}, about)
    return _told({"anyOf": [bare, {"type": "null"}]}, about)


def record(about: str = "", /, **keys: Schema) -> Schema:
    """An object with exactly these keys: they never depend on the answer."""
    made = {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}
    return _told(made, about)


def _told(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about} if about else schema
