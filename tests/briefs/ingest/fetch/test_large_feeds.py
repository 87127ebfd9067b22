"""A feed of very many entries: the newest are read, and how many were not is said."""

from __future__ import annotations

import pytest

from briefs.ingest.fetch import Policy, feed_parser
from briefs.ingest.fetch.types import MAX_ENTRIES, FeedReading, Fetched
from briefs.ingest.worker import Worker
from tests.briefs.ingest.loopback_site import open_website, rss, sends


def feed_of(count: int) -> str:
    return rss(*(f"https://post.example/{number}" for number in range(count)))


@pytest.mark.parametrize(
    ("count", "warning"), [(500, None), (501, "only the first 500 of 501 entries were read")]
)
def test_what_was_left_is_counted(count: int, warning: str | None) -> None:
    fetched = Fetched("https://post.example/feed", 200, "application/rss+xml", None, feed_of(count).encode())
    found = feed_parser.read(fetched)
    assert len(found.entries) == MAX_ENTRIES and found.warning == warning
    assert found.entries[0].url == "https://post.example/0"


@pytest.mark.soak
async def test_a_hundred_thousand_are_within_the_workers_limits() -> None:
    small = "<item><link>https://post.example/{}</link></item>"
    body = "".join(small.format(number) for number in range(100_000))
    feed = f'<rss version="2.0"><channel><title>T</title>{body}</channel></rss>'
    page = sends(feed.encode(), Content_Type="application/rss+xml")
    async with open_website(feed=page) as site, Worker(Policy(allowed=("127.0.0.0/8",))) as worker:
        found = await worker.feed(f"{site.base}/feed")
    assert isinstance(found, FeedReading), found
    assert len(found.entries) == MAX_ENTRIES
    assert found.warning == "only the first 500 of 100000 entries were read"
