"""Articles come in: `add` takes one file or page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import ANSWERED, NOTHING, Reply, Session
from bot.terminal.options import as_json
from briefs.errors import Trouble

if TYPE_CHECKING:
    from bot.ingest.review_session import Item
    from briefs.ingest.fetch.types import Failure, Page
    from briefs.ingest.poller import Taken, Taker
    from briefs.ingest.worker.client import Worker

_LONGEST_FILE = 20_000_000  # bytes


@click.command("add", epilog="Example: onrecord add https://example.org/article --published 2024-05-03")
@click.argument("source", metavar="FILE|URL")
@click.option("--published", metavar="DATE", help="When it was published (EDTF), if it does not say.")
@click.option("--publisher", metavar="NAME", help="Who published it, if it does not say.")
@click.option("--title", metavar="TITLE", help="Its headline, if it does not say.")
@as_json
@click.pass_obj
def add(
    session: Session, source: str, published: str | None, publisher: str | None, title: str | None
) -> Reply:
    """Take in an article (text, HTML, PDF, a web page): what it quotes waits for review."""
    from bot.ingest.draft_fields import date

    known: dict[str, Any] = {"publisher": publisher} if publisher else {}
    if published:
        known |= {"published": date(published), "published_basis": "outside"}
    if title:
        known |= {"title": title, "title_derived": False}
    taken, items = asyncio.run(_taken(session, source, known))

    def lines() -> list[tuple[tuple[str, str], ...]]:
        from bot.terminal.review_text import taken_lines

        return list(taken_lines(taken, items))

    from bot.terminal.review_text import taken_document

    return Reply(taken_document(taken, items), lines, ANSWERED if taken.candidates else NOTHING)


async def _taken(session: Session, source: str, known: dict[str, Any]) -> tuple[Taken, tuple[Item, ...]]:
    from bot.ingest.review_session import Curator
    from bot.ingest.service import open_newsroom
    from bot.terminal.progress import working
    from briefs.ingest.fetch.types import Failure
    from briefs.ingest.worker.client import Worker

    with working("Opening the library") as now:
        async with open_newsroom(session.root, session.cache) as room, Worker(room.press.policy) as worker:
            taker = await room.taker(worker, session.desk)
            now("Reading the article")
            page = sound(await _page(worker, taker, source))
            now("Looking for statements")
            taken = await taker.take(replace(page, **known))
            if isinstance(taken, Failure):
                raise _trouble(taken)
            curator = Curator(room, lambda: session.desk, "")
            return taken, await curator.items(taken.article.id)


async def _page(worker: Worker, taker: Taker, source: str) -> Page | Failure:
    if source.startswith(("http://", "https://")):
        if (copy := taker.shelf.by_url(source)) is not None:
            raise Trouble(
                f"this page is known already as {copy}", f"see `onrecord review --list --article {copy}`"
            )
        return await worker.page(source)
    return await worker.read(body_of(source, "name a text, HTML or PDF file, or an http address"))


def body_of(file: str, hint: str) -> bytes:
    """What is in the file. Raises Trouble, with the hint where it cannot be read."""
    try:
        path = Path(file).expanduser()
        if path.stat().st_size > _LONGEST_FILE:
            raise Trouble(f"{file} is larger than {_LONGEST_FILE} bytes", "split it")
        return path.read_bytes()
    except OSError as bad:
        raise Trouble(f"{file} cannot be read: {bad.strerror}", hint) from None


def sound(page: Page | Failure) -> Page:
    """Raises Trouble with the reason of the failure, and what to do about it."""
    from briefs.ingest.fetch.types import Page

    if isinstance(page, Page):
        return page
    raise _trouble(page)


def _trouble(failure: Failure) -> Trouble:
    hints = {
        "address": "a network can be allowed in config/feeds.yaml",
        "network": "check the address, or save the page and add the file",
        "unreadable": "save it as plain text and add that",
    }
    return Trouble(failure.reason, hints.get(failure.kind))
