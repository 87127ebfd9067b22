"""What a subscriber asked for, read from a command: the place and its rights, names, which subscription."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.arguments import autocomplete as completion
from bot.discord.arguments.arguments import Role, find
from bot.discord.briefings.schedule_input import label_of
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal, Unclear
from bot.discord.core.replies import Source, bot_of, guild_id_of, user_of
from bot.discord.ui import limits
from bot.discord.ui.markdown import safe, shortened
from bot.store.subscriptions import Subscription, TargetKind
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord
    from bot.live_library import Shelf

Interaction = discord.Interaction[Any]
Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
MOST_NAMES = 10
NO_PLACE = mark("Briefings go to text channels, threads and forums. Name one as the channel.")
_NEEDED = mark("In {channel} the bot lacks: {missing}.")
_RIGHTS = {
    "view_channel": mark("View Channel"),
    "send_messages": mark("Send Messages"),
    "send_messages_in_threads": mark("Send Messages in Threads"),
    "embed_links": mark("Embed Links"),
}


async def place_of(source: Source, channel: Channel | None) -> dict[str, Any]:
    """Where a briefing goes, as fields of a wish: the channel named, else this one, else direct messages."""
    guild_id = guild_id_of(source)
    if guild_id is None:
        user = user_of(source)
        direct = await bot_of(source).create_dm(user)
        return {"channel_id": direct.id, "kind": "dm", "user_id": user.id}
    found = channel or source.channel
    if found is None or not isinstance(found, Channel):
        raise Refusal(NO_PLACE)
    _check_rights(source, found)
    return {"channel_id": found.id, "kind": kind_of(found), "guild_id": guild_id}


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
        found = value.resolve() or await value.fetch()
        if not isinstance(found, Channel):
            raise Refusal(NO_PLACE)
        return found


def kind_of(channel: Channel) -> TargetKind:
    if isinstance(channel, discord.Thread):
        return "thread"
    return "forum" if isinstance(channel, discord.ForumChannel) else "channel"


def _check_rights(source: Source, channel: Channel) -> None:
    granted = channel.permissions_for(channel.guild.me)
    thread = isinstance(channel, discord.Thread)
    sending = "send_messages_in_threads" if thread else "send_messages"
    missing = [right for right in ("view_channel", sending, "embed_links") if not getattr(granted, right)]
    if missing:
        words = bot_of(source).reader(source).words
        named = ", ".join(words.say(_RIGHTS[right]) for right in missing)
        raise Refusal(_NEEDED, channel=channel.mention, missing=named)


def names_of(shelf: Shelf, role: Role, text: str, words: Any) -> tuple[str, ...]:
    """Several names or ids with commas between them; “all” is none. Raises Refusal."""
    if text.strip().casefold() in ("all", words.say("all")):
        return ()
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if len(parts) > MOST_NAMES:
        raise Refusal(mark("At most {most} names go into one briefing."), most=MOST_NAMES)
    return tuple(dict.fromkeys(_one(shelf, role, part) for part in parts))


def _one(shelf: Shelf, role: Role, text: str) -> str:
    try:
        return find(shelf, role, text).id
    except Unclear as unclear:
        asked, near = unclear.answer.asked, unclear.answer.suggestions[:8]
        raise Refusal(
            mark("“{text}” is not one name that is known. {near}"),
            mark("The list that is offered while you type helps."),
            text=safe(shortened(asked[1] if asked else text, 60)),
            near=", ".join(f"`{one.id}`" for one in near),
        ) from None


class NamesArgument(app_commands.Transformer):
    """Names with commas between them; the last one is completed while it is typed."""

    def __init__(self, role: Role) -> None:
        self.role: Role = role

    async def transform(self, interaction: Interaction, value: str, /) -> tuple[str, ...]:
        bot = interaction.client
        return names_of(bot.shelf, self.role, value, bot.reader(interaction).words)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> list[app_commands.Choice[Any]]:
        bot = interaction.client
        before, comma, last = str(value).rpartition(",")
        complete = completion.people if self.role == "person" else completion.topics
        lead = f"{before.strip()}, " if comma else ""
        found = complete(bot.shelf, last.strip(), bot.reader(interaction))
        return [
            app_commands.Choice(name=shortened(lead + one.name, limits.CHOICE_NAME), value=lead + one.value)
            for one in found
            if len(lead + one.value) <= limits.CHOICE_VALUE
        ]


async def here(source: Source) -> tuple[Subscription, ...]:
    """The subscriptions of this server, or one's own in direct messages."""
    bot: OnRecord = bot_of(source)
    guild_id = guild_id_of(source)
    if guild_id is None:
        return await bot.state.subscriptions.of_user(user_of(source).id)
    return await bot.state.subscriptions.of_guild(guild_id)


async def by_key(source: Source, typed: str) -> Subscription:
    """One of those here, by its key; only they come into question at all. Raises Refusal."""
    asked = typed.strip().strip("`").lower()
    for one in await here(source):
        if one.key == asked:
            return one
    raise Refusal(
        mark("There is no such subscription here."), mark("{list} shows them."), list="`/briefing list`"
    )


class SubscriptionArgument(app_commands.Transformer):
    async def transform(self, interaction: Interaction, value: str, /) -> Subscription:
        return await by_key(interaction, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> list[app_commands.Choice[Any]]:
        words, asked = interaction.client.reader(interaction).words, str(value).casefold()
        labels = {
            one.key: label_of(one, place_name(interaction, one), words) for one in await here(interaction)
        }
        found = [(key, label) for key, label in labels.items() if asked in label.casefold() or asked in key]
        return [app_commands.Choice(name=label, value=key) for key, label in found[: limits.CHOICES]]


async def the_one(source: Source, named: Subscription | None) -> Subscription:
    """The one that was named, or the only one there is. Raises Refusal."""
    if named is not None:
        return named
    found = await here(source)
    if not found:
        raise Refusal(
            mark("There is no briefing here yet."),
            mark("Subscribe with {command}."),
            command="`/briefing subscribe`",
        )
    if len(found) > 1:
        raise Refusal(mark("There are {n} subscriptions here. Name the one you mean."), n=len(found))
    return found[0]


def place_name(interaction: Interaction, subscription: Subscription) -> str:
    """As plain text, where no mention is shown."""
    channel = interaction.client.get_channel(subscription.wish.channel_id or 0)
    name = getattr(channel, "name", None)
    return f"#{name}" if name else str(subscription.wish.channel_id or subscription.key)


def names_in_words(shelf: Shelf, subscription: Subscription, reader: Reader) -> str:
    """What a subscription is about; "" where that is everything."""
    desk, wish = shelf.desk, subscription.wish
    topics = [desk.topics[t].pref_label.get(reader.language) if t in desk.topics else t for t in wish.topics]
    people = [desk.people[p].name.get(reader.language) if p in desk.people else p for p in wish.people]
    return ", ".join(safe(shortened(name, 80)) for name in (*people, *topics))
