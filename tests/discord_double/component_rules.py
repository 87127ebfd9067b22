"""Rules of buttons, selects, layouts and modals that the OpenAPI document leaves out, or words badly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import limits
from .errors import Form

Json = dict[str, Any]
Path = tuple[str | int, ...]
ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
V2_TOP = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER)
LINK, PREMIUM = 5, 6


def walk(components: list[Json] | None, path: Path = ("components",)) -> Iterator[tuple[Path, Json]]:
    """Every component at any depth with its path in the body."""
    for index, one in enumerate(components or ()):
        here = (*path, index)
        yield here, one
        yield from walk(one.get("components"), (*here, "components"))
        for key in ("accessory", "component"):
            if isinstance(one.get(key), dict):
                yield (*here, key), one[key]


def check_message(form: Form, components: list[Json] | None, path: Path, *, layout: bool) -> None:
    """`layout` when the message carries the components v2 flag."""
    components = components or []
    if layout:
        _check_layout(form, components, path)
    else:
        form.count(path, components, limits.ROWS)
        for index, one in enumerate(components):
            if one.get("type") != ROW:
                form.add((*path, index), "UNION_TYPE_CHOICES", "Value of field type must be one of (1,).")
    _check_each(form, components, path)
    _check_unique_ids(form, components, path)


def _check_each(form: Form, components: list[Json], path: Path) -> None:
    for here, one in walk(components, path):
        kind = one.get("type")
        if kind == ROW:
            _check_row(form, one, here)
        elif kind == BUTTON:
            _check_button(form, one, here)
        elif kind in SELECTS:
            _check_select(form, one, here)
        elif kind == TEXT_INPUT:
            form.add(here, "COMPONENT_TYPE_INVALID", "Text inputs belong in modals.")


def _check_row(form: Form, row: Json, path: Path) -> None:
    inner = row.get("components") or []
    kinds = [one.get("type") for one in inner]
    form.count((*path, "components"), inner, limits.ROW_BUTTONS, least=1)
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        form.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")


def _check_button(form: Form, button: Json, path: Path) -> None:
    form.length((*path, "label"), button.get("label"), limits.BUTTON_LABEL)
    form.length((*path, "custom_id"), button.get("custom_id"), limits.CUSTOM_ID, least=1)
    if button.get("style") == LINK:
        form.length((*path, "url"), button.get("url"), limits.BUTTON_URL, least=1)
        form.required((*path, "url"), button.get("url"))
        check_url(form, button.get("url"), (*path, "url"), ("http", "https", "discord"))
        if button.get("custom_id"):
            form.add(path, "COMPONENT_INVALID", "A link button cannot have a custom id")
    elif button.get("style") != PREMIUM:
        form.required((*path, "custom_id"), button.get("custom_id"))
        if button.get("url"):
            form.add((*path, "url"), "COMPONENT_INVALID", "Only a link button has a url")
    if button.get("style") != PREMIUM and not (button.get("label") or button.get("emoji")):
        form.add(path, "BUTTON_COMPONENT_NO_LABEL", "A button must have a label or an emoji")


def _check_select(form: Form, select: Json, path: Path) -> None:
    form.length((*path, "custom_id"), select.get("custom_id"), limits.CUSTOM_ID, least=1)
    form.required((*path, "custom_id"), select.get("custom_id"))
    form.length((*path, "placeholder"), select.get("placeholder"), limits.PLACEHOLDER)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not 0 <= least <= most <= limits.SELECT_OPTIONS or most < 1:
        form.add((*path, "min_values"), "NUMBER_TYPE_RANGE", "min_values and max_values do not fit")
    if select.get("type") != STRING_SELECT:
        return
    options = select.get("options") or []
    form.count((*path, "options"), options, limits.SELECT_OPTIONS, least=1)
    if most > max(len(options), 1):
        form.add((*path, "max_values"), "BASE_TYPE_BAD_LENGTH", "max_values exceeds the number of options")
    seen: set[str] = set()
    for index, option in enumerate(options):
        here = (*path, "options", index)
        form.length((*here, "label"), option.get("label"), limits.SELECT_TEXT, least=1)
        form.length((*here, "value"), option.get("value"), limits.SELECT_TEXT, least=1)
        form.length((*here, "description"), option.get("description"), limits.SELECT_TEXT)
        if option.get("value") in seen:
            code = "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"
            form.add((*here, "value"), code, "The specified option value is already used")
        seen.add(option.get("value", ""))
    if sum(bool(option.get("default")) for option in options) > most:
        form.add((*path, "options"), "SELECT_COMPONENT_INVALID", "More defaults than max_values")


def _check_layout(form: Form, components: list[Json], path: Path) -> None:
    everything = list(walk(components, path))
    if len(everything) > limits.V2_COMPONENTS:
        message = f"Must be {limits.V2_COMPONENTS} or fewer components in all, nested ones counted."
        form.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    text = sum(len(one.get("content") or "") for _, one in everything if one.get("type") == TEXT_DISPLAY)
    if text > limits.V2_TEXT:
        code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
        form.add(path, code, f"Displayable text must be {limits.V2_TEXT} or fewer in length.")
    for index, one in enumerate(components):
        if one.get("type") not in V2_TOP:
            form.add((*path, index, "type"), "UNION_TYPE_CHOICES", f"Must be one of {V2_TOP}.")
    for here, one in everything:
        if one.get("type") == SECTION:
            form.count((*here, "components"), one.get("components"), limits.SECTION_TEXTS, least=1)
            form.required((*here, "accessory"), one.get("accessory"))
        elif one.get("type") == TEXT_DISPLAY:
            form.required((*here, "content"), one.get("content"))
        elif one.get("type") == GALLERY:
            form.count((*here, "items"), one.get("items"), limits.GALLERY_ITEMS, least=1)


def _check_unique_ids(form: Form, components: list[Json], path: Path) -> None:
    seen: set[str] = set()
    for here, one in walk(components, path):
        custom_id = one.get("custom_id")
        if custom_id in seen:
            form.add(here, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        if custom_id:
            seen.add(custom_id)


def check_modal(form: Form, modal: Json, path: Path = ("data",)) -> None:
    form.required((*path, "title"), modal.get("title"))
    form.length((*path, "title"), modal.get("title"), limits.MODAL_TITLE)
    form.required((*path, "custom_id"), modal.get("custom_id"))
    form.length((*path, "custom_id"), modal.get("custom_id"), limits.CUSTOM_ID)
    components = modal.get("components") or []
    here = (*path, "components")
    form.count(here, components, limits.MODAL_COMPONENTS, least=1)
    _check_unique_ids(form, components, here)
    for inner, one in walk(components, here):
        kind = one.get("type")
        if kind == LABEL:
            form.length((*inner, "label"), one.get("label"), limits.LABEL_TEXT, least=1)
            form.length((*inner, "description"), one.get("description"), limits.LABEL_DESCRIPTION)
        elif kind == TEXT_INPUT:
            _check_text_input(form, one, inner)
        elif kind in SELECTS:
            _check_select(form, one, inner)
        elif kind in (RADIO_GROUP, CHECKBOX_GROUP):
            _check_group(form, one, inner)
        elif kind == FILE_UPLOAD:
            _check_upload(form, one, inner)
        elif kind == BUTTON:
            form.add(inner, "UNION_TYPE_CHOICES", "A modal has no buttons of its own")


def _check_upload(form: Form, upload: Json, path: Path) -> None:
    """It stands in a label alone; of a required one at least a file is asked."""
    form.required((*path, "custom_id"), upload.get("custom_id"))
    form.length((*path, "custom_id"), upload.get("custom_id"), limits.CUSTOM_ID, least=1)
    if path[-1] != "component":
        form.add(path, "UNION_TYPE_CHOICES", "A file upload belongs in a label.")
    least, most = upload_bounds(upload)
    if not 0 <= least <= most <= limits.UPLOAD_FILES or most < 1:
        form.add((*path, "min_values"), "NUMBER_TYPE_RANGE", "min_values and max_values do not fit")


def upload_bounds(upload: Json) -> tuple[int, int]:
    """How few files, and how many, a client lets choose."""
    required = upload.get("required") is not False
    least, most = upload.get("min_values"), upload.get("max_values")
    return (int(required) if least is None else least), (1 if most is None else most)


def _check_group(form: Form, group: Json, path: Path) -> None:
    """Radio buttons and check boxes: as a select's options, but 2 (or 1) to 10 of them."""
    least = 2 if group["type"] == RADIO_GROUP else 1
    options = group.get("options") or []
    form.length((*path, "custom_id"), group.get("custom_id"), limits.CUSTOM_ID, least=1)
    form.count((*path, "options"), options, limits.GROUP_OPTIONS, least=least)
    for index, option in enumerate(options):
        for name, short in (("label", 1), ("value", 1), ("description", 0)):
            form.length((*path, "options", index, name), option.get(name), limits.SELECT_TEXT, least=short)
    if len({option.get("value") for option in options}) < len(options):
        code = "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"
        form.add((*path, "options"), code, "The specified option value is already used")
    if group["type"] == RADIO_GROUP and sum(bool(option.get("default")) for option in options) > 1:
        form.add((*path, "options"), "SELECT_COMPONENT_INVALID", "More than one default")


def _check_text_input(form: Form, one: Json, path: Path) -> None:
    form.required((*path, "custom_id"), one.get("custom_id"))
    form.length((*path, "custom_id"), one.get("custom_id"), limits.CUSTOM_ID)
    form.length((*path, "label"), one.get("label"), limits.LABEL_TEXT)
    form.length((*path, "placeholder"), one.get("placeholder"), limits.TEXT_INPUT_PLACEHOLDER)
    form.length((*path, "value"), one.get("value"), limits.TEXT_INPUT)
    least, most = one.get("min_length") or 0, one.get("max_length") or limits.TEXT_INPUT
    if not 0 <= least <= most <= limits.TEXT_INPUT or most < 1:
        form.add(path, "NUMBER_TYPE_RANGE", "min_length and max_length do not fit")
    if one.get("value") and len(one["value"]) > most:
        form.add((*path, "value"), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def check_url(form: Form, url: object, path: Path, schemes: tuple[str, ...]) -> None:
    if isinstance(url, str) and url and url.partition("://")[0].lower() not in schemes:
        form.add(path, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")
    elif isinstance(url, str) and (any(c.isspace() for c in url) or not url.partition("://")[2]):
        form.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
