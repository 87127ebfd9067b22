"""The form in which a curator says whom a name of an article means, or puts all of it away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.discord.ui import BaseModal, Display, FormGuard, field_label, truncate
from bot.ingest import CastMember

WhoCallback = Callable[[Any, str, str, str, bool], Awaitable[None]]
KEEP, REJECT = "keep", "reject"
_MOST = 400  # characters


class WhoForm(BaseModal):
    """`submitted` is called with the card's key, that of a statement of the name, what was typed, and whether
    all their statements are to be put away."""

    def __init__(
        self,
        key: str,
        member: CastMember,
        typed: str,
        display: Display,
        submitted: WhoCallback,
        guard: FormGuard,
    ) -> None:
        translator = display.translator
        super().__init__(truncate(translator.gettext("Who is {name}?", name=member.name), 45), guard)
        self.key, self.entry, self.submitted = key, member.keys[0], submitted
        self.who = discord.ui.TextInput[Any](
            custom_id="who", default=typed[:400], required=False, max_length=400
        )
        options = [
            discord.SelectOption(label=translator.gettext("Keep them"), value=KEEP, default=True),
            discord.SelectOption(label=translator.gettext("Reject them all"), value=REJECT),
        ]
        self.fate = discord.ui.Select[Any](custom_id="fate", options=options)
        hint = translator.gettext("With commas between; +Name is somebody new")
        if member.suggested:  # beside the field, not in it: nobody is taken for another by pressing on
            hint = translator.gettext(
                "+Name is somebody new. Known: {names}", names=", ".join(member.suggested)
            )
        self.add_item(field_label(translator.gettext("Speakers"), self.who, hint))
        self.add_item(field_label(translator.gettext("Their statements"), self.fate))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        reject = self.fate.values == [REJECT]
        await self.submitted(interaction, self.key, self.entry, self.who.value.strip(), reject)
