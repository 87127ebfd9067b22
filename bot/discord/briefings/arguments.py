"""What a subscriber asked for, read from a command: the place and its rights, names, which subscription."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from bot.discord.arguments import autocomplete as completion
from bot.discord.briefings.schedule_input import label_of
from bot.discord.core import (
    Channel,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    core_of,
    guild_id_of,
    require_channel_rights,
    user_of,
)
from bot.discord.ui import Display, limits, safe, truncate
from bot.live_library import LiveLibrary
from bot.store import Subscription, Subscriptions, TargetKind
from briefs.i18n import N_, Translator
from briefs.query import NameNotResolved

NameKind = Literal["person", "topic"]
MOST_NAMES = 10  # people, or topics, in one subscription
NO_PLACE = N_("Briefings go to text channels, threads and forums. Name one as the channel.")


async def destination_fields(
    source: InteractionOrContext, channel: Channel | None, display: Display
) -> dict[str, Any]:
    """Where a briefing goes, as fields of SubscriptionSettings: in a server the channel named or this one.

    Raises LocalizedUserError for a channel that holds no briefings, or in which the bot or whoever asks
    lacks rights.
    """
    guild_id = guild_id_of(source)
    if guild_id is None:
        user = user_of(source)
        direct = await user.create_dm()
        return {"channel_id": direct.id, "kind": "dm", "user_id": user.id}
    found = channel or source.channel
    if found is None or not isinstance(found, Channel):
        raise LocalizedUserError(NO_PLACE)
    require_channel_rights(source, found, display)
    return {"channel_id": found.id, "kind": target_kind(found), "guild_id": guild_id}


class PlaceArgument(app_commands.Transformer):
    """A channel, thread or forum; media channels, which discord.py takes for forums, hold no briefings."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [
            kinds.text,
            kinds.news,
            kinds.forum,
            kinds.public_thread,
            kinds.private_thread,
            kinds.news_thread,
        ]

    async def transform(self, interaction: Interaction, value: Any, /) -> Channel:
        """The channel itself, asked for where it is not in the cache. Raises LocalizedUserError."""
        found = value.resolve() or await value.fetch()
        if not isinstance(found, Channel):
            raise LocalizedUserError(NO_PLACE)
        return found


def target_kind(channel: Channel) -> TargetKind:
    """What a destination is to the delivery; a direct message is none of these."""
    if isinstance(channel, discord.Thread):
        return "thread"
    return "forum" if isinstance(channel, discord.ForumChannel) else "channel"


def parse_names(library: LiveLibrary, role: NameKind, text: str, translator: Translator) -> tuple[str, ...]:
    """Several names or ids with commas between them; “all” is none. Raises LocalizedUserError."""
    if text.strip().casefold() in ("all", translator.gettext("all")):
        return ()
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if len(parts) > MOST_NAMES:
        raise LocalizedUserError(N_("At most {most} names go into one briefing."), most=MOST_NAMES)
    return tuple(dict.fromkeys(_resolve_one(library, role, part) for part in parts))


def _resolve_one(library: LiveLibrary, role: NameKind, text: str) -> str:
    try:
        return library.resolver.resolve_one("briefing", role, text)
    except NameNotResolved as unclear:
        asked, near = unclear.answer.asked, unclear.answer.suggestions[:8]
        raise LocalizedUserError(
            N_("“{text}” is not one name that is known. {near}"),
            N_("The list that is offered while you type helps."),
            text=safe(truncate(asked[1] if asked else text, 60)),
            near=", ".join(f"`{one.id}`" for one in near),
        ) from None


