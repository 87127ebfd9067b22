"""The Discord client: the connection and its events, and the features in the order in which they load."""

from __future__ import annotations

import logging
from datetime import timedelta
from random import Random
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.clock import Clock
from bot.delivery import DeliverySettings, FaultInjector, no_faults
from bot.discord.answers import Answers, setup_answers
from bot.discord.briefings import BriefingService, setup_briefings
from bot.discord.command_sync import sync_if_changed
from bot.discord.command_translator import CommandTranslator
from bot.discord.conversation import Conversation
from bot.discord.core import (
    ActionButton,
    ActionRouter,
    ActionSelect,
    BackgroundTasks,
    ChannelMenu,
    Core,
    ErrorReporter,
    FormButton,
    FormRouter,
    Preferences,
    ProofButton,
    Quotas,
    RoleMenu,
    TooFast,
    too_fast_in_words,
)
from bot.discord.follow import FollowService, setup_follow
from bot.discord.http import Messenger, RateLimiter, RequestGate, SharedPace
from bot.discord.metrics import Metrics
from bot.discord.review import setup_review
from bot.discord.server import setup_server, setup_settings
from bot.discord.shards import NewsListener, ShardKeeper, ShardPlan
from bot.discord.ui import CHOICE_NAME, LANGUAGES, note_interaction, translator_for
from bot.discord.verify import setup_verify
from bot.discord.watch import WatchService, setup_watch
from bot.live_library import LiveLibrary
from bot.server_time import ServerTime
from bot.settings import Settings
from bot.store import Served, Store
from bot.traces import note_typed

log = logging.getLogger(__name__)


class ErrorReportingTree(app_commands.CommandTree["OnRecordBot"]):
    """Sends the errors of slash commands to the same reporter as those of `!` lines, and counts typing."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Commands are checked by their cogs; to what is typed the list itself says that it was too fast."""
        note_interaction(interaction)  # before anything can go wrong over it
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        core: Core = interaction.client.core
        try:
            core.quotas.take("typing", interaction.user.id, interaction.guild_id)
        except TooFast as error:
            said = too_fast_in_words(error, core.display_for(interaction).translator)[:CHOICE_NAME]
            await interaction.response.autocomplete([app_commands.Choice(name=said, value=said)])
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        name = interaction.command.qualified_name if interaction.command else "a command"
        await interaction.client.core.errors.report(interaction, error, name)


