"""One article that somebody hands in, a file or the address of a page: read, and what it quotes queued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.ingest.draft_fields import date
from bot.ingest.sources import sources_of
from briefs import ingest as briefs_ingest
from briefs.errors import UserError
from briefs.ingest import fetch, review
from briefs.text import without_tracking

if TYPE_CHECKING:
    from briefs.ingest import ArticleIngestor
    from briefs.ingest.fetch import WebPage
    from briefs.ingest.worker import Worker


@dataclass(frozen=True, slots=True)
class Submission:
    """What is handed in: `body`, where there is one, else what stands at `address`.

    What is given of the address of a saved page, its day (EDTF), publisher and title stands over what the
    page says of itself. Raises UserError for a day that cannot be read, before anything is fetched.
    """

    address: str = ""
    body: bytes | None = None
    published: str = ""
    publisher: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if self.address and not is_web_address(self.address):
            raise UserError(f"“{self.address}” is no web address", "write it whole, with https://")
        if self.published:
            object.__setattr__(self, "published", date(self.published))

    def over(self, page: WebPage) -> WebPage:
        """The page with what was given beside it."""
        given: dict[str, Any] = {"publisher": self.publisher} if self.publisher else {}
        if self.published:
            given |= {"published": self.published, "published_basis": "outside"}
        if self.body is not None and self.address:
            given |= {"url": without_tracking(self.address)}
        if self.title:
            given |= {"title": self.title, "title_derived": False}
        return replace(page, **given)


@dataclass(frozen=True, slots=True)
class AlreadyHeld:
    """A page that was taken in before, as the article with this id, and is as it was."""

    article: str


SubmissionOutcome: TypeAlias = "briefs_ingest.IngestResult | fetch.FetchFailure | AlreadyHeld"


def is_web_address(text: str) -> bool:
    """Whether this is an address, and no file's name or text."""
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


async def take_in(worker: Worker, ingestor: ArticleIngestor, given: Submission) -> SubmissionOutcome:
    """Read by the worker, under its limits; what it quotes waits for a curator."""
    if given.body is not None:
        read = await worker.read(given.body)
        return read if isinstance(read, fetch.FetchFailure) else await ingestor.ingest(given.over(read))
    held = ingestor.duplicates.by_url(given.address)
    known_as = await sources_of(ingestor).address(given.address) if held else given.address
    read = await worker.page(known_as)
    if isinstance(read, fetch.FetchFailure):
        return AlreadyHeld(held) if held else read  # it is on record, whatever ails its page today
    page = given.over(read)
    return await (_again(ingestor, page, held) if held else ingestor.ingest(page))


async def _again(ingestor: ArticleIngestor, page: WebPage, held: str) -> SubmissionOutcome:
    """What is new in a page that was taken in before as `held`."""
    sources = sources_of(ingestor)
    visit = await sources.seen(page, held)
    if visit is not None and (visit.news or visit.fresh):
        result = sources.found or briefs_ingest.IngestResult(review.propose(page), (), None, 0)
        return replace(result, visit=visit)
    found = await ingestor.ingest(page)  # of an article that waits still nothing is compared
    return AlreadyHeld(held) if isinstance(found, briefs_ingest.IngestResult) and not found.new else found
