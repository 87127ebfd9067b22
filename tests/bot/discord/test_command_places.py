"""Where each command is offered, and to whom: said of every one, in what Discord is told."""

from __future__ import annotations

from typing import Any

from tests.bot.discord.app import BotInServer

SERVER, DIRECT, ANYWHERE = [0], [0, 1], [0, 1, 2]
FOR_SERVERS, FOR_BOTH = [0], [0, 1]
# Everything that a reader asks; all else is a server's own, or needs a place that the bot can find again.
ASKED_ANYWHERE = {
    "position", "compare", "timeline", "person", "topic", "article", "search", "statement", "verify", "cite",
    "people", "topics", "on-this-day", "stats", "lookup", "help", "about", "preferences", "privacy",
    "Verify quotation", "follow",
}  # fmt: skip
SERVER_AND_DIRECT = {"briefing", "briefings"}


async def test_every_command_is_offered_where_it_works(app: BotInServer) -> None:
    told: dict[str, dict[str, Any]] = {
        command["name"]: command for command in app.double.commands.registered[None]
    }
    places = {name: (each["contexts"], each["integration_types"]) for name, each in told.items()}
    wanted = dict.fromkeys(told, (SERVER, FOR_SERVERS))
    wanted |= dict.fromkeys(ASKED_ANYWHERE, (ANYWHERE, FOR_BOTH))
    wanted |= dict.fromkeys(SERVER_AND_DIRECT, (DIRECT, FOR_BOTH))
    assert {name: (sorted(one), sorted(two)) for name, (one, two) in places.items()} == wanted
