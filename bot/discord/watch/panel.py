"""The panel of the watch: where quotations are looked at, and how it speaks there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ChannelMenu,
    ComponentAction,
    RoleMenu,
    layout,
    option,
)
from bot.discord.ui import AMBER, BLUE, Display
from bot.store import GuildSettings
from briefs.i18n import N_

_Kinds = discord.ChannelType
WATCHED_KINDS = (_Kinds.text, _Kinds.news, _Kinds.forum, _Kinds.voice, _Kinds.public_thread)
WAYS = {
    "reply": N_("A quiet reply"),
    "thread": N_("In a thread under the message"),
    "note": N_("A note to the moderators’ channel"),
}
PAUSES = (0, 1, 5, 10, 30, 60, 240)  # minutes
_MOST_CHANNELS = 25
_INTRO = N_(
    "In these channels the bot reads messages that quote somebody, and speaks only where the record "
    "contradicts the words or whose they are. It calls nobody a liar: it shows both wordings with the proof. "
    "Nothing of a message is kept."
)
_INTENT = N_(
    "The message content intent is off: the bot sees no words, and nothing is looked at. Whoever runs the "
    "bot can switch it on in Discord’s developer portal."
)
_NO_DESK = N_("No channel for notes is chosen yet: nothing is said.")


def watch_view(kept: GuildSettings, display: Display, *, sees_words: bool) -> discord.ui.LayoutView:
    """The panel as a message of Components V2, with what keeps the watch from working above its menus."""
    translator, key = display.translator, str(kept.guild_id)
    head = [f"### {translator.gettext('Watch over quotations')}", translator.gettext(_INTRO)]
    troubles = [_INTENT] if not sees_words else []
    if kept.watch_way == "note" and kept.watch_desk_id is None and kept.watch_channels:
        troubles.append(_NO_DESK)
    head += [f"**{translator.gettext(trouble)}**" for trouble in troubles]
    inside: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(head))]
    for label, hint, value, menu in _menus(kept, key, display):
        said = f"**{translator.gettext(label)}**: {value}\n-# {translator.gettext(hint)}"
        inside += [discord.ui.TextDisplay(said), discord.ui.ActionRow(menu)]
    mark = N_("No mark for true ones") if kept.watch_confirms else N_("Mark true ones with ✅")
    inside.append(
        discord.ui.ActionRow(ActionButton(ComponentAction("watchmark", key), translator.gettext(mark)))
    )
    return layout(inside, AMBER if troubles else BLUE)


def _menus(
    kept: GuildSettings, key: str, display: Display
) -> Sequence[tuple[str, str, str, discord.ui.Item[Any]]]:
    translator = display.translator
    none, nobody = translator.gettext(N_("none")), translator.gettext(N_("nobody"))
    desk = [id for id in (kept.watch_desk_id,) if id]
    return (
        (
            N_("Watched channels"),
            N_("Threads with them, but for posts of forums and threads of support: choose those by name"),
            ", ".join(f"<#{id}>" for id in kept.watch_channels[:8]) or none,
            ChannelMenu(
                ComponentAction("watchchannels", key), none, kept.watch_channels, kinds=WATCHED_KINDS,
                most=_MOST_CHANNELS,
            ),
        ),
        (
            N_("How it speaks"),
            N_("Whoever wrote the message, or a moderator, can press “Wrong here” under it"),
            translator.gettext(WAYS[kept.watch_way]),
            ActionSelect(ComponentAction("watchway", key), "…", _ways(kept, display)),
        ),
        (
            N_("Channel for notes"),
            N_("Where the notes to moderators go"),
            f"<#{kept.watch_desk_id}>" if kept.watch_desk_id else none,
            ChannelMenu(ComponentAction("watchdesk", key), none, desk, kinds=[discord.ChannelType.text]),
        ),
        (
            N_("Not looked at"),
            N_("Messages of whoever has one of these roles"),
            ", ".join(f"<@&{id}>" for id in kept.watch_without_roles[:8]) or nobody,
            RoleMenu(ComponentAction("watchroles", key), nobody, kept.watch_without_roles, most=25),
        ),
        (
            N_("Pause"),
            N_("Between two answers in one channel"),
            pause_in_words(kept.watch_pause, display),
            ActionSelect(ComponentAction("watchpause", key), "…", _pauses(kept, display)),
        ),
    )  # fmt: skip


def _ways(kept: GuildSettings, display: Display) -> list[discord.SelectOption]:
    found = [option(display.translator.gettext(label), value) for value, label in WAYS.items()]
    for one in found:
        one.default = one.value == kept.watch_way
    return found


def _pauses(kept: GuildSettings, display: Display) -> list[discord.SelectOption]:
    found = [option(pause_in_words(minutes, display), str(minutes)) for minutes in PAUSES]
    for one in found:
        one.default = one.value == str(kept.watch_pause)
    return found


def pause_in_words(minutes: int, display: Display) -> str:
    """`no pause`, `10 minutes`."""
    if not minutes:
        return display.translator.gettext("no pause")
    return display.translator.ngettext("{n} minute", "{n} minutes", minutes)
