"""Finds topics in other forms: plural, British or American, anti- or counter-, one word or two, initials."""

from __future__ import annotations

from collections.abc import Iterable

from briefs.names.model import Entity
from briefs.names.normalize import words

_ENDINGS = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("yse", "yze"),
    ("our", "or"), ("ours", "or"), ("ence", "ense"), ("ences", "ense"), ("tre", "ter"), ("tres", "ter"),
    ("logue", "log"), ("programme", "program"), ("programmes", "program"), ("ies", "y"), ("sses", "ss"),
    ("ches", "ch"), ("xes", "x"),
)  # fmt: skip
_KEEP_S = ("ss", "us", "is")  # access, status, crisis
_STOP_WORDS = frozenset("the of and in on for to with a an".split())
_INITIALS_FROM = 3  # words: "bmd" for ballistic missile defence
_SHORTEST, _LONG = 5, 7  # letters of a label that may be mistyped


def stem(word: str) -> str:
    """A word in one spelling for both sides of the Atlantic and both numbers."""
    if len(word) > 4:
        for ending, instead in _ENDINGS:
            if word.endswith(ending):
                return word[: -len(ending)] + instead
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEEP_S):
        return word[:-1]
    return word


def topic_key(text: str) -> str:
    """A topic as one string: stems without spaces, *anti* written as *counter*."""
    parts = [stem(word.text) for word in words(text) if word.text not in _STOP_WORDS]
    joined = "".join(parts)
    # With five letters or more behind it: not Antigua.
    return "counter" + joined[4:] if joined.startswith("anti") and len(joined) > 8 else joined


def bare_topic(text: str) -> str:
    """A topic without the small words before and behind it: “on the transit agreement”."""
    parts = text.split()
    while len(parts) > 1 and parts[0].casefold() in _STOP_WORDS:
        parts.pop(0)
    while len(parts) > 1 and parts[-1].casefold() in _STOP_WORDS:
        parts.pop()
    return " ".join(parts)


class TopicIndex:
    """The topics of a list of entities, by key."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._owners: dict[str, set[int]] = {}
        self._initials: dict[str, set[int]] = {}
        for owner, entity in enumerate(entities):
            if entity.kind != "topic":
                continue
            for name in (entity.name, *entity.aliases):
                self._owners.setdefault(topic_key(name), set()).add(owner)
                heads = "".join(word.text[0] for word in words(name) if word.text not in _STOP_WORDS)
                if len(heads) >= _INITIALS_FROM:
                    self._initials.setdefault(heads, set()).add(owner)
        self._owners.pop("", None)

    def __bool__(self) -> bool:
        return bool(self._owners)

    def find(self, query: str) -> tuple[tuple[int, ...], str]:
        """The topics meant (places in the list) and the reason: ``alias``, ``spelling`` or ``initials``.

        Both empty if none.
        """
        key = topic_key(query)
        if key in self._owners:
            return tuple(sorted(self._owners[key])), "alias"
        letters = "".join(word.text for word in words(query))  # "B.M.D." too
        if letters in self._initials and len(letters) < 7:
            return tuple(sorted(self._initials[letters])), "initials"
        if len(key) < _SHORTEST:
            return (), ""
        from rapidfuzz.distance import OSA

        most = 1 if len(key) < 12 else 2
        near = {
            label: OSA.distance(key, label, score_cutoff=most)
            for label in self._owners
            if len(key) >= _LONG or label[0] == key[0]  # in a short word the first letter is seldom wrong
        }
        best = min(near.values(), default=most + 1)
        if best > most:
            return (), ""
        found = {owner for label, slips in near.items() if slips == best for owner in self._owners[label]}
        return tuple(sorted(found)), "spelling"
