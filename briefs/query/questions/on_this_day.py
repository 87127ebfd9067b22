"""What was said on one day of any year."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Argument, Query, Question

_DAY = Argument(
    "day",
    "day",
    N_("date"),
    N_("A day of any year, such as 23 April; left out: today"),
    required=False,
    metavar="[DATE]",
)


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    month, _, day = query["day"].partition("-")
    return await engine.on_this_day(int(month), int(day))


QUESTION = Question(
    N_("on-this-day"),
    section="statements",
    order=8,
    shell_help="What was said on this day of any year (today, UTC, unless a day is given).",
    shell_example="on-this-day April 23",
    ask=_ask,
    arguments=(_DAY,),
    about=N_("What was said on this day of any year"),
    example="on-this-day 23 April",
)
