"""The questions: who said what, on what, when, and where is the proof; and lists of what is on record."""

from __future__ import annotations

from typing import Literal

from discord import app_commands
from discord.ext import commands

from bot.discord.answers.responder import Responder
from bot.discord.arguments import (
    ArticleArg,
    OtherArg,
    PersonArg,
    SinceArg,
    StatementArg,
    TopicArg,
    UntilArg,
    read_anniversary,
    text_command,
)
from bot.discord.core import BaseCog, Context, Core, LocalizedUserError, Query
from briefs.i18n import N_

PERSON = N_("Whose statements: a name in any spelling, or an office")
OTHER = N_("The second person")
TOPIC = N_("On what: a topic in any words")
SINCE = N_("Said on this day or after: 2012, April 2013, 2013-04-23")
UNTIL = N_("Said on this day or before: 2012, April 2013, 2013-04-23")


class AnswersCog(BaseCog):
    def __init__(self, core: Core, responder: Responder) -> None:
        super().__init__(core)
        self._responder = responder

    async def _answer(self, ctx: Context, query: Query) -> None:
        await self._responder.respond(ctx, query, self.core.display_for(ctx))

    @text_command(
        "position",
        N_("What a person said on a topic, with proof"),
        example="position lavrov missile-defence",
    )
    @app_commands.describe(person=PERSON, topic=TOPIC, since=SINCE, until=UNTIL)
    async def position(
        self,
        ctx: Context,
        person: PersonArg,
        topic: TopicArg,
        since: SinceArg | None = None,
        until: UntilArg | None = None,
    ) -> None:
        query = Query.of(
            "position", person=person.id, topic=topic.id, since=since, until=until, note=person.note
        )
        await self._answer(ctx, query)

    @text_command(
        "compare",
        N_("What two people said on one topic"),
        example="compare lavrov rasmussen missile-defence",
    )
    @app_commands.describe(person=PERSON, other=OTHER, topic=TOPIC, since=SINCE, until=UNTIL)
    async def compare(
        self,
        ctx: Context,
        person: PersonArg,
        other: OtherArg,
        topic: TopicArg,
        since: SinceArg | None = None,
        until: UntilArg | None = None,
    ) -> None:
        if person.id == other.id:
            raise LocalizedUserError(
                N_("These are one and the same person."),
                N_("Write for example: {example}"),
                example="`/compare lavrov rasmussen missile-defence`",
            )
        query = Query.of(
            "compare",
            person=person.id,
            other=other.id,
            topic=topic.id,
            since=since,
            until=until,
            note=person.note,
        )
        await self._answer(ctx, query)

    @text_command(
        "timeline", N_("Who said what on a topic, in order of time"), example="timeline missile-defence"
    )
    @app_commands.describe(topic=TOPIC, since=SINCE, until=UNTIL)
    async def timeline(
        self, ctx: Context, topic: TopicArg, since: SinceArg | None = None, until: UntilArg | None = None
    ) -> None:
        await self._answer(ctx, Query.of("timeline", topic=topic.id, since=since, until=until))

    @text_command("person", N_("Who somebody is, and what they said"), example="person rasmussen")
    @app_commands.describe(person=PERSON)
    async def person(self, ctx: Context, person: PersonArg) -> None:
        await self._answer(ctx, Query.of("person", person=person.id, note=person.note))

    @text_command("topic", N_("Everything on a topic, facts included"), example="topic afghanistan")
    @app_commands.describe(topic=TOPIC)
    async def topic(self, ctx: Context, topic: TopicArg) -> None:
        await self._answer(ctx, Query.of("topic", topic=topic.id))

    @text_command("search", N_("Statements with these words"), example="search strategic guarantees")
    @app_commands.describe(
        words=N_("Words that the statement holds"), person=PERSON, topic=TOPIC, since=SINCE, until=UNTIL
    )
    async def search(
        self,
        ctx: Context,
        words: commands.Range[str, 1, 200],
        person: PersonArg | None = None,
        topic: TopicArg | None = None,
        since: SinceArg | None = None,
        until: UntilArg | None = None,
    ) -> None:
        query = Query.of(
            "search",
            words=words,
            person=person and person.id,
            topic=topic and topic.id,
            since=since,
            until=until,
        )
        await self._answer(ctx, query)

    @text_command("on-this-day", N_("What was said on this day of any year"), example="on-this-day 23 April")
    @app_commands.describe(date=N_("A day of any year, such as 23 April; left out: today"))
    async def on_this_day(self, ctx: Context, date: str = "") -> None:
        await self._answer(ctx, Query.of("on-this-day", day=read_anniversary(date, self.core.today(ctx))))

    @text_command(
        "statement",
        N_("One statement with the sentences around it"),
        example="statement itar-tass-2011-10-26-01",
    )
    @app_commands.describe(statement=N_("The id that stands under it, or words from it"))
    async def statement(self, ctx: Context, statement: StatementArg) -> None:
        await self._answer(ctx, Query.of("statement", statement=statement))

    @text_command("article", N_("An article with everything curated from it"), example="article 004")
    @app_commands.describe(article=N_("Its id or file, or how they begin"))
    async def article(self, ctx: Context, article: ArticleArg) -> None:
        await self._answer(ctx, Query.of("article", article=article))

    @text_command("cite", N_("A statement as a citation"), example="cite itar-tass-2011-10-26-01 bibtex")
    @app_commands.describe(
        statement=N_("The id that stands under it, or words from it"),
        form=N_("Only this form of citation"),
    )
    async def cite(
        self, ctx: Context, statement: StatementArg, form: Literal["plain", "bibtex", "wiki"] | None = None
    ) -> None:
        await self._answer(ctx, Query.of("cite", statement=statement, form=form))

    @text_command("people", N_("Everybody on record, with the number of statements"), example="people")
    async def people(self, ctx: Context) -> None:
        await self._answer(ctx, Query.of("people"))

    @text_command("topics", N_("Every topic, with the number of statements"), example="topics")
    async def topics(self, ctx: Context) -> None:
        await self._answer(ctx, Query.of("topics"))

    @text_command("stats", N_("What the library holds, in numbers"), example="stats")
    async def stats(self, ctx: Context) -> None:
        await self._answer(ctx, Query.of("stats"))

    @text_command("lookup", N_("Whom or what a name means"), example="lookup person лавров")
    @app_commands.describe(kind=N_("A person or a topic"), name=N_("Any spelling, in any script"))
    async def lookup(
        self, ctx: Context, kind: Literal["person", "topic"], name: commands.Range[str, 1, 200]
    ) -> None:
        await self._answer(ctx, Query.of("lookup", kind=kind, name=name))
