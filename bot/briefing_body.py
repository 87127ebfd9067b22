"""A message of a briefing as it is kept before it is sent: the same JSON after a restart as before."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import discord

from bot.card import Card
from bot.presses import Press, PressButton, view_of

ACTION = "briefing"  # what the button under each message stands for


@dataclass(frozen=True, slots=True)
class Body:
    """`aside` belongs into a thread of the first message; `role` is pinged by `content`."""

    title: str
    text: str
    footer: str
    colour: int
    button: str
    plain: bool = False
    role: int | None = None
    aside: bool = False

    @classmethod
    def read(cls, text: str) -> Body:
        return cls(**json.loads(text))

    @classmethod
    def of(cls, card: Card, button: str, plain: bool, role: int | None, aside: bool) -> Body:
        return cls(card.title, card.body, card.footer, card.colour, button, plain, role, aside)

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def message(self, delivery: str) -> dict[str, Any]:
        """Arguments of a message. Its button carries the delivery's id: by that it is found again."""
        ping = f"<@&{self.role}>" if self.role else None
        roles = [discord.Object(self.role)] if self.role else False
        made: dict[str, Any] = {
            "view": view_of(PressButton(Press(ACTION, delivery), self.button)),
            "allowed_mentions": discord.AllowedMentions(everyone=False, users=False, roles=roles),
        }
        if self.plain:
            lines = (ping, f"**{self.title}**", self.text, f"\n{self.footer}" if self.footer else None)
            return made | {"content": "\n".join(line for line in lines if line)}
        embed = discord.Embed(title=self.title, description=self.text, colour=self.colour)
        if self.footer:
            embed.set_footer(text=self.footer)
        return made | ({"content": ping} if ping else {}) | {"embed": embed}


def carried_by(message: discord.Message, delivery: str) -> bool:
    """Whether a message's button carries this delivery's id."""
    ids = (
        getattr(item, "custom_id", None)
        for row in message.components
        for item in getattr(row, "children", ())
    )
    return any(id == f"or:b:{ACTION}:{delivery}" for id in ids)
