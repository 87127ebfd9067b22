"""Users' questions, over the socket."""

from __future__ import annotations

from tests.discord_face.room import Room, buttons_of, text_of


async def test_a_line_and_a_slash_command_give_the_same_card(room: Room) -> None:
    typed = await room.line("!position lavrov missile-defence")
    slashed = await room.slash("position", person="lavrov", topic="missile-defence")
    assert typed.embeds == slashed.embeds
    assert buttons_of(typed) == buttons_of(slashed)
    assert "Sergei Lavrov on Missile defence" in text_of(slashed)
    assert "There is no movement" in text_of(slashed)
