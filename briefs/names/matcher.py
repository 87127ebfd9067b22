"""Fuzzy matching of names and topics, once the letters alone do not settle who or what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from briefs.names.answer_rules import judge, of_generation, weigh
from briefs.names.classifier import decision_trees
from briefs.names.exact import MOST_WORDS
from briefs.names.explain import explain, reason_for
from briefs.names.keyboard import other_layout
from briefs.names.model import GROUPS, Entity, Explanation, LookupOutcome, LookupResult, Match, Mode
from briefs.names.name_table import NameTable
from briefs.names.name_variants import groups
from briefs.names.normalize import normalized, spelled
from briefs.names.normalize import words as words_of
from briefs.names.office_terms import office_terms
from briefs.names.query import QueryReading
from briefs.names.readings import cantonese, other_readings, readings
from briefs.names.scripts import pinyin, script_of, sounds
from briefs.names.token_features import NameCandidate
from briefs.names.topics import TopicIndex
from briefs.names.word_lists import chatter, common_words, generations, kin, titles

if TYPE_CHECKING:
    from briefs.names.indexed_search import IndexedSearch
_GOOD_ENOUGH = 0.75  # score of the best name below which further readings of the query are tried
_SYLLABLES_FOUND = 0.55  # score from which Chinese syllables need not be one foreign word as well
_LIKE_A_NAME = 0.93  # likeness of every word typed on the other layout to some name of the list
_MOST_SLIPPED, _SHORTEST_SLIP = 3, 5  # words typed on the wrong layout, and letters of the longest of them
_WORTH_ASKING_ABOUT = 0.75  # share of the best score
_LEAST_CHARACTERS = 3  # of a Chinese name that its sound tells from others
_LETTERS = "aяאαعあ가習"  # one of each script that has a table of its own


class Matcher:
    """The fuzzy side of :class:`briefs.names.lookup.Lookup`; entities come in the order of their ids."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._lock = RLock()

    def prepare(self) -> None:
        """Build and load now what the first queries would have to wait for."""
        _ = self._table_and_search

    def has_word(self, word: str) -> bool:
        """True if somebody bears this very word."""
        return self._table_and_search[1].has_word(word)

    def find(self, query: str, mode: Mode, limit: int) -> LookupResult:
        """Who or what is meant, offices apart. One thread at a time: a search writes to arrays of its own."""
        with self._lock:
            return self._find(query, mode, limit)

    def _find(self, query: str, mode: Mode, limit: int) -> LookupResult:
        if self._topics:
            owners, reason = self._topics.find(query)
            if owners:
                return self._exact_result(query, owners, reason, limit)
        whole = self._unsplittable.get(spelled(query).strip()) if self._unsplittable else None
        if whole:
            return self._exact_result(query, tuple(dict.fromkeys(whole)), "name", limit)
        ranked, settled, figures, _ = self._judged(query, mode)
        outcome = settled or weigh(ranked, figures, len(self._entities), mode)[0]
        if outcome == "one" and self._is_mostly_unnamed(ranked[0]):
            outcome = "none"
        matches = self._matches(ranked, limit)
        if outcome == "several":
            # Who is asked about is who may be meant; the rest are far behind.
            matches = tuple(
                match for match in matches if match.score > _WORTH_ASKING_ABOUT * matches[0].score
            )
        named = self._exact_owners(query)
        if not named and outcome == "none":
            begun, reason = self._shortened_owners(query)
            if begun:
                return self._exact_result(query, begun, reason, limit)
        if not named:
            return LookupResult(query, outcome, matches)
        # Whatever else is like it: a name to the letter is the name of whoever bears it.
        first = self._exact_result(query, named, "", limit).matches
        rest = tuple(match for match in matches if match.id not in {match.id for match in first})
        alone = len(named) == 1 and outcome != "several"
        return LookupResult(query, "one" if alone else "several", (*first, *rest)[:limit])

    def _exact_owners(self, query: str) -> tuple[int, ...]:
        """Those who bear the query as a name, word for word or in other characters: 習近平 is 习近平."""
        typed = [word.text for word in words_of(query)]
        table, search = self._table_and_search
        rows = search.rows_of(typed) if len(typed) <= MOST_WORDS else []
        if not rows and len(typed) == 1 and script_of(typed[0]) == "CJK":
            alike = self._chinese_words.get(pinyin(typed[0]), ())
            rows = [row for word in alike for row in search.rows_of([word])]
        return tuple(sorted({int(table.owners[row]) for row in rows}))

    def explain(self, query: str, most: int) -> list[Explanation]:
        """The first candidates with what spoke for and against each."""
        with self._lock:
            table, search = self._table_and_search
            ranked, outcome, figures, reason = self._judged(query, "strict")
            if outcome is None:
                outcome, reason = weigh(ranked, figures, len(self._entities), "strict")
            against = "" if outcome == "one" else reason
            return [
                Explanation(match, *explain(ranked, place, table.words, search, against))
                for place, match in enumerate(self._matches(ranked, most))
            ]

    def _shortened_owners(self, query: str) -> tuple[tuple[int, ...], str]:
        """Those whose initials these letters are, or whose name in Chinese characters begins so."""
        typed = words_of(query)
        if len(typed) != 1:
            return (), ""
        text, (table, search) = typed[0].text, self._table_and_search
        if script_of(text) == "CJK":
            return tuple(sorted({int(table.owners[row]) for row in search.rows_beginning(text)})), "prefix"
        if text in common_words():
            return (), ""
        owners = sorted({int(table.owners[row]) for row in search.rows_of_initials(text)})
        return tuple(owner for owner in owners if self._entities[owner].kind == "person"), "initials"

    def features_for_training(self, query: str) -> tuple[str, dict[str, float]] | None:
        """The id of the best match and the figures that decide on it; None where rules alone decide."""
        ranked, settled, figures, _ = self._judged(query, "strict")
        return None if settled else (self._entities[ranked[0].owner].id, figures)

    def _judged(
        self, query: str, mode: Mode
    ) -> tuple[list[NameCandidate], LookupOutcome | None, dict[str, float], str]:
        """The candidates, best first, and what :func:`briefs.names.answer_rules.judge` says of the first."""
        every = readings(query)
        ranked = self._candidates(every)
        table, search = self._table_and_search
        own_words = self._own_words(ranked[0].owner) if ranked else set()
        plain = every[0] if every else ()
        return ranked, *judge(plain, ranked, table.words, search, own_words, mode)

    def _is_mostly_unnamed(self, best: NameCandidate) -> bool:
        """True for a group of whose name little is said: "NATO" is no council; a person goes by any part."""
        return self._entities[best.owner].kind in GROUPS and 2 * len(best.fit.pairs) <= best.fit.size

    def _own_words(self, owner: int) -> set[str]:
        entity = self._entities[owner]
        return {word.text for name in (entity.name, *entity.aliases) for word in words_of(name)}

    def match_keyboard_slip(self, query: str, limit: int) -> LookupResult | None:
        """What the same keys find on the other keyboard layout, unless a word is a name as it stands.

        None if nobody. Each match carries the text of the other layout as its note.
        """
        slip = other_layout(query)
        search = self._table_and_search[1]
        typed = words_of(query)
        if slip is None or any(search.has_word(w.text) or w.text in common_words() for w in typed):
            return None
        if len(typed) > _MOST_SLIPPED or max((len(w.text) for w in typed), default=0) < _SHORTEST_SLIP:
            return None
        for plain in readings(slip)[:1]:
            named = [part for part in plain if not part.initial]
            if any(search.nearest(part, len(plain), 0.0)[0] < _LIKE_A_NAME for part in named):
                return None
        found = self.find(slip, "strict", limit)
        if found.outcome == "none":
            return None
        matches = tuple(Match(m.id, m.name, m.score, "keyboard", slip) for m in found.matches)
        return LookupResult(query, found.outcome, matches)

    @cached_property
    def _table_and_search(self) -> tuple[NameTable, IndexedSearch]:
        # numpy takes longer to load than a short list takes to be searched: not before it is wanted.
        from briefs.names.index import NameIndex
        from briefs.names.index_builder import build_arrays
        from briefs.names.indexed_search import IndexedSearch

        # With it all tables are read that a query wants now and then, so that none has to wait for one.
        decision_trees(), common_words(), chatter(), kin(), titles(), titles("after"), generations()
        office_terms(""), cantonese()
        for script in _LETTERS:
            sounds(script), groups(script)
        _ = self._topics, self._unsplittable
        table = NameTable.from_entities(self._entities)
        return table, IndexedSearch(table, NameIndex(table.words, table.rarity, build_arrays(table)))

    @cached_property
    def _chinese_words(self) -> dict[str, list[str]]:
        """Words of three characters and more by their sound; 李强 and 李蔷 may be two people."""
        found: dict[str, list[str]] = {}
        for word in self._table_and_search[0].words:
            if len(word) >= _LEAST_CHARACTERS and script_of(word) == "CJK":
                found.setdefault(pinyin(word), []).append(word)
        return found

    @cached_property
    def _topics(self) -> TopicIndex:
        return TopicIndex(self._entities)

    @cached_property
    def _unsplittable(self) -> dict[str, list[int]]:
        """Names that cannot be taken apart into words, to be met as a whole."""
        odd: dict[str, list[int]] = {}
        for owner, entity in enumerate(self._entities):
            for name in (entity.name, *entity.aliases):
                # "A. B. C. D. E. F. G. H. Rao" has more words than are kept; "???" has none.
                long = len(name) > 2 * MOST_WORDS and sum(map(name.count, " .-")) >= MOST_WORDS
                if long or not any(map(str.isalnum, name)):
                    odd.setdefault(spelled(name).strip(), []).append(owner)
        return odd

    def _exact_result(self, query: str, owners: tuple[int, ...], reason: str, limit: int) -> LookupResult:
        """A result to the letter; without a reason, the query is a name or an alias."""
        some = [self._entities[owner] for owner in owners]
        typed = normalized(query)
        matches = tuple(
            Match(e.id, e.name, 100.0, reason or ("name" if normalized(e.name) == typed else "alias"))
            for e in some[:limit]
        )
        return LookupResult(query, "one" if len(some) == 1 else "several", matches)

    def _candidates(self, every: list[QueryReading]) -> list[NameCandidate]:
        """The best fit of each entity, best first."""
        best: dict[int, NameCandidate] = {}
        table, search = self._table_and_search
        if not table.words:  # names that are all marks: only who types them to the letter finds them
            return []
        has_word = search.has_word
        whole = len(every) > 1 and not has_word(every[0][0].text)
        # Chinese syllables are hardly ever one foreign word as well, if somebody is called as they sound.
        self._collect(every[1:] if whole else every, best)
        if whole and _best_score(best) < _SYLLABLES_FOUND:
            self._collect(every[:1], best)
        if every and _best_score(best) < _GOOD_ENOUGH:
            self._collect(other_readings(every[0], has_word), best)
        ranked = sorted(best.values(), key=lambda c: (-c.fit.score, c.owner))
        return of_generation(ranked, every[0], self._own_words) if ranked else ranked

    def _collect(self, every: list[QueryReading], best: dict[int, NameCandidate]) -> None:
        table, search = self._table_and_search
        for reading in every:
            for fit in search.fits(reading):
                owner = int(table.owners[fit.row])
                known = best.get(owner)
                if known is None or fit.score > known.fit.score:
                    best[owner] = NameCandidate(owner, fit, reading)

    def _matches(self, candidates: list[NameCandidate], limit: int) -> tuple[Match, ...]:
        words = self._table_and_search[0].words
        found = []
        for candidate in candidates[: max(limit, 1)]:
            entity = self._entities[candidate.owner]
            score = round(100 * min(1.0, max(0.0, candidate.fit.score)), 1)
            found.append(Match(entity.id, entity.name, score, reason_for(candidate, entity, words)))
        return tuple(found[:limit])


def _best_score(best: dict[int, NameCandidate]) -> float:
    return max((candidate.fit.score for candidate in best.values()), default=0.0)
