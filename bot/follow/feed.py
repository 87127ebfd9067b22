"""What standing questions found as an Atom feed: an entry keeps its id, and nobody who asks is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.follow.words import Names, question_words
from bot.live_library import LiveLibrary
from bot.store import FollowedQuestion, Hit, Store
from briefs.i18n import Translator
from briefs.model import SHOWN, Statement
from briefs.render import AtomEntry, statement_feed

ENTRIES = 100  # of a feed, the newest


async def found_for(store: Store, asked: Sequence[FollowedQuestion]) -> list[tuple[FollowedQuestion, Hit]]:
    """What was found last for these questions, the newest first, told or not."""
    found = [(one, hit) for one in asked for hit in await store.follows.queue.recent(one.key, ENTRIES)]
    return sorted(found, key=lambda each: each[1].number, reverse=True)


def atom_feed(
    key: str,
    found: Sequence[tuple[FollowedQuestion, Hit]],
    known: Mapping[str, Statement],
    names: Names,
    translator: Translator,
) -> tuple[str, int]:
    """The feed and how many entries it has; `key` tells it from others, and `known` is what is on record."""
    entries = [
        AtomEntry(
            f"{hit.question_key}|{hit.statement_id}|{hit.kind}|{hit.digest}",
            known[hit.statement_id],
            translator.gettext("You follow: {question}", question=question_words(one, names, translator)),
            hit.found_at,
        )
        for one, hit in found
        if hit.statement_id in known
    ][:ENTRIES]
    title = translator.gettext("OnRecord: what you follow")
    return statement_feed(title, key, entries, translator), len(entries)


@dataclass(frozen=True, slots=True)
class FeedReader:
    """What lies at the addresses of people's feeds."""

    store: Store

    async def read(self, library: LiveLibrary, token: str) -> str | None:
        """The feed at an address; None where nothing is. Raises StoreUnavailable."""
        feed = await self.store.follows.feeds.at(token)
        if feed is None:
            return None
        found = await found_for(self.store, await self.store.follows.in_feed(feed.user_id))
        engine = library.engine
        stored = await engine.find_statements([*dict.fromkeys(hit.statement_id for _, hit in found)])
        known = {id: one for id, one in stored.items() if one.status in SHOWN}
        names = Names(engine.people, engine.topics)
        key = sha256(token.encode()).hexdigest()
        return atom_feed(key, found, known, names, Translator(feed.language))[0]
