"""Buttons and select menus that survive a restart: their ids say what to do, and with which answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import discord

from bot.discord.core.errors import ErrorReporter, LocalizedUserError
from bot.discord.core.quotas import Quotas
from bot.discord.core.replies import Interaction, bot_of
from bot.discord.ui import limits, note_interaction, truncate
from briefs.i18n import N_

Style = discord.ButtonStyle


@dataclass(frozen=True, slots=True)
class ComponentAction:
    """What a component's id says: `action` on the answer (or report, or briefing) with the key `key`.

    `value` is the number of a page or of a place in a list, from 0; `values` are what was chosen in
    a menu.
    """

    action: str
    key: str
    value: int | None = None
    values: tuple[str, ...] = ()


Handler = Callable[[Interaction, ComponentAction], Awaitable[None]]


class ActionRouter:
    """Which feature answers which action; a cog registers its own."""

    def __init__(self, errors: ErrorReporter, quotas: Quotas) -> None:
        self._errors = errors
        self._quotas = quotas
        self._handlers: dict[str, Handler] = {}
        self._commands: dict[str, str] = {}

    def on(self, action: str, handler: Handler, command: str = "") -> None:
        """Answer `action` with `handler`, for those who may use `command` if it does the same.

        Raises ValueError for a name that a custom_id cannot carry.
        """
        if not re.fullmatch(r"[a-z]{1,16}", action):
            raise ValueError(f"{action!r} is no action")
        self._handlers[action] = handler
        self._commands[action] = command

    async def handle(
        self, interaction: Interaction, action: ComponentAction, offered: Collection[str] = ()
    ) -> None:
        """Run the handler; `offered` are the values of the menu, of a button there are none.

        Never raises: an error is reported to whoever pressed, as that of a command is.
        """
        note_interaction(interaction)
        try:
            self._quotas.take("button", interaction.user.id, interaction.guild_id)
            if command := self._commands.get(action.action):
                bot_of(interaction).core.check_allowed(interaction, command)
            # A client can send whatever it likes; of buttons discord.py lets only those pass that are there.
            if not set(action.values).issubset(offered):
                raise LocalizedUserError(N_("That is not among what the menu offers."))
            await self._handlers[action.action](interaction, action)
        except Exception as error:
            await self._errors.report(interaction, error, action.action)

    @property
    def actions(self) -> frozenset[str]:
        """Every action that a feature answers."""
        return frozenset(self._handlers)


def _router_of(interaction: Interaction) -> ActionRouter:
    """The bot's own: discord.py makes the item anew from its id, and nothing can be handed to it."""
    router: ActionRouter = bot_of(interaction).core.components
    return router


def button_id(action: ComponentAction) -> str:
    """The custom_id of an action's button."""
    value = "" if action.value is None else f":{action.value}"
    return f"or:b:{action.action}:{action.key}{value}"


# Such ids are in messages that were posted long ago: the patterns may take more, but nothing less. Their
# lengths keep an id under the 100 characters that Discord allows.
class ActionButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"or:b:(?P<action>[a-z]{1,16}):(?P<key>[a-z0-9-]{1,25})(?::(?P<value>\d{1,5}))?",
):
    """A button whose custom_id is `or:b:ACTION:KEY` or `or:b:ACTION:KEY:VALUE`."""

    def __init__(
        self, action: ComponentAction, label: str, style: Style = Style.secondary, disabled: bool = False
    ) -> None:
        self.action = action
        super().__init__(
            discord.ui.Button(
                label=truncate(label, limits.BUTTON_LABEL),
                style=style,
                disabled=disabled,
                custom_id=button_id(action),
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Button)
        value = match["value"]
        action = ComponentAction(match["action"], match["key"], int(value) if value else None)
        return cls(action, item.label or "", item.style)

    async def callback(self, interaction: Interaction) -> None:
        await _router_of(interaction).handle(interaction, self.action)


class ActionSelect(
    discord.ui.DynamicItem[discord.ui.Select[Any]],
    template=r"or:s:(?P<action>[a-z]{1,16}):(?P<key>[a-z0-9-]{1,25})",
):
    """A menu to choose one (or as many as `most`) of at most 25 `options`; its id is `or:s:ACTION:KEY`."""

    def __init__(
        self,
        action: ComponentAction,
        placeholder: str,
        options: Sequence[discord.SelectOption],
        most: int = 1,
    ) -> None:
        self.action = action
        super().__init__(
            discord.ui.Select(
                custom_id=f"or:s:{action.action}:{action.key}",
                placeholder=truncate(placeholder, limits.PLACEHOLDER),
                max_values=most,
                options=list(options)[: limits.SELECT_OPTIONS],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Select)
        action = ComponentAction(match["action"], match["key"])
        return cls(action, item.placeholder or "", item.options, item.max_values)

    async def callback(self, interaction: Interaction) -> None:
        chosen = ComponentAction(self.action.action, self.action.key, None, tuple(self.item.values))
        await _router_of(interaction).handle(interaction, chosen, [one.value for one in self.item.options])


class ProofButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"or:p:(?P<statement>[a-z0-9][a-z0-9-]{0,79})"
):
    """A button that shows the receipt of one statement, for as long as the library has it: `or:p:ID`.

    It needs nothing that is kept of the message it stands in. Its action is `proof`, with the id as key.
    """

    def __init__(self, statement: str, label: str) -> None:
        self.statement = statement
        button = discord.ui.Button[Any](
            label=truncate(label, limits.BUTTON_LABEL), custom_id=f"or:p:{statement}"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Button)
        return cls(match["statement"], item.label or "")

    async def callback(self, interaction: Interaction) -> None:
        await _router_of(interaction).handle(interaction, ComponentAction("proof", self.statement))


def option(label: str, value: str, description: str | None = None) -> discord.SelectOption:
    """An entry of a menu within Discord's limits; `value` stands for an empty label, which is refused."""
    return discord.SelectOption(
        label=truncate(label or value, limits.SELECT_LABEL),
        value=value[: limits.SELECT_VALUE],
        description=truncate(description, limits.SELECT_DESCRIPTION) if description else None,
    )


MessageItem = ActionButton | ActionSelect
AnyView = TypeVar("AnyView", discord.ui.View, discord.ui.LayoutView)


def action_view(*items: MessageItem) -> discord.ui.View:
    """Buttons in rows of five, a menu in a row to itself, for `view=` beside the content of a message."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return stopped(view)


def stopped(view: AnyView) -> AnyView:
    """`view` as it may be sent: a press is answered by the dynamic items alone.

    One that waits would be kept in memory, given fifteen minutes if ephemeral, and its end would
    make discord.py forget the patterns of its items, which are those of every message.
    """
    view.stop()
    return view
