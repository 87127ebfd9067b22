"""What is shown in one message, before Discord's own classes: pages, and the blocks they are laid out from.

`fit_page` is the one fitting function: every page passes it, and what it returns Discord accepts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.discord.ui import limits
from bot.discord.ui.display import Display
from bot.discord.ui.markdown import truncate

PAGE = 3400  # characters of a page: a few screens of a phone, well under the limit
PLAIN_PAGE = 1500
MOST_BLOCKS = 5  # statements a page, however short
_BREAK = "\n\n"
GREEN, AMBER, RED, GREY, BLUE = 0x2E7D5B, 0xC98A1B, 0xB3423A, 0x6B7280, 0x2F5D9B


@dataclass(frozen=True, slots=True)
class Page:
    """Title, body and footer are Discord markdown already; `statements` are the ids shown in it.

    `picture` says in words what the picture that is sent along shows; empty where there is none.
    """

    title: str
    body: str
    footer: str = ""
    colour: int = BLUE
    statements: tuple[str, ...] = ()
    picture: str = ""


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
    cites: tuple[str, ...] = ()
    picture: bool = False  # a time chart helps here
    actions: frozenset[str] = field(default=frozenset())  # context, compare, report


def fit_page(page: Page, plain: bool = False) -> Page:
    """`page` within every limit of a card, or, if `plain`, of a message's content.

    The body is cut at the end of a line, so that no markup is cut in two; the footer gives way first.
    """
    title = truncate(" ".join(page.title.split()) or "…", limits.TITLE)
    if plain:
        room = limits.CONTENT - len(title) - len("****\n\n\n")
        footer = truncate(page.footer.strip(), min(300, room))
        body = truncate_lines(page.body.strip(), room - len(footer))
        return replace(page, title=title, body=body, footer=footer)
    footer = truncate(" ".join(page.footer.split()), limits.FOOTER)
    room = limits.CARD_TEXT - limits.CARD_MARKS - len(title) - len(footer)
    return replace(page, title=title, body=truncate_lines(page.body.strip(), room), footer=footer)


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
    laid = list(_fill_pages(paged.blocks, most, len(paged.intro), 3 if plain else MOST_BLOCKS))
    pages = []
    for number, blocks in enumerate(laid):
        intro = [paged.intro] if paged.intro and number == 0 else []
        body = _BREAK.join([*intro, *(block.text for block in blocks)])
        shown = tuple(id for block in blocks if block.statement for id in (block.statement, *block.also))
        if number == 0:
            shown += tuple(id for id in paged.cites if id not in shown)
        page = Page(paged.title, body, paged.footer, paged.colour, statements=shown)
        pages.append(fit_page(page, plain))
    return tuple(pages)


def _fill_pages(blocks: Iterable[Block], most: int, taken: int, count: int) -> Iterable[list[Block]]:
    """Blocks in order, page by page; `taken` characters of the first are used already."""
    page: list[Block] = []
    for block in blocks:
        if page and (taken + len(block.text) > most or sum(1 for b in page if b.statement) >= count):
            yield page
            page, taken = [], 0
        page.append(block)
        taken += len(block.text) + len(_BREAK)
    yield page
