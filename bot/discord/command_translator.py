"""Names and descriptions of commands in the languages of the catalogue, as Discord's client shows them."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.ui import COMMAND_DESCRIPTION, COMMAND_NAME, LANGUAGES, translator_for
from briefs.i18n import N_

# Names of commands and options; an id in the catalogue like any other text.
COMMAND_NAMES = (
    N_("position"), N_("compare"), N_("timeline"), N_("person"), N_("topic"), N_("people"),
    N_("topics"), N_("search"), N_("on-this-day"), N_("statement"), N_("article"), N_("cite"),
    N_("lookup"), N_("stats"), N_("about"), N_("help"), N_("privacy"), N_("settings"),
    N_("show"), N_("server"), N_("allow"), N_("preferences"), N_("gaps"), N_("reload"),
    N_("verify"), N_("briefing"), N_("subscribe"), N_("list"), N_("edit"), N_("pause"),
    N_("resume"), N_("unsubscribe"), N_("preview"), N_("now"), N_("why"),
    N_("feeds"), N_("add"), N_("remove"), N_("poll"), N_("undo"), N_("withdraw"),
    N_("correct"), N_("dispute"), N_("restore"),
)  # fmt: skip
OPTION_NAMES = (
    N_("other"), N_("since"), N_("until"), N_("words"), N_("date"), N_("form"), N_("kind"),
    N_("name"), N_("command"), N_("curators-channel"), N_("curators-role"), N_("language"),
    N_("plain-text"), N_("role"), N_("text"), N_("by"), N_("channel"), N_("time"),
    N_("days"), N_("empty-days"), N_("welcome"), N_("subscription"), N_("ping"), N_("no-ping"),
    N_("timezone"), N_("url"), N_("what"), N_("note"), N_("speakers"), N_("said"),
    N_("basis"), N_("summary"),
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
