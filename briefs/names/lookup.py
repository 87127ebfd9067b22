"""The lookup itself: which entity of a list a query means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.names.model import SHORT_LIST, Entity, LookupResult, Match, Mode, Period
from briefs.names.normalize import spelled

if TYPE_CHECKING:
    from briefs.names.exact import ExactNames
    from briefs.names.matcher import Matcher
    from briefs.names.offices import Offices

_SUGGESTION_FLOOR = 0.5  # a best match above it is worth suggesting: the keyboard need not be to blame
_LIKELY_MATCH = 0.85  # score from which a match stands before offices whose title begins as the query does


class Lookup:
    """Finds people and topics in a list by any spelling of their names.

    ``mode`` is the operating point: ``strict`` answers wrongly in at most one of a hundred cases where nobody
    or more than one is meant, ``open`` in at most five. ``cache`` is a file that keeps the index of a large
    list; it is built anew whenever the list or the format has changed or the file cannot be read.

    A short list prepares nothing: what a query needs is built when the first such query comes, and a name
    to the letter needs next to nothing.
    """

    def __init__(
        self, entities: Iterable[Entity], mode: Mode = "strict", *, cache: Path | None = None
    ) -> None:
        self._mode = mode
        self._cache = cache
        self._by_id = {entity.id: entity for entity in entities}
        self._entities = [self._by_id[key] for key in sorted(self._by_id)]
        if len(self._entities) > SHORT_LIST:
            self._matcher.prepare()

    def __len__(self) -> int:
        return len(self._entities)

    def find(
        self, query: str, *, when: Period | None = None, mode: Mode | None = None, limit: int = 25
    ) -> LookupResult:
        """Who or what is meant. ``when`` is the time asked about and matters for offices only.

        ``limit`` caps the matches; 25 is what a menu of Discord shows.
        """
        certain = self._exact_match(query, when)
        if certain is not None:
            return _shortened(certain, limit)
        office = self._offices.find_mistyped(query, when) if self._offices else None
        if office is not None:
            return _shortened(office, limit)
        mode = mode or self._mode
        found = self._named(query, mode, limit)
        if found.outcome == "none" and self._offices:
            rest = self._offices.without_title(query)
            if rest:
                named = self._named(rest, mode, limit)
                found = (
                    LookupResult(query, named.outcome, named.matches) if named.outcome != "none" else found
                )
        if found.outcome == "none" and not (
            found.matches and found.matches[0].score > _SUGGESTION_FLOOR * 100
        ):
            slipped = self._matcher.match_keyboard_slip(query, limit)
            return self._checked(query, slipped) if slipped else found
        return found

    def _named(self, query: str, mode: Mode, limit: int) -> LookupResult:
        return self._checked(query, self._matcher.find(query, mode, limit))

    def _checked(self, query: str, found: LookupResult) -> LookupResult:
        """The result, without its answer where a short list gives reason to doubt it."""
        if found.answer is None or len(self._entities) > SHORT_LIST:
            return found
        from briefs.names.short_list_rules import reject_on_short_list

        if reject_on_short_list(query, self._by_id[found.answer], found.matches[0]):
            return LookupResult(query, "none", found.matches, found.note)
        return found

    def features_for_training(self, query: str) -> tuple[str, dict[str, float]] | None:
        """The best match by name and the figures that decide whether it is the answer, for fitting the trees.

        None where rules alone decide: nobody, a tie, a contradiction, a name to the letter.
        """
        return self._matcher.features_for_training(query)

    def complete(self, query: str, limit: int = 25) -> tuple[Match, ...]:
        """Suggestions while the query is being typed, best first; for an empty query the list by name."""
        if not query.strip():
            some = sorted(self._entities, key=lambda entity: (spelled(entity.name), entity.id))[:limit]
            return tuple(Match(entity.id, entity.name, 0.0, "prefix") for entity in some)
        office = self._offices.find_mistyped(query, None) if self._offices else None
        found = office.matches if office else self._matcher.find(query, "open", limit).matches
        seen = {match.id for match in found}
        offices = self._offices.starting_with(query) if self._offices else ()
        holders = [match for match in offices if match.id not in seen]
        return (*(match for match in found if match.score >= _LIKELY_MATCH * 100), *holders, *(
            match for match in found if match.score < _LIKELY_MATCH * 100
        ))[:limit]  # fmt: skip

    def _exact_match(self, query: str, when: Period | None) -> LookupResult | None:
        """An office, a name of one entity or an id, all of them to the letter."""
        office = self._offices.find(query, when) if self._offices else None
        if office is not None:
            return office
        match = self._exact.find(query) if self._exact else None
        # An id is certain only if it looks like one (missile-defence): "al" may be an id and is a name, too.
        if match is None and query in self._by_id and any(not letter.isalpha() for letter in query):
            match = Match(query, self._by_id[query].name, 100.0, "name")
        return None if match is None else self._checked(query, LookupResult(query, "one", (match,)))

    # Imported when first wanted: a short list whose queries are names to the letter loads nothing else.
    @cached_property
    def _exact(self) -> ExactNames | None:
        if len(self._entities) > SHORT_LIST:
            return None
        from briefs.names.exact import ExactNames

        return ExactNames(self._entities)

    @cached_property
    def _offices(self) -> Offices | None:
        if not any(entity.offices for entity in self._entities):
            return None
        from briefs.names.offices import Offices

        return Offices(self._entities)

    @cached_property
    def _matcher(self) -> Matcher:
        from briefs.names.matcher import Matcher

        return Matcher(self._entities, len(self._entities) > SHORT_LIST, self._cache)


def _shortened(result: LookupResult, limit: int) -> LookupResult:
    return LookupResult(result.query, result.outcome, result.matches[:limit], result.note)
