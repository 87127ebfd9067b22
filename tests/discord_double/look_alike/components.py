"""Components of a message, of both kinds, to HTML."""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from tests.discord_double.component_rules import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    LINK,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT_DISPLAY,
    THUMBNAIL,
)  # fmt: skip

from .markdown import to_html

Json = dict[str, Any]
Files = Mapping[str, bytes]  # the attachments, by name
_OPENS = '<svg viewBox="0 0 24 24"><path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/></svg>'


def to_markup(components: Sequence[Json], files: Files) -> str:
    """Raises ValueError for a component that no message can hold."""
    return "".join(_one(each, files) for each in components)


def _one(one: Json, files: Files) -> str:
    kind = one["type"]
    inner = one.get("components", [])
    if kind == TEXT_DISPLAY:
        return f'<div class="text">{to_html(one["content"])}</div>'
    if kind == ROW:
        return f'<div class="row">{to_markup(inner, files)}</div>'
    if kind == BUTTON:
        return _button(one)
    if kind in SELECTS:
        chosen = [option["label"] for option in one.get("options", ()) if option.get("default")]
        return f'<span class="select">{html.escape(", ".join(chosen) or one.get("placeholder") or "")}</span>'
    if kind == SECTION:
        return (
            f'<div class="section"><div>{to_markup(inner, files)}</div>{_one(one["accessory"], files)}</div>'
        )
    if kind == CONTAINER:
        colour = one.get("accent_color")
        bar = f' style="border-left: 4px solid #{colour:06x}"' if colour is not None else ""
        return f'<div class="container"{bar}>{to_markup(inner, files)}</div>'
    if kind == SEPARATOR:
        line = "line" if one.get("divider", True) else "gap"
        return f'<div class="{line} s{one.get("spacing", 1)}"></div>'
    if kind == GALLERY:
        return "".join(
            _picture(item["media"]["url"], item.get("description"), files) for item in one["items"]
        )
    if kind == THUMBNAIL:
        return f'<div class="thumbnail">{_picture(one["media"]["url"], one.get("description"), files)}</div>'
    if kind == FILE:
        return f'<div class="file">{html.escape(one["file"]["url"].rsplit("/", 1)[-1])}</div>'
    raise ValueError(f"a message cannot hold a component of type {kind}")


def _button(one: Json) -> str:
    off = " off" if one.get("disabled") else ""
    emoji = (one.get("emoji") or {}).get("name") or ""
    label = html.escape(" ".join(part for part in (emoji, one.get("label") or "") if part))
    return f'<span class="button b{one["style"]}{off}">{label}{_OPENS if one["style"] == LINK else ""}</span>'


def _picture(url: str, described: str | None, files: Files) -> str:
    name = url.split("?")[0].rsplit("/", 1)[-1]
    if name not in files:
        return f'<img class="missing" alt="{html.escape(described or name)}">'
    data = b64encode(files[name]).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(described or "")}">'
