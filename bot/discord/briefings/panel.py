"""The panels of briefings: one that lists them, and one for each, with all that can be chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.briefings.arguments import MOST_NAMES, place_name
from bot.discord.briefings.schedule_input import label_of
from bot.discord.briefings.subscription_pages import EMPTY_DAYS, subscription_text
from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ChannelMenu,
    ComponentAction,
    Interaction,
    RoleMenu,
    Style,
    layout,
)
from bot.discord.ui import BLUE, GREY, Display, entity_label, limits, truncate
from bot.live_library import LiveLibrary
from bot.store import Subscription
from briefs.i18n import N_, Translator

EVERYTHING = "-"  # what a menu of names says for all of them
Guild = discord.Guild | None
Options = list[discord.SelectOption]


@dataclass(frozen=True, slots=True)
class BriefingPanel:
    """A subscription, the library whose names it offers, and the server in which it stands, if any."""

    subscription: Subscription
    library: LiveLibrary
    guild: Guild

    def action(self, name: str) -> ComponentAction:
        """What a button or menu of this panel stands for."""
        return ComponentAction(name, self.subscription.key)

    @property
    def channel(self) -> Any:
        """The channel or thread that it goes into, as far as it is known."""
        id = self.subscription.settings.channel_id
        return self.guild.get_channel_or_thread(id) if self.guild and id else None


def panel_view(panel: BriefingPanel, display: Display) -> discord.ui.LayoutView:
    """All of a subscription as a message of Components V2: at most 28 of the 40 that one may have."""
    lines = [subscription_text(panel.subscription, panel.library, display)]
    lines += [f"-# {note}" for note in delivery_notes(panel, display.translator)]
    inside: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    inside += [discord.ui.ActionRow(menu) for menu in _menus(panel, display)]
    buttons = list(_buttons(panel, display.translator))
    rows = [buttons[at : at + limits.ROW_BUTTONS] for at in range(0, len(buttons), limits.ROW_BUTTONS)]
    return layout([*inside, *(discord.ui.ActionRow[Any](*row) for row in rows)], BLUE)


def text_view(text: str) -> discord.ui.LayoutView:
    """A panel of which nothing is left but a sentence."""
    return layout([discord.ui.TextDisplay(text)], GREY)


def delivery_notes(panel: BriefingPanel, translator: Translator) -> Iterator[str]:
    """How it is sent, where that is not as usual; and what works, but not as well as it might."""
    settings, guild, channel = panel.subscription.settings, panel.guild, panel.channel
    if settings.silent:
        yield translator.gettext("Sent silently: nobody is notified.")
    if settings.publish:
        yield translator.gettext("Published to the servers that follow the channel.")
    if guild is None or channel is None:
        return
    granted = channel.permissions_for(guild.me)
    if not granted.read_message_history:
        yield translator.gettext(
            "The bot may not read the history there: a briefing that was cut short is not sent again."
        )
    role = guild.get_role(settings.role_id) if settings.role_id else None
    if role is not None and not (role.mentionable or granted.mention_everyone):
        yield translator.gettext("{role} cannot be pinged by the bot.", role=role.mention)


def _menus(panel: BriefingPanel, display: Display) -> Iterator[discord.ui.Item[Any]]:
    translator, settings, registry = (
        display.translator,
        panel.subscription.settings,
        panel.library.engine.registry,
    )
    if panel.guild is not None:
        place = [id for id in (settings.channel_id,) if id]
        yield ChannelMenu(panel.action("subplace"), translator.gettext("Where it goes"), place, least=1)
        role = [id for id in (settings.role_id,) if id]
        yield RoleMenu(panel.action("subrole"), translator.gettext("A role to ping"), role)
    yield ActionSelect(panel.action("subhour"), translator.gettext("Time of day"), _hours(panel))
    names = {
        "subtopics": ("topic", settings.topics, registry.statements_about, N_("About every topic")),
        "subpeople": ("person", settings.people, registry.statements_by, N_("About everybody")),
    }
    for action, (role_of, chosen, counts, all_of_them) in names.items():
        options = _names(panel, role_of, chosen, counts, translator.gettext(all_of_them), display)
        most = min(MOST_NAMES, len(options))
        yield ActionSelect(panel.action(action), translator.gettext(all_of_them), options, most)
    days = [
        discord.SelectOption(
            label=translator.gettext("On a day without news: {what}", what=translator.gettext(what)),
            value=value,
            default=value == settings.when_empty,
        )
        for value, what in EMPTY_DAYS.items()
    ]
    yield ActionSelect(panel.action("subempty"), translator.gettext("On a day without news"), days)
    if tags := _tags(panel, display):
        most = min(5, len(tags))  # which is what a post may have
        yield ActionSelect(panel.action("subtags"), translator.gettext("Tags of its posts"), tags, most)


def _hours(panel: BriefingPanel) -> Options:
    """Every full hour, and the time that it is sent at now."""
    now = f"{panel.subscription.settings.local_time:%H:%M}"
    times = sorted({now, *(f"{hour:02}:00" for hour in range(24))})
    return [discord.SelectOption(label=each, value=each, default=each == now) for each in times]


def _names(
    panel: BriefingPanel,
    role: str,
    chosen: Collection[str],
    counts: Mapping[str, int],
    everything: str,
    display: Display,
) -> Options:
    """What was chosen, and then what most is on record of, as many as a menu holds."""
    listed = dict.fromkeys((*chosen, *sorted(counts, key=lambda id: (-counts[id], id))))
    options = [discord.SelectOption(label=everything, value=EVERYTHING, default=not chosen)]
    for id in [*listed][: limits.SELECT_OPTIONS - 1]:
        label = entity_label(panel.library.engine, role, id, display)
        named = truncate(label, limits.SELECT_LABEL)
        options.append(discord.SelectOption(label=named, value=id, default=id in chosen))
    return options


def _tags(panel: BriefingPanel, display: Display) -> Options:
    """Of a forum those that the bot may set, and none of them."""
    channel, chosen = panel.channel, panel.subscription.settings.tags
    if not isinstance(channel, discord.ForumChannel):
        return []
    offered = [tag for tag in channel.available_tags if not tag.moderated]
    if not offered:
        return []
    no_tag = display.translator.gettext("no tag")
    options = [discord.SelectOption(label=no_tag, value=EVERYTHING, default=not chosen)]
    return options + [
        discord.SelectOption(label=tag.name, value=str(tag.id), default=tag.id in chosen)
        for tag in offered[: limits.SELECT_OPTIONS - 1]
    ]


def _buttons(panel: BriefingPanel, translator: Translator) -> Iterator[ActionButton]:
    paused, settings = panel.subscription.paused_at is not None, panel.subscription.settings
    if paused:
        yield ActionButton(panel.action("subresume"), translator.gettext("Resume"), Style.primary)
    else:
        yield ActionButton(panel.action("subpause"), translator.gettext("Pause"))
    yield ActionButton(panel.action("subpreview"), translator.gettext("Preview"), Style.primary)
    yield ActionButton(panel.action("subchange"), translator.gettext("Change the time"))
    yield ActionButton(panel.action("subwhy"), translator.gettext("Why?"))
    yield ActionButton(panel.action("substop"), translator.gettext("Stop it"), Style.danger)
    silent = N_("Notify again") if settings.silent else N_("Send silently")
    yield ActionButton(panel.action("subsilent"), translator.gettext(silent))
    if settings.publish or getattr(panel.channel, "is_news", bool)():
        publish = N_("Publish no longer") if settings.publish else N_("Publish to followers")
        yield ActionButton(panel.action("subpublish"), translator.gettext(publish))
    yield ActionButton(panel.action("subpanel"), translator.gettext("All briefings"))


def overview(
    found: Collection[Subscription], interaction: Interaction, display: Display
) -> discord.ui.LayoutView:
    """Those of this server, or one's own: which to change, and how to begin another."""
    translator, key = display.translator, str(interaction.guild_id or interaction.user.id)
    lines = [f"### {translator.gettext('Briefings')}"]
    lines += [f"• {label_of(one, place_name(interaction, one), translator)}" for one in found]
    if not found:
        lines.append(translator.gettext("There is no briefing here yet."))
    inside: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    if found:
        options = [
            discord.SelectOption(label=label_of(one, place_name(interaction, one), translator), value=one.key)
            for one in [*found][: limits.SELECT_OPTIONS]
        ]
        menu = ActionSelect(ComponentAction("subopen", key), translator.gettext("Change one"), options)
        inside.append(discord.ui.ActionRow(menu))
    begin = ComponentAction("subnew", key)
    if interaction.guild_id is None:
        button = ActionButton(begin, translator.gettext("A briefing every day"), Style.primary)
        inside.append(discord.ui.ActionRow(button))
    else:
        where = translator.gettext("A new one: in which channel?")
        inside.append(discord.ui.ActionRow(ChannelMenu(begin, where, least=1)))
    return layout(inside, BLUE)
