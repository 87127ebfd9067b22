"""Rules of a message body: content, embeds, attachments, nonce, mentions."""

from __future__ import annotations

from typing import Any

from . import component_rules, limits
from .errors import ApiError, Form
from .world import COMPONENTS_V2

Json = dict[str, Any]
Path = tuple[str | int, ...]
MEDIA = ("http", "https", "attachment")


def check(body: Json, file_count: int = 0, *, at: Path = (), layout: bool | None = None) -> None:
    """Raises the form error that Discord would answer. `layout` overrides the flag (edits keep theirs)."""
    form = Form()
    form.length((*at, "content"), body.get("content"), limits.CONTENT)
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > limits.NONCE:
        form.add((*at, "nonce"), "BASE_TYPE_MAX_LENGTH", f"Must be {limits.NONCE} or fewer in length.")
    _check_embeds(form, body.get("embeds") or [], (*at, "embeds"))
    layout = bool((body.get("flags") or 0) & COMPONENTS_V2) if layout is None else layout
    if layout and (body.get("content") or body.get("embeds") or body.get("poll")):
        code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
        form.add(
            (*at, "content"), code, "The 'content' and 'embeds' fields cannot be used with components v2"
        )
    component_rules.check_message(form, body.get("components"), (*at, "components"), layout=layout)
    _check_attachments(form, body.get("attachments"), file_count, (*at, "attachments"))
    _check_mentions(form, body.get("allowed_mentions"), (*at, "allowed_mentions"))
    form.refuse()


def empty(body: Json, file_count: int) -> bool:
    text = (body.get("content") or "").strip()
    return not (text or body.get("embeds") or file_count or body.get("components") or body.get("poll"))


def refuse_empty() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message", violation=True)


def embed_size(embed: Json) -> int:
    """The characters that count towards the 6,000 of a message."""
    size = len(embed.get("title") or "") + len(embed.get("description") or "")
    size += len((embed.get("footer") or {}).get("text") or "")
    size += len((embed.get("author") or {}).get("name") or "")
    for field in embed.get("fields") or []:
        size += len(field.get("name") or "") + len(field.get("value") or "")
    return size


def _check_embeds(form: Form, embeds: list[Json], path: Path) -> None:
    form.count(path, embeds, limits.EMBEDS)
    if sum(map(embed_size, embeds)) > limits.EMBEDS_TOTAL:
        message = f"Embed size exceeds maximum size of {limits.EMBEDS_TOTAL}"
        form.add(path, "MAX_EMBED_SIZE_EXCEEDED", message)
    for index, embed in enumerate(embeds):
        _check_embed(form, embed, (*path, index))


def _check_embed(form: Form, embed: Json, path: Path) -> None:
    if not (embed_size(embed) or embed.get("image") or embed.get("thumbnail")):
        form.add(path, "BASE_TYPE_REQUIRED", "An embed with nothing in it")
    form.length((*path, "title"), embed.get("title"), limits.EMBED_TITLE)
    form.length((*path, "description"), embed.get("description"), limits.EMBED_DESCRIPTION)
    form.length((*path, "url"), embed.get("url"), limits.EMBED_URL)
    component_rules.check_url(form, embed.get("url"), (*path, "url"), ("http", "https"))
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    form.length((*path, "footer", "text"), footer.get("text"), limits.EMBED_FOOTER)
    form.length((*path, "author", "name"), author.get("name"), limits.EMBED_AUTHOR)
    component_rules.check_url(form, author.get("url"), (*path, "author", "url"), ("http", "https"))
    for part in ("image", "thumbnail"):
        url = (embed.get(part) or {}).get("url")
        component_rules.check_url(form, url, (*path, part, "url"), MEDIA)
    fields = embed.get("fields") or []
    form.count((*path, "fields"), fields, limits.EMBED_FIELDS)
    for index, field in enumerate(fields):
        here = (*path, "fields", index)
        form.required((*here, "name"), (field.get("name") or "").strip())
        form.required((*here, "value"), (field.get("value") or "").strip())
        form.length((*here, "name"), field.get("name"), limits.EMBED_FIELD_NAME)
        form.length((*here, "value"), field.get("value"), limits.EMBED_FIELD_VALUE)
    color = embed.get("color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        form.add((*path, "color"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")


def _check_attachments(form: Form, attachments: list[Json] | None, file_count: int, path: Path) -> None:
    form.count(path, attachments or [None] * file_count, limits.FILES)
    named = 0
    for index, one in enumerate(attachments or ()):
        form.length((*path, index, "description"), one.get("description"), 1024)
        named += int(one.get("id", -1)) < file_count
    if attachments is not None and named < file_count:
        form.add(path, "ATTACHMENT_NOT_FOUND", "A file was sent that no attachment names")


def _check_mentions(form: Form, allowed: Json | None, path: Path) -> None:
    if not allowed:
        return
    parse = allowed.get("parse") or []
    for kind in ("users", "roles"):
        if kind in parse and allowed.get(kind):
            code = "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"
            form.add(path, code, f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.')
