"""The words that stand for a speaker in a parsed block: the name in them, or the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.blocks import TextBlock
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.types import Mention

_PERSONAL = frozenset("he she they we i it who".split())


class Mentions:
    """Turns tokens into mentions; one for each parsed block."""

    def __init__(self, block: TextBlock, doc: Any) -> None:
        self._block, self._doc = block, doc
        self._entity = {t.i: e for e in doc.ents for t in e}
        self._headline = _capitals(doc)

    def of(self, head: Any) -> Mention:
        """The mention whose head word is `head`."""
        if head.pos_ == "PRON" or head.lower_ in _PERSONAL:
            return self._mention(head.i, head.i, "pronoun")
        if self._one_of_a_people(head):
            return replace(self._mention(*self._phrase(head), "nominal"), kind="person")
        proper = head.pos_ == "PROPN" and not head.text[:1].islower()
        if proper or self._person(head) or self._mistagged(head):
            run = self._run(head)
            if not self._office(head, run):
                return self._named(head, *run)
        first, last = self._phrase(head)
        for child in head.children:  # “an attorney for Pagliano, Mark MacDougall”
            if child.dep_ == "appos" and (
                self._person(child) or (child.pos_ == "PROPN" and child.i - head.i > 1)
            ):
                run = self._run(child)
                return self._mention(*run, "name", self._name(*run), self._text(first, min(last, run[0] - 1)))
        person = self._first_person(first, last, head)
        if person is not None:
            return self._mention(*person, "name", self._name(*person), self._title_before(person[0]))
        return self._mention(first, last, "nominal")

    def names(self) -> Iterator[Mention]:
        """Persons named in the block, with the office beside the name."""
        for entity in self._doc.ents:
            if entity.label_ != "PERSON":
                continue
            named = self._named(entity.root, *self._run(entity.root, entity))
            if not self._headline or has_given_name(named.name or ""):
                yield named

    def subjects(self) -> Iterator[Mention]:
        """Subjects of main clauses: whom the block is about."""
        for token in self._doc:
            if token.dep_ in ("nsubj", "nsubjpass") and _main(token.head):
                yield self.of(token)

    def _mistagged(self, head: Any) -> bool:
        """“Trump said”: a name that is a word too."""
        return bool(head.tag_ == "NN" and head.text[:1].isupper() and not any(True for _ in head.lefts))

    def _office(self, head: Any, run: tuple[int, int]) -> bool:
        """“the Secretary General”: words of an office and no name."""
        return all(t.lower_ in lexicon.TITLES or "-" in t.text for t in self._doc[run[0] : run[1] + 1])

    def _one_of_a_people(self, head: Any) -> bool:
        """“the Dane”, “the Vermont Democrat”: somebody of whom the text has told."""
        the = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children)
        party = head.lower_ in ("democrat", "republican")
        return bool(the and (party or speaker_words.is_demonym(head.lower_)) and not self._person(head))

    # spaCy's entities decide where they are there; the tags alone take “Foreign Minister” for a name

    def _person(self, token: Any) -> bool:
        entity = self._entity.get(token.i)
        return entity is not None and entity.label_ == "PERSON"

    def _named(self, head: Any, first: int, last: int) -> Mention:
        return self._mention(first, last, "name", self._name(first, last), self._title(head, first))

    def _run(self, head: Any, entity: Any | None = None) -> tuple[int, int]:
        """The proper name around the head, without titles in front of it."""
        entity = entity or self._entity.get(head.i)
        if entity is not None and entity.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"):
            first, last = entity.start, entity.end - 1
            if entity.label_ == "PERSON" or head.i == last:
                while first > 0 and self._joins(first - 1) and entity.label_ == "PERSON":
                    first -= 1
        else:
            first = last = head.i
            while (
                first > 0
                and self._doc[first - 1].pos_ == "PROPN"
                and self._doc[first - 1].head.i in range(first, last + 1)
            ):
                first -= 1
        while last > first and (self._doc[last].lower_ in ("'s", "’s", "’") or self._doc[last].is_punct):
            last -= 1
        while first < last and self._is_title(first):
            first += 1
        return first, last

    def _joins(self, i: int) -> bool:
        token = self._doc[i]
        return bool(
            token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and token.dep_ == "compound"
            and not self._is_title(i)
            and token.i not in self._entity
        )

    def _is_title(self, i: int) -> bool:
        word = self._doc[i].lower_.strip(",")
        if word in lexicon.TITLES or not self._doc[i].text[:1].isupper():
            return True
        # “Substitute Kofi Mensah scored”, “Meeting Ford is our dream”: a capital that only opens the sentence
        opens = i == self._doc[i].sent.start and word.endswith("ing") and len(word) > 5
        return (speaker_words.is_person(word) or opens) and word not in MALE_NAMES | FEMALE_NAMES

    def _name(self, first: int, last: int) -> str:
        return self._text(first, last)

    def _title(self, head: Any, first: int) -> str | None:
        before = self._title_before(first)
        if before:
            return before
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and child.pos_ == "NOUN":
                return self._text(*self._phrase(child))
        return None

    def _title_before(self, first: int) -> str | None:
        start = first
        while start > 0:
            if self._titles(start - 1):
                start -= 1
            elif (jump := self._joined(start - 1)) is not None:
                start = jump
            else:
                break
        while start < first and self._doc[start].is_punct:
            start += 1
        words = self._doc[start:first]
        if not any(t.lower_ in lexicon.TITLES or speaker_words.is_person(t.lower_) for t in words):
            return None
        return self._text(start, first - 1)

    def _titles(self, i: int) -> bool:
        token = self._doc[i]
        if token.lower_ in ("he", "she") or token.is_space or (token.is_punct and token.text not in "-&"):
            return False
        return token.pos_ in ("PROPN", "ADJ", "NOUN") or token.lower_ in lexicon.TITLES or token.text in "-&"

    def _joined(self, i: int) -> int | None:
        """“Representative for the South Caucasus and Central Asia”: the office word before the connection."""
        if self._doc[i].lower_ in ("'s", "’s") and i > 0 and self._titles(i - 1):
            return i
        if self._doc[i].pos_ not in ("ADP", "CCONJ", "DET"):
            return None
        for k in range(i, max(0, i - 9), -1):
            token = self._doc[k]
            if token.lower_ in ("of", "for", "to") and self._doc[k - 1].lower_ in lexicon.TITLES:
                return k
            if token.pos_ not in ("PROPN", "ADJ", "NOUN", "ADP", "CCONJ", "DET"):
                return None
        return None

    def _first_person(self, first: int, last: int, head: Any) -> tuple[int, int] | None:
        """“Trump campaign manager Kellyanne Conway” tagged with a common noun as its head."""
        following = last + 1
        if (
            following < len(self._doc)
            and self._entity.get(following) is not None
            and self._person(self._doc[following])
        ):
            if last == head.i:
                return self._run(self._doc[following])
        return None

    def _phrase(self, head: Any) -> tuple[int, int]:
        """The noun phrase without clauses, appositions and commas."""
        first: int = head.left_edge.i
        last: int = head.i
        for child in head.children:
            if child.i > head.i and child.dep_ == "prep" and child.i == last + 1:
                last = max(t.i for t in child.subtree)
        # what comes after a comma is about the person and not a part of the office
        comma = next((t.i for t in self._doc[head.i : last + 1] if t.text in (",", "—", "–", "(")), None)
        if comma is not None and comma > head.i:
            last = comma - 1
        return first, last

    def _mention(
        self, first: int, last: int, sort: str, name: str | None = None, title: str | None = None
    ) -> Mention:
        start, end = self._block.article(self._doc[first].idx, self._doc[last].idx + len(self._doc[last]))
        text = self._text(first, last)
        if sort == "pronoun":
            return Mention(start, end, text, "pronoun")
        if sort == "name":
            return Mention(start, end, text, "name", name, title, self._kind(first, last, name, title))
        return Mention(start, end, text, "nominal")

    def _kind(self, first: int, last: int, name: str | None, title: str | None) -> str | None:
        labels = {self._entity[i].label_ for i in range(first, last + 1) if i in self._entity}
        if "PERSON" in labels or has_given_name(name or ""):
            return "person"
        if title:
            return "group" if speaker_words.kind_of(title) == "group" else "person"
        return "group" if labels & {"ORG", "GPE", "NORP", "FAC", "LOC"} else None

    def _text(self, first: int, last: int) -> str:
        return " ".join(str(self._doc[first : last + 1].text).split())


def has_given_name(name: str) -> bool:
    """Whether a run of capitals begins like a person's full name; in a headline nothing else tells."""
    words = name.lower().split()
    return 1 < len(words) < 4 and words[0] in MALE_NAMES | FEMALE_NAMES


def _capitals(doc: Any) -> bool:
    """A headline: nearly every word has a capital, so none of them shows a name."""
    words = [t.text for t in doc if t.is_alpha and len(t) > 3]
    share = sum(w[0].isupper() for w in words) / max(1, len(words))
    verb = any(t.i and t.pos_ == "VERB" and t.text[0].isupper() for t in doc)
    return len(words) > 3 and (share > 0.95 or (share >= 0.8 and verb))


def _main(verb: Any) -> bool:
    """The verb of a main clause, or one joined to it."""
    while verb.dep_ == "conj":
        verb = verb.head
    return bool(
        verb.dep_ in ("ROOT", "parataxis")
        or (verb.dep_ == "ccomp" and verb.i < verb.head.i and not _reports(verb.head))
    )


def _reports(verb: Any) -> bool:
    return verb.lemma_.lower() in lexicon.SPOKEN
