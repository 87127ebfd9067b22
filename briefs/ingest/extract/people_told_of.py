"""Whom each sentence of a parsed block is about, and whom it goes on about: what pronouns mean later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.mentions import Mentions
from briefs.ingest.extract.sentence_roles import (
    doubled,
    goes_on,
    is_cleft,
    is_human,
    is_topic,
    main,
    who_it_is,
)
from briefs.ingest.extract.types import Mention


class PeopleToldOf:
    """Reads them from one parsed block."""

    def __init__(self, doc: Any, mentions: Mentions) -> None:
        self._doc, self._mentions = doc, mentions

    def subjects(self) -> Iterator[Mention]:
        """Subjects of main clauses: whom the block is about."""
        for token in self._doc:
            if token.dep_ in ("nsubj", "nsubjpass") and main(token.head):
                if owner := self._told_of(token):
                    yield self._mentions.of(owner)
                if not doubled(token):
                    yield self._mentions.of(who_it_is(token) or self._of_whom(token) or token)
            elif (token.dep_ == "attr" and (is_cleft(token) or self._is_named(token))) or self._met(token):
                yield self._mentions.of(token)
            elif token.dep_ == "pobj" and token.pos_ == "PROPN" and is_topic(token):
                yield self._mentions.of(token)
            elif token.dep_ == "nsubj" and token.head.dep_ == "advcl" and goes_on(token.head.head):
                yield self._mentions.of(token)
            elif token.dep_ == "ROOT" and self._told_as_person(token) and not self._mentions.headline:
                yield self._mentions.of(token)  # its verb was taken for a noun: “Ken Dobbs, who …, shrugs”

    def objects(self) -> Iterator[tuple[Mention, int]]:
        """“A doctor told her to rest.”: who goes on being told of, and the subject, who is somebody else."""
        for token in self._doc:
            met = token.dep_ in ("pobj", "dobj") and speaker_words.is_person(token.lower_)
            if met and self._tells_who(token):
                yield self._mentions.of(token), -1  # “he looks at his daughter, who …”
            if token.text not in ("him", "her") or token.dep_ not in ("dobj", "dative"):
                continue
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ != "PRON":
                yield self._mentions.of(token), self._mentions.of(subject).start

    def _of_whom(self, subject: Any) -> Any | None:
        """“Mrs Osei's mother, Comfort Ama, sat …”: a parse may take the owner for the subject."""
        entity = self._mentions.entity(subject)
        end = entity.end if entity is not None and entity[-1].tag_ == "POS" else None
        noun = self._doc[end] if end is not None and end < len(self._doc) else None
        return noun if noun is not None and speaker_words.is_person(noun.lower_) else None

    def _tells_who(self, token: Any) -> bool:
        owned = any(c.tag_ == "PRP$" for c in token.children)
        return (owned and any(c.dep_ == "relcl" for c in token.children)) or self._mentions.called(
            token
        ) is not None

    def _is_named(self, token: Any) -> bool:
        """“The youngest speaker was Alfie Shah, nine.”: who it is, by name."""
        beside = (c for c in token.children if c.dep_ == "appos")
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), token)
        if token.head.lemma_ != "be" or not speaker_words.is_person(subject.lower_):
            return False
        return any(map(self._is_somebody, (token, *beside)))

    def _is_somebody(self, token: Any) -> bool:
        given = token.lower_ in MALE_NAMES | FEMALE_NAMES
        return token.pos_ == "PROPN" and (given or self._mentions.is_person(token))

    def _met(self, token: Any) -> bool:
        """“I called Dr. Halvorsen to ask.”: whom the writer met is who is told of next."""
        if token.dep_ not in ("dobj", "pobj", "dative", "appos") or token.pos_ != "PROPN":
            return False
        if not self._mentions.is_person(token) and not any(
            c.lower_ in lexicon.HONORIFICS for c in token.children
        ):
            return False
        verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
        return verb is not None and any(
            c.dep_ == "nsubj" and c.text in ("I", "we", "We") for c in verb.children
        )

    def _told_of(self, subject: Any) -> Any | None:
        """“Rourke's version is shorter.”: whose the subject is, where it is nobody itself."""
        if subject.pos_ != "NOUN" or speaker_words.kind_of(subject.text) not in (None, "thing"):
            return None
        return next((c for c in subject.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)

    def _told_as_person(self, token: Any) -> bool:
        return self._mentions.is_person(token) or (token.pos_ == "PROPN" and is_human(token))
