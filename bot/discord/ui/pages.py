"""What is shown in one message, before Discord's own classes: a card, and the blocks it is laid out from."""

from __future__ import annotations

from dataclasses import dataclass, field

GREEN, AMBER, RED, GREY, BLUE = 0x2E7D5B, 0xC98A1B, 0xB3423A, 0x6B7280, 0x2F5D9B


@dataclass(frozen=True, slots=True)
class Page:
    """Title, body and footer are Discord markdown already; `statements` are the ids shown in it."""

    title: str
    body: str
    footer: str = ""
    colour: int = BLUE
    url: str | None = None
    picture: str | None = None  # the name of the attached file that the card shows
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a body that is not divided between pages; `statement` if it shows one.

    `also` are others that stand in it as accounts of the same utterance.
    """

    text: str
    statement: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagedAnswer:
    """A whole answer: `intro` opens the first page, the blocks fill as many as they need.

    `cites` are statements that the intro rests on: they count as shown there.
    """

    title: str
    intro: str = ""
    blocks: tuple[Block, ...] = ()
    footer: str = ""
    colour: int = BLUE
    url: str | None = None
    cites: tuple[str, ...] = ()
    picture: bool = False  # a time chart helps here
    actions: frozenset[str] = field(default=frozenset())  # context, compare, report
