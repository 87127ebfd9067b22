"""A library, its state and its cache in one folder, and what each writer is to do there."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.briefs.ingest.review import fakes
from tests.briefs.library import small_library
from tests.faults.client import KILL_AFTER, Server

FEEDS = "allow: [127.0.0.0/8]\npause: 0\nmodel: no\n"
ADDED = "Ferry sails\n\nAnna Ray said the ferry would sail in June. “It is ready,” she told reporters.\n"
CHANGED = ADDED.replace("in June", "in July, not in June as was thought")
PUBLISHED = ("--published", "2026-04-23", "--publisher", "The Post")


@dataclass(frozen=True, slots=True)
class Writer:
    """`command` changes the library or the state; `before` are commands that it needs to find done.

    `{key}` stands for the candidate of the place, `{inbox}` for the folder of files that come in, `{root}`
    for that of all that changes, `{done}` for the change that was finished before. `half` is a command that
    was killed when its change had just become due.
    """

    name: str
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    half: tuple[str, ...] = ()
    version: int | None = None  # the state is of this old migration
    keeps: bool = False  # a copy of the state that it replaces

    @property
    def worker(self) -> bool:
        """Whether it needs the process that reads articles."""
        return self.command[0] == "add"


ACCEPT = ("review", "--accept", "{key}", "--topics", "harbours", "--by", "ann")
IMPORT = ("import", "{inbox}/export.json")
LIST = ("review", "--list")
WRITERS = (
    Writer("accept", ACCEPT),
    Writer("undo", ("review", "--undo", "{key}", "--by", "ann"), (ACCEPT,)),
    Writer("reject", ("review", "--reject", "{key}", "--reason", "old", "--by", "ann")),
    Writer("revise", ("review", "--withdraw", "old-news-01", "--note", "Wrong.", "--by", "ann")),
    Writer("import", IMPORT),
    Writer("take an import back", ("changes", "undo", "{done}"), (IMPORT,)),
    Writer("recover an acceptance", LIST, half=ACCEPT),
    Writer("recover an import", LIST, half=IMPORT),
    Writer("add", ("add", "{inbox}/ferry.txt", *PUBLISHED)),
    Writer("add what changed", ("add", "{inbox}/ferry-2.txt", *PUBLISHED),
           (("add", "{inbox}/ferry.txt", *PUBLISHED),)),
    Writer("restore", ("state", "restore", "{inbox}/backup.db"),
           (("state", "backup", "{inbox}/backup.db"),
            ("review", "--reject", "{key}", "--by", "ann")), keeps=True),
    Writer("export", ("export", "--out", "{root}/out/file"),
           (("export", "--format", "csv", "--out", "{root}/out/file"),)),
    Writer("migrate from 1", ("feeds", "list"), version=1, keeps=True),
    Writer("migrate from 4", ("feeds", "list"), version=4, keeps=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """`root/` holds all that a writer may change, `before/` is a copy of it as a writer finds it."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "place"

    @property
    def before(self) -> Path:
        return self.folder / "before"

    @property
    def env(self) -> dict[str, str]:
        """What the program is told of it."""
        return {
            "ONRECORD_LIBRARY": str(self.root / "library"),
            "ONRECORD_STATE": str(self.root / "state/state.db"),
            "ONRECORD_CACHE": str(self.root / "cache"),
            "ONRECORD_DATA": str(self.root / "state"),
        }

    def make(self, server: Server) -> str:
        """A library of three articles, a fourth in the queue; the key of its first candidate."""
        inbox = self.folder / "inbox"
        inbox.mkdir()
        for name, text in (("harbour", fakes.TEXT), ("ferry", ADDED), ("ferry-2", CHANGED)):
            (inbox / f"{name}.txt").write_text(text, "utf-8")
        small_library.write(inbox / "other")
        seeds = fakes.make(self.root / "library") / "seeds"
        for name in ("more-news", "last-news"):
            (seeds / f"articles/{name}.txt").write_text(fakes.OLD_TEXT, "utf-8")
            dossier = fakes.OLD_DOSSIER.replace("old-news", name)
            (seeds / f"dossiers/{name}.yaml").write_text(dossier, "utf-8")
        (self.root / "out").mkdir()
        (self.root / "library/config/feeds.yaml").write_text(FEEDS, "utf-8")
        _done(server, "--library", str(inbox / "other"), "export", "--out", str(inbox / "export.json"))
        _done(server, "add", str(inbox / "harbour.txt"), *PUBLISHED, worker=True)
        waiting = json.loads(_done(server, "review", "--list", "--json"))["candidates"]
        shutil.copytree(self.root, self.folder / "base")
        return str(waiting[0]["key"])

    def prepare(self, server: Server, writer: Writer, key: str) -> tuple[str, ...]:
        """Makes `before/` for a writer; the command as it is to be run. The place itself holds the old."""
        self._reset(self.folder / "base")
        words = {"key": key, "inbox": f"{self.folder}/inbox", "root": str(self.root)}
        for command in writer.before:
            _done(server, *_filled(command, words), worker=command[0] == "add")
        words["done"] = next((path.name for path in self.root.glob("library/.onrecord/done/*")), "")
        if writer.version is not None:
            state = self.env["ONRECORD_STATE"]
            server.call("tests.faults.observe:make_old", state=state, version=writer.version)
        self._keep()
        if writer.half:
            self._kill_when_due(server, _filled(writer.half, words))
        return _filled(writer.command, words)

    def _kill_when_due(self, server: Server, command: tuple[str, ...]) -> None:
        due = str(self.root / "library/.onrecord/changes")
        untouched = self.before.rename(self.folder / "untouched")
        calls = server.run(*command, below=self.root).calls
        point = next(n for n, call in enumerate(calls, 1) if call.kind == "rename" and due in call.second)
        self._reset(untouched)
        ended = server.run(*command, below=self.root, point=point, fault=KILL_AFTER)
        assert ended.hit is not None and [path for path in Path(due).iterdir() if path.suffix != ".new"]
        self._keep()
        self._reset(untouched)
        shutil.rmtree(untouched)

    def _keep(self) -> None:
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(self.root, self.before)

    def reset(self) -> None:
        """The place is as the writer finds it."""
        self._reset(self.before)

    def _reset(self, source: Path) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(source, self.root)


def _filled(command: tuple[str, ...], words: dict[str, str]) -> tuple[str, ...]:
    return tuple(word.format(**words) for word in command)


def _done(server: Server, *command: str, worker: bool = False) -> str:
    ended = server.run(*command, worker=worker)
    assert ended.status == 0, (command, ended.output)
    return ended.output
