"""What commands take as text, with what is offered while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from discord import Interaction, app_commands

from bot.discord.arguments import autocomplete as completion
from bot.discord.arguments.autocomplete import Choices
from bot.discord.core import core_of
from briefs.query import read_statement_id
from briefs.query.questions import ArgumentKind


class TypedArgument(app_commands.Transformer):
    """Text as it was typed: what it means is read with the whole question."""

    def __init__(self, kind: ArgumentKind) -> None:
        self.kind: ArgumentKind = kind

    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        return value

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        core = core_of(interaction)
        library, display = core.library, core.display_for(interaction)
        match self.kind:
            case "person":
                return completion.people(library, value, display)
            case "topic":
                # With a person already chosen, what that person spoke on comes first.
                person = _other_argument(interaction, "person")
                spoke_on = (
                    await library.spoke_on(person) if person in library.engine.people and person else ()
                )
                return completion.topics(library, value, display, spoke_on)
            case "since" | "until":
                return completion.dates(library, value, self.kind, display, core.today(interaction))
            case "statement":
                return await completion.statements(library, value, display)
            case "article":
                return completion.articles(library, value)
        return []


def _other_argument(interaction: Interaction[Any], name: str) -> str | None:
    """Another argument of the same command, as it was typed."""
    value = getattr(interaction.namespace, name, None)
    return value if isinstance(value, str) and value else None


class StatementArgument(TypedArgument):
    """The id of a statement that there is, for commands that are no questions."""

    def __init__(self) -> None:
        super().__init__("statement")

    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        """Raises QuestionRefused where there is no such statement."""
        statement, _ = await core_of(interaction).library.engine.statement(read_statement_id(value))
        return statement.id


if TYPE_CHECKING:
    StatementArg: TypeAlias = str
else:
    StatementArg = StatementArgument()
