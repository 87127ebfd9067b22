"""People, topics and dates as slash options and as words of a line, with autocompletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.arguments.arguments import ArticleArg as ArticleArg
    from bot.discord.arguments.arguments import OtherArg as OtherArg
    from bot.discord.arguments.arguments import PersonArg as PersonArg
    from bot.discord.arguments.arguments import Role as Role
    from bot.discord.arguments.arguments import SinceArg as SinceArg
    from bot.discord.arguments.arguments import StatementArg as StatementArg
    from bot.discord.arguments.arguments import TopicArg as TopicArg
    from bot.discord.arguments.arguments import UntilArg as UntilArg
    from bot.discord.arguments.arguments import read_anniversary as read_anniversary
    from bot.discord.arguments.arguments import resolve_name as resolve_name
    from bot.discord.arguments.arguments import resolve_query as resolve_query
    from bot.discord.arguments.nearest import nearest_command as nearest_command
    from bot.discord.arguments.text_commands import TextCommand as TextCommand
    from bot.discord.arguments.text_commands import text_command as text_command
    from bot.discord.arguments.timezones import ZoneArgument as ZoneArgument
    from bot.discord.arguments.timezones import parse_timezone as parse_timezone
else:
    __getattr__ = lazy_exports(__name__)
