"""What every feature is given: the services of the bot, and what all features ask of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

import discord
from discord.ext import commands

from bot.discord.core.background import BackgroundTasks
from bot.discord.core.components import ActionRouter
from bot.discord.core.errors import AskedElsewhere, ErrorReporter
from bot.discord.core.forms import FormRouter
from bot.discord.core.preferences import Preferences
from bot.discord.core.quotas import Quotas
from bot.discord.core.replies import InteractionOrContext, bot_of, guild_id_of, user_of
from bot.discord.http import Messenger
from bot.discord.ui import Display
from bot.live_library import LiveLibrary
from bot.server_time import ServerTime
from bot.settings import Settings
from bot.store import Store
from briefs.briefing import local_day
from briefs.query.questions import NAMES


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Core:
    """The services that every feature is handed. Built once, by the client.

    `is_owner` is the client's, as it may have to ask Discord. Of several processes one is `on_duty`: it does
    what is done once for all, such as looking at feeds.
    """

    settings: Settings
    library: LiveLibrary
    store: Store
    clock: ServerTime
    preferences: Preferences
    messenger: Messenger
    components: ActionRouter
    background: BackgroundTasks
    errors: ErrorReporter
    quotas: Quotas
    forms: FormRouter
    is_owner: Callable[[discord.User | discord.Member], Awaitable[bool]]
    on_duty: Callable[[], bool] = _always

    def today(self, source: InteractionOrContext | None = None) -> date:
        """The day it is where `source` came from, by its time zone; in UTC for nobody in particular."""
        if source is None:
            return self.clock.now().date()
        return local_day(self.clock.now(), self.preferences.zone(user_of(source).id, guild_id_of(source)))

    def display_for(self, source: InteractionOrContext) -> Display:
        """Language and look of an answer to `source`."""
        return self.preferences.display_for(source)

    async def may_curate(self, user: discord.User | discord.Member) -> bool:
        """Named by the owner: as a person, or through the curators' role of a server that the owner named."""
        if user.id in self.settings.curators or await self.is_owner(user):
            return True
        if not isinstance(user, discord.Member) or user.guild.id not in self.settings.curating_servers:
            return False
        return self.preferences.has_curators_role(user)

    def check_access(self, source: InteractionOrContext, command: str) -> None:
        """Check that the author of `source` may use `command` now, and count the use.

        Raises TooFast for who asks too fast, and as check_allowed().
        """
        self.check_allowed(source, command)
        self.quotas.take("command", user_of(source).id, guild_id_of(source))

    def check_allowed(self, source: InteractionOrContext, command: str) -> None:
        """Check that the server lets the author of `source` use `command` there, also by a button.

        Raises CheckFailure where the server reserved the command, or all
        questions, for roles that they lack (who manages the server needs none), and AskedElsewhere for a
        question in a channel that has none.
        """
        user = user_of(source)
        if isinstance(user, discord.Member):
            # A subcommand is reserved with its group: only the first word counts.
            name = reserved_as(command.partition(" ")[0])
            kept = self.preferences.guild(user.guild.id)
            self._check_roles(user, kept.allowed.get(name, ()), command)
            if name in NAMES or name == "verify":
                self._check_roles(user, kept.asking_roles, command)
                self._check_channel(source, kept.asking_channels)

    @staticmethod
    def _check_roles(user: discord.Member, roles: Sequence[int], command: str) -> None:
        # Who manages the server could lift the reservation anyway.
        if roles and not user.guild_permissions.manage_guild:
            if not any(user.get_role(role) for role in roles):
                raise commands.CheckFailure(command)

    @staticmethod
    def _check_channel(source: InteractionOrContext, channels: Sequence[int]) -> None:
        # A thread is asked in with its channel. What was deleted since restricts nobody.
        place, guild = source.channel, source.guild
        here = (getattr(place, "id", None), getattr(place, "parent_id", None))
        there = [id for id in channels if guild is None or guild.get_channel(id) is not None]
        if there and not any(id in here for id in there):
            raise AskedElsewhere(tuple(there))


def reserved_as(command: str) -> str:
    """The name under which a server reserves a command, by its first word."""
    return "briefing" if command == "briefings" else command  # the panel, and what it does by name


def core_of(source: InteractionOrContext) -> Core:
    """The bot's services, for arguments: discord.py makes them before there is a bot to hand over."""
    core: Core = bot_of(source).core
    return core
