"""A library folder, checked as a whole: config/*.yaml, seeds/dossiers/*.yaml and seeds/articles/*.txt."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from briefs import dossiers, parsed, registers
from briefs.assembly import view_of
from briefs.dossiers import Dossier, Text
from briefs.errors import BrokenLibrary, Problem
from briefs.forms import Form, Sheet, place_of
from briefs.model import LibraryView
from briefs.references import OCCASIONS, PEOPLE, POSITIONS, TOPICS, Content, Remark, remarks
from briefs.yamltext import read_form

CONFIG = (PEOPLE, TOPICS, OCCASIONS, POSITIONS)
DOSSIERS, ARTICLES = "seeds/dossiers", "seeds/articles"


def read(root: Path, cache: Path | None = None) -> LibraryView:
    """The whole library, or BrokenLibrary with all its problems.

    `cache` is a folder in which checked dossiers are kept: those that did not change are not parsed again.
    """
    reading = _Reading(root, parsed.load(cache) if cache else {})
    content = reading.content()
    if reading.problems:
        raise BrokenLibrary(_sorted(reading.problems))
    if cache:
        reading.keep(cache)
    return view_of(root, content, reading.texts, reading.files)


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the library, in order of file, line and column; read without any cache."""
    reading = _Reading(root, {})
    reading.content()
    return _sorted(reading.problems)


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """The library's files with modification time (ns) and size: cheap to compare with an earlier listing."""
    return {name: (found.st_mtime_ns, found.st_size) for name, found in _listing(root)}


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted({*problems}, key=lambda each: (each.file, each.line, each.column, each.message)))


def _listing(root: Path) -> Iterator[tuple[str, os.stat_result]]:
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
    try:
        return file.stat()
    except OSError:
        return None


class File(NamedTuple):
    """A file as read: its bytes and their SHA-256, with the stamp it had before."""

    content: bytes
    sha256: str
    stamp: tuple[int, int]


class _Reading:
    """One reading of a library: gathers files, contents and problems."""

    def __init__(self, root: Path, known: dict[str, parsed.Row]) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.texts: dict[str, Text] = {}
        self.files: dict[str, File] = {}
        self._known = known
        self._unread: set[str] = set()
        self._new: dict[str, parsed.Row] = {}

    def content(self) -> Content:
        if not (self.root / DOSSIERS).is_dir():
            expected = "a library folder: `onrecord init DIR` makes one"
            self.problems.append(Problem(DOSSIERS, 1, 1, "there is no such folder", expected))
        real = os.path.realpath(self.root)
        for name, found in _listing(self.root):
            self._read_file(name, (found.st_mtime_ns, found.st_size), real)
        content = Content(
            self._register(PEOPLE, "people", registers.person),
            self._register(TOPICS, "topics", registers.topic),
            self._register(OCCASIONS, "occasions", registers.occasion),
            self._register(POSITIONS, "positions", registers.position),
            dict(self._dossiers()),
            frozenset(self._unread),
        )
        self._place(list(remarks(content)))
        return content

    def keep(self, cache: Path) -> None:
        kept = [file.sha256 for name, file in self.files.items() if name.startswith(DOSSIERS)]
        if self._new or len(self._known) > len({*kept}):
            parsed.save(cache, self._new, kept)

    def _read_file(self, name: str, stamp: tuple[int, int], real: str) -> None:
        path = os.path.join(self.root, name)
        try:
            if not os.path.realpath(path).startswith(real + os.sep):
                self._unreadable(name, "this link leads out of the library", "the file itself")
                return
            with open(path, "rb") as stream:
                content = stream.read()
        except OSError as error:
            self._unreadable(name, f"the file cannot be read: {error.strerror}")
            return
        self.files[name] = File(content, sha256(content).hexdigest(), stamp)
        if name.startswith(ARTICLES):
            self._text(name, content)

    def _unreadable(self, name: str, message: str, expected: str | None = None) -> None:
        self.problems.append(Problem(name, 1, 1, message, expected))
        if not name.startswith(ARTICLES):
            self._unread.add(name)

    def _text(self, name: str, content: bytes) -> None:
        try:
            text = content.decode("utf-8")  # line ends as they stand, as with newline=''
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.problems.append(Problem(name, line, 1, "this line is not UTF-8", "a text file in UTF-8"))
            return
        self.texts[name.rpartition("/")[2]] = Text(text, self.files[name].sha256)

    def _register(self, name: str, key: str, read: Callable[[Form], Any]) -> tuple[Any, ...]:
        if name not in self.files:
            return ()
        form = self._form(name)
        return registers.read_all(form, key, read) if form else ()

    def _form(self, name: str) -> Form | None:
        form = read_form(self.files[name].content, Sheet(name, self.problems))
        if form is None:
            self._unread.add(name)
        return form

    def _dossiers(self) -> Iterator[tuple[str, Dossier]]:
        for name, file in self.files.items():
            if name.startswith(DOSSIERS) and (dossier := self._dossier(name, file)):
                yield name, dossier

    def _dossier(self, name: str, file: File) -> Dossier | None:
        if name.endswith(".yml"):
            self.problems.append(Problem(name, 1, 1, "the name ends in .yml", "a name that ends in .yaml"))
            return None
        if known := self._known.get(file.sha256):
            text = self.texts.get(known[0])
            if text and text.sha256 == known[1]:
                return known[2]
        before = len(self.problems)
        form = self._form(name)
        if form is None:
            return None
        text_name = dossiers.text_name(form)
        source = self.texts.get(text_name) if text_name else None
        if text_name and source is None and f"{ARTICLES}/{text_name}" not in self.files:
            place = place_of(form, ("article", "text"))
            form.sheet.problem(place, f"there is no file {ARTICLES}/{text_name}", "the article's text file")
        dossier = dossiers.read(form, source)
        if source and text_name and len(self.problems) == before:
            self._new[file.sha256] = (text_name, source.sha256, dossier)
        return dossier

    def _place(self, found: list[Remark]) -> None:
        """Remarks as problems: their files are parsed once more, now for the places."""
        forms: dict[str, Form | None] = {}
        for remark in found:
            if remark.file not in forms:
                forms[remark.file] = read_form(self.files[remark.file].content, Sheet(remark.file, []))
            form = forms[remark.file]
            line, column = place_of(form, remark.path) if form else (1, 1)
            self.problems.append(Problem(remark.file, line, column, remark.message, remark.expected))
