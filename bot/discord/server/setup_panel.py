"""The panel of a server's settings: each with its value, and how to change it or take it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ChannelMenu,
    ComponentAction,
    RoleMenu,
    Style,
    layout,
)
from bot.discord.ui import BLUE, LANGUAGES, Display
from bot.store import GuildSettings
from briefs.i18n import N_

UNSET = "-"  # what a menu says for “as it was before anybody chose”
ZONES = (
    "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Sao_Paulo",
    "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Warsaw", "Europe/Athens", "Europe/Istanbul",
    "Europe/Moscow", "Africa/Lagos", "Africa/Cairo", "Africa/Johannesburg", "Asia/Dubai", "Asia/Karachi",
    "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
# What can be taken back, by the field of GuildSettings.
SETTINGS = {
    "language": N_("Language"),
    "asking_channels": N_("Where questions are answered"),
    "asking_roles": N_("Who may ask"),
    "curators_channel_id": N_("Curators’ channel"),
    "curators_role_id": N_("Curators’ role"),
    "timezone": N_("Time zone"),
}
_HINTS = {
    "language": N_("In which language the bot speaks here"),
    "asking_channels": N_("Threads are answered in with their channel"),
    "asking_roles": N_("Who manages the server may ask always"),
    "curators_channel_id": N_("Where reports of errors go"),
    "curators_role_id": N_(
        "To let them see the curators’ commands, add the role under Server Settings, Integrations"
    ),
    "timezone": N_("In which time zone days and briefings are counted here"),
}
_MENTIONED = 8  # channels or roles that a line names
_CHANNELS = (
    discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum, discord.ChannelType.voice,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetupPanel:
    """What the panel shows: the settings, how many briefings there are, and what time it is."""

    kept: GuildSettings
    briefings: int
    now: datetime

    @property
    def key(self) -> str:
        """The server's id: its panel's buttons carry it."""
        return str(self.kept.guild_id)


def setup_view(panel: SetupPanel, display: Display) -> discord.ui.LayoutView:
    """The panel as a message of Components V2: 30 of the 40 that one may have."""
    translator = display.translator
    inside: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {translator.gettext('Settings of this server')}")
    ]
    menus = _menus(panel, display)
    for name, menu in menus.items():
        label, hint = translator.gettext(SETTINGS[name]), translator.gettext(_HINTS[name])
        value = value_in_words(panel.kept, name, display)
        inside.append(discord.ui.TextDisplay(f"**{label}**: {value}\n-# {hint}"))
        inside.append(discord.ui.ActionRow(menu))
    inside.append(discord.ui.TextDisplay("\n".join(_other_lines(panel, display))))
    if taken_back := _unset_options(panel.kept, display):
        action = ComponentAction("setunset", panel.key)
        menu = ActionSelect(action, translator.gettext("Take a setting back"), taken_back)
        inside.append(discord.ui.ActionRow(menu))
    inside.append(discord.ui.ActionRow(*_buttons(panel, display)))
    return layout(inside, BLUE)


def _menus(panel: SetupPanel, display: Display) -> dict[str, discord.ui.Item[Any]]:
    kept, key, translator = panel.kept, panel.key, display.translator
    everywhere, everybody, nowhere, nobody = (
        translator.gettext(text) for text in (N_("everywhere"), N_("everybody"), N_("none"), N_("none"))
    )
    curators = [id for id in (kept.curators_channel_id,) if id]
    role = [id for id in (kept.curators_role_id,) if id]
    zones, languages = _zone_options(panel, display), _language_options(kept, display)
    return {
        "language": ActionSelect(ComponentAction("setlanguage", key), "…", languages),
        "asking_channels": ChannelMenu(
            ComponentAction("setchannels", key), everywhere, kept.asking_channels, kinds=_CHANNELS, most=25
        ),
        "asking_roles": RoleMenu(ComponentAction("setroles", key), everybody, kept.asking_roles, most=25),
        "curators_channel_id": ChannelMenu(
            ComponentAction("setdesk", key), nowhere, curators, kinds=[discord.ChannelType.text]
        ),
        "curators_role_id": RoleMenu(ComponentAction("setcurators", key), nobody, role),
        "timezone": ActionSelect(ComponentAction("setzone", key), "…", zones),
    }


def _language_options(kept: GuildSettings, display: Display) -> list[discord.SelectOption]:
    as_discord = display.translator.gettext("as Discord has it")
    found = [(UNSET, as_discord), *LANGUAGES.items()]
    now = kept.language or UNSET
    return [discord.SelectOption(label=name, value=code, default=code == now) for code, name in found]


def _zone_options(panel: SetupPanel, display: Display) -> list[discord.SelectOption]:
    """The likely ones; what was chosen is among them, and any other has a form."""
    chosen = panel.kept.timezone
    found = dict.fromkeys((*ZONES, *([chosen] if chosen and chosen != "UTC" else [])))
    times = {name: f"{panel.now.astimezone(ZoneInfo(name)):%H:%M}" for name in found}
    unset = not chosen or chosen == "UTC"
    options = [discord.SelectOption(label=f"UTC · {panel.now:%H:%M}", value=UNSET, default=unset)]
    return options + [
        discord.SelectOption(label=f"{name} · {at}", value=name, default=name == chosen)
        for name, at in times.items()
    ]


def value_in_words(kept: GuildSettings, name: str, display: Display) -> str:
    """What a setting is now; of one that nobody chose, what that means."""
    translator, value = display.translator, getattr(kept, name)
    if name == "language":
        return LANGUAGES.get(value or "") or translator.gettext("as Discord has it")
    if name == "timezone":
        return value or "UTC"
    if name == "asking_channels":
        return _mentions([f"<#{id}>" for id in value], display) or translator.gettext("everywhere")
    if name == "asking_roles":
        return _mentions([f"<@&{id}>" for id in value], display) or translator.gettext("everybody")
    mention = "<#{}>" if name == "curators_channel_id" else "<@&{}>"
    return mention.format(value) if value else translator.gettext("none")


def _mentions(named: list[str], display: Display) -> str:
    more = len(named) - _MENTIONED
    shown = ", ".join(named[:_MENTIONED])
    if more <= 0:
        return shown
    return shown + " " + display.translator.ngettext("and {n} more", "and {n} more", more)


def _other_lines(panel: SetupPanel, display: Display) -> Iterator[str]:
    translator = display.translator
    plain = translator.gettext("yes") if panel.kept.plain_text else translator.gettext("no")
    yield f"**{translator.gettext('Plain text')}**: {plain}"
    yield f"**{translator.gettext('Briefings')}**: {panel.briefings}"
    for command, roles in sorted(panel.kept.allowed.items())[:_MENTIONED]:
        named = _mentions([f"<@&{role}>" for role in roles], display)
        yield translator.gettext("{command} is reserved for {roles}", command=f"`/{command}`", roles=named)


def _unset_options(kept: GuildSettings, display: Display) -> list[discord.SelectOption]:
    """Every setting that somebody chose, and every command that is reserved."""
    translator = display.translator
    chosen = [name for name in SETTINGS if getattr(kept, name)]
    options = [discord.SelectOption(label=translator.gettext(SETTINGS[n]), value=n) for n in chosen]
    return (
        options
        + [
            discord.SelectOption(
                label=translator.gettext("{command} for everybody again", command=f"/{command}"),
                value=f"allowed:{command}",
            )
            for command in sorted(kept.allowed)
        ][: 25 - len(options)]
    )


def _buttons(panel: SetupPanel, display: Display) -> Iterator[ActionButton]:
    translator, key = display.translator, panel.key
    plain = N_("Cards again") if panel.kept.plain_text else N_("Plain text, for screen readers")
    yield ActionButton(ComponentAction("setzoneother", key), translator.gettext("Another time zone"))
    yield ActionButton(ComponentAction("setplain", key), translator.gettext(plain))
    yield ActionButton(ComponentAction("watchpanel", key), translator.gettext("Watch over quotations"))
    yield ActionButton(ComponentAction("subpanel", key), translator.gettext("Briefings"), Style.primary)
