"""What a user can put right, and the one error handler.

Whoever asked is told a clear sentence; the trace stands in the log under a short reference.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.core.preferences import Preferences
from bot.discord.core.quotas import TooFast
from bot.discord.core.replies import InteractionOrContext, send_reply
from bot.discord.ui import CONTENT, Display, safe_within, truncate_lines
from bot.store import StoreUnavailable
from briefs.errors import QuestionRefused, UserError
from briefs.i18n import N_, Translator

Caught = TypeVar("Caught", bound=BaseException)
log = logging.getLogger(__name__)

# The first kind that fits decides: a subclass stands before its base.
_PHRASES: tuple[tuple[type[BaseException], str], ...] = (
    (
        StoreUnavailable,
        N_("What the bot remembers cannot be reached just now. Please try again in a moment."),
    ),
    (commands.NotOwner, N_("Only the owner of this bot can do that.")),
    (commands.NoPrivateMessage, N_("This works only in a server.")),
    (app_commands.NoPrivateMessage, N_("This works only in a server.")),
    (commands.MissingPermissions, N_("You lack the permission for that here.")),
    (app_commands.MissingPermissions, N_("You lack the permission for that here.")),
    (commands.DisabledCommand, N_("This command is switched off.")),
    (commands.CheckFailure, N_("You may not use this command here.")),
    (app_commands.CheckFailure, N_("You may not use this command here.")),
    (commands.UserInputError, N_("That could not be read as a command. Try {help}.")),
    (discord.Forbidden, N_("The bot lacks a permission in this channel.")),
)
_MOST_CHANNELS = 10  # that a sentence names
_LONGEST_VALUE = 90  # characters of what a user typed, in a sentence about it
# Unknown interaction, one already answered, unknown webhook, expired token: nobody can be told any more.
_TOO_LATE = (10062, 40060, 10015, 50027)
_FAILED = N_("Something went wrong, and it is not your fault. Reference: {reference}")


class LocalizedUserError(Exception):
    """Something that the user can put right, said in their language.

    `msgid` and `hint` are messages of the catalogue, `values` what both are filled with. Text from
    outside must have passed `safe` already.
    """

    def __init__(self, msgid: str, hint: str | None = None, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.hint = hint
        self.values = values

    @classmethod
    def of(cls, refused: QuestionRefused) -> LocalizedUserError:
        return cls(
            refused.msgid,
            refused.hint_msgid,
            **{name: _safe_value(name, v) for name, v in refused.values.items()},
        )

    def render(self, translator: Translator) -> str:
        """The message, and on a second line the hint."""
        text = translator.gettext(self.msgid, **self.values)
        return f"{text}\n{translator.gettext(self.hint, **self.values)}" if self.hint else text


def _safe_value(name: str, value: object) -> object:
    """A value of an engine's message as it may stand in a message."""
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    if name == "example":
        return f"`/{value}`"
    return safe_within(value, _LONGEST_VALUE) if isinstance(value, str) else value


class AskedElsewhere(commands.CheckFailure):
    """A question in a channel that the server keeps free of them; `channels` are those that have them."""

    def __init__(self, channels: tuple[int, ...]) -> None:
        super().__init__("asked elsewhere")
        self.channels = channels


@dataclass(frozen=True, slots=True)
class Appendix:
    """What is told with an error, such as what was typed into a form: text, buttons, files."""

    text: str
    view: discord.ui.View
    files: tuple[discord.File, ...] = ()


ErrorHandler = Callable[[InteractionOrContext, Caught, Display], Awaitable[None]]


class ErrorReporter:
    """The one place that tells users about errors; features add handlers for their own kinds."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._handlers: dict[type[BaseException], ErrorHandler[Any]] = {}

    def on(self, kind: type[Caught], handler: ErrorHandler[Caught]) -> None:
        """What a feature does about exceptions of its own kind, in the place of a sentence."""
        self._handlers[kind] = handler

    async def report(
        self,
        source: InteractionOrContext,
        error: BaseException,
        what: str,
        appendix: Appendix | None = None,
    ) -> None:
        """Tell whoever asked, only them where Discord allows it. Never raises."""
        cause = _cause(error)
        if isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE:
            log.warning("too late to answer %s", what, extra={"code": cause.code})
            return
        try:
            display = self._preferences.display_for(source)
            for kind in type(cause).__mro__:  # the handler of the nearest class, as `except` would find it
                if kind in self._handlers:
                    await self._handlers[kind](source, cause, display)
                    await _append(source, "", appendix)
                    return
            text = self._sentence(cause, display, what)
            if appendix is not None:
                await _append(source, text, appendix)
                return
            await send_reply(source, content=truncate_lines(text, CONTENT), ephemeral=True)
        except Exception:
            log.exception("the error of %s could not be reported", what)

    def _sentence(self, cause: BaseException, display: Display, what: str) -> str:
        translator = display.translator
        if isinstance(cause, QuestionRefused):
            cause = LocalizedUserError.of(cause)
        if isinstance(cause, LocalizedUserError):
            return cause.render(translator)
        if isinstance(cause, AskedElsewhere):
            named = ", ".join(f"<#{id}>" for id in cause.channels[:_MOST_CHANNELS])
            return translator.gettext("Questions are answered in {channels}.", channels=named)
        if isinstance(cause, TooFast):
            return too_fast_in_words(cause, translator)
        # Before UserError, whose words are English: what is one and has a phrase is told in translation.
        if isinstance(cause, StoreUnavailable):
            log.warning("%s had to be refused: %s", what, cause.message)
        for kind, phrase in _PHRASES:
            if isinstance(cause, kind):
                return translator.gettext(phrase, help="`/help`")
        if isinstance(cause, UserError):
            hint = f" ({safe_within(cause.hint, 400)})" if cause.hint else ""
            return safe_within(cause.message, 1000) + hint
        # Nothing of an unforeseen error is shown: the reference leads whoever runs the bot to its trace.
        reference = secrets.token_hex(3)
        log.error("%s failed, reference %s", what, reference, exc_info=cause, extra={"reference": reference})
        return translator.gettext(_FAILED, reference=f"`{reference}`")


async def _append(source: InteractionOrContext, text: str, appendix: Appendix | None) -> None:
    """An error in words, or "" where it is told already, with what belongs to it."""
    if appendix is None:
        return
    text = truncate_lines(text, CONTENT - len(appendix.text) - 1)
    content = "\n".join(part for part in (text, appendix.text) if part)
    await send_reply(
        source, content=content or None, view=appendix.view, files=appendix.files, ephemeral=True
    )


def too_fast_in_words(cause: TooFast, translator: Translator) -> str:
    """Whose quota is used up, and when it goes on."""
    seconds = max(1, round(cause.seconds))
    if cause.of == "user":
        return translator.ngettext(
            "Too fast. Try again in {n} second.", "Too fast. Try again in {n} seconds.", seconds
        )
    return translator.ngettext(
        "Too much is asked from this server just now. Try again in {n} second.",
        "Too much is asked from this server just now. Try again in {n} seconds.",
        seconds,
    )


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
