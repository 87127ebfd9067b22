"""The daily briefing without Discord: to read, to mail, to pipe, to subscribe to."""

from __future__ import annotations

from datetime import date
from functools import partial

import click

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import DayParam, as_json


@click.command("briefing", epilog="Example: onrecord briefing --date 2026-10-26 --markdown")
@click.option(
    "--date", "day", type=DayParam("until"), metavar="DATE", help="The day it is for (default: today, UTC)."
)
@click.option("--topics", multiple=True, metavar="TOPICS", help="Only these, with commas between them.")
@click.option("--people", multiple=True, metavar="PEOPLE", help="Only these, with commas between them.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown.")
@click.option("--html", "form", flag_value="html", help="As an HTML page.")
@click.option("--feed", "form", flag_value="feed", help="The last 30 as an Atom feed.")
@as_json
@click.pass_obj
def briefing(
    context: CliContext, day: date | None, topics: tuple[str, ...], people: tuple[str, ...], form: str | None
) -> Reply:
    """What a subscriber would read on a day: new statements, changed positions, on this day."""
    from briefs import library
    from briefs.briefing import last_days, snapshot_of, without_history
    from briefs.render import briefing as render

    resolver = context.resolver
    on = tuple(resolver.resolve_one("briefing", "topic", text) for text in _split_names(topics))
    by = tuple(resolver.resolve_one("briefing", "person", text) for text in _split_names(people))
    snapshot = snapshot_of(library.read(context.root, context.cache))
    chosen = day or context.today
    if form == "feed":
        feed = render.atom(last_days(snapshot, chosen, on, by))
        return Reply({"outcome": "answered", "atom": feed}, lambda: [(("", feed.rstrip()),)])
    composed = without_history(snapshot, chosen, on, by)
    written = {"markdown": render.markdown, "html": render.html}.get(form or "", render.text)
    status = NOTHING if composed.is_empty and composed.pair is None else ANSWERED
    return Reply(
        {"outcome": "answered", **render.document(composed)}, partial(_lines, written(composed)), status
    )


def _split_names(given: tuple[str, ...]) -> list[str]:
    """An option may be given several times, each time with several names."""
    return [name.strip() for text in given for name in text.split(",") if name.strip()]


def _lines(text: str) -> list[tuple[tuple[str, str], ...]]:
    return [(("", line),) for line in text.rstrip().splitlines()]
