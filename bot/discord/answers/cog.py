"""The questions: who said what, on what, when, and where is the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.discord.answers.queries import Ask
from bot.discord.arguments.arguments import (
    ArticleArg,
    OtherArg,
    PersonArg,
    SinceArg,
    StatementArg,
    TopicArg,
    UntilArg,
    read_anniversary,
)
from bot.discord.arguments.text_commands import question
from bot.discord.core.cog import Feature
from bot.discord.core.refusal import Refusal
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

PERSON = mark("Whose statements: a name in any spelling, or an office")
OTHER = mark("The second person")
TOPIC = mark("On what: a topic in any words")
SINCE = mark("Said on this day or after: 2012, April 2013, 2013-04-23")
UNTIL = mark("Said on this day or before: 2012, April 2013, 2013-04-23")

Context = commands.Context["OnRecord"]


class Answering(Feature):
    @question(
        "position",
        mark("What a person said on a topic, with proof"),
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
        ask = Ask.of("position", person=person.id, topic=topic.id, since=since, until=until, note=person.note)
        await self.give(ctx, ask)

    @question(
        "compare",
        mark("What two people said on one topic"),
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
            raise Refusal(
                mark("These are one and the same person."),
                mark("Write for example: {example}"),
                example="`/compare lavrov rasmussen missile-defence`",
            )
        ask = Ask.of(
            "compare",
            person=person.id,
            other=other.id,
            topic=topic.id,
            since=since,
            until=until,
            note=person.note,
        )
        await self.give(ctx, ask)

    @question(
        "timeline", mark("Who said what on a topic, in order of time"), example="timeline missile-defence"
    )
    @app_commands.describe(topic=TOPIC, since=SINCE, until=UNTIL)
    async def timeline(
        self, ctx: Context, topic: TopicArg, since: SinceArg | None = None, until: UntilArg | None = None
    ) -> None:
        await self.give(ctx, Ask.of("timeline", topic=topic.id, since=since, until=until))

    @question("person", mark("Who somebody is, and what they said"), example="person rasmussen")
    @app_commands.describe(person=PERSON)
    async def person(self, ctx: Context, person: PersonArg) -> None:
        await self.give(ctx, Ask.of("person", person=person.id, note=person.note))

    @question("topic", mark("Everything on a topic, facts included"), example="topic afghanistan")
    @app_commands.describe(topic=TOPIC)
    async def topic(self, ctx: Context, topic: TopicArg) -> None:
        await self.give(ctx, Ask.of("topic", topic=topic.id))

    @question("search", mark("Statements with these words"), example="search strategic guarantees")
    @app_commands.describe(
        words=mark("Words that the statement holds"), person=PERSON, topic=TOPIC, since=SINCE, until=UNTIL
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
        ask = Ask.of(
            "search",
            words=words,
            person=person and person.id,
            topic=topic and topic.id,
            since=since,
            until=until,
        )
        await self.give(ctx, ask)

    @question("on-this-day", mark("What was said on this day of any year"), example="on-this-day 23 April")
    @app_commands.describe(date=mark("A day of any year, such as 23 April; left out: today"))
    async def on_this_day(self, ctx: Context, date: str = "") -> None:
        await self.give(ctx, Ask.of("on-this-day", day=read_anniversary(date, self.bot.today(ctx))))

    @question(
        "statement",
        mark("One statement with the sentences around it"),
        example="statement itar-tass-2011-10-26-01",
    )
    @app_commands.describe(statement=mark("The id that stands under it, or words from it"))
    async def statement(self, ctx: Context, statement: StatementArg) -> None:
        await self.give(ctx, Ask.of("statement", statement=statement))

    @question("article", mark("An article with everything curated from it"), example="article 004")
    @app_commands.describe(article=mark("Its id or file, or how they begin"))
    async def article(self, ctx: Context, article: ArticleArg) -> None:
        await self.give(ctx, Ask.of("article", article=article))

    @question("cite", mark("A statement as a citation"), example="cite itar-tass-2011-10-26-01 bibtex")
    @app_commands.describe(
        statement=mark("The id that stands under it, or words from it"),
        form=mark("Only this form of citation"),
    )
    async def cite(
        self, ctx: Context, statement: StatementArg, form: Literal["plain", "bibtex", "wiki"] | None = None
    ) -> None:
        await self.give(ctx, Ask.of("cite", statement=statement, form=form))


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Answering(bot))
