"""The words of a text, and the labels of topics that stand among them to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from briefs.names import Lookup
from briefs.query.engine import QueryEngine
from briefs.query.in_words import word_lists

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST_LABEL = 8  # words

_asking_names: WeakKeyDictionary[Lookup, frozenset[str]] = WeakKeyDictionary()
_labels: WeakKeyDictionary[Lookup, dict[tuple[str, ...], str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class TypedWord:
    text: str
    folded: str
    start: int
    end: int


def words_of(text: str) -> list[TypedWord]:
    return [
        TypedWord(
            found[0], found[0].casefold().replace("’", "'").replace("ё", "е"), found.start(), found.end()
        )
        for found in _WORD.finditer(text)
    ]


def topic_labels(engine: QueryEngine) -> dict[tuple[str, ...], str]:
    """Every label of a topic as folded words, with its topic: what is so to the letter needs no look-up."""
    lookup = engine.topic_lookup
    if lookup not in _labels:
        made: dict[tuple[str, ...], str] = {}
        for topic in engine.topics.values():
            texts = (topic.pref_label.en, *(text for _, text in topic.pref_label.others), *topic.alt_labels)
            for text in texts:
                made.setdefault(tuple(word.folded for word in words_of(text)), topic.id)
        _labels[lookup] = made
    return _labels[lookup]


def asking_names(engine: QueryEngine) -> frozenset[str]:
    """Words of a question that are in somebody's name or office, too: May, “NATO leader”."""
    lookup = engine.person_lookup
    if lookup not in _asking_names:
        texts = (
            text
            for person in engine.people.values()
            for named in ((person.name, person.alt_labels), *((r.title, r.alt_labels) for r in person.roles))
            for text in (named[0].en, *(other for _, other in named[0].others), *named[1])
        )
        found = {word for text in texts for word in word_lists.ASKING.intersection(text.casefold().split())}
        _asking_names[lookup] = frozenset(word for word in found if len(word) > 1)
    return _asking_names[lookup]


def labels_in(engine: QueryEngine, words: Sequence[TypedWord]) -> Iterator[tuple[int, int, str]]:
    """Where labels of topics stand to the letter: the longest, from left to right."""
    labels, at = topic_labels(engine), 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_LABEL), at, -1):
            if found := labels.get(tuple(word.folded for word in words[at:end])):
                end = _extended(labels, words, at, end)
                yield at, end, found
                at = end - 1
                break
        at += 1


def _extended(labels: dict[tuple[str, ...], str], words: Sequence[TypedWord], start: int, end: int) -> int:
    """“Use of chemical weapons in Syria”: two labels of one topic that share words are one."""
    topic = labels[tuple(word.folded for word in words[start:end])]
    for further in range(min(len(words), start + 2 * _LONGEST_LABEL), end, -1):
        if any(
            labels.get(tuple(word.folded for word in words[inner:further])) == topic
            for inner in range(start + 1, end)
        ):
            return further
    return end
