"""How much one person and one server may ask, and that each end is told in one sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.discord.core.forms import FormInput, FormRouter
from bot.discord.core.quotas import Quotas, TooFast
from bot.discord.ui import Display, translator_for
from bot.settings import Cooldown, Settings
from tests.bot.delivery.fakes import HandClock
from tests.bot.discord.app import BotInServer, OpenApp, text_of
from tests.discord_double.world import Message


def taken(quotas: Quotas, kind: str, times: int, users: list[int], guild: int | None = 1) -> int:
    """How many of `times`, of the users in turn, were let in."""
    passed = 0
    for n in range(times):
        try:
            quotas.take(kind, users[n % len(users)], guild)  # type: ignore[arg-type]
        except TooFast:
            continue
        passed += 1
    return passed


@pytest.mark.parametrize(("kind", "most"), [("command", 20), ("button", 40), ("form", 20), ("typing", 100)])
def test_one_user_has_an_end_in_each_kind_and_others_have_their_own(kind: str, most: int) -> None:
    clock = HandClock()
    quotas = Quotas(Cooldown(20, 20.0), clock)
    assert taken(quotas, kind, 500, [2]) == most
    assert taken(quotas, kind, 500, [3]) == most
    with pytest.raises(TooFast) as raised:
        quotas.take(kind, 2, None)  # type: ignore[arg-type]
    assert raised.value.of == "user" and raised.value.seconds == 20.0
    clock.turn(seconds=20)
    assert taken(quotas, kind, 500, [2]) == most


@pytest.mark.parametrize(("kind", "most"), [("button", 2000), ("form", 1000), ("typing", 5000)])
def test_a_server_has_an_end_however_many_its_people(kind: str, most: int) -> None:
    quotas = Quotas(Cooldown(20, 20.0), HandClock())
    crowd = [*range(1000)]
    assert taken(quotas, kind, 20_000, crowd) == most
    with pytest.raises(TooFast) as raised:
        quotas.take(kind, 9999, 1)  # type: ignore[arg-type]
    assert raised.value.of == "server"
    quotas.take(kind, 9999, 2)  # type: ignore[arg-type]


def test_windows_that_are_over_are_dropped() -> None:
    clock = HandClock()
    quotas = Quotas(Cooldown(20, 20.0), clock)
    for user in range(30_000):
        clock.turn(seconds=0.01)
        quotas.take("typing", user, None)
    assert len(quotas._windows) <= 10_000


async def test_a_form_counts_when_it_is_sent() -> None:
    """One that was opened once can be sent again and again."""
    told: list[BaseException] = []
    taken: list[FormInput] = []

    async def report(source: object, error: BaseException, *_: object) -> None:
        told.append(error)

    async def take(interaction: object, key: str, typed: FormInput) -> None:
        taken.append(typed)

    never: Any = None
    errors: Any = SimpleNamespace(report=report)
    looks: Any = SimpleNamespace(display_for=lambda _: Display(translator_for("en")))
    sent: Any = SimpleNamespace(
        user=SimpleNamespace(id=2),
        guild_id=1,
        data={"custom_id": "or:f:it:1", "components": []},
        response=SimpleNamespace(is_done=lambda: False),
    )
    kept: Any = AsyncMock()
    router = FormRouter(errors, Quotas(Cooldown(1, 60.0), HandClock()), looks, kept)
    router.on("it", never, take)
    await router.handle(sent)
    assert len(taken) == 1 and not told
    await router.handle(sent)
    assert len(taken) == 1 and isinstance(told[0], TooFast)


async def over_and_over(app: BotInServer, message: Message, times: int) -> list[str]:
    return [text_of(await app.click(message, "Who accepted it")) for _ in range(times)]


async def test_buttons_forms_typing_and_slash_only_commands_say_when_it_goes_on(open_app: OpenApp) -> None:
    async with open_app(config=Settings(cooldown=Cooldown(2, 60.0))) as app:
        first = app.bot.core.library.statements[0].id
        message = await app.slash("statement", "owner", statement=first)  # a curator's has that button
        said = await over_and_over(app, message, 5)
        assert ["Too fast. Try again in" in one for one in said] == [False] * 4 + [True]
        # a form that is refused can be sent again and again
        form = await app.double.click(message, "manager", "Report an error")
        await form.response()
        values = {"reason": "words", "words": "It is not so."}
        answers = [await (await app.double.submit(form, values, "manager")).answer()]
        others = [await app.double.click(message, "manager", "Report an error") for _ in range(2)]
        assert "waits for the curators" in text_of(await others[0].answer())
        assert "you will be told" in text_of(answers[0])
        shown = []
        for _ in range(11):
            record = await app.double.autocomplete(
                app.double.guild, "general", "reader", "person", focused="person", options={"person": "lavr"}
            )
            await record.response()
            shown.append([choice["name"] for choice in record.choices])
        assert all("Lavrov" in names[0] for names in shown[:10])
        assert shown[10] == [shown[10][0]] and "Too fast" in shown[10][0]
        # what is slash only is answered too
        said = [text_of(await app.slash("gaps", user="manager")) for _ in range(3)]
        assert "Only the curators" in said[0] and "Too fast" in said[2]


async def test_lines_that_are_no_commands_count_as_commands(open_app: OpenApp) -> None:
    async with open_app(config=Settings(cooldown=Cooldown(2, 60.0))) as app:
        for _ in range(2):
            assert "Did you mean" in text_of(await app.line("!positoin lavrov"))
        await app.double.say("general", "reader", "!positoin lavrov")
        await app.line("!stats", user="manager")
        assert len(app.double.posts("general")) == 3
