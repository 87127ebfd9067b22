"""What an article seems to quote: candidates, shown and not stored."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import CliContext, Reply
from bot.terminal.options import as_json
from bot.terminal.output import error_document, write_document
from briefs.errors import UserError
from briefs.library import role_held
from briefs.text import parse_edtf

if TYPE_CHECKING:
    from bot.terminal.progress import ProgressCallback
    from briefs.ingest.fetch import FetchFailure, WebPage
    from briefs.query import QueryEngine
    from briefs.render import Line

# The kinds as a library has them, by those of a prediction file.
_KINDS = {"direct": "quotation", "mixed": "mixed", "indirect": "reported"}


@click.command("candidates", epilog="Example: onrecord candidates article.txt --published 2013-04-23")
@click.argument("file", required=False)
@click.option("--published", metavar="DATE", help="When it was published (EDTF), if its page does not say.")
@click.option(
    "--jsonl", is_flag=True, help='Read {"id", "text", "published"} lines, write one JSON document each.'
)
@click.option("--rules", is_flag=True, help="Without the language model, even if one is installed.")
@as_json
@click.pass_obj
def candidates(
    context: CliContext, file: str | None, published: str | None, jsonl: bool, rules: bool
) -> Reply | None:
    """Quotations and reported speech in an article, with speaker, date and topics; stores nothing."""
    from bot.terminal.progress import progress_bar

    if file is None and not jsonl:
        raise UserError("there is no file to read", "write for example: onrecord candidates article.txt")
    with progress_bar("Looking for statements") as report_progress:
        reader = _Reader(context.engine, rules, report_progress)
        if file is not None and not jsonl:
            return _of_file(reader, file, published)
        # line by line: the answer to the first article is there before the last is read
        read, size = 0, _size_of_input()
        for number, line in enumerate(sys.stdin, 1):
            report_progress(f"Looking for statements: article {number}", read, size)
            write_document(_line(reader, line))
            read += len(line.encode())
        return None


class _Reader:
    """Reads articles with the library's names; the model is loaded by the first that is in English."""

    def __init__(self, engine: QueryEngine, rules: bool, report_progress: ProgressCallback) -> None:
        from briefs.ingest.extract import TopicTagger

        self.engine = engine
        self._rules, self._report_progress = rules, report_progress
        self._topics = TopicTagger(engine.registry.topics)

    @cached_property
    def _model(self) -> Any:
        from briefs.ingest.extract import load_model

        self._report_progress("Loading the language model")
        return load_model()

    def predictions(self, record: dict[str, Any], **page: Any) -> dict[str, Any]:
        """As prediction_line() gives them; `page`: the turns, form and bold words of a page."""
        from briefs.ingest.extract import language_read, prediction_line

        english = language_read(record["text"], record.get("language") or "en") == "en"
        model = self._model if english and not self._rules else None
        return prediction_line(record, model, people=self.engine.person_lookup, topics=self._topics, **page)


def _size_of_input() -> int | None:
    """In bytes; None where it comes through a pipe."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _line(reader: _Reader, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    # a line that is no article has an answer too: line n of the output is about line n of the input
    if not _article(record):
        hint = 'write {"id": "...", "text": "...", "published": "2013-04-23"} on each line'
        return error_document(UserError("the line is no article", hint))
    return reader.predictions(record)


def _article(record: Any) -> bool:
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        return False
    return all(isinstance(record.get(name), str | None) for name in ("published", "language"))


async def _page(file: str) -> WebPage | FetchFailure:
    """Read in a process of its own, which a broken or hostile file may break."""
    from bot.terminal.commands.add import read_file
    from briefs.ingest.worker import Worker

    async with Worker() as worker:
        return await worker.read(read_file(file, "name a text, HTML or PDF file; `add` takes an address"))


def _of_file(reader: _Reader, file: str, published: str | None) -> Reply:
    from bot.terminal.commands.add import require_page
    from briefs.ingest.extract import unread_note

    page = require_page(asyncio.run(_page(file)))
    record = {
        "id": file,
        "text": page.text,
        "published": published or page.published,
        "language": page.language,
    }
    found = reader.predictions(record, turns=page.turns, form=page.form, bold=page.bold)
    # a line of a prediction file has offsets alone: people want the words, and the office of that day
    quotes = [
        {
            **quote,
            "kind": _KINDS[quote["kind"]],
            "quote_kind": quote["kind"],  # as lines of a prediction file have it
            "passage": page.text[quote["start"] : quote["end"]],
            "text": page.text[quote["start"] : quote["end"]],
            "office": _office(quote, reader.engine),
            **({"question": page.text[slice(*quote["context"])]} if quote.get("context") else {}),
        }
        for quote in found["quotes"]
    ]
    document = {
        "outcome": "answered" if quotes else "nothing",
        "file": file,
        "title": page.title,
        "published": record["published"],
        "language": found["language"],
        "candidates": quotes,
    }
    note = unread_note(found["language"])
    unread: list[Line] = [(("warning", f"{note[0].upper()}{note[1:]}."),)] if note else []
    return Reply(document, lambda: [*unread, *_lines(quotes)], 0 if quotes else 1)


def _office(quote: dict[str, Any], engine: QueryEngine) -> str | None:
    """The office of a speaker whom the library knows, when the words were said."""
    person = engine.people.get(quote["speaker_id"] or "")
    office = role_held(person, parse_edtf(quote["said"])) if person and quote["said"] else None
    return office.en if office else None


def _lines(quotes: list[dict[str, Any]]) -> Iterator[Line]:
    if not quotes:
        yield (("title", "No quotation or reported speech was found."),)
    for quote in quotes:
        who = quote["speaker"] or "speaker not found"
        who += f", {quote['office']}" if quote["office"] else ""
        known = f"  {quote['speaker_id']}" if quote["speaker_id"] else "  not in the library"
        yield (
            ("name", who),
            ("dim", f"{known}  {quote['said'] or 'date not known'}  {quote['confidence']:.0%} sure"),
        )
        text = " ".join(quote["text"].split())
        direct = quote["kind"] == "quotation"
        if quote.get("question"):
            yield (("dim", f"  asked: {' '.join(quote['question'].split())}"),)
        yield (("", "  "), ("quote", f"“{text}”") if direct else ("reported", f"{quote['kind']}: {text}"))
        if quote["topics"]:
            yield (("dim", f"  {', '.join(quote['topics'])}"),)
