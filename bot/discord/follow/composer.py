"""Composes the digest of a place: what its standing questions found, in the words of who reads it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.delivery import ComposedBriefing
from bot.discord.briefings import BriefingMessage, BriefingService, numbered, section_blocks
from bot.discord.core import Core
from bot.discord.ui import BLUE, Display, PagedAnswer, library_line, link, safe
from bot.follow import Digest, Names, digest_of, digest_sections, digest_title
from bot.store import DigestState, Subscription

_CHANNEL_MESSAGES = 2  # of one digest; a longer one goes on in a thread


class DigestComposer:
    """On the snapshot of the library that briefings are made from."""

    def __init__(self, core: Core, briefings: BriefingService) -> None:
        self._follows = core.store.follows
        self._library = core.library
        self._briefings = briefings.composer
        self._site = core.settings.site
        self._newest_before: int | None = None  # number of the newest statement when this process began

    def began(self, newest: int) -> None:
        """`newest` is the number of the newest statement; the first call counts."""
        if self._newest_before is None:
            self._newest_before = newest

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        """The messages, as JSON to be kept; none where all was told there already."""
        taken = await self._briefings.snapshot()
        snapshot = taken.library
        state = await self._follows.queue.state(subscription)
        seen_to = state.pending[-1].number if state.pending else subscription.seen_to
        new = {hit.statement_id for hit in state.pending if hit.kind == "new"}
        told = await self._follows.queue.told(subscription, new)
        questions = await self._follows.of_subscription(subscription.key)
        asked = [one for one in questions if one.paused_at is None]
        digest = digest_of(state.pending, asked, snapshot, told)
        if digest.is_empty:
            return ComposedBriefing((), seen_to)
        display = self._briefings.display(subscription.settings)
        names = Names(snapshot.people, snapshot.topics)
        paged = self._paged(digest, names, _last_today(subscription, state), display)
        if subscription.settings.webhook_id is not None:
            paged, display = _without_buttons(paged, display), replace(display, plain=True)
        pages = numbered(paged, display)
        bodies = tuple(
            BriefingMessage.from_page(
                page,
                display,
                role=None,
                aside=number > 0 and len(pages) > _CHANNEL_MESSAGES,
                library=snapshot.statements,
                purpose="follow",
            ).to_json()
            for number, page in enumerate(pages)
        )
        return ComposedBriefing(bodies, seen_to, unheard=self._is_unheard(state, taken.numbers))

    def _is_unheard(self, state: DigestState, numbers: Mapping[str, int]) -> bool:
        """Whether none of it was in the library when this process began: no earlier one can have told it."""
        before = self._newest_before
        return before is not None and all(
            hit.kind == "new" and numbers.get(hit.statement_id, 0) > before for hit in state.pending
        )

    def _paged(self, digest: Digest, names: Names, limit: int | None, display: Display) -> PagedAnswer:
        translator = display.translator
        intro = translator.gettext(
            "The last message here today, of at most {n}: what comes later waits until tomorrow.", n=limit
        )
        return PagedAnswer(
            safe(digest_title(digest, translator)),
            intro if limit else "",
            tuple(section_blocks(digest_sections(digest, names, translator), display, self._site)),
            library_line(self._library.engine.registry, translator),
            BLUE,
            actions=frozenset({"context", "report"}),
        )


def _last_today(subscription: Subscription, state: DigestState) -> int | None:
    """The daily limit, where this message reaches it."""
    limit = subscription.settings.most_a_day
    return limit if limit and state.sent_today + 1 >= limit else None


def _without_buttons(paged: PagedAnswer, display: Display) -> PagedAnswer:
    """For a webhook: what a button would lead to is a link, and how to stop it is said."""
    translator = display.translator
    how = translator.gettext("To pause or stop it: {command}", command="`/follow list`")
    source = translator.gettext("Source")
    blocks = tuple(
        replace(one, text=f"{one.text}\n{link(source, one.source)}", source=None) if one.source else one
        for one in paged.blocks
    )
    return replace(paged, intro="\n".join(part for part in (paged.intro, how) if part), blocks=blocks)
