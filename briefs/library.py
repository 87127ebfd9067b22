"""A library folder, checked as a whole: config/*.yaml, seeds/dossiers/*.yaml and seeds/articles/*.txt.

To see that nothing changed takes `stamps` alone; what parses and checks is loaded only when it is needed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefs.errors import BrokenLibrary, Problem
from briefs.model import LibraryView

PEOPLE, TOPICS = "config/people.yaml", "config/topics.yaml"
OCCASIONS, POSITIONS = "config/occasions.yaml", "config/positions.yaml"
CONFIG = (PEOPLE, TOPICS, OCCASIONS, POSITIONS)
DOSSIERS, ARTICLES = "seeds/dossiers", "seeds/articles"


def read(root: Path, cache: Path | None = None) -> LibraryView:
    """The whole library, or BrokenLibrary with all its problems.

    `cache` is a folder in which checked dossiers are kept: those that did not change are not parsed again.
    """
    from briefs import parsed
    from briefs.assembly import view_of
    from briefs.reading import Reading

    reading = Reading(root, parsed.load(cache) if cache else {})
    content = reading.content()
    if reading.problems:
        raise BrokenLibrary(_sorted(reading.problems))
    if cache:
        reading.keep(cache)
    return view_of(root, content, reading.texts, reading.files)


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the library, in order of file, line and column; read without any cache."""
    from briefs.reading import Reading

    reading = Reading(root, {})
    reading.content()
    return _sorted(reading.problems)


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """The library's files with modification time (ns) and size: cheap to compare with an earlier listing."""
    return {name: (found.st_mtime_ns, found.st_size) for name, found in listing(root)}


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted({*problems}, key=lambda each: (each.file, each.line, each.column, each.message)))


def listing(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Relative path and stamp of every file that belongs to the library, in order."""
    for name in CONFIG:
        if (found := _stat(root / name)) is not None:
            yield name, found
    for folder, ending in ((DOSSIERS, (".yaml", ".yml")), (ARTICLES, (".txt",))):
        try:
            with os.scandir(root / folder) as entries:
                names = sorted(e.name for e in entries if e.name.endswith(ending) and e.name[0] != ".")
        except OSError:
            continue
        for name in names:
            if (found := _stat(root / folder / name)) is not None:
                yield f"{folder}/{name}", found


def _stat(file: Path) -> os.stat_result | None:
    """None also for pipes and devices, whose reading might never end."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None
