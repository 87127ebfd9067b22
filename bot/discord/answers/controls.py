"""The buttons and the menu under an answer: on a card at most five buttons, in plain text each in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.discord.answers.answer_cards import LAST_PAGE, WHOLE_BRIEF
from bot.discord.answers.queries import RenderedAnswer
from bot.discord.core import ActionButton, ActionSelect, ComponentAction, MessageItem, Style, option
from bot.discord.ui import Display, limits

NOWHERE = 99_999  # the page of a button that cannot be pressed: no other button has its id
MORE = "⋯"
PAGE_CHOICE = re.compile(r"p(\d{1,5})")  # the value of an entry of the menu that leads to a page


def answer_items(
    key: str,
    rendered: RenderedAnswer,
    page: int,
    display: Display,
    opened: bool = False,
    *,
    curates: bool = False,
) -> list[MessageItem]:
    """What stands under the page of an answer, counted from 0; `opened` in place of it what “⋯” holds.

    `curates`: who asked may see who accepted a statement.
    """
    if display.plain:
        return [
            *_plain_paging(key, rendered, page, display),
            *_in_words(key, rendered, page, display, curates),
        ]
    if opened:
        back = ActionButton(ComponentAction("page", key, page), "‹")
        return [back, *_rest(key, rendered, page, display, curates)]
    first = [*_paging(key, rendered, page), *_compare(key, rendered, display)]
    rest = _rest(key, rendered, page, display, curates)
    if len(rendered.pages) > 1 or len(first) + len(rest) > limits.ROW_BUTTONS:
        rest = [ActionButton(ComponentAction("more", key), MORE)]
    return [*_menu(key, rendered, display), *first, *rest]


def _menu(key: str, rendered: RenderedAnswer, display: Display) -> Iterator[MessageItem]:
    """All statements, to see the receipt of one, or where the pages begin."""
    choices = rendered.paged.choices[: limits.SELECT_OPTIONS]
    if not choices:
        return
    shown = display.translator.ngettext(
        "All {n} statements: pick one to see it whole",
        "All {n} statements: pick one to see it whole",
        sum(each.value not in (WHOLE_BRIEF, LAST_PAGE) for each in choices),
    )
    if PAGE_CHOICE.fullmatch(choices[-1].value):
        shown = display.translator.gettext("Go to …")
    options = [option(each.label, each.value, each.detail) for each in choices]
    yield ActionSelect(ComponentAction("jump", key), shown, options)


def _paging(key: str, rendered: RenderedAnswer, page: int) -> Iterator[ActionButton]:
    last = len(rendered.pages) - 1
    if not last:
        return
    back, onward = (page - 1 if page else NOWHERE), (page + 1 if page < last else NOWHERE)
    yield ActionButton(ComponentAction("page", key, back), "‹", disabled=back == NOWHERE)
    yield ActionButton(ComponentAction("page", key, page), f"{page + 1}/{last + 1}", disabled=True)
    yield ActionButton(ComponentAction("page", key, onward), "›", disabled=onward == NOWHERE)


def _compare(key: str, rendered: RenderedAnswer, display: Display) -> Iterator[ActionButton]:
    if "compare" in rendered.paged.actions:
        yield ActionButton(ComponentAction("compare", key), display.translator.gettext("Compare"))


def _rest(
    key: str, rendered: RenderedAnswer, page: int, display: Display, curates: bool
) -> list[ActionButton]:
    """What is seldom pressed; the last is to take the answer away."""
    translator, actions = display.translator, rendered.paged.actions
    buttons = []
    if "report" in actions and rendered.pages[page].statements:
        buttons.append(ActionButton(ComponentAction("report", key), translator.gettext("Report an error")))
    if "audit" in actions and curates:
        buttons.append(ActionButton(ComponentAction("audit", key), translator.gettext("Who accepted it")))
    if "post" in actions:
        label = translator.gettext("Post for all")
        return [*buttons, ActionButton(ComponentAction("post", key), label, Style.success)]
    return [*buttons, ActionButton(ComponentAction("delete", key), translator.gettext("Delete"))]


def _in_words(
    key: str, rendered: RenderedAnswer, page: int, display: Display, curates: bool
) -> Iterator[ActionButton]:
    """Under plain text no statement has buttons of its own."""
    translator, actions = display.translator, rendered.paged.actions
    if "report" in actions and "audit" not in actions and rendered.pages[page].statements:
        yield ActionButton(ComponentAction("context", key), translator.gettext("Show context"))
    if "compare" in actions:
        yield ActionButton(ComponentAction("compare", key), translator.gettext("Compare with …"))
    yield from _rest(key, rendered, page, display, curates)


def _plain_paging(key: str, rendered: RenderedAnswer, page: int, display: Display) -> Iterator[ActionButton]:
    translator, last = display.translator, len(rendered.pages) - 1
    if not last:
        return
    before, after = max(page - 1, 0), page + 1 if page < last else 0
    yield ActionButton(ComponentAction("page", key, before), translator.gettext("Back"), disabled=page == 0)
    if after != before or page == 0:  # of two pages, “back” is the first already
        label = translator.gettext("Next page") if page < last else translator.gettext("First page")
        yield ActionButton(ComponentAction("page", key, after), label, Style.primary)
