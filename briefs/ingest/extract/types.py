"""What the readers of a text give: who is made to say what in one block, and the candidates that come of it.

All offsets are characters of the article, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

# Characters of one article: a parse takes some 65 microseconds for each, and the process that reads what
# strangers wrote has 40 seconds of processor time in all.
PARSED_AT_MOST = 200_000

Span = tuple[int, int]
Sort = Literal["name", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a speaker; `name` is the proper name in them, `title` the office beside it.

    `kind` is "person" or "group" where the reader can tell; `others` are those who speak with them.
    """

    start: int
    end: int
    text: str
    sort: Sort
    name: str | None = None
    title: str | None = None
    kind: str | None = None
    others: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue and what hangs on it. `spans`: offsets in the article, several if the attribution breaks them.

    `quotes` are the indices of the block's whole quotations that the cue speaks for; `pattern` names the
    construction that was found, for the confidence.
    """

    cue: str
    cue_start: int
    speaker: Mention | None
    pattern: str
    spans: tuple[Span, ...] = ()
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockAttributions:
    """What a reader made of one block: attributions in order, sentences, and the names it holds."""

    attributions: tuple[Attribution, ...]
    sentences: tuple[Span, ...]
    names: tuple[Mention, ...] = ()
    lead: Mention | None = None  # whose words the block announces with a colon at its end
    subjects: tuple[Mention, ...] = ()  # of main clauses: whom each sentence is about
    # “a doctor told her …”: pronouns as objects, each with where the subject of its clause begins
    objects: tuple[tuple[Mention, int], ...] = ()


CandidateKind = Literal["quotation", "mixed", "reported"]
PageForm = Literal["article", "record"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement somebody may have made. Character offsets into the article, end exclusive.

    `start`/`end` hold the content alone; `sentence_start`/`sentence_end` the whole sentences, attribution
    included. `said` is EDTF (empty: not known), `said_basis` where it comes from. `speaker_id` is set only
    where the lookup knows exactly one such person. `confidence` is the share of such candidates, 0 to 1,
    whose content and speaker are right.

    A turn of a transcript has `taken_from` set; its `context` is the question before it, `place` where it was
    said, `second` the time in a recording at which it begins.
    """

    start: int
    end: int
    kind: CandidateKind
    text: str
    speaker: str | None
    speaker_id: str | None
    speaker_title: str | None
    cue: str | None
    sentence_start: int
    sentence_end: int
    said: str
    said_basis: str
    said_note: str
    topics: tuple[str, ...]
    confidence: float
    taken_from: Literal["transcript"] | None = None
    context: tuple[int, int] | None = None
    place: str | None = None
    second: float | None = None


class NamedEntity(Protocol):
    """One entity that a name may stand for."""

    @property
    def name(self) -> str: ...


class EntityMatches(Protocol):
    """What a lookup answers, the likeliest first."""

    @property
    def matches(self) -> Sequence[NamedEntity]: ...

    @property
    def outcome(self) -> str: ...

    @property
    def answer(self) -> str | None: ...


class EntityLookup(Protocol):
    """Finds an entity of the library by a name as people write it."""

    def find(self, query: str, *, mode: Literal["strict", "open"] | None = None) -> EntityMatches: ...
