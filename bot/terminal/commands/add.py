"""Articles come in: `add` takes one file or page, or many; lists of persons make people."""

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
    from bot.ingest import BulkResult, ReviewItem, SourceFile, Submission
    from bot.terminal.progress import ProgressCallback
    from briefs.ingest import IngestResult
    from briefs.ingest.fetch import FetchFailure, WebPage
    from briefs.ingest.people import PeopleTakenIn
    from briefs.render import Line


@click.command("add", epilog="Example: onrecord add https://example.org/article --published 2024-05-03")
@click.argument("source", metavar="FILE|URL", required=False)
@click.option("--from", "folder", metavar="FOLDER|ZIP", help="Take in all files of a folder or archive.")
@click.option("--url", metavar="URL", help="The address that a saved file had.")
@click.option("--published", metavar="DATE", help="When it was published (EDTF), if it does not say.")
@click.option("--publisher", metavar="NAME", help="Who published it, if it does not say.")
@click.option("--title", metavar="TITLE", help="Its headline, if it does not say.")
@click.option(
    "--bind", multiple=True, metavar="NAME=PERSON", help="Who a name in a list of persons is, or `new`."
)
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
    bind: tuple[str, ...],
) -> Reply:
    """Take in an article (text, HTML, PDF, a web page): what it quotes waits for review.

    A list of persons (Popolo JSON, ParlaMint's listPerson) brings people, with their offices and dates.
    """
    from bot.ingest import Submission, is_web_address, require_writable
    from bot.terminal.commands.add_people import read_bound

    if folder is not None and (source or url or published or publisher or title):
        raise UserError("--from takes in many files, each as it is", "name nothing else beside it")
    require_writable(context.root)
    if folder is not None:
        return _bulk_reply(*_bulk(context, folder, read_bound(bind)))
    if source is None:
        raise UserError("there is nothing to take in", "name a file, an address, or --from FOLDER")

    at_web = is_web_address(source)
    body = None if at_web else read_file(source, "name a text, HTML or PDF file, or an http address")
    if body is not None and _is_list(source, body):
        if url or published or publisher or title:
            raise UserError(f"{source} lists persons", "name nothing but --bind beside it")
        return _people_reply(context, Path(source).expanduser(), body, read_bound(bind))
    if bind:
        raise UserError("--bind is for lists of persons", "`review` asks whom a name in an article means")
    if url is not None and at_web:
        raise UserError("--url is for a saved file", "a page that is fetched has its address already")
    # checked before a process is started and a page fetched: a date that cannot be read is reported at once
    given = Submission(source if at_web else url or "", body, published or "", publisher or "", title or "")
    result, items = asyncio.run(_ingest(context, given))

    def lines() -> list[tuple[tuple[str, str], ...]]:
        from bot.ingest import review_article
        from bot.terminal.review import ingest_lines

        return list(ingest_lines(result, review_article(items, context.engine) if items else None))

    from bot.terminal.review import ingest_json

    answered = result.candidates or result.visit
    return Reply(ingest_json(result, items), lines, ANSWERED if answered else NOTHING)


def _is_list(file: str, body: bytes) -> bool:
    from briefs.ingest.people import lists_persons

    # JSON is never an article: what of it is no list of persons is told
    return file.lower().endswith(".json") or lists_persons(file, body)


def _people_reply(context: CliContext, path: Path, body: bytes, bound: dict[str, str]) -> Reply:
    from bot.terminal.commands.add_people import organisations_beside, people_document, people_lines, take_in
    from bot.terminal.progress import progress_bar
    from briefs.ingest.people import read_persons

    with progress_bar("Reading the list") as report_progress:
        found = read_persons({path.name: body, **organisations_beside(path)})
        if not found.persons and not found.left_out:
            what = f"cannot be read: {found.broken[0][1]}" if found.broken else "lists nobody"
            raise UserError(f"{path.name} {what}", "Popolo JSON, TEI's listPerson and TLCPerson can be")
        taken = take_in(context, found, bound, report_progress)
    answered = taken.new or taken.joined or taken.same
    document = {"outcome": "answered" if answered else "nothing", "people": people_document(taken)}
    return Reply(document, lambda: people_lines(taken), ANSWERED if answered else NOTHING)


def _bulk(context: CliContext, folder: str, bound: dict[str, str]) -> tuple[BulkResult, PeopleTakenIn | None]:
    """What came of the files, and of the lists of persons among them, which go first."""
    from bot.ingest import source_files, split_lists
    from bot.terminal.commands.add_people import take_in
    from bot.terminal.progress import progress_bar
    from briefs.ingest.people import read_persons

    with progress_bar("Looking through the files") as report_progress:
        lists, files = split_lists(source_files(Path(folder).expanduser()))
        if not files and not lists:
            kinds = "text, HTML, PDF, XML, VTT or SRT"
            raise UserError(f"there is no file in {folder} that can be read", kinds)
        found = read_persons(lists)
        taken = take_in(context, found, bound, report_progress) if found.persons else None
        names = {each.id: each.name.en for each in found.persons}
        result = asyncio.run(_add_files(context, files, names, report_progress))
    return replace(result, failures=(*found.broken, *result.failures)), taken


async def _add_files(
    context: CliContext, files: list[SourceFile], names: dict[str, str], report_progress: ProgressCallback
) -> BulkResult:
    from bot.ingest import add_files, open_ingest_service
    from bot.terminal.progress import count_progress
    from briefs.ingest.worker import Worker

    report_progress("Opening the library")
    async with (
        open_ingest_service(context.root, context.cache) as ingest,
        Worker(ingest.feed_settings.policy) as worker,
    ):
        ingestor = await ingest.ingestor(worker, context.engine)
        return await add_files(
            files, worker, ingestor, names, count_progress(report_progress, "Reading files")
        )


def _bulk_reply(result: BulkResult, people: PeopleTakenIn | None) -> Reply:
    from bot.terminal.commands.add_people import people_document, people_lines

    failures = [{"file": name, "reason": reason} for name, reason in result.failures]
    answered = result.candidates or people
    document = {
        "outcome": "answered" if answered else "nothing",
        "articles": result.articles,
        "candidates": result.candidates,
        "empty": result.empty,
        "known": result.known,
        "failures": failures,
        **({"people": people_document(people)} if people else {}),
    }
    lines: list[Line] = people_lines(people) if people else []
    waiting = f"{counted(result.candidates, 'candidate')} to review"
    lines.append((("count", f"{waiting}, from {counted(result.articles, 'article')}."),))
    if result.known:
        were = "1 was" if result.known == 1 else f"{result.known} were"
        lines.append((("dim", f"{were} known already."),))
    if result.empty:
        lines.append((("dim", f"In {result.empty} nobody is quoted or reported."),))
    lines += [(("warning", f"{name}: {reason}"),) for name, reason in result.failures]
    return Reply(document, lambda: lines, ANSWERED if answered else NOTHING)


async def _ingest(context: CliContext, given: Submission) -> tuple[IngestResult, tuple[ReviewItem, ...]]:
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
    from bot.ingest import LONGEST_FILE, LONGEST_LIST

    try:
        path = Path(file).expanduser()
        longest = LONGEST_LIST if path.suffix.lower() in (".json", ".xml") else LONGEST_FILE
        # before it is read: a film or a disk image must not fill the memory
        if path.stat().st_size > longest:
            raise UserError(f"{file} is larger than {longest} bytes", "split it")
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
