"""People, topics and dates as slash options and as words of a line, with autocompletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.arguments import autocomplete as autocomplete
    from bot.discord.arguments.arguments import StatementArg as StatementArg
    from bot.discord.arguments.question_commands import question_command as question_command
    from bot.discord.arguments.text_commands import TextCommand as TextCommand
    from bot.discord.arguments.text_commands import text_command as text_command
    from bot.discord.arguments.timezones import ZoneArgument as ZoneArgument
    from bot.discord.arguments.timezones import parse_timezone as parse_timezone
else:
    __getattr__ = lazy_exports(__name__)
