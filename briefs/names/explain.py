"""Why a match was found, in one word, and what speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.names.model import Entity
from briefs.names.normalize import words as words_of
from briefs.names.scripts import script_of
from briefs.names.token_features import NameCandidate, WordSearch, token_features

_LIKE = 0.8  # likeness from which a word speaks for the name
_AHEAD = 0.02  # of the query explained, by which one name fits better than another


def reason_for(candidate: NameCandidate, entity: Entity, words: list[str]) -> str:
    """``name``, ``alias``, ``initials``, ``prefix``, ``transliteration`` or ``spelling``.

    ``words`` are those of the whole list, by number.
    """
    kinds = set()
    for place, number, likeness in candidate.fit.pairs:
        part, word = candidate.reading[place], words[number]
        if part.text == word:
            kinds.add("exact")
        elif part.initial and len(candidate.reading) > 1:
            kinds.add("initials")
        elif script_of(word) != part.script:
            kinds.add("transliteration")
        elif word.startswith(part.text) and likeness > 0.8:
            kinds.add("prefix")
        else:
            kinds.add("spelling")
    # The loosest of the ways in which words were met is the reason for the whole.
    for kind in ("transliteration", "spelling", "prefix", "initials"):
        if kind in kinds:
            return kind
    name_words = {word.text for word in words_of(entity.name)}
    matched_words = {words[number] for _, number, _ in candidate.fit.pairs}
    return "name" if matched_words <= name_words else "alias"


def explain(
    ranked: Sequence[NameCandidate], place: int, words: Sequence[str], search: WordSearch, reason: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for the candidate at this place and what against it, in words.

    ``reason`` is what :func:`briefs.names.answer_rules.judge` has against the first.
    """
    candidate, spoke_for, against = ranked[place], list[str](), list[str]()
    for token in token_features(candidate, words, search):
        typed, word = token.token.text, token.word
        if not word:
            against.append(f"“{typed}” is no word of the name")
        elif token.kind == "exact":
            spoke_for.append(f"“{typed}” is a word of the name")
        elif token.kind == "named":
            spoke_for.append(f"“{typed}” is the same name as “{word}”")
        else:
            some = spoke_for if token.likeness >= _LIKE else against
            some.append(f"“{typed}” is like “{word}” to {token.likeness:.0%}")
    unsaid = candidate.fit.size - len(candidate.fit.pairs)
    if unsaid:
        against.append(f"{unsaid} of {candidate.fit.size} words of the name are not in the query")
    if place == 0 and reason:
        against.append(reason)
    best_other = max((c.fit.query_share for c in ranked if c is not candidate), default=0.0)
    if best_other > candidate.fit.query_share + _AHEAD:
        against.append("another name fits better")
    elif best_other >= candidate.fit.query_share - _AHEAD:
        against.append("another name fits as well")
    else:
        spoke_for.append("no other name fits as well")
    return tuple(spoke_for), tuple(against)
