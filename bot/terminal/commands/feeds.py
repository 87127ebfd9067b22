"""Feeds that articles come from: which, how they are doing, and a visit now."""

from __future__ import annotations

import asyncio
import getpass
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import NOTHING, CliContext, Reply, line_reply
from bot.terminal.options import as_json
from briefs.errors import UserError

if TYPE_CHECKING:
    from bot.ingest import FeedProbe
    from bot.store import Feed
    from briefs.ingest import FetchRecord
    from briefs.render import Line

_OUTCOMES = {
    "queued": "to review",
    "empty": "with nobody quoted in it",
    "duplicate": "known already",
    "failed": "failed",
    "warning": "warnings",
}


@click.group("feeds", epilog="Example: onrecord feeds add https://example.org/feed")
def feeds() -> None:
    """RSS and Atom feeds that articles come from."""


@feeds.command("list", epilog="Example: onrecord feeds list")
@as_json
@click.pass_obj
def list_(context: CliContext) -> Reply:
    """Every feed: when it last answered, when it failed and why, which pages failed."""
    found = asyncio.run(_list(context))
    document = {"outcome": "answered", "feeds": [_feed_document(feed, records) for feed, records in found]}
    return Reply(document, lambda: list(_feed_lines(found)))


@feeds.command("add", epilog="Example: onrecord feeds add https://example.org/feed")
@click.argument("url", metavar="URL")
@as_json
@click.pass_obj
def add(context: CliContext, url: str) -> Reply:
    """Follow a feed from now on."""
    from briefs.ingest.fetch import check_url

    address, probe = check_url(url), None
    if not asyncio.run(_is_followed(context, address)):
        probe = asyncio.run(_probe(context, address))
        if probe.problem and probe.certain:
            raise UserError(
                f"{address} cannot be followed: {probe.problem}",
                "name the feed itself, or a page that has it in its head",
            )
        address = probe.url
    if probe is None or not asyncio.run(_add(context, address)):
        raise UserError(f"{address} is followed already", "`onrecord feeds list` shows how it is doing")
    lines: list[Line] = [(("", f"{address} is followed. Visit it now: onrecord feeds poll"),)]
    if probe.problem:
        lines.append((("warning", f"It could not be read just now: {probe.problem}. It is tried again."),))
    document = {"outcome": "answered", "url": address, "title": probe.title, "problem": probe.problem}
    return Reply(document, lambda: lines)


@feeds.command("remove", epilog="Example: onrecord feeds remove https://example.org/feed")
@click.argument("url", metavar="URL")
@as_json
@click.pass_obj
def remove(context: CliContext, url: str) -> Reply:
    """Follow a feed no longer. What came from it stays."""
    asyncio.run(_remove(context, url))
    return line_reply({"url": url}, f"{url} is followed no longer.")


@feeds.command("poll", epilog="Example: onrecord feeds poll --due")
@click.option("--due", is_flag=True, help="Only feeds whose time has come, as the bot itself does.")
@as_json
@click.pass_obj
def poll(context: CliContext, due: bool) -> Reply:
    """Visit the feeds now: new articles are read, what they quote waits for review."""
    records, found = asyncio.run(_poll(context, due))
    # the same keys for a feed here and in `feeds list`, so that one reader serves for both
    document = {
        "outcome": "answered" if records else "nothing",
        "visits": [_record_document(record) for record in records],
        "feeds": [_feed_document(feed, ()) for feed, _ in found],
    }
    # of feeds that do well nothing is said here; that there is none is
    told = [(feed, ()) for feed, _ in found if feed.last_error]
    lines = [*_record_lines(records), *(_feed_lines(told) if told or not found else ())]
    return Reply(document, lambda: lines, 0 if records else NOTHING)


FeedsAndRecords = Sequence[tuple["Feed", tuple["FetchRecord", ...]]]


async def _list(context: CliContext) -> FeedsAndRecords:
    from bot.ingest import open_ingest_service

    async with open_ingest_service(context.root, context.cache, writing=False) as ingest:
        await ingest.sync_configured_feeds()
        return [(feed, await ingest.store.fetch_log.of(feed.url)) for feed in await ingest.store.feeds.all()]


async def _is_followed(context: CliContext, url: str) -> bool:
    from bot.ingest import open_ingest_service

    async with open_ingest_service(context.root, context.cache, writing=False) as ingest:
        await ingest.sync_configured_feeds()
        return any(feed.url == url and feed.status == "active" for feed in await ingest.store.feeds.all())


