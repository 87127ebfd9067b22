"""Names in a draft, looked up in the library: each once, and only where a word of it is in some name
there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefs.query import ClaimedSpeaker, QueryResolver, is_known_speaker, resolve_claimed_speaker
from briefs.text import fold_for_search

_TITLES = frozenset("president minister secretary general chancellor premier senator governor mister".split())
_MOST_REMEMBERED = 4096  # names


class DraftNames:
    """Who is meant by a name in a draft, by one library. Remembers what it was asked."""

    def __init__(self, resolver: QueryResolver) -> None:
        self._resolver = resolver
        people = resolver.engine.registry.people
        offices = _words(
            label
            for person in people
            for role in person.roles
            for label in (role.title.en, *(text for _, text in role.title.others), *role.alt_labels)
        )
        labels = _words(
            label
            for person in people
            for label in (*(text for _, text in person.name.others), *person.alt_labels)
        )
        # “Minister Lavrov” is a name, and its first word an office's all the same.
        self._own = (labels - offices - _TITLES) | _words(person.name.en for person in people)
        self._words = self._own | labels | offices
        # What is written exactly as the library has it needs no look-up.
        self._labels = frozenset(
            _folded(label) for person in people for label in (person.name.en, *person.alt_labels)
        )
        self._by_name = _unique({person.id: _folded(person.name.en) for person in people})
        self.is_known = lru_cache(_MOST_REMEMBERED)(self._is_known)
        self.claimed = lru_cache(_MOST_REMEMBERED)(self._claimed)

    def _is_known(self, name: str) -> bool:
        """Whether a name is beyond doubt somebody's in the library."""
        if _folded(name) in self._labels:
            return True
        return self._may_be_named(name) and is_known_speaker(self._resolver, name)

    def _may_be_named(self, name: str, among: frozenset[str] | None = None) -> bool:
        """Whether every word of it is in some name or office: a look-up takes longer than reading a page."""
        among = among or self._words
        words = fold_for_search(name).casefold().split()
        return bool(words) and all(
            len(word) < 4 or word.strip(".,") in among or word.removesuffix("s") in among for word in words
        )

    def _claimed(self, name: str) -> ClaimedSpeaker:
        """Whom a name means: ids, or the name as it stands of nobody who is known."""
        if (id := self._by_name.get(_folded(name))) is not None:
            return ClaimedSpeaker((id,), name, (self._resolver.engine.people[id].name.en,))
        return resolve_claimed_speaker(self._resolver, name)

    def is_certain(self, name: str) -> bool:
        """Whether a name means somebody of the library beyond doubt; one of several namesakes will do."""
        claimed = self.claimed(name)
        return bool(claimed.ids) and claimed.certain

    def is_person(self, name: str) -> bool:
        """Whether it is a person's own name, and neither an office nor a body's."""
        return self._may_be_named(name, self._own) and self.is_known(name) and not self.is_organisation(name)

    def is_organisation(self, name: str) -> bool:
        """Whether a name is that of a body that speaks, and no person's."""
        people = [self._resolver.engine.people[id] for id in self.claimed(name).ids]
        return bool(people) and all(person.kind != "person" for person in people)


def _folded(name: str) -> str:
    return fold_for_search(name).casefold().strip()


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    """Ids by the names that only one has."""
    counts = Counter(names.values())
    return {name: id for id, name in names.items() if counts[name] == 1}


def _words(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word for label in labels for word in fold_for_search(label).casefold().split() if len(word) > 2
    )


def is_description(name: str) -> bool:
    """Whether a speaker is described rather than named: “the minister”, “the Secretary General”."""
    return bool(re.match(r"(?:the|this|that|этот|эта)\s", name, re.IGNORECASE)) or name[:1].islower()
