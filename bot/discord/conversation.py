"""Messages to the bot in words: a mention, a reply or a direct message that is no command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord.answers import Answers
from bot.discord.core import Context, Core, LocalizedUserError, TooFast, guild_id_of, send_reply
from bot.discord.ui import CONTENT, safe_within, truncate_lines
from bot.discord.verify import VerifyCog
from briefs.i18n import N_, Translator
from briefs.query import in_words
from briefs.text import nearest

if TYPE_CHECKING:
    from briefs.query.in_words import NotUnderstood

_WRITTEN_BY_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)
_LIKE_QUESTIONS = ("about", "help", "people", "stats", "topics")  # commands with which a sentence may begin
_OF_A_STATEMENT = ("correct", "dispute", "restore", "withdraw")  # whose first word is an id, with its day
_LONGEST_SHOWN = 40  # characters of a word that was typed


class Conversation:
    """Reads what is written to the bot, and answers it as the commands do."""

    def __init__(self, bot: commands.AutoShardedBot, core: Core, answers: Answers, checks: VerifyCog) -> None:
        self._bot = bot
        self._core = core
        self._responder = answers.responder
        self._checks = checks

    def is_addressed(self, message: discord.Message) -> bool:
        """Whether it is written to the bot: directly, with a mention of it, or as a reply to it."""
        if message.type not in _WRITTEN_BY_PEOPLE or message.author.bot:
            return False
        user, replied = self._bot.user, message.reference.resolved if message.reference else None
        if message.guild is None or user in message.mentions:
            return True
        return isinstance(replied, discord.Message) and replied.author == user

    def means_words(self, ctx: Context) -> bool:
        """Whether a line that begins with a command is a sentence: “help me find what Lavrov said”."""
        if ctx.command is None:
            return True
        text = self._text(ctx)
        if ctx.command.name in _OF_A_STATEMENT and ctx.prefix != self._core.settings.prefix:
            return not any(map(str.isdigit, " ".join(text.split()[1:2])))  # “@OnRecord correct me if …”
        if ctx.command.name not in _LIKE_QUESTIONS or len(text.split()) < 2:
            return False
        read = in_words.read_in_words(self._core.library.resolver, text, self._core.today(ctx))
        return isinstance(read, in_words.AskedQuotation) or (
            isinstance(read, in_words.AskedQuestion) and bool(read.given)
        )

    async def answer(self, ctx: Context) -> None:
        """Answer a message in words; whatever goes wrong is told as it is of a command."""
        try:
            await self._answer(ctx, self._text(ctx))
        except Exception as error:
            await self._core.errors.report(ctx, error, "a message in words")

    async def suggest_command(self, ctx: Context) -> None:
        """The nearest command to a `!` line; other bots' lines begin so too: what is like none is theirs."""
        if near := nearest((ctx.invoked_with or "").lstrip("!/"), self._bot.all_commands, beginnings=False):
            translator = self._core.display_for(ctx).translator
            await self._tell(ctx, self._no_command(ctx.invoked_with or "", near[0], translator))

    def _text(self, ctx: Context) -> str:
        """The words of a message without mentions of the bot and the prefix of its lines."""
        user, prefix = self._bot.user, self._core.settings.prefix
        text = re.sub(rf"<@!?{user.id}>", " ", ctx.message.content) if user else ctx.message.content
        return text.strip().removeprefix(prefix).strip()

    async def _answer(self, ctx: Context, text: str) -> None:
        core, today = self._core, self._core.today(ctx)
        replies = ctx.message.reference is not None and ctx.message.reference.message_id is not None
        if replies and (not text or in_words.points_at_another(text)):
            core.check_access(ctx, "verify")
            await self._checks.verify_reply(ctx)
            return
        read = in_words.read_in_words(core.library.resolver, text, today)
        if isinstance(read, in_words.AskedQuestion):
            core.check_access(ctx, read.question)
            query = await read.resolved(core.library.resolver, today)
            await self._responder.respond(ctx, query, core.display_for(ctx))
        elif isinstance(read, in_words.AskedQuotation):
            core.check_access(ctx, "verify")
            await self._checks.check(ctx, read.claims)
        else:
            await self._tell(ctx, await self._not_understood(ctx, text, read))

    async def _not_understood(self, ctx: Context, text: str, read: NotUnderstood) -> str:
        translator = self._core.display_for(ctx).translator
        first = text.split()[0] if text.split() else ""
        known = self._bot.all_commands
        name = first.lstrip("!/").lower()
        if not read.found and name not in known and self._bot.tree.get_command(name) is not None:
            told = N_("{command} is a slash command alone: type it, and choose it from the list.")
            return translator.gettext(told, command=f"`/{name}`")
        if not read.found and first and not in_words.is_asking(first) and first.lower() not in known:
            if near := nearest(first.lstrip("!/"), known, beginnings=True):
                return self._no_command(first, near[0], translator)
        said = in_words.refusal(read, translator, lambda word: safe_within(word, _LONGEST_SHOWN))
        help = "`!help`" if ctx.prefix == self._core.settings.prefix else "`/help`"
        return f"{said}\n{await in_words.how_to_ask(self._core.library.engine, translator, help)}"

    def _no_command(self, typed: str, meant: str, translator: Translator) -> str:
        command = self._bot.all_commands[meant]
        refused = LocalizedUserError(
            N_("There is no command “{typed}”. Did you mean {meant}?"),
            N_("Write for example: {example}"),
            typed=safe_within(typed, _LONGEST_SHOWN),
            meant=f"`!{meant}`",
            example=f"`!{command.extras.get('example', meant)}`",
        )
        return refused.render(translator)

    async def _tell(self, ctx: Context, text: str) -> None:
        try:  # what asks nothing counts as a command; who writes too much of it gets no answer
            self._core.quotas.take("command", ctx.author.id, guild_id_of(ctx))
        except TooFast:
            return
        await send_reply(ctx, content=truncate_lines(text, CONTENT), ephemeral=True)
