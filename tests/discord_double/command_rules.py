"""Rules of application commands that the OpenAPI document does not hold."""

from __future__ import annotations

import unicodedata
from typing import Any

from . import limits
from .errors import Form

Json = dict[str, Any]
Path = tuple[str | int, ...]
CHAT_INPUT, SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = (
    1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
)  # fmt: skip
ATTACHMENT = 11
LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th"
    " zh-CN ja zh-TW ko".split()
)


def check_all(commands: list[Json]) -> None:
    form = Form()
    counts: dict[int, int] = {}
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        kind = command.get("type") or CHAT_INPUT
        counts[kind] = counts.get(kind, 0) + 1
        key = (kind, command.get("name", ""))
        if key in seen:
            code = "APPLICATION_COMMANDS_DUPLICATE_NAME"
            form.add((index,), code, "Application command names must be unique")
        seen.add(key)
        check_one(form, command, (index,))
    for kind, count in counts.items():
        if count > limits.COMMANDS_OF_TYPE.get(kind, 100):
            code = "APPLICATION_COMMAND_MAX_EXCEEDED"
            form.add((), code, f"Maximum number of application commands of type {kind} reached")
    form.refuse()


def check_one(form: Form, command: Json, path: Path = ()) -> None:
    kind = command.get("type") or CHAT_INPUT
    form.length((*path, "name"), command.get("name"), limits.COMMAND_NAME, least=1)
    form.required((*path, "name"), command.get("name"))
    if kind != CHAT_INPUT:
        if command.get("description") or command.get("options"):
            form.add(path, "APPLICATION_COMMAND_CONTEXT_MENU", "Context menus have no description or options")
        _check_locales(form, command, "name", path, pattern=False)
        return
    _check_words(form, command, path)
    _check_options(form, command.get("options") or [], (*path, "options"), depth=0)
    if weight(command) > limits.COMMAND_TOTAL:
        code = "APPLICATION_COMMAND_TOO_LARGE"
        form.add(path, code, f"Command exceeds maximum size ({limits.COMMAND_TOTAL})")


def weight(command: Json) -> int:
    """Names, descriptions and choice values, of all below too; of localised ones the longest counts."""
    total = 0
    for key in ("name", "description"):
        texts = [command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()]
        total += max(map(len, texts))
    value = command.get("value")
    total += len(value) if isinstance(value, str) else 0
    for key in ("options", "choices"):
        total += sum(map(weight, command.get(key) or []))
    return total


def _check_words(form: Form, thing: Json, path: Path) -> None:
    name = thing.get("name")
    if isinstance(name, str) and not good_name(name):
        form.add((*path, "name"), "STRING_TYPE_REGEX", "String value did not match validation regex.")
    form.required((*path, "description"), thing.get("description"))
    form.length((*path, "description"), thing.get("description"), limits.COMMAND_DESCRIPTION)
    _check_locales(form, thing, "name", path, pattern=True)
    _check_locales(form, thing, "description", path, pattern=False)


def _check_locales(form: Form, thing: Json, key: str, path: Path, *, pattern: bool) -> None:
    limit = limits.COMMAND_NAME if key == "name" else limits.COMMAND_DESCRIPTION
    for locale, text in (thing.get(f"{key}_localizations") or {}).items():
        here = (*path, f"{key}_localizations", locale)
        if locale not in LOCALES:
            form.add(here, "ENUM_TYPE_COERCE", f"Value {locale!r} is not a valid locale.")
        form.length(here, text, limit, least=1)
        if pattern and not good_name(text):
            form.add(here, "STRING_TYPE_REGEX", "String value did not match validation regex.")


def good_name(name: str) -> bool:
    """Letters and digits of any script, `-`, `_`, `'`; no upper case where lower exists."""
    if not 1 <= len(name) <= limits.COMMAND_NAME or name != name.lower():
        return False
    return all(c in "-_'" or unicodedata.category(c)[0] in "LN" or _is_vowel_sign(c) for c in name)


def _is_vowel_sign(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" and unicodedata.name(char, "").startswith(
        ("DEVANAGARI", "THAI")
    )


def _check_options(form: Form, options: list[Json], path: Path, *, depth: int) -> None:
    form.count(path, options, limits.COMMAND_OPTIONS)
    names: set[str] = set()
    optional_seen = False
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        code = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
        form.add(
            path, code, "Sub-command and sub-command group option types are mutually exclusive to all others"
        )
    for index, option in enumerate(options):
        here = (*path, index)
        _check_words(form, option, here)
        if option.get("name") in names:
            form.add((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Already exists")
        names.add(option.get("name", ""))
        if nested[index]:
            if depth + option["type"] > 2:
                form.add((*here, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
            _check_options(form, option.get("options") or [], (*here, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
            form.add(here, code, "Required options must be placed before non-required options")
        optional_seen = optional_seen or not option.get("required")
        _check_option(form, option, here)


def _check_option(form: Form, option: Json, path: Path) -> None:
    kind, choices = option.get("type"), option.get("choices") or []
    if option.get("autocomplete") and (choices or kind not in (STRING, INTEGER, NUMBER)):
        code = "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID"
        form.add(path, code, "Autocomplete is for text and numbers, and not together with choices")
    form.count((*path, "choices"), choices, limits.COMMAND_CHOICES)
    if choices and kind not in (STRING, INTEGER, NUMBER):
        form.add((*path, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Not for this type")
    check_choices(form, choices, kind, (*path, "choices"))
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        if option.get(low) is not None and option.get(high) is not None and option[low] > option[high]:
            form.add((*path, low), "NUMBER_TYPE_MAX", f"{low} exceeds {high}")


def check_choices(form: Form, choices: list[Json], kind: Any, path: Path, *, unique: bool = True) -> None:
    """Choices of an option, or (then not `unique`) of an autocomplete answer."""
    names: set[str] = set()
    for index, choice in enumerate(choices):
        here = (*path, index)
        form.required((*here, "name"), choice.get("name"))
        form.length((*here, "name"), choice.get("name"), limits.CHOICE_TEXT)
        value = choice.get("value")
        wanted = {STRING: str, INTEGER: int}.get(kind, (int, float))
        if not isinstance(value, wanted) or isinstance(value, bool):
            form.add((*here, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE", "Value of the wrong type")
        elif isinstance(value, str):
            form.length((*here, "value"), value, limits.CHOICE_TEXT, least=1)
        for locale, text in (choice.get("name_localizations") or {}).items():
            form.length((*here, "name_localizations", locale), text, limits.CHOICE_TEXT, least=1)
        if unique and choice.get("name") in names:
            code = "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"
            form.add((*here, "name"), code, "Option choice name already exists")
        names.add(choice.get("name", ""))
