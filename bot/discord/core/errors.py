"""The one error handler: a clear sentence for the user, the trace in the log under a short reference."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers.responder import Answers
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal, Unclear
from bot.discord.core.replies import Source, reply
from bot.discord.ui.fit import cut_lines
from bot.discord.ui.limits import CONTENT
from bot.discord.ui.markdown import safe_within
from bot.store import StateUnavailable
from briefs.errors import Trouble
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

log = logging.getLogger(__name__)

_PHRASES: tuple[tuple[type[BaseException], str], ...] = (
    (
        StateUnavailable,
        mark("What the bot remembers cannot be reached just now. Please try again in a moment."),
    ),
    (commands.NotOwner, mark("Only the owner of this bot can do that.")),
    (commands.NoPrivateMessage, mark("This works only in a server.")),
    (app_commands.NoPrivateMessage, mark("This works only in a server.")),
    (commands.MissingPermissions, mark("You lack the permission for that here.")),
    (app_commands.MissingPermissions, mark("You lack the permission for that here.")),
    (commands.DisabledCommand, mark("This command is switched off.")),
    (commands.CheckFailure, mark("You may not use this command here.")),
    (app_commands.CheckFailure, mark("You may not use this command here.")),
    (commands.UserInputError, mark("That could not be read as a command. Try {help}.")),
    (discord.Forbidden, mark("The bot lacks a permission in this channel.")),
)
_TOO_LATE = (10062, 40060, 10015, 50027)  # Discord no longer waits for this answer
_FAILED = mark("Something went wrong, and it is not your fault. Reference: {reference}")


class Problems:
    def __init__(self, bot: OnRecord, answers: Answers) -> None:
        self.bot = bot
        self.answers = answers

    async def explain(self, source: Source, error: BaseException, what: str) -> None:
        """Tell whoever asked, only them where Discord allows it. Never raises."""
        cause = _cause(error)
        if isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE:
            log.warning("too late to answer %s", what, extra={"code": cause.code})
            return
        try:
            reader = self.bot.reader(source)
            if isinstance(cause, Unclear):
                await self.answers.ask_back(source, cause, reader)
                return
            text = self._sentence(cause, reader, what)
            await reply(source, content=cut_lines(text, CONTENT), ephemeral=True)
        except Exception:
            log.exception("the trouble with %s could not be told", what)

    def _sentence(self, cause: BaseException, reader: Reader, what: str) -> str:
        words = reader.words
        if isinstance(cause, Refusal):
            return cause.said(words)
        if isinstance(cause, commands.CommandOnCooldown):
            seconds = max(1, round(cause.retry_after))
            return words.say_n(
                "Too fast. Try again in {n} second.", "Too fast. Try again in {n} seconds.", seconds
            )
        for kind, phrase in _PHRASES:
            if isinstance(cause, kind):
                return words.say(phrase, help="`/help`")
        if isinstance(cause, Trouble):
            hint = f" ({safe_within(cause.hint, 400)})" if cause.hint else ""
            return safe_within(cause.message, 1000) + hint
        reference = secrets.token_hex(3)
        log.error("%s failed, reference %s", what, reference, exc_info=cause, extra={"reference": reference})
        return words.say(_FAILED, reference=f"`{reference}`")


def _cause(error: BaseException) -> BaseException:
    """What lies under discord.py's wrappings."""
    wrapped = (
        commands.CommandInvokeError,
        commands.HybridCommandError,
        commands.ConversionError,
        app_commands.CommandInvokeError,
        app_commands.TransformerError,
    )
    while isinstance(error, wrapped):
        inner = getattr(error, "original", None) or error.__cause__
        if inner is None:
            break
        error = inner
    return error
