"""The log that nobody can bend: `prove` gives a statement's receipt, `log` looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import BAD_INPUT, CliContext, Reply, line_reply, recover_unfinished_changes
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.render import counted

if TYPE_CHECKING:
    from briefs.log import Checkpoint, LogReport, LogUpdate
    from briefs.render import Document, Line


@click.command("prove", epilog="Example: onrecord prove rferl-2013-04-23-01 --json")
@click.argument("statement", metavar="STATEMENT")
@as_json
@click.pass_obj
def prove(context: CliContext, statement: str) -> Reply:
    """The receipt of a statement: its entry in the log, and the proof that a signed checkpoint holds it."""
    from briefs.log import Receipts

    found = context.run(context.engine.find_statements([statement])).get(statement)
    if found is None:
        raise UserError(f"there is no statement {statement[:80]}", "`onrecord statements` lists them")
    article = context.run(context.engine.find_article(found.article.id))
    assert article is not None
    receipts = Receipts(context.root, context.cache)
    try:
        receipt = receipts.receipt(found, article.sha256)
    finally:
        receipts.close()
    return Reply({"outcome": "answered", **receipt}, lambda: list(_proof_lines(receipt)))


def _proof_lines(receipt: dict[str, Any]) -> Iterator[Line]:
    entry = receipt["entry"]
    origin, size, root = receipt["checkpoint"].split("\n")[:3]
    yield (("id", entry["id"]), ("", f" was {entry['change']} on {entry['at'][:10]}."))
    yield (("label", "entry      "), ("", f"{receipt['index'] + 1} of {size} in the log {origin}"))
    yield (("label", "document   "), ("", f"SHA-256 {entry['sha256']}"))
    yield (("label", "checkpoint "), ("", root))
    yield (("label", "key        "), ("", receipt["key"]))
    proof = counted(len(receipt["proof"]), "hash", "hashes")
    yield (("quote", f"The checkpoint holds this entry: {proof} lead from one to the other."),)
    yield (("dim", "For others to check: onrecord prove ID --json > receipt.json, and onrecord_verify.py"),)


@click.group("log", epilog="Example: onrecord log verify")
def log() -> None:
    """The log of what was published when: its key, its soundness, what it was not told of."""


@log.command("key", epilog="Example: onrecord log key record.example/log")
@click.argument("name", metavar="[NAME]", required=False)
@as_json
@click.pass_obj
def key(context: CliContext, name: str | None) -> Reply:
    """The log's public key; with NAME begins a log, and makes the private key, kept outside the library."""
    from briefs.log import LogFiles, LogWriter, key_file, no_log

    files = LogFiles(context.root)
    if name is None:
        if not files.exists():
            raise no_log()
        return line_reply({"key": str(files.key)}, str(files.key))
    with _writing(context.root):
        public, update = LogWriter(context.root, context.cache).begin(name, datetime.now(UTC))
    document = {"key": str(public), "file": str(key_file(public)), **_update_document(update)}
    lines: list[Line] = [
        (("", f"The log {name} begins with {counted(update.size, 'entry', 'entries')}."),),
        (("label", "its public key, to give to everybody: "), ("", str(public))),
        (("label", "its private key, to keep a copy of and to show nobody: "), ("", document["file"])),
        *_update_lines(update),
    ]
    return Reply({"outcome": "answered", **document}, lambda: lines)


@log.command("sync", epilog="Example: onrecord log sync")
@as_json
@click.pass_obj
def sync(context: CliContext) -> Reply:
    """Record whatever the log was not told of, such as edits by hand, and sign it where the key is."""
    from briefs.log import LogFiles, LogWriter, no_log

    if not LogFiles(context.root).exists():
        raise no_log()
    with _writing(context.root):
        now = datetime.now(UTC).isoformat(timespec="seconds")
        update = LogWriter(context.root, context.cache).sync(now, "hand")
    return Reply({"outcome": "answered", **_update_document(update)}, lambda: list(_update_lines(update)))


