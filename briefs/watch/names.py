"""Where a text may name somebody of the library: by its words alone, so that it costs next to nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from briefs.model import Person
from briefs.verify import is_telling

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GENITIVE = re.compile(r"['’`´]s?$")
_CASE = re.compile(r"(?<=[а-я]{3})(?:а|у|ом|ым|е)$")
# Words of offices: they lead to a name, and are none.
TITLES = frozenset(
    "mr mrs ms dr sir lord president minister secretary general senator governor chancellor ambassador"
    " prime foreign comrade king queen captain colonel sen gov rep pm fm defence defense state deputy chief"
    " президент министр генсек".split()
)
_LEAST = 3  # letters of a word by which somebody is known
_LEAST_WITH_SLIP = 6  # of one that may have a letter left out, put in or changed
_MOST_WORDS = 4  # of a label that is a name and not a description
_BETWEEN = re.compile(r"[\s.\-]{1,3}(?:[^\W\d_]\.\s?){0,2}")  # of two words of one name


class NamesInText:
    """Words of the names of these people, one slip allowed in the longer ones."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._words = frozenset(_name_words(people))
        self._near = frozenset(
            each for word in self._words if len(word) >= _LEAST_WITH_SLIP for each in _shortened(word)
        )

    def is_any(self, text: str) -> bool:
        """Whether any word of `text` may be part of a name."""
        return any(self._is_one(word) for word in set(_WORD.findall(fold(text))))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Offsets of what may be names, neighbouring words together, in order; an office alone is none."""
        return (
            (start, end)
            for start, end in self._runs(text)
            if not TITLES.issuperset(fold(text[start:end]).replace(".", " ").split())
        )

    def _runs(self, text: str) -> Iterator[tuple[int, int]]:
        start = end = -1
        for match in _WORD.finditer(text):
            if not self._is_one(fold(match.group())):
                continue
            if start >= 0 and _BETWEEN.fullmatch(text, end, match.start()):
                end = match.end()
                continue
            if start >= 0:
                yield start, end
            start, end = match.span()
        if start >= 0:
            yield start, end

    def meant(self, name: str) -> str | None:
        """`name` with two letters set right that stand the wrong way round, or in the Russian nominative."""
        parts = [self._right(fold(word)) for word in _WORD.findall(name)]
        return " ".join(filter(None, parts)) if parts and all(parts) else None

    def is_inflected(self, name: str) -> bool:
        """Whether the last word of `name` is a Russian one in another case, or some woman's name."""
        words = _WORD.findall(fold(name))
        return bool(words) and words[-1] not in self._words and bool(_CASE.search(words[-1]))

    def _right(self, word: str) -> str | None:
        bare = _GENITIVE.sub("", word)
        if bare in self._words:
            return bare
        if len(bare) >= _LEAST_WITH_SLIP:
            turned = {bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :] for at in range(len(bare) - 1)}
            if len(found := turned & self._words) == 1:
                return found.pop()
        nominative = _CASE.sub("", bare)
        return nominative if nominative != bare and nominative in self._words else None

    def _is_one(self, word: str) -> bool:
        word = _GENITIVE.sub("", word)
        if len(word) < _LEAST:
            return False
        if word in self._words:
            return True
        if len(word) < _LEAST_WITH_SLIP or not is_telling(word):
            return False
        return word in self._near or any(
            each in self._near or each in self._words for each in _shortened(word)
        )


def fold(text: str) -> str:
    """Small letters without what stands above and below them: also of what was written to vex a reader."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def _name_words(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        names: Sequence[str] = (person.name.en, person.name.get("ru"), *person.alt_labels)
        for name in names:
            words = _WORD.findall(fold(name))
            if len(words) <= _MOST_WORDS:
                yield from (word for word in words if len(word) >= _LEAST and is_telling(word))


def _shortened(word: str) -> Iterator[str]:
    """The word without each of its letters but the first in turn."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
