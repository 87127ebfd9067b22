"""Many files at once, from a folder or a ZIP archive: each taken in or told why not, none twice."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefs.errors import UserError
from briefs.ingest import extract, fetch

if TYPE_CHECKING:
    from briefs.ingest import ArticleIngestor
    from briefs.ingest.worker import Worker

LONGEST_FILE = 20_000_000  # bytes
_KINDS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".xml", ".vtt", ".srt"})
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_ENCRYPTED, _PATCHED = 0x41, 0x20  # bits of an entry's flags
_IDS = re.compile(rb"\b(?:who|by)=[\"']#?([^\"'\s]{1,100})[\"']")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # in the name of a sitting's file, never in that of its corpus
_CORPUS = re.compile(rb"<(?:\w+:)?teiCorpus[\s>]")


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


async def add_files(
    files: list[SourceFile],
    worker: Worker,
    ingestor: ArticleIngestor,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> BulkResult:
    """Takes the files in, one after another; broken off, it goes on where it stopped when called again.

    Lists of persons among the files give the names of a parliament's ids.
    """
    articles = candidates = empty = known = 0
    failures: list[tuple[str, str]] = []
    people = _people(files)
    for number, file in enumerate(files):
        on_progress(number, len(files))
        try:
            body = content_of(file)
        except UserError as error:
            failures.append((file.name, error.message))
            continue
        if _lists_persons(file, body):
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


def _people(files: list[SourceFile]) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in files:
        if PurePosixPath(file.name).suffix.lower() == ".xml" and not _DAY.search(file.name):
            with suppress(UserError):  # told when its turn comes
                if _lists_persons(file, body := content_of(file)):
                    found |= extract.persons_of(body)
    return found


def _lists_persons(file: SourceFile, body: bytes) -> bool:
    """Whether it is a list of persons, or the head of a whole corpus, which may hold one, and no record."""
    if "listperson" in file.name.lower():
        return True
    return not _DAY.search(file.name) and _CORPUS.search(body[:8192]) is not None and b"<u " not in body