async def _probe(context: CliContext, url: str) -> FeedProbe:
    from bot.ingest import open_ingest_service, probe_feed
    from bot.terminal.progress import progress_bar
    from briefs.ingest.worker import Worker

    with progress_bar(f"Visiting {url}"):
        async with (
            open_ingest_service(context.root, context.cache, writing=False) as ingest,
            Worker(ingest.feed_settings.policy) as worker,
        ):
            return await probe_feed(worker, url)


async def _add(context: CliContext, url: str) -> bool:
    from bot.ingest import open_ingest_service

    async with open_ingest_service(context.root, context.cache, writing=False) as ingest:
        await ingest.sync_configured_feeds()
        if await ingest.store.feeds.add(url, added_by=getpass.getuser()):
            return True
        # there already, as a server's proposal or refused: whoever may use the terminal may decide on it
        known = {feed.url: feed for feed in await ingest.store.feeds.all()}[url]
        return known.status != "active" and await ingest.store.feeds.decide(url, "active")


async def _remove(context: CliContext, url: str) -> None:
    from bot.ingest import open_ingest_service

    async with open_ingest_service(context.root, context.cache, writing=False) as ingest:
        # taken out here alone, it would come back with the next poll
        if url in ingest.feed_settings.feeds:
            raise UserError(f"{url} stands in config/feeds.yaml", "take it out there")
        if not await ingest.store.feeds.remove(url):
            raise UserError(f"{url} is not followed", "`onrecord feeds list` shows all that are")
        await ingest.store.fetch_log.forget(url)


async def _poll(context: CliContext, due: bool) -> tuple[tuple[FetchRecord, ...], FeedsAndRecords]:
    from bot.ingest import open_ingest_service
    from bot.terminal.progress import progress_bar
    from briefs.ingest.worker import Worker

    with progress_bar("Opening the library") as report_progress:
        async with (
            open_ingest_service(context.root, context.cache) as ingest,
            Worker(ingest.feed_settings.policy) as worker,
        ):
            await ingest.sync_configured_feeds()
            report_progress("Visiting feeds")
            poller = ingest.poller(worker, await ingest.ingestor(worker, context.engine), at_once=not due)
            records = await poller.poll(
                lambda url, done, total: report_progress(f"Visiting {url}", done, total)
            )
            return records, [(feed, ()) for feed in await ingest.store.feeds.all()]


def _feed_document(feed: Feed, records: tuple[FetchRecord, ...]) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "status": feed.status,
        "added_by": feed.added_by,
        "last_ok_at": _iso(feed.last_ok_at),
        "last_error": feed.last_error,
        "last_error_at": _iso(feed.last_error_at),
        "failures": feed.failures,
        "next_at": _iso(feed.next_at),
        "visits": [_record_document(record) for record in records],
    }


def _record_document(record: FetchRecord) -> dict[str, Any]:
    return {
        "url": record.url,
        "feed": record.feed,
        "outcome": record.outcome,
        "reason": record.reason,
        "article": record.article,
        "visited_at": _iso(record.visited_at),
        "again_at": _iso(record.again_at),
    }


def _feed_lines(found: FeedsAndRecords) -> Iterator[Line]:
    for feed, records in found:
        yield (("name", feed.title or feed.url), ("dim", f"  {feed.url}" if feed.title else ""),
               ("label", "" if feed.status == "active" else f"  {feed.status}"))  # fmt: skip
        answered = f"answered {_minute(feed.last_ok_at)}" if feed.last_ok_at else "has not answered yet"
        yield (("", f"  {answered}"), ("dim", f", next {_minute(feed.next_at)}" if feed.next_at else ""))
        if feed.last_error:
            times = f", {feed.failures} times in a row" if feed.failures > 1 else ""
            yield (("warning", f"  failed {_minute(feed.last_error_at)}{times}: {feed.last_error}"),)
        for record in records:
            if record.needs_attention:
                again = f", again {_minute(record.again_at)}" if record.again_at else ""
                yield (("warning", f"  {record.url}: {record.reason}{again}"),)
    if not found:
        yield (("count", "No feed is followed. Add one: onrecord feeds add URL"),)


def _record_lines(records: tuple[FetchRecord, ...]) -> Iterator[Line]:
    if not records:
        yield (("count", "No new page."),)
        return
    counts = Counter(record.outcome for record in records)
    counted = ", ".join(f"{n} {_OUTCOMES[outcome]}" for outcome, n in counts.items())
    yield (("count", f"{counted}." + (" Decide: onrecord review" if counts["queued"] else "")),)
    for record in records:
        style = "warning" if record.needs_attention else ""
        yield (
            (style, f"  {record.url}  {_OUTCOMES[record.outcome]}"),
            ("dim", f": {record.reason}" if record.reason else ""),
        )


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
