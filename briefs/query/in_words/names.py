"""The people and topics in a sentence whose question words are set aside. Nothing is guessed here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from briefs.names import LookupResult, Period, is_post, names_a_place
from briefs.query.in_words import word_lists
from briefs.query.in_words.labels import asking_names, labels_in, topic_labels, words_of
from briefs.query.resolver import QueryResolver

AskedRole = Literal["person", "topic"]

_LONGEST_NAME = 8  # words
_PARTS = re.compile(
    r"[,;:?!()\n…—–]|(?<=\w\w)\.(?=\s|$)|\s-\s"
)  # between two words: they belong to no one name
_POSSESSIVE = re.compile(r"['’]s?$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_GENITIVE = re.compile(r"[а-я](?:а|я|ого)$")
_CASE_ENDING = re.compile(r"(?:ыми?|ом|ем|им|ой|ей|ого|ому|а|у|е|ю|и|я)$", re.IGNORECASE)
_WITHOUT_ENDING = 80.0  # score from which a name without its Russian ending is somebody's


@dataclass(slots=True)
class NamesFound:
    """Who and what a sentence names, in order.

    `about` are the people who stand where a topic goes; `unclear` are names of several, with their kind;
    `unknown` are words that are neither a question's nor on record.
    """

    people: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    unclear: list[tuple[AskedRole, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    together: bool = False  # whether two people are joined by “and”

    def add(self, kind: AskedRole, id: str, about: bool) -> None:
        listed = self.topics if kind == "topic" else self.about if about else self.people
        if id not in listed:
            listed.append(id)


class NameFinder:
    """Finds the names in one sentence; `period` tells which holder of an office is meant."""

    def __init__(self, resolver: QueryResolver, text: str, period: Period) -> None:
        self._resolver = resolver
        self._text = text
        self._period = period
        self._words = words_of(text)
        self._asking = {at for at in range(len(self._words)) if self._is_asking(at)}
        self.found = NamesFound()

    def find(self) -> NamesFound:
        """Labels that hold words of a question first (“talks with the Taliban”), then what they leave."""
        at = 0
        for start, end, topic in labels_in(self._resolver.engine, self._words):
            if end - start > 1 and any(map(self._is_small, range(start, end))):
                self._read(at, start)
                self.found.add("topic", topic, False)
                at = end
        self._read(at, len(self._words))
        return self.found

    def _read(self, start: int, end: int) -> None:
        for run in self._runs(start, end):
            place = run[0] - 1
            while place >= 0 and self._words[place].folded in word_lists.JOINS:
                place -= 1
            about = place >= 0 and self._words[place].folded in word_lists.ABOUT
            people, known = self.found.people, len(self.found.people)
            self._name(run, about)
            if self._is_object(place):
                self.found.about += people[known:]
                del people[known:]

    def _is_object(self, place: int) -> bool:
        """Whether what follows a verb is whom it is about: “who criticised Lavrov”, “who has met Kerry”."""
        if place < 1 or self._words[place].folded not in word_lists.SPEECH | word_lists.COMPARE:
            return False
        before = [word.folded for word in self._words[:place]]
        while len(before) > 1 and before[-1] in word_lists.HAVING:
            before.pop()
        return before[-1] in word_lists.WHO

    def _runs(self, start: int, end: int) -> Iterator[list[int]]:
        """Runs of words that no word of a question and no mark parts; articles at their ends are left out."""
        places = [at for at in range(start, end) if at not in self._asking]
        groups: list[list[int]] = []
        for at in places:
            last = groups[-1][-1] if groups else None
            gap = self._text[self._words[last].end : self._words[at].start] if last is not None else ""
            if last is None or last != at - 1 or _PARTS.search(gap):
                groups.append([])
            groups[-1].append(at)
        for group in groups:
            if run := self._trimmed(group):
                yield run

    def _name(self, run: list[int], about: bool) -> None:
        """What one run names: whole if it is one name, else in parts."""
        shown = self._shown(run)
        words = [self._words[at].folded for at in run]
        if topic := topic_labels(self._resolver.engine).get(tuple(words)):
            self.found.add("topic", topic, about)
            return
        if not any(letter.isalpha() for letter in shown):
            self.found.unknown.append(shown)  # a number is nobody, and no topic with another number in it
            return
        parts = self._parts(run, word_lists.AND)
        if len(parts) > 1:
            before = self._people_so_far()
            for part in parts:
                self._name(part, about)
            self.found.together |= self._people_so_far() - before > 1
            return
        if word_lists.KIN.intersection(_POSSESSIVE.sub("", word) for word in words) or self._is_staff(run):
            self.found.unknown.append(shown)  # whose wife is asked about is nobody who is asked about
            return
        if self._beside_a_label(run, about):
            return
        several = self._whole(shown, about) if len(run) <= _LONGEST_NAME else None
        if several is True or (not several and self._split(run, about)):
            return
        if several:
            self.found.unclear.append((several, shown))
        else:
            self.found.unknown.append(shown)

    def _is_staff(self, run: list[int]) -> bool:
        """«Пресс-секретарь Лаврова» is not he, but «генеральный секретарь Расмуссен» is."""
        words = [self._words[at].folded for at in run]
        if len(words) < 2 or words[-2] not in word_lists.STAFF or not _GENITIVE.search(words[-1]):
            return False
        found = self._look_up("person", words[-1])
        if found.outcome != "one":
            return False
        person = self._resolver.engine.people[found.matches[0].id]
        names = (person.name.en, *(text for _, text in person.name.others), *person.alt_labels)
        return words[-1] not in {word.folded for name in names for word in words_of(name)}

    def _people_so_far(self) -> int:
        return len(self.found.people) + sum(kind == "person" for kind, _ in self.found.unclear)

    def _whole(self, shown: str, about: bool) -> AskedRole | bool:
        """True if all of it is one; the kind of which it may be several; else False."""
        order: tuple[AskedRole, AskedRole] = ("topic", "person") if about else ("person", "topic")
        several: AskedRole | None = None
        for kind in order:
            result = self._look_up(kind, shown)
            if result.outcome == "one":
                self.found.add(kind, result.matches[0].id, about)
                return True
            if result.outcome == "several":
                several = several or kind
        return several or False

    def _look_up(self, kind: AskedRole, shown: str) -> LookupResult:
        if kind == "topic":
            return self._resolver.find_topic(shown)
        result = self._resolver.find_person(shown, self._period)
        if result.outcome == "none" and _CYRILLIC.search(shown):
            plain = " ".join(_CASE_ENDING.sub("", word) for word in shown.split())
            bare = self._resolver.find_person(plain, self._period)
            if plain.strip() and bare.outcome == "one" and bare.matches[0].score >= _WITHOUT_ENDING:
                return bare
        return result

    def _split(self, run: list[int], about: bool) -> bool:
        """“Lavrov's missile shield”, “lavrov syria”, “lavrov in brussels”: in its parts."""
        if len(run) < 2:
            return False
        owner = next((n for n, at in enumerate(run) if _POSSESSIVE.search(self._words[at].text)), None)
        if owner is not None and owner + 1 < len(run):
            return self._owned(run[: owner + 1], run[owner + 1 :], about)
        parts = self._parts(run, word_lists.JOINS)
        if len(parts) > 1:
            for part in parts:
                self._name(part, about)
            return True
        return any(self._two(run[:cut], run[cut:], about) for cut in range(1, min(len(run), 4)))

    def _beside_a_label(self, run: list[int], about: bool) -> bool:
        """“lavrov syria”, “syria lavrov”: the look-up would take the label for a name with a slip in it."""
        labels, words = topic_labels(self._resolver.engine), [self._words[at].folded for at in run]
        for cut in range(1, len(run)):
            for name, label in ((run[:cut], words[cut:]), (run[cut:], words[:cut])):
                if _is_post_of(self._shown(name), " ".join(label)):
                    continue
                if (topic := labels.get(tuple(label))) and self._is_one("person", name, False):
                    self.found.add("topic", topic, about)
                    return True
        return False

    def _is_one(self, kind: AskedRole, run: list[int], about: bool) -> bool:
        """Whether all of a run is one; then it is found."""
        result = self._look_up(kind, _POSSESSIVE.sub("", self._shown(run)))
        if result.outcome == "one":
            self.found.add(kind, result.matches[0].id, about)
        return result.outcome == "one"

    def _owned(self, owner: list[int], owned: list[int], about: bool) -> bool:
        topic = self._resolver.find_topic(self._shown(owned))
        person = self._look_up("person", _POSSESSIVE.sub("", self._shown(owner)))
        if person.outcome != "one" or topic.outcome != "one":
            return False  # what is theirs is nobody's topic: whoever it is, it is not they
        self.found.add("person", person.matches[0].id, about)
        self.found.add("topic", topic.matches[0].id, about)
        return True

    def _two(self, head: list[int], tail: list[int], about: bool) -> bool:
        first, last = self._shown(head), self._shown(tail)
        for who, what in ((first, last), (last, first)):
            if _is_post_of(who, what):
                continue
            person = self._look_up("person", who)
            if person.outcome != "one":
                continue
            topic = self._resolver.find_topic(what)
            if topic.outcome == "one":
                self.found.add("person", person.matches[0].id, False)
                self.found.add("topic", topic.matches[0].id, about)
                return True
        return False

    def _parts(self, run: list[int], dividers: frozenset[str]) -> list[list[int]]:
        divided = groupby(run, lambda at: self._words[at].folded in dividers)
        return [part for is_divider, run in divided if not is_divider and (part := self._trimmed(list(run)))]

    def _trimmed(self, run: list[int]) -> list[int]:
        """Without small words at its ends."""
        inside = [n for n, at in enumerate(run) if not self._is_small(at)]
        return run[inside[0] : inside[-1] + 1] if inside else []

    def _is_small(self, at: int) -> bool:
        return at in self._asking or self._words[at].folded in word_lists.JOINS | word_lists.AND

    def _is_asking(self, at: int) -> bool:
        """Whether a word is one of a question: «про» is “about”; «ПРО», «о про» and a last «про», a topic."""
        word = self._words[at]
        if word.folded not in word_lists.ASKING and word.folded not in word_lists.ABOUT:
            return False
        if word.folded == "us" and at and self._words[at - 1].folded not in word_lists.GIVING:
            return False  # “the US president”, but “tell us”
        if word.folded in asking_names(self._resolver.engine) and self._beside_a_name(at):
            return False
        named = (word.folded,) in topic_labels(self._resolver.engine)
        behind = at > 0 and self._words[at - 1].folded in word_lists.ABOUT
        last = at == len(self._words) - 1
        return not (named and (behind or last or (word.text.isupper() and not self._text.isupper())))

    def _shown(self, run: Sequence[int]) -> str:
        return self._text[self._words[run[0]].start : self._words[run[-1]].end]

    def _beside_a_name(self, at: int) -> bool:
        """Whether a word that is none of a question stands beside: “NATO leader”, “secretary of state”."""
        behind = at - 2 if at > 1 and self._words[at - 1].folded == "of" else at - 1
        for first, last in ((behind, at), (at, at + 1)):
            if first >= 0 and last < len(self._words):
                beside = self._words[first if last == at else last]
                gap = self._text[self._words[first].end : self._words[last].start]
                if not _PARTS.search(gap) and beside.folded not in word_lists.SMALL:
                    return True
        return False


def _is_post_of(name: str, beside: str) -> bool:
    """Whether a name is a post of the country beside it: of “Syria president” nobody else is president."""
    return all(is_post(word.folded) for word in words_of(name)) and names_a_place(beside)
