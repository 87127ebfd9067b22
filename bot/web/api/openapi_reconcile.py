"""The reconciliation service's part of the OpenAPI document; its messages are the protocol's own."""

from __future__ import annotations

from typing import Any

_ANY: dict[str, Any] = {"type": "object"}
_PROTOCOL = "Of the Reconciliation Service API 0.2 (W3C)."


def reconcile_paths(api: str, problems: dict[str, Any]) -> dict[str, Any]:
    """By path; `problems` are the responses of what cannot be answered, by status."""

    def operation(
        id: str, summary: str, parameters: list[dict[str, Any]], media: str = "application/json"
    ) -> dict[str, Any]:
        schema = _ANY if media == "application/json" else {"type": "string"}
        answered = {"description": _PROTOCOL, "content": {media: {"schema": schema}}}
        return {
            "operationId": id,
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": answered, **problems},
        }

    batch = operation(
        "reconcile",
        "Without parameters the manifest; else a batch of names, or values of entities.",
        [
            _parameter("queries", "A batch of names, as JSON."),
            _parameter("extend", "Ids and properties, as JSON."),
        ],
    )
    texts = {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}}
    form = {"application/x-www-form-urlencoded": {"schema": texts}}
    posted = {
        **batch,
        "operationId": "reconcile-batch",
        "summary": "The same of what is longer than an address.",
        "parameters": [],
        "requestBody": {"required": True, "content": form},
    }
    id = [_parameter("id", "`person/ID` or `topic/ID`.", required=True)]
    prefix = [_parameter("prefix", "What is typed so far.")]
    of_type = [_parameter("type", "`person` or `topic`."), _parameter("limit", "How many.", kind="integer")]
    viewed = operation("reconcile-view", "Leads to the page of an entity, or to its answer.", id)
    moved = {key: value for key, value in viewed["responses"].items() if key != "200"}
    viewed["responses"] = {"303": {"description": "See Location."}, **moved}
    return {
        f"{api}/reconcile": {"get": batch, "post": posted},
        **{
            f"{api}/reconcile/suggest/{kind}": {
                "get": operation(f"reconcile-suggest-{kind}", f"Whatever {kind} begins so.", prefix)
            }
            for kind in ("entity", "type", "property")
        },
        f"{api}/reconcile/properties": {
            "get": operation("reconcile-properties", "What entities of a type can be extended by.", of_type)
        },
        f"{api}/reconcile/preview": {
            "get": operation("reconcile-preview", "A few lines on an entity.", id, "text/html")
        },
        f"{api}/reconcile/view": {"get": viewed},
    }


def _parameter(name: str, about: str, required: bool = False, kind: str = "string") -> dict[str, Any]:
    schema: dict[str, Any] = {"type": kind}
    if kind == "integer":
        schema |= {"minimum": 0, "maximum": 99_999}
    return {"name": name, "in": "query", "required": required, "description": about, "schema": schema}
