"""The words that stand for a speaker in a parsed block: the name in them, or the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.blocks import TextBlock
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.sentence_roles import (
    capitals,
    gave_name,
    has_given_name,
    is_human,
    is_place,
)
from briefs.ingest.extract.title_phrases import Titles
from briefs.ingest.extract.types import Mention

_PERSONAL = frozenset("he she they we i it who".split())
_GIVEN = MALE_NAMES | FEMALE_NAMES
_PARTICLES = frozenset("abu al ben bin de del della di dos el ibn la le mac van von".split())
_OF_GROUPS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_ADDRESSES = frozenset("cllr coun dr gen gov mr mrs ms prof rev sen sgt".split())
_BEHIND_NAMES = frozenset("CBE Esq Jr KC MBE MD MEP MP MSP OBE PhD QC SC Sr".split())


class Mentions:
    """Turns tokens into mentions; one for each parsed block."""

    def __init__(self, block: TextBlock, doc: Any) -> None:
        self._block, self._doc = block, doc
        self._entity = {t.i: e for e in doc.ents for t in e}
        self.headline = capitals(doc)
        self._titles = Titles(doc)

    def of(self, head: Any) -> Mention:
        """The mention whose head word is `head`."""
        if head.text in _BEHIND_NAMES and head.i and self._doc[head.i - 1].pos_ == "PROPN":
            head = self._doc[head.i - 1]  # “Eleanor Sykes KC”
        if head.pos_ == "PRON" or head.lower_ in _PERSONAL:
            return self._mention(head.i, head.i, "pronoun")
        if called := self.called(head):
            return called
        if head.lower_ == "world" and self._doc[head.i + 1 : head.i + 2].text.lower()[:2] in ("no", "nu"):
            return replace(self._mention(head.left_edge.i, head.i + 2, "nominal"), kind="person")
        if self._one_of_a_people(head):
            return replace(self._mention(*self._titles.phrase(head), "nominal"), kind="person")
        proper = head.pos_ == "PROPN" and not head.text[:1].islower()
        if proper or self.is_person(head) or self._mistagged(head):
            run = self._run(head)
            if not self._office(head, run) and not self._holds(head, run):
                return self._named(head, *run)
        first, last = self._titles.phrase(head)
        if speaker_words.kind_of(self._titles.text(first, last)) == "quantity":
            beside = (c for c in head.subtree if c.dep_ == "appos" and speaker_words.is_person(c.lower_))
            if (who := next(beside, None)) is not None:  # “One of those, a supervisor in Leeds, said …”
                first, last = self._titles.phrase(who)
        for child in head.children:  # “an attorney for Pagliano, Mark MacDougall”
            if child.dep_ == "appos" and self._names_it(head, child):
                run = self._run(child)
                return self._mention(
                    *run, "name", self._name(*run), self._titles.text(first, min(last, run[0] - 1))
                )
        if named := self._behind_comma(last, head) or self._before_verb(head):
            return self._mention(*named, "name", self._name(*named), self._titles.text(first, last))
        person = self._first_person(first, last, head)
        if person is not None:
            return self._mention(*person, "name", self._name(*person), self._titles.before(person[0]))
        return self._mention(first, last, "nominal")

    def names(self) -> Iterator[Mention]:
        """Persons named in the block, with the office beside the name."""
        for entity in self._doc.ents:
            # a model that marks news takes “Birgit Thoma” for a firm
            mistaken = entity.label_ in _OF_GROUPS and self._is_persons(*self._run(entity.root, entity))
            if not (entity.label_ == "PERSON" or mistaken) or is_place(entity):
                continue
            named = self._named(entity.root, *self._run(entity.root, entity))
            if not self.headline or has_given_name(named.name or ""):
                yield named

    def _mistagged(self, head: Any) -> bool:
        """“Trump said”: a name that is a word too."""
        return bool(head.tag_ == "NN" and head.text[:1].isupper() and not any(True for _ in head.lefts))

    def _office(self, head: Any, run: tuple[int, int]) -> bool:
        """“the Secretary General”: words of an office and no name."""
        return all(t.lower_ in lexicon.TITLES or "-" in t.text for t in self._doc[run[0] : run[1] + 1])

    def _holds(self, head: Any, run: tuple[int, int]) -> bool:
        """“the Cabinet Secretary for Education”: an office with whatever stands before and behind it."""
        the = any(c.dep_ == "det" and c.lower_ in ("the", "a", "an") for c in head.children)
        words = self._doc[run[0] : run[1] + 1]
        office = head.lower_ in lexicon.TITLES and head.lower_ not in lexicon.HONORIFICS
        return the and office and not any(self.is_person(t) or t.lower_ in _GIVEN for t in words)

    def called(self, head: Any) -> Mention | None:
        """“a builder called Stan”, “one of them, Joost, …”: the name that is given to the noun."""
        for noun in (head, *(c for c in head.children if c.dep_ == "appos")):
            for verb in noun.children:
                if verb.dep_ != "acl" or verb.lower_ not in ("called", "named"):
                    continue
                name = next((c for c in verb.children if c.pos_ == "PROPN" and c.i > verb.i), None)
                if name is not None and speaker_words.kind_of(head.text) != "group":
                    first, last = name.left_edge.i, name.i
                    title = self._titles.text(noun.left_edge.i, noun.i)
                    return replace(
                        self._mention(first, last, "name", self._name(first, last), title), kind="person"
                    )
        if given := gave_name(head):
            title = self._titles.text(*self._titles.phrase(head))
            run = given.left_edge.i, given.i
            return replace(self._mention(*run, "name", self._name(*run), title), kind="person")
        if speaker_words.kind_of(self._titles.text(*self._titles.phrase(head))) != "quantity":
            return None
        comma = next((t for t in self._doc[head.i + 1 : head.i + 6] if t.text == ","), None)
        if comma is None or comma.i + 1 >= len(self._doc) or self._doc[comma.i + 1].pos_ != "PROPN":
            return None
        first = last = comma.i + 1
        while last + 1 < len(self._doc) and self._doc[last + 1].pos_ == "PROPN":
            last += 1
        ended = last + 1 < len(self._doc) and self._doc[last + 1].text in (",", ".")
        return replace(self._named(self._doc[last], first, last), kind="person") if ended else None

    def _names_it(self, head: Any, child: Any) -> bool:
        """Whether an apposition is the noun's name: “the bishop, Justin Ware”, “his wife Elif”."""
        if self.is_person(child) or (child.pos_ == "PROPN" and child.i - head.i > 1):
            return True
        noun = speaker_words.is_person(head.lower_) or speaker_words.kind_of(head.text) == "group"
        return bool(child.pos_ == "PROPN" and noun and (not child.is_upper or child.i in self._entity))

    def _one_of_a_people(self, head: Any) -> bool:
        """“the Dane”, “the Vermont Democrat”: somebody of whom the text has told."""
        the = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children)
        party = head.lower_ in ("democrat", "republican")
        return bool(the and (party or speaker_words.is_demonym(head.lower_)) and not self.is_person(head))

    # spaCy's entities decide where they are there; the tags alone take “Foreign Minister” for a name

    def entity(self, token: Any) -> Any | None:
        """The name that a model marks there."""
        return self._entity.get(token.i)

    def is_person(self, token: Any) -> bool:
        entity = self._entity.get(token.i)
        return entity is not None and entity.label_ == "PERSON"

    def _named(self, head: Any, first: int, last: int) -> Mention:
        return self._mention(first, last, "name", self._name(first, last), self._titles.of(head, first))

    def _run(self, head: Any, entity: Any | None = None) -> tuple[int, int]:
        """The proper name around the head, without titles in front of it."""
        entity = entity or self._entity.get(head.i)
        if entity is not None and entity.label_ in {"PERSON", *_OF_GROUPS}:
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
        for i in range(first, last):  # “Bernstein's Priyesh Nandha”
            first = i + 1 if self._doc[i].tag_ == "POS" else first
        while last > first and (self._doc[last].lower_ in ("'s", "’s", "’") or self._doc[last].is_punct):
            last -= 1
        if first < last - 1 and self._doc[first].lower_ == "the" and self._is_title(first + 1):
            first += 1
        while first < last and self._is_title(first):
            first += 1
        # “Independent Cllr Ray Nuttall”: a form of address ends what belongs to no name
        for i in range(last - 1, first, -1):
            if self._doc[i].lower_.rstrip(".") in _ADDRESSES:
                first = i + 1
                break
        while first < last and self._doc[last].text in _BEHIND_NAMES:
            last -= 1
        # an office that is on no list: “Churchwarden Edmund Fell”
        of_group = entity is not None and entity.label_ != "PERSON"
        while last - first > 1 and self._before_given_name(first, of_group):
            first += 1
        return first, last

    def _before_given_name(self, i: int, of_group: bool) -> bool:
        word, following = self._doc[i].lower_, self._doc[i + 1].lower_
        known = word in _GIVEN or word in _PARTICLES or len(word.strip(".")) < 2
        return not known and (following in _GIVEN or (not of_group and speaker_words.is_demonym(word)))

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
        opens = i == self._doc[i].sent.start and (
            (word.endswith("ing") and len(word) > 5) or word in lexicon.OPENING
        )
        return (speaker_words.is_person(word) or opens) and word not in _GIVEN

    def _name(self, first: int, last: int) -> str:
        return self._titles.text(first, last)

    def _first_person(self, first: int, last: int, head: Any) -> tuple[int, int] | None:
        """“Trump campaign manager Kellyanne Conway” tagged with a common noun as its head."""
        following = last + 1
        if (
            following < len(self._doc)
            and self._entity.get(following) is not None
            and self.is_person(self._doc[following])
        ):
            if last == head.i:
                return self._run(self._doc[following])
        return None

    def _behind_comma(self, last: int, head: Any) -> tuple[int, int] | None:
        """“the mayor of Kingsport, Gil Maddox, has …”: a parse may hang the name on the place."""
        doc = self._doc
        if not speaker_words.is_person(head.lower_) or last + 3 >= len(doc) or doc[last + 1].text != ",":
            return None
        entity = self._entity.get(last + 2)
        end = entity.end if entity is not None else last + 2
        while entity is None and end < len(doc) and doc[end].pos_ == "PROPN" and end not in self._entity:
            end += 1
        name = doc[last + 2 : end]
        if entity is not None and (entity.start != last + 2 or entity.label_ in ("GPE", "LOC", "NORP")):
            return None
        if not 1 < len(name) < 4 or end >= len(doc) or any(t.pos_ != "PROPN" for t in name):
            return None
        return self._run(name.root, entity) if doc[end].text in (",", ".") else None

    def _before_verb(self, head: Any) -> tuple[int, int] | None:
        """“A nurse who worked with him, Philippa Rowe, remembered …”: the name behind what is told of her."""
        doc, verb = self._doc, head.head
        if head.dep_ != "nsubj" or not speaker_words.is_person(head.lower_) or doc[verb.i - 1].text != ",":
            return None
        entity = self._entity.get(verb.i - 2)
        if entity is None or entity.label_ != "PERSON" or entity.start <= head.i + 1:
            return None
        return self._run(entity.root, entity) if doc[entity.start - 1].text == "," else None

    def _mention(
        self, first: int, last: int, sort: str, name: str | None = None, title: str | None = None
    ) -> Mention:
        start, end = self._block.article(self._doc[first].idx, self._doc[last].idx + len(self._doc[last]))
        text = self._titles.text(first, last)
        if sort == "pronoun":
            return Mention(start, end, text, "pronoun")
        if sort == "name":
            return Mention(start, end, text, "name", name, title, self._kind(first, last, name, title))
        return Mention(start, end, text, "nominal")

    def _is_persons(self, first: int, last: int) -> bool:
        """Whether a name that no model takes for a person's begins with a given name."""
        name = self._name(first, last)
        words = self._doc[first : last + 1]
        return (
            has_given_name(name)
            and speaker_words.kind_of(name) is None
            and all(t.text[0].isupper() for t in words)
        )

    def _in_plural(self, name: Any) -> bool:
        """“Ashford Vale are staying up”: a side, a band or a firm, and no person."""
        if name.dep_ != "nsubj" or any(True for _ in name.conjuncts):
            return False
        verbs = (name.head, *(c for c in name.head.children if c.dep_ in ("aux", "auxpass")))
        return any(t.lower_ in ("are", "were", "have") and t.i > name.i for t in verbs)

    def _kind(self, first: int, last: int, name: str | None, title: str | None) -> str | None:
        if self._in_plural(self._doc[last]):
            return "group"
        labels = {self._entity[i].label_ for i in range(first, last + 1) if i in self._entity}
        given = (name or "").lower() in _GIVEN and labels <= {"ORG", "PERSON"}
        if "PERSON" in labels or given or has_given_name(name or "") or is_human(self._doc[last]):
            return "person"
        if title:
            return "group" if speaker_words.kind_of(title) == "group" else "person"
        return "group" if labels & _OF_GROUPS else None
