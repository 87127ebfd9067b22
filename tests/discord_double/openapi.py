"""Request bodies against Discord's published OpenAPI document, where that document is present."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.paths import SHARED

from .errors import Form

DOCUMENT = SHARED / "discord-openapi.json"
URI = "urn:discord"
# Accepted by Discord, sent by discord.py, absent from the document.
UNDOCUMENTED = (  # (properties that tell the schema, the property it lacks, its type)
    ({"contexts", "options"}, "nsfw", "boolean"),
    ({"footer", "fields"}, "flags", "integer"),
    ({"content", "embeds"}, "tts", "boolean"),
    ({"applied_tags", "message"}, "type", "integer"),
)
# As Discord words these faults; the rest keep the validator's words.
WORDS = {
    "maxLength": ("BASE_TYPE_MAX_LENGTH", "Must be {} or fewer in length."),
    "minLength": ("BASE_TYPE_MIN_LENGTH", "Must be {} or more in length."),
    "maxItems": ("BASE_TYPE_MAX_LENGTH", "Must be {} or fewer in length."),
    "minItems": ("BASE_TYPE_MIN_LENGTH", "Must be {} or more in length."),
    "enum": ("BASE_TYPE_CHOICES", "Value must be one of {}."),
    "maximum": ("NUMBER_TYPE_MAX", "Value should be less than or equal to {}."),
    "minimum": ("NUMBER_TYPE_MIN", "Value should be greater than or equal to {}."),
}
CONTENT_TYPE = "application/json"


def load(path: Path = DOCUMENT) -> OpenApi | None:
    """None where the document is absent: the double then has its own rules only."""
    return _load(path) if path.exists() else None


@cache
def _load(path: Path) -> OpenApi:
    return OpenApi(json.loads(path.read_text(encoding="utf-8")))


class OpenApi:
    """One compiled validator a route, made when first needed; every reference is resolved once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths = document["paths"]
        document["components"]["schemas"]["SnowflakeType"] = {
            "type": ["string", "integer"],
            "pattern": "^[0-9]+$",
        }
        resource: Any = DRAFT202012.create_resource(document)
        registry: Registry[Any] = Registry()
        self._resolver = registry.with_resource(URI, resource).resolver(URI)
        self._inlined: dict[str, Any] = {}
        self._validators: dict[tuple[str, str], Any] = {}
        # Bodies that passed: each start of the bot sends the same commands, and they take 50 ms to check.
        self._sound: set[tuple[str, str, str]] = set()

    def check(self, method: str, template: str, body: Any) -> None:
        """Raises the form error for `body`; a route that the document does not know passes."""
        key = (method, template)
        if key not in self._validators:
            self._validators[key] = self._compile(method, template)
        validator = self._validators[key]
        if validator is None:
            return
        sound = (*key, json.dumps(body, sort_keys=True))
        if sound in self._sound:
            return
        form = Form()
        for error in validator.iter_errors(body):
            deepest = _deepest(error)
            code, words = WORDS.get(str(deepest.validator), ("OPENAPI", deepest.message[:300]))
            form.add(tuple(deepest.absolute_path), code, words.replace("{}", str(deepest.validator_value)))
        form.refuse()
        self._sound.add(sound)

    def knows(self, method: str, template: str) -> bool:
        return method.lower() in self._paths.get(template, {})

    def _compile(self, method: str, template: str) -> Any:
        request = self._paths.get(template, {}).get(method.lower(), {}).get("requestBody")
        if request is None or CONTENT_TYPE not in request["content"]:
            return None
        return StrictValidator(self._inline(request["content"][CONTENT_TYPE]["schema"]))

    def _inline(self, schema: Any) -> Any:
        if isinstance(schema, list):
            return [self._inline(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            reference = schema["$ref"]
            if reference not in self._inlined:
                self._inlined[reference] = made = {}
                made.update(self._inline(self._resolver.lookup(URI + reference).contents))
            return self._inlined[reference]
        made = {key: self._inline(value) for key, value in schema.items()}
        return _tightened(made)


def _tightened(schema: dict[str, Any]) -> dict[str, Any]:
    """Unknown properties become faults, and a union of tagged objects is decided by its tag."""
    if schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema:
        schema["additionalProperties"] = False
        known = schema["properties"]
        for telling, lacking, kind in UNDOCUMENTED:
            if telling <= known.keys():
                known.setdefault(lacking, {"type": kind})
    for keyword in ("oneOf", "anyOf"):
        tags = _tags(schema.get(keyword))
        if tags:
            schema = {key: value for key, value in schema.items() if key != keyword} | {"taggedUnion": tags}
    return schema


def _tags(branches: Any) -> dict[Any, Any] | None:
    if not isinstance(branches, list):
        return None
    tags: dict[Any, Any] = {}
    for branch in branches:
        kinds = branch.get("properties", {}).get("type", {}).get("enum")
        if not kinds or "type" not in branch.get("required", ()):
            return None
        tags |= dict.fromkeys(kinds, branch)
    return tags


def _tagged_union(
    validator: Any, tags: dict[Any, Any], instance: Any, schema: Any
) -> Iterator[ValidationError]:
    if not isinstance(instance, dict) or instance.get("type") not in tags:
        yield ValidationError(f"type must be one of {sorted(tags)}")
        return
    yield from validator.descend(instance, tags[instance["type"]])


StrictValidator = extend(Draft202012Validator, {"taggedUnion": _tagged_union})


def _deepest(error: ValidationError) -> ValidationError:
    """Of a union's failures, the branch that got furthest says what is wrong."""
    best = error
    while best.context:
        best = max(best.context, key=lambda one: (len(one.absolute_path), one.validator != "type"))
    return best
