"""What comes in from outside, as frozen values: limits, failures, fetched bodies, feeds and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefs.errors import UserError
from briefs.ingest.extract import PageForm, Turn
from briefs.text import Fingerprint

FailureKind = Literal[
    "address",  # a URL or an address that is not fetched: scheme, credentials, port, private network
    "network",  # no connection, a name that does not resolve, a connection cut short
    "http",  # the server answered with an error
    "redirects",
    "too-big",
    "too-slow",
    "type",  # a picture, a film, a binary
    "unreadable",  # broken, or nothing to read in it
    "robots",  # robots.txt asks not to fetch this
    "killed",  # the worker process died or had to be ended
]
RETRYABLE: frozenset[FailureKind] = frozenset({"network", "http", "too-slow", "killed"})  # worth another try
NO_FINGERPRINT = Fingerprint()
MAX_TEXT = 1_000_000  # characters of one article
MAX_RECORD = 4_000_000  # of a parliament's sitting, which may go on for days
MAX_ENTRIES = 500  # entries read of one feed


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Why something did not come in: a plain sentence for whoever runs the feed.

    `retry_after` is in seconds, where the server asked for it; `status` is the HTTP status. Where a web page
    stands in a feed's place, `alternates` are the addresses of the feeds that it names.
    """

    url: str
    kind: FailureKind
    reason: str
    status: int | None = None
    retry_after: int | None = None
    alternates: tuple[str, ...] = ()


class FetchRefused(UserError):
    """Raised inside the worker; to the bot's process goes its `failure` alone."""

    def __init__(self, failure: FetchFailure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the worker may connect to.

    `allowed` are networks ("127.0.0.0/8") that are reached although they are private; any port is
    open there. On public addresses only `ports` are.
    """

    allowed: tuple[str, ...] = ()
    ports: tuple[int, ...] = (80, 443, 8000, 8008, 8080, 8443)
    agent: str = "OnRecord/0.1"


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch: bytes on the wire and after decompression, seconds in all, redirects."""

    wire_bytes: int = 10_000_000
    body_bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as it came. `url` is where it was found after redirects.

    `moved_to` is set where every redirect on the way was permanent. `body` is empty and
    `not_modified` set where the server said that nothing changed.
    """

    url: str
    status: int
    content_type: str | None
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    not_modified: bool = False
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageCopy:
    """A page as it came, and what tells whether it is the same when it is looked at again.

    `url` is the address that was asked for, `sha256` that of the body. `record` is a WARC record, gzipped and
    in base64; empty where none can be made. `walled`: the page keeps the rest of its text for subscribers.
    `visible` is all text of an HTML page outside scripts, what is no article included.
    """

    url: str
    sha256: str
    record: str = ""
    etag: str | None = None
    last_modified: str | None = None
    walled: bool = False
    visible: str = ""


@dataclass(frozen=True, slots=True)
class SourceLook:
    """What one look at a page that was taken in before brought; `page` is None where not a byte changed."""

    url: str
    page: WebPage | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class WebPage:
    """An article reduced to its text.

    `published` is EDTF, with `published_basis` as a dossier has it; `title_derived` where the page names
    no title and the text's beginning stands for it; `language` is a two-letter code. Of a "record" (a file
    of captions or of a parliament) `turns` are all that is said, and by whom; of a page `bold` holds the
    words in bold at the head of paragraphs, as they may be the labels of a transcript. What was fetched has
    its `copy`.
    """

    url: str | None
    title: str
    title_derived: bool
    text: str
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"
    fingerprint: Fingerprint = NO_FINGERPRINT
    form: PageForm = "article"
    turns: tuple[Turn, ...] = ()
    bold: tuple[str, ...] = ()
    copy: PageCopy | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article that a feed announces. `id` is the feed's own, or the URL."""

    id: str
    url: str
    title: str
    published: str | None = None  # EDTF


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What one visit to a feed brought. `entries` is empty where nothing changed."""

    url: str
    title: str | None
    entries: tuple[FeedEntry, ...]
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    not_modified: bool = False
    warning: str | None = None  # the feed is broken, but something could be read


@dataclass(frozen=True, slots=True)
class RobotRule:
    """A path, with `*` and a final `$` as RFC 9309 has them, and whether it may be fetched."""

    allow: bool
    path: str


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of this agent (RFC 9309). `delay` is in seconds."""

    rules: tuple[RobotRule, ...] = ()
    delay: float | None = None
