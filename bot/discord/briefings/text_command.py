"""`!briefing` as a line: the briefing of a day for anybody, the subscriptions for who may change them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.discord.answers.answer_pages import library_line
from bot.discord.answers.queries import Ask, ask_for
from bot.discord.briefings.actions import BriefingDeeds, may_manage
from bot.discord.briefings.arguments import NO_PLACE, Channel, by_key, here, names_of, place_of, the_one
from bot.discord.briefings.briefing_pages import briefing_deck
from bot.discord.briefings.schedule_input import days_of, time_of, zone_of
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.ui.markdown import safe_within
from bot.discord.ui.pages import Block, Deck
from bot.store.subscriptions import Wish
from briefs.briefing.composition import without_history
from briefs.errors import Trouble
from briefs.i18n import mark
from briefs.text.dates import read_bound

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Context = commands.Context["OnRecord"]
ONE = ("pause", "resume", "unsubscribe", "preview", "now", "why")
_OPTION = re.compile(
    r"(?:^|\s)(?:--)?(channel|time|timezone|days|topics|people|ping|empty-days|welcome)\s*[:=]\s*",
    re.IGNORECASE,
)
_EMPTY = ("skip", "line", "pair")
_EXAMPLE = "`!briefing subscribe 09:00 Europe/Berlin weekdays topics: missile defence`"


class BriefingLine:
    def __init__(self, bot: OnRecord, deeds: BriefingDeeds) -> None:
        self.bot = bot
        self.deeds = deeds
        bot.repertoire.also("briefing", self._of_a_day)

    async def read(self, ctx: Context, rest: str) -> None:
        first, _, more = rest.strip().partition(" ")
        deed = first.lower()
        if deed not in (*ONE, "list", "subscribe", "edit"):
            ask = Ask.of("briefing", day=self._day(rest.strip(), ctx).isoformat())
            await self.bot.answers.give(ctx, ask, self.bot.reader(ctx))
            return
        if not may_manage(ctx):
            raise commands.MissingPermissions(["manage_guild"])
        if deed == "list":
            await self.deeds.listed(ctx)
        elif deed == "subscribe":
            await self._subscribe(ctx, more)
        elif deed == "edit":
            await self._edit(ctx, more)
        else:
            do: Callable[..., Awaitable[None]] = getattr(self.deeds, deed)
            await do(ctx, await the_one(ctx, await by_key(ctx, more) if more.strip() else None))

    # The briefing of a day

    def _day(self, typed: str, ctx: Context) -> date:
        today = self.bot.today(ctx)
        if not typed:
            return today
        try:
            return read_bound(typed, "until", today)
        except Trouble:
            raise Refusal(
                mark("“{text}” is neither a day nor one of: {deeds}."),
                mark("Write for example: {example}"),
                text=safe_within(typed, 60),
                deeds=", ".join(("list", "subscribe", "edit", *ONE)),
                example="`!briefing 23 April 2026`, `!briefing list`",
            ) from None

    async def _of_a_day(self, ask: Ask, reader: Reader) -> Deck:
        """For a reader of whom nothing is kept: new is what was accepted on that day."""
        issue, words = await self.bot.briefings.desk.issue(), reader.words
        made = without_history(issue.edition, date.fromisoformat(ask_for(ask, "day")))
        footer = library_line(self.bot.shelf.desk.catalogue, words)
        deck = briefing_deck(made, reader, footer)
        more = words.say("To have it every day: {command}", command="`/briefing subscribe`")
        return Deck(
            deck.title, deck.intro, (*deck.blocks, Block(more)), footer, deck.colour, actions=deck.actions
        )

    # Subscriptions

    async def _subscribe(self, ctx: Context, text: str) -> None:
        typed = self._options(ctx, text)
        welcome = typed.pop("welcome", False)
        place = await place_of(ctx, typed.pop("channel", None))
        zone = self.bot.preferences.zone(ctx.author.id, ctx.guild.id if ctx.guild else None)
        wish = Wish(**place, owner_id=ctx.author.id, **{"timezone": zone, **typed})
        await self.deeds.subscribe(ctx, wish, welcome=welcome)

    async def _edit(self, ctx: Context, text: str) -> None:
        key, _, rest = text.strip().partition(" ")
        named = [one for one in await here(ctx) if one.key == key.strip("`").lower()]
        chosen = await the_one(ctx, named[0] if named else None)
        changes = self._options(ctx, rest if named else text)
        changes.pop("welcome", None)
        if "channel" in changes:
            changes |= await place_of(ctx, changes.pop("channel"))
        await self.deeds.edit(ctx, chosen, changes)

    def _options(self, ctx: Context, text: str) -> dict[str, Any]:
        """Fields of a wish from “09:00 Europe/Berlin weekdays topics: missile defence”. Raises Refusal."""
        free, *named = _OPTION.split(text)
        typed = self._free(ctx, free.split())
        for name, value in zip(named[::2], named[1::2], strict=True):
            typed |= self._named(ctx, name.lower(), value.strip())
        return typed

    def _free(self, ctx: Context, words: list[str]) -> dict[str, Any]:
        """Words that show what they are: a channel, a role, a time, a zone; the others are days."""
        typed: dict[str, Any] = {}
        left: list[str] = []
        for word in words:
            if word.lower() == "here":
                continue
            name = next((name for name, known in _KINDS.items() if known.fullmatch(word)), None)
            if name is None or name in typed:
                left.append(word)
            else:
                typed |= self._named(ctx, name, word)
        if left:
            try:
                typed["days"] = days_of(" ".join(left))
            except Refusal:
                raise Refusal(
                    mark("“{text}” is not understood here."),
                    mark("Write for example: {example}"),
                    text=safe_within(" ".join(left), 60),
                    example=_EXAMPLE,
                ) from None
        return typed

    def _named(self, ctx: Context, name: str, value: str) -> dict[str, Any]:
        shelf, words = self.bot.shelf, self.bot.reader(ctx).words
        match name:
            case "channel":
                return {"channel": _channel(ctx, value)}
            case "time":
                return {"local_time": time_of(value)}
            case "timezone":
                return {"timezone": zone_of(value)}
            case "days":
                return {"days": days_of(value)}
            case "topics":
                return {"topics": names_of(shelf, "topic", value, words)}
            case "people":
                return {"people": names_of(shelf, "person", value, words)}
            case "ping":
                return {"role_id": _role(ctx, value)}
            case "welcome":
                return {"welcome": value.lower() in ("", "yes", "true", words.say("yes"))}
        if value.lower() not in _EMPTY:
            raise Refusal(
                mark("“{text}” is none of: {known}."), text=safe_within(value, 40), known=", ".join(_EMPTY)
            )
        return {"when_empty": value.lower()}


_KINDS = {
    "channel": re.compile(r"<#\d+>"),
    "ping": re.compile(r"<@&\d+>"),
    "time": re.compile(r"\d{1,2}[:.h]?\d\d(?:am|pm)?|\d{1,2}(?:am|pm)", re.IGNORECASE),
    "timezone": re.compile(r"[A-Za-z]+/[\w/+-]+|UTC", re.IGNORECASE),
}


def _channel(ctx: Context, value: str) -> Channel:
    """A mention, an id or a name."""
    guild, number = ctx.guild, re.sub(r"\D", "", value)
    found = guild.get_channel_or_thread(int(number)) if guild and number else None
    if guild and found is None:
        found = discord.utils.get([*guild.channels, *guild.threads], name=value.lstrip("#"))
    if not isinstance(found, Channel):
        raise Refusal(NO_PLACE)
    return found


def _role(ctx: Context, value: str) -> int | None:
    """A mention, an id or a name; “none” is nobody."""
    if ctx.guild is None or value.lower() in ("", "none", "nobody"):
        return None
    number = re.sub(r"\D", "", value)
    found = ctx.guild.get_role(int(number)) if number else None
    found = found or discord.utils.get(ctx.guild.roles, name=value.lstrip("@"))
    if found is None:
        raise Refusal(mark("There is no role “{text}” here."), text=safe_within(value, 60))
    return found.id
