"""Standing questions and statements as a busy server might have them, from one seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from briefs.follow.question import StandingQuestion, WordTerm
from briefs.follow.subject import Subject
from briefs.model import KINDS, ArticleRef, LocalizedText, Speaker, Statement
from briefs.text import parse_edtf

_ARTICLE = ArticleRef("a", "The Title", False, "The Paper", "2013-04-23", "en", None, "a.txt")
_OFFICES = ("foreign minister", "prime minister", "secretary general", "министр иностранных дел")


class World:
    """`people` and `topics` of which few are much spoken of; every topic has a broader one but a tenth."""

    def __init__(self, seed: int, people: int, topics: int, vocabulary: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.people = [f"person-{number}" for number in range(people)]
        self.topics = [f"topic-{number}" for number in range(topics)]
        self.broader = {
            topic: self.topics[number // 10]
            for number, topic in enumerate(self.topics)
            if number >= topics // 10
        }
        self.words = list(vocabulary)

    def _some(self, among: Sequence[str], most: int = 1) -> tuple[str, ...]:
        """The first of a list are named far more often than the last, as by Zipf's law."""
        count = self.random.randint(1, most)
        picked = (
            among[min(len(among) - 1, int(len(among) ** self.random.random()) - 1)] for _ in range(count)
        )
        return tuple(dict.fromkeys(picked))

    def subject(self, number: int) -> Subject:
        """One new statement."""
        chance = self.random.random
        people = self._some(self.people, 2 if chance() < 0.1 else 1)
        topics = set(self._some(self.topics, 3))
        for topic in list(topics):
            while topic in self.broader:
                topic = self.broader[topic]
                topics.add(topic)
        passage = " ".join(self._some(self.words, 60))
        statement = Statement(
            id=f"s{number}", status="published",
            speakers=tuple(Speaker(one, LocalizedText(one), None) for one in people),
            topics=tuple(topics), kind=self.random.choice(KINDS), passage=passage, start=0,
            end=len(passage), quoted=(), summary=" ".join(self._some(self.words, 8)),
            said=parse_edtf("2013-04-23"), said_basis="stated", said_note=None, article=_ARTICLE,
        )  # fmt: skip
        offices = (tuple(self.random.choice(_OFFICES).split()),) if chance() < 0.4 else ()
        fresh = frozenset(topic for topic in topics if chance() < 0.1)
        return Subject(statement, number, frozenset(people), frozenset(topics), fresh, offices)

    def question(self) -> StandingQuestion:
        """One standing question, never an empty one."""
        chance = self.random.random
        while True:
            asked = StandingQuestion(
                people=self._some(self.people, 3) if chance() < 0.5 else (),
                topics=self._some(self.topics, 2) if chance() < 0.5 else (),
                words=self._terms(2) if chance() < 0.35 else (),
                without=self._terms(2) if chance() < 0.1 else (),
                kinds=tuple(self.random.sample(KINDS, 1)) if chance() < 0.1 else (),
                offices=(WordTerm(tuple(self.random.choice(_OFFICES).split()[:2])),)
                if chance() < 0.05
                else (),
                new_position=chance() < 0.05,
                corrections=chance() < 0.02,
            )
            # nobody follows a kind, an office or every new position alone: the bot would refuse the flood
            if asked.people or asked.topics or asked.words:
                return asked

    def _office(self) -> tuple[WordTerm, ...]:
        return (WordTerm(tuple(self.random.choice(_OFFICES).split()[:2])),)

    def _terms(self, most: int) -> tuple[WordTerm, ...]:
        terms = []
        for word in self._some(self.words, most):
            kind = self.random.random()
            if kind < 0.2:
                terms.append(WordTerm((word, *self._some(self.words))))
            elif kind < 0.4 and len(word) >= 4:
                terms.append(WordTerm((word[:3],), open_end=True))
            else:
                terms.append(WordTerm((word,)))
        return tuple(terms)
