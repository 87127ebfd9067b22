"""A standing question: what somebody wants to be told of, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from briefs.errors import UserError
from briefs.follow.tokens import word_tokens
from briefs.model import KINDS, StatementKind
from briefs.query import tokens

MOST_NAMES = 10  # people, or topics, or offices, of one question
MOST_TERMS = 16  # words, and as many minus words
_LEAST_BEGINNING = 3  # letters before a `*`: a shorter one fits half of the library
_MINUS = "-−–"
_OPENING = '"“«„'  # the marks that words side by side stand in


@dataclass(frozen=True, slots=True)
class WordTerm:
    """Words that stand next to each other, folded; with `open_end` the last one may go on."""

    tokens: tuple[str, ...]
    open_end: bool = False

    def __str__(self) -> str:
        text = " ".join(self.tokens) + ("*" if self.open_end else "")
        return f"“{text}”" if len(self.tokens) > 1 else text


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """Everything that is named must fit; of people, topics, kinds and offices one of those named.

    A topic takes in all that is narrower. `words` must all stand in the statement, none of `without`.
    `offices` are words of the office or organisation that the speaker held when it was said. With
    `new_position` only what may change a position counts: a person's first words on a topic, or words later
    than the curated brief. `corrections`: instead of new statements, those that somebody saw and that
    were corrected since; the other fields narrow it down.
    """

    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[WordTerm, ...] = ()
    without: tuple[WordTerm, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    offices: tuple[WordTerm, ...] = ()
    new_position: bool = False
    corrections: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is named that narrows the library down: it would be a flood."""
        named = self.people or self.topics or self.words or self.kinds or self.offices
        return not (named or self.new_position or self.corrections)

    def to_document(self) -> dict[str, Any]:
        """As JSON, without what is not named. `from_document` reads it."""
        terms = {name: [_term_text(term) for term in getattr(self, name)] for name in _TERMS}
        lists = {name: list(getattr(self, name)) for name in ("people", "topics", "kinds")}
        flags = {name: getattr(self, name) for name in ("new_position", "corrections")}
        return {name: value for name, value in (lists | terms | flags).items() if value}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> StandingQuestion:
        """The opposite of `to_document`; what another version added is left out."""
        kinds = tuple(kind for kind in document.get("kinds", ()) if kind in KINDS)
        return cls(
            people=tuple(document.get("people", ())),
            topics=tuple(document.get("topics", ())),
            kinds=cast("tuple[StatementKind, ...]", kinds),
            new_position=bool(document.get("new_position")),
            corrections=bool(document.get("corrections")),
            **{name: tuple(map(_term, document.get(name, ()))) for name in _TERMS},
        )


_TERMS = ("words", "without", "offices")


def read_terms(typed: str) -> tuple[tuple[WordTerm, ...], tuple[WordTerm, ...]]:
    """(words, minus words) of `sanctions "missile defence" guarant* -oil`.

    Raises UserError where there are too many, or a beginning is too short.
    """
    words: list[WordTerm] = []
    without: list[WordTerm] = []
    # `-"two words"`: the mark is taken off first, as one opens only at the start of a word
    spaced = f" {typed}"
    for mark in _MINUS:
        for opening in _OPENING:
            spaced = spaced.replace(f" {mark}{opening}", f" {mark} {opening}")
    minus = False
    for part in tokens(spaced):
        if part in _MINUS:
            minus = True
            continue
        negative = minus or part[:1] in _MINUS
        if (term := _term(part.lstrip(_MINUS))).tokens:
            (without if negative else words).append(term)
        minus = False
    for term in (*words, *without):
        if term.open_end and len(term.tokens[-1]) < _LEAST_BEGINNING:
            raise UserError(f"“{term}” is too short a beginning", "write at least three letters before the *")
    if max(len(words), len(without)) > MOST_TERMS:
        raise UserError(f"at most {MOST_TERMS} words", "leave some out")
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(without))


def terms_in_words(words: Iterable[WordTerm], without: Iterable[WordTerm] = ()) -> str:
    """As somebody would type them."""
    return " ".join([*map(_term_text, words), *(f"-{_term_text(term)}" for term in without)])


def _term(text: str) -> WordTerm:
    stripped = text.strip().strip('"“”')
    return WordTerm(word_tokens(stripped), stripped.endswith("*"))


def _term_text(term: WordTerm) -> str:
    text = " ".join(term.tokens) + ("*" if term.open_end else "")
    return f'"{text}"' if len(term.tokens) > 1 else text
