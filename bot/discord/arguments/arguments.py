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

from bot.discord.answers.queries import Ask
from bot.discord.arguments import autocomplete as completion
from bot.discord.core.refusal import Refusal, Unclear
from bot.discord.ui.markdown import safe_within
from briefs.errors import Trouble
from briefs.i18n import mark
from briefs.model import Answer, Suggestion
from briefs.names import Result
from briefs.query.resolver import LONGEST_NAME, Period
from briefs.text.dates import read_bound, read_day

if TYPE_CHECKING:
    from bot.discord.client import OnRecord
    from bot.live_library import Shelf

Role = Literal["person", "topic"]
Choices = list[app_commands.Choice[Any]]
_MOST_OFFERED = 25

DATE_HINT = mark("Write for example 2013, 2013-04, 23 April 2013 or 2013-04-23.")


@dataclass(frozen=True, slots=True)
class Named:
    """A person or topic by id; `note` says for which years an office was understood."""

    id: str
    note: str | None = None


def find(shelf: Shelf, role: Role, text: str, period: Period = (None, None)) -> Named:
    """Who or what `text` means, an id or any name. Raises Unclear or Refusal."""
    known = shelf.desk.people if role == "person" else shelf.desk.topics
    if text in known:
        return Named(text)
    if not text.strip() or len(text) > LONGEST_NAME:
        raise Refusal(mark("A name has from 1 to {most} characters."), most=LONGEST_NAME)
    questions = shelf.questions
    result = questions.find_person(text, period) if role == "person" else questions.find_topic(text)
    if result.answer is None:
        raise Unclear(role, asked_back(role, result))
    match = result.matches[0]
    return Named(
        result.answer, f"{match.name}, {match.note}" if match.reason == "office" and match.note else None
    )


def asked_back(role: Role, result: Result) -> Answer:
    """The question back, as the desk's answers have it."""
    return Answer(
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
    except Trouble:
        raise Refusal(
            mark("“{text}” is no date that can be read."), DATE_HINT, text=safe_within(text, 60)
        ) from None


def read_anniversary(text: str, today: date) -> str:
    """A day of any year as "04-23"."""
    try:
        month, day, _ = read_day(text.strip() or "today", today)
    except Trouble:
        hint = mark("Write for example 23 April or 04-23.")
        raise Refusal(
            mark("“{text}” is no day that can be read."), hint, text=safe_within(text, 60)
        ) from None
    return f"{month:02}-{day:02}"


def period_of(since: str | None, until: str | None, today: date) -> Period:
    """The days asked about; an office is one held then."""
    first = read_date(since, "since", today) if since else None
    last = read_date(until, "until", today) if until else None
    if first and last and first > last:
        raise Refusal(mark("The first day, {first}, is after the last, {last}."), first=first, last=last)
    return first, last


def typed(interaction: Interaction[Any], name: str) -> str | None:
    """Another argument of the same command, as it was typed."""
    value = getattr(interaction.namespace, name, None)
    return value if isinstance(value, str) and value else None


class NameArgument(app_commands.Transformer, commands.Converter[Named]):
    """A person or topic; `name` is the option's own name, by which a question back is answered."""

    role: Role

    def __init__(self, name: str) -> None:
        self.name = name

    async def transform(self, interaction: Interaction[Any], value: str, /) -> Named:
        bot = interaction.client
        given = {str(k): str(v) for k, v in interaction.namespace if v is not None}
        period = period_of(given.get("since"), given.get("until"), bot.today())
        try:
            return find(bot.shelf, self.role, value, period)
        except Unclear as unclear:
            command = interaction.command.qualified_name if interaction.command else ""
            raise unclear.about(command, self.name, given) from None

    async def convert(self, ctx: commands.Context[Any], argument: str) -> Named:
        return find(ctx.bot.shelf, self.role, argument)


class PersonArgument(NameArgument):
    role: Role = "person"

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        return completion.people(interaction.client.shelf, value, interaction.client.reader(interaction))


class TopicArgument(NameArgument):
    role: Role = "topic"

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        """With a person already chosen, what that person spoke on comes first."""
        bot = interaction.client
        person = typed(interaction, "person")
        spoke_on = await bot.shelf.spoke_on(person) if person in bot.shelf.desk.people and person else ()
        return completion.topics(bot.shelf, value, bot.reader(interaction), spoke_on)


class DateArgument(app_commands.Transformer, commands.Converter[date]):
    """The first possible day for `since`, the last for `until`."""

    def __init__(self, which: Literal["since", "until"]) -> None:
        self.which: Literal["since", "until"] = which

    async def transform(self, interaction: Interaction[Any], value: str, /) -> date:
        return read_date(value, self.which, interaction.client.today())

    async def convert(self, ctx: commands.Context[Any], argument: str) -> date:
        return read_date(argument, self.which, ctx.bot.today())

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        bot = interaction.client
        return completion.dates(bot.shelf, value, self.which, bot.reader(interaction), bot.today())


class StatementArgument(app_commands.Transformer, commands.Converter[str]):
    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        return await self.found(interaction.client, value)

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        return await self.found(ctx.bot, argument)

    async def found(self, bot: OnRecord, text: str) -> str:
        try:
            statement, _ = await bot.shelf.desk.statement(text.strip().strip("`").lower())
        except Trouble:
            hint = mark("Every card shows the ids of its statements; `/search` finds them by words.")
            raise Refusal(mark("There is no statement “{id}”."), hint, id=safe_within(text, 90)) from None
        return statement.id

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        return completion.statements(interaction.client.shelf, value, interaction.client.reader(interaction))


class ArticleArgument(app_commands.Transformer, commands.Converter[str]):
    async def transform(self, interaction: Interaction[Any], value: str, /) -> str:
        return self.found(interaction.client, value)

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        return self.found(ctx.bot, argument)

    def found(self, bot: OnRecord, text: str) -> str:
        """By id, file name or the start of either, if only one begins so."""
        asked, refs = text.strip().casefold(), bot.shelf.articles
        near = [
            r
            for r in refs
            if asked and (r.id.casefold().startswith(asked) or r.file.casefold().startswith(asked))
        ]
        exact = [r for r in near if asked in (r.id.casefold(), r.file.casefold())] or near
        if len(exact) != 1:
            listed = ", ".join(f"`{ref.id}`" for ref in (near or refs)[:8])
            hint = mark("There are: {listed}")
            raise Refusal(
                mark("“{text}” is not one article."), hint, text=safe_within(text, 60), listed=listed
            )
        return exact[0].id

    async def autocomplete(self, interaction: Interaction[Any], value: Any, /) -> Choices:
        return completion.articles(interaction.client.shelf, value)


def resolved(shelf: Shelf, command: str, given: Mapping[str, str], today: date) -> Ask:
    """A question whose arguments are still as typed, resolved: what a menu or button asks again."""
    period = period_of(given.get("since"), given.get("until"), today)
    made: dict[str, object] = dict(given)
    for name, day in zip(("since", "until"), period, strict=True):
        if day is not None:
            made[name] = day.isoformat()
    roles: dict[str, Role] = {"person": "person", "other": "person", "topic": "topic"}
    for name in given.keys() & roles.keys():
        try:
            named = find(shelf, roles[name], given[name], period)
        except Unclear as unclear:
            raise unclear.about(command, name, dict(given)) from None
        made[name] = named.id
        if named.note and name == "person":
            made["note"] = named.note
    return Ask.of(command, **made)


if TYPE_CHECKING:
    PersonArg: TypeAlias = Named
    OtherArg: TypeAlias = Named
    TopicArg: TypeAlias = Named
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
