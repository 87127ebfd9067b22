"""What touches the network: addresses, robots.txt, charsets, feeds, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.fetch import feed_parser as feed_parser
    from briefs.ingest.fetch import page_parser as page_parser
    from briefs.ingest.fetch import robots as robots
    from briefs.ingest.fetch.copies import copy_of as copy_of
    from briefs.ingest.fetch.http_client import Request as Request
    from briefs.ingest.fetch.http_client import fetch as fetch
    from briefs.ingest.fetch.politeness import POLL_INTERVAL as POLL_INTERVAL
    from briefs.ingest.fetch.politeness import Now as Now
    from briefs.ingest.fetch.politeness import Politeness as Politeness
    from briefs.ingest.fetch.politeness import PollProgress as PollProgress
    from briefs.ingest.fetch.politeness import ProgressCounter as ProgressCounter
    from briefs.ingest.fetch.politeness import next_try as next_try
    from briefs.ingest.fetch.politeness import next_visit as next_visit
    from briefs.ingest.fetch.types import RETRYABLE as RETRYABLE
    from briefs.ingest.fetch.types import FeedEntry as FeedEntry
    from briefs.ingest.fetch.types import FeedReading as FeedReading
    from briefs.ingest.fetch.types import Fetched as Fetched
    from briefs.ingest.fetch.types import FetchFailure as FetchFailure
    from briefs.ingest.fetch.types import FetchRefused as FetchRefused
    from briefs.ingest.fetch.types import Limits as Limits
    from briefs.ingest.fetch.types import PageCopy as PageCopy
    from briefs.ingest.fetch.types import Policy as Policy
    from briefs.ingest.fetch.types import Robots as Robots
    from briefs.ingest.fetch.types import SourceLook as SourceLook
    from briefs.ingest.fetch.types import WebPage as WebPage
    from briefs.ingest.fetch.url_policy import check_url as check_url
    from briefs.ingest.fetch.url_policy import redacted_url as redacted_url
else:
    __getattr__ = lazy_exports(__name__)
