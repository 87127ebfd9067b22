"""What erasing a user changes, table by table: in the database, and in every copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Select,
    bindparam,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from bot.store.pseudonyms import SALT, asker_hash, curator_name, erasure_mark
from bot.store.schema import (
    FOLLOWED,
    REFUSED,
    audit,
    candidates,
    erasures,
    feeds,
    follow_feeds,
    follow_hits,
    follow_questions,
    gap_askers,
    gaps,
    meta,
    posted_answers,
    refused_forms,
    reports,
    subscriptions,
    user_settings,
    watch_answers,
)

ERASED = ""  # where something was: as a command, that of a posted answer that nobody can ask again
_LOOK = ("~language", "~plain")  # what an answer keeps of its arguments, for the notices of corrections
_ACTORS = (reports.c.decided_by, candidates.c.claimed_by, candidates.c.decided_by, audit.c.done_by,
           feeds.c.added_by)  # fmt: skip


def erase(connection: Connection, user_id: int, salt: str) -> None:
    """Forget a user, within the caller's transaction; a table that an older copy lacks is passed over."""
    for step in _steps(user_id, salt):
        attempt(connection, step)
    _strip_answers(connection, user_id)


def erase_again(connection: Connection, marks: frozenset[str], salt: str) -> None:
    """Forget everybody whose erasure_mark() is among `marks`, within the caller's transaction."""
    for user_id in _everybody(connection):
        if erasure_mark(asker_hash(salt, user_id)) in marks:
            erase(connection, user_id, salt)
    # Who asked in vain and did nothing else stands there under the pseudonym alone.
    for (asker,) in rows_of(connection, select(gap_askers.c.asker_hash).distinct()):
        if erasure_mark(asker) in marks:
            connection.execute(delete(gap_askers).where(gap_askers.c.asker_hash == asker))
    attempt(connection, _UNASKED)
    for (author,) in rows_of(connection, select(watch_answers.c.author_mark).distinct()):
        if erasure_mark(author) in marks:
            connection.execute(delete(watch_answers).where(watch_answers.c.author_mark == author))


def all_erasures(connection: Connection) -> dict[str, datetime]:
    """When each erased user was last erased, by mark; nobody in a copy of before there was such a list."""
    return {row.mark: row.erased_at for row in rows_of(connection, select(erasures))}


def salt_of(connection: Connection) -> str | None:
    """The salt of a database or copy; None where nobody got a pseudonym in it."""
    rows = rows_of(connection, select(meta.c.value).where(meta.c.name == SALT))
    return rows[0].value if rows else None


def rows_of(connection: Connection, query: Select[Any]) -> Sequence[Any]:
    """All that a query finds; nothing where this copy has not all of its tables and columns."""
    result = attempt(connection, query)
    return result.all() if result is not None else ()


def attempt(connection: Connection, step: Executable) -> Any:
    """The result of `step`, None where this copy has not all of its tables and columns."""
    try:
        return connection.execute(step)
    except OperationalError as error:
        if "no such" not in str(error.orig):
            raise
        return None


# Once an address is on no list, nobody can tell who typed it: the audit keeps that it was decided on, not it.
UNLISTED = (
    update(audit)
    .where(audit.c.deed.in_((FOLLOWED, REFUSED)), audit.c.subject.not_in(select(feeds.c.url)))
    .values(subject=ERASED)
)
_UNASKED = delete(gaps).where(~exists().where(gap_askers.c.gap_key == gaps.c.key))


def _steps(user_id: int, salt: str) -> Iterator[Executable]:
    own_id, asker = str(user_id), asker_hash(salt, user_id)
    pseudonym = curator_name(asker)
    yield delete(user_settings).where(user_settings.c.user_id == user_id)
    yield delete(refused_forms).where(refused_forms.c.user_id == user_id)
    # In a channel they tell others too, but ask in the words of one: a question goes with whoever asked it.
    asked = select(follow_questions.c.key).where(follow_questions.c.owner_id == user_id)
    yield delete(follow_hits).where(follow_hits.c.question_key.in_(asked))
    yield delete(follow_questions).where(follow_questions.c.owner_id == user_id)
    yield delete(follow_feeds).where(follow_feeds.c.user_id == user_id)
    yield delete(subscriptions).where(subscriptions.c.user_id == user_id)
    # A webhook's secret goes with the last question that is told through it, whoever named it first.
    told = select(follow_questions.c.subscription_key)
    through = (subscriptions.c.purpose == "follow") & subscriptions.c.webhook_id.is_not(None)
    yield delete(subscriptions).where(through, subscriptions.c.key.not_in(told))
    yield update(subscriptions).where(subscriptions.c.owner_id == user_id).values(owner_id=None)
    # A direct channel is its user; what they alone could see nobody else misses.
    alone = posted_answers.c.guild_id.is_(None) | posted_answers.c.message_id.is_(None)
    yield delete(posted_answers).where(posted_answers.c.asker_id == user_id, alone)
    yield delete(gap_askers).where(gap_askers.c.asker_hash == asker)
    yield delete(watch_answers).where(watch_answers.c.author_mark == asker)
    yield _UNASKED
    # The report itself stays: it is about a statement, and what came of it concerns every reader.
    # A step of its own, and the first: in a copy from before these columns it alone is left out.
    own_claim = {"claimed_name": None, "checked": None}
    yield update(reports).where(reports.c.reporter_id == user_id).values(own_claim)
    own_words = {"reporter_id": None, "words": "", "reply": None, "outcome": None}
    yield update(reports).where(reports.c.reporter_id == user_id).values(own_words)
    yield update(reports).where(reports.c.decided_by == own_id).values(outcome=None)
    yield from _feeds(own_id)
    for column in _ACTORS:
        yield update(column.table).where(column == own_id).values({column.name: pseudonym})


def _feeds(own_id: str) -> Iterator[Executable]:
    """An address that no curator took on is still only what its user typed."""
    yield delete(feeds).where(feeds.c.added_by == own_id, feeds.c.status != "active")
    yield UNLISTED


def _strip_answers(connection: Connection, user_id: int) -> None:
    """Answers that others read go on to follow the library; what was asked and by whom is gone."""
    own = select(posted_answers.c.key, posted_answers.c.arguments).where(posted_answers.c.asker_id == user_id)
    left: list[dict[str, Any]] = [
        {"own": key, "look": {name: arguments[name] for name in _LOOK if name in arguments}}
        for key, arguments in rows_of(connection, own)
    ]
    if left:
        values: dict[str, Any] = {"asker_id": None, "command": ERASED, "arguments": bindparam("look")}
        connection.execute(
            update(posted_answers).where(posted_answers.c.key == bindparam("own")).values(values), left
        )


def _everybody(connection: Connection) -> set[int]:
    """Every user whose id stands in the database."""
    numbers = (
        user_settings.c.user_id, subscriptions.c.user_id, subscriptions.c.owner_id,
        follow_questions.c.owner_id, follow_feeds.c.user_id,
        posted_answers.c.asker_id, reports.c.reporter_id, refused_forms.c.user_id,
    )  # fmt: skip
    found: set[int] = set()
    for column in (*numbers, *_ACTORS):
        values = (value for (value,) in rows_of(connection, select(column).distinct()))
        found.update(int(value) for value in values if value is not None and str(value).isdigit())
    return found
