"""From a feed on a real server to candidates in the queue, politely, with every outcome recorded."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio

from briefs.ingest import ArticleIngestor, FeedPoller, index_duplicates
from briefs.ingest.fetch.politeness import Politeness, next_try, next_visit
from briefs.ingest.fetch.types import FetchFailure, Limits, Policy
from briefs.ingest.review.serialization import pending_candidate
from briefs.ingest.worker.client import Worker, encode_entities
from briefs.names import Entity
from briefs.text.near_duplicates import DuplicateIndex
from tests.briefs.ingest.fakes import Clock, Feeds, Queue, Visits
from tests.briefs.ingest.loopback_site import PARAGRAPHS, open_website, redirects, rss, story

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOME = Policy(allowed=("127.0.0.0/8",))
NAMES = encode_entities([Entity("anna-ray", "Anna Ray")], [])
OTHER = (
    "<p>Bert Lowe said the tunnel under the river would cost twice as much as the council had planned.</p>"
    "<p>“Nobody told us about the rock,” the engineer said to the council on Friday after the meeting.</p>"
)


class PollingSetup:
    def __init__(self, website, worker, *feeds: str, duplicates: DuplicateIndex | None = None) -> None:
        self.clock, self.queue, self.visits = Clock(), Queue(), Visits()
        self.feeds = Feeds(self.clock, *(website.base + feed for feed in feeds))
        ingestor = ArticleIngestor(
            worker, self.queue, duplicates or DuplicateIndex(), lambda: NAMES, model=False
        )
        politeness = Politeness(worker, self.clock, self.clock.sleep)
        self.poller = FeedPoller(ingestor, self.feeds, self.visits, politeness, self.clock)

    def outcomes(self) -> dict[str, str]:
        return {visit.url.rpartition("/")[2]: visit.outcome for visit in self.visits.all.values()}

    async def later(self, **time: float):  # type: ignore[no-untyped-def]
        self.clock.now += timedelta(**time)
        return await self.poller.poll()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def worker():
    async with Worker(HOME, Limits(seconds=5)) as worker:
        yield worker


@pytest.fixture
def polling(worker):
    @asynccontextmanager
    async def opened(*feeds: str, duplicates: DuplicateIndex | None = None, **pages: object):
        async with open_website(**pages) as website:
            yield website, PollingSetup(website, worker, *feeds, duplicates=duplicates)

    return opened


async def test_a_story_becomes_candidates_that_a_curator_can_decide_on(polling):
    async with polling("/feed", feed=rss("/a"), a=story()) as (website, setup):
        await setup.poller.poll()
        assert setup.outcomes() == {"a": "queued"}
        (article, candidate), *_ = setup.queue.rows.values()
        stored = json.loads(json.dumps([article, candidate]))
        waiting = pending_candidate("k", 0, *stored)
        assert waiting.article.id.startswith("the-harbour-post-2026-04-23-")
        assert waiting.article.page.text[waiting.draft.start : waiting.draft.end] in waiting.article.page.text
        assert article["feed"] == f"{website.base}/feed"


async def test_a_page_without_a_day_has_the_day_of_its_feed(polling):
    undated = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    undated = f"<html><head><title>Harbour</title></head><body><article>{undated}</article></body></html>"
    async with polling("/feed", feed=rss("/a", "/b"), a=undated, b=story(day="2026-04-21", body=OTHER)) as (
        _,
        setup,
    ):
        await setup.poller.poll()
        pages = [pending_candidate("k", 0, *row).article.page for row in setup.queue.rows.values()]
    assert {(page.published, page.published_basis) for page in pages} == {
        ("2026-04-23", "outside"),
        ("2026-04-21", "stated"),
    }


async def test_nothing_new_means_one_small_request_and_no_page_twice(polling):
    async with polling("/feed", feed=rss("/a"), a=story()) as (website, setup):
        website.etag = '"one"'
        await setup.poller.poll()
        await setup.poller.poll()  # not due yet
        assert website.hits["/feed"] == 1
        await setup.later(hours=1)
        assert (website.hits["/feed"], website.hits["/a"]) == (2, 1)
        assert website.asked[-1].headers["If-None-Match"] == '"one"'
        website.etag, website.pages["/feed"], website.pages["/b"] = (
            '"two"',
            rss("/b", "/a"),
            story("Tunnel", body=OTHER),
        )
        await setup.later(hours=1)
        assert (website.hits["/a"], website.hits["/b"]) == (1, 1)


async def test_the_same_story_elsewhere_is_one_story(polling):
    longer = "".join(f"<p>{line}</p>" for line in PARAGRAPHS) + OTHER
    async with polling(
        "/one", "/two", one=rss("/a"), two=rss("/longer", "/copy", "/a?utm_source=two"),
        a=story(), copy=story("Harbour opens"), longer=story("Harbour, and a tunnel", body=longer),
    ) as (website, setup):  # fmt: skip
        await setup.poller.poll()
        assert setup.outcomes() == {
            "a": "queued", "a?utm_source=two": "duplicate", "copy": "duplicate", "longer": "queued",
        }  # fmt: skip
        assert website.hits["/a?utm_source=two"] == 0
        twins = {article["title"]: article["twin"] for article, _ in setup.queue.rows.values()}
        assert twins["Harbour to open in May"] is None
        assert twins["Harbour, and a tunnel"]["how"] == "re-published"
        fresh = [c["text"] for a, c in setup.queue.rows.values() if a["title"] == "Harbour, and a tunnel"]
        assert len(fresh) >= 2 and all(words in OTHER for words in fresh)


async def test_what_the_library_holds_already_is_not_proposed_again(polling):
    text = "Harbour to open in May\n" + "\n".join(PARAGRAPHS)
    duplicates = await index_duplicates([("harbour", text, None)], {})
    async with polling("/feed", feed=rss("/a"), a=story(), duplicates=duplicates) as (_, setup):
        await setup.poller.poll()
        (visit,) = setup.visits.all.values()
        assert (visit.outcome, visit.article) == ("duplicate", "harbour")


async def test_every_failure_is_recorded_and_passing_ones_are_tried_again(polling):
    pages = {
        "a": 500,
        "b": 404,
        "c": redirects("http://10.0.0.1/"),
        "d": "<html><body><p>Hm.</p></body></html>",
    }
    async with polling("/feed", feed=rss("/a", "/b", "/c", "/d"), **pages) as (website, setup):
        await setup.poller.poll()
        reasons = {visit.url[-1]: (visit.outcome, visit.reason) for visit in setup.visits.all.values()}
        assert reasons["a"] == ("failed", "the server answered 500 Internal Server Error")
        assert reasons["b"] == ("failed", "the server answered 404 Not Found")
        assert "10.0.0.1" in reasons["c"][1] and reasons["c"][0] == "failed"
        assert reasons["d"][0] in ("empty", "failed")
        website.pages["/a"] = story()
        await setup.later(minutes=11)
        assert setup.outcomes()["a"] == "queued"
        assert (website.hits["/a"], website.hits["/b"], website.hits["/c"]) == (2, 1, 1)


async def test_a_feed_that_fails_is_visited_ever_more_rarely_and_comes_back(polling):
    async with polling("/feed", feed=503, a=story()) as (website, setup):
        waits = []
        for _ in range(8):
            await setup.poller.poll()
            (feed,) = setup.feeds.all.values()
            waits.append((feed.next_at - setup.clock()).total_seconds() / 3600)
            setup.clock.now = feed.next_at
        assert waits == sorted(waits) and waits[0] >= 1 and 24 <= waits[-1] <= 27
        assert "503" in feed.error
        website.pages["/feed"] = rss("/a")
        await setup.poller.poll()
        (feed,) = setup.feeds.all.values()
        assert (feed.failures, setup.outcomes()) == (0, {"a": "queued"})


async def test_a_broken_feed_gives_what_can_be_read_and_says_so(polling):
    broken = rss("/a").replace("</channel></rss>", "<item><title>& <")
    async with polling("/feed", "/none", feed=broken, none="<html>no feed</html>", a=story()) as (
        website,
        setup,
    ):
        await setup.poller.poll()
        assert sorted(setup.outcomes().values()) == ["queued", "warning"]
        assert setup.feeds.all[f"{website.base}/none"].error == "this is neither RSS nor Atom"


async def test_robots_txt_is_asked_once_and_obeyed(polling):
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /private\nCrawl-delay: 7\n"
    async with polling("/feed", feed=rss("/a", "/private/b"), a=story()) as (website, setup):
        website.pages["/robots.txt"] = robots
        await setup.poller.poll()
        assert setup.outcomes() == {"a": "queued", "b": "failed"}
        assert [visit.reason for visit in setup.visits.all.values() if visit.outcome == "failed"] == [
            "the site's robots.txt asks not to fetch this"
        ]
        assert (website.hits["/robots.txt"], website.hits["/private/b"]) == (1, 0)
        assert 7 in setup.clock.slept


async def test_a_site_whose_robots_txt_cannot_be_read_is_left_alone_for_now(polling):
    async with polling("/feed", feed=rss("/a"), a=story()) as (website, setup):
        website.pages["/robots.txt"] = 500
        await setup.poller.poll()
        (feed,) = setup.feeds.all.values()
        assert feed.error.startswith("robots.txt: ") and website.hits["/feed"] == 0


async def test_two_requests_to_one_host_keep_their_distance(polling):
    async with polling("/feed", feed=rss("/a", "/b"), a=story(), b=story("T", body=OTHER)) as (_, setup):
        await setup.poller.poll()
        assert sum(setup.clock.slept) >= 2 * 3  # robots.txt, feed, two pages


async def test_waits_and_tries():
    now = Clock()()
    asked = FetchFailure("http://h/f", "http", "busy", 429, retry_after=7200)
    assert next_visit("http://h/f", asked, 1, now) >= now + timedelta(hours=2)
    assert next_visit("http://h/f", FetchFailure("u", "http", "gone", 410), 1, now) >= now + timedelta(days=7)
    assert next_try(FetchFailure("u", "address", "no"), 1, now) is None
    assert next_try(FetchFailure("u", "network", "no"), 5, now) is None
    assert next_try(asked, 1, now) == now + timedelta(hours=2)


async def test_a_round_tells_how_far_it_is(polling):
    heard: list[tuple[str, int, int]] = []

    def hear(url: str, done: int, total: int) -> None:
        heard.append((url, done, total))

    async with polling("/feed", feed=rss("/a", "/b"), a=story(), b=story("Tunnel", body=OTHER)) as (
        website,
        setup,
    ):
        await setup.poller.poll(hear)
    assert heard[0] == (f"{website.base}/feed", 0, 1)
    assert [each[1:] for each in heard[1:]] == [(1, 3), (2, 3)]
