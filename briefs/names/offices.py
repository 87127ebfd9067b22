"""Who held an office: people found by a title in any language, at the time asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from briefs.names.model import Entity, LookupResult, Match, Office, Period
from briefs.names.normalize import normalized, words
from briefs.names.office_terms import OfficeTerm, known_words, office_terms

NOBODY = "Nobody known here held this office at that time."
NOBODY_EVER = "Nobody known here held this office."
TitleKey = frozenset[str]
Held = tuple[Entity, Office]
_SHORTEST_ALONE = 5  # letters of a post that says enough without its country
_SHORTEST_MISTYPED, _LONG = 5, 9  # letters of a word that may have one slip, and two
_MOST_MISTYPED = 2  # words of a title


class TitleWords:
    """A query as the words of an office: ``key`` is what it means, whatever the order and the language.

    ``Foreign Minister of Russia`` and ``Russian FM`` have one key. ``places`` and ``roles`` are parts of it;
    ``former`` is true for “ex-”, and ``whole`` if no word but terms of offices stands in it.
    """

    def __init__(self, terms: Sequence[OfficeTerm]) -> None:
        def meant(*kinds: str) -> TitleKey:
            return frozenset(one for term in terms if term.kind in kinds for one in term.meaning)

        self.places, self.roles = meant("place"), meant("role")
        self.key = meant("place", "role", "")
        self.former = any(term.kind == "former" for term in terms)
        self.whole = bool(self.roles) and not meant("")


class Offices:
    """The offices of a list of entities, by title."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._held = [(entity, office) for entity in entities for office in entity.offices]

    @cached_property
    def _by_title(self) -> dict[TitleKey, list[Held]]:
        held: dict[TitleKey, list[Held]] = {}
        for pair in self._held:
            for title in pair[1].titles:
                held.setdefault(TitleWords(office_terms(title)).key, []).append(pair)
        held.pop(frozenset(), None)
        return held

    @cached_property
    def _by_role(self) -> dict[TitleKey, list[Held]]:
        """The same without the countries: "secretary of state" need not say whose."""
        held: dict[TitleKey, list[Held]] = {}
        for pair in self._held:
            for title in pair[1].titles:
                asked = TitleWords(office_terms(title))
                if asked.roles:
                    held.setdefault(asked.key - asked.places, []).append(pair)
        return held

    @cached_property
    def _words(self) -> frozenset[str]:
        return known_words().union(*self._by_title)

    def find(self, query: str, when: Period | None) -> LookupResult | None:
        """The holders at the time ``when`` (None is any), or None if the query is no title.

        Nobody then: outcome ``none``, with the holders at other times as suggestions; without these if the
        query is an office that nobody here ever held. The country is never guessed at; another word of a
        title may be mistyped.
        """
        asked = TitleWords(office_terms(query))
        known = self._known(asked, query)
        odd = asked.key - asked.places - asked.roles
        if known is None and len(odd) <= _MOST_MISTYPED and asked.key > odd:
            query = self._corrected(query)
            known = self._known(TitleWords(office_terms(query)), query)
        if known is None:
            return LookupResult(query, "none", (), NOBODY_EVER) if asked.whole and asked.places else None
        held = _at(known, when) or _at(self._of_role(asked), when)
        if asked.former:
            # a reader of today calls “former” whoever left since the time asked about, too
            held = _former(known, when) or _former(known, None)
        matches = self._matches(held or known)
        if held and self._is_bare(asked, query, [*held, *known]):
            return LookupResult(query, "none", matches)
        if not held:
            return LookupResult(query, "none", matches, NOBODY)
        return LookupResult(query, "one" if len(matches) == 1 else "several", matches)

    def _is_bare(self, asked: TitleWords, query: str, held: Sequence[Held]) -> bool:
        """True for small words such as "the pm", unless somebody's office is spelt so: they mean too many.

        And for one word that nobody has in a title: whoever is called a head is no "director" for that.
        """
        typed = normalized(query)
        if asked.places:
            return False
        if " " not in typed and not any(
            typed in normalized(title).split() for _, office in held for title in office.titles
        ):
            return True
        small = max(map(len, typed.split()), default=0) < _SHORTEST_ALONE
        return small and all(title != typed for title, _ in self._titles)

    def _known(self, asked: TitleWords, query: str) -> list[Held] | None:
        """Who held it: without a country anybody of that post, unless a title is spelt just so."""
        typed, titled = normalized(query), self._by_title.get(asked.key)
        spelt_so = any(title == typed for title, _ in self._titles)
        return titled if asked.places or (spelt_so and titled) else self._of_role(asked) or titled

    def _of_role(self, asked: TitleWords) -> list[Held]:
        return [] if asked.places else self._by_role.get(asked.key, [])

    def _corrected(self, query: str) -> str:
        """The query with each word that no title has put right, if it is a slip away from one word only."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = [word.text for word in words(query)]
        for place, word in enumerate(found):
            if len(word) < _SHORTEST_MISTYPED or word in self._words:
                continue
            most = 1 if len(word) < _LONG else 2
            near = extract(word, self._words, scorer=OSA.distance, score_cutoff=most, limit=2)
            if len(near) == 1 or (len(near) == 2 and near[0][1] < near[1][1]):
                found[place] = near[0][0]
        return " ".join(found)

    def held_by(self, key: str, terms: Sequence[OfficeTerm]) -> bool:
        """Whether this entity held an office of which all these terms are said."""
        asked = TitleWords(terms).key
        return any(
            asked <= TitleWords(office_terms(title)).key
            for entity, office in self._held if entity.id == key for title in office.titles
        )  # fmt: skip

    def starting_with(self, query: str) -> tuple[Match, ...]:
        """Holders of offices with a title that begins so."""
        start = " ".join(word.text for word in words(query))
        if not start:
            return ()
        return self._matches([pair for title, pair in self._titles if title.startswith(start)])

    @cached_property
    def _titles(self) -> list[tuple[str, Held]]:
        return [
            (" ".join(word.text for word in words(title)), pair)
            for pair in self._held for title in pair[1].titles
        ]  # fmt: skip

    @staticmethod
    def _matches(held: Sequence[Held]) -> tuple[Match, ...]:
        years: dict[str, list[str]] = {}
        names: dict[str, str] = {}
        for entity, office in sorted(held, key=lambda pair: (str(pair[1].start or ""), pair[0].id)):
            names[entity.id] = entity.name
            spans = years.setdefault(entity.id, [])
            if office.years and office.years not in spans:
                spans.append(office.years)
        return tuple(
            Match(key, names[key], 100.0, "office", ", ".join(spans) or None) for key, spans in years.items()
        )


def _at(known: Sequence[Held], when: Period | None) -> list[Held]:
    return [pair for pair in known if when is None or pair[1].overlaps(when)]


def _former(known: Sequence[Held], when: Period | None) -> list[Held]:
    """Those whose time was over by the end of the time asked about."""
    last = when[1] if when else None
    return [pair for pair in known if pair[1].end is not None and (last is None or pair[1].end <= last)]
