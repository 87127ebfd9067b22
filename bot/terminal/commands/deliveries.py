"""What was sent, compared with what stands in Discord's channels."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import as_json

if TYPE_CHECKING:
    from bot.discord import DeliveryComparison
    from briefs.render import Line

_KINDS = {
    "doubled": "stands {count} times in the channel",
    "unknown": "stands in the channel, and the database does not know of it",
    "missing": "was sent by the database, and does not stand in the channel",
    "unreadable": "cannot be compared",
}


@click.group("deliveries", epilog="Example: onrecord deliveries check")
def deliveries() -> None:
    """Briefings that were sent."""


@deliveries.command("check", epilog="Example: onrecord deliveries check --days 30")
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How far back.")
@as_json
@click.pass_obj
def check(context: CliContext, days: int) -> Reply:
    """Compare the state database with the channels, message by message; nothing is changed.

    The token comes from DISCORD_TOKEN or DISCORD_TOKEN_FILE. Exit status 1 where something differs.
    """
    from bot.discord import check_deliveries
    from bot.settings import read_settings, read_token

    token, settings = read_token(), read_settings(context.root)
    found = asyncio.run(check_deliveries(settings, token, timedelta(days=days)))
    document = {"outcome": "answered", "days": days, **asdict(found)}
    return Reply(document, partial(_lines, found, days), NOTHING if found.differences else ANSWERED)


def _lines(found: DeliveryComparison, days: int) -> Iterable[Line]:
    for one in found.differences:
        said = _KINDS[one.kind].format(count=len(one.messages))
        ids = ", ".join(map(str, one.messages)) or one.detail
        yield (("", f"{one.delivery or one.subscription}: {said} ({ids})"),)
    counted = f"subscriptions: {found.subscriptions}, messages in {days} days: {found.messages}"
    verdict = "what was sent and what stands there agree" if not found.differences else "they differ"
    yield (("", f"{counted}; {verdict}."),)
