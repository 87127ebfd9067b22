"""The list of entities as a table: a row for each different name or alias, its words as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.names.exact import MOST_WORDS, rarity
from briefs.names.model import Entity
from briefs.names.normalize import words

WordNumbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names as rows of word numbers, with the number of the entity that owns each row.

    ``words`` are sorted, so that a word's place is its number; ``spellings`` (accents kept) and ``rarity``
    have a value for each word, ``owners`` one for each row.
    """

    words: list[str]
    spellings: list[str]
    rows: list[WordNumbers]
    owners: list[int]
    rarity: list[float]

    @classmethod
    def from_entities(cls, entities: Sequence[Entity]) -> NameTable:
        """From entities that are in order of their ids, so that the order of adding changes nothing."""
        rows: list[tuple[str, ...]] = []
        owners: list[int] = []
        spellings: dict[str, str] = {}
        for owner, entity in enumerate(entities):
            seen: set[tuple[str, ...]] = set()
            for name in (entity.name, *entity.aliases):
                name_words = words(name)[:MOST_WORDS]
                row = tuple(word.text for word in name_words)
                if not row or row in seen:
                    continue
                seen.add(row)
                for word in name_words:
                    # The spelling with the most accents says most about the sound; ties go by the alphabet.
                    known = spellings.get(word.text, word.text)
                    spellings[word.text] = max(known, word.spelled)
                rows.append(row)
                owners.append(owner)
        all_words = sorted(spellings)
        numbers = {word: number for number, word in enumerate(all_words)}
        numbered = [tuple(numbers[word] for word in row) for row in rows]
        rarities = _rarity(len(all_words), len(entities), numbered, owners)
        return cls(all_words, [spellings[word] for word in all_words], numbered, owners, rarities)


def _rarity(count: int, entities: int, rows: list[WordNumbers], owners: list[int]) -> list[float]:
    """How telling each word is, see :func:`rarity`."""
    bearers, last = [0] * count, [-1] * count
    for row, owner in zip(rows, owners, strict=True):
        for number in row:
            if last[number] != owner:
                last[number] = owner
                bearers[number] += 1
    return [rarity(some, entities) for some in bearers]
