"""The lookup itself: which entity of a list a query means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefs.names.model import GROUPS, Entity, Explanation, LookupResult, Match, Mode, Period
from briefs.names.normalize import normalized, spelled

if TYPE_CHECKING:
    from briefs.names.asked import AskedName
    from briefs.names.exact import ExactNames
    from briefs.names.matcher import Matcher
    from briefs.names.offices import Offices
    from briefs.names.typeahead import Typeahead

_SUGGESTION_FLOOR = 50.0  # a best match above it is worth suggesting: the keyboard need not be to blame
# Nobody is named below it where nobody is meant: of 190 right suggestions, for spellings of a thousand names,
# none was so low.
_UNLIKE = 30.0
# Entities from which the index is built at once, not with the first query that needs it: it takes a second.
# Answers are the same on both sides.
_PREPARED_FROM = 1000
_WHOLE = 99.9  # score of a name that was typed whole
_MOST_REMEMBERED = 256  # parts of queries: the ways to divide one line name the same ones again and again


class Lookup:
    """Finds people and topics in a list by any spelling of their names.

    ``mode`` is the operating point: ``strict`` answers wrongly in at most one of a hundred cases where nobody
    or more than one is meant, ``open`` in at most five.

    A short list prepares nothing: what a query needs is built when the first such query comes, and a name
    to the letter needs next to nothing.
    """

    def __init__(self, entities: Iterable[Entity], mode: Mode = "strict") -> None:
        self._mode = mode
        self._by_id = {entity.id: entity for entity in entities}
        self._entities = [self._by_id[key] for key in sorted(self._by_id)]
        self._remembered: dict[tuple[str, Mode, int], LookupResult] = {}
        if len(self._entities) >= _PREPARED_FROM:
            self._matcher.prepare()

    def __len__(self) -> int:
        return len(self._entities)

    def prepare(self) -> None:
        """Load and build now what the first queries would wait for: half a second for some hundreds."""
        self.complete("a")
        for entity in self._entities[:1]:
            self.find(
                f"{entity.name[1:]} {entity.name[:-1]}"
            )  # no name to the letter: all that compares is wanted

    def entity(self, id: str) -> Entity | None:
        """All that the list holds of one entity; None where it has no such id."""
        return self._by_id.get(id)

    def find(
        self, query: str, *, when: Period | None = None, mode: Mode | None = None, limit: int = 25
    ) -> LookupResult:
        """Who or what is meant. ``when`` is the time asked about and matters for offices only.

        ``limit`` caps the matches; 25 is what a menu of Discord shows.
        """
        found = self._exact_match(query)
        if found is not None and self._offices and self._may_be_an_office(query, found):
            found = self._office_first(query, when, found)
        found = found or self._by_parts(query, when, mode or self._mode, limit)
        matches = found.matches
        if found.outcome == "none":
            matches = tuple(each for each in matches if each.reason == "office" or each.score >= _UNLIKE)
        return LookupResult(query, found.outcome, matches[:limit], found.note)

    def _may_be_an_office(self, query: str, found: LookupResult) -> bool:
        """Whether a part of a group's name may as well be the genitive of an office, apostrophe or not."""
        group = self._by_id[found.matches[0].id]
        names = {normalized(name) for name in (group.name, *group.aliases)}
        return group.kind in GROUPS and query.rstrip().endswith("s") and normalized(query) not in names

    def _office_first(self, query: str, when: Period | None, group: LookupResult) -> LookupResult:
        """“Russian foreign minister's” is one man's, “Russian foreign ministers” his or their council's."""
        bare = query.rstrip()[:-1]
        office = self._offices.find(bare.rstrip("'’ʼ"), when) if self._offices else None
        if office is None or office.outcome == "none":
            return group
        if bare.endswith(("'", "’", "ʼ")):
            return office
        return replace(group, outcome="several", matches=(*office.matches, *group.matches))

    def _by_parts(self, query: str, when: Period | None, mode: Mode, limit: int) -> LookupResult:
        """Who is meant by the part of the query that says most."""
        from briefs.names.asked import asked_names
        from briefs.names.office_terms import names_a_place

        best, unheld = LookupResult(query, "none", ()), None
        if not self._entities:
            return best
        for asked in asked_names(query, self._matcher.has_word):
            if unheld is not None and not names_a_place(asked.text):
                continue  # of “US president” no “president” is left, who is another country's
            office = self._offices.find(asked.text, when) if self._offices else None
            if office is not None and office.matches:
                return office
            unheld = unheld or office  # an office that nobody here ever held; there may be a name in it
            if not asked.likely:
                continue
            found = self._named(asked, mode, limit)
            if _clarity(found) > _clarity(best):
                best = found
            if best.outcome == "one":
                return best
        if best.outcome == "none" and unheld is not None:
            return unheld
        if best.outcome == "none" and not (best.matches and best.matches[0].score > _SUGGESTION_FLOOR):
            return self._matcher.match_keyboard_slip(query, limit) or best
        return best

    def _named(self, asked: AskedName, mode: Mode, limit: int) -> LookupResult:
        found = self._exact_match(asked.text) or self._matched(asked.text, mode, limit)
        if found.outcome == "several" and asked.title and self._offices:
            held = [match for match in found.matches if self._offices.held_by(match.id, asked.title)]
            if len(held) == 1:  # "nato chief rasmussen" is one of three Rasmussens
                found = replace(found, outcome="one", matches=tuple(held))
        if found.outcome == "one" and (not asked.certain or self._is_title(asked.text, found.matches[0])):
            return replace(found, outcome="none")
        return found

    def _matched(self, text: str, mode: Mode, limit: int) -> LookupResult:
        from briefs.names.topics import bare_topic

        text = bare_topic(text) if self._of_topics else text
        key = text, mode, limit
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = self._matcher.find(text, mode, limit)
        return found

    def explain(self, query: str, *, when: Period | None = None, most: int = 3) -> tuple[Explanation, ...]:
        """The first candidates, each with what spoke for it and against it, in words."""
        found = self.find(query, when=when)
        if not found.matches:
            return ()
        told = {one.match.id: one for name in self._parts(query) for one in self._matcher.explain(name, 9)}
        plain = ("the query is the name or the office, to the letter",)
        return tuple(
            replace(told[match.id], match=match)
            if match.id in told and match.reason != "office"
            else Explanation(match, plain, (found.note,) if found.note else ())
            for match in found.matches[:most]
        )

    def _parts(self, query: str) -> list[str]:
        from briefs.names.asked import asked_names

        return [asked.text for asked in asked_names(query, self._matcher.has_word)]

    def features_for_training(self, query: str) -> tuple[str, dict[str, float]] | None:
        """The best match by name and the figures that decide whether it is the answer, for fitting the trees.

        None where rules alone decide: nobody, a tie, a contradiction, a name to the letter.
        """
        return self._matcher.features_for_training(query)

    def complete(
        self, typed: str, limit: int = 25, weights: Mapping[str, int] = MappingProxyType({})
    ) -> tuple[Match, ...]:
        """Who or what has, letter by letter, what is typed so far, best first; for nothing the list by name.

        `weights`: how much is on record of an id; of two that begin so, whoever has more comes first. After
        names come aliases, and then holders of an office whose title begins so: `reason` says which.
        """
        if not typed.strip():
            by_name = sorted(self._entities, key=lambda each: (-weights.get(each.id, 0), spelled(each.name)))
            return tuple(Match(each.id, each.name, 0.0, "prefix") for each in by_name[:limit])
        found = {match.id: match for match in self._typeahead.complete(typed, limit, weights)}
        for match in self._offices.starting_with(typed) if self._offices else ():
            found.setdefault(match.id, match)
        return tuple(found.values())[:limit]

    def suggest(
        self, typed: str, limit: int = 25, weights: Mapping[str, int] = MappingProxyType({})
    ) -> tuple[Match, ...]:
        """As complete(); where nobody has what is typed, whoever find() would answer or ask about."""
        if completed := self.complete(typed, limit, weights):
            return completed
        found = self.find(typed, limit=limit)
        return found.matches if found.outcome != "none" else ()

    def _exact_match(self, query: str) -> LookupResult | None:
        """A name of one entity or an id, to the letter."""
        match = self._exact.find(query) if self._exact else None
        # An id is certain only if it looks like one (missile-defence): "al" may be an id and is a name, too.
        if match is None and query in self._by_id and any(not letter.isalpha() for letter in query):
            match = Match(query, self._by_id[query].name, 100.0, "name")
        return None if match is None or self._is_title(query, match) else LookupResult(query, "one", (match,))

    def _is_title(self, text: str, match: Match) -> bool:
        """Whether it is but the title in an alias: of “Secretary General Berg” no “general” is Berg."""
        entity = self._by_id[match.id]
        if match.reason == "name" or match.score >= _WHOLE or entity.kind != "person":
            return False
        from briefs.names.normalize import words
        from briefs.names.office_terms import is_post

        return all(is_post(word.text) for word in words(text))

    @cached_property
    def _of_topics(self) -> bool:
        return all(entity.kind == "topic" for entity in self._entities)

    # Imported when first wanted: a short list whose queries are names to the letter loads nothing else.
    @cached_property
    def _exact(self) -> ExactNames | None:
        if len(self._entities) >= _PREPARED_FROM:
            return None
        from briefs.names.exact import ExactNames

        return ExactNames(self._entities)

    @cached_property
    def _typeahead(self) -> Typeahead:
        from briefs.names.typeahead import Typeahead

        return Typeahead(self._entities)

    @cached_property
    def _offices(self) -> Offices | None:
        if not any(entity.offices for entity in self._entities):
            return None
        from briefs.names.offices import Offices

        return Offices(self._entities)

    @cached_property
    def _matcher(self) -> Matcher:
        from briefs.names.matcher import Matcher

        return Matcher(self._entities)


def _clarity(found: LookupResult) -> tuple[int, float]:
    rank = {"one": 2, "several": 1, "none": 0}[found.outcome]
    return rank, found.matches[0].score if found.matches else 0.0
