"""What is noted of the library as a whole for checks of quotations: who is on record, and of which days.

Its tables, `speaker` and `span_of_articles`, are in article_texts.sql.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from briefs.index.schema import ANY_TOPIC, SHOWN_STATUSES, STATEMENT_REST
from briefs.model import UncertainDate
from briefs.text import parse_edtf

_SHOWN_BY = "SELECT 1 FROM spoken WHERE topic = ? AND person = (SELECT number FROM person WHERE id = ?)"
# Nothing leads from a person to drafts and to what was withdrawn: they are looked through.
_HIDDEN_BY = f"""
SELECT 1 FROM statement s, json_each(s.data, '$[{STATEMENT_REST.index("speakers")}]') speaker
 WHERE s.status NOT IN ({SHOWN_STATUSES}) AND json_extract(speaker.value, '$[0]') = ?
"""  # noqa: S608


def write(
    connection: sqlite3.Connection, speakers: Mapping[str, str], published: Iterable[UncertainDate]
) -> None:
    """Into empty tables: `speakers` are names by id, `published` the dates of all articles that have one."""
    connection.executemany("INSERT INTO speaker VALUES (?, ?)", sorted(speakers.items()))
    connection.execute(
        "INSERT INTO span_of_articles SELECT (SELECT count(*) FROM article), ?, ?", _bounds(published)
    )


def update(
    connection: sqlite3.Connection,
    went: Collection[str],
    came: Mapping[str, str],
    days: tuple[Collection[UncertainDate], Collection[UncertainDate]],
) -> None:
    """Follow a change of the tables `article` and `statement`, which are written already.

    `went` are ids of who spoke in what was taken out, `came` names by id of who speaks in what came in;
    `days` the dates of the articles that were taken out, and of those that came in.
    """
    alone = [id for id in went if id not in came and not _is_on_record(connection, id)]
    connection.executemany("DELETE FROM speaker WHERE id = ?", ((id,) for id in alone))
    connection.executemany("REPLACE INTO speaker VALUES (?, ?)", came.items())
    ((first, last),) = connection.execute("SELECT earliest, latest FROM span_of_articles")
    least, most = _bounds(days[0])
    if least is not None and (least == first or most == last):  # it was at an end: the next one is looked for
        every = connection.execute("SELECT DISTINCT published FROM article WHERE published IS NOT NULL")
        first, last = _bounds(parse_edtf(day) for (day,) in every)
    else:
        bounds = [day for day in (first, last, *_bounds(days[1])) if day is not None]
        first, last = (min(bounds), max(bounds)) if bounds else (None, None)
    connection.execute(
        "UPDATE span_of_articles SET articles = (SELECT count(*) FROM article), earliest = ?, latest = ?",
        (first, last),
    )


def _is_on_record(connection: sqlite3.Connection, person: str) -> bool:
    shown = connection.execute(f"{_SHOWN_BY} LIMIT 1", (ANY_TOPIC, person)).fetchone()
    return bool(shown or connection.execute(f"{_HIDDEN_BY} LIMIT 1", (person,)).fetchone())


def _bounds(published: Iterable[UncertainDate]) -> tuple[str | None, str | None]:
    """The first and the last day of all, each as in "2010-05-02"."""
    days = [day for when in published for day in (when.earliest, when.latest) if day]
    return (min(days).isoformat(), max(days).isoformat()) if days else (None, None)
