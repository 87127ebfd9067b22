"""Pages as they came, in a folder of the data: one WARC file for each body, under its hash."""

from __future__ import annotations

import binascii
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefs.atomic_files import replace_file
from briefs.ingest.fetch import PageCopy


@dataclass(frozen=True, slots=True)
class CopiesKept:
    """What the copies take, in bytes, of at most `most`."""

    files: int
    size: int
    most: int


class CopyFolder:
    """The folder is made with the first copy; where copies take more than `most` bytes, the oldest go.

    Its methods block.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most
        self._size: int | None = None  # in bytes; not counted yet

    def kept(self) -> CopiesKept:
        """What there is now."""
        sizes = [size for _, size, _ in self._files()]
        return CopiesKept(len(sizes), sum(sizes), self.most)

    def holds(self, name: str) -> bool:
        """Whether the copy of this name is still kept."""
        return (self.folder / name).is_file()

    def keep(self, copy: PageCopy) -> str | None:
        """The copy's name in the folder; None where there is no record of it, or no room for one."""
        try:
            record = b64decode(copy.record, validate=True)
            if not record:
                return None
            # a hash comes from the process that read the page: nothing else may become a path
            name = f"{int(copy.sha256, 16):064x}"
            file = self.folder / name[:2] / f"{name}.warc.gz"
            if len(record) > self.most:
                return None
            if not file.exists():
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(file, record)
                self._make_room(file, len(record))
        except (OSError, ValueError, binascii.Error):
            return None  # the page is compared all the same
        return f"{name[:2]}/{name}.warc.gz"

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was written, its size and place."""
        found = []
        for file in self.folder.glob("??/*.warc.gz"):
            with suppress(OSError):  # another process made room just now
                stat = file.stat()
                found.append((stat.st_mtime, stat.st_size, file))
        return found

    def _make_room(self, newest: Path, size: int) -> None:
        if self._size is not None and self._size + size <= self.most:
            self._size += size
            return
        files = sorted(self._files(), key=lambda each: (each[2] == newest, each[0], each[2]))
        self._size = sum(size for _, size, _ in files)
        for _, size, file in files:
            if self._size <= self.most:
                return
            file.unlink(missing_ok=True)
            self._size -= size