@log.command("merge", epilog="Example: onrecord log merge")
@click.argument("theirs", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@as_json
@click.pass_obj
def merge(context: CliContext, theirs: Path | None) -> Reply:
    """After a merge of two branches: the log of one side stays, the other's entries come behind it.

    The sides are those that git left in log/, or ours and FILE, the other branch's log/entries.jsonl.
    """
    from briefs.log import LogFiles, LogWriter, merge_sides, no_log

    files = LogFiles(context.root)
    if not files.exists():
        raise no_log()
    with _writing(context.root):
        merged = merge_sides(files, None if theirs is None else _read(theirs))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        update = LogWriter(context.root, context.cache).sync(now, "hand")
    document = {"kept": merged.kept, "appended": merged.appended, **_update_document(update)}
    told = f"{counted(merged.appended, 'entry', 'entries')} of the other side came behind {merged.kept}."
    lines: list[Line] = [(("", told),), *_update_lines(update)]
    if merged.theirs_was_signed:
        lines.append((("warning", "Checkpoints of the other side are of no use any more: take them back."),))
    return Reply({"outcome": "answered", **document}, lambda: lines)


@log.command("verify", epilog="Example: onrecord log verify --against checkpoint-of-may")
@click.option(
    "--against", multiple=True, metavar="CHECKPOINT", type=click.Path(path_type=Path),
    help="A checkpoint that was seen before, in a file: the log must go on from it.",
)  # fmt: skip
@click.option("--key", "given", metavar="KEY", help="The public key that the log's owner gave out.")
@as_json
@click.pass_obj
def verify(context: CliContext, against: tuple[Path, ...], given: str | None) -> Reply:
    """Look at every entry and at the library: 0 where the log is sound, 2 where it was bent or lags."""
    from briefs import library
    from briefs.log import verify_log

    recover_unfinished_changes(context.root)
    texts = [_read(file).decode("utf-8", "replace") for file in against]
    report = verify_log(context.root, library.read(context.root, context.cache), texts, given)
    document: Document = {
        "outcome": "answered" if report.is_sound else "error",
        "entries": report.size, "signed": report.signed, "faults": list(report.faults),
        "unlogged": list(report.unlogged), "unchecked": report.unchecked,
    }  # fmt: skip
    if not report.is_sound:
        first = (*report.faults, *report.unlogged)[0]
        document["error"] = {"message": first, "hint": None if report.faults else "onrecord log sync"}
    return Reply(document, lambda: list(_report_lines(report)), 0 if report.is_sound else BAD_INPUT)


@log.command("consistency", epilog="Example: onrecord log consistency checkpoint-of-may")
@click.argument("first", metavar="CHECKPOINT", type=click.Path(path_type=Path))
@click.argument("second", metavar="[CHECKPOINT]", required=False, type=click.Path(path_type=Path))
@as_json
@click.pass_obj
def consistency(context: CliContext, first: Path, second: Path | None) -> Reply:
    """The proof that the log of the second checkpoint, or as it is now, goes on from that of the first."""
    from briefs.log import Receipts

    receipts = Receipts(context.root, context.cache)
    try:
        old = _checkpoint(_read(first))
        new = receipts.files.checkpoint() if second is None else _checkpoint(_read(second))
        if new is None:
            raise UserError("nothing was signed yet", "where the log's key is: onrecord log sync")
        proof = receipts.consistency(old, new)
    finally:
        receipts.close()
    document = {"first": str(old), "second": str(new), "proof": proof}
    told = f"{new.size} entries go on from {old.size}: {counted(len(proof), 'hash', 'hashes')} prove it."
    lines: list[Line] = [(("quote", told),), *((("", each),) for each in proof)]
    return Reply({"outcome": "answered", **document}, lambda: lines)


def _report_lines(report: LogReport) -> Iterator[Line]:
    for fault in report.faults:
        yield (("warning", f"bent: {fault}"),)
    for told in report.unlogged:
        yield (("warning", f"not told: {told}"),)
    if report.unlogged:
        yield (("", "`onrecord log sync` records what the log was not told of."),)
    if report.is_sound:
        told = (
            f"The log is sound: {counted(report.size, 'entry', 'entries')}, {report.signed} of them signed."
        )
        yield (("quote", told),)
    if report.unchecked:
        yield (("warning", f"The signature was not looked at: {report.unchecked}"),)


def _update_document(update: LogUpdate) -> dict[str, Any]:
    return {
        "added": list(update.added), "entries": update.size, "signed": update.signed,
        "unsigned": update.unsigned,
    }  # fmt: skip


def _update_lines(update: LogUpdate) -> Iterator[Line]:
    added = counted(len(update.added), "entry", "entries")
    yield (("", f"{added} came in; the log has {update.size}, of which {update.signed} are signed."),)
    if update.unsigned:
        yield (("warning", f"Not signed: {update.unsigned}"),)


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    """The library to oneself, with all that was due before finished. Raises UserError."""
    from bot.ingest import require_writable
    from briefs.ingest.review import Journal

    require_writable(root)
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()
        yield


def _read(file: Path) -> bytes:
    try:
        return file.expanduser().read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from None


def _checkpoint(text: bytes) -> Checkpoint:
    from briefs.log import NoCheckpoint, read_checkpoint

    try:
        return read_checkpoint(text.decode("utf-8", "replace"))
    except NoCheckpoint as fault:
        raise UserError(f"this is no checkpoint: {fault}") from None
