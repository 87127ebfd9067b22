"""Arguments that several questions take."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.questions.question import Argument

_WHOSE = N_("Whose statements: a name in any spelling, or an office")
_ON_WHAT = N_("On what: a topic in any words")

PERSON = Argument("person", "person", N_("person"), _WHOSE, metavar="PERSON")
OTHER = Argument("other", "person", N_("other"), N_("The second person"), metavar="PERSON")
TOPIC = Argument("topic", "topic", N_("topic"), _ON_WHAT, metavar="TOPIC")
SINCE = Argument(
    "since",
    "since",
    N_("since"),
    N_("Said on this day or after: 2012, April 2013, 2013-04-23"),
    required=False,
    flag="--since",
    flag_help="Said on this day or after.",
    metavar="DATE",
)
UNTIL = Argument(
    "until",
    "until",
    N_("until"),
    N_("Said on this day or before: 2012, April 2013, 2013-04-23"),
    required=False,
    flag="--until",
    flag_help="Said on this day or before.",
    metavar="DATE",
)
BY = Argument(
    "person",
    "person",
    N_("person"),
    _WHOSE,
    required=False,
    flag="--by",
    flag_help="Only statements by this person.",
    metavar="PERSON",
)
ON = Argument(
    "topic",
    "topic",
    N_("topic"),
    _ON_WHAT,
    required=False,
    flag="--on",
    flag_help="Only statements on this topic.",
    metavar="TOPIC",
)
STATEMENT = Argument(
    "statement",
    "statement",
    N_("statement"),
    N_("The id that stands under it, or words from it"),
    metavar="ID",
)
