"""A fitted page as one message: a card of Components V2, or plain content with its buttons below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import discord

from bot.discord.core.components import MessageItem, action_view, stopped
from bot.discord.core.replies import InteractionOrContext, send_reply
from bot.discord.ui import Display, Page, PagedAnswer, limits, paginate

SMALL = "-# "  # begins a line in small grey letters
PICTURE = "timeline.png"  # the name of the file that a card shows as its picture


def message_kwargs(page: Page, display: Display, *items: MessageItem) -> dict[str, Any]:
    """A fitted page and the buttons and menus under it, as the arguments of an edit of discord.py.

    What the page has not is None or empty, so that an edit takes it away: a message that was posted
    as an embed becomes a card with its next edit.
    """
    if display.plain:
        view = action_view(*items) if items else None
        return {"content": plain_content(page), "embeds": [], "view": view}
    return {"content": None, "embeds": [], "view": card_view(page, items)}


def new_message_kwargs(page: Page, display: Display, *items: MessageItem) -> dict[str, Any]:
    """`message_kwargs` for a message that is not there yet: what the page has not is left out."""
    return {name: value for name, value in message_kwargs(page, display, *items).items() if value}


async def send_page(
    source: InteractionOrContext, paged: PagedAnswer, display: Display, *, ephemeral: bool = True
) -> None:
    """Answer with the first page of `paged`: for what is known to fit on one, or may be cut there."""
    page = paginate(paged, display.plain)[0]
    await send_reply(source, **new_message_kwargs(page, display), ephemeral=ephemeral)


def plain_content(page: Page) -> str:
    """A page fitted to plain text as the content of a message."""
    footer = f"\n\n{page.footer}" if page.footer else ""
    return f"**{page.title}**\n{page.body}{footer}"


def card_view(page: Page, items: Sequence[MessageItem] = (), above: str = "") -> discord.ui.LayoutView:
    """The card of a page that fits; `above` stands before it, such as the role that a briefing pings."""
    view = discord.ui.LayoutView(timeout=None)
    if above:
        view.add_item(discord.ui.TextDisplay(above))
    view.add_item(discord.ui.Container(*_inside(page, items), accent_colour=page.colour))
    return stopped(view)


def _inside(page: Page, items: Sequence[MessageItem]) -> Iterator[discord.ui.Item[Any]]:
    yield discord.ui.TextDisplay(f"**{page.title}**")
    if page.body:
        yield discord.ui.TextDisplay(page.body)
    if page.picture:
        shown = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=page.picture)
        yield discord.ui.MediaGallery(shown)
    if page.footer:
        yield discord.ui.TextDisplay(small(page.footer))
    yield from rows(items)


def small(text: str) -> str:
    """`text` in small grey letters, as each of its lines must say."""
    return "\n".join(f"{SMALL}{line}" for line in text.split("\n") if line.strip())


def rows(items: Sequence[MessageItem]) -> Iterator[discord.ui.ActionRow[Any]]:
    """Buttons in rows of five, a menu in a row to itself, in their order."""
    row: list[MessageItem] = []
    for item in items:
        if row and (item.width > 1 or row[-1].width > 1 or len(row) == limits.ROW_BUTTONS):
            yield discord.ui.ActionRow(*row)
            row = []
        row.append(item)
    if row:
        yield discord.ui.ActionRow(*row)


def walk_components(components: Iterable[Any]) -> Iterator[Any]:
    """The components of a message with all those inside them."""
    for component in components:
        yield component
        yield from walk_components(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield accessory
