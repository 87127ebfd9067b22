"""A library goes out and comes in: `export` and `import`."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from bot.terminal.context import CliContext, Reply, recover_unfinished_changes
from bot.terminal.options import as_json
from briefs.errors import LibraryInvalid, UserError

if TYPE_CHECKING:
    from briefs.model import Library


@click.command("export", epilog="Example: onrecord export --format csv --out statements.csv")
@click.option("--format", "form", type=click.Choice(["json", "csv", "jsonld"]), default="json",
              help="json: all of it, for `import`; csv: a row a statement; jsonld: schema.org.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin the CSV with a mark by which spreadsheets know UTF-8.")
@click.option("--base", metavar="ADDRESS", help="Where the record is published: the JSON-LD's own addresses.")
@click.option("--out", metavar="FILE", help="Write there instead of to the screen.")
@as_json
@click.pass_obj
def export(context: CliContext, form: str, bom: bool, base: str | None, out: str | None) -> Reply:
    """The whole library as JSON (`import` reads it), CSV or JSON-LD."""
    wanted = _Wanted(form, bom, _base(base))
    if (bom and form != "csv") or (base and form != "jsonld"):
        option = "--bom is for --format csv" if bom and form != "csv" else "--base is for --format jsonld"
        raise UserError(option, "leave it out, or name that format")
    from bot.terminal.progress import count_progress, progress_bar
    from briefs.library import read as read_library
    from briefs.render import counted

    with progress_bar("Reading the library") as report_progress:
        recover_unfinished_changes(context.root)
        library = read_library(
            context.root, context.cache, count_progress(report_progress, "Reading the library")
        )
        if out is None:
            return _screen_reply(library, wanted)
        report_progress(f"Writing {counted(len(library.statements), 'statement')}")
        _write(Path(out).expanduser(), _text(library, wanted).encode())
    document = {"outcome": "answered", "format": form, "file": out, "statements": len(library.statements)}
    statements, articles = len(library.statements), len(library.articles)
    line = f"{counted(statements, 'statement')} of {counted(articles, 'article')} in {out}."
    return Reply(document, lambda: [(("", line),)])


class _Wanted(NamedTuple):
    form: str
    bom: bool
    base: str


def _base(address: str | None) -> str:
    """What begins the addresses of the JSON-LD. Raises UserError for what is no web address."""
    if address is None:
        return "urn:onrecord:"
    if not address.startswith(("http://", "https://")) or any(char.isspace() for char in address):
        raise UserError(f"“{address}” is no web address", "such as https://example.org/record/")
    return address if address.endswith(("/", "#")) else f"{address}/"


def _screen_reply(library: Library, wanted: _Wanted) -> Reply:
    """With --json, CSV too is one JSON document."""
    document = (
        {"outcome": "answered", "format": wanted.form, "text": _text(library, wanted)}
        if wanted.form == "csv"
        else _export_document(library, wanted)
    )
    # JSON can be escaped for any terminal; of CSV the terminal shows what it can
    ascii_only = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    return Reply(document, lambda: [(("", _text(library, wanted, ascii_only).rstrip("\r\n")),)])


def _export_document(library: Library, wanted: _Wanted) -> dict[str, Any]:
    if wanted.form == "jsonld":
        from briefs.ingest.transfer import to_jsonld

        return to_jsonld(library, wanted.base)
    from briefs.ingest.transfer import document

    return document(library)


def _text(library: Library, wanted: _Wanted, ascii_only: bool = False) -> str:
    if wanted.form == "csv":
        from briefs.ingest.transfer import table

        return table(library, wanted.bom)
    return json.dumps(_export_document(library, wanted), ensure_ascii=ascii_only, indent=1) + "\n"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: an export that stopped halfway must not look like one."""
    from briefs.atomic_files import replace_file

    try:
        replace_file(path, content)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "name a file that can") from None


@click.command("import", epilog="Example: onrecord --library my-library import library.json")
@click.argument("file", metavar="FILE")
@as_json
@click.pass_obj
def import_(context: CliContext, file: str) -> Reply:
    """Take in what `export --format json` wrote: all of it or, at the first conflict, nothing."""
    from bot.ingest import require_writable
    from bot.terminal.progress import count_progress, progress_bar
    from briefs.ingest.review import library_check
    from briefs.ingest.transfer import import_library
    from briefs.query import refresh

    root, cache = context.root, context.cache
    require_writable(root)
    with progress_bar("Reading what comes in") as report_progress:
        found = _read(file)
        report_progress("Comparing it with the library")
        # the library's whole check: what comes in may be sound alone and contradict what is there
        check = library_check(cache, count_progress(report_progress, "Checking it with the library"))
        imported = import_library(root, found, check, datetime.now(UTC))
        context.close()
        report_progress("Indexing")
        if imported.files:
            with suppress(OSError, LibraryInvalid):  # what came in stands: the next question tries again
                refresh(root, cache, count_progress(report_progress, "Indexing"))
    counts = ", ".join(f"{n} {name}" for name, n in imported.new.items()) or "nothing new"
    document = {
        "outcome": "answered",
        "new": dict(imported.new),
        "same": imported.same,
        "files": list(imported.files),
    }
    return Reply(document, lambda: [(("", f"Taken in: {counts}; {imported.same} were here already."),)])


def _read(file: str) -> object:
    try:
        # utf-8-sig: editors on Windows begin a file with a byte order mark
        return json.loads(Path(file).expanduser().read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(
            f"{file} cannot be read: {error.strerror}", "name a file that `export` wrote"
        ) from None
    except (ValueError, RecursionError):
        raise UserError(
            f"{file} is no JSON", "`onrecord export --format json --out FILE` makes one"
        ) from None
