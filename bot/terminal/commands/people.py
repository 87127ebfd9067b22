"""People: the list of them, and what Wikidata calls them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.commands.questions import shell_command
from bot.terminal.context import NOTHING, CliContext, Reply
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.query.questions import question_named

if TYPE_CHECKING:
    from briefs.ingest.fetch import Policy
    from briefs.render import Line

_FILE = "config/people.yaml"
_LIMIT = 8_000_000  # bytes of one item
_SECONDS = 60.0


_QUESTION = shell_command(question_named("people"))


@click.group(
    "people",
    invoke_without_command=True,
    params=_QUESTION.params,
    help=_QUESTION.help,
    epilog=_QUESTION.epilog,
)
@click.pass_context
def people(ctx: click.Context, /, **options: Any) -> Any:
    """Alone it asks the question of this name."""
    return None if ctx.invoked_subcommand else ctx.invoke(_QUESTION, **options)


@people.command("labels", epilog="Example: onrecord --library my-library people labels sergei-lavrov")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--from", "address", metavar="URL", help="Another address than Wikidata's; {id} is the item.")
@as_json
@click.pass_obj
def labels(context: CliContext, ids: tuple[str, ...], address: str | None) -> Reply:
    """Write what Wikidata calls people in all languages into people.yaml, for review."""
    from bot.ingest import read_feed_settings, require_writable
    from briefs.ingest.people import write_labels
    from briefs.ingest.review import library_check

    require_writable(context.root)
    wanted = _wanted(context, ids)
    found = asyncio.run(_fetched(wanted, address, read_feed_settings(context.root).policy))
    added = write_labels(context.root, found, library_check(context.cache), datetime.now(UTC))
    lines: list[Line] = [(("id", id), ("", f": {len(some)} added")) for id, some in added.items()]
    lines.append((("", f"Review {_FILE}, then check it: onrecord lint"),))
    document = {"outcome": "answered", "added": {id: list(some) for id, some in added.items()}}
    return Reply(document, lambda: lines, 0 if any(added.values()) else NOTHING)


def _wanted(context: CliContext, ids: tuple[str, ...]) -> dict[str, str]:
    """The Wikidata items by the ids of the people: those named, or all that have one."""
    people = context.engine.people
    for id in ids:
        if id not in people:
            raise UserError(f"{id} is nobody's id", "`people` lists them")
        if people[id].wikidata is None:
            raise UserError(f"{id} has no Wikidata id", f"write it into {_FILE}: wikidata: Q…")
    wanted = {id: item for id in ids or people if (item := people[id].wikidata)}
    if not wanted:
        raise UserError("nobody has a Wikidata id", f"write it into {_FILE}: wikidata: Q…")
    return wanted


async def _fetched(wanted: dict[str, str], address: str | None, policy: Policy) -> dict[str, tuple[str, ...]]:
    """The labels by the ids of the people, one item after the other: a stranger's server is not hurried."""
    from bot.terminal.progress import progress_bar
    from briefs.ingest.fetch import Limits, Request, fetch
    from briefs.ingest.people import ITEM_ADDRESS, item_labels

    limits = Limits(_LIMIT, 2 * _LIMIT, _SECONDS)
    found = {}
    with progress_bar("Fetching labels") as report_progress:
        for number, (id, item) in enumerate(wanted.items(), 1):
            report_progress(f"Fetching labels: {number} of {len(wanted)}")
            url = (address or ITEM_ADDRESS).replace("{id}", item)
            body = (await fetch(Request(url, "application/json"), policy, limits)).body
            found[id] = item_labels(body)
    return found