class NamesArgument(app_commands.Transformer):
    """Names with commas between them; the last one is completed while it is typed."""

    def __init__(self, role: NameKind) -> None:
        self.role: NameKind = role

    async def transform(self, interaction: Interaction, value: str, /) -> tuple[str, ...]:
        core = core_of(interaction)
        return parse_names(core.library, self.role, value, core.display_for(interaction).translator)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> list[app_commands.Choice[Any]]:
        core = core_of(interaction)
        # Discord replaces the whole value: what stands before the last comma is repeated in each choice.
        before, comma, last = str(value).rpartition(",")
        complete = completion.people if self.role == "person" else completion.topics
        lead = f"{before.strip()}, " if comma else ""
        found = complete(core.library, last.strip(), core.display_for(interaction))
        return [
            app_commands.Choice(name=truncate(lead + one.name, limits.CHOICE_NAME), value=lead + one.value)
            for one in found
            if len(lead + one.value) <= limits.CHOICE_VALUE
        ]


def may_manage(source: InteractionOrContext) -> bool:
    """In a server its managers; in direct messages everybody, for themselves."""
    return guild_id_of(source) is None or source.permissions.manage_guild


async def subscriptions_here(
    subscriptions: Subscriptions, source: InteractionOrContext
) -> tuple[Subscription, ...]:
    """The subscriptions of this server, or one's own in direct messages."""
    guild_id = guild_id_of(source)
    if guild_id is None:
        return await subscriptions.of_user(user_of(source).id)
    return await subscriptions.of_guild(guild_id)


async def find_subscription(
    subscriptions: Subscriptions, source: InteractionOrContext, typed: str
) -> Subscription:
    """One of those here, by its key; only they come into question at all. Raises LocalizedUserError."""
    asked = typed.strip().strip("`").lower()
    for one in await subscriptions_here(subscriptions, source):
        if one.key == asked:
            return one
    raise LocalizedUserError(
        N_("There is no such subscription here."), N_("{list} shows them."), list="`/briefings list`"
    )


class SubscriptionArgument(app_commands.Transformer):
    """A subscription of this server, or one's own, by its key; completed from where and when it goes."""

    async def transform(self, interaction: Interaction, value: str, /) -> Subscription:
        return await find_subscription(core_of(interaction).store.subscriptions, interaction, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> list[app_commands.Choice[Any]]:
        if not may_manage(interaction):  # discord.py asks no check of a cog before it completes
            return []
        core, asked = core_of(interaction), str(value).casefold()
        translator = core.display_for(interaction).translator
        labels = {
            one.key: label_of(one, place_name(interaction, one), translator)
            for one in await subscriptions_here(core.store.subscriptions, interaction)
        }
        found = [(key, label) for key, label in labels.items() if asked in label.casefold() or asked in key]
        return [app_commands.Choice(name=label, value=key) for key, label in found[: limits.CHOICES]]


async def require_single(
    subscriptions: Subscriptions, source: InteractionOrContext, named: Subscription | None
) -> Subscription:
    """The one that was named, or the only one there is. Raises LocalizedUserError."""
    if named is not None:
        return named
    found = await subscriptions_here(subscriptions, source)
    if not found:
        raise LocalizedUserError(
            N_("There is no briefing here yet."),
            N_("Subscribe with {command}."),
            command="`/briefings subscribe`",
        )
    if len(found) > 1:
        raise LocalizedUserError(N_("There are {n} subscriptions here. Name the one you mean."), n=len(found))
    return found[0]


def place_name(interaction: Interaction, subscription: Subscription) -> str:
    """As plain text, where no mention is shown."""
    channel = interaction.client.get_channel(subscription.settings.channel_id or 0)
    name = getattr(channel, "name", None)
    return f"#{name}" if name else str(subscription.settings.channel_id or subscription.key)


def names_in_words(library: LiveLibrary, subscription: Subscription, display: Display) -> str:
    """What a subscription is about; "" where that is everything."""
    engine, settings = library.engine, subscription.settings
    topics = [
        engine.topics[t].pref_label.get(display.language) if t in engine.topics else t
        for t in settings.topics
    ]
    people = [
        engine.people[p].name.get(display.language) if p in engine.people else p for p in settings.people
    ]
    return ", ".join(safe(truncate(name, 80)) for name in (*people, *topics))
