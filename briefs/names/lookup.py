"""The lookup itself: one, several or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.names.fold import spelled
from briefs.names.fold import words as words_of
from briefs.names.judge import Candidate, Verdict, contradicted, decide
from briefs.names.keyboard import other_layout
from briefs.names.model import Entity, Match, Mode, Period, Result
from briefs.names.offices import Offices
from briefs.names.question import Reading, joined_readings, readings
from briefs.names.reasons import reason_for
from briefs.names.records import MOST_WORDS, Records
from briefs.names.small import SmallSearch
from briefs.names.topics import Topics

if TYPE_CHECKING:
    from briefs.names.search import Search

_SMALL = 400
_SURE = 0.8
_SLIP = 0.5
_LIKELY = 0.85


class Lookup:
    """Finds people and topics in a list by any spelling of their names.

    ``mode`` is the operating point: ``strict`` answers wrongly in at most one of a hundred cases where nobody
    or more than one is meant, ``open`` in at most five. ``cache`` is a file that keeps the index of a large
    list; it is built anew whenever the list or the format has changed or the file cannot be read.
    """

    def __init__(
        self, entities: Iterable[Entity], mode: Mode = "strict", *, cache: Path | None = None
    ) -> None:
        self._mode = mode
        by_id = {entity.id: entity for entity in entities}
        self._entities = [by_id[key] for key in sorted(by_id)]
        self._offices = Offices(self._entities)
        self._topics = Topics(self._entities)
        self._search: SmallSearch | Search
        if len(self._entities) <= _SMALL:
            self._records = Records.of(self._entities)
            self._search = SmallSearch(self._records)
        else:
            from briefs.names.cache import load_or_build

            self._records, self._search = load_or_build(self._entities, cache)
        self._whole = self._odd_names()

    def __len__(self) -> int:
        return len(self._entities)

    def find(
        self, query: str, *, when: Period | None = None, mode: Mode | None = None, limit: int = 25
    ) -> Result:
        """Who or what is meant. ``when`` is the time asked about and matters for offices only."""
        office = self._offices.find(query, when) if self._offices else None
        if office is not None:
            return _shortened(office, limit)
        found = self._named(query, mode or self._mode, limit)
        if found.outcome == "none" and self._offices:
            rest = self._offices.without_title(query)
            if rest:
                named = self._named(rest, mode or self._mode, limit)
                found = Result(query, named.outcome, named.matches) if named.outcome != "none" else found
        if found.outcome == "none" and not (found.matches and found.matches[0].score > _SLIP * 100):
            return self._slipped(query, limit) or found
        return found

    def complete(self, query: str, limit: int = 25) -> tuple[Match, ...]:
        """Suggestions while the query is being typed, best first; for an empty query the list by name."""
        if not query.strip():
            some = sorted(self._entities, key=lambda entity: (spelled(entity.name), entity.id))[:limit]
            return tuple(Match(entity.id, entity.name, 0.0, "prefix") for entity in some)
        found = self.find(query, mode="open", limit=limit).matches
        seen = {match.id for match in found}
        begun = [match for match in self._offices.begun(query) if match.id not in seen]
        return (*(match for match in found if match.score >= _LIKELY * 100), *begun, *(
            match for match in found if match.score < _LIKELY * 100
        ))[:limit]  # fmt: skip

    def _odd_names(self) -> dict[str, list[int]]:
        """Names that cannot be taken apart into words, to be met as a whole."""
        odd: dict[str, list[int]] = {}
        for owner, entity in enumerate(self._entities):
            for name in (entity.name, *entity.aliases):
                if not any(character.isalnum() for character in name) or name.count(" ") >= MOST_WORDS:
                    odd.setdefault(spelled(name).strip(), []).append(owner)
        return odd

    def _named(self, query: str, mode: Mode, limit: int) -> Result:
        if self._topics:
            owners, reason = self._topics.find(query)
            if owners:
                return self._certain(query, owners, reason, limit)
        whole = self._whole.get(spelled(query).strip()) if self._whole else None
        if whole:
            return self._certain(query, tuple(dict.fromkeys(whole)), "name", limit)
        every = readings(query)
        candidates = self._candidates(every)

        def contradiction(best: Candidate) -> bool:
            entity = self._entities[best.owner]
            borne = {word.text for name in (entity.name, *entity.aliases) for word in words_of(name)}
            return contradicted(every[0], best, words, borne, self._search.lists, len(self._entities))

        words = self._records.words
        verdict = decide(candidates, words, contradiction, len(self._entities), mode)
        return Result(query, verdict.outcome, self._matches(candidates, verdict, limit))

    def _certain(self, query: str, owners: tuple[int, ...], reason: str, limit: int) -> Result:
        some = [self._entities[owner] for owner in owners]
        matches = tuple(Match(entity.id, entity.name, 100.0, reason) for entity in some[:limit])
        return Result(query, "one" if len(some) == 1 else "several", matches)

    def _candidates(self, every: list[Reading]) -> list[Candidate]:
        """The best fit of each entity, best first."""
        best: dict[int, Candidate] = {}
        self._collect(every, best)
        if every and max((c.fit.score for c in best.values()), default=0.0) < _SURE:
            self._collect(joined_readings(every[0]), best)
        return sorted(best.values(), key=lambda c: (-c.fit.score, c.owner))

    def _collect(self, every: list[Reading], best: dict[int, Candidate]) -> None:
        for reading in every:
            for fit in self._search.fits(reading):
                owner = int(self._records.owners[fit.row])
                known = best.get(owner)
                if known is None or fit.score > known.fit.score:
                    best[owner] = Candidate(owner, fit, reading)

    def _matches(self, candidates: list[Candidate], verdict: Verdict, limit: int) -> tuple[Match, ...]:
        found = []
        for candidate in candidates[: max(limit, 1)]:
            entity = self._entities[candidate.owner]
            score = round(100 * min(1.0, max(0.0, candidate.fit.score)), 1)
            found.append(
                Match(entity.id, entity.name, score, reason_for(candidate, entity, self._records.words))
            )
        return tuple(found[:limit])

    def _slipped(self, query: str, limit: int) -> Result | None:
        slip = other_layout(query)
        if slip is None:
            return None
        found = self._named(slip, "strict", limit)
        if found.outcome == "none":
            return None
        matches = tuple(Match(m.id, m.name, m.score, "keyboard", slip) for m in found.matches)
        return Result(query, found.outcome, matches)


def _shortened(result: Result, limit: int) -> Result:
    return Result(result.query, result.outcome, result.matches[:limit], result.note)