class OnRecordBot(commands.AutoShardedBot):
    """Everything is handed in; `async with` it, then `start(token)`.

    `message_content` is False where Discord refused that intent: slash commands, mentions and direct
    messages still work then. `delivery_settings` are by default those with the catch-up time of the
    settings; `inject_fault` lets a test fail at a named point. With a `plan` it is one of several processes.
    `options` go to discord.py's client.
    """

    def __init__(
        self,
        settings: Settings,
        library: LiveLibrary,
        store: Store,
        clock: Clock,
        *,
        message_content: bool = True,
        sync_at_start: bool = True,
        delivery_settings: DeliverySettings | None = None,
        inject_fault: FaultInjector = no_faults,
        metrics: Metrics | None = None,
        plan: ShardPlan | None = None,
        **options: Any,
    ) -> None:
        server_time = ServerTime(clock)
        spread = Random()  # noqa: S311 (it spreads pauses, nothing secret)
        common = SharedPace(store.paces, clock) if plan else None
        gate = RequestGate(RateLimiter(clock, common=common), clock, spread, server_time.answered)
        trace = gate.trace()
        if metrics is not None:
            metrics.watch(trace, server_time)
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = message_content
        super().__init__(
            commands.when_mentioned_or(settings.prefix),
            intents=intents,
            tree_cls=ErrorReportingTree,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing here asks for members or old messages: without these caches a guild costs little memory.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            http_trace=trace,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            **options,
        )
        self._sync_at_start = sync_at_start
        self._gate = gate
        self._delivery_settings = delivery_settings or DeliverySettings(
            catch_up=timedelta(hours=settings.catch_up_hours)
        )
        self._inject_fault = inject_fault
        self._metrics = metrics
        # What is decided is decided by Discord's time, and so are the moments that are kept.
        store.follow(server_time)
        curating = settings.curating_servers
        self.keeper = ShardKeeper(self, plan, store, library, curating) if plan else None
        self.core = self._build_core(settings, library, store, server_time)
        self.answers: Answers | None = None
        self.conversation: Conversation | None = None
        self.briefings: BriefingService | None = None
        self.follow: FollowService | None = None
        self._listener: NewsListener | None = None
        self.watch_service: WatchService | None = None
        self.check(self._check_access)

    def _build_core(self, settings: Settings, library: LiveLibrary, store: Store, clock: ServerTime) -> Core:
        preferences = Preferences(store)
        errors = ErrorReporter(preferences)
        quotas = Quotas(settings.cooldown, clock)
        return Core(
            settings=settings,
            library=library,
            store=store,
            clock=clock,
            preferences=preferences,
            messenger=Messenger(self, self._gate, sees_all=self.keeper is None),
            components=ActionRouter(errors, quotas),
            background=BackgroundTasks(),
            errors=errors,
            quotas=quotas,
            forms=FormRouter(errors, quotas, preferences, store.refused_forms),
            is_owner=self.is_owner,
            on_duty=lambda: self.keeper is None or self.keeper.on_duty,
        )

    # Start and stop

    async def setup_hook(self) -> None:
        """Called by discord.py after the login, before the gateway: build the features in load order."""
        core = self.core
        # with its first shards it may answer, and what others change is heard from before it is read
        listener = NewsListener(core, self._forget_words) if self.keeper else None
        if self.keeper and listener:
            await self.keeper.open()
            await listener.mark()
        await core.preferences.load()
        self.add_dynamic_items(ActionButton, ActionSelect, ChannelMenu, FormButton, ProofButton, RoleMenu)
        answers = self.answers = await setup_answers(
            self, core, self._delivery_settings.lease, self._inject_fault
        )
        checks = await setup_verify(self, core, answers)
        self.conversation = Conversation(self, core, answers, checks)
        await setup_server(self, core, answers)
        await setup_review(self, core, answers)
        briefings = self.briefings = await setup_briefings(
            self, core, answers, self._gate, self._delivery_settings, self._inject_fault, self._served
        )
        follow = self.follow = await setup_follow(self, core, briefings, self._inject_fault)
        watch = self.watch_service = await setup_watch(self, core)
        await setup_settings(self, core)
        self._add_localized_aliases()  # when all commands are there
        await self.tree.set_translator(CommandTranslator())
        await self._sync_when_on_duty()
        if self.keeper and listener:
            self.keeper.on_first_shard = self._sync_when_on_duty
            self._listener = listener
            listener.open()
        briefings.open()
        follow.open()
        watch.open()

    async def _sync_when_on_duty(self) -> None:
        if self._sync_at_start and self.core.on_duty():
            await sync_if_changed(self, self.core.store.metadata)

    def _served(self) -> Served | None:
        return self.keeper.served() if self.keeper else None

    def _forget_words(self) -> None:
        if self.answers is not None:
            self.answers.held_words.forget_all()

    def _add_localized_aliases(self) -> None:
        """`!позиция` is `!position`."""
        for command in list(self.commands):
            for language in LANGUAGES:
                name = translator_for(language).gettext(command.name).lower().replace(" ", "-")
                self.all_commands.setdefault(name, command)  # a command keeps its own name

    async def close(self) -> None:
        """Stop taking work, finish what is under way, write down what was answered; twice does no harm."""
        if self.is_closed():
            return
        if self._listener is not None:
            await self._listener.close()
        if self.watch_service is not None:
            await self.watch_service.close()
        if self.follow is not None:
            await self.follow.close()
        if self.briefings is not None:  # while there is a gateway to finish through
            await self.briefings.close()
        await super().close()
        if self.keeper is not None:
            await self.keeper.close()
        await self.core.background.finish(1.0)
        if self.answers is not None:
            await self.answers.close()

    # Permissions and quotas

    async def is_owner(self, user: Any, /) -> bool:
        """An owner by the settings, or of the application as Discord knows it."""
        return user.id in self.core.settings.owners or await super().is_owner(user)

    async def _check_access(self, ctx: commands.Context[Any]) -> bool:
        self.core.check_access(ctx, ctx.command.qualified_name if ctx.command else "")
        return True

    # Events

    async def on_ready(self) -> None:
        """All servers of this process are known."""
        if self.keeper is None:
            await self._compare_servers(set(range(self.shard_count or 1)))
        for channel in self.get_all_channels():
            self.core.clock.saw(getattr(channel, "last_message_id", None) or 0)
        log.info("ready", extra={"guilds": len(self.guilds), "shards": self.shard_count})

    async def on_shard_ready(self, shard: int) -> None:
        """All servers of a shard are known; those of others are for the processes that see them."""
        if self.keeper is not None and shard in self.keeper.held:
            self.keeper.ready(shard)
            await self._compare_servers({shard})

    async def on_shard_connect(self, shard: int) -> None:
        """It may be another process's by now."""
        if self.keeper is not None:
            await self.keeper.connected(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        """As on_shard_connect."""
        await self.on_shard_connect(shard)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord's pace for shards that begin, which all processes keep together."""
        if self.keeper is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self.keeper.wait_to_identify(shard_id or 0)

    async def launch_shards(self) -> None:
        """Called by discord.py; those that come later are launched one by one."""
        await super().launch_shards()
        if self.keeper is not None:
            self.keeper.launched()

    async def _compare_servers(self, shards: set[int]) -> None:
        """Servers that removed the bot, or came back, while it was away: no event comes for them."""
        count, preferences = self.shard_count or 1, self.core.preferences
        here = {guild.id for guild in self.guilds if guild.shard_id in shards}
        for guild_id in preferences.guilds_kept() - here:
            if (guild_id >> 22) % count in shards:
                await preferences.guild_left(guild_id)
        for guild_id in preferences.guilds_left() & here:
            await preferences.guild_joined(guild_id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep its settings from now on, again where it had the bot before."""
        await self.core.preferences.guild_joined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note the day: retention erases its settings 30 days later, unless the server adds the bot again."""
        if guild.id in self.core.preferences.guilds_kept():
            await self.core.preferences.guild_left(guild.id)

    async def on_message(self, message: discord.Message, /) -> None:
        """A `!` line, or words to the bot, perhaps; they are noted for the log to leave out.

        Each shows Discord's time.
        """
        self.core.clock.saw(message.id)
        note_typed([message.content])
        if message.author.bot or (self.keeper is not None and not self.keeper.is_sure):
            return  # where another process may answer it: a line is nobody's first, as an interaction is
        ctx = await self.get_context(message)
        conversation = self.conversation
        if conversation is not None and conversation.is_addressed(message) and conversation.means_words(ctx):
            await conversation.answer(ctx)
        else:
            await self.invoke(ctx)

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Forms come here, whichever run of the bot opened them; all else discord.py answers itself."""
        if self._metrics is not None:
            self._metrics.asked(interaction)
        if interaction.type is discord.InteractionType.modal_submit:
            await self.core.forms.handle(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Into the log: an event has no sender to answer."""
        log.exception("the event %s failed", event_method)

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError, /) -> None:
        """The errors of `!` lines, and of hybrid commands however they were called."""
        if isinstance(error, commands.CommandNotFound):
            if self.conversation is not None:
                await self.conversation.suggest_command(ctx)
            return
        await self.core.errors.report(ctx, error, ctx.command.qualified_name if ctx.command else "a line")
