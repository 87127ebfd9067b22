"""The pages that statements stand on: whether their words are still there, and a look now."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import NOTHING, CliContext, Reply
from bot.terminal.options import as_json

if TYPE_CHECKING:
    from briefs.ingest.archive import CopiesKept, CopyFolder, SourceRecord, StatementSource
    from briefs.render import Line

_OUTCOMES = {
    "stands": "as it was",
    "changed": "changed",
    "gone": "gone",
    "unclear": "not to be compared",
    "failed": "not reached",
}
SourcePages = Sequence[tuple["SourceRecord", tuple["StatementSource", ...]]]


@click.command("sources", epilog="Example: onrecord sources --changed")
@click.option("--changed", is_flag=True, help="Only pages whose words are no longer those on record.")
@click.option("--check", is_flag=True, help="Look now at the pages whose time has come.")
@click.option("--all", "everything", is_flag=True, help="With --check: at every page, due or not.")
@as_json
@click.pass_obj
def sources(context: CliContext, changed: bool, check: bool, everything: bool) -> Reply:
    """The pages that were taken in: which stand, moved, were reworded or are gone since."""
    found, folder = asyncio.run(_sources(context, changed, check or everything, everything))
    kept = folder.kept()
    document = {
        "outcome": "answered" if found else "nothing",
        "sources": [_document(record, statements, folder) for record, statements in found],
        "copies": {"files": kept.files, "bytes": kept.size, "most": kept.most},
    }
    return Reply(document, lambda: list(_lines(found, changed, kept)), 0 if found else NOTHING)


async def _sources(
    context: CliContext, changed: bool, check: bool, everything: bool
) -> tuple[SourcePages, CopyFolder]:
    from bot.ingest import open_ingest_service

    async with open_ingest_service(context.root, context.cache, writing=check) as ingest:
        log = ingest.store.sources
        if check:
            await _check(context, ingest, everything)
        by_page: dict[str, list[StatementSource]] = {}
        for each in await log.findings():
            by_page.setdefault(each.url, []).append(each)
        pages = [(record, tuple(by_page.get(record.url, ()))) for record in await log.all(changed)]
        return pages, ingest.copies


async def _check(context: CliContext, ingest: Any, everything: bool) -> None:
    from bot.ingest import sources_of
    from bot.terminal.progress import progress_bar
    from briefs.ingest.worker import Worker

    with progress_bar("Opening the library") as report_progress:
        async with Worker(ingest.feed_settings.policy) as worker:
            service = sources_of(await ingest.ingestor(worker, context.engine))
            await service.adopt(at_once=True)
            due = await (ingest.store.sources.all() if everything else service.due(1_000_000))
            await service.check(
                due, lambda url, done, total: report_progress(f"Looking at {url}", done, total)
            )
    context.close()  # the index may be another one now


def _document(
    record: SourceRecord, statements: tuple[StatementSource, ...], folder: CopyFolder
) -> dict[str, Any]:
    from bot.terminal.review import finding_document

    return {
        "url": record.url,
        "article": record.article,
        "title": record.title,
        "outcome": record.outcome,
        "unseen": record.is_unseen,
        "reason": record.reason,
        "sha256": record.sha256,
        "copy": record.copy if record.copy and folder.holds(record.copy) else None,
        "taken_at": record.taken_at.isoformat(),
        "looked_at": record.looked_at.isoformat(),
        "next_at": record.next_at.isoformat(),
        "statements": [
            {**finding_document(each.finding), "since": each.since.isoformat()} for each in statements
        ],
    }


def _became(record: SourceRecord) -> str:
    return "not looked at yet" if record.is_unseen else _OUTCOMES[record.outcome]


def _lines(found: SourcePages, changed: bool, kept: CopiesKept) -> Iterator[Line]:
    from bot.terminal.review import finding_lines
    from briefs.render import counted

    if not found:
        nothing = "No page has changed." if changed else "No page was taken in yet: onrecord add URL"
        yield (("count", nothing),)
        return
    counts = Counter(_became(record) for record, _ in found)
    listed = ", ".join(f"{n} {became}" for became, n in counts.items())
    yield (("count", f"{counted(len(found), 'page')}: {listed}."),)
    room = f"{kept.size / 1e6:,.1f} of at most {kept.most / 1e6:,.0f} MB"
    copies = f"Copies as they came: {kept.files}, {room}; the oldest go first (copies: in config/feeds.yaml)."
    yield (("dim", copies),)
    for record, statements in found:
        style = "warning" if record.outcome != "stands" else "dim"
        yield (("name", record.title), ("dim", f"  {record.url}  "), (style, _became(record)))
        reason = f": {record.reason}" if record.reason else ""
        looked = "" if record.is_unseen else f"looked at {record.looked_at:%Y-%m-%d %H:%M} UTC, "
        yield (("dim", f"  {looked}next {record.next_at:%Y-%m-%d}{reason}"),)
        for each in statements:
            if each.finding.state != "stands" or each.finding.now:
                yield from finding_lines(each.finding)
