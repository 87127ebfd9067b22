"""Whether the bot can run, and whether it does: for its operator, and for probes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import as_json

if TYPE_CHECKING:
    from bot.doctor import Diagnosis
    from briefs.render import Line

_MARKS = {"ok": ("quote", "ok     "), "warning": ("label", "warning"), "fault": ("warning", "fault  ")}


@click.command("doctor", epilog="Example: DISCORD_TOKEN=... onrecord doctor")
@as_json
@click.pass_obj
def doctor(context: CliContext) -> Reply:
    """Look at all that the bot needs, and say of each what to do. Nothing is changed.

    Discord is asked where DISCORD_TOKEN or DISCORD_TOKEN_FILE gives a token. Exit status 1 where the bot does
    not work.
    """
    found = asyncio.run(_examine(context))
    faults = sum(one.level == "fault" for one in found)
    document = {"outcome": "answered", "faults": faults, "findings": [asdict(one) for one in found]}
    return Reply(document, partial(_lines, found), NOTHING if faults else ANSWERED)


async def _examine(context: CliContext) -> list[Diagnosis]:
    from bot.doctor import Diagnosis, machine_findings, state_findings
    from bot.settings import data_folder, library_source, read_settings, read_token, written_folders
    from briefs.errors import UserError

    own = {"data folder": data_folder(), "index": context.cache}
    try:
        settings = read_settings(context.root)
    except UserError as error:
        fault = Diagnosis("fault", "settings", error.message, error.hint)
        return [*machine_findings(own), *await _of_library(context, None), fault]
    of_library = await _of_library(context, library_source(settings))
    found = [*machine_findings(own | written_folders(settings)), *of_library]
    of_state, places = await state_findings(settings)
    found += of_state
    try:
        token = read_token()
    except UserError as error:
        return [*found, Diagnosis("warning", "token", error.message, f"{error.hint}; Discord was not asked")]
    from bot.discord import discord_findings

    return found + await discord_findings(token, places)


async def _of_library(context: CliContext, source: str | None) -> Iterable[Diagnosis]:
    """`source` is where its index comes from, if not from its files."""
    from bot.doctor import followed_findings, library_findings
    from briefs.paths import followed_dir

    if source:
        return await followed_findings(source, context.root, followed_dir(context.cache))
    return await library_findings(context.root, context.cache, datetime.now(UTC).date())


def _lines(found: Sequence[Diagnosis]) -> Iterable[Line]:
    for one in found:
        advice = f": {one.advice}" if one.advice else ""
        yield _MARKS[one.level], ("", "  "), ("name", one.subject), ("", f"  {one.said}"), ("dim", advice)
    counted = [f"{sum(one.level == level for one in found)} {level}" for level in ("fault", "warning")]
    yield ()
    yield (("", f"{len(found)} things were looked at: {', '.join(counted)}."),)


@click.command("health", epilog="Example: onrecord health && echo well")
@as_json
@click.pass_obj
def health(context: CliContext) -> Reply:
    """Whether the bot runs and is connected, by what it last wrote. Exit status 0 or 1, for probes."""
    from bot.doctor import health_finding
    from bot.settings import health_file, read_settings

    finding, report = health_finding(health_file(read_settings(context.root))[0])
    document = {"outcome": "answered", "well": finding.level == "ok", "said": finding.said, "report": report}
    advice = f" ({finding.advice})" if finding.advice else ""
    return Reply(
        document,
        lambda: ((("", f"{finding.said}{advice}"),),),
        ANSWERED if finding.level == "ok" else NOTHING,
    )
