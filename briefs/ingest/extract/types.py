"""Who is made to say what in one block, before anybody is resolved: the shape that both readers give.

All offsets are characters of the article, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Sort = Literal["name", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a speaker; `name` is the proper name in them, `title` the office beside it."""

    start: int
    end: int
    text: str
    sort: Sort
    name: str | None = None
    title: str | None = None


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
