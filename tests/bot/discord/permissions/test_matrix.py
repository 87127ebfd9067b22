"""Every cell of matrix.yaml, through the loopback Discord; and nothing is missing in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import yaml
from discord import app_commands

from bot.discord.briefings.text_command import SINGLE_ACTIONS
from tests.bot.discord.app import BotInServer, OpenApp, text_of
from tests.bot.discord.permissions.roles import SECRET, Cast, cast, furnish, message_with, only_look
from tests.discord_double import Double, handled
from tests.discord_double.interactions import AUTOCOMPLETE, MODAL, InteractionRecord

MATRIX: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text("utf-8"))
ROLES: list[str] = MATRIX["roles"]
Row = dict[str, Any]


@dataclass
class Stage:
    """The bot among the people of the matrix; `keys` are those of what the buttons are about."""

    app: BotInServer
    cast: Cast
    keys: dict[str, str]

    @property
    def double(self) -> Double:
        return self.app.double

    async def seen(self, record: InteractionRecord) -> str:
        """All that is said to whoever asked; a form by its title."""
        await record.response(timeout=10)
        await handled()
        if record.kind == AUTOCOMPLETE:
            return "\n".join(choice["name"] for choice in record.choices)
        if record.callback and record.callback["type"] == MODAL:
            return f"form: {record.callback['data']['title']}"
        shown = [text_of(message) for message in record.messages]
        updated = record.source if record.source and record.source.versions else None
        return "\n".join([*shown, text_of(updated) if updated else ""])


@pytest.fixture
async def stage(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    only_look(monkeypatch)
    async with Double(openapi_checks=False) as double:
        people = cast(double)
        async with open_app(double, config=people.settings()) as app:
            await double.until(lambda: len(app.bot.guilds) == 3)
            yield Stage(app, people, await furnish(app, people))
        double.check()


def filled(value: Any, role: str, keys: dict[str, str]) -> Any:
    """`{role}` and the names of keys in what a row says."""
    return value.format(role=role, **keys) if isinstance(value, str) else value


def is_refused(said: str) -> bool:
    return any(refusal in said for refusal in MATRIX["refusals"])


def installed(role: str) -> str:
    return "user" if role == "traveller" else "guild"


def wrong_cells(rows: dict[str, Row], said: dict[tuple[str, str], str]) -> str:
    """Cells that are not as the matrix has them, with what was said."""
    wrong = []
    for (name, role), text in said.items():
        allowed = role in rows[name]["may"]
        if is_refused(text) == allowed or not text.strip():
            wrong.append(f"{name} by {role} {'may' if allowed else 'may not'}: {text[:150]!r}")
        if SECRET in text and role not in MATRIX["curators"]:
            wrong.append(f"{name} tells {role} the address of a feed")
    return "\n".join(wrong)


def leaves(tree: app_commands.CommandTree[Any]) -> list[app_commands.Command[Any, Any, Any]]:
    return [each for each in tree.walk_commands() if isinstance(each, app_commands.Command)]


async def test_nothing_is_missing_in_the_matrix(stage: Stage) -> None:
    bot = stage.app.bot
    assert set(MATRIX["commands"]) == {command.qualified_name for command in leaves(bot.tree)}
    menus = [*bot.tree.get_commands(type=discord.AppCommandType.message)]
    menus += [*bot.tree.get_commands(type=discord.AppCommandType.user)]
    assert set(MATRIX["menus"]) == {menu.name for menu in menus}
    assert {name.split(" of ")[0] for name in MATRIX["buttons"]} == bot.core.components.actions
    lines = {command.qualified_name for command in bot.walk_commands()}
    lines |= {f"briefing {action}" for action in (*SINGLE_ACTIONS, "list", "subscribe", "edit")}
    lines |= {f"feeds {action}" for action in ("list", "add", "remove", "poll")}
    assert set(MATRIX["lines"]) == lines
    completed = {
        f"{command.qualified_name} {option.display_name}"
        for command in leaves(bot.tree)
        for option in command.parameters
        if option.autocomplete
    }
    assert {*MATRIX["completed"], *MATRIX["completed_for_everybody"]} == completed
    for section in ("commands", "menus", "lines", "buttons", "completed"):
        for name, row in MATRIX[section].items():
            assert set(row["may"]) <= set(ROLES), f"{name} names a role that there is not"


def cells(rows: dict[str, Row], roles: Sequence[str], whole: bool) -> list[tuple[str, Row, str]]:
    """(name, row, role); short, what all may is asked by two of them in turn, and all else by everybody."""
    found = []
    for number, (name, row) in enumerate(rows.items()):
        open_to_all = set(roles) <= set(row["may"]) and not whole
        some = {roles[number % len(roles)], roles[(number + 1) % len(roles)]}
        found += [(name, row, role) for role in roles if role in some or not open_to_all]
    return found


LONG = [pytest.param(False, id="short"), pytest.param(True, id="whole", marks=pytest.mark.soak)]


@pytest.mark.parametrize("whole", LONG)
async def test_every_command_by_every_role(stage: Stage, whole: bool) -> None:
    said, rows = {}, MATRIX["commands"]
    for name, row, role in cells(rows, ROLES, whole):
        user, channel = stage.cast.people[role]
        given = {key: filled(value, role, stage.keys) for key, value in row.get("options", {}).items()}
        record = await stage.double.slash(
            channel.guild, channel, user, name, options=given, force=True, installed=installed(role)
        )
        said[name, role] = await stage.seen(record)
    assert not wrong_cells(rows, said)
    said, rows = {}, MATRIX["menus"]
    for name, _, role in cells(rows, ROLES, whole=True):
        user, channel = stage.cast.people[role]
        message = await stage.double.say(channel, user, "“We want real cooperation with Russia”")
        record = await stage.double.message_menu(name, message, user, installed=installed(role))
        said[name, role] = await stage.seen(record)
    assert not wrong_cells(rows, said)


@pytest.mark.parametrize("whole", LONG)
async def test_every_line_by_every_role_that_is_seen(stage: Stage, whole: bool) -> None:
    said, rows = {}, MATRIX["lines"]
    seen = [role for role in ROLES if role != "traveller"]  # in a server without the bot nobody sees a line
    for name, row, role in cells(rows, seen, whole):
        said[name, role] = await answer_to_line(stage, role, name, row)
    assert not wrong_cells(rows, said)


async def answer_to_line(stage: Stage, role: str, name: str, row: Row) -> str:
    user, channel = stage.cast.people[role]
    before = len(stage.double.posts(channel, user))
    words = filled(row.get("words", ""), role, stage.keys)
    await stage.double.say(channel, user, f"!{name} {words}".strip())
    await stage.double.until(lambda: len(stage.double.posts(channel, user)) > before, what=f"!{name}")
    await handled()
    return "\n".join(map(text_of, stage.double.posts(channel, user)[before:]))


@pytest.mark.parametrize("whole", LONG)
async def test_every_button_by_every_role(stage: Stage, whole: bool) -> None:
    """Under each role's own eyes stands a message with the button: its handler alone can refuse."""
    said, rows = {}, MATRIX["buttons"]
    tried = [
        (name, row, role)
        for name, row, role in cells(rows, ROLES, whole=True)
        if whole or not row.get("shared") or role in ("member", "manager")
    ]
    for name, row, role in tried:
        user, channel = stage.cast.people[role]
        chosen = filled(row.get("chosen"), role, stage.keys)
        message = message_with(stage.double, channel, custom_id(stage, name, row), chosen)
        if chosen is None:
            record = await stage.double.click(message, user, installed=installed(role))
        else:
            record = await stage.double.select(message, user, chosen, installed=installed(role))
        said[name, role] = await stage.seen(record) or ("deleted" if message.deleted else "")
    assert not wrong_cells(rows, said) and len(said) == len(tried)
    assert not whole or len(said) == len(rows) * len(ROLES)


