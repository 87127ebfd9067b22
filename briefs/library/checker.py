"""A library folder, checked as a whole: config/*.yaml, seeds/dossiers/*.yaml and seeds/articles/*.txt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefs.errors import LibraryInvalid, Problem
from briefs.library import parse_cache
from briefs.library.cross_checks import LibraryContent
from briefs.library.loader import File, KnownStamps, LibraryLoader, Overrides, Progress
from briefs.library.resolver import resolve_library
from briefs.model import Library


def read(root: Path, cache: Path | None = None, progress: Progress | None = None) -> Library:
    """The whole library. Raises :class:`briefs.errors.LibraryInvalid` with all its problems.

    `cache` is a folder in which checked dossiers are kept: those that did not change are not parsed again.
    `progress` is told how many dossiers are read, and of how many.
    """
    known = parse_cache.load(cache) if cache else {}
    return _checked(LibraryLoader(root, known, progress=progress), cache).resolve()


class CheckedPart:
    """A library without problems, of which some dossiers alone were read: their records are in `content`."""

    def __init__(self, reading: LibraryLoader, content: LibraryContent) -> None:
        self._reading, self.content = reading, content

    @property
    def files(self) -> dict[str, File]:
        """Every file of the library by its path there."""
        return self._reading.files

    def resolve(self, only: Collection[str]) -> Library:
        """The library with no more of its articles and statements than these dossiers hold.

        Raises :class:`briefs.errors.UserError` where an article's text was changed in the meantime.
        """
        return self._resolved(only)

    def _resolved(self, only: Collection[str] | None) -> Library:
        reading = self._reading
        return resolve_library(reading.root, self.content, reading.text, reading.files, only)


class CheckedLibrary(CheckedPart):
    """A library without problems: what each file holds, as plain records in `content`.

    Statements are put together by :meth:`resolve`, which an update of the index needs for a few files only.
    """

    def resolve(self, only: Collection[str] | None = None) -> Library:
        """The library, or with `only` no more of its articles and statements than these dossiers hold.

        Raises :class:`briefs.errors.UserError` where an article's text was changed in the meantime.
        """
        return self._resolved(only)

    def refresh_stamps(self, names: Iterable[str]) -> None:
        """These files have been written and have stamps now, unless others have changed them since."""
        for name in names:
            path = self._reading.root / name
            with suppress(OSError, KeyError):
                found, file = path.stat(), self.files[name]
                if sha256(path.read_bytes()).hexdigest() == file.sha256:
                    self.files[name] = file._replace(stamp=(found.st_mtime_ns, found.st_size))


class LibraryChecker:
    """Checks one library again and again: dossiers that did not change are parsed once."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache = root, cache
        self._known: dict[str, parse_cache.CachedRow] | None = None

    def check(self, seen: KnownStamps | None = None, changed: Overrides | None = None) -> CheckedLibrary:
        """The library, or as it would be with files `changed`. Raises :class:`briefs.errors.LibraryInvalid`.

        `seen` are files with the stamps they had when the index was built: the same stamp, the same file.
        """
        if self._known is None:
            self._known = parse_cache.load(self.cache)
        reading = LibraryLoader(self.root, self._known, seen, changed)
        found = _checked(reading, self.cache)
        self._known = reading.dossier_rows()
        return found


def _checked(reading: LibraryLoader, cache: Path | None) -> CheckedLibrary:
    content = reading.content()
    if reading.problems:
        raise LibraryInvalid(_sorted(reading.problems))
    if cache:
        reading.save_cache(cache)
    return CheckedLibrary(reading, content)


def check(
    root: Path, changed: Overrides | None = None, cache: Path | None = None, progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Every problem of the library, in order of file, line and column; with files `changed`, if given."""
    reading = LibraryLoader(
        root, parse_cache.load(cache) if cache else {}, changed=changed, progress=progress
    )
    reading.content()
    return _sorted(reading.problems)


class Findings(NamedTuple):
    """Each in order of file, line and column. `warnings` are for curators; they break no rule."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def lint(root: Path) -> Findings:
    """All that a curator has to know of; read without any cache, so that a stale one can hide nothing."""
    reading = LibraryLoader(root, {})
    content = reading.content()
    return Findings(_sorted(reading.problems), _sorted(reading.warnings(content)))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted({*problems}, key=lambda each: (each.file, each.line, each.column, each.message)))
