"""Writes the tables of docs/api.md, each path and each key, from the OpenAPI document: `make commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.web.api import openapi_document

PAGE = Path(__file__).parent / "api.md"
BEGIN, END = "<!-- paths and keys: made by `make commands` -->\n", "<!-- end -->\n"


def tables() -> str:
    """A section a path, and one a schema."""
    document = openapi_document()
    paths = [_path(path, methods) for path, methods in document["paths"].items()]
    schemas = [_schema(name, schema) for name, schema in document["components"]["schemas"].items()]
    return "\n".join(["## Paths", *paths, "## Keys", *schemas])


def _path(path: str, methods: dict[str, Any]) -> str:
    lines = []
    for method, told in methods.items():
        lines += ["", f"### {method.upper()} {path}", told["summary"]]
        media = next(iter(told["responses"].get("200", {}).get("content", {}).values()), {})
        if "$ref" in media.get("schema", {}):
            lines[-1] += f" Answers with {_reference(media['schema'])}."
        rows = [
            f"| `{each['name']}` | {_type(each['schema'])} | {'yes' if each['required'] else ''} "
            f"| {each['description']} |"
            for each in told.get("parameters", ())
        ]
        if rows:
            lines += ["", "| parameter | type | needed | |", "|---|---|---|---|", *rows]
    return "\n".join([*lines[1:], ""])


def _schema(name: str, schema: dict[str, Any]) -> str:
    lines = [f"### {name}", schema.get("description", "")]
    rows = [row for key, value in schema.get("properties", {}).items() for row in _rows(key, value)]
    return "\n".join([*lines, "", "| key | type | |", "|---|---|---|", *rows, ""])


def _rows(key: str, schema: dict[str, Any]) -> list[str]:
    about = schema.get("description", "")
    rows = [f"| `{key}` | {_type(schema)} | {about} |"]
    inner = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    if _is(inner, "array"):
        inner, key = inner["items"], f"{key}[]"
    for name, value in inner.get("properties", {}).items():
        rows += _rows(f"{key}.{name}", value)
    return rows


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _reference(schema)
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return " or ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "any")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    told = [f"{kind} of {_type(schema['items'])}" if kind == "array" else kind for kind in kinds]
    limits = [
        f"{word} {schema[key]}"
        for key, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "up to")) if key in schema
    ]  # fmt: skip
    return " or ".join(told) + (f", {' '.join(limits)}" if limits else "")


def _is(schema: dict[str, Any], kind: str) -> bool:
    found = schema.get("type")
    return kind in found if isinstance(found, list) else found == kind


def _reference(schema: dict[str, Any]) -> str:
    name = schema["$ref"].rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def renewed(page: str) -> str:
    """The page with the tables as they must stand."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{tables()}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
