"""Looks at the pages that were taken in: politely, one at a time, every outcome recorded.

What it needs of the network, the state database and the library is stated in ports.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefs.errors import UserError
from briefs.ingest.archive.comparison import ArticlePassage, PageComparison, PageNow, compare
from briefs.ingest.archive.ports import (
    Keep,
    Propose,
    SourceChange,
    SourceLibrary,
    SourceLog,
    SourceReader,
    SourceVersion,
    SourceVisit,
)
from briefs.ingest.archive.schedule import next_look
from briefs.ingest.archive.types import Finding, SourceOutcome, SourceRecord, StatementSource
from briefs.ingest.fetch import FetchFailure, Now, Politeness, PollProgress, ProgressCounter, WebPage

_GONE = (404, 410)
_NOT_NOTED = "not noted in the library"  # how a reason begins that is tried again
_PASSING = frozenset({"network", "too-slow", "killed", "redirects"})
# A sentence that may hold what somebody said: others are not worth a search for statements.
_SPOKEN = re.compile(
    r"[“”„«»\"]|\b(?:said|says|say|told|tells|added|warned|announced|stated|insisted|argued|denied|replied|"
    r"declared|according to)\b|\b(?:сказал|заяви|сообщи|добавил|отмети|подчеркну|ответил)\w*",
    re.I,
)


def new_record(page: WebPage, article: str, copy: str | None, now: datetime) -> SourceRecord:
    """The record of a page that has just come in, with its copy, as `article`."""
    assert page.copy is not None
    came = page.copy
    return SourceRecord(
        came.url, article, page.title, came.sha256, came.etag, came.last_modified, came.walled, copy,
        taken_at=now, looked_at=now, next_at=next_look(came.url, "stands", 0, now),
    )  # fmt: skip


def unseen_record(url: str, article: str, title: str, now: datetime, first: datetime) -> SourceRecord:
    """The record of a page that nobody has fetched: its article was curated by hand. `first` look at it."""
    return SourceRecord(url, article, title, "", None, None, False, None, now, now, first)


class SourceChecker:
    """`keep` puts a page's copy into the archive, `propose` looks for new statements in a changed page."""

    def __init__(
        self,
        reader: SourceReader,
        log: SourceLog,
        library: SourceLibrary,
        politeness: Politeness,
        now: Now,
        keep: Keep,
        propose: Propose,
    ) -> None:
        self._reader, self._log, self._library = reader, log, library
        self._politeness, self._now, self._keep, self._propose = politeness, now, keep, propose

    async def check(
        self, records: Sequence[SourceRecord], on_progress: PollProgress | None = None
    ) -> tuple[SourceVisit, ...]:
        """Looks at each page; `on_progress` is called with each address before it is requested."""
        steps = ProgressCounter(on_progress)
        steps.expected = len(records)
        visits = []
        for record in records:
            steps.next(record.url)
            visits.append(await self.look(record))
        return tuple(visits)

    async def look(self, record: SourceRecord) -> SourceVisit:
        """Looks at one page; what came of it is recorded."""
        # of a page that was gone or was another one nothing is known that it could still be
        known = (
            record if record.outcome in ("stands", "changed") and not _is_due(record) else _unknown(record)
        )
        refused = await self._politeness.acquire(record.url)
        look = refused or await self._reader.look(known.url, known.sha256, known.etag, known.last_modified)
        if isinstance(look, FetchFailure):
            return await self._failed(record, look)
        if look.page is None:
            outcome: SourceOutcome = "changed" if await self._alarms(record.url) else "stands"
            return SourceVisit(await self._put(record, outcome, None))
        return await self.seen(record, look.page)

    async def seen(self, record: SourceRecord, page: WebPage) -> SourceVisit:
        """Compares a page that was fetched just now with what the library has of it."""
        versions = await self._library.versions(record)
        newly_walled = page.copy is not None and page.copy.walled and not record.walled
        now = PageNow(page.title, page.text, page.copy.visible if page.copy else "", newly_walled)
        compared = [(version, _compared(version, now)) for version in versions]
        if compared and not any(found.is_article for _, found in compared):
            return SourceVisit(await self._put(record, "unclear", compared[0][1].reason))
        findings = tuple(each for _, found in compared for each in found.findings)
        record = await self._kept(record, page)
        visit = await self._changed(record, page, versions, findings)
        if versions and _worth_a_search(compared):
            visit = await self._searched(visit, page, versions)
        return visit

    async def _kept(self, record: SourceRecord, page: WebPage) -> SourceRecord:
        if page.copy is None:
            return record
        came, copy = page.copy, await self._keep(page.copy)
        return replace(
            record, title=page.title, sha256=came.sha256, etag=came.etag,
            last_modified=came.last_modified, walled=came.walled, copy=copy or record.copy,
        )  # fmt: skip

    async def _changed(
        self,
        record: SourceRecord,
        page: WebPage | None,
        versions: Sequence[SourceVersion],
        findings: tuple[Finding, ...],
        gone: str | None = None,
    ) -> SourceVisit:
        """Tells log and library what became of the statements; `gone` says how the page is missing."""
        before = {each.statement: each for each in await self._log.findings(record.url)}
        # what cannot be seen now is as it was seen last
        findings = tuple(
            before[each.id].finding if each.state == "unseen" and each.id in before else each
            for each in findings
        )
        news = tuple(each for each in findings if _is_news(each, before.get(each.id)))
        version: str | None = None
        files: tuple[str, ...] = ()
        reason = gone
        if news or _is_due(record):
            new_words = page if any(each.is_alarm for each in news) else None
            version, files, refusal = await self._published(record, versions, new_words, findings)
            reason = gone or refusal
        moment = self._now()
        kept = [
            StatementSource(each.id, record.url, each, _since(each, before.get(each.id), moment))
            for each in findings
        ]
        await self._log.found(record.url, kept)
        alarms = any(each.is_alarm for each in findings)
        outcome: SourceOutcome = "gone" if gone else "changed" if alarms else "stands"
        record = replace(record, article=version or record.article)
        return SourceVisit(await self._put(record, outcome, reason), findings, news, version, files)

    async def _published(
        self,
        record: SourceRecord,
        versions: Sequence[SourceVersion],
        page: WebPage | None,
        findings: tuple[Finding, ...],
    ) -> tuple[str | None, tuple[str, ...], str | None]:
        """The id of the new article, what was written, and why nothing could be."""
        held = [version.article.id for version in versions]
        newest = record.article if record.article in held or not held else held[-1]
        try:
            files = await self._library.publish(SourceChange(newest, page, findings, self._now()))
        except UserError as error:  # a library that cannot be written: the log and the curators know still
            return None, (), f"{_NOT_NOTED}: {error.message}"
        made = [path for path in files if path.startswith("seeds/articles/")]
        return (made[0].rpartition("/")[2].removesuffix(".txt") if made else None), files, None

    async def _searched(
        self, visit: SourceVisit, page: WebPage, versions: Sequence[SourceVersion]
    ) -> SourceVisit:
        """What is said in sentences that are new comes to the curators, as statements of a new version."""
        fresh = await self._propose(page)
        if fresh and visit.version is None:
            version, files, _ = await self._published(visit.record, versions, page, visit.findings)
            if version is not None:
                record = replace(visit.record, article=version)
                await self._log.put(record)
                visit = replace(visit, record=record, version=version, files=(*visit.files, *files))
        return replace(visit, fresh=fresh)

    async def _failed(self, record: SourceRecord, failure: FetchFailure) -> SourceVisit:
        if failure.status in _GONE:
            versions = await self._library.versions(record)
            findings = tuple(
                Finding(each.id, "gone", " ".join(each.passage.split()))
                for version in versions
                for each in version.statements
            )
            return await self._changed(record, None, versions, findings, gone=failure.reason)
        passing = failure.kind in _PASSING or (failure.status or 0) >= 500 or failure.status == 429
        outcome: SourceOutcome = "failed" if passing else "unclear"
        return SourceVisit(await self._put(record, outcome, failure.reason, failure.retry_after))

    async def _alarms(self, url: str) -> bool:
        return any(each.finding.is_alarm for each in await self._log.findings(url))

    async def _put(
        self, record: SourceRecord, outcome: SourceOutcome, reason: str | None, retry_after: int | None = None
    ) -> SourceRecord:
        now = self._now()
        times = record.times + 1 if outcome == record.outcome else 0
        again = next_look(record.url, outcome, times, now, retry_after)
        kept = replace(record, outcome=outcome, reason=reason, times=times, looked_at=now, next_at=again)
        await self._log.put(kept)
        return kept


