"""RSS and Atom by feedparser, inside the worker process."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from briefs.ingest.fetch.types import MAX_ENTRIES, FeedEntry, FeedReading, Fetched, FetchFailure, FetchRefused
from briefs.ingest.fetch.url_policy import check_url

ACCEPT = (
    "application/rss+xml,application/atom+xml,application/rdf+xml,"
    "application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"
)


def read(fetched: Fetched) -> FeedReading:
    """The entries of a feed, each once, in its own order, mostly newest first.

    A feed that is broken in places is read as far as it goes, with a warning. Raises FetchRefused for what
    is no feed at all.
    """
    found = _parsed(fetched)
    # `version` is empty for what is no feed; `bozo` says that the XML is not well-formed
    entries, dropped = _entries(found.entries[:MAX_ENTRIES], fetched.url)
    if not entries and not found.get("version"):
        raise _refused(fetched, "this is neither RSS nor Atom")
    if not entries and found.bozo:
        raise _refused(fetched, f"the feed is broken: {_first_line(found.get('bozo_exception'))}")
    return FeedReading(
        url=fetched.url,
        title=_text(found.feed.get("title")),
        entries=entries,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        moved_to=fetched.moved_to,
        warning="; ".join(_warnings(found, dropped)) or None,
    )


def _parsed(fetched: Fetched) -> Any:
    import feedparser

    try:
        return feedparser.parse(
            fetched.body,
            response_headers={"content-type": _content_type(fetched)},
            resolve_relative_uris=False,  # links are joined below, and the summaries are not read
            sanitize_html=False,
        )
    except (ValueError, RecursionError, AttributeError, TypeError, LookupError) as problem:
        raise _refused(fetched, f"the feed is broken: {type(problem).__name__}") from None


def _warnings(found: Any, dropped: int) -> list[str]:
    """What the feed's curator should know, though something could be read."""
    warnings = []
    if found.bozo:
        warnings.append(f"the feed is broken in places: {_first_line(found.get('bozo_exception'))}")
    if dropped:
        warnings.append(f"{dropped} of its entries name no web page")
    if len(found.entries) > MAX_ENTRIES:
        warnings.append(f"only the first {MAX_ENTRIES} of {len(found.entries)} entries were read")
    return warnings


def unchanged(fetched: Fetched) -> FeedReading:
    """The reading where the server said that nothing changed (304)."""
    return FeedReading(fetched.url, None, (), not_modified=True, moved_to=fetched.moved_to)


def _entries(found: list[Any], base: str) -> tuple[tuple[FeedEntry, ...], int]:
    """The entries, and how many have no page behind them ("javascript:" and the like)."""
    entries: dict[str, FeedEntry] = {}
    dropped = 0
    for raw in found:
        try:
            url = check_url(urljoin(base, str(raw.get("link") or "").strip())) if raw.get("link") else ""
        except (FetchRefused, ValueError):
            url = ""
        if not url:
            dropped += 1
            continue
        id = str(raw.get("id") or url)[:500]
        entries.setdefault(id, FeedEntry(id, url, _text(raw.get("title")) or url, _published(raw)))
    return tuple(entries.values()), dropped


def _published(raw: Any) -> str | None:
    # feedparser gives UTC as a struct_time, which time.mktime() would take for local time
    stamp = raw.get("published_parsed") or raw.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC).date().isoformat() if stamp else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _content_type(fetched: Fetched) -> str:
    kind = fetched.content_type or "application/xml"
    return f"{kind}; charset={fetched.charset}" if fetched.charset else kind


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    line = " ".join("".join(c for c in value if c.isprintable() or c.isspace()).split())
    return line[:300] or None


def _first_line(problem: object) -> str:
    return (str(problem).splitlines() or ["not well-formed"])[0][:120]


def _refused(fetched: Fetched, reason: str) -> FetchRefused:
    return FetchRefused(FetchFailure(fetched.url, "unreadable", reason, fetched.status))
