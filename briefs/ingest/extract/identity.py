"""Whether a name in an article is one of the library: a given name never is, a surname alone seldom.

A link that is missed costs a curator a word; a link to the wrong person puts words into somebody's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, Protocol

from briefs.ingest.extract import lexicon, patterns, speaker_words
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.person_names import nominative, sex_of, words
from briefs.ingest.extract.types import EntityMatches
from briefs.text import parse_edtf, widened_bounds

_SURNAMES_ALIKE, _GIVEN_ALIKE = 0.8, 0.6  # of two spellings of one name: “Lavrof”, “Serguei”
_TOPICS = 2  # of the library in an article, from which on it is of its field
_WORD = re.compile(r"\w+")
_PROPER = re.compile(r"[A-ZА-ЯЁ][\w’'-]{3,}|[A-ZА-ЯЁ]{3,}")
# words of an office with a capital that say nothing of a country or an organisation
_PLAIN = lexicon.TITLES | frozenset(
    "affairs assistant central council department general government institute ministry parliament party"
    " representative research state states strategic studies".split()
)
_PERSONS = frozenset({"person"})


class KnownOffice(Protocol):
    """A post and its names."""

    @property
    def titles(self) -> tuple[str, ...]: ...


class KnownEntity(Protocol):
    """Somebody of the library with all names and offices."""

    @property
    def name(self) -> str: ...

    @property
    def aliases(self) -> tuple[str, ...]: ...

    @property
    def offices(self) -> Sequence[KnownOffice]: ...

    @property
    def kind(self) -> str: ...


class PeopleLookup(Protocol):
    """Finds a person of the library by a name as people write it, and gives all that is known of one."""

    def find(
        self,
        query: str,
        *,
        when: tuple[date | None, date | None] | None = None,
        mode: Literal["strict", "open"] | None = None,
    ) -> EntityMatches: ...

    def entity(self, id: str) -> KnownEntity | None: ...


class SpeakerIds:
    """The library's ids of the speakers of one article; None for whoever is not surely one of its people.

    `topics` are those that the article's statements are filed under: a second sign, as an office is.
    """

    def __init__(self, lookup: PeopleLookup | None, text: str) -> None:
        self._lookup, self._text = lookup, text
        self._cache: dict[tuple[str, str | None, str], str | None] = {}
        self.topics: frozenset[str] = frozenset()

    def id_of(self, name: str | None, title: str | None = None, said: str = "") -> str | None:
        """The id of whoever is called so and is given this office by the article; `said` is EDTF."""
        if self._lookup is None or not name:
            return None
        key = (name, title, said)
        if key not in self._cache:
            self._cache[key] = (
                self._find(name, title) or self._find(nominative(name), title) or self._holder(name, said)
            )
        return self._cache[key]

    def _find(self, name: str, title: str | None) -> str | None:
        """Strictly: neither Jane Lavrov nor “Мария Лаврова” is Sergei Lavrov; she is proposed as new."""
        if self._lookup is None or not name:
            return None
        found = self._lookup.find(name, mode="strict")
        if found.outcome != "one" or found.answer is None:
            return None
        if {sex_of(name), sex_of(found.matches[0].name)} == {"f", "m"}:
            return None
        entity = self._lookup.entity(found.answer)
        if entity is None or not self._is_named(name, title, entity):
            return None
        return found.answer

    def _holder(self, office: str, said: str) -> str | None:
        """Who held the office on the day: “the Russian foreign minister”, never “the spokesman”."""
        last = widened_bounds(parse_edtf(said))[1] if said else None
        if self._lookup is None or last is None or not patterns.office(office):
            return None
        if not any(_proper_words(office)):
            return None
        found = self._lookup.find(office, when=(last, last), mode="strict")
        reason = getattr(found.matches[0], "reason", None) if found.matches else None
        return found.answer if found.outcome == "one" and reason == "office" else None

    def _is_named(self, name: str, title: str | None, entity: KnownEntity) -> bool:
        parts = words(name)
        labels = [words(label) for label in (entity.name, *entity.aliases)]
        if entity.kind not in _PERSONS:
            return parts in labels
        if len(parts) > 1:
            alike = any(_is_full_name(parts, label) for label in labels if len(label) > 1)
            return alike and not self._is_another(title, entity)
        if not parts or not any(len(label) > 1 and _alike(parts[-1], label[-1]) for label in labels):
            return False
        return not _is_given(parts[0], labels) and self._second_sign(title, entity)

    # what has to stand beside a surname ---------------------------------------------------------------

    def _second_sign(self, title: str | None, entity: KnownEntity) -> bool:
        offices = [label for office in entity.offices for label in office.titles]
        if title and not patterns.office(title) and not _shared(title, offices):
            return False  # “Ras, a singer”
        if title and _shared(title, offices):
            return True
        full = (label for label in (entity.name, *entity.aliases) if len(words(label)) > 1)
        if any(phrase in self._folded for phrase in map(_folded, [*full, *offices]) if phrase.count(" ") > 2):
            return True
        return self._names_one_of(offices) or len(self.topics) >= _TOPICS

    def _is_another(self, title: str | None, entity: KnownEntity) -> bool:
        """“John Kerry, the Cork hurler”: a trade that is no office of theirs, and nothing else of them."""
        offices = [label for office in entity.offices for label in office.titles]
        if not title or patterns.office(title) or not speaker_words.kind_of(title) == "person":
            return False
        told = any(phrase in self._folded for phrase in map(_folded, offices) if phrase.count(" ") > 2)
        return not (
            _shared(title, offices) or told or self._names_one_of(offices) or len(self.topics) >= _TOPICS
        )

    @cached_property
    def _folded(self) -> str:
        return _folded(self._text)

    @cached_property
    def _proper(self) -> frozenset[str]:
        return frozenset(_stem(word) for word in _PROPER.findall(self._text))

    def _names_one_of(self, offices: Sequence[str]) -> bool:
        """Whether the article names the country or the organisation of one of the offices."""
        return any(_stem(word) in self._proper for label in offices for word in _proper_words(label))


def _is_full_name(parts: tuple[str, ...], label: tuple[str, ...]) -> bool:
    """Surname and given name agree, a spelling or an initial apart; or the one is a part of the other."""
    if len(set(parts) & set(label)) > 1 and (set(parts) <= set(label) or set(label) <= set(parts)):
        return True
    if not _alike(parts[-1], label[-1]):
        return False
    one, other = parts[0], label[0]
    initial = one[0] == other[0] and 1 in (len(one), len(other))
    return initial or SequenceMatcher(None, one, other).ratio() >= _GIVEN_ALIKE or one in label


def _is_given(word: str, labels: Sequence[tuple[str, ...]]) -> bool:
    """Whether a word is a given name, of this person or at all."""
    return word in MALE_NAMES | FEMALE_NAMES or any(len(label) > 1 and label[0] == word for label in labels)


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _SURNAMES_ALIKE


def _folded(text: str) -> str:
    """Words in lower case with a space around each: a phrase is found as whole words only."""
    return " " + " ".join(_WORD.findall(text.lower())) + " "


def _stem(word: str) -> str:
    """“Russia”, “Russian” and “Russia’s” begin alike, so do “Россия” and “российский”."""
    return word if word.isupper() else word.lower()[: max(4, min(len(word) - 2, 6))]


def _proper_words(label: str) -> Iterator[str]:
    return (word for word in _PROPER.findall(label) if word.lower() not in _PLAIN)


def _shared(title: str, offices: Sequence[str]) -> bool:
    """Whether an office beside the name is one of these: two words of it, or all that it has."""
    held = set(_folded(title).split()) - {"the", "a", "of", "for", "former", "then"}
    return (
        any(len(held & set(_folded(office).split())) >= min(2, len(held)) for office in offices)
        if held
        else False
    )
