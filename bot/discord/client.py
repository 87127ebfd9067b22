"""The Discord client: what the bot asks Discord for, and where its parts meet."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.delivery.message_sender import FaultInjector, no_faults
from bot.delivery.ports import DeliverySettings
from bot.discord.answers.buttons import AnswerButtons
from bot.discord.answers.charts import Charts
from bot.discord.answers.corrections import AnswerCorrector
from bot.discord.answers.queries import QueryRunner
from bot.discord.answers.responder import Responder
from bot.discord.answers.sent_answers import SentAnswerBuffer
from bot.discord.arguments.text_commands import nearest
from bot.discord.briefings.service import BriefingService
from bot.discord.command_sync import sync_if_changed
from bot.discord.command_translator import CommandTranslator
from bot.discord.core.background import BackgroundTasks
from bot.discord.core.components import ActionButton, ActionRouter, ActionSelect
from bot.discord.core.errors import ErrorReporter
from bot.discord.core.preferences import LANGUAGES, Display, Preferences, translator_for
from bot.discord.core.refusal import LocalizedUserError
from bot.discord.core.replies import InteractionOrContext, interaction_of, user_of
from bot.discord.http.messenger import Messenger
from bot.discord.http.rate_limiter import RateLimiter
from bot.discord.http.request_gate import RequestGate
from bot.discord.ui.markdown import safe_within
from bot.ingest.review_session import ReviewSession
from bot.ingest.service import IngestService
from bot.ingest.settings import read_feed_settings
from bot.settings import Settings
from briefs.briefing.schedule import local_day
from briefs.i18n import N_

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.live_library import LiveLibrary
    from bot.store import Store

log = logging.getLogger(__name__)

# One feature each, with its `setup(bot)`, in the order in which they are loaded.
EXTENSIONS = (
    "server.about_cog",
    "answers.cog",
    "briefings.cog",
    "server.maintenance_cog",
    "review.feeds_cog",
    "answers.lists_cog",
    "server.privacy_cog",
    "review.reports_cog",
    "review.cog",
    "review.revisions_cog",
    "server.settings_cog",
    "verify.cog",
)


class Tree(app_commands.CommandTree["OnRecordBot"]):
    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        name = interaction.command.qualified_name if interaction.command else "a command"
        await interaction.client.errors.report(interaction, error, name)


class OnRecordBot(commands.AutoShardedBot):
    """Everything is handed in; `async with` it, then `start(token)`.

    `message_content` is False where Discord refused that intent: slash commands, mentions and direct
    messages still work then.
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
        rules: DeliverySettings | None = None,
        inject_fault: FaultInjector = no_faults,
        **options: Any,
    ) -> None:
        gate = RequestGate(RateLimiter(clock), clock, Random())  # noqa: S311 (it spreads pauses, nothing secret)
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = message_content
        super().__init__(
            commands.when_mentioned_or(settings.prefix),
            intents=intents,
            tree_cls=Tree,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            http_trace=gate.trace(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            **options,
        )
        self.settings, self.library, self.store, self.clock = settings, library, store, clock
        self._sync_at_start = sync_at_start
        self.background = BackgroundTasks()
        self.preferences = Preferences(store)
        self.components = ActionRouter()
        self.sent_answers = SentAnswerBuffer(store, clock)
        self.queries = QueryRunner(library)
        self.responder = Responder(self, self.queries, self.sent_answers, self.background)
        self.answer_buttons = AnswerButtons(self, self.responder, self.components)
        self.charts = Charts(self)
        self.messenger = Messenger(self, gate)
        self.ingest = IngestService(
            library.root, library.cache, read_feed_settings(library.root), store, clock
        )
        self.corrector = AnswerCorrector(self)
        rules = rules or DeliverySettings(catch_up=timedelta(hours=settings.catch_up_hours))
        self.briefings = BriefingService(self, gate, rules, inject_fault)
        self.errors = ErrorReporter(self, self.responder)
        self.cooldowns = commands.CooldownMapping[Any](
            commands.Cooldown(settings.cooldown.uses, settings.cooldown.seconds), lambda user_id: user_id
        )
        self.check(self._allowed)

    # Beginning and end

    async def setup_hook(self) -> None:
        await self.preferences.load()
        await self.sent_answers.__aenter__()
        self.add_dynamic_items(ActionButton, ActionSelect)
        for module in EXTENSIONS:
            await self.load_extension(f"bot.discord.{module}")
        self._add_localized_aliases()
        await self.tree.set_translator(CommandTranslator())
        if self._sync_at_start:
            await sync_if_changed(self)
        self.briefings.open()

    def _add_localized_aliases(self) -> None:
        """`!позиция` is `!position`."""
        for command in list(self.commands):
            for language in LANGUAGES:
                name = translator_for(language).gettext(command.name).lower().replace(" ", "-")
                self.all_commands.setdefault(name, command)

    async def close(self) -> None:
        if self.is_closed():
            return
        await self.briefings.close()
        await super().close()
        await self.background.finish(1.0)
        await self.sent_answers.__aexit__()

    # What everything else asks

    @property
    def message_content_missing(self) -> bool:
        return not self.intents.message_content

    def today(self, source: InteractionOrContext | None = None) -> date:
        """The day it is where `source` came from, by its time zone; in UTC for nobody in particular."""
        if source is None:
            return self.clock.now().date()
        guild_id = (
            source.guild_id if isinstance(source, discord.Interaction) else getattr(source.guild, "id", None)
        )
        return local_day(self.clock.now(), self.preferences.zone(user_of(source).id, guild_id))

    def display_for(self, source: InteractionOrContext) -> Display:
        interaction = interaction_of(source)
        if interaction is not None:
            locale = str(interaction.locale)
            return self.preferences.display(interaction.user.id, interaction.guild_id, locale)
        assert isinstance(source, commands.Context)
        guild = source.guild
        return self.preferences.display(
            source.author.id, guild.id if guild else None, str(guild.preferred_locale) if guild else None
        )

    async def is_owner(self, user: Any, /) -> bool:
        return user.id in self.settings.owners or await super().is_owner(user)

    async def may_curate(self, user: discord.User | discord.Member) -> bool:
        """Named by the owner: as a person, or through the curators' role of a server that the owner named."""
        if user.id in self.settings.curators or await self.is_owner(user):
            return True
        if not isinstance(user, discord.Member) or user.guild.id not in self.settings.curating_servers:
            return False
        role = self.preferences.guild(user.guild.id).curators_role_id
        return role is not None and user.get_role(role) is not None

    async def curator(self, user: discord.User | discord.Member) -> ReviewSession:
        """Who decides; the library's files, which outlive every wish to be forgotten, name a pseudonym."""
        signed = await self.store.privacy.pseudonym(user.id)
        return ReviewSession(self.ingest, lambda: self.library.engine, str(user.id), signed)

    # Who may ask, and how often

    async def _allowed(self, ctx: commands.Context[Any]) -> bool:
        self.check_access(ctx, ctx.command.qualified_name if ctx.command else "")
        return True

    def check_access(self, source: InteractionOrContext, command: str) -> None:
        """Slows down who asks too fast.

        Raises LocalizedUserError where the server reserved a command for some roles.
        """
        user = user_of(source)
        guild_id = user.guild.id if isinstance(user, discord.Member) else None
        if guild_id is not None and isinstance(user, discord.Member):
            roles = self.preferences.guild(guild_id).allowed.get(command.partition(" ")[0], ())
            holds = any(user.get_role(role) for role in roles)
            if roles and not holds and not user.guild_permissions.manage_guild:
                raise commands.CheckFailure(command)
        bucket = self.cooldowns.get_bucket(user.id)
        if bucket is not None and (wait := bucket.update_rate_limit()):
            raise commands.CommandOnCooldown(bucket, wait, commands.BucketType.user)

    # What Discord tells

    async def on_ready(self) -> None:
        gone = self.preferences.guilds_kept() - {guild.id for guild in self.guilds}
        for guild_id in gone:
            await self.store.preferences.guild_left(guild_id)
        log.info("ready", extra={"guilds": len(self.guilds), "shards": self.shard_count})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.store.preferences.guild_joined(guild.id)
        self.preferences.rejoined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        if guild.id in self.preferences.guilds_kept():
            await self.store.preferences.guild_left(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("trouble with the event %s", event_method)

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError, /) -> None:
        if isinstance(error, commands.CommandNotFound):
            await self._unknown(ctx)
            return
        await self.errors.report(ctx, error, ctx.command.qualified_name if ctx.command else "a line")

    async def _unknown(self, ctx: commands.Context[Any]) -> None:
        """The nearest command. Other bots' lines begin with `!` too: what is like nothing gets no answer."""
        typed = ctx.invoked_with or ""
        meant = nearest(typed.lstrip("!/"), list(self.all_commands))
        if meant is not None:
            command = self.all_commands[meant]
            refusal = LocalizedUserError(
                N_("There is no command “{typed}”. Did you mean {meant}?"),
                N_("Write for example: {example}"),
                typed=safe_within(typed, 40),
                meant=f"`!{meant}`",
                example=f"`!{command.extras.get('example', meant)}`",
            )
        elif ctx.guild is None or ctx.prefix != self.settings.prefix:
            refusal = LocalizedUserError(
                N_("There is no command “{typed}”. {help} lists what there is."),
                typed=safe_within(typed, 40),
                help="`!help`",
            )
        else:
            return
        await self.errors.report(ctx, refusal, "an unknown command")
