"""What commands take: people, topics, dates and statements, resolved the same way on every face.

One class serves slash commands (Transformer, with its autocomplete) and `!` lines (Converter).
`PersonArg`, `TopicArg` and the other aliases are what command signatures name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from discord import Interaction, app_commands
from discord.ext import commands

from bot.discord.arguments import autocomplete as completion
from bot.discord.core import AmbiguousArgument, LocalizedUserError, Query, core_of
from bot.discord.ui import safe_within
from bot.live_library import LiveLibrary
from briefs.errors import UserError
from briefs.i18n import N_
from briefs.model import QueryResult, Suggestion
from briefs.names import Result
from briefs.query import LONGEST_NAME, Period
from briefs.text import read_bound, read_day

Role = Literal["person", "topic"]
Choices = list[app_commands.Choice[Any]]
_MOST_OFFERED = 25

DATE_HINT = N_("Write for example 2013, 2013-04, 23 April 2013 or 2013-04-23.")


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """A person or topic by id; `note` says for which years an office was understood."""

    id: str
    note: str | None = None


def resolve_name(library: LiveLibrary, role: Role, text: str, period: Period = (None, None)) -> ResolvedName:
    """Who or what `text` means, an id or any name. Raises AmbiguousArgument or LocalizedUserError."""
    known = library.engine.people if role == "person" else library.engine.topics
    if text in known:
        return ResolvedName(text)
    if not text.strip() or len(text) > LONGEST_NAME:
        raise LocalizedUserError(N_("A name has from 1 to {most} characters."), most=LONGEST_NAME)
    questions = library.resolver
    result = questions.find_person(text, period) if role == "person" else questions.find_topic(text)
    if result.answer is None:
        raise AmbiguousArgument(role, asked_back(role, result))
    match = result.matches[0]
    return ResolvedName(
        result.answer, f"{match.name}, {match.note}" if match.reason == "office" and match.note else None
    )


def asked_back(role: Role, result: Result) -> QueryResult:
    """The question back, as the desk's answers have it."""
    return QueryResult(
        command="",
        outcome="ambiguous" if result.outcome == "several" else "unknown",
        asked=(role, result.query),
        suggestions=tuple(
            Suggestion(m.id, m.name, m.score, m.reason) for m in result.matches[:_MOST_OFFERED]
        ),
        note=result.note,
    )


def read_date(text: str, which: Literal["since", "until"], today: date) -> date:
    try:
        return read_bound(text.strip(), which, today)
    except UserError:
        raise LocalizedUserError(
            N_("“{text}” is no date that can be read."), DATE_HINT, text=safe_within(text, 60)
        ) from None


def read_anniversary(text: str, today: date) -> str:
    """A day of any year as "04-23"."""
    try:
        month, day, _ = read_day(text.strip() or "today", today)
    except UserError:
        hint = N_("Write for example 23 April or 04-23.")
        raise LocalizedUserError(
            N_("“{text}” is no day that can be read."), hint, text=safe_within(text, 60)
        ) from None
    return f"{month:02}-{day:02}"


def period_of(since: str | None, until: str | None, today: date) -> Period:
    """The days asked about; an office is one held then."""
    first = read_date(since, "since", today) if since else None
    last = read_date(until, "until", today) if until else None
    if first and last and first > last:
        raise LocalizedUserError(
            N_("The first day, {first}, is after the last, {last}."), first=first, last=last
        )
    return first, last


def other_argument(interaction: Interaction[Any], name: str) -> str | None:
    """Another argument of the same command, as it was typed."""
    value = getattr(interaction.namespace, name, None)
    return value if isinstance(value, str) and value else None


class NameArgument(app_commands.Transformer, commands.Converter[ResolvedName]):
    """A person or topic; `name` is the option's own name, by which a question back is answered."""

    role: Role

    def __init__(self, name: str) -> None:
        self.name = name

    async def transform(self, interaction: Interaction[Any], value: str, /) -> ResolvedName:
        core = core_of(interaction)
        given = {str(k): str(v) for k, v in interaction.namespace if v is not None}
        period = period_of(given.get("since"), given.get("until"), core.today())
        try:
            return resolve_name(core.library, self.role, value, period)
        except AmbiguousArgument as unclear:
            command = interaction.command.qualified_name if interaction.command else ""
            raise unclear.with_command(command, self.name, given) from None

    async def convert(self, ctx: commands.Context[Any], argument: str) -> ResolvedName:
        return resolve_name(core_of(ctx).library, self.role, argument)


