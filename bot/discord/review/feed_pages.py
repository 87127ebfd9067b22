"""The feeds as pages: which are followed, how they are doing, which of their articles failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.discord.ui import AMBER, BLUE, Block, Display, PagedAnswer, bold, safe_within, web_address
from bot.store import Feed
from briefs.i18n import N_
from briefs.ingest import FetchRecord

_MOST_PAGES = 5  # failed pages shown of a feed
_MOST_RECORDS = 15
_STATUSES = {"proposed": N_("proposed"), "refused": N_("declined"), "active": N_("followed")}
_OUTCOMES = {
    "queued": N_("to review"),
    "empty": N_("nobody is quoted in it"),
    "duplicate": N_("known already"),
    "failed": N_("failed"),
    "warning": N_("warning"),
}
FeedWithRecords = tuple[
    Feed, Sequence[FetchRecord]
]  # a feed with its newest records and those of all failed pages


def feeds_pages(
    found: Sequence[FeedWithRecords], display: Display, sources: Block | None = None
) -> PagedAnswer:
    """One block a feed, with at most five of its failed pages; amber where a feed does not answer.

    The last is on `sources`, the pages that were taken in.
    """
    translator = display.translator
    title = translator.ngettext("{n} feed", "{n} feeds", len(found))
    if not found:
        hint = translator.gettext("No feed is followed. Add one with {command}.", command="`/feeds add`")
        return PagedAnswer(translator.gettext("Feeds"), hint, (sources,) if sources else ())
    failing = any(feed.last_error for feed, _ in found)
    blocks = tuple(_feed_block(feed, records, display) for feed, records in found)
    return PagedAnswer(
        title, "", (*blocks, *([sources] if sources else ())), colour=AMBER if failing else BLUE
    )


def _feed_block(feed: Feed, records: Sequence[FetchRecord], display: Display) -> Block:
    translator = display.translator
    title, status = safe_within(feed.title or feed.url, 150), translator.gettext(_STATUSES[feed.status])
    lines = [f"{bold(title, display)} · {status}"]
    if feed.title:
        lines.append(safe_within(feed.url, 200))
    if feed.last_ok_at:
        lines.append(translator.gettext("Answered {when}.", when=relative_timestamp(feed.last_ok_at)))
    else:
        lines.append(translator.gettext("Has not answered yet."))
    if feed.status == "active" and feed.next_at:
        lines.append(translator.gettext("Next visit {when}.", when=relative_timestamp(feed.next_at)))
    if feed.last_error and feed.last_error_at:
        failed = translator.ngettext(
            "Failed {when}: {reason}",
            "Failed {n} times in a row, last {when}: {reason}",
            max(feed.failures, 1),
            when=relative_timestamp(feed.last_error_at),
            reason=safe_within(feed.last_error, 300),
        )
        lines.append(failed)
    failing = [record for record in records if record.needs_attention]
    lines += [record_line(record, display) for record in failing[:_MOST_PAGES]]
    if more := len(failing[_MOST_PAGES:]):
        lines.append(
            translator.ngettext(
                "{n} more page is in the file below.", "{n} more pages are in the file below.", more
            )
        )
    return Block("\n".join(lines))


def failures_text(found: Sequence[FeedWithRecords]) -> str | None:
    """A line for each page that failed, with its reason; None where the pages have room for all."""
    failing = [[record for record in records if record.needs_attention] for _, records in found]
    if max(map(len, failing), default=0) <= _MOST_PAGES:
        return None
    lines = [
        f"{v.visited_at:%Y-%m-%d %H:%M} UTC  {v.url}  {v.reason}" for records in failing for v in records
    ]
    return "\n".join(lines) + "\n"


def record_line(record: FetchRecord, display: Display) -> str:
    """A page and what became of it."""
    translator = display.translator
    reason = f": {safe_within(record.reason, 200)}" if record.reason else ""
    again = (
        " " + translator.gettext("Tried again {when}.", when=relative_timestamp(record.again_at))
        if record.again_at
        else ""
    )
    return (
        f"• {safe_within(record.url, 200)} – {translator.gettext(_OUTCOMES[record.outcome])}{reason}{again}"
    )


def poll_pages(records: Sequence[FetchRecord], feeds: Sequence[Feed], display: Display) -> PagedAnswer:
    """What one poll of the feeds brought, and which of them failed in it; at most 15 records are shown."""
    translator = display.translator
    counts = Counter(record.outcome for record in records)
    lines = [f"{bold(translator.gettext(_OUTCOMES[outcome]), display)}: {n}" for outcome, n in counts.items()]
    intro = "\n".join(lines) or translator.gettext("No new page.")
    blocks = [Block(record_line(record, display)) for record in records[:_MOST_RECORDS]]
    blocks += [_feed_block(feed, (), display) for feed in feeds if feed.last_error]
    return PagedAnswer(translator.gettext("The feeds were visited"), intro, tuple(blocks))


def address_without_preview(url: str) -> str:
    """An address in angle brackets, of which Discord makes no preview."""
    address = web_address(url)
    return f"<{address}>" if address else safe_within(url, 300)


def relative_timestamp(when: datetime) -> str:
    """Discord's markup for “3 minutes ago”: each reader sees it in their language, kept up to date."""
    return f"<t:{int(when.timestamp())}:R>"
