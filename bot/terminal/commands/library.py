"""Commands that check, index and make libraries."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import click

from bot.terminal.context import BAD_INPUT, CliContext, Reply, recover_unfinished_changes
from bot.terminal.options import as_json
from briefs import library, paths
from briefs.atomic_files import make_folders, sync_folder, sync_tree
from briefs.errors import Problem, UserError
from briefs.index import Filter
from briefs.render import Document, Line, counted

_EXAMPLES = ("people", "topics", "positions")  # files of the example library that hold more than a comment
_PARTS, _STAGED = ("config", "seeds"), ".onrecord-init"


@click.command("lint", epilog="Example: onrecord --library my-library lint")
@as_json
@click.pass_obj
def lint(context: CliContext) -> Reply:
    """Check the library: every fault at once, as file:line:column, and what else wants a curator."""
    recover_unfinished_changes(context.root)
    problems, warnings = library.lint(context.root)
    warnings += _set_aside(context.root) + (() if problems else _unlogged(context.root))
    document: Document = {
        "outcome": "error" if problems else "answered",
        "problems": [asdict(problem) for problem in problems],
        "notices": [asdict(warning) for warning in warnings],
    }
    if problems:
        document["error"] = {
            "message": f"the library has {counted(len(problems), 'problem')}",
            "hint": "mend what is listed and run lint again",
        }
    return Reply(document, lambda: _lint_lines(problems, warnings), BAD_INPUT if problems else 0)


def _set_aside(root: Path) -> tuple[Problem, ...]:
    """Nobody need have read the log when it happened."""
    from briefs.ingest.review import Journal

    expected = "nothing: `onrecord changes list` shows it"
    return tuple(
        Problem(f".onrecord/aside/{each.name}", 1, 1, f"a change was set aside: {each.reason}", expected)
        for each in Journal(root).aside()
    )


def _unlogged(root: Path) -> tuple[Problem, ...]:
    """What the library's log was not told of, where it has one."""
    if not (root / "log").is_dir():
        return ()
    from briefs.log import unlogged_changes

    return tuple(unlogged_changes(root, library.read(root)))


def _lint_lines(problems: tuple[Problem, ...], warnings: tuple[Problem, ...]) -> list[Line]:
    lines: list[Line] = [(("", str(problem)),) for problem in problems]
    if not problems:
        lines = [(("quote", "The library is sound: every passage is verbatim, every reference resolves."),)]
    return lines + [(("warning", f"warning: {warning}"),) for warning in warnings]


@click.command("index", epilog="Example: onrecord index")
@as_json
@click.pass_obj
def index(context: CliContext) -> Reply:
    """Check the library and build its index anew."""
    from bot.terminal.progress import count_progress, progress_bar

    with progress_bar("Reading the library") as report_progress:
        rebuilt = context.rebuild(
            count_progress(report_progress, "Indexing"),
            count_progress(report_progress, "Reading the library"),
        )
    counts = {
        "articles": len(rebuilt.articles),
        "statements": len(rebuilt.statements),
        "digest": rebuilt.digest,
    }
    statements, articles = len(rebuilt.statements), len(rebuilt.articles)
    line = f"Indexed {counted(statements, 'statement')} of {counted(articles, 'article')}."
    return Reply({"outcome": "answered", **counts}, lambda: [(("", line),)])


@click.command("reload", epilog="Example: onrecord reload")
@as_json
@click.pass_obj
def reload(context: CliContext) -> Reply:
    """Take in what changed in the library; a broken one is refused and the last good one serves on."""
    # compared as whole values: a statement counts as changed with its article's title, too
    before = {s.id: s for s in context.run(context.engine.statements(Filter())).statements}
    context.rebuild()
    after = {s.id: s for s in context.run(context.engine.statements(Filter())).statements}
    changed = {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": sorted(id for id in after.keys() & before.keys() if after[id] != before[id]),
    }
    lines: list[Line] = [
        (("label", f"{what}: "), ("", ", ".join(ids) or "none")) for what, ids in changed.items()
    ]
    return Reply({"outcome": "answered", **changed}, lambda: lines)


@click.command("init", epilog="Example: onrecord init my-library --copy")
@click.argument("folder", metavar="DIR")
@click.option("--copy", is_flag=True, help="A writable copy of the embedded library instead of an example.")
@click.option("--empty", is_flag=True, help="Nobody and nothing in it: the files with their comments alone.")
@as_json
@click.pass_obj
def init(context: CliContext, folder: str, copy: bool, empty: bool) -> Reply:
    """Make a new library: one commented example of each file, an empty one, or a copy of the embedded one."""
    if copy and empty:
        raise UserError("--copy and --empty are two libraries", "name one of them")
    if not folder.strip():
        raise UserError("the folder has no name", "write for example: onrecord init my-library")
    root = Path(folder).expanduser()
    # nothing is ever mixed with files that are there, but for those of an `init` that was killed
    if root.exists() and (not root.is_dir() or {each.name for each in root.iterdir()} - _begun(root)):
        raise UserError(f"{folder} is not empty", "name a new folder")
    # the example lies in the package: it is there however the program was installed
    source = paths.embedded_library_dir() if copy else Path(str(files("briefs").joinpath("example")))
    try:
        _put_together(source, root, empty)
    except OSError as error:
        raise UserError(
            f"{folder} cannot be written: {error.strerror}", "name a folder that can be written"
        ) from None
    onrecord = f"onrecord --library {folder}"
    then = f"Take in an article: {onrecord} add FILE" if empty else f"Ask it: {onrecord} people"
    lines: list[Line] = [
        (("", f"A library is in {folder}. Check it: {onrecord} lint"),),
        (("", then),),
    ]
    return Reply({"outcome": "answered", "library": str(root)}, lambda: lines)


def _without_examples(root: Path) -> None:
    """Of people, topics and briefs the comment and an empty list; no article."""
    for file in (root / "seeds").rglob("*"):
        if file.is_file():
            file.unlink()
    for name in _EXAMPLES:
        file = root / "config" / f"{name}.yaml"
        comment = [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")]
        file.write_text("\n".join([*comment, f"{name}: []", ""]), "utf-8")


def _begun(root: Path) -> set[str]:
    """What lies in a folder that an earlier `init` did not finish: its last step had not been done."""
    return {"config", _STAGED} if (root / _STAGED).is_dir() and not (root / "seeds").exists() else set()


def _put_together(source: Path, root: Path, empty: bool) -> None:
    """The library whole or, after a kill, to be begun again; for good. Raises OSError."""
    staged = root / _STAGED
    for left in sorted(_begun(root), reverse=True):  # what tells that it was begun goes last
        if (root / left).exists():
            shutil.rmtree(root / left)
    make_folders(root)
    for part in _PARTS:
        shutil.copytree(source / part, staged / part)
    if empty:
        _without_examples(staged)
    sync_tree(staged)
    for part in _PARTS:  # `seeds` last: a folder without it is no library
        (staged / part).rename(root / part)
    sync_folder(root)
    staged.rmdir()
