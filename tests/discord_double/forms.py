"""A submitted form as the client sends it, from what the user typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .component_rules import CHECKBOX, FILE_UPLOAD, LABEL, RADIO_GROUP, ROW, TEXT_INPUT, upload_bounds, walk
from .errors import UsageError

Json = dict[str, Any]


def attached(modal: Json, values: Json, store: Callable[[str, bytes], Json]) -> tuple[Json, Json]:
    """What is chosen of files, (name, bytes) in `values`, is sent to Discord first.

    Gives the values with the files' ids, and the files as the form's `resolved` has them.
    """
    sent, files = dict(values), {}
    for _, label in walk(modal["components"]):
        field = label.get("component") or {}
        if field.get("type") != FILE_UPLOAD:
            continue
        named = field["custom_id"] if field["custom_id"] in sent else label["label"]
        made = [store(name, data) for name, data in _listed(sent.get(named))]
        least, most = upload_bounds(field)
        if made and not least <= len(made) <= most:
            raise UsageError(f"{named!r} takes {least} to {most} files, not {len(made)}")
        files |= {one["id"]: one for one in made}
        if named in sent:
            sent[named] = [one["id"] for one in made]
    return sent, files


def _listed(given: Any) -> Iterable[tuple[str, bytes]]:
    return [given] if isinstance(given, tuple) else given or ()


def form_part(part: Json, left: Json) -> Json:
    """One top component of the submitted form: labels hold one input, old rows a list."""
    if part["type"] == LABEL:
        return {
            "type": LABEL, "id": part.get("id", 1),
            "component": _filled_in(part["component"], part["label"], left),
        }  # fmt: skip
    if part["type"] == ROW:
        inner = [_filled_in(one, one.get("label"), left) for one in part["components"]]
        return {"type": 1, "id": part.get("id", 1), "components": inner}
    return {"type": part["type"], "id": part.get("id", 1)}


def _filled_in(field: Json, label: str | None, left: Json) -> Json:
    custom_id = field["custom_id"]
    value = left.pop(custom_id, None) if custom_id in left else left.pop(label or "", None)
    made: Json = {"type": field["type"], "id": field.get("id", 1), "custom_id": custom_id}
    if field["type"] == CHECKBOX:
        return made | {"value": bool(value)}
    if field["type"] != TEXT_INPUT:
        chosen = [value] if isinstance(value, str) else list(value or ())
        if field.get("required", True) and not chosen:
            raise UsageError(f"the form requires {label or custom_id!r}")
        known = {o["label"]: o["value"] for o in field.get("options", ())}
        picked = [known.get(one, one) for one in chosen]
        if field["type"] == RADIO_GROUP:
            return made | {"value": picked[0] if picked else None}
        return made | {"values": picked}
    text = field.get("value") or "" if value is None else str(value)
    if field.get("required", True) and not text:
        raise UsageError(f"the form requires {label or custom_id!r}")
    if text and not (field.get("min_length") or 0) <= len(text) <= (field.get("max_length") or 4000):
        raise UsageError(f"{label or custom_id!r}: {len(text)} characters do not fit")
    return made | {"value": re.sub(r"\r\n?", "\n", text)}
