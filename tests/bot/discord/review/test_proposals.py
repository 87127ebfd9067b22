"""What a server's manager sees of the feeds, and how much one person may leave for the curators."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.store import reports
from bot.store.feeds import PROPOSED_BY_USER
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, text_of
from tests.discord_double import Double
from tests.discord_double.world import Message

TOKEN = "https://example.org/feed?token=only-for-curators"


@asynccontextmanager
async def curated(open_app: OpenApp) -> AsyncIterator[BotInServer]:
    """The library's curator is `owner`; `manager` manages the furnished server, and curates nothing."""
    async with Double(openapi_checks=False) as double:
        world = double.world
        config = replace(
            CONFIG, curators=(world.user("owner").id,), curators_channel=world.channel("curators").id
        )
        async with open_app(double, config=config) as app:
            yield app
        double.check()


async def feeds_list(app: BotInServer, user: str) -> str:
    record = await app.ask("feeds list", user=user, force=True)
    await record.answer()
    return "\n".join(map(text_of, record.messages))


async def test_the_addresses_of_feeds_are_for_curators(open_app: OpenApp) -> None:
    async with curated(open_app) as app:
        await app.slash("feeds add", user="owner", url=TOKEN)
        await app.slash("feeds add", user="manager", url="https://example.org/ours")
        await app.state.feeds.failed(TOKEN, app.bot.core.clock.now(), "404")
        seen = await feeds_list(app, "manager")
        assert "example.org/ours" in seen and "proposed" in seen
        assert "token" not in seen and "404" not in seen
        assert "token=only-for-curators" in await feeds_list(app, "owner")


async def test_a_proposal_does_not_tell_what_is_followed(open_app: OpenApp) -> None:
    async with curated(open_app) as app:
        await app.slash("feeds add", user="owner", url=TOKEN)
        known = text_of(await app.slash("feeds add", user="manager", url=TOKEN))
        fresh = text_of(await app.slash("feeds add", user="manager", url="https://example.org/ours"))
        assert known.replace(TOKEN, "") == fresh.replace("https://example.org/ours", "")
        again = text_of(await app.slash("feeds add", user="manager", url="https://example.org/ours"))
        assert "proposed that feed already" in again
        await app.double.until(lambda: app.double.posts("curators"), what="no card for the feed")
        assert len(app.double.posts("curators")) == 1


async def test_a_proposal_that_a_curator_adds_stays_the_servers(open_app: OpenApp) -> None:
    async with curated(open_app) as app:
        await app.slash("feeds add", user="manager", url="https://example.org/ours")
        assert "is followed" in text_of(
            await app.slash("feeds add", user="owner", url="https://example.org/ours")
        )
        seen = await feeds_list(app, "manager")
        assert "example.org/ours" in seen and "followed" in seen


async def test_one_persons_proposals_end_with_a_sentence(open_app: OpenApp) -> None:
    async with curated(open_app) as app:
        said = [
            text_of(await app.slash("feeds add", user="manager", url=f"https://example.org/{n}"))
            for n in range(PROPOSED_BY_USER + 3)
        ]
        assert sum("is proposed to the curators" in one for one in said) == PROPOSED_BY_USER
        assert "which is the most" in said[-1] and "tomorrow" in said[-1]
        assert len(await app.state.feeds.all()) == PROPOSED_BY_USER


async def report(app: BotInServer, message: Message, user: str = "reader") -> str:
    """What is said in the end: at the button, or after the form."""
    form = await app.double.click(message, user, "Report an error")
    if (await form.response())["type"] != 9:  # no form was opened
        return text_of(await form.answer())
    sent = await app.double.submit(form, {"reason": "words", "words": "It is not so."}, user)
    return text_of(await sent.answer())


async def test_one_persons_reports_end_with_a_sentence(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 2  # tests/bot/store/test_caps.py tries the real figure
    monkeypatch.setattr(reports, "FILED_BY_USER", most)
    async with curated(open_app) as app:
        some = [one.id for one in app.bot.core.library.statements[: most + 1]]
        said = [await report(app, await app.slash("statement", statement=id)) for id in some]
        assert sum("you will be told the outcome" in one for one in said) == most
        assert "which is the most" in said[-1]
        again = await report(app, await app.slash("statement", statement=some[0]))
        assert "waits for the curators already" in again


async def test_forms_that_were_opened_together_count_when_they_are_sent(open_app: OpenApp) -> None:
    async with curated(open_app) as app:
        message = await app.slash("statement", statement=app.bot.core.library.statements[0].id)
        forms = [await app.double.click(message, "reader", "Report an error") for _ in range(5)]
        for form in forms:
            await form.response()
        said = []
        for form in forms:
            sent = await app.double.submit(form, {"reason": "words", "words": "no"}, "reader")
            said.append(text_of(await sent.answer()))
        assert [("you will be told" in one, "already" in one) for one in said] == [
            (True, False), *[(False, True)] * 4
        ]  # fmt: skip
