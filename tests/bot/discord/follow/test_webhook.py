"""What is followed through a webhook: who may, that it comes once, and that its secret stays one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.discord.briefings import DeliveryComparer
from bot.store.schema import posted_answers, posted_statements, subscriptions
from tests.bot.discord.app import text_of
from tests.bot.discord.briefings.app import BriefingApp
from tests.bot.discord.briefings.test_corrections import OpenApp, disputed
from tests.bot.discord.follow.test_follow import all_is_new, follow, key_of
from tests.discord_double import permissions
from tests.discord_double.world import Message, Webhook


def told(app: BriefingApp, channel: str = "general") -> list[Message]:
    return [one for one in app.double.messages(channel, "owner") if one.webhook_id is not None]


async def until_told(app: BriefingApp, count: int = 1) -> list[Message]:
    await app.double.until(lambda: len(told(app)) >= count, what="nothing came through the webhook")
    await app.settled()
    return told(app)


async def followed(app: BriefingApp) -> Webhook:
    webhook = app.double.world.add_webhook(app.double.channel("general"))
    said = await follow(app, "add", user="owner", people="lavrov", webhook=webhook.address)
    assert said.ephemeral and f"Webhook {webhook.user.id} in <#{webhook.channel.id}>" in text_of(said)
    return webhook


async def test_it_is_posted_through_it_once_and_shows_no_secret(
    app: BriefingApp, caplog: pytest.LogCaptureFixture
) -> None:
    webhook = await followed(app)
    await all_is_new(app)
    [message, *_] = found = await until_told(app)
    embed = message.embeds[0]
    assert "You follow: Sergei Lavrov" in embed["description"] and "`/follow list`" in embed["description"]
    assert any("[Source](http" in one.embeds[0]["description"] for one in found) and message.pinged == []
    assert not message.components and app.posts("general", "owner") == []
    await app.looks()
    assert told(app) == found
    for shown in (await follow(app, "list", user="owner"), *found):
        assert webhook.token not in text_of(shown) + str(shown.embeds)
    assert webhook.token not in caplog.text
    since = app.clock.now() - timedelta(hours=1)
    compared = await DeliveryComparer(app.bot, app.state).compare(since)
    assert (compared.messages, compared.differences) == (len(found), ())
    kept = await app.state.privacy.export_user(app.double.owner.id)
    assert webhook.token not in str(kept)


async def test_who_may_and_which_are_refused(app: BriefingApp) -> None:
    double = app.double
    general, elsewhere = double.channel("general"), double.world.add_guild("Elsewhere", double.owner)
    webhook = double.world.add_webhook(general)
    other = double.world.add_webhook(double.world.add_channel(elsewhere, "talk"))

    async def refusal(address: str, user: str = "owner", **more: object) -> str:
        return text_of(await follow(app, "add", user=user, people="lavrov", webhook=address, **more))

    assert "no address of a webhook" in await refusal("https://example.org/api/webhooks/1/x")
    assert "knows no such webhook" in await refusal(webhook.address.replace("-of-", "-zz-"))
    assert "in its own server" in await refusal(other.address)
    assert "one of them" in await refusal(webhook.address, channel=general)
    forum = double.world.add_webhook(double.channel("archive"))
    assert "none for messages" in await refusal(forum.address)
    assert "Only who manages webhooks" in await refusal(webhook.address, "reader")
    await follow(app, "channels", user="manager", channel=general, allow=True)
    assert "From now on" in await refusal(webhook.address, "reader")
    closed = await follow(app, "channels", user="manager", channel=general, allow=False)
    assert "1 question is told there already" in text_of(closed)


async def test_where_the_bot_cannot_read_it_says_why_not(app: BriefingApp) -> None:
    general = app.double.channel("general")
    webhook = app.double.world.add_webhook(general)
    await app.double.deny(general, permissions.READ_MESSAGE_HISTORY)
    said = text_of(await follow(app, "add", user="owner", people="lavrov", webhook=webhook.address))
    assert "after a crash" in said and webhook.token not in said


@pytest.mark.parametrize("sees_words", [True, False])
async def test_a_lost_answer_is_looked_for_and_not_sent_again(open_app: OpenApp, sees_words: bool) -> None:
    async with open_app(message_content=sees_words) as app:
        if not sees_words:
            app.double.gateway.privileged.discard("message_content")
        await followed(app)
        app.double.faults.add(route="/webhooks/", method="POST", lost=True)
        await all_is_new(app)
        await app.double.until(lambda: told(app), what="nothing was posted")
        app.clock.turn(minutes=3)
        await app.looks()
        await app.settled()
        assert len({one.embeds[0]["footer"]["text"] for one in told(app)}) == len(told(app))


async def test_one_that_was_moved_is_looked_for_where_it_posts_now(app: BriefingApp) -> None:
    webhook = await followed(app)
    webhook.channel = app.double.channel("briefings")
    app.double.faults.add(route="/webhooks/", method="POST", lost=True)
    await all_is_new(app)
    await app.double.until(lambda: told(app, "briefings"), what="nothing was posted")
    app.clock.turn(minutes=3)
    await app.looks()
    await app.settled()
    marks = [one.embeds[0]["footer"]["text"].rpartition(" · ")[2] for one in told(app, "briefings")]
    assert len(set(marks)) == len(marks) and told(app) == []
    places = await app.state.database.fetch_column(select(posted_answers.c.channel_id))
    assert set(places) == {webhook.channel.id}


async def test_one_that_was_deleted_pauses_it_and_the_list_says_so(app: BriefingApp) -> None:
    webhook = await followed(app)
    del app.double.world.webhooks[webhook.user.id]
    await all_is_new(app)
    await app.looks()
    assert "the webhook, is gone" in text_of(await follow(app, "list", user="owner"))
    moved = await follow(app, "edit", user="owner", which=await key_of(app), direct=True)
    assert "Direct messages" in text_of(moved)
    assert await app.until_posted(None, 1, "owner")


@pytest.mark.soak
async def test_later_corrections_reach_it(open_app: OpenApp, library_copy: Path) -> None:
    async with open_app(root=library_copy) as app:
        await followed(app)
        await all_is_new(app)
        found = await until_told(app)
        key = found[0].embeds[0]["footer"]["text"].rpartition(" · ")[2]
        shown = posted_statements.c.posted_key == key
        ids = await app.state.database.fetch_column(select(posted_statements.c.statement_id).where(shown))
        await disputed(app, library_copy, ids[:1])
        await app.double.until(
            lambda: "Since this was posted:" in found[0].embeds[0]["description"], what="no notice in it"
        )


async def test_a_server_that_removed_the_bot_hears_no_more_of_it(app: BriefingApp) -> None:
    await followed(app)
    await app.double.remove_bot(app.double.guild)
    await all_is_new(app)
    await app.looks()
    await app.settled()
    assert app.double.messages(app.double.channel("general"), "owner") == []
    [place] = await app.state.database.fetch_all(select(subscriptions))
    assert place["paused_reason"] == "gone"
