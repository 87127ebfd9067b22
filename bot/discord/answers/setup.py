"""The room of the answers as a whole: what it offers to the rooms that build on it."""

from __future__ import annotations

from dataclasses import dataclass

from discord.ext import commands

from bot.discord.answers.buttons import AnswerButtons
from bot.discord.answers.charts import Charts
from bot.discord.answers.corrections import AnswerCorrector
from bot.discord.answers.queries import QueryRunner
from bot.discord.answers.responder import Responder
from bot.discord.answers.sent_answers import SentAnswerBuffer
from bot.discord.arguments import question_command
from bot.discord.core import Context, Core
from briefs.query import NameNotResolved
from briefs.query.questions import Query, all_questions


@dataclass(frozen=True, slots=True)
class Answers:
    queries: QueryRunner
    responder: Responder
    sent_answers: SentAnswerBuffer
    corrector: AnswerCorrector

    async def close(self) -> None:
        """The last of all: what is still at work may be answering, and every answer is written down."""
        await self.sent_answers.close()


async def setup_answers(bot: commands.AutoShardedBot, core: Core) -> Answers:
    sent_answers = SentAnswerBuffer(core.store, core.clock)
    queries = QueryRunner(core.library)
    charts = Charts(core.library, core.messenger)
    responder = Responder(core.library, queries, sent_answers, charts, core.store.unanswered, core.background)
    AnswerButtons(core, queries, responder, sent_answers)
    core.errors.on(NameNotResolved, responder.send_disambiguation)

    async def answer(ctx: Context, query: Query) -> None:
        await responder.respond(ctx, query, core.display_for(ctx))

    for question in all_questions():
        if question.about:  # the others are the shell's alone
            bot.add_command(question_command(question, answer))
    sent_answers.open()
    return Answers(queries, responder, sent_answers, AnswerCorrector(core, queries, responder, sent_answers))
