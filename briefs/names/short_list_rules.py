"""Second thoughts about an answer from a short list, where nobody else is there to contradict it.

In a long list a stranger's name is mostly somebody's, and forbids the answer. In a list of fifteen
people "Lars Løkke Rasmussen" meets nobody but another Rasmussen, and "NATO" only a group whose long
name holds the word.
"""

from __future__ import annotations

from briefs.names.model import GROUPS, Entity, Match
from briefs.names.normalize import is_latin, normalized
from briefs.names.query import TITLES

_MISTYPED = 0.6  # of two words' letters, for one to be the other mistyped or in another spelling
# Words of a name that the person does not bear: one may be a patronymic, two are another name.
_TOO_MANY_UNKNOWN = 2
_SHORTEST = 4  # letters that a guess at another spelling, script or keyboard needs
_CERTAIN = 99.0  # the score of a name to the letter
_GUESSES = ("spelling", "transliteration", "keyboard")


def reject_on_short_list(query: str, entity: Entity, match: Match) -> bool:
    """True if the answer rests on too little of the query, or of the name; ``entity`` is who was matched."""
    # "zzz" is no guess at "ЧС", which is two letters and like any three.
    if match.score > _CERTAIN:
        return False
    if entity.kind == "topic":
        return match.reason in _GUESSES and sum(letter.isalnum() for letter in query) < _SHORTEST
    if match.reason == "keyboard" and match.note:
        query = match.note  # what the same keys type in the other layout
    query_words = _romanised(query)
    names = [_romanised(name) for name in (entity.name, *entity.aliases)]
    if entity.kind in GROUPS:
        return (
            not any(2 * len(set(query_words) & set(name)) > len(name) for name in names) and match.score < 90
        )
    known_words = {word for name in names for word in name}
    # "Sergey Viktorovich Lavrov" has one word that is not borne, "Poul Nyrup Rasmussen" two.
    unknown = [word for word in query_words if word not in TITLES and not _is_explained(word, known_words)]
    proper = [word for word in query_words if word not in TITLES]
    return len(unknown) >= _TOO_MANY_UNKNOWN or not proper or (is_latin(query) and unknown == proper)


def _is_explained(word: str, names: set[str]) -> bool:
    if len(word) < 3 or any(name.startswith(word) for name in names):
        return True
    from rapidfuzz.distance import OSA

    return any(OSA.normalized_similarity(word, name) >= _MISTYPED for name in names)


def _romanised(text: str) -> list[str]:
    if text.isascii():
        return normalized(text).split()
    from anyascii import anyascii

    return normalized(anyascii(normalized(text))).split()
