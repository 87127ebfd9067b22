"""Menus of a server's channels and roles that survive a restart, as the buttons beside them do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Self

import discord

from bot.discord.core.components import ComponentAction
from bot.discord.core.replies import Interaction, bot_of
from bot.discord.ui import limits, truncate

_KEY = r"(?P<action>[a-z]{1,16}):(?P<key>[a-z0-9-]{1,25})"
_Kinds = discord.ChannelType
POSTING = (_Kinds.text, _Kinds.news, _Kinds.forum, _Kinds.public_thread, _Kinds.news_thread)


class ChannelMenu(discord.ui.DynamicItem[discord.ui.ChannelSelect[Any]], template=f"or:c:{_KEY}"):
    """A menu of channels, of which those in `chosen` are chosen; none may be chosen where `least` is 0."""

    def __init__(
        self,
        action: ComponentAction,
        placeholder: str,
        chosen: Iterable[int] = (),
        *,
        kinds: Sequence[discord.ChannelType] = POSTING,
        least: int = 0,
        most: int = 1,
    ) -> None:
        self.action = action
        super().__init__(
            discord.ui.ChannelSelect(
                custom_id=f"or:c:{action.action}:{action.key}",
                placeholder=truncate(placeholder, limits.PLACEHOLDER),
                channel_types=list(kinds),
                min_values=least,
                max_values=most,
                default_values=[_default(id, "channel") for id in chosen][:most],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.ChannelSelect)
        action = ComponentAction(match["action"], match["key"])
        return cls(action, item.placeholder or "", kinds=item.channel_types, most=item.max_values)

    async def callback(self, interaction: Interaction) -> None:
        await _handle(interaction, self.action, self.item.values)


class RoleMenu(discord.ui.DynamicItem[discord.ui.RoleSelect[Any]], template=f"or:r:{_KEY}"):
    """A menu of roles, of which those in `chosen` are chosen; none may be chosen."""

    def __init__(
        self, action: ComponentAction, placeholder: str, chosen: Iterable[int] = (), *, most: int = 1
    ) -> None:
        self.action = action
        super().__init__(
            discord.ui.RoleSelect(
                custom_id=f"or:r:{action.action}:{action.key}",
                placeholder=truncate(placeholder, limits.PLACEHOLDER),
                min_values=0,
                max_values=most,
                default_values=[_default(id, "role") for id in chosen][:most],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.RoleSelect)
        action = ComponentAction(match["action"], match["key"])
        return cls(action, item.placeholder or "", most=item.max_values)

    async def callback(self, interaction: Interaction) -> None:
        await _handle(interaction, self.action, self.item.values)


def _default(id: int, kind: str) -> discord.SelectDefaultValue:
    return discord.SelectDefaultValue(id=id, type=discord.SelectDefaultValueType[kind])


async def _handle(interaction: Interaction, action: ComponentAction, values: Iterable[Any]) -> None:
    """What was chosen reaches its feature as ids; Discord itself offers nothing but what the server has."""
    ids = tuple(str(one.id) for one in values)
    router = bot_of(interaction).core.components
    await router.handle(interaction, ComponentAction(action.action, action.key, None, ids), ids)
