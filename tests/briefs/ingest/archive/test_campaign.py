"""Pages on a loopback server change in twelve ways: all words that go are found, and nothing else is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest

from briefs.ingest.archive import (
    SourceChange,
    SourceChecker,
    SourceRecord,
    SourceVersion,
    StatementSource,
    new_record,
)
from briefs.ingest.fetch import FetchFailure, Limits, PageCopy, Policy, Politeness, SourceLook, WebPage
from briefs.ingest.worker import Worker
from briefs.model import Article, ArticleRef, Statement
from briefs.text import parse_edtf
from tests.briefs.ingest.archive.changing_site import KINDS, Page, change, hanging, made, sentences
from tests.briefs.ingest.fakes import Clock
from tests.briefs.ingest.loopback_site import open_website

HASTY = Limits(seconds=0.2)
HOME = Policy(allowed=("127.0.0.0/8",))


class Log:
    """A SourceLog in memory."""

    def __init__(self) -> None:
        self.records: dict[str, SourceRecord] = {}
        self.statements: dict[str, Sequence[StatementSource]] = {}

    async def get(self, url: str) -> SourceRecord | None:
        return self.records.get(url)

    async def due(self, now: object, limit: int = 50) -> Sequence[SourceRecord]:
        return list(self.records.values())[:limit]

    async def put(self, record: SourceRecord) -> None:
        self.records[record.url] = record

    async def findings(self, url: str) -> Sequence[StatementSource]:
        return self.statements.get(url, ())

    async def found(self, url: str, findings: Sequence[StatementSource]) -> None:
        self.statements[url] = findings


class Reader:
    """Of a page that hangs nobody waits long; for all others there is time, however busy the machine."""

    def __init__(self, worker: Worker, hasty: Worker, pages: dict[str, object], base: str) -> None:
        self._worker, self._hasty, self._pages, self._base = worker, hasty, pages, base
        self.robots = worker.robots

    async def look(
        self, url: str, sha256: str, etag: str | None = None, last_modified: str | None = None
    ) -> SourceLook | FetchFailure:
        hangs = self._pages[url.removeprefix(self._base)] is hanging
        return await (self._hasty if hangs else self._worker).look(url, sha256, etag, last_modified)


class Shelf:
    """A SourceLibrary in memory: one article a page; what is published is counted."""

    def __init__(self) -> None:
        self.held: dict[str, SourceVersion] = {}
        self.changes: list[SourceChange] = []

    async def versions(self, record: SourceRecord) -> Sequence[SourceVersion]:
        return [self.held[record.url]]

    async def publish(self, change: SourceChange) -> tuple[str, ...]:
        self.changes.append(change)
        return ()


def version(page: Page, read: WebPage) -> SourceVersion:
    """The article with a statement for each paragraph that is on record."""
    article = Article(
        page.path, read.title, False, None, None, None, None, "en", read.url, "a.txt", "", read.text
    )
    ref = ArticleRef(page.path, read.title, False, None, None, "en", read.url, "a.txt")
    found = []
    for number in page.said:
        start = read.text.index(page.paragraphs[number])
        passage = page.paragraphs[number]
        found.append(
            Statement(
                f"{page.path}-{number}",
                "published",
                (),
                (),
                "reported",
                passage,
                start,
                start + len(passage),
                (),
                "",
                parse_edtf("2026"),
                "stated",
                None,
                ref,
            )
        )
    return SourceVersion(article, tuple(found))


async def campaign(pages: int, rounds: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How many changes of each kind there were, "right" or "wrong", and what was wrong."""
    chance, pool, clock = random.Random(seed), sentences(), Clock()
    kinds = [KINDS[n % len(KINDS)] for n in range(pages * rounds)]
    chance.shuffle(kinds)
    log, shelf = Log(), Shelf()

    async def keep(copy: PageCopy) -> str | None:
        return None

    async def nothing(page: WebPage) -> int:
        return 0

    counts, wrong = Counter[tuple[str, str]](), list[str]()
    made_pages = [made(number, pool, chance) for number in range(pages)]
    async with open_website() as site, Worker(HOME) as worker, Worker(HOME, HASTY) as hasty:
        reader = Reader(worker, hasty, site.pages, site.base)
        site.pages |= {page.path: page.html() for page in made_pages} | {"/robots.txt": "User-agent: *\n"}
        for page in made_pages:
            read = await worker.page(site.base + page.path)
            assert not isinstance(read, FetchFailure) and read.copy is not None
            shelf.held[site.base + page.path] = version(page, read)
            await log.put(new_record(read, page.path, None, clock()))
        for _ in range(rounds):
            clock.now += timedelta(days=2)
            politeness = Politeness(worker, clock, clock.sleep)
            checker = SourceChecker(reader, log, shelf, politeness, clock, keep, nothing)
            gone = {}
            for page in made_pages:
                kind = kinds.pop()
                gone[page.path] = kind, change(page, kind, site, chance, pool)
            for page in made_pages:
                kind, expected = gone[page.path]
                visit = await checker.look(log.records[site.base + page.path])
                alarms = {int(each.id.rpartition("-")[2]) for each in visit.findings if each.is_alarm}
                right = alarms == expected
                counts[kind, "right" if right else "wrong"] += 1
                if not right:
                    wrong.append(f"{kind} {page.path}: {alarms} for {expected}; {visit.record.outcome}")
            site.pages |= {page.path: page.html() for page in made_pages} | {"/robots.txt": "User-agent: *\n"}
            clock.now += timedelta(days=2)
            checker = SourceChecker(
                reader, log, shelf, Politeness(worker, clock, clock.sleep), clock, keep, nothing
            )
            for page in made_pages:  # and back as they were
                visit = await checker.look(log.records[site.base + page.path])
                assert visit.record.outcome == "stands"
    return counts, wrong


@pytest.mark.parametrize(
    ("pages", "rounds"),
    [pytest.param(12, 1, id="short"), pytest.param(200, 5, id="whole", marks=pytest.mark.soak)],
)
async def test_all_words_that_go_are_found_and_nothing_else_is(
    forked_worker: None, pages: int, rounds: int
) -> None:
    counts, wrong = await campaign(pages, rounds, seed=16)
    assert wrong == []
    assert sum(counts.values()) == pages * rounds and {kind for kind, _ in counts} == set(KINDS)
