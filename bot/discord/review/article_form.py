"""The form in which a curator says whom a name of an article means, or puts all of it away."""

from __future__ import annotations

from typing import Any

import discord

from bot.discord.core import FormInput, FormPage
from bot.discord.ui import Display, field_label, text_field
from bot.ingest import CastMember

KEEP, REJECT = "keep", "reject"
_MOST = 400  # characters


def who_form(member: CastMember, proposed: str, typed: FormInput | None, display: Display) -> FormPage:
    """`who` is the line of speakers, `fate` whether all their statements are kept or put away.

    `proposed` stands in the line, or what was typed before.
    """
    translator = display.translator
    rejecting = typed is not None and typed.text("fate") == REJECT
    fates = ((KEEP, translator.gettext("Keep them")), (REJECT, translator.gettext("Reject them all")))
    options = [
        discord.RadioGroupOption(label=label, value=value, default=rejecting == (value == REJECT))
        for value, label in fates
    ]
    hint = translator.gettext("With commas between; +Name is somebody new")
    if member.suggested:  # beside the field, not in it: nobody is taken for another by pressing on
        hint = translator.gettext("+Name is somebody new. Known: {names}", names=", ".join(member.suggested))
    who = text_field("who", typed.text("who") if typed else proposed, most=_MOST, required=False)
    fate = discord.ui.RadioGroup[Any](custom_id="fate", options=options)
    return FormPage(
        translator.gettext("Who is {name}?", name=member.name),
        (
            field_label(translator.gettext("Speakers"), who, hint),
            field_label(translator.gettext("Their statements"), fate),
        ),
    )
