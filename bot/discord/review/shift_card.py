"""A pair of statements that is proposed as a shift, with why, and what a curator can do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.answers import side_lines
from bot.discord.core import ActionButton, ComponentAction, FormInput, FormPage, Style, layout
from bot.discord.ui import AMBER, GREY, Display, field_label, limits, safe, text_field
from bot.ingest import LONGEST_WORDS
from briefs.i18n import N_
from briefs.render import shifts

if TYPE_CHECKING:
    from briefs.shifts import ProposedShift

_NOTHING = N_("No pair is proposed.")
_NEUTRAL = N_("What differs, without judgement. Left empty: the two speak for themselves")


def shift_view(
    found: tuple[ProposedShift, ...], number: int, display: Display, above: str = ""
) -> discord.ui.LayoutView:
    """The pair of that number, of all that are proposed; what was just decided stands above it."""
    translator = display.translator
    if not found:
        text = translator.gettext(_NOTHING)
        return layout([discord.ui.TextDisplay(f"{above}\n\n{text}" if above else text)], GREY)
    number %= len(found)
    one = found[number]
    heading = translator.gettext("Pair {n} of {of}", n=number + 1, of=len(found))
    lines = [*([above, ""] if above else []), f"### {heading}", *_lines(one, display)]
    words = discord.ui.TextDisplay[Any]("\n".join(lines)[: limits.CARD_TEXT])
    return layout([words, discord.ui.ActionRow[Any](*_buttons(one, number, len(found), display))], AMBER)


def _lines(one: ProposedShift, display: Display) -> Iterator[str]:
    yield f"`{one.person}` · `{one.topic}`"
    yield safe(shifts.why(one.difference.differs, one.difference.shared, display.translator))
    lit = (one.difference.earlier, one.difference.later)
    for side in shifts.sides(one.person, one.earlier, one.later, lit, display.translator):
        yield from side_lines(side, display)


def _buttons(one: ProposedShift, number: int, of: int, display: Display) -> Iterator[ActionButton]:
    translator = display.translator
    yield ActionButton(ComponentAction("shfyes", one.id), translator.gettext("Confirm"), Style.success)
    yield ActionButton(ComponentAction("shfwords", one.id), translator.gettext("Confirm in words"))
    yield ActionButton(ComponentAction("shfaway", one.id), translator.gettext("Put away"), Style.danger)
    if of > 1:
        yield ActionButton(
            ComponentAction("shfnext", one.id, (number + 1) % of), translator.gettext("Next pair")
        )


def words_form(typed: FormInput | None, display: Display) -> FormPage:
    """How a curator puts it; `typed` is what could not be taken before."""
    translator = display.translator
    field = text_field(
        "words", typed.text("words") if typed else "", most=LONGEST_WORDS, long=True, required=False
    )
    return FormPage(
        translator.gettext("Confirm in words"),
        (field_label(translator.gettext("In your words"), field, translator.gettext(_NEUTRAL)),),
    )
