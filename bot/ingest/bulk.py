"""Many files at once, from a folder or a ZIP archive: each taken in or told why not, none twice."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefs.errors import UserError
from briefs.ingest import fetch
from briefs.ingest.people import lists_persons

if TYPE_CHECKING:
    from briefs.ingest import ArticleIngestor
    from briefs.ingest.worker import Worker

LONGEST_FILE = 20_000_000  # bytes
LONGEST_LIST = 100_000_000  # bytes of a list of persons
_KINDS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".xml", ".vtt", ".srt", ".json"})
_LISTS = frozenset({".xml", ".json"})
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_ENCRYPTED, _PATCHED = 0x41, 0x20  # bits of an entry's flags
_IDS = re.compile(rb"\b(?:who|by)=[\"']#?([^\"'\s]{1,100})[\"']")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by its name in the folder or archive; `size` in bytes is what that says, and may be false.

    `read` gives the content; of what is longer in an archive, one byte more than LONGEST_FILE.
    """

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of the files: new candidates, files with none, files known already, failures by name."""

    articles: int
    candidates: int
    empty: int
    known: int
    failures: tuple[tuple[str, str], ...]


def source_files(path: Path) -> list[SourceFile]:
    """The files of a folder, with those in its folders, or of a ZIP archive, by name.

    Raises UserError where it is neither. Files of other kinds are left out, and so are hidden ones.
    """
    try:
        if path.is_dir():
            found = [
                SourceFile(each.relative_to(path).as_posix(), each.stat().st_size, each.read_bytes)
                for each in path.rglob("*")
                if each.is_file()
            ]
        else:
            found = list(_zipped(path))
    except (OSError, zipfile.BadZipFile, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no ZIP archive"
        raise UserError(f"{path} cannot be read: {reason}", "name a folder or a .zip file") from None
    return sorted((each for each in found if _is_wanted(each.name)), key=lambda each: each.name)


def _zipped(path: Path) -> Iterator[SourceFile]:
    archive = zipfile.ZipFile(path)

    def reader(info: zipfile.ZipInfo) -> Callable[[], bytes]:
        def read() -> bytes:
            if info.flag_bits & _ENCRYPTED:
                raise UserError("it is encrypted")
            if info.flag_bits & _PATCHED or info.compress_type not in _METHODS:
                raise UserError("it is compressed in a way that is not known here")
            # what an archive says of its sizes may be false: no more is unpacked than is taken
            with archive.open(info) as file:
                return file.read(LONGEST_FILE + 1)

        return read

    for info in archive.infolist():
        if info.filename and not info.is_dir():
            yield SourceFile(info.filename, info.file_size, reader(info))


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in _KINDS and not any(part.startswith((".", "__")) for part in path.parts)


def split_lists(files: list[SourceFile]) -> tuple[dict[str, bytes], list[SourceFile]]:
    """What is in the lists of persons among the files, by name, and the other files."""
    lists: dict[str, bytes] = {}
    for file in files:
        if PurePosixPath(file.name).suffix.lower() in _LISTS:
            with suppress(UserError):  # told when its turn comes
                if lists_persons(file.name, body := content_of(file)):
                    lists[file.name] = body
    others = [each for each in files if each.name not in lists and not each.name.lower().endswith(".json")]
    return lists, others


async def add_files(
    files: list[SourceFile],
    worker: Worker,
    ingestor: ArticleIngestor,
    people: Mapping[str, str],
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> BulkResult:
    """Takes the files in, one after another; broken off, it goes on where it stopped when called again.

    `people` are names by a parliament's ids, as its lists of persons give them.
    """
    articles = candidates = empty = known = 0
    failures: list[tuple[str, str]] = []
    for number, file in enumerate(files):
        on_progress(number, len(files))
        try:
            body = content_of(file)
        except UserError as error:
            failures.append((file.name, error.message))
            continue
        ids = {id.decode("utf-8", "replace") for id in _IDS.findall(body)}
        page = await worker.read(body, names={id: people[id] for id in ids if id in people})
        result = page if isinstance(page, fetch.FetchFailure) else await ingestor.ingest(page)
        if isinstance(result, fetch.FetchFailure):
            failures.append((file.name, result.reason))
        elif result.duplicate_of is not None and not result.candidates:
            known += 1
        elif not result.candidates:
            empty += 1
        else:
            articles, candidates = articles + 1, candidates + result.new
    return BulkResult(articles, candidates, empty, known, tuple(failures))


def content_of(file: SourceFile) -> bytes:
    """What is in the file. Raises UserError, with the reason, where it is too large or cannot be read."""
    try:
        if file.size <= LONGEST_FILE and len(body := file.read()) <= LONGEST_FILE:
            return body
    except OSError as error:
        raise UserError(f"it cannot be read: {error.strerror or error}") from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, UnicodeError):
        raise UserError("it is damaged in the archive") from None
    raise UserError(f"it is larger than {LONGEST_FILE} bytes")
