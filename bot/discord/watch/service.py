"""What happens to a message: looked at in turn, answered, answered otherwise, or its answer taken back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import discord

from bot.discord.core import Core
from bot.discord.ui import Display
from bot.discord.watch.notice import Contradicted, notice_kwargs
from bot.discord.watch.scope import is_looked_at
from bot.discord.watch.worker import WatcherThread
from bot.store import GuildSettings, StoreUnavailable, WatchAnswer

if TYPE_CHECKING:
    from briefs.watch import Sighting

log = logging.getLogger(__name__)
_MOST_WAITING = 300  # messages: with more of them in a flood the rest is not looked at
_OLDEST = timedelta(days=1)  # of a message that is looked at anew when it is edited
_CONFIRMED = "✅"
_REMEMBERED = 2_000  # messages that were deleted while they waited, or have a mark


@dataclass(frozen=True, slots=True)
class _Event:
    kind: Literal["new", "edited"]
    message: discord.Message


@dataclass(frozen=True, slots=True)
class _Gone:
    message_id: int


class WatchService:
    """`open` starts the loop, `close` ends it; in between messages are offered, told as edited or as gone."""

    def __init__(self, core: Core) -> None:
        self._core, self._log = core, core.store.watch
        self._thread = WatcherThread(core.library)
        self._waiting: asyncio.Queue[_Event | _Gone] = asyncio.Queue(_MOST_WAITING)
        self._silenced: dict[int, set[str]] = {}  # marks of pairs, by server
        self._spoke: dict[int, datetime] = {}  # by channel
        self._before: dict[int, datetime | None] = {}  # by server: the last answer of an earlier process
        self._marked: dict[int, None] = {}  # messages under which a mark stands
        self._deleted: dict[int, None] = {}
        self._loop: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the loop."""
        self._loop = asyncio.create_task(self._run(), name="watch over quotations")

    async def close(self) -> None:
        """What waits is left: a message that was not looked at is not answered."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        self._thread.close()

    async def idle(self) -> None:
        """Until all that was offered has been looked at."""
        await self._waiting.join()

    # Events, on the loop

    def offer(self, message: discord.Message, kind: Literal["new", "edited"] = "new") -> None:
        """A message was written, or edited: it waits its turn where it may be one to look at."""
        kept = self._kept(message)
        if kept is None or not is_looked_at(message, kept):
            return
        if message.content.startswith(self._core.settings.prefix):
            return
        # An edit may take the quotation out of an answered message: that one is always looked at.
        if kind == "edited" or self._thread.may_quote(message.content):
            self._put(_Event(kind, message))

    def gone(self, guild_id: int | None, message_ids: Sequence[int]) -> None:
        """Messages of a server were deleted."""
        if guild_id is None or not self._core.preferences.guild(guild_id).watch_channels:
            return
        for id in message_ids:
            _remember(self._deleted, id)
            self._put(_Gone(id))

    def _kept(self, message: discord.Message) -> GuildSettings | None:
        if message.guild is None:
            return None
        kept = self._core.preferences.guild(message.guild.id)
        return kept if kept.watch_channels else None

    def _put(self, event: _Event | _Gone) -> None:
        try:
            self._waiting.put_nowait(event)
        except asyncio.QueueFull:
            log.warning("a flood of messages: one was not looked at for quotations")

    # In turn

    async def _run(self) -> None:
        while True:
            event = await self._waiting.get()
            try:
                await self._handle(event)
            except StoreUnavailable as error:
                log.warning("a message was not looked at for quotations: %s", error.message)
            except Exception:
                log.exception("a look at a message failed")
            finally:
                self._waiting.task_done()

    async def _handle(self, event: _Event | _Gone) -> None:
        if isinstance(event, _Gone):
            await self._take_back(event.message_id)
        elif event.message.id in self._deleted:
            return
        elif event.kind == "edited" and (before := await self._answer_to(event.message.id)) is not None:
            await self._look_again(event.message, before)
        elif event.kind == "new" or self._is_young(event.message):
            await self._look(event.message)

    async def _look(self, message: discord.Message) -> None:
        kept = self._kept(message)
        if kept is None:
            return
        seen = await self._thread.look(message.content, kept.watch_confirms)
        found = await self._contradicted(seen, kept.guild_id)
        if found:
            if await self._may_speak(message.channel.id, kept):
                await self._answer(message, found, kept)
        if kept.watch_confirms and seen and all(one.kind == "confirmed" for one in seen):
            if await self._core.messenger.react(message, _CONFIRMED):
                _remember(self._marked, message.id)
        elif self._is_marked(message):  # it was edited since, and is borne out no more
            self._marked.pop(message.id, None)
            await self._core.messenger.take_reaction_back(message, _CONFIRMED)

    def _is_marked(self, message: discord.Message) -> bool:
        own = any(one.me and str(one.emoji) == _CONFIRMED for one in message.reactions)
        return own or message.id in self._marked

    async def _look_again(self, message: discord.Message, before: WatchAnswer) -> None:
        """What was answered is answered otherwise, or no longer, and never twice."""
        seen = await self._thread.look(message.content, bears_out=False)
        found = await self._contradicted(seen, before.guild_id)
        marks = frozenset(one.mark for one in found)
        if marks == before.pairs or not before.answer_id:
            return
        if not found:
            await self._take_back(message.id)
            return
        shown = self._shown(message, found, before.key, elsewhere=before.channel_id != message.channel.id)
        if await self._core.messenger.edit(before.channel_id, before.answer_id, **shown):
            place = (before.guild_id, before.channel_id, before.answer_id)
            await self._log.keep(message.id, message.author.id, place, sorted(marks), before.key)

    async def _take_back(self, message_id: int) -> None:
        answer = await self._answer_to(message_id)
        if answer is not None and answer.answer_id:
            await self.remove(answer)

    async def _answer_to(self, message_id: int) -> WatchAnswer | None:
        """The answer to a message; one that was under way when a process ended is looked for behind it."""
        answer = await self._log.answer_to(message_id)
        if answer is None or answer.answer_id:
            return answer
        for channel in (answer.channel_id, message_id):  # a thread under a message has its id
            found = await self._core.messenger.find_button(channel, message_id, f":watchwrong:{answer.key}")
            if found is None:
                return answer  # nobody can know: it is not said a second time
            if found:
                return await self._log.place(answer, channel, found)
        await self._log.forget(answer.key)
        return None

    async def remove(self, answer: WatchAnswer) -> None:
        """Take an answer back: its message goes, and what is kept of it."""
        await self._core.messenger.delete(answer.channel_id, answer.answer_id)
        await self._log.forget(answer.key)

    async def silence(self, answer: WatchAnswer) -> None:
        """Its pairs are not spoken of again in that server."""
        await self._log.silence(answer)
        self._silenced.setdefault(answer.guild_id, set()).update(answer.pairs)
        await self.remove(answer)

    async def _contradicted(self, seen: Sequence[Sighting], guild_id: int) -> list[Contradicted]:
        """What the record contradicts by a published statement, and this server has not called wrong."""
        wrong = [one for one in seen if one.kind != "confirmed" and one.verdict.found is not None]
        if not wrong:
            return []
        if guild_id not in self._silenced:
            self._silenced[guild_id] = set(await self._log.silenced(guild_id))
        ids = [one.verdict.found.statement for one in wrong if one.verdict.found]
        statements = await self._core.library.engine.find_statements([id for id in ids if id])
        found = dict[str, Contradicted]()
        for one, id in zip(wrong, ids, strict=True):
            statement = statements.get(id or "")
            if statement is None or statement.status != "published":
                continue
            mark = await self._log.pair_mark(one.text, statement.id)
            if mark not in self._silenced[guild_id]:
                found.setdefault(mark, Contradicted(one, statement, mark))
        return list(found.values())

    # Speaking

    async def _may_speak(self, channel_id: int, kept: GuildSettings) -> bool:
        """Not within the pause of a channel; after a start, of what was last said in the server."""
        if kept.guild_id not in self._before:
            self._before[kept.guild_id] = await self._log.last_answered(kept.guild_id)
        before, now = self._spoke.get(channel_id, self._before[kept.guild_id]), self._core.clock.now()
        return before is None or now - before >= timedelta(minutes=kept.watch_pause)

    async def _answer(
        self, message: discord.Message, found: Sequence[Contradicted], kept: GuildSettings
    ) -> None:
        key, messenger = self._core.store.new_token(), self._core.messenger
        elsewhere = kept.watch_way == "note"
        shown = self._shown(message, found, key, elsewhere=elsewhere)
        there = kept.watch_desk_id if elsewhere else message.channel.id
        if there is None:
            return
        marks = [one.mark for one in found]
        # kept before it is posted: whatever ends the process, its button answers, and no second one comes
        await self._log.keep(message.id, message.author.id, (kept.guild_id, there, 0), marks, key)
        place: tuple[int, int] | None
        if elsewhere:
            answer = await messenger.send(there, silent=True, **shown)
            place = (there, answer) if answer is not None else None
        elif kept.watch_way == "thread":
            name = self._display(message).translator.gettext("What the record has")
            place = await messenger.reply_in_thread(message, name, **shown)
        else:
            place = await messenger.reply(message, silent=True, **shown)
        if place is None and await self._answer_to(message.id) is None:
            return  # surely not posted
        self._spoke[message.channel.id] = self._core.clock.now()
        if place is not None:
            await self._log.keep(message.id, message.author.id, (kept.guild_id, *place), marks, key)
        if message.id in self._deleted:  # it went while the answer was under way
            await self._take_back(message.id)

    def _shown(
        self, message: discord.Message, found: Sequence[Contradicted], key: str, *, elsewhere: bool
    ) -> dict[str, object]:
        address = message.jump_url if elsewhere else None
        articles = [one.statement.article for one in found]
        return notice_kwargs(found, key, articles, self._display(message), address)

    def _display(self, message: discord.Message) -> Display:
        guild = message.guild
        assert guild is not None  # only messages of servers are looked at
        return self._core.preferences.display(None, guild.id, str(guild.preferred_locale))

    def _is_young(self, message: discord.Message) -> bool:
        return self._core.clock.now() - message.created_at < _OLDEST


def _remember(ids: dict[int, None], id: int) -> None:
    """The newest ones: what is older is looked at no more."""
    ids[id] = None
    while len(ids) > _REMEMBERED:
        del ids[next(iter(ids))]
