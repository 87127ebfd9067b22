"""A library folder, checked as a whole: config/*.yaml, seeds/dossiers/*.yaml and seeds/articles/*.txt."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefs import parsed
from briefs.assembly import view_of
from briefs.errors import BrokenLibrary, Problem
from briefs.model import LibraryView
from briefs.reading import Reading


def read(root: Path, cache: Path | None = None) -> LibraryView:
    """The whole library, or BrokenLibrary with all its problems.

    `cache` is a folder in which checked dossiers are kept: those that did not change are not parsed again.
    """
    reading = Reading(root, parsed.load(cache) if cache else {})
    content = reading.content()
    if reading.problems:
        raise BrokenLibrary(_sorted(reading.problems))
    if cache:
        reading.keep(cache)
    return view_of(root, content, reading.texts, reading.files)


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the library, in order of file, line and column; read without any cache."""
    reading = Reading(root, {})
    reading.content()
    return _sorted(reading.problems)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted({*problems}, key=lambda each: (each.file, each.line, each.column, each.message)))
