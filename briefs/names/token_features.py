"""What there is to say about the best match, word by word; ``match_features`` sums it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from briefs.names.align import Fit
from briefs.names.name_variants import groups
from briefs.names.phonetics import VOWELS, Symbols, consonant_skeletons, readings, substitution_cost
from briefs.names.query import QueryReading, QueryToken, words_to_guess
from briefs.names.scripts import script_of, sounds

_LEAST_WEIGHT = 0.2  # of a token: titles and patronymics say nothing about who is meant
_OTHER_SOUND = 0.45  # cost from which a first sound is another one: k for g is 0.35, b for k is 1
_OTHER_FOREIGN_SOUND = 0.3  # the same where a script has a letter of its own for it: б is no p
_MOST_SKELETONS = 12


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """One entity, by its place in the list, with its best fit and the reading of the query that found it."""

    owner: int
    fit: Fit
    reading: QueryReading


class WordSearch(Protocol):
    """What a search knows about the words of the list."""

    def has_word(self, word: str) -> bool:
        """True if somebody bears this very word."""

    def somebody_bears(self, words: Sequence[str]) -> bool:
        """True if one name has all these words to the letter."""

    def nearest(self, part: QueryToken, count: int, likeness: float) -> tuple[float, int]:
        """The likeness of the word most like a part, and how many words are at least so like it."""

    def rarity_of(self, number: int) -> float:
        """How telling a word is, see :func:`briefs.names.exact.rarity`."""


class SoundDifference(NamedTuple):
    """How two words sound apart.

    The costs (0 to 1) of their first and last sounds and first vowels, if their consonants differ (1 or 0),
    and how many sounds the second one has more.
    """

    start: float
    end: float
    vowel: float
    consonants: float
    longer: int


@lru_cache(maxsize=1024)
def _consonants(symbols: Symbols) -> frozenset[str]:
    """The consonants of a word, in each way that they may be read."""
    return frozenset(consonant_skeletons(symbols, _MOST_SKELETONS))


@lru_cache(maxsize=1024)
def _first_vowel(symbols: Symbols) -> str:
    """The first vowel, or else the first sound."""
    return next((symbol for symbol in symbols if readings(symbol)[0][0] in VOWELS), symbols[0])


@dataclass(frozen=True, slots=True)
class TokenFeature:
    """One word of the query and the word of the name that it stands for (empty if for none).

    ``kind``: ``exact``, ``named`` (the table of names has both as one name), ``other`` (it has the word as
    another name, which is hardly a slip of the pen) or ``unknown``. ``best_likeness`` is that of the word
    of the whole list that is most like the token, ``closer_words`` how many are at least as like it as this
    one.
    """

    token: QueryToken
    word: str
    likeness: float
    kind: str
    best_likeness: float
    closer_words: int
    rarity: float
    edits: int

    @property
    def is_prefix(self) -> bool:
        """True if the word is not yet typed to its end."""
        return self.word != self.token.text and bool(self.word) and self.word.startswith(self.token.text)

    @property
    def starts_with_other_sound(self) -> bool:
        """True for a word with another first sound than the name, unless two Latin letters are swapped."""
        text, word = self.token.text, self.word
        if self.token.vowel_mode != "plain" or not word or self.is_prefix or text[0] == word[0]:
            return False
        if self.token.latin:
            other = substitution_cost(sounds(text)[0], sounds(word)[0]) > _OTHER_SOUND
            return other and sorted(text[:2]) != sorted(word[:2])
        return script_of(word) == "LATIN" and self.sound_difference.start > _OTHER_FOREIGN_SOUND

    @property
    def sound_difference(self) -> SoundDifference:
        """What stands between the sounds of the two words; nothing if one of them cannot be read."""
        pronunciations, word_sounds = (
            [symbols for symbols in self.token.sounds if symbols],
            sounds(self.word or "?"),
        )
        if self.kind == "exact" or not pronunciations or not word_sounds:
            return SoundDifference(0.0, 0.0, 0.0, 0.0, 0)
        return SoundDifference(
            min(1.0, *(substitution_cost(symbols[0], word_sounds[0]) for symbols in pronunciations)),
            min(1.0, *(substitution_cost(symbols[-1], word_sounds[-1]) for symbols in pronunciations)),
            min(
                1.0,
                *(
                    substitution_cost(_first_vowel(symbols), _first_vowel(word_sounds))
                    for symbols in pronunciations
                ),
            ),
            float(
                all(_consonants(symbols).isdisjoint(_consonants(word_sounds)) for symbols in pronunciations)
            ),
            min((len(word_sounds) - len(symbols) for symbols in pronunciations), key=abs),
        )


def kind_of(part: QueryToken, word: str, likeness: float) -> str:
    """How a part stands to a word, see :class:`TokenFeature`."""
    if likeness == 1.0 or (part.initial and word):
        return "exact"
    known = groups(part.text) if not part.syllable else ()
    if known and word and set(known) & set(groups(word)):
        return "named"
    return "other" if known else "unknown"


def token_features(candidate: NameCandidate, words: Sequence[str], search: WordSearch) -> list[TokenFeature]:
    """One for each token of the reading that counts; ``words`` are those of the list, by number."""
    from rapidfuzz.distance import OSA

    reading = candidate.reading
    paired = {place: (number, likeness) for place, number, likeness in candidate.fit.pairs}
    found = []
    for place, part in enumerate(reading):
        if part.weight <= _LEAST_WEIGHT and any(other.weight > _LEAST_WEIGHT for other in reading):
            continue
        number, likeness = paired.get(place, (-1, 0.0))
        word = words[number] if number >= 0 else ""
        best_likeness, closer_words = search.nearest(part, words_to_guess(reading), likeness)
        rarity = search.rarity_of(number) if number >= 0 else 0.0
        edits = OSA.distance(part.text, word) if word and part.latin else 0
        kind = kind_of(part, word, likeness)
        found.append(TokenFeature(part, word, likeness, kind, best_likeness, closer_words, rarity, edits))
    return found
