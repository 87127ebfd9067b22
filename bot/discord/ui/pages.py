"""What is shown in one message, before Discord's own classes: pages, and the blocks they are laid out from.

`fit_page` is the one fitting function: every page passes it, and what it returns Discord accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

from bot.discord.ui import limits
from bot.discord.ui.display import Display
from bot.discord.ui.markdown import truncate

PAGE = 3400  # characters of a page: a few screens of a phone, well under the limit
PLAIN_PAGE = 1500
MOST_BLOCKS = 5  # statements a page, however short
_BREAK = "\n\n"
GREEN, AMBER, RED, GREY, BLUE = 0x2E7D5B, 0xC98A1B, 0xB3423A, 0x6B7280, 0x2F5D9B


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a body that is not divided between pages; `statement` if it shows one.

    `also` are others that stand in it as accounts of the same utterance. In a card `source` is the address
    that its link button opens, a statement has a button for its receipt if it is to have `proof`, and a
    block that is `ruled` has a rule above it.
    """

    text: str
    statement: str | None = None
    also: tuple[str, ...] = ()
    source: str | None = None
    ruled: bool = False
    proof: bool = True

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the statements that stand in it."""
        return (self.statement, *self.also) if self.statement else ()


@dataclass(frozen=True, slots=True)
class Page:
    """Title, body and footer are Discord markdown already; `statements` are the ids shown in it.

    `small` stands under the title in small letters, `blocks` below the body: a card lays them out each
    with its buttons, of plain text there are none. `picture` says in words what the picture that is
    sent along shows; empty where there is none. On a card the title leads to `url`.
    """

    title: str
    body: str
    footer: str = ""
    colour: int = BLUE
    statements: tuple[str, ...] = ()
    picture: str = ""
    small: str = ""
    blocks: tuple[Block, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of the menu under a card: `value` is a statement's id, or "pN" for the page N, from 0."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PagedAnswer:
    """A whole answer: `intro` opens the first page, the blocks fill as many as they need.

    `cites` are statements that the intro rests on: they count as shown there. `small` stands under the
    title; at most `most` statements stand on a page, on the first of a card `first`. `choices` are all that
    a menu leads to. A picture stands on the first page; where that is full (`picture_apart`), on one of
    its own at the end. `url` is where the answer stands on the library's site.
    """

    title: str
    intro: str = ""
    blocks: tuple[Block, ...] = ()
    footer: str = ""
    colour: int = BLUE
    cites: tuple[str, ...] = ()
    picture: bool = False  # a time chart helps here
    small: str = ""
    most: int = MOST_BLOCKS
    first: int | None = None
    picture_apart: bool = False
    choices: tuple[Choice, ...] = ()
    actions: frozenset[str] = field(default=frozenset())  # context, compare, report
    url: str | None = None


def fit_page(page: Page, plain: bool = False) -> Page:
    """`page` within every limit of a card, or, if `plain`, of a message's content.

    The body is cut at the end of a line, so that no markup is cut in two; the footer gives way first.
    """
    title = truncate(" ".join(page.title.split()) or "…", limits.TITLE)
    if plain:
        room = limits.CONTENT - limits.PING - len(title) - len("****\n\n\n")
        footer = truncate(page.footer.strip(), min(300, room))
        body = truncate_lines(page.body.strip(), room - len(footer))
        return replace(page, title=title, body=body, footer=footer)
    footer = truncate(" ".join(page.footer.split()), limits.FOOTER)
    small = truncate(" ".join(page.small.split()), limits.FOOTER)
    room = limits.CARD_TEXT - limits.CARD_MARKS - len(title) - len(page.url or "") - len(footer) - len(small)
    body = truncate_lines(page.body.strip(), room)
    blocks = tuple(_fit_blocks(page.blocks, room - len(body)))
    return replace(page, title=title, body=body, footer=footer, small=small, blocks=blocks)


def _fit_blocks(blocks: Iterable[Block], room: int) -> Iterator[Block]:
    """What fits of them: the last is cut, and only so many have buttons as a card holds."""
    buttons = limits.CARD_BUTTON_ROWS
    for block in blocks:
        if room <= len(_BREAK):
            return
        text = truncate_lines(block.text.strip(), room - len(_BREAK))
        room -= len(text) + len(_BREAK)
        buttons -= bool(block.statement or block.source)
        bare = buttons < 0 and (block.statement or block.source)
        yield replace(block, text=text, source=None, statement=None) if bare else replace(block, text=text)


def number_page(page: Page, number: int, pages: int, display: Display) -> Page:
    """The page with its number, from 1, at the front of its footer; one alone needs none."""
    if pages == 1:
        return page
    place = display.translator.gettext("page {page} of {pages}", page=number, pages=pages)
    return fit_page(replace(page, footer=" · ".join(filter(None, (place, page.footer)))), display.plain)


def truncate_lines(text: str, most: int) -> str:
    """Whole lines from the start, at most `most` characters; a single overlong line is cut at a word."""
    if len(text) <= most:
        return text
    end = text.rfind("\n", 0, most - 1)
    if end > most // 2:
        return text[:end].rstrip() + "\n…"
    line = text[: most - 1]
    line = line[: line.rfind(" ")] if " " in line[most // 2 :] else line
    # A link that lost its end would show its address: it goes as a whole, unless the bracket is escaped.
    link = line.rfind("[")
    if link > line.rfind(")") and line[link - 1 : link] != "\\":
        line = line[:link]
    while line.endswith("\\"):  # half an escape would make the ellipsis part of it
        line = line[:-1]
    return line.rstrip() + "…"


def paginate(paged: PagedAnswer, plain: bool = False) -> tuple[Page, ...]:
    """The pages of an answer, at least one, each within every limit; no block is divided."""
    most = PLAIN_PAGE if plain else PAGE
    counts = chain([paged.first or paged.most], repeat(paged.most))
    laid = list(_fill_pages(paged.blocks, most, len(paged.intro), repeat(3) if plain else counts))
    if paged.picture_apart and not plain:
        laid.append([])
    pages = []
    for number, blocks in enumerate(laid):
        intro = [paged.intro] if paged.intro and number == 0 else []
        shown = tuple(id for block in blocks for id in block.shown)
        if number == 0:
            shown += tuple(id for id in paged.cites if id not in shown)
        body = _BREAK.join([*intro, *(block.text for block in blocks)] if plain else intro)
        page = Page(paged.title, body, paged.footer, paged.colour, shown, url=paged.url)
        if not plain:
            # Said once: of several cards the last one names the day of the library.
            footer = paged.footer if number == len(laid) - 1 else ""
            page = replace(page, small=paged.small, blocks=tuple(blocks), footer=footer)
        pages.append(fit_page(page, plain))
    return tuple(pages)


def _fill_pages(
    blocks: Sequence[Block], most: int, taken: int, counts: Iterator[int]
) -> Iterable[list[Block]]:
    """Blocks in order, page by page; `taken` characters of the first are used already.

    What follows the last statement stays with it as long as there is room: no page is of it alone.
    """
    page: list[Block] = []
    count = next(counts)
    last = max((number for number, block in enumerate(blocks) if block.statement), default=-1)
    for number, block in enumerate(blocks):
        full = sum(1 for each in page if each.statement) >= count and number <= last
        if page and (taken + len(block.text) > most or full):
            yield page
            page, taken, count = [], 0, next(counts)
        page.append(block)
        taken += len(block.text) + len(_BREAK)
    yield page
