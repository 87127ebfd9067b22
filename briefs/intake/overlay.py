"""A library as it would be after a change, checked before the change touches anything.

Made of hard links, which cost next to nothing and, unlike symbolic ones, lead nowhere else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from briefs import library
from briefs.errors import BrokenLibrary, Problem, Trouble
from briefs.intake.journal import Change, Journal


class NotFit(Trouble):
    """The library check found `problems` in what would be written; nothing was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"this cannot stand in the library: {problems[0]}", problems[0].expected)
        self.problems = tuple(problems)


_FOLDERS = ("config", "seeds/articles", "seeds/dossiers")


def lay(root: Path, changed: Mapping[str, bytes | None], view: Path) -> Path:
    """Makes `view`: the library's files as links, the changed ones as they will be; None leaves one out."""
    for folder in _FOLDERS:
        (view / folder).mkdir(parents=True)
        for entry in os.scandir(root / folder) if (root / folder).is_dir() else ():
            if f"{folder}/{entry.name}" not in changed and entry.is_file():
                _link(entry.path, view / folder / entry.name)
    for path, content in changed.items():
        if content is not None:
            (view / path).parent.mkdir(parents=True, exist_ok=True)
            (view / path).write_bytes(content)
    return view


def checked_by(
    check: Callable[[Path], Sequence[Problem]], root: Path, journal: Journal, change: Change
) -> None:
    """Writes the change out as a draft of the journal. Raises NotFit, and drops the draft, if it is wrong."""
    folder = journal.draft(change)
    try:
        view = lay(root, {each.path: each.after for each in change.files}, folder / "view")
        problems = check(view)
        shutil.rmtree(view)
        if problems:
            raise NotFit(problems)
    except BaseException:
        journal.drop(change)
        raise


def library_check(cache: Path | None) -> Callable[[Path], Sequence[Problem]]:
    """The library check for Curation; with a `cache` folder only changed dossiers are parsed."""

    def check(root: Path) -> Sequence[Problem]:
        try:
            library.read(root, cache)
        except BrokenLibrary as broken:
            return broken.problems
        return ()

    return check


def _link(source: str, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
