"""Builds the services that answer questions, and adds the commands of the questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from discord.ext import commands

from bot.delivery import FaultInjector
from bot.discord.answers.buttons import AnswerButtons
from bot.discord.answers.charts import Charts
from bot.discord.answers.corrections import AnswerCorrector
from bot.discord.answers.disambiguation import Disambiguation
from bot.discord.answers.held_words import HeldWords
from bot.discord.answers.queries import QueryRunner
from bot.discord.answers.responder import Responder
from bot.discord.answers.sent_answers import SentAnswerBuffer
from bot.discord.arguments import question_command
from bot.discord.core import Context, Core
from briefs.query import NameNotResolved
from briefs.query.questions import Query, all_questions


@dataclass(frozen=True, slots=True)
class Answers:
    """The services of this package, handed to the features that answer questions of their own."""

    queries: QueryRunner
    responder: Responder
    sent_answers: SentAnswerBuffer
    held_words: HeldWords
    corrector: AnswerCorrector

    async def close(self) -> None:
        """Write down what was answered. Call it last: a command that still runs may post one more answer."""
        await self.sent_answers.close()


async def setup_answers(
    bot: commands.AutoShardedBot,
    core: Core,
    lease: timedelta,
    inject_fault: FaultInjector,
) -> Answers:
    """Build the services, and add a command for each question that is asked in Discord.

    `lease` is how long a process may be silent before another takes its corrections over.
    """
    sent_answers = SentAnswerBuffer(core.store, core.clock, core.library)
    queries = QueryRunner(core.library, core.settings.site)
    responder = Responder(core, queries, sent_answers, Charts(core.library))
    AnswerButtons(core, queries, responder, sent_answers)
    core.errors.on(NameNotResolved, Disambiguation(core.library, responder).send)

    async def answer(ctx: Context, query: Query) -> None:
        await responder.respond(ctx, query, core.display_for(ctx))

    for question in all_questions():
        if question.about:  # the others are the shell's alone
            bot.add_command(question_command(question, answer))
    sent_answers.open()
    corrector = AnswerCorrector(core, queries, responder, sent_answers, lease, inject_fault)
    return Answers(queries, responder, sent_answers, HeldWords(core.store.new_token), corrector)
