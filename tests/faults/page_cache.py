"""What a power cut leaves of calls that were logged: a model of the page cache, after ALICE and CrashMonkey.

What a file holds is safe once that file was synced, its name once its folder was. All else may be lost or
kept: bytes in part, names each for itself. A rename is one step, safe once the folder that it leads to is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.faults.client import Call

Tree = dict[str, bytes | None]  # by path; None for a folder
Edits = list[tuple[int, str, int | None]]  # folder, name, and what the name leads to now


@dataclass
class File:
    """`safe` outlives a power cut; `pending` are later writes (offset, bytes), truncations (length, None)."""

    safe: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def after(self, count: int, torn: bool = False) -> bytes:
        """With the first `count` pending changes; `torn`: of the last one only half."""
        held = bytearray(self.safe)
        for number, (offset, data) in enumerate(self.pending[:count]):
            if data is None:
                del held[offset:]
                held.extend(bytes(offset - len(held)))
                continue
            if torn and number == count - 1:
                data = data[: len(data) // 2]
            held.extend(bytes(max(0, offset - len(held))))
            held[offset : offset + len(data)] = data
        return bytes(held)


@dataclass
class Step:
    """A change of names; `safe` once the folder of the last edit was synced."""

    edits: Edits
    safe: bool = False


class PageCache:
    """The folder `root` of which `before` is a copy, and the calls that change it, one after the other."""

    def __init__(self, root: Path, before: Path) -> None:
        self._root = str(root)
        self._files: dict[int, File] = {}
        self._folders: dict[int, dict[str, int]] = {0: {}}  # as they were: steps are not yet taken
        self._now: dict[int, dict[str, int]] = {0: {}}
        self._steps: list[Step] = []
        for path in sorted(path for path in before.rglob("*") if not path.name.endswith("-shm")):
            folder, name = self._place(f"{self._root}/{path.relative_to(before)}")
            self._folders[folder][name] = self._new(None if path.is_dir() else File(path.read_bytes()))
            self._now[folder][name] = self._folders[folder][name]

    def take(self, call: Call) -> None:
        """One call of the log. SQLite's shared memory, which no crash leaves, is passed over."""
        if call.first.endswith("-shm") or not call.done:
            return
        folder, name = self._place(call.first)
        if call.kind in ("create", "mkdir"):
            self._step([(folder, name, self._new(File() if call.kind == "create" else None))])
        elif call.kind in ("unlink", "rmdir"):
            self._step([(folder, name, None)])
        elif call.kind in ("rename", "link"):
            target = self._now[folder][name]
            gone: Edits = [(folder, name, None)] if call.kind == "rename" else []
            self._step([*gone, (*self._place(call.second), target)])
        elif call.kind in ("write", "truncate", "sync"):
            self._change(call, self._now[folder].get(name, -1) if name else 0)

    def _change(self, call: Call, target: int) -> None:
        file = self._files.get(target)
        if file is None:
            if call.kind == "sync":
                for step in self._steps:
                    step.safe |= step.edits[-1][0] == target
        elif call.kind == "sync":
            file.safe, file.pending = file.after(len(file.pending)), []
        else:
            file.pending.append((call.offset, call.data if call.kind == "write" else None))

    def tree(self, kept: Callable[[int], bool], holds: Callable[[File], bytes]) -> Tree:
        """With the pending steps that are `kept`, by their number, and files as `holds` says."""
        folders = {number: dict(names) for number, names in self._folders.items()}
        pending = -1
        for step in self._steps:
            pending += not step.safe
            if step.safe or kept(pending):
                for folder, name, target in step.edits:
                    folders[folder].pop(name, None)
                    if target is not None:
                        folders[folder][name] = target
        found: Tree = {}
        self._collect(folders, 0, "", holds, found)
        return found

    def after_a_cut(self, seed: int) -> Iterator[tuple[str, Tree]]:
        """What may be left after a power cut now: the extremes, and one of all that lies between."""
        chance, pending = Random(seed), sum(not step.safe for step in self._steps)
        whole, names = (lambda file: file.after(len(file.pending))), (lambda number: True)
        yield "nothing", self.tree(lambda number: False, lambda file: file.safe)
        yield "names", self.tree(names, lambda file: file.safe)
        yield "contents", self.tree(lambda number: False, whole)
        yield "torn", self.tree(names, lambda file: file.after(len(file.pending), torn=True))
        first = chance.randint(0, pending)
        yield "first", self.tree(lambda number: number < first, whole)
        some = [chance.random() < 0.5 for _ in range(pending)]
        yield "some", self.tree(some.__getitem__, lambda f: f.after(chance.randint(0, len(f.pending)), True))

    def after_a_kill(self) -> Tree:
        """A process that is killed loses nothing: the machine goes on."""
        return self.tree(lambda number: True, lambda file: file.after(len(file.pending)))

    def _new(self, file: File | None) -> int:
        number = len(self._files) + len(self._folders)
        if file is None:
            self._folders[number], self._now[number] = {}, {}
        else:
            self._files[number] = file
        return number

    def _step(self, edits: Edits) -> None:
        self._steps.append(Step(edits))
        for folder, name, target in edits:
            self._now[folder].pop(name, None)
            if target is not None:
                self._now[folder][name] = target

    def _place(self, path: str) -> tuple[int, str]:
        *folders, name = path.removeprefix(self._root).lstrip("/").split("/")
        number = 0
        for each in folders:
            number = self._now[number][each]
        return number, name

    def _collect(
        self,
        folders: Mapping[int, dict[str, int]],
        number: int,
        path: str,
        holds: Callable[[File], bytes],
        found: Tree,
    ) -> None:
        for name, target in folders[number].items():
            if target in self._files:
                found[path + name] = holds(self._files[target])
            else:
                found[path + name] = None
                self._collect(folders, target, f"{path}{name}/", holds, found)


def read(root: Path) -> Tree:
    """What stands in a folder now."""
    return {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes()
        for path in root.rglob("*")
        if not path.name.endswith("-shm")
    }


def put(tree: Tree, root: Path) -> None:
    """Makes a folder hold just that; files that hold it already keep their times."""
    for path in sorted(root.rglob("*"), reverse=True):
        if str(path.relative_to(root)) not in tree:
            path.rmdir() if path.is_dir() else path.unlink()
    for name in sorted(tree):
        path, content = root / name, tree[name]
        if content is None:
            path.mkdir(exist_ok=True)
        elif not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def key(tree: Tree) -> bytes:
    """The same for two trees that are the same."""
    found = sha256()
    for name in sorted(tree):
        found.update(f"{name}\0".encode() + sha256(tree[name] or b"").digest())
    return found.digest()


def replayed(root: Path, before: Path, calls: Sequence[Call]) -> Iterator[PageCache]:
    """The cache before the first call, after it, and so on; always the same one, to be looked at at once."""
    cache = PageCache(root, before)
    yield cache
    for call in calls:
        cache.take(call)
        yield cache
