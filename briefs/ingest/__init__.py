"""From a new article to candidates for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.poller import ArticleIngestor as ArticleIngestor
    from briefs.ingest.poller import FeedPoller as FeedPoller
    from briefs.ingest.poller import IngestResult as IngestResult
    from briefs.ingest.poller import KnownFingerprints as KnownFingerprints
    from briefs.ingest.poller import index_duplicates as index_duplicates
    from briefs.ingest.ports import NEED_ATTENTION as NEED_ATTENTION
    from briefs.ingest.ports import FetchRecord as FetchRecord
    from briefs.ingest.ports import ScheduledFeed as ScheduledFeed
else:
    __getattr__ = lazy_exports(__name__)
