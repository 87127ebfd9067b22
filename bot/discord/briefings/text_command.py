"""`!briefing`: the briefing of a day for anybody, the subscriptions for who may change them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import discord
from discord.ext import commands

from bot.discord.answers import Answers
from bot.discord.arguments import parse_timezone
from bot.discord.briefings.actions import SubscriptionActions
from bot.discord.briefings.arguments import (
    NO_PLACE,
    destination_fields,
    find_subscription,
    may_manage,
    parse_names,
    require_single,
    subscriptions_here,
)
from bot.discord.briefings.briefing_pages import briefing_pages
from bot.discord.briefings.composer import BriefingComposer
from bot.discord.briefings.schedule_input import parse_time, parse_weekdays
from bot.discord.briefings.subscription_pages import EMPTY_DAYS
from bot.discord.core import Channel, Context, Core, LocalizedUserError
from bot.discord.ui import Block, Display, PagedAnswer, library_line, safe_within
from bot.store import SubscriptionSettings
from briefs.briefing import without_history
from briefs.errors import UserError
from briefs.i18n import N_
from briefs.query.questions import Query
from briefs.text import read_bound

SINGLE_ACTIONS = ("pause", "resume", "unsubscribe", "preview", "now", "why")
# “topics: x”, “--topics: x” and “topics=x”; a value goes on until the next option.
_OPTION = re.compile(
    r"(?:^|\s)(?:--)?(channel|time|timezone|days|topics|people|ping|empty-days|welcome)\s*[:=]\s*",
    re.IGNORECASE,
)
_EXAMPLE = "`!briefing subscribe 09:00 Europe/Berlin weekdays topics: missile defence`"


class BriefingTextCommand:
    """Reads what follows `!briefing`, and asks SubscriptionActions as the slash command does."""

    def __init__(
        self, core: Core, answers: Answers, composer: BriefingComposer, actions: SubscriptionActions
    ) -> None:
        self.core = core
        self.library = core.library
        self.preferences = core.preferences
        self.subscriptions = core.store.subscriptions
        self.responder = answers.responder
        self.composer = composer
        self.actions = actions
        answers.queries.register("briefing", self._day_pages)

    async def run(self, ctx: Context, rest: str) -> None:
        """`rest` is what stands behind the command: an action with its words, or a day.

        Raises LocalizedUserError, and MissingPermissions for who may not manage subscriptions.
        """
        first, _, more = rest.strip().partition(" ")
        action = first.lower()
        if action not in (*SINGLE_ACTIONS, "list", "subscribe", "edit"):
            query = Query.of("briefing", day=self._day(rest.strip(), ctx).isoformat())
            await self.responder.respond(ctx, query, self.core.display_for(ctx))
            return
        if not may_manage(ctx):
            raise commands.MissingPermissions(["manage_guild"])
        if action == "list":
            await self.actions.list_all(ctx)
        elif action == "subscribe":
            await self._subscribe(ctx, more)
        elif action == "edit":
            await self._edit(ctx, more)
        else:
            run: Callable[..., Awaitable[None]] = getattr(self.actions, action)
            await run(
                ctx,
                await require_single(
                    self.subscriptions,
                    ctx,
                    await find_subscription(self.subscriptions, ctx, more) if more.strip() else None,
                ),
            )

    # The briefing of a day

    def _day(self, typed: str, ctx: Context) -> date:
        today = self.core.today(ctx)
        if not typed:
            return today
        try:
            return read_bound(typed, "until", today)
        except UserError:
            raise LocalizedUserError(
                N_("“{text}” is neither a day nor one of: {deeds}."),
                N_("Write for example: {example}"),
                text=safe_within(typed, 60),
                deeds=", ".join(("list", "subscribe", "edit", *SINGLE_ACTIONS)),
                example="`!briefing 23 April 2026`, `!briefing list`",
            ) from None

    async def _day_pages(self, query: Query, display: Display) -> PagedAnswer:
        """For a reader of whom nothing is kept: new is what was accepted on that day."""
        snapshot, translator = await self.composer.snapshot(), display.translator
        briefing = without_history(snapshot.library, date.fromisoformat(query["day"]))
        footer = library_line(self.library.engine.registry, translator)
        paged = briefing_pages(briefing, display, footer, self.core.settings.site)
        more = translator.gettext("To have it every day: {command}", command="`/briefings subscribe`")
        return PagedAnswer(
            paged.title,
            paged.intro,
            (*paged.blocks, Block(more)),
            footer,
            paged.colour,
            actions=paged.actions,
        )

    # Subscriptions

    async def _subscribe(self, ctx: Context, text: str) -> None:
        typed = self._options(ctx, text)
        welcome = typed.pop("welcome", False)
        place = await destination_fields(ctx, typed.pop("channel", None), self.core.display_for(ctx))
        zone = self.preferences.zone(ctx.author.id, ctx.guild.id if ctx.guild else None)
        settings = SubscriptionSettings(**place, owner_id=ctx.author.id, **{"timezone": zone, **typed})
        await self.actions.subscribe(ctx, settings, welcome=welcome)

    async def _edit(self, ctx: Context, text: str) -> None:
        # The key may be left out where there is one subscription: the first word is then a setting.
        key, _, rest = text.strip().partition(" ")
        named = [
            one
            for one in await subscriptions_here(self.subscriptions, ctx)
            if one.key == key.strip("`").lower()
        ]
        chosen = await require_single(self.subscriptions, ctx, named[0] if named else None)
        changes = self._options(ctx, rest if named else text)
        changes.pop("welcome", None)
        if "channel" in changes:
            changes |= await destination_fields(ctx, changes.pop("channel"), self.core.display_for(ctx))
        await self.actions.edit(ctx, chosen, changes)

    def _options(self, ctx: Context, text: str) -> dict[str, Any]:
        """Settings from “09:00 Europe/Berlin weekdays topics: missile defence”.

        Raises LocalizedUserError.
        """
        free, *named = _OPTION.split(text)
        typed = self._bare_words(ctx, free.split())
        for name, value in zip(named[::2], named[1::2], strict=True):
            typed |= self._option(ctx, name.lower(), value.strip())
        return typed

    def _bare_words(self, ctx: Context, words: list[str]) -> dict[str, Any]:
        """Words that show what they are: a channel, a role, a time, a zone; the others are days."""
        typed: dict[str, Any] = {}
        left: list[str] = []
        for word in words:
            if word.lower() == "here":
                continue
            name = next((name for name, known in _WORD_PATTERNS.items() if known.fullmatch(word)), None)
            # A second word of one kind is none: it is left for the days, or named as not understood.
            if name is None or name in typed:
                left.append(word)
            else:
                typed |= self._option(ctx, name, word)
        if left:
            try:
                typed["days"] = parse_weekdays(" ".join(left))
            except LocalizedUserError:
                raise LocalizedUserError(
                    N_("“{text}” is not understood here."),
                    N_("Write for example: {example}"),
                    text=safe_within(" ".join(left), 60),
                    example=_EXAMPLE,
                ) from None
        return typed

    def _option(self, ctx: Context, name: str, value: str) -> dict[str, Any]:
        library, translator = self.library, self.core.display_for(ctx).translator
        match name:
            case "channel":
                return {"channel": _channel(ctx, value)}
            case "time":
                return {"local_time": parse_time(value)}
            case "timezone":
                return {"timezone": parse_timezone(value)}
            case "days":
                return {"days": parse_weekdays(value)}
            case "topics":
                return {"topics": parse_names(library, "topic", value, translator)}
            case "people":
                return {"people": parse_names(library, "person", value, translator)}
            case "ping":
                return {"role_id": _role(ctx, value)}
            case "welcome":
                return {"welcome": value.lower() in ("", "yes", "true", translator.gettext("yes"))}
        if value.lower() not in EMPTY_DAYS:
            raise LocalizedUserError(
                N_("“{text}” is none of: {known}."), text=safe_within(value, 40), known=", ".join(EMPTY_DAYS)
            )
        return {"when_empty": value.lower()}


_WORD_PATTERNS = {
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
        raise LocalizedUserError(NO_PLACE)
    return found


def _role(ctx: Context, value: str) -> int | None:
    """A mention, an id or a name; “none” is nobody."""
    if ctx.guild is None or value.lower() in ("", "none", "nobody"):
        return None
    number = re.sub(r"\D", "", value)
    found = ctx.guild.get_role(int(number)) if number else None
    found = found or discord.utils.get(ctx.guild.roles, name=value.lstrip("@"))
    if found is None:
        raise LocalizedUserError(N_("There is no role “{text}” here."), text=safe_within(value, 60))
    return found.id
