"""One reading of a library folder: its files, what they hold, and every problem found on the way.

Paths are relative to the folder, with slashes; a problem's line and column count from 1.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from briefs.errors import Problem
from briefs.library import dossiers, parse_cache, registers
from briefs.library.cross_checks import CrossFileProblem, LibraryContent, cross_file_problems, warnings
from briefs.library.dossiers import Dossier, Text
from briefs.library.files import (
    ARTICLES,
    CONFIG,
    DOSSIERS,
    OCCASIONS,
    PEOPLE,
    POSITIONS,
    SHIFTS,
    TOPICS,
    FileStamps,
    file_stamps,
    path_fault,
    place_in_listing,
)
from briefs.library.originals import original_problems
from briefs.library.yaml_mapping import ProblemSink, YamlMapping, place_of
from briefs.library.yaml_parser import read_mapping
from briefs.memory import collection_paused
from briefs.text import shown

KnownStamps = Mapping[str, tuple[int, int, str]]  # file: its stamp, and the SHA-256 that it had with it
Progress = Callable[[int, int], None]  # how many are done, and of how many
Overrides = Mapping[str, bytes | None]  # file: what it shall hold; None: it shall be no more


class File(NamedTuple):
    """A file with the stamp it had before it was read. `content` is None where the stamp said enough."""

    content: bytes | None
    sha256: str
    stamp: tuple[int, int]


class LibraryLoader:
    """One reading of a library: gathers `files`, contents and `problems`.

    `known` are records of dossiers by the SHA-256 of their bytes. What is `seen` and still has its stamp is
    not read again. `changed` stands in for files of the folder. `progress` is told how many dossiers are
    read, and of how many.
    """

    def __init__(
        self,
        root: Path,
        known: dict[str, parse_cache.CachedRow],
        seen: KnownStamps | None = None,
        changed: Overrides | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.root = root
        self._progress = progress
        self.problems: list[Problem] = []
        self.files: dict[str, File] = {}
        self._new: dict[str, parse_cache.CachedRow] = {}
        self._texts: dict[str, Text] = {}
        self._known, self._seen, self._changed = known, seen or {}, changed or {}
        self._real = os.path.realpath(root)
        self._unread: set[str] = set()

    @collection_paused()
    def content(self) -> LibraryContent:
        """Everything that the files hold, checked; to be called once, before the other methods."""
        self.list_files()
        content = self.with_registers(
            dict(self.dossiers([name for name in self.files if name.startswith(DOSSIERS)]))
        )
        self.check(content)
        return content

    def list_files(self, stamps: FileStamps | None = None) -> None:
        """Gathers `files`, whose `stamps` may be known already; reads those of which too little is known."""
        if not (self.root / DOSSIERS).is_dir() and not any(
            name.startswith(DOSSIERS) for name in self._changed
        ):
            expected = "a library folder: `onrecord init DIR` makes one"
            self.problems.append(Problem(DOSSIERS, 1, 1, "there is no such folder", expected))
        for name, stamp in self._listed(stamps or file_stamps(self.root)).items():
            self._load(name, stamp)

    def with_registers(self, held: dict[str, Dossier]) -> LibraryContent:
        """What the registers say, and these dossiers by their files."""
        return LibraryContent(
            self._register(PEOPLE, "people", registers.person),
            self._register(TOPICS, "topics", registers.topic),
            self._register(OCCASIONS, "occasions", registers.occasion),
            self._register(POSITIONS, "positions", registers.position),
            held,
            frozenset(self._unread),
            self._register(SHIFTS, "shifts", registers.shift),
        )

    def check(self, content: LibraryContent) -> None:
        """Notes as `problems` what does not fit together."""
        self.problems += self._with_places(cross_file_problems(content))
        self.problems += self._with_places(original_problems(content, self.text))

    def warnings(self, content: LibraryContent) -> list[Problem]:
        """What breaks no rule and wants a curator, in any order."""
        return self._with_places(warnings(content))

    def know(self, rows: Mapping[str, parse_cache.CachedRow]) -> None:
        """More records of dossiers by the SHA-256 of their bytes."""
        self._known |= rows

    def exchange_cache(self, cache: Path, gone: Collection[str]) -> None:
        """Keep in this folder the records of new dossiers, and no more those `gone` (SHA-256 each)."""
        parse_cache.exchange(cache, self._new, gone)

    def save_cache(self, cache: Path) -> None:
        """Keep the records of the dossiers in this folder, if any has changed."""
        kept = self.dossier_rows()
        if self._new or len(self._known) > len(kept):
            parse_cache.save(cache, self._new, kept)

    def dossier_rows(self) -> dict[str, parse_cache.CachedRow]:
        """What the library's dossiers hold, by their SHA-256: the next reading need not parse them."""
        rows = self._known | self._new
        sums = (file.sha256 for name, file in self.files.items() if name.startswith(DOSSIERS))
        return {key: rows[key] for key in sums if key in rows}

    def text(self, name: str) -> Text | None:
        """An article's text by its file's name, read now where its stamp had said enough so far."""
        path = f"{ARTICLES}/{name}"
        file = self.files.get(path)
        if file is not None and file.content is None:
            self._read_file(path, file.stamp)
        return self._texts.get(name)

    def _listed(self, found: FileStamps) -> FileStamps:
        if not self._changed:
            return found
        # A file that is yet to be written has no time; 0 is the time of none, so it is always read.
        for name, content in self._changed.items():
            if content is None:
                found.pop(name, None)
                continue
            # what the listing would pass over, or could not be written, is refused before it is
            if fault := path_fault(name, found):
                self.problems.append(Problem(shown(name), 1, 1, f"the name {fault}", "another name"))
            elif self._leads_out(os.path.dirname(name)):  # what is written there could not be read again
                self._unreadable(name, "its folder is a link out of the library", "the folder itself")
            found[name] = (0, len(content))
        return {name: found[name] for name in sorted(found, key=place_in_listing)}

    def _load(self, name: str, stamp: tuple[int, int]) -> None:
        # Registers are read always: they are small, and everything refers to them.
        mtime, size, digest = self._seen.get(name, (0, 0, ""))
        if (content := self._changed.get(name)) is not None:
            self._store(name, content, stamp)
        elif (mtime, size) == stamp and digest and name not in CONFIG:
            self.files[name] = File(None, digest, stamp)
        else:
            self._read_file(name, stamp)

    def _read_file(self, name: str, stamp: tuple[int, int]) -> None:
        path = os.path.join(self.root, name)
        try:
            # A library may come from somebody else: a link in it must not have other files read and shown.
            if self._leads_out(name):
                self._unreadable(name, "this link leads out of the library", "the file itself")
                return
            with open(path, "rb") as stream:
                content = stream.read()
        except OSError as error:
            self._unreadable(name, f"the file cannot be read: {error.strerror}")
            return
        self._store(name, content, stamp)

    def _leads_out(self, name: str) -> bool:
        return not os.path.realpath(os.path.join(self.root, name)).startswith(self._real + os.sep)

    def _store(self, name: str, content: bytes, stamp: tuple[int, int]) -> None:
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
        self._texts[name.rpartition("/")[2]] = Text(text, self.files[name].sha256)

    def _bytes(self, name: str) -> bytes | None:
        """What a file holds; None, with a problem, where it cannot be read any more."""
        if self.files[name].content is None:
            self._read_file(name, self.files[name].stamp)
        return self.files[name].content

    def _register(self, name: str, key: str, read: Callable[[YamlMapping], Any]) -> tuple[Any, ...]:
        if name not in self.files:
            return ()
        mapping = self._mapping(name)
        return registers.read_all(mapping, key, read) if mapping else ()

    def _mapping(self, name: str) -> YamlMapping | None:
        content = self._bytes(name)
        mapping = None if content is None else read_mapping(content, ProblemSink(name, self.problems))
        if mapping is None:
            self._unread.add(name)
        return mapping

    def dossiers(self, names: Sequence[str]) -> Iterator[tuple[str, Dossier]]:
        """Each of these files that can be read, with what it holds."""
        for done, name in enumerate(names):
            if self._progress:
                self._progress(done, len(names))
            if dossier := self._dossier(name):
                yield name, dossier

    def _dossier(self, name: str) -> Dossier | None:
        if name.endswith(".yml"):
            self.problems.append(Problem(name, 1, 1, "the name ends in .yml", "a name that ends in .yaml"))
            return None
        # What was found sound with this text is sound: rules between files are checked anew all the same.
        if known := self._known.get(self.files[name].sha256):
            text = self.files.get(f"{ARTICLES}/{known[0]}")
            if text and text.sha256 == known[1]:
                return known[2]
        before = len(self.problems)
        mapping = self._mapping(name)
        if mapping is None:
            return None
        text_name = dossiers.text_name(mapping)
        source = self.text(text_name) if text_name else None
        if text_name and source is None and f"{ARTICLES}/{text_name}" not in self.files:
            place = place_of(mapping, ("article", "text"))
            mapping.sink.problem(place, f"there is no file {ARTICLES}/{text_name}", "the article's text file")
        dossier = dossiers.read(mapping, source)
        if source and text_name and len(self.problems) == before:
            self._new[self.files[name].sha256] = (text_name, source.sha256, dossier)
        return dossier

    def _with_places(self, found: Iterable[CrossFileProblem]) -> list[Problem]:
        """Problems between files with their places, for which these files are parsed once more."""
        problems: list[Problem] = []
        mappings: dict[str, YamlMapping | None] = {}
        for found_problem in found:
            if found_problem.file not in mappings:
                content = self._bytes(found_problem.file)
                mappings[found_problem.file] = (
                    read_mapping(content, ProblemSink(found_problem.file, [])) if content else None
                )
            mapping = mappings[found_problem.file]
            line, column = place_of(mapping, found_problem.path) if mapping else (1, 1)
            problems.append(
                Problem(found_problem.file, line, column, found_problem.message, found_problem.expected)
            )
        return problems
