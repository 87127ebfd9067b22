"""Topics that a passage may be filed under: its words, one to four at a time, asked of the topics' lookup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST = 4  # words in the name of a topic
_MAX_LOOKUPS = 120  # questions for one passage
_MAX_SUGGESTED = 5
_STOP_WORDS = frozenset(
    """
    a about after again against all also an and any are as at be been before being but by can could
    did do does for from had has have he her his how if in into is it its more most must new no not
    of on one or our out over said say says she should so some such than that the their them then
    there these they this those to under until up was we were what when where which while who will
    with would you your и в на не что с по как это за к из от для о а но
    """.split()
)


class NamedEntity(Protocol):
    """One entity that a name may stand for."""

    @property
    def name(self) -> str: ...


class EntityMatches(Protocol):
    """What a lookup answers, the likeliest first."""

    @property
    def matches(self) -> Sequence[NamedEntity]: ...

    @property
    def outcome(self) -> str: ...

    @property
    def answer(self) -> str | None: ...


class EntityLookup(Protocol):
    """Finds an entity of the library by a name as people write it."""

    def find(self, query: str, *, mode: Literal["strict", "open"] | None = None) -> EntityMatches: ...


class TopicTagger:
    """Suggests topics; remembers what it asked, since an article repeats its words."""

    def __init__(self, lookup: EntityLookup | None) -> None:
        self._lookup = lookup
        self._cache: dict[str, str | None] = {}

    def of(self, text: str) -> tuple[str, ...]:
        """Ids of the topics named in the passage, in the order of their first words."""
        if self._lookup is None:
            return ()
        words = _WORD.findall(text)
        # the longest phrase first: “missile defence” is no hit for “defence” besides
        taken: set[int] = set()
        found: list[tuple[int, str]] = []
        asked = 0
        for size in range(_LONGEST, 0, -1):
            for at in range(len(words) - size + 1):
                span = range(at, at + size)
                if (
                    asked >= _MAX_LOOKUPS
                    or not taken.isdisjoint(span)
                    or not _is_worth_looking_up(words[at : at + size])
                ):
                    continue
                asked += 1
                topic = self._ask(" ".join(words[at : at + size]))
                if topic is not None:
                    taken.update(span)
                    found.append((at, topic))
        return tuple(dict.fromkeys(topic for _, topic in sorted(found)))[:_MAX_SUGGESTED]

    def _ask(self, phrase: str) -> str | None:
        if self._lookup is None:
            return None
        if phrase not in self._cache:
            result: Any = self._lookup.find(phrase, mode="strict")
            self._cache[phrase] = (
                result.answer if result.outcome == "one" and _is_close(result, phrase) else None
            )
        return self._cache[phrase]


def _is_worth_looking_up(words: list[str]) -> bool:
    ends = (words[0].lower(), words[-1].lower())
    return not any(word in _STOP_WORDS for word in ends) and (len(words) > 1 or len(words[0]) > 3)


def _is_close(result: Any, phrase: str) -> bool:
    """A near miss in running text is another word, not a slip of the pen."""
    matches = getattr(result, "matches", ())
    return not matches or getattr(matches[0], "score", 100) >= 97
