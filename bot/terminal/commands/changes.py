"""Changes of a library's files: what came in and was decided, what could not be finished, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import NOTHING, CliContext, Reply, line_reply, recover_unfinished_changes
from bot.terminal.options import as_json
from briefs.render import counted

if TYPE_CHECKING:
    from briefs.ingest.review import Journal, JournalEntry, SetAside
    from briefs.render import Line

_STATES = {"before": "as before it", "after": "as it left it", "other": "changed since"}


@click.group("changes", epilog="Example: onrecord changes list")
def changes() -> None:
    """What changed the library's files, and what could not be finished and was set aside."""


@changes.command("list", epilog="Example: onrecord changes list")
@as_json
@click.pass_obj
def list_(context: CliContext) -> Reply:
    """Changes that were set aside, with the reason and how their files are now; then those that stand."""
    from briefs.ingest.review import Journal

    recover_unfinished_changes(context.root)
    journal = Journal(context.root)
    aside = [_aside_document(journal, each) for each in journal.aside()]
    done = [_change_document(each) for each in journal.done()]
    document = {"outcome": "answered" if aside or done else "nothing", "set_aside": aside, "changes": done}
    return Reply(document, lambda: list(_lines(aside, done)), 0 if aside or done else NOTHING)


@changes.command("undo", epilog="Example: onrecord changes undo 2026-04-24T090000-82f37e75")
@click.argument("name", metavar="CHANGE")
@as_json
@click.pass_obj
def undo(context: CliContext, name: str) -> Reply:
    """Take back an import, or what is left of a change that was set aside. A decision: review --undo."""
    from bot.ingest import require_writable
    from briefs.ingest.review import library_check, undo_change

    require_writable(context.root)
    files = undo_change(context.root, name, library_check(context.cache), datetime.now(UTC))
    context.close()  # the next question brings the index up to it
    left = f"{counted(len(files), 'file')} as before." if files else "Nothing of it stood any more."
    return line_reply({"undone": name, "files": list(files)}, f"Taken back: {name}. {left}")


def _aside_document(journal: Journal, each: SetAside) -> dict[str, Any]:
    files = each.change.files if each.change else ()
    return {
        "change": each.name,
        "reason": each.reason,
        "files": [{"file": file.path, "now": _state(journal, file)} for file in files],
    }


def _state(journal: Journal, file: Any) -> str:
    try:
        return journal.state(file)
    except OSError:  # a file that cannot be read is not as the change left it
        return "other"


def _change_document(change: JournalEntry) -> dict[str, Any]:
    from briefs.ingest.review import note_document

    note = note_document(change.note) if change.note else {}
    return {
        "change": change.id,
        "kind": note.get("deed"),
        "at": note.get("at"),
        "by": note.get("by"),
        "statement": note.get("statement"),
        "files": [file.path for file in change.files],
    }


def _lines(aside: list[dict[str, Any]], done: list[dict[str, Any]]) -> Iterator[Line]:
    for each in aside:
        yield (("warning", f"{each['change']} was set aside: {each['reason']}"),)
        for file in each["files"]:
            yield (("", f"  {file['file']}"), ("dim", f"  {_STATES[file['now']]}"))
        yield (("dim", f"  put it away: onrecord changes undo {each['change']}"),)
    for each in done:
        what = " ".join(filter(None, (each["kind"], each["statement"])))
        by = f" by {each['by']}" if each["by"] else ""
        yield (
            ("name", each["change"]),
            ("", f"  {what}{by}"),
            ("dim", f"  {counted(len(each['files']), 'file')}"),
        )
    if not aside and not done:
        yield (("count", "No change is on record."),)
