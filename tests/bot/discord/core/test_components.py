"""What a client sends that the message does not offer does nothing, whatever id it carries."""

from __future__ import annotations

from tests.bot.discord.app import BotInServer, buttons_of, controls_of, ids_of, text_of
from tests.discord_double import handled


async def test_the_id_of_ones_own_answer_does_not_delete_another_message(app: BotInServer) -> None:
    own = await app.slash("stats", user="reader")
    others = await app.slash("people", user="manager")
    [delete] = [id for id in ids_of(own) if ":delete:" in id]
    await app.double.forge(others, "reader", delete)
    await app.double.forge(others, "reader", "or:b:nosuch:abcdefghij")
    await app.double.click(own, "reader", "Delete")
    await app.double.until(lambda: own.deleted)
    await handled()
    assert not others.deleted


async def test_what_a_menu_does_not_offer_is_not_chosen(app: BotInServer) -> None:
    answer = await app.slash("topic", user="reader", topic="missile-defence")
    menu = answer
    [id] = [id for id in ids_of(menu) if ":jump:" in id]
    offered = [option["value"] for one in controls_of(menu) for option in one.get("options", ())]
    wanted = next(one.id for one in app.bot.core.library.statements if one.id not in offered)
    refused = await (await app.double.forge(menu, "reader", id, [wanted])).answer()
    assert refused.ephemeral and "not among what the menu offers" in text_of(refused)
    turned = await (await app.double.select(menu, "reader", offered[1])).answer()
    assert turned is answer and "1/19" not in buttons_of(turned)


async def test_a_key_does_not_work_in_another_channel(app: BotInServer) -> None:
    """As if a message there had the button: a key is seen by whoever looks at a message."""
    answer = await app.slash("topic", user="reader", topic="missile-defence")
    there = await app.slash("stats", user="reader", channel="briefings")
    there.components, there.flags = answer.components, answer.flags
    said = await app.click(there, "›")
    assert said.ephemeral and "too old for its buttons" in text_of(said)
