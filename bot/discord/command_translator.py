"""Names and descriptions of commands in the languages of the catalogue, as Discord's client shows them."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.core.preferences import LANGUAGES, words_in
from bot.discord.ui.limits import COMMAND_DESCRIPTION, COMMAND_NAME
from briefs.i18n import mark

# Names of commands and options; an id in the catalogue like any other text.
COMMAND_NAMES = (
    mark("position"), mark("compare"), mark("timeline"), mark("person"), mark("topic"), mark("people"),
    mark("topics"), mark("search"), mark("on-this-day"), mark("statement"), mark("article"), mark("cite"),
    mark("lookup"), mark("stats"), mark("about"), mark("help"), mark("privacy"), mark("settings"),
    mark("show"), mark("server"), mark("allow"), mark("preferences"), mark("gaps"), mark("reload"),
    mark("verify"), mark("briefing"), mark("subscribe"), mark("list"), mark("edit"), mark("pause"),
    mark("resume"), mark("unsubscribe"), mark("preview"), mark("now"), mark("why"),
    mark("feeds"), mark("add"), mark("remove"), mark("poll"), mark("undo"), mark("withdraw"),
    mark("correct"), mark("dispute"), mark("restore"),
)  # fmt: skip
OPTION_NAMES = (
    mark("other"), mark("since"), mark("until"), mark("words"), mark("date"), mark("form"), mark("kind"),
    mark("name"), mark("command"), mark("curators-channel"), mark("curators-role"), mark("language"),
    mark("plain-text"), mark("role"), mark("text"), mark("by"), mark("channel"), mark("time"),
    mark("days"), mark("empty-days"), mark("welcome"), mark("subscription"), mark("ping"), mark("no-ping"),
    mark("timezone"), mark("url"), mark("what"), mark("note"), mark("speakers"), mark("said"),
    mark("basis"), mark("summary"),
)  # fmt: skip
_NAMES = (
    app_commands.TranslationContextLocation.command_name,
    app_commands.TranslationContextLocation.group_name,
    app_commands.TranslationContextLocation.parameter_name,
)


class Catalogue(app_commands.Translator):
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
        said = words_in(language).say(message)
        if said == message:
            return None
        if named:
            return said.lower().replace(" ", "-").replace("_", "-")[:COMMAND_NAME]
        return said[:COMMAND_DESCRIPTION]
