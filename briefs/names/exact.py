"""Names to the letter in a short list: what most queries are, found without any fuzzy comparison."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from briefs.names.model import GROUPS, Entity, Match
from briefs.names.normalize import words

MOST_WORDS = 8  # of a name or a query, a column of the large index each; 6 of 10,721 names have more
FoldedName = tuple[str, ...]


def rarity(bearers: int, entities: int) -> float:
    """How telling a word is: the logarithm of how few entities bear it, about 1 for one bearer."""
    top = math.log(entities + 2)
    # 0.7 is about log(2), what one bearer takes off.
    return max(0.1, (top - math.log(bearers + 1) + 0.7) / top)


def exact_score(name_share: float, in_order: bool) -> float:
    """:attr:`briefs.names.align.Fit.score` of a query met to the letter: all but ``name_share`` is 1."""
    return (
        0.284 + 0.328 + 0.440 * name_share - 0.075 * name_share - 0.024 * name_share * name_share
        - 0.381 + 0.194 + 0.099 + (0.135 if in_order else 0.0)
    )  # fmt: skip


class ExactNames:
    """The folded words of a short list of entities with their bearers."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._rows: list[list[FoldedName]] = [[] for _ in entities]
        self._bearers: dict[str, set[int]] = {}
        self._topics: dict[FoldedName, set[int]] = {}
        for owner, entity in enumerate(entities):
            for name in (entity.name, *entity.aliases):
                row = tuple(word.text for word in words(name)[:MOST_WORDS])
                self._rows[owner].append(row)
                if entity.kind == "topic":
                    self._topics.setdefault(row, set()).add(owner)
                for word in row:
                    self._bearers.setdefault(word, set()).add(owner)

    def find(self, query: str) -> Match | None:
        """The only entity that bears all the words of the query; for a topic they must be a whole label."""
        query_words = tuple(word.text for word in words(query))
        if not 0 < len(query_words) <= MOST_WORDS or not all(word in self._bearers for word in query_words):
            return None
        # A label of a topic comes first: the words of one topic's label often stand in another's.
        whole = self._topics.get(query_words)
        if whole:
            return self._topic_match(query_words, *whole) if len(whole) == 1 else None
        count = Counter(query_words)
        rows = [
            (row, owner)
            for owner in set.intersection(*(self._bearers[word] for word in query_words))
            for row in self._rows[owner]
            if not count - Counter(row)  # "Ali Ali" is not the name of one Ali
            and self._is_enough_of(query_words, row, owner)
        ]
        owners = {owner for _, owner in rows}
        if len(owners) != 1 or self._entities[next(iter(owners))].kind == "topic":
            return None
        return self._person_match(query_words, owners.pop(), (row for row, _ in rows))

    def _is_enough_of(self, query_words: FoldedName, row: FoldedName, owner: int) -> bool:
        """A person goes by any part of a name; a group only by most of it: "NATO" is no council."""
        return self._entities[owner].kind not in GROUPS or 2 * len(query_words) > len(row)

    def _topic_match(self, query_words: FoldedName, owner: int) -> Match:
        entity = self._entities[owner]
        named = query_words == tuple(word.text for word in words(entity.name))
        return Match(entity.id, entity.name, 100.0, "name" if named else "alias")

    def _person_match(self, query_words: FoldedName, owner: int, rows: Iterable[FoldedName]) -> Match:
        entity = self._entities[owner]
        named = set(query_words) <= {word.text for word in words(entity.name)}
        best = max(self._score(query_words, row) for row in rows)
        return Match(entity.id, entity.name, round(100 * min(1.0, best), 1), "name" if named else "alias")

    def _score(self, query_words: FoldedName, row: FoldedName) -> float:
        rarities = {word: rarity(len(self._bearers[word]), len(self._entities)) for word in row}
        places = [row.index(word) for word in query_words]
        name_share = sum(rarities[word] for word in query_words) / sum(rarities[word] for word in row)
        return exact_score(name_share, places == sorted(places))
