"""What of a library belongs together: one utterance in several articles, topics and days.

The index and the briefings both ask, so that an answer and a briefing never group differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from briefs.model import Statement, Topic

_LONGEST_ANNIVERSARY = timedelta(days=6)  # a date vaguer than a week has no anniversary


def group_same_utterance(statements: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """The statements in their order, those that are the same utterance together at the first one's place.

    One utterance that several articles carry is shown once, each article with its own words.
    """
    groups: list[list[Statement]] = []
    place: dict[str, int] = {}  # id of a statement, or of one that it is the same as: its group
    for statement in statements:
        same = (statement.id, *statement.same_as)
        at = next((place[id] for id in same if id in place), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(statement)
        for id in same:
            place.setdefault(id, at)
    return [tuple(group) for group in groups]


def with_broader(topics: Iterable[Topic]) -> dict[str, frozenset[str]]:
    """Each topic's id with its own and those of all that is broader, by whatever ways.

    A circle among topics, which a check of the library reports, does no harm.
    """
    broader = {topic.id: topic.broader for topic in topics}
    found: dict[str, frozenset[str]] = {}
    for topic in broader:
        seen, to_visit = {topic}, list(broader[topic])
        while to_visit:
            if (above := to_visit.pop()) not in seen:
                seen.add(above)
                to_visit.extend(broader.get(above, ()))
        found[topic] = frozenset(seen)
    return found


def anniversary_days(statement: Statement) -> list[date]:
    """The days on which it may have been said, where these are a week at most; of a fact, none."""
    first, last = statement.said.earliest, statement.said.latest
    if statement.kind == "fact" or not first or not last or last - first > _LONGEST_ANNIVERSARY:
        return []
    if first == last:  # of most, in which no sum of days is worth its time
        return [first]
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