class PersonArgument(NameArgument):
    role: Role = "person"

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        core = core_of(interaction)
        return completion.people(core.library, value, core.display_for(interaction))


class TopicArgument(NameArgument):
    role: Role = "topic"

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        """With a person already chosen, what that person spoke on comes first."""
        core = core_of(interaction)
        library, person = core.library, other_argument(interaction, "person")
        spoke_on = await library.spoke_on(person) if person in library.engine.people and person else ()
        return completion.topics(library, value, core.display_for(interaction), spoke_on)


class DateArgument(app_commands.Transformer, commands.Converter[date]):
    """The first possible day for `since`, the last for `until`."""

    def __init__(self, which: Literal["since", "until"]) -> None:
        self.which: Literal["since", "until"] = which

    async def transform(self, interaction: Interaction[Any], value: str, /) -> date:
        return read_date(value, self.which, core_of(interaction).today())

    async def convert(self, ctx: commands.Context[Any], argument: str) -> date:
        return read_date(argument, self.which, core_of(ctx).today())

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        core = core_of(interaction)
        return completion.dates(core.library, value, self.which, core.display_for(interaction), core.today())


class StatementArgument(app_commands.Transformer, commands.Converter[str]):
    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        return await self.found(core_of(interaction).library, value)

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        return await self.found(core_of(ctx).library, argument)

    async def found(self, library: LiveLibrary, text: str) -> str:
        try:
            statement, _ = await library.engine.statement(text.strip().strip("`").lower())
        except UserError:
            hint = N_("Every card shows the ids of its statements; `/search` finds them by words.")
            raise LocalizedUserError(
                N_("There is no statement “{id}”."), hint, id=safe_within(text, 90)
            ) from None
        return statement.id

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        core = core_of(interaction)
        return completion.statements(core.library, value, core.display_for(interaction))


class ArticleArgument(app_commands.Transformer, commands.Converter[str]):
    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        return self.found(core_of(interaction).library, value)

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        return self.found(core_of(ctx).library, argument)

    def found(self, library: LiveLibrary, text: str) -> str:
        """By id, file name or the start of either, if only one begins so."""
        asked, refs = text.strip().casefold(), library.articles
        near = [
            r
            for r in refs
            if asked and (r.id.casefold().startswith(asked) or r.file.casefold().startswith(asked))
        ]
        exact = [r for r in near if asked in (r.id.casefold(), r.file.casefold())] or near
        if len(exact) != 1:
            listed = ", ".join(f"`{ref.id}`" for ref in (near or refs)[:8])
            hint = N_("There are: {listed}")
            raise LocalizedUserError(
                N_("“{text}” is not one article."), hint, text=safe_within(text, 60), listed=listed
            )
        return exact[0].id

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        return completion.articles(core_of(interaction).library, value)


def resolve_query(library: LiveLibrary, command: str, given: Mapping[str, str], today: date) -> Query:
    """A question whose arguments are still as typed, resolved: what a menu or button asks again."""
    period = period_of(given.get("since"), given.get("until"), today)
    made: dict[str, object] = dict(given)
    for name, day in zip(("since", "until"), period, strict=True):
        if day is not None:
            made[name] = day.isoformat()
    roles: dict[str, Role] = {"person": "person", "other": "person", "topic": "topic"}
    for name in given.keys() & roles.keys():
        try:
            named = resolve_name(library, roles[name], given[name], period)
        except AmbiguousArgument as unclear:
            raise unclear.with_command(command, name, dict(given)) from None
        made[name] = named.id
        if named.note and name == "person":
            made["note"] = named.note
    return Query.of(command, **made)


if TYPE_CHECKING:
    PersonArg: TypeAlias = ResolvedName
    OtherArg: TypeAlias = ResolvedName
    TopicArg: TypeAlias = ResolvedName
    SinceArg: TypeAlias = date
    UntilArg: TypeAlias = date
    StatementArg: TypeAlias = str
    ArticleArg: TypeAlias = str
else:
    PersonArg = PersonArgument("person")
    OtherArg = PersonArgument("other")
    TopicArg = TopicArgument("topic")
    SinceArg = DateArgument("since")
    UntilArg = DateArgument("until")
    StatementArg = StatementArgument()
    ArticleArg = ArticleArgument()
