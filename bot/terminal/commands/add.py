"""Articles come in: `add` takes one file or page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.render import counted

if TYPE_CHECKING:
    from bot.ingest import BulkResult, ReviewItem, Submission
    from briefs.ingest import IngestResult
    from briefs.ingest.fetch import FetchFailure, WebPage
    from briefs.render import Line


@click.command("add", epilog="Example: onrecord add https://example.org/article --published 2024-05-03")
@click.argument("source", metavar="FILE|URL", required=False)
@click.option("--from", "folder", metavar="FOLDER|ZIP", help="Take in all files of a folder or archive.")
@click.option("--url", metavar="URL", help="The address that a saved file had.")
@click.option("--published", metavar="DATE", help="When it was published (EDTF), if it does not say.")
@click.option("--publisher", metavar="NAME", help="Who published it, if it does not say.")
@click.option("--title", metavar="TITLE", help="Its headline, if it does not say.")
@as_json
@click.pass_obj
def add(
    context: CliContext,
    source: str | None,
    folder: str | None,
    url: str | None,
    published: str | None,
    publisher: str | None,
    title: str | None,
) -> Reply:
    """Take in an article (text, HTML, PDF, a web page): what it quotes waits for review."""
    from bot.ingest import Submission, is_web_address

    if folder is not None and (source or url or published or publisher or title):
        raise UserError("--from takes in many files, each as it is", "name nothing else beside it")
    if folder is not None:
        return _bulk_reply(asyncio.run(_bulk(context, folder)))
    if source is None:
        raise UserError("there is nothing to take in", "name a file, an address, or --from FOLDER")

    at_web = is_web_address(source)
    if url is not None and at_web:
        raise UserError("--url is for a saved file", "a page that is fetched has its address already")
    # checked before a process is started and a page fetched: a date that cannot be read is reported at once
    given = Submission(source if at_web else url or "", None, published or "", publisher or "", title or "")
    result, items = asyncio.run(_ingest(context, given, None if at_web else source))

    def lines() -> list[tuple[tuple[str, str], ...]]:
        from bot.ingest import review_article
        from bot.terminal.review import ingest_lines

        return list(ingest_lines(result, review_article(items, context.engine) if items else None))

    from bot.terminal.review import ingest_json

    answered = result.candidates or result.visit
    return Reply(ingest_json(result, items), lines, ANSWERED if answered else NOTHING)


async def _bulk(context: CliContext, folder: str) -> BulkResult:
    from bot.ingest import add_files, open_ingest_service, source_files
    from bot.terminal.progress import count_progress, progress_bar
    from briefs.ingest.worker import Worker

    files = source_files(Path(folder).expanduser())
    if not files:
        raise UserError(f"there is no file in {folder} that can be read", "text, HTML, PDF, XML, VTT or SRT")
    with progress_bar("Opening the library") as report_progress:
        async with (
            open_ingest_service(context.root, context.cache) as ingest,
            Worker(ingest.feed_settings.policy) as worker,
        ):
            ingestor = await ingest.ingestor(worker, context.engine)
            return await add_files(files, worker, ingestor, count_progress(report_progress, "Reading files"))


def _bulk_reply(result: BulkResult) -> Reply:
    failures = [{"file": name, "reason": reason} for name, reason in result.failures]
    document = {
        "outcome": "answered" if result.candidates else "nothing",
        "articles": result.articles,
        "candidates": result.candidates,
        "empty": result.empty,
        "known": result.known,
        "failures": failures,
    }
    lines: list[Line] = [
        (
            (
                "count",
                f"{counted(result.candidates, 'candidate')} to review, "
                f"from {counted(result.articles, 'article')}.",
            ),
        )
    ]
    if result.known:
        were = "1 was" if result.known == 1 else f"{result.known} were"
        lines.append((("dim", f"{were} known already."),))
    if result.empty:
        lines.append((("dim", f"In {result.empty} nobody is quoted or reported."),))
    lines += [(("warning", f"{name}: {reason}"),) for name, reason in result.failures]
    return Reply(document, lambda: lines, ANSWERED if result.candidates else NOTHING)


async def _ingest(
    context: CliContext, given: Submission, file: str | None
) -> tuple[IngestResult, tuple[ReviewItem, ...]]:
    from bot.ingest import AlreadyHeld, ReviewSession, open_ingest_service, take_in
    from bot.terminal.progress import progress_bar
    from briefs.ingest.fetch import FetchFailure
    from briefs.ingest.worker import Worker

    with progress_bar("Opening the library") as report_progress:
        async with (
            open_ingest_service(context.root, context.cache) as ingest,
            Worker(ingest.feed_settings.policy) as worker,
        ):
            ingestor = await ingest.ingestor(worker, context.engine)
            report_progress("Reading the article")
            if file is not None:
                body = read_file(file, "name a text, HTML or PDF file, or an http address")
                given = replace(given, body=body)
            found = await take_in(worker, ingestor, given)
            if isinstance(found, AlreadyHeld):
                hint = f"see `onrecord review --list --article {found.article}`"
                raise UserError(f"this page is known already as {found.article}", hint)
            if isinstance(found, FetchFailure):
                raise _user_error(found)
            session = ReviewSession.open(ingest, lambda: context.engine, "")
            return found, await session.items(found.article.id)


def read_file(file: str, hint: str) -> bytes:
    """What is in the file. Raises UserError, with the hint where it cannot be read."""
    from bot.ingest import LONGEST_FILE

    try:
        path = Path(file).expanduser()
        # before it is read: a film or a disk image must not fill the memory
        if path.stat().st_size > LONGEST_FILE:
            raise UserError(f"{file} is larger than {LONGEST_FILE} bytes", "split it")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}", hint) from None


def require_page(page: WebPage | FetchFailure) -> WebPage:
    """Raises UserError with the reason of the failure, and what to do about it."""
    from briefs.ingest.fetch import WebPage

    if isinstance(page, WebPage):
        return page
    raise _user_error(page)


def _user_error(failure: FetchFailure) -> UserError:
    hints = {
        "address": "a network can be allowed in config/feeds.yaml",
        "network": "check the address, or save the page and add the file",
        "unreadable": "save it as plain text and add that",
    }
    return UserError(failure.reason, hints.get(failure.kind))
