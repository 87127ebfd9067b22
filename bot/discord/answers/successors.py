"""A question that was asked about somebody who was merged into another since."""

from __future__ import annotations

from collections.abc import Collection

from briefs.model import Statement
from briefs.query import QueryEngine
from briefs.query.questions import Query


def with_successor(query: Query, shown: Collection[Statement | None], engine: QueryEngine) -> Query:
    """A person who was merged into another is asked for as that one: whoever now said what was shown."""
    person = query.get("person")
    if person is None or person in engine.people:
        return query
    now = {tuple(speaker.id for speaker in one.speakers) for one in shown if one is not None}
    if len(now) != 1 or len(speakers := now.pop()) != 1:
        return query
    return Query.of(query.command, **(dict(query.arguments) | {"person": speakers[0]}))
