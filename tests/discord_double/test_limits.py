"""Every limit of a message, a form and a command, at its edge."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.discord_double import command_rules, component_rules, errors, message_rules
from tests.discord_double.world import COMPONENTS_V2 as V2


def refused(check: Callable[..., None], *arguments: object, **more: object) -> set[str]:
    """The codes with which a rule refuses; empty when it lets the body pass."""
    try:
        check(*arguments, **more)
    except errors.ApiError as error:
        return set(re.findall(r": ([A-Z_0-9]+) ", error.detail()))
    return set()


def button(custom_id: str = "a", **more: object) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id, **more}


def row(*inside: object) -> dict[str, object]:
    return {"type": 1, "components": list(inside)}


def menu(size: int, **more: object) -> dict[str, object]:
    options = [{"label": f"o{n}", "value": f"v{n}"} for n in range(size)]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2000}, None),
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4096}]}, None),
        ({"embeds": [{"description": "x" * 4097}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "x" * 257}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "x", "footer": {"text": "x" * 2049}}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "x", "fields": [{"name": "n", "value": ""}]}]}, "BASE_TYPE_REQUIRED"),
        (
            {"embeds": [{"title": "x", "fields": [{"name": "n", "value": "v" * 1025}]}]},
            "BASE_TYPE_MAX_LENGTH",
        ),
        ({"embeds": [{"title": "x", "fields": [{"name": "n", "value": "v"}] * 26}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"title": "x"}] * 11}, "BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"description": "x" * 3000}] * 2}, None),
        ({"embeds": [{"description": "x" * 3000}] * 2 + [{"title": "y"}]}, "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"title": "x", "url": "ftp://example.org"}]}, "URL_TYPE_INVALID_SCHEME"),
        ({"components": [row(button(str(n))) for n in range(5)]}, None),
        ({"components": [row(button(str(n))) for n in range(6)]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(*(button(str(n)) for n in range(6)))]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(button(), button())]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ({"components": [row(button("i" * 101))]}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(button(label="l" * 81))]}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(menu(25))]}, None),
        ({"components": [row(menu(26))]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(menu(2), button())]}, "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ({"components": [row(menu(2, max_values=3))]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(menu(2, placeholder="p" * 151))]}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [{"type": 10, "content": "v2"}]}, "UNION_TYPE_CHOICES"),
        ({"flags": V2, "components": [{"type": 10, "content": "x" * 4000}]}, None),
        (
            {"flags": V2, "components": [{"type": 10, "content": "x" * 4001}]},
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            {"flags": V2, "components": [{"type": 17, "components": [{"type": 14}] * 40}]},
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
        (
            {"flags": V2, "content": "x", "components": [{"type": 10, "content": "x"}]},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_each_limit_of_a_message(body: dict[str, object], code: str | None) -> None:
    assert refused(message_rules.check, body) == ({code} if code else set())


def test_each_limit_of_a_form() -> None:
    def check(modal: dict[str, object]) -> None:
        form = errors.Form()
        component_rules.check_modal(form, modal)
        form.refuse()

    def label(number: int, **more: object) -> dict[str, object]:
        field = {"type": 4, "custom_id": f"f{number}", "style": 1, **more}
        return {"type": 18, "label": "l", "component": field}

    good = {"title": "t" * 45, "custom_id": "c", "components": [label(n) for n in range(5)]}
    assert refused(check, good) == set()
    assert refused(check, good | {"title": "t" * 46}) == {"BASE_TYPE_MAX_LENGTH"}
    assert refused(check, good | {"components": []}) == {"BASE_TYPE_BAD_LENGTH"}
    assert refused(check, good | {"components": [label(n) for n in range(6)]}) == {"BASE_TYPE_BAD_LENGTH"}
    assert refused(check, good | {"components": [label(1), label(1)]}) == {"COMPONENT_CUSTOM_ID_DUPLICATED"}
    assert refused(check, good | {"components": [label(1, value="v" * 4001)]}) == {"BASE_TYPE_MAX_LENGTH"}
    assert refused(check, good | {"components": [label(1, max_length=4001)]}) == {"NUMBER_TYPE_RANGE"}


@pytest.mark.parametrize(
    ("name", "good"),
    [("position", True), ("on-this-day", True), ("позиция", True), ("Position", False), ("Позиция", False),
     ("two words", False), ("x" * 32, True), ("x" * 33, False), ("", False), ("วัน", True)],
)  # fmt: skip
def test_names_of_commands(name: str, good: bool) -> None:
    assert command_rules.good_name(name) is good


def test_a_command_is_at_most_8000_characters() -> None:
    choices = [{"name": f"{n:02}" + "n" * 98, "value": f"{n:02}" + "v" * 98} for n in range(25)]
    options = [
        {"type": 3, "name": f"option-{n}", "description": "d" * 100, "choices": choices} for n in range(2)
    ]
    command = {"name": "long", "description": "d", "options": options[:1]}
    assert refused(command_rules.check_all, [command]) == set()
    command["options"] = options
    assert refused(command_rules.check_all, [command]) == {"APPLICATION_COMMAND_TOO_LARGE"}
    many = [{"name": f"c{n}", "description": "d"} for n in range(101)]
    assert refused(command_rules.check_all, many) == {"APPLICATION_COMMAND_MAX_EXCEEDED"}
