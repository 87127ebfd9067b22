"""A fitted page as one message: a card of Components V2, or plain content with its buttons below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.discord.core.components import MessageItem, ProofButton, action_view, stopped
from bot.discord.core.replies import InteractionOrContext, send_reply
from bot.discord.http import Messenger
from bot.discord.ui import Block, Display, Page, PagedAnswer, limits, link, paginate

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
    return {"content": None, "embeds": [], "view": card_view(page, display, items)}


def new_message_kwargs(page: Page, display: Display, *items: MessageItem) -> dict[str, Any]:
    """`message_kwargs` for a message that is not there yet: what the page has not is left out."""
    return {name: value for name, value in message_kwargs(page, display, *items).items() if value}


def look_of(message: discord.Message | None, display: Display) -> Display:
    """How an edit of `message` has to be: a card stays one, whatever its server has chosen since.

    Discord never takes the flag of components v2 off, and refuses content beside it.
    """
    card = display.plain and message is not None and message.flags.components_v2
    return replace(display, plain=False) if card else display


async def standing_look(messenger: Messenger, channel_id: int, message_id: int, display: Display) -> Display:
    """`look_of` a message that is not at hand; it is asked for only where it might be another than wanted."""
    if not display.plain:
        return display
    found = await messenger.read(channel_id, message_id)
    return look_of(found if isinstance(found, discord.Message) else None, display)


async def send_page(
    source: InteractionOrContext, paged: PagedAnswer, display: Display, *, ephemeral: bool = True
) -> None:
    """Answer with the first page of `paged`: for what is known to fit on one, or may be cut there.

    In plain text, whose pages are smaller, what fits a card goes on in a second message.
    """
    for page in paginate(paged, display.plain)[: 2 if display.plain else 1]:
        await send_reply(source, **new_message_kwargs(page, display), ephemeral=ephemeral)


def plain_content(page: Page) -> str:
    """A page fitted to plain text as the content of a message."""
    footer = f"\n\n{page.footer}" if page.footer else ""
    return f"**{page.title}**\n{page.body}{footer}"


def card_view(
    page: Page, display: Display, items: Sequence[MessageItem] = (), above: str = ""
) -> discord.ui.LayoutView:
    """The card of a page that fits; `above` stands before it, such as the role that a briefing pings."""
    return layout(_inside(page, display, items), page.colour, above)


def layout(inside: Iterable[discord.ui.Item[Any]], colour: int, above: str = "") -> discord.ui.LayoutView:
    """A message of one card with these components; a text may stand `above` it."""
    view = discord.ui.LayoutView(timeout=None)
    if above:
        view.add_item(discord.ui.TextDisplay(above))
    view.add_item(discord.ui.Container(*inside, accent_colour=colour))
    return stopped(view)


def _inside(page: Page, display: Display, items: Sequence[MessageItem]) -> Iterator[discord.ui.Item[Any]]:
    head = (f"**{link(page.title, page.url)}**", small(page.small), page.body)
    yield discord.ui.TextDisplay("\n".join(part for part in head if part))
    if page.picture:
        shown = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=page.picture)
        yield discord.ui.MediaGallery(shown)
    yield from _blocks(page.blocks, display)
    if page.footer:
        yield discord.ui.TextDisplay(small(page.footer))
    yield from rows(items)


def _blocks(blocks: Sequence[Block], display: Display) -> Iterator[discord.ui.Item[Any]]:
    """Each with its buttons; what has none stands in one text with what follows it."""
    waiting: list[str] = []
    seen: set[str] = set()  # no two components of a message have one id
    for number, block in enumerate(blocks):
        if block.ruled and number:
            if waiting:
                yield discord.ui.TextDisplay("\n\n".join(waiting))
            waiting = []
            yield discord.ui.Separator()
        waiting.append(block.text)
        buttons = list(_buttons(block, display, seen))
        if buttons:
            yield discord.ui.TextDisplay("\n\n".join(waiting))
            yield discord.ui.ActionRow(*buttons)
            waiting = []
    if waiting:
        yield discord.ui.TextDisplay("\n\n".join(waiting))


def _buttons(block: Block, display: Display, seen: set[str]) -> Iterator[discord.ui.Item[Any]]:
    """Where the words stand, and the receipt of the statement."""
    if block.source and len(block.source) <= limits.BUTTON_URL:
        yield discord.ui.Button(label=display.translator.gettext("Source"), url=block.source)
    if block.statement and block.proof and block.statement not in seen:
        seen.add(block.statement)
        yield ProofButton(block.statement, display.translator.gettext("Proof"))


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
