"""Why a match was found, in one word."""

from __future__ import annotations

from briefs.names.model import Entity
from briefs.names.normalize import words as words_of
from briefs.names.scripts import script_of
from briefs.names.token_features import NameCandidate


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
