"""The panel of a server's settings: who may, what each shows, that each can be taken back, and a restart."""

from __future__ import annotations

from typing import Any

from tests.bot.discord.app import BotInServer, OpenApp, buttons_of, choose, id_of, text_of
from tests.discord_double import Double
from tests.discord_double import permissions as rights
from tests.discord_double.component_rules import walk
from tests.discord_double.world import Message

NOTHING = (
    "Language: as Discord has it", "Where questions are answered: everywhere", "Who may ask: everybody",
    "Curators’ channel: none", "Curators’ role: none", "Time zone: UTC", "Plain text: no",
)  # fmt: skip


async def panel_of(app: BotInServer, user: str = "manager") -> Message:
    return await app.slash("setup", user=user)


def shown(message: Message) -> str:
    return text_of(message).replace("**", "")


async def test_every_setting_shows_its_value_and_can_be_taken_back(app: BotInServer) -> None:
    double, guild = app.double, app.double.guild
    general, curators, role = double.channel("general"), double.channel("curators"), guild.role("Readers")
    panel = await panel_of(app)
    assert panel.ephemeral and all(line in shown(panel) for line in NOTHING)
    assert "Take a setting back" not in buttons_of(panel)
    for action, values in {
        "setchannels": [general], "setroles": [role], "setdesk": [curators], "setcurators": [role],
        "setzone": ["Europe/Berlin"],
    }.items():  # fmt: skip
        panel = await choose(app, panel, action, *values)
    panel = await app.click(panel, id_of(panel, "setplain"), user="manager")
    kept = app.bot.core.preferences.guild(guild.id)
    assert (kept.asking_channels, kept.asking_roles) == ((general.id,), (role.id,))
    assert (kept.curators_channel_id, kept.curators_role_id) == (curators.id, role.id)
    assert kept.timezone == "Europe/Berlin" and kept.plain_text
    for line in (
        f"Where questions are answered: <#{general.id}>", f"Who may ask: <@&{role.id}>",
        f"Curators’ channel: <#{curators.id}>", "Time zone: Europe/Berlin", "Plain text: yes",
    ):  # fmt: skip
        assert line in shown(panel)
    # each menu shows what is chosen
    chosen = [one for _, one in walk(panel.components) if one.get("default_values")]
    assert len(chosen) == 4
    for name in ("asking_channels", "asking_roles", "curators_channel_id", "curators_role_id", "timezone"):
        panel = await choose(app, panel, "setunset", name)
    panel = await app.click(panel, id_of(panel, "setplain"), user="manager")
    assert all(line in shown(panel) for line in NOTHING)


async def test_none_chosen_takes_back_too_and_the_language_follows_at_once(app: BotInServer) -> None:
    panel = await choose(app, await panel_of(app), "setdesk", app.double.channel("curators"))
    panel = await choose(app, panel, "setdesk")
    assert "Curators’ channel: none" in shown(panel)
    panel = await choose(app, panel, "setlanguage", "ru")
    assert "Язык: Русский" in shown(panel)
    panel = await choose(app, panel, "setlanguage", "-")
    assert "Language: as Discord has it" in shown(panel)


async def test_another_zone_is_typed_and_a_wrong_one_comes_back(app: BotInServer) -> None:
    panel = await panel_of(app)
    form = await app.double.click(panel, "manager", id_of(panel, "setzoneother"))
    await form.response()
    refused = await (await app.double.submit(form, {"timezone": "Europe/Nowhere"}, "manager")).answer()
    assert "No time zone is called" in text_of(refused) and "Europe/Nowhere" in text_of(refused)
    again = await app.double.click(refused, "manager", "Open the form again")
    await again.response()
    sent = await app.double.submit(again, {"timezone": "asia/tashkent"}, "manager")
    assert "Time zone: Asia/Tashkent" in shown(await sent.answer())


async def test_the_panel_works_after_a_restart(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            panel = await panel_of(app)
        async with open_app(double) as app:
            panel = await choose(app, panel, "setchannels", double.channel("general"))
            assert f"<#{double.channel('general').id}>" in shown(panel)
        double.check()


async def test_a_right_that_was_taken_away_is_asked_for_by_every_button(app: BotInServer) -> None:
    panel = await panel_of(app)
    await app.double.set_member(app.double.guild, "manager")
    for action in ("setlanguage", "setchannels", "setroles", "setdesk", "setcurators", "setzone"):
        value: Any = {"setlanguage": "ru", "setzone": "Europe/Berlin"}.get(action)
        given = [] if value is None else [value]
        assert "You lack the permission" in text_of(await choose(app, panel, action, *given))
    for action in ("setplain", "setzoneother"):
        record = await app.double.click(panel, "manager", id_of(panel, action))
        assert "You lack the permission" in text_of(await record.answer())
    assert app.bot.core.preferences.guild(app.double.guild.id).language is None


async def test_questions_are_asked_where_and_by_whom_the_server_says(app: BotInServer) -> None:
    double, guild = app.double, app.double.guild
    panel = await choose(app, await panel_of(app), "setchannels", double.channel("curators"))
    refused = await app.slash("stats")
    assert refused.ephemeral and f"answered in <#{double.channel('curators').id}>" in text_of(refused)
    assert "answered in" in text_of(await app.line("!position lavrov missile-defence"))
    assert "Commands" in text_of(await app.slash("help"))  # no question
    panel = await choose(app, panel, "setunset", "asking_channels")
    await choose(app, panel, "setroles", guild.role("Readers"))
    assert "may not use" in text_of(await app.slash("stats"))
    assert "in numbers" in text_of(await app.slash("stats", user="manager"))
    await double.set_member(guild, "reader", "Readers")
    assert "in numbers" in text_of(await app.slash("stats"))


async def test_a_server_that_adds_the_bot_is_greeted_with_a_button_to_the_panel(app: BotInServer) -> None:
    world = app.double.world
    await app.bot.wait_until_ready()
    guild = world.add_guild("Fresh", world.user("stranger"), bot_permissions=None)
    channel = world.add_channel(guild, "welcome")
    guild.roles[guild.id].permissions &= ~rights.EMBED_LINKS  # the invite asks for none
    await app.double.add_bot(guild, rights.BOT & ~rights.EMBED_LINKS)
    [greeting] = await app.double.until(lambda: app.double.posts(channel, "stranger"), what="no greeting")
    assert "/setup" in text_of(greeting) and buttons_of(greeting) == ["Set up"]
    record = await app.double.click(greeting, "stranger")
    panel = await record.answer()
    assert panel.ephemeral and "Settings of this server" in shown(panel)
