"""What a typed argument means that is no name: days, words to search for, an article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from briefs.errors import NotOnRecord, QuestionRefused, UserError
from briefs.i18n import N_
from briefs.model import ArticleRef
from briefs.names import Period

_SHOWN = 60  # characters of a user's text in a message
_LISTED = 8  # articles that are named where a text is not one of them
_LONGEST_WORD = 64
_MOST_WORDS = 32


def read_period(since: str | date | None, until: str | date | None, today: date) -> Period:
    """The days that a question is about, as typed or as dates. Raises QuestionRefused."""
    first, last = _bound(since, "since", today), _bound(until, "until", today)
    if first and last and first > last:
        raise QuestionRefused(
            f"since {first} is after until {last}",
            "swap the two dates",
            N_("The first day, {first}, is after the last, {last}."),
            first=first,
            last=last,
        )
    return first, last


def _bound(typed: str | date | None, which: Literal["since", "until"], today: date) -> date | None:
    if not isinstance(typed, str):
        return typed
    from briefs.text import read_bound  # few questions name a day

    try:
        return read_bound(typed.strip(), which, today)
    except UserError as unread:
        hint = N_("Write for example 2013, 2013-04, 23 April 2013 or 2013-04-23.")
        raise _refused(unread, N_("“{text}” is no date that can be read."), hint, typed.strip()) from None


def read_anniversary(typed: str, today: date) -> str:
    """A day of any year as "04-23"; "" is today. Raises QuestionRefused."""
    from briefs.text import read_day

    try:
        month, day, _ = read_day(typed.strip() or "today", today)
    except UserError as unread:
        hint = N_("Write for example 23 April or 04-23.")
        raise _refused(unread, N_("“{text}” is no day that can be read."), hint, typed) from None
    return f"{month:02}-{day:02}"


def _refused(unread: UserError, msgid: str, hint: str, typed: str) -> QuestionRefused:
    """A day that could not be read, with the words of the catalogue beside those for the shell."""
    return QuestionRefused(unread.message, unread.hint, msgid, hint, text=typed)


def shortened(text: str, most: int = _SHOWN) -> str:
    """User text fit for a message: one line, printable, not long."""
    line = "".join(ch if ch.isprintable() else " " for ch in text).strip()
    return line if len(line) <= most else line[: most - 1] + "…"


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search as the index knows them: runs of letters and figures, the first 32.

    Raises QuestionRefused where there is none.
    """
    found = "".join(ch if ch.isalnum() else " " for ch in text).split()
    if not found:
        raise QuestionRefused(
            "there is no word to search for",
            "write for example `search strategic guarantees`",
            N_("There is no word to search for."),
            N_("Write for example: {example}"),
            example="search strategic guarantees",
        )
    return tuple(word[:_LONGEST_WORD] for word in found[:_MOST_WORDS])


def read_statement_id(typed: str) -> str:
    """As it stands under a statement, where it may have been copied with its backticks."""
    return typed.strip().strip("`").lower()


def one_choice(typed: str, choices: Sequence[str]) -> str:
    """The one of `choices` that was typed, in any case. Raises QuestionRefused."""
    chosen = typed.strip().lower()
    if chosen not in choices:
        raise QuestionRefused(
            f"“{shortened(typed)}” is not one of: {', '.join(choices)}",
            "name one of them",
            N_("“{text}” is not one of: {listed}."),
            text=typed,
            listed=tuple(choices),
        )
    return chosen


def one_article(text: str, articles: Sequence[ArticleRef]) -> ArticleRef:
    """The article that `text` names by id, file name or the start of either. Raises NotOnRecord."""
    asked = text.strip().strip("`").casefold()
    near = [
        ref for ref in articles if asked and any(n.casefold().startswith(asked) for n in (ref.id, ref.file))
    ]
    exact = [ref for ref in near if asked in (ref.id.casefold(), ref.file.casefold())]
    if len(exact or near) != 1:
        some = tuple(near or articles)[:_LISTED]
        which = "several articles begin" if near else "no article begins"
        raise NotOnRecord(
            f"{which} with “{shortened(text)}”",
            f"there are: {', '.join(f'{ref.id} ({ref.file})' for ref in some)}",
            N_("“{text}” is not one article."),
            N_("There are: {listed}"),
            text=text,
            listed=tuple(ref.id for ref in some),
        )
    return (exact or near)[0]
