"""Topics that a passage may be filed under: the words of their labels, in whatever number or case.

An index of folded stems: nothing near a label is taken for it, since in running text a near miss is another
word. A label that is one ordinary word (“training”) says little alone: it counts where the article, or the
passage itself, shows the topic otherwise. `context_terms` in topics.yaml are words that show it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from briefs.model import Topic
from briefs.names import stem

_MAX_SUGGESTED = 5
_ACRONYM = 3  # letters: “US”, “ПРО” are no “us”, no “про”
_TOGETHER = re.compile(r"\s\+\s")  # “shield + missile”: both in one passage, in any order
_TOKEN = re.compile(r"[^\W_]+|[.;:!?…\n]")
_APOSTROPHE = re.compile(r"[’'](?:s\b)?")
_DROPPED = frozenset("the of and in on for to with a an в на с и по о об для".split())
# The endings of Russian and Ukrainian nouns and adjectives; what is left must still tell words apart: the и
# of “Сирия” and “учения” stays, that of “российские” goes.
_SLAVIC = re.compile(
    r"(?<=[а-яієї]{3})(?:(?<=[кгхжшчщ])(?:ие|ий|ия)|ями|ами|ого|его|ому|ему|ыми|ими|ах|ях|ов|ев|ей|ой|ый|ая|яя|ое"
    r"|ее|ые|ую|юю|ам|ям|ом|ем|ым|им|єю|ою|ів|[аеиоуыьюяіїй])$"
)
_Token = tuple[str, ...]  # the forms in which a word may be listed; empty: a sentence ends


@lru_cache(maxsize=20_000)
def _forms(word: str) -> _Token:
    """“Interceptors” is looked for as “interceptor”; short capitals as they stand, too."""
    if not word[0].isalnum():
        return ()
    folded = unicodedata.normalize("NFKD", word.casefold().replace("й", "\0").replace("ї", "\1"))
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    folded = folded.replace("\0", "й").replace("\1", "ї")
    if folded in _DROPPED and not (word.isupper() and len(word) > 1):
        return ("",)
    stemmed = _SLAVIC.sub("", folded) if folded[0] > "\u0400" else stem(folded)
    return (f"={word}", stemmed) if word.isupper() and 2 <= len(word) <= _ACRONYM else (stemmed,)


def _tokens(text: str) -> list[_Token]:
    """The words of a text, those that a label may have or not left out."""
    found = (_forms(token) for token in _TOKEN.findall(_APOSTROPHE.sub("", text)))
    return [token for token in found if token != ("",)]


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    terms: list[int] = field(default_factory=list)  # that end here


@dataclass(frozen=True, slots=True)
class _Term:
    """A label or a context term. `weak`: it needs another sign; `parts`: how many phrases make it up."""

    topic: str
    weak: bool
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    term: int
    part: int


class TopicTagger:
    """Suggests topics of a library for passages; made once for many articles."""

    def __init__(self, topics: Iterable[Topic] = ()) -> None:
        self._root, self._terms, self._part_of = _Node(), list[_Term](), list[int]()
        self._known: set[tuple[str, str]] = set()  # “exercise” and “exercises” are one term
        self._above: dict[str, frozenset[str]] = {}
        listed = {topic.id: topic for topic in topics}
        for topic in listed.values():
            self._above[topic.id] = _ancestors(topic.id, listed)
            preferred = (topic.pref_label.en, *(label for _, label in topic.pref_label.others))
            for label in (*preferred, *topic.context_terms):
                self._add(topic.id, label, weak=False)
            for label in topic.alt_labels:
                self._add(topic.id, label, weak=label.islower() and len(_tokens(label)) == 1)

    def _add(self, topic: str, label: str, *, weak: bool) -> None:
        parts = [tokens for part in _TOGETHER.split(label) if (tokens := _tokens(part))]
        key = (topic, repr(parts))
        if not parts or key in self._known:
            return
        self._known.add(key)
        self._terms.append(_Term(topic, weak, len(parts)))
        for tokens in parts:
            node = self._root
            for token in tokens:
                node = node.following.setdefault(token[0] if token else ".", _Node())
            node.terms.append(len(self._part_of))
            self._part_of.append(len(self._terms) - 1)

    def of(self, text: str, around: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Ids of the topics that the passage shows, in the order of their words; none is wider than another.

        `around` are the topics of the article, as :meth:`shown` gives them.
        """
        hits = self._hits(text)
        sure = self._sure(hits)
        signs: dict[str, set[int]] = {}
        for hit in hits:
            signs.setdefault(self._terms[hit.term].topic, set()).add(hit.term)
        supported = {
            topic
            for topic, terms in signs.items()
            if len(terms) > 1 or topic in around or self._above[topic] & (around | sure)
        }
        terms = (self._terms[hit.term] for hit in hits)
        found = dict.fromkeys(
            term.topic for term in terms if term.topic in sure or (term.weak and term.topic in supported)
        )
        wider = {above for topic in found for above in self._above[topic]}
        return tuple(topic for topic in found if topic not in wider)[:_MAX_SUGGESTED]

    def shown(self, text: str) -> frozenset[str]:
        """The topics that an article shows beyond doubt."""
        return self._sure(self._hits(text))

    def _sure(self, hits: list[_Hit]) -> frozenset[str]:
        seen: dict[int, set[int]] = {}
        for hit in hits:
            seen.setdefault(hit.term, set()).add(hit.part)
        terms = ((self._terms[number], parts) for number, parts in seen.items())
        return frozenset(term.topic for term, parts in terms if not term.weak and len(parts) == term.parts)

    def _hits(self, text: str) -> list[_Hit]:
        """Terms in the text; a plain word within a longer one is none: no “training” in “police training”."""
        found = sorted(self._walk(_tokens(text)), key=lambda hit: (hit.start, -hit.end))
        reach = list(accumulate((hit.end for hit in found), max, initial=0))
        return [
            hit
            for hit, end in zip(found, reach, strict=False)
            if hit.end > end or not self._terms[hit.term].weak
        ]

    def _walk(self, tokens: list[_Token]) -> Iterator[_Hit]:
        for start in range(len(tokens)):
            nodes = [self._root]
            for at in range(start, len(tokens)):
                nodes = [
                    node.following[form] for node in nodes for form in tokens[at] if form in node.following
                ]
                if not nodes:
                    break
                for part in (part for node in nodes for part in node.terms):
                    yield _Hit(start, at + 1, self._part_of[part], part)


def _ancestors(topic: str, listed: dict[str, Topic]) -> frozenset[str]:
    """The wider topics, of whatever degree; a circle, which the library refuses, ends."""
    found: set[str] = set()
    pending = [topic]
    while pending:
        current = listed.get(pending.pop())
        new = [above for above in current.broader if above not in found] if current else []
        found.update(new)
        pending += new
    return frozenset(found - {topic})
