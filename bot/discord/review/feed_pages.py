"""The feeds as a deck: which are followed, how they are doing, which of their pages failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.discord.answers.answer_pages import bold
from bot.discord.core.preferences import Reader
from bot.discord.ui.markdown import safe_within
from bot.discord.ui.pages import AMBER, BLUE, Block, Deck
from bot.store.feeds import Feed
from briefs.i18n import mark
from briefs.ingest.poller import Visit

_MOST_PAGES = 5  # failed pages shown of a feed
_MOST_VISITS = 15
_STATUSES = {"proposed": mark("proposed"), "refused": mark("declined"), "active": mark("followed")}
_OUTCOMES = {
    "queued": mark("to review"),
    "empty": mark("nobody is quoted in it"),
    "duplicate": mark("known already"),
    "failed": mark("failed"),
    "warning": mark("warning"),
}
Doing = tuple[Feed, Sequence[Visit]]


def feeds_deck(found: Sequence[Doing], reader: Reader) -> Deck:
    words = reader.words
    title = words.say_n("{n} feed", "{n} feeds", len(found))
    if not found:
        hint = words.say("No feed is followed. Add one with {command}.", command="`/feeds add`")
        return Deck(words.say("Feeds"), hint)
    troubled = any(feed.last_error for feed, _ in found)
    blocks = tuple(_block(feed, visits, reader) for feed, visits in found)
    return Deck(title, "", blocks, colour=AMBER if troubled else BLUE)


def _block(feed: Feed, visits: Sequence[Visit], reader: Reader) -> Block:
    words = reader.words
    lines = [
        f"{bold(safe_within(feed.title or feed.url, 150), reader)} · {words.say(_STATUSES[feed.status])}"
    ]
    if feed.title:
        lines.append(safe_within(feed.url, 200))
    if feed.last_ok_at:
        lines.append(words.say("Answered {when}.", when=moment(feed.last_ok_at)))
    else:
        lines.append(words.say("Has not answered yet."))
    if feed.status == "active" and feed.next_at:
        lines.append(words.say("Next visit {when}.", when=moment(feed.next_at)))
    if feed.last_error and feed.last_error_at:
        failed = words.say_n(
            "Failed {when}: {reason}",
            "Failed {n} times in a row, last {when}: {reason}",
            max(feed.failures, 1),
            when=moment(feed.last_error_at),
            reason=safe_within(feed.last_error, 300),
        )
        lines.append(failed)
    troubled = [visit for visit in visits if visit.troubled]
    lines += [visit_line(visit, reader) for visit in troubled[:_MOST_PAGES]]
    if more := len(troubled[_MOST_PAGES:]):
        lines.append(
            words.say_n("{n} more page is in the file below.", "{n} more pages are in the file below.", more)
        )
    return Block("\n".join(lines))


def failures(found: Sequence[Doing]) -> str | None:
    """A line for each page that failed, with its reason; None where the cards have room for all."""
    troubled = [[visit for visit in visits if visit.troubled] for _, visits in found]
    if max(map(len, troubled), default=0) <= _MOST_PAGES:
        return None
    lines = [f"{v.visited_at:%Y-%m-%d %H:%M} UTC  {v.url}  {v.reason}" for visits in troubled for v in visits]
    return "\n".join(lines) + "\n"


def visit_line(visit: Visit, reader: Reader) -> str:
    """A page and what became of it."""
    words = reader.words
    reason = f": {safe_within(visit.reason, 200)}" if visit.reason else ""
    again = " " + words.say("Tried again {when}.", when=moment(visit.again_at)) if visit.again_at else ""
    return f"• {safe_within(visit.url, 200)} – {words.say(_OUTCOMES[visit.outcome])}{reason}{again}"


def round_deck(visits: Sequence[Visit], feeds: Sequence[Feed], reader: Reader) -> Deck:
    """What a round brought, and which feeds failed in it."""
    words = reader.words
    counts = Counter(visit.outcome for visit in visits)
    lines = [f"{bold(words.say(_OUTCOMES[outcome]), reader)}: {n}" for outcome, n in counts.items()]
    intro = "\n".join(lines) or words.say("No new page.")
    blocks = [Block(visit_line(visit, reader)) for visit in visits[:_MOST_VISITS]]
    blocks += [_block(feed, (), reader) for feed in feeds if feed.last_error]
    return Deck(words.say("The feeds were visited"), intro, tuple(blocks))


def moment(when: datetime) -> str:
    return f"<t:{int(when.timestamp())}:R>"
