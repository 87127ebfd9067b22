"""Which new statements a standing question asks for: one by one, or out of many at once.

Of many, a set of statements is one number with a bit for each: what several parts of a question have in
common is then a single operation, however many statements came in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefs.follow.question import StandingQuestion, WordTerm
from briefs.follow.subject import Subject


def fits(question: StandingQuestion, subject: Subject) -> bool:
    """Whether a statement is one that the question asks for; of its `corrections` nothing is asked here."""
    if question.people and subject.people.isdisjoint(question.people):
        return False
    if question.topics and subject.topics.isdisjoint(question.topics):
        return False
    if question.kinds and subject.statement.kind not in question.kinds:
        return False
    if question.new_position:
        asked = subject.new_on.intersection(question.topics) if question.topics else subject.new_on
        if not asked:
            return False
    if question.offices and not any(_holds_office(subject, term) for term in question.offices):
        return False
    if not all(has_phrase(subject.tokens, term) for term in question.words):
        return False
    return not any(has_phrase(subject.tokens, term) for term in question.without)


def has_phrase(tokens: Sequence[str], term: WordTerm) -> bool:
    """Whether the words of `term` stand next to each other among `tokens`."""
    length = len(term.tokens)
    if not length:
        return False
    head, last = list(term.tokens[:-1]), term.tokens[-1]
    for end in range(length - 1, len(tokens)):
        word = tokens[end]
        if (word == last or (term.open_end and word.startswith(last))) and (
            length == 1 or list(tokens[end - length + 1 : end]) == head
        ):
            return True
    return False


def _holds_office(subject: Subject, term: WordTerm) -> bool:
    return any(has_phrase(office, term) for office in subject.offices)


class SubjectIndex:
    """New statements, made ready for many standing questions."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.subjects = tuple(subjects)
        self._all = (1 << len(self.subjects)) - 1
        self._people = self._bits(lambda one: one.people)
        self._topics = self._bits(lambda one: one.topics)
        self._new_on = self._bits(lambda one: one.new_on)
        self._kinds = self._bits(lambda one: (one.statement.kind,))
        self._words = self._bits(lambda one: one.vocabulary)
        self._sorted_words = sorted(self._words)
        # many questions have the same words: each is looked for once
        self._terms: dict[WordTerm, int] = {}
        self._offices: dict[WordTerm, int] = {}

    def matching(self, question: StandingQuestion) -> tuple[Subject, ...]:
        """All that fit, in their order: the same that fits() says of each."""
        left = self._all
        for named, known in (
            (question.people, self._people),
            (question.kinds, self._kinds),
            (question.topics, self._new_on if question.new_position else self._topics),
        ):
            if named and left:
                left &= _union(known.get(one, 0) for one in named)
        if question.new_position and not question.topics:
            left &= _union(self._new_on.values())
        if question.offices and left:
            left &= _union(map(self._with_office, question.offices))
        for term in question.words:
            left &= self._with_term(term) if left else 0
        for term in question.without:
            left &= ~self._with_term(term) if left else 0
        return tuple(self._of(left))

    def _bits(self, names_of: Callable[[Subject], Iterable[str]]) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for number, subject in enumerate(self.subjects):
            for name in names_of(subject):
                found[name] |= 1 << number
        return dict(found)

    def _of(self, bits: int) -> Iterator[Subject]:
        while bits:
            lowest = bits & -bits
            yield self.subjects[lowest.bit_length() - 1]
            bits ^= lowest

    def _with_term(self, term: WordTerm) -> int:
        if term not in self._terms:
            bits = self._all if term.tokens else 0
            for token in term.tokens[:-1] if term.open_end else term.tokens:
                bits &= self._words.get(token, 0)
            if term.open_end:
                bits &= self._beginning(term.tokens[-1])
            if len(term.tokens) > 1:  # the words are there: do they stand next to each other?
                bits = self._bits_where(lambda one: has_phrase(one.tokens, term), bits)
            self._terms[term] = bits
        return self._terms[term]

    def _beginning(self, start: str) -> int:
        at, bits = bisect_left(self._sorted_words, start), 0
        while at < len(self._sorted_words) and self._sorted_words[at].startswith(start):
            bits |= self._words[self._sorted_words[at]]
            at += 1
        return bits

    def _with_office(self, term: WordTerm) -> int:
        if term not in self._offices:
            self._offices[term] = self._bits_where(lambda one: _holds_office(one, term), self._all)
        return self._offices[term]

    def _bits_where(self, holds: Callable[[Subject], bool], among: int) -> int:
        return _union(
            1 << number for number, one in enumerate(self.subjects) if among >> number & 1 and holds(one)
        )


def _union(bits: Iterable[int]) -> int:
    found = 0
    for each in bits:
        found |= each
    return found
