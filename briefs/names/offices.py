"""Who held an office: people found by a title in any language, at the time asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from briefs.names.model import Entity, LookupResult, Match, Office, Period
from briefs.names.normalize import flat, words

_STOP_WORDS = frozenset("the of for and a an".split())
# Abbreviations, and countries as adjective or genitive (apostrophes are gone): "Russia's FM", "Russian FM".
_SYNONYMS = {
    "fm": "foreign minister", "pm": "prime minister", "sg": "secretary general",
    "secgen": "secretary general",
    "gensec": "secretary general", "sec": "secretary", "gen": "general", "def": "defence",
    "defense": "defence",
    "min": "minister", "dep": "deputy", "amb": "ambassador", "pres": "president", "premier": "prime minister",
    "usa": "us", "american": "us", "americas": "us", "america": "us", "russian": "russia",
    "russias": "russia", "ukrainian": "ukraine",
    "british": "uk", "britain": "uk", "britains": "uk", "french": "france", "german": "germany",
    "polish": "poland",
    "turkish": "turkey", "dutch": "netherlands", "canadian": "canada", "italian": "italy", "spanish": "spain",
    "norwegian": "norway", "danish": "denmark", "estonian": "estonia", "latvian": "latvia", "natos": "nato",
    "lithuanian": "lithuania", "georgian": "georgia", "chinese": "china", "luxembourgish": "luxembourg",
}  # fmt: skip
_TITLE_WORDS = _STOP_WORDS.union(_SYNONYMS, *(words.split() for words in _SYNONYMS.values()))
NOBODY = "Nobody known here held this office at that time."


def title_key(text: str) -> str:
    """A title as words in order of the alphabet, abbreviations written out.

    ``Foreign Minister of Russia`` and ``Russian FM`` are both ``foreign minister russia``.
    """
    found: list[str] = []
    letters = ""  # single letters in a row are one abbreviation: "U.S.", "F. M."
    for word in [word.text for word in words(text)] + [""]:  # the empty word ends the last abbreviation
        if len(word) == 1 and word.isascii():
            letters += word
            continue
        for part in (letters, word):
            found += _SYNONYMS.get(part, part).split()
        letters = ""
    return " ".join(sorted(word for word in found if word not in _STOP_WORDS))


class Offices:
    """The offices of a list of entities, by title."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._offices = [(entity, office) for entity in entities for office in entity.offices]
        self._text = flat("\n".join(title for _, office in self._offices for title in office.titles))

    def __bool__(self) -> bool:
        return bool(self._offices)

    @cached_property
    def _holders_by_title(self) -> dict[str, list[tuple[Entity, Office]]]:
        held: dict[str, list[tuple[Entity, Office]]] = {}
        for entity, office in self._offices:
            for title in office.titles:
                held.setdefault(title_key(title), []).append((entity, office))
        held.pop("", None)
        return held

    @cached_property
    def _titles(self) -> list[tuple[str, Entity, Office]]:
        return [
            (" ".join(word.text for word in words(title)), entity, office)
            for entity, office in self._offices
            for title in office.titles
        ]

    def find(self, query: str, when: Period | None) -> LookupResult | None:
        """The holders at the time ``when`` (None is any), or None if the query is no title to the letter.

        Nobody then: outcome ``none``, with the holders at other times as suggestions.
        """
        if not self._may_be_a_title(query):
            return None
        return self._holders(query, title_key(query), when)

    def find_mistyped(self, query: str, when: Period | None) -> LookupResult | None:
        """The holders, or None if the query is no title, even allowing for a slip of the pen."""
        return self._holders(query, self._closest_title(title_key(query)), when)

    def _may_be_a_title(self, query: str) -> bool:
        """False if a word of the query is in no title: a cheap look before the titles are taken apart."""
        asked = (word.text for word in words(query) if len(word.text) > 1)
        return all(word in _TITLE_WORDS or flat(word) in self._text for word in asked)

    def _holders(self, query: str, key: str | None, when: Period | None) -> LookupResult | None:
        known = self._holders_by_title.get(key) if key else None
        if known is None:
            return None
        held = [pair for pair in known if when is None or pair[1].overlaps(when)]
        matches = self._matches(held or known)
        if not held:
            return LookupResult(query, "none", matches, NOBODY)
        return LookupResult(query, "one" if len(matches) == 1 else "several", matches)

    def without_title(self, query: str) -> str | None:
        """The rest of a query that begins or ends with a title: ``rasmussen`` of ``nato chief rasmussen``."""
        parts = query.split()
        for size in range(len(parts) - 1, 0, -1):
            if title_key(" ".join(parts[:size])) in self._holders_by_title:
                return " ".join(parts[size:])
            if title_key(" ".join(parts[-size:])) in self._holders_by_title:
                return " ".join(parts[:-size]).rstrip(" ,")
        return None

    def starting_with(self, query: str) -> tuple[Match, ...]:
        """Holders of offices with a title that begins so."""
        start = " ".join(word.text for word in words(query))
        if not start:
            return ()
        return self._matches(
            [(entity, office) for title, entity, office in self._titles if title.startswith(start)]
        )

    def _closest_title(self, key: str) -> str | None:
        if key in self._holders_by_title:
            return key
        if len(key) < 8:
            return None
        from rapidfuzz.distance import OSA

        near = [title for title in self._holders_by_title if OSA.distance(key, title, score_cutoff=1) <= 1]
        return near[0] if len(near) == 1 else None

    @staticmethod
    def _matches(held: Sequence[tuple[Entity, Office]]) -> tuple[Match, ...]:
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