def _is_due(record: SourceRecord) -> bool:
    """Whether the library could not be written when it last had to be."""
    return record.reason is not None and record.reason.startswith(_NOT_NOTED)


def _unknown(record: SourceRecord) -> SourceRecord:
    return replace(record, sha256="", etag=None, last_modified=None)


def _compared(version: SourceVersion, now: PageNow) -> PageComparison:
    passages = [ArticlePassage(each.id, each.start, each.end) for each in version.statements]
    return compare(version.article.title, version.article.text, passages, now)


def _worth_a_search(compared: Sequence[tuple[SourceVersion, PageComparison]]) -> bool:
    """Whether some sentence that no version had may hold what somebody said."""
    added = [set(found.added) for _, found in compared if found.is_article]
    new = set.intersection(*added) if added else set()
    return any(len(sentence.split()) >= 5 and _SPOKEN.search(sentence) for sentence in new)


def _is_news(now: Finding, before: StatementSource | None) -> bool:
    was = before.finding if before else None
    if now.is_alarm:
        return was is None or (was.state, was.now) != (now.state, now.now)
    return was is not None and was.is_alarm and now.state != "unseen"


def _since(now: Finding, before: StatementSource | None, moment: datetime) -> datetime:
    same = before is not None and (before.finding.state, before.finding.now) == (now.state, now.now)
    return before.since if before is not None and same else moment
