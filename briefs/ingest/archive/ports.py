"""What looking at sources needs from outside, and what is handed to and fro."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from briefs.ingest.archive.types import Finding, SourceRecord, StatementSource
from briefs.ingest.fetch import FetchFailure, PageCopy, SourceLook, WebPage
from briefs.model import Article, Statement


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """An article of the library that stood, or stands, at an address, with its statements."""

    article: Article
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What the library is to say of a page that changed.

    `page` becomes a version of the article `version_of` where its words are to be kept; None where no more
    than `findings`, by statement, are noted. `at` is when it was seen.
    """

    version_of: str
    page: WebPage | None
    findings: tuple[Finding, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceVisit:
    """What one look brought. `news` are findings that are alarms now and were none before, or no longer are.

    `version` is the id of the article that was made of the changed page, `files` what was written of the
    library, `fresh` how many new candidates wait.
    """

    record: SourceRecord
    findings: tuple[Finding, ...] = ()
    news: tuple[Finding, ...] = ()
    version: str | None = None
    files: tuple[str, ...] = ()
    fresh: int = 0


class SourceReader(Protocol):
    """briefs.ingest.worker.Worker, or what stands in for it."""

    async def look(
        self, url: str, sha256: str, etag: str | None = None, last_modified: str | None = None
    ) -> SourceLook | FetchFailure:
        """As Worker has it."""
        ...


class SourceLog(Protocol):
    """The records of pages, and of their statements."""

    async def get(self, url: str) -> SourceRecord | None:
        """The record of the page with this address."""
        ...

    async def due(self, now: datetime, limit: int = 50) -> Sequence[SourceRecord]:
        """Pages whose time has come, the longest waiting first."""
        ...

    async def put(self, record: SourceRecord) -> None:
        """Keeps the record in place of an earlier one of its address."""
        ...

    async def findings(self, url: str) -> Sequence[StatementSource]:
        """What became of the statements of one page."""
        ...

    async def found(self, url: str, findings: Sequence[StatementSource]) -> None:
        """Keeps these findings in place of all earlier ones of the page."""
        ...


class SourceLibrary(Protocol):
    """The library as its sources need it."""

    async def versions(self, record: SourceRecord) -> Sequence[SourceVersion]:
        """The articles of the page; none as long as nothing of it is published."""
        ...

    async def publish(self, change: SourceChange) -> tuple[str, ...]:
        """Writes the change; the files that were written. Raises UserError where that is not possible."""
        ...


Keep = Callable[[PageCopy], Awaitable[str | None]]  # keeps a copy in the archive; its name there
Propose = Callable[[WebPage], Awaitable[int]]  # looks for new statements in a page; how many wait now