def custom_id(stage: Stage, name: str, row: Row) -> str:
    kind = "b" if row.get("chosen") is None else "s"
    value = f":{row['value']}" if "value" in row else ""
    return f"or:{kind}:{name.split(' of ')[0]}:{stage.keys[row['key']]}{value}"


async def test_a_forged_id_does_nothing_wherever_it_is_sent(stage: Stage) -> None:
    """To a message that does not have the button: by whoever might press it where it is, too."""
    _, general = stage.cast.people["member"]
    message = message_with(stage.double, general, "or:b:context:abcdefghij", None)
    records = []
    for name, row in MATRIX["buttons"].items():
        for role in ("member", "owner", "neighbour"):
            chosen = [filled(row["chosen"], role, stage.keys)] if "chosen" in row else None
            user, _ = stage.cast.people[role]
            records.append(await stage.double.forge(message, user, custom_id(stage, name, row), chosen))
    await stage.app.slash("stats")  # comes after all of them
    await handled()
    assert [record for record in records if record.acknowledged] == []
    assert not message.deleted and not message.versions


async def test_every_completed_list_by_every_role(stage: Stage) -> None:
    said, rows = {}, MATRIX["completed"]
    for name, _, role in cells(rows, ROLES, whole=True):
        command, _, option = name.rpartition(" ")
        user, channel = stage.cast.people[role]
        record = await stage.double.autocomplete(
            channel.guild, channel, user, command, focused=option, force=True, installed=installed(role)
        )
        said[name, role] = await stage.seen(record)
    offered = {cell for cell, text in said.items() if text}
    assert offered == {(name, role) for name, row in rows.items() for role in row["may"]}


async def test_a_form_asks_for_the_right_again_when_it_is_sent(stage: Stage) -> None:
    """The role was taken away while it was open."""
    double, (user, desk) = stage.double, stage.cast.people["curator"]
    message = message_with(double, desk, custom_id(stage, "accept", MATRIX["buttons"]["accept"]), None)
    form = await double.click(message, user)
    await form.response()
    assert desk.guild is not None
    await double.set_member(desk.guild, user)
    sent = await double.submit(form, {"outcome": "You are right."}, user)
    assert is_refused(text_of(await sent.answer()))
    report = await stage.app.state.reports.report(stage.keys["filed"])
    assert report is not None and report.status == "open"


async def test_every_form_is_opened_again_by_those_alone_whom_its_button_serves(stage: Stage) -> None:
    """The button under a refusal has the form's own id; a report may be filed on any statement by anybody."""
    forms = stage.app.bot.core.forms.actions - {"report"}
    rows = {name: row for name, row in MATRIX["buttons"].items() if name.split(" of ")[0] in forms}
    assert {name.split(" of ")[0] for name in rows} == forms
    said = {}
    for name, row, role in cells(rows, ROLES, whole=True):
        user, channel = stage.cast.people[role]
        id = f"or:f:{name.split(' of ')[0]}:{stage.keys[row['key']]}"
        message = message_with(stage.double, channel, id, None)
        record = await stage.double.click(message, user, installed=installed(role))
        said[name, role] = await stage.seen(record)
    assert not wrong_cells(rows, said)
