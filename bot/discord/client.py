"""The Discord client: what the bot asks Discord for, and where its parts meet."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.delivery.message_sender import Checkpoint, no_checkpoint
from bot.delivery.ports import Rules
from bot.discord.answers.buttons import CardButtons
from bot.discord.answers.charts import Charts
from bot.discord.answers.corrections import Corrections
from bot.discord.answers.queries import Repertoire
from bot.discord.answers.responder import Answers
from bot.discord.answers.sent_answers import Archive
from bot.discord.arguments.text_commands import nearest
from bot.discord.briefings.service import Briefings
from bot.discord.command_sync import sync_if_changed
from bot.discord.command_translator import Catalogue
from bot.discord.core.background import Errands
from bot.discord.core.components import PressButton, Presses, PressSelect
from bot.discord.core.errors import Problems
from bot.discord.core.preferences import LANGUAGES, Preferences, Reader, words_in
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import Source, interaction_of, user_of
from bot.discord.http.messenger import Sender
from bot.discord.http.rate_limiter import Limiter
from bot.discord.http.request_gate import Outlet
from bot.discord.ui.markdown import safe_within
from bot.ingest.review_session import Curator
from bot.ingest.service import Newsroom
from bot.ingest.settings import read_press
from bot.settings import Config
from briefs.briefing.schedule import local_day
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.live_library import Shelf
    from bot.store import State

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


class Tree(app_commands.CommandTree["OnRecord"]):
    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        name = interaction.command.qualified_name if interaction.command else "a command"
        await interaction.client.problems.explain(interaction, error, name)


class OnRecord(commands.AutoShardedBot):
    """Everything is handed in; `async with` it, then `start(token)`.

    `message_content` is False where Discord refused that intent: slash commands, mentions and direct
    messages still work then.
    """

    def __init__(
        self,
        config: Config,
        shelf: Shelf,
        state: State,
        clock: Clock,
        *,
        message_content: bool = True,
        sync_at_start: bool = True,
        rules: Rules | None = None,
        checkpoint: Checkpoint = no_checkpoint,
        **options: Any,
    ) -> None:
        outlet = Outlet(Limiter(clock), clock, Random())  # noqa: S311 (it spreads pauses, nothing secret)
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = message_content
        super().__init__(
            commands.when_mentioned_or(config.prefix),
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
            http_trace=outlet.trace(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            **options,
        )
        self.config, self.shelf, self.state, self.clock = config, shelf, state, clock
        self._sync_at_start = sync_at_start
        self.errands = Errands()
        self.preferences = Preferences(state)
        self.presses = Presses()
        self.archive = Archive(state, clock)
        self.repertoire = Repertoire(shelf)
        self.answers = Answers(self, self.repertoire, self.archive, self.errands)
        self.card_buttons = CardButtons(self, self.answers, self.presses)
        self.charts = Charts(self)
        self.sender = Sender(self, outlet)
        self.newsroom = Newsroom(shelf.root, shelf.cache, read_press(shelf.root), state, clock)
        self.corrections = Corrections(self)
        rules = rules or Rules(catch_up=timedelta(hours=config.catch_up_hours))
        self.briefings = Briefings(self, outlet, rules, checkpoint)
        self.problems = Problems(self, self.answers)
        self.cooldowns = commands.CooldownMapping[Any](
            commands.Cooldown(config.cooldown.uses, config.cooldown.seconds), lambda user_id: user_id
        )
        self.check(self._allowed)

    # Beginning and end

    async def setup_hook(self) -> None:
        await self.preferences.load()
        await self.archive.__aenter__()
        self.add_dynamic_items(PressButton, PressSelect)
        for module in EXTENSIONS:
            await self.load_extension(f"bot.discord.{module}")
        self._know_local_names()
        await self.tree.set_translator(Catalogue())
        if self._sync_at_start:
            await sync_if_changed(self)
        self.briefings.open()

    def _know_local_names(self) -> None:
        """`!позиция` is `!position`."""
        for command in list(self.commands):
            for language in LANGUAGES:
                name = words_in(language).say(command.name).lower().replace(" ", "-")
                self.all_commands.setdefault(name, command)

    async def close(self) -> None:
        if self.is_closed():
            return
        await self.briefings.close()
        await super().close()
        await self.errands.finish(1.0)
        await self.archive.__aexit__()

    # What everything else asks

    @property
    def content_missing(self) -> bool:
        return not self.intents.message_content

    def today(self, source: Source | None = None) -> date:
        """The day it is where `source` came from, by its time zone; in UTC for nobody in particular."""
        if source is None:
            return self.clock.now().date()
        guild_id = (
            source.guild_id if isinstance(source, discord.Interaction) else getattr(source.guild, "id", None)
        )
        return local_day(self.clock.now(), self.preferences.zone(user_of(source).id, guild_id))

    def reader(self, source: Source) -> Reader:
        interaction = interaction_of(source)
        if interaction is not None:
            locale = str(interaction.locale)
            return self.preferences.reader(interaction.user.id, interaction.guild_id, locale)
        assert isinstance(source, commands.Context)
        guild = source.guild
        return self.preferences.reader(
            source.author.id, guild.id if guild else None, str(guild.preferred_locale) if guild else None
        )

    async def is_owner(self, user: Any, /) -> bool:
        return user.id in self.config.owners or await super().is_owner(user)

    async def may_curate(self, user: discord.User | discord.Member) -> bool:
        """Named by the owner: as a person, or through the curators' role of a server that the owner named."""
        if user.id in self.config.curators or await self.is_owner(user):
            return True
        if not isinstance(user, discord.Member) or user.guild.id not in self.config.curating_servers:
            return False
        role = self.preferences.guild(user.guild.id).curators_role_id
        return role is not None and user.get_role(role) is not None

    async def curator(self, user: discord.User | discord.Member) -> Curator:
        """Who decides; the library's files, which outlive every wish to be forgotten, name a pseudonym."""
        signed = await self.state.privacy.pseudonym(user.id)
        return Curator(self.newsroom, lambda: self.shelf.desk, str(user.id), signed)

    # Who may ask, and how often

    async def _allowed(self, ctx: commands.Context[Any]) -> bool:
        self.gate(ctx, ctx.command.qualified_name if ctx.command else "")
        return True

    def gate(self, source: Source, command: str) -> None:
        """Raises Refusal where the server reserved a command for some roles; slows down who asks too fast."""
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
            await self.state.settings.guild_left(guild_id)
        log.info("ready", extra={"guilds": len(self.guilds), "shards": self.shard_count})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.state.settings.guild_joined(guild.id)
        self.preferences.rejoined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        if guild.id in self.preferences.guilds_kept():
            await self.state.settings.guild_left(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("trouble with the event %s", event_method)

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError, /) -> None:
        if isinstance(error, commands.CommandNotFound):
            await self._unknown(ctx)
            return
        await self.problems.explain(ctx, error, ctx.command.qualified_name if ctx.command else "a line")

    async def _unknown(self, ctx: commands.Context[Any]) -> None:
        """The nearest command. Other bots' lines begin with `!` too: what is like nothing gets no answer."""
        typed = ctx.invoked_with or ""
        meant = nearest(typed.lstrip("!/"), list(self.all_commands))
        if meant is not None:
            command = self.all_commands[meant]
            refusal = Refusal(
                mark("There is no command “{typed}”. Did you mean {meant}?"),
                mark("Write for example: {example}"),
                typed=safe_within(typed, 40),
                meant=f"`!{meant}`",
                example=f"`!{command.extras.get('example', meant)}`",
            )
        elif ctx.guild is None or ctx.prefix != self.config.prefix:
            refusal = Refusal(
                mark("There is no command “{typed}”. {help} lists what there is."),
                typed=safe_within(typed, 40),
                help="`!help`",
            )
        else:
            return
        await self.problems.explain(ctx, refusal, "an unknown command")
