"""The lookup itself: one, several or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefs.names.fold import is_latin, plain, words
from briefs.names.keyboard import other_layout
from briefs.names.model import Entity, Match, Mode, Period, Result


def _romanised(text: str) -> list[str]:
    if all(is_latin(word) for word in words(plain(text))):
        return words(plain(text))
    from anyascii import anyascii

    return words(anyascii(plain(text)).lower())


class Lookup:
    """Finds people and topics in a list by any spelling of their names."""

    def __init__(self, entities: Iterable[Entity], mode: Mode = "strict", *, cache: Path | None = None) -> None:
        self._entities = sorted(entities, key=lambda entity: entity.id)
        self._mode = mode
        self._names = [
            (entity, alias, _romanised(alias))
            for entity in self._entities
            for alias in (entity.name, *entity.aliases)
        ]

    def find(
        self, query: str, *, when: Period | None = None, mode: Mode | None = None, limit: int = 25
    ) -> Result:
        """Who is meant; ``when`` is the time asked about, for offices."""
        by_office = self._by_office(query, when)
        if by_office is not None:
            return by_office
        matches = self._ranked(query)
        if not matches or matches[0].score < 85:
            slip = other_layout(query)
            slipped = self._ranked(slip) if slip else ()
            if slipped and slipped[0].score >= 90:
                matches = tuple(Match(m.id, m.name, m.score, "keyboard") for m in slipped)
        if not matches or matches[0].score < 85:
            return Result(query, "none", matches[:limit])
        tied = [m for m in matches if m.score > matches[0].score - 5]
        return Result(query, "one" if len(tied) == 1 else "several", matches[:limit])

    def complete(self, query: str, limit: int = 25) -> tuple[Match, ...]:
        """Suggestions while the query is being typed, best first."""
        return self._ranked(query)[:limit]

    def _by_office(self, query: str, when: Period | None) -> Result | None:
        asked = _romanised(query)
        holders = [
            (entity, office)
            for entity in self._entities
            for office in entity.offices
            if asked and any(asked == _romanised(title) for title in office.titles)
        ]
        if not holders:
            return None
        held = [pair for pair in holders if when is None or pair[1].overlaps(when)]
        matches = tuple(Match(e.id, e.name, 100.0, "office", o.years or None) for e, o in held or holders)
        if not held:
            return Result(query, "none", matches, "nobody known held this office at that time")
        return Result(query, "one" if len({m.id for m in matches}) == 1 else "several", matches)

    def _ranked(self, query: str) -> tuple[Match, ...]:
        from rapidfuzz.distance import OSA, JaroWinkler

        asked = _romanised(query)
        best: dict[str, Match] = {}
        for entity, alias, name in self._names:
            score = 0.0
            for a in asked:
                near = 0.0
                for n in name:
                    if a == n:
                        near = 100.0
                    elif len(a) == 1 and n.startswith(a):
                        near = max(near, 90.0)
                    elif len(a) > 2 and n.startswith(a):
                        near = max(near, 88.0)
                    elif OSA.distance(a, n) == 1 and min(len(a), len(n)) > 4:
                        near = max(near, 92.0)
                    else:
                        near = max(near, 70 * JaroWinkler.similarity(a, n))
                score += near / len(asked)
            reason = "name" if alias == entity.name else "alias"
            if score > (best[entity.id].score if entity.id in best else 30.0):
                best[entity.id] = Match(entity.id, entity.name, round(score, 1), reason)
        return tuple(sorted(best.values(), key=lambda m: (-m.score, m.id)))
