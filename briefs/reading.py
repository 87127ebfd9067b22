"""One reading of a library folder: its files, what they hold, and every problem found on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from briefs import dossiers, parsed, registers
from briefs.dossiers import Dossier, Text
from briefs.errors import Problem
from briefs.forms import Form, Sheet, place_of
from briefs.listing import ARTICLES, DOSSIERS, OCCASIONS, PEOPLE, POSITIONS, TOPICS, listing
from briefs.references import Content, Remark, remarks
from briefs.yamltext import read_form


class File(NamedTuple):
    """A file as read: its bytes and their SHA-256, with the stamp it had before."""

    content: bytes
    sha256: str
    stamp: tuple[int, int]


class Reading:
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
        for name, found in listing(self.root):
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
