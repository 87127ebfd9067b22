"""Names and descriptions of commands in the languages of the catalogue, as Discord's client shows them."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.ui import COMMAND_DESCRIPTION, COMMAND_NAME, LANGUAGES, translator_for
from briefs.i18n import N_

# Names of commands and options, ids in the catalogue like any other text. Those of the questions stand in
# their definitions.
COMMAND_NAMES = (
    N_("about"), N_("help"), N_("privacy"), N_("settings"), N_("setup"),
    N_("show"), N_("server"), N_("allow"), N_("preferences"), N_("gaps"), N_("reload"),
    N_("verify"), N_("briefing"), N_("briefings"), N_("subscribe"), N_("list"), N_("edit"), N_("pause"),
    N_("resume"), N_("unsubscribe"), N_("preview"), N_("now"), N_("why"),
    N_("feeds"), N_("add"), N_("remove"), N_("poll"), N_("undo"), N_("withdraw"),
    N_("correct"), N_("dispute"), N_("restore"), N_("follow"), N_("stop"), N_("channels"),
    N_("curate"), N_("shifts"), N_("watch"),
)  # fmt: skip
OPTION_NAMES = (
    N_("command"), N_("curators-channel"), N_("curators-role"), N_("language"),
    N_("plain-text"), N_("role"), N_("text"), N_("by"), N_("channel"), N_("time"),
    N_("days"), N_("empty-days"), N_("welcome"), N_("subscription"), N_("ping"), N_("no-ping"),
    N_("timezone"), N_("url"), N_("what"), N_("note"), N_("speakers"), N_("said"),
    N_("basis"), N_("summary"), N_("office"), N_("when"), N_("most-a-day"), N_("which"), N_("direct"),
    N_("webhook"), N_("feed"),
)  # fmt: skip
_NAMES = (
    app_commands.TranslationContextLocation.command_name,
    app_commands.TranslationContextLocation.group_name,
    app_commands.TranslationContextLocation.parameter_name,
)


class CommandTranslator(app_commands.Translator):
    """English needs no translation: it is what the commands are written in."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = locale.value.partition("-")[0]
        if language == "en" or language not in LANGUAGES:
            return None
        named = context.location in _NAMES
        message = string.message.replace("_", "-") if named else string.message
        said = translator_for(language).gettext(message)
        if said == message:
            return None
        if named:
            return said.lower().replace(" ", "-").replace("_", "-")[:COMMAND_NAME]
        return said[:COMMAND_DESCRIPTION]
