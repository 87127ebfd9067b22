"""One utterance that several articles carry is one: shown once, each article with its own words."""

from __future__ import annotations

from collections.abc import Iterable

from briefs.model import Statement


def group_same_utterance(statements: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """The statements in their order, those that are the same utterance together at the first one's place."""
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
