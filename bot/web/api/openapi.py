"""The OpenAPI 3.1 document, made from the definitions of the questions and the schemas of their answers."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.web.api.openapi_reconcile import reconcile_paths
from bot.web.api.parameters import LAST_OFFSET, LONGEST, MOST_SHOWN, SHOWN
from briefs.documents import SCHEMAS, json_schema, known_questions, schema_name
from briefs.query.questions import Argument, Question

API = "/api/v1"
_PAGED = frozenset({"answer", "people", "topics"})  # schemas of documents whose list is paged
_HELP = {  # where the definition has no words for a reader
    "article": "An article's id or file, or how they begin.",
}
_CHOICE = json_schema.record(
    "",
    id=json_schema.text(),
    label=json_schema.text(),
    href=json_schema.text("The same question with this one."),
)
_PROBLEM: json_schema.Schema = {
    "type": "object",
    "description": "RFC 9457. `detail` is a sentence, `hint` says what to do.",
    "properties": {
        "type": json_schema.text(),
        "title": json_schema.text(),
        "status": json_schema.whole(),
        "detail": json_schema.text(),
        "hint": json_schema.perhaps(json_schema.text()),
        "outcome": json_schema.one_of("Of a name that is nobody's, or no topic's.", "unknown"),
        "asked": json_schema.record("Which name.", role=json_schema.text(), text=json_schema.text()),
        "suggestions": json_schema.many(
            json_schema.record(
                "",
                id=json_schema.text(),
                label=json_schema.text(),
                href=json_schema.text(),
                score=json_schema.number(),
                reason=json_schema.perhaps(json_schema.text()),
            ),
            "Whom or what was perhaps meant.",
        ),
    },
    "required": ["type", "title", "status", "detail", "hint"],
    "additionalProperties": False,
}
_OTHERS = {
    "400": "The question cannot be asked so.",
    "404": "There is nothing of that name, with suggestions where there are any.",
    "414": "The address is too long.",
    "429": "This address asks too often: see Retry-After.",
    "500": "A fault of the server.",
    "503": "Too many questions wait: see Retry-After.",
}


@cache
def openapi_document() -> dict[str, Any]:
    """As `/api/v1/openapi.json` gives it; addresses are relative to the server."""
    choices = {
        **SCHEMAS["answer"],
        "description": "A name that means several: `choices` has the addresses at which each is asked for.",
        "properties": {**SCHEMAS["answer"]["properties"], "choices": json_schema.many(_CHOICE)},
        "required": [*SCHEMAS["answer"]["required"], "choices"],
    }
    schemas = {**SCHEMAS, "choices": choices, "problem": _PROBLEM}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OnRecord",
            "version": "1",
            "summary": "Who said what, on what, when, and where is the proof?",
            "description": "Read-only. The documents are those of `onrecord … --json`.",
        },
        "servers": [{"url": "/"}],
        "paths": {
            **{f"{API}/{each.name}": {"get": _operation(each)} for each in known_questions()},
            **reconcile_paths(API, {**_problems(), "413": _problem("The body is too long.", "413")}),
        },
        "components": {"schemas": _in_components(schemas), "headers": _HEADERS},
    }


def _operation(question: Question) -> dict[str, Any]:
    schema = schema_name(question.name)
    parameters = [_parameter(argument) for argument in question.arguments]
    headers = ["ETag"]
    if schema in _PAGED:
        parameters += _PAGING
        headers += ["Link", "X-Total-Count"]
    responses: dict[str, Any] = {"200": _response("The answer.", schema, headers)}
    if any(argument.kind in ("person", "topic") for argument in question.arguments):
        responses["300"] = _response("A name means several.", "choices", ())
    responses["304"] = {"description": "It is as it was, by If-None-Match."}
    responses |= _problems()
    return {
        "operationId": question.name,
        "summary": question.shell_help,
        "parameters": parameters,
        "responses": responses,
    }


def _problems() -> dict[str, Any]:
    return {status: _problem(about, status) for status, about in _OTHERS.items()}


def _problem(about: str, status: str) -> dict[str, Any]:
    retried = ("Retry-After",) if status in ("429", "503") else ()
    return _response(about, "problem", retried, "application/problem+json")


def argument_schema(argument: Argument) -> json_schema.Schema:
    """What may be typed for an argument."""
    if argument.choices:
        return {"type": "string", "enum": list(argument.choices)}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST[argument.kind]}


def argument_help(argument: Argument) -> str:
    return (argument.help or argument.flag_help or _HELP.get(argument.name, "")).rstrip(".") + "."


def _parameter(argument: Argument) -> dict[str, Any]:
    return {
        "name": argument.name,
        "in": "query",
        "required": is_needed(argument),
        "description": argument_help(argument),
        "schema": argument_schema(argument),
    }


def is_needed(argument: Argument) -> bool:
    return argument.required and argument.kind != "day"


def _page_parameter(name: str, about: str, least: int, most: int, default: int) -> dict[str, Any]:
    bounds = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return {"name": name, "in": "query", "required": False, "description": about, "schema": bounds}


_PAGING = [
    _page_parameter("limit", "How many entries of the list to show.", 1, MOST_SHOWN, SHOWN),
    _page_parameter("offset", "The first of them, from 0.", 0, LAST_OFFSET, 0),
]
_HEADERS = {
    "ETag": {"description": "Another one when the library is.", "schema": {"type": "string"}},
    "Link": {"description": "first, prev, next and last page (RFC 8288).", "schema": {"type": "string"}},
    "X-Total-Count": {"description": "Entries of the whole list.", "schema": {"type": "integer"}},
    "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
}


def _response(
    about: str, schema: str, headers: list[str] | tuple[str, ...], media: str = "application/json"
) -> dict[str, Any]:
    return {
        "description": about,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {media: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _in_components(found: Any) -> Any:
    """The same with each reference where OpenAPI keeps schemas."""
    if isinstance(found, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref" and isinstance(value, str)
            else _in_components(value)
            for key, value in found.items()
        }
    return [_in_components(each) for each in found] if isinstance(found, list) else found
