"""What servers, users, readers and curators leave in the state database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.store import PostedAnswer, QuotedReply, Store, open_store
from bot.store.preferences import GuildSettings, UserSettings
from bot.store.schema import candidates
from bot.store.unanswered import UnansweredQuery


async def test_settings_keep_what_is_not_changed(state: Store) -> None:
    assert await state.preferences.guild(1) == GuildSettings(1)
    await state.preferences.change_guild(1, language="ru", allowed={"verify": [5, 6]})
    changed = await state.preferences.change_guild(1, timezone="Europe/Berlin")
    assert changed == GuildSettings(
        1, language="ru", timezone="Europe/Berlin", allowed={"verify": (5, 6)}, removed_at=None
    )
    assert await state.preferences.user(2) == UserSettings(2)
    await state.preferences.change_user(2, plain_text=True)
    assert await state.preferences.change_user(2, language="ru") == UserSettings(2, "ru", None, True)


def answer_of(clock, key: str, asker: int) -> PostedAnswer:
    return PostedAnswer(key, 1, 5, 77, asker, "position", {}, 0, clock.now())


async def test_an_answer_is_found_by_what_it_shows(state: Store, clock) -> None:
    seen_by_one = replace(answer_of(clock, "b", 2), message_id=None)  # cannot be found again in the channel
    await state.sent_answers.keep_all([(seen_by_one, ("s-1",))])
    assert await state.sent_answers.showing("s-1") == ()
    answer = replace(answer_of(clock, "a", 2), arguments={"person": "sergei-lavrov"})
    await state.sent_answers.keep_all([(answer, ("s-1", "s-2", "s-1"))])
    [shown] = await state.sent_answers.showing("s-1")
    assert (shown.message_id, shown.arguments) == (77, {"person": "sergei-lavrov"})
    await state.sent_answers.set_page(answer.key, 1, ("s-3",))
    assert await state.sent_answers.showing("s-1") == ()
    assert await state.sent_answers.shown(answer.key) == ("s-3",)
    found = await state.sent_answers.answer(answer.key)
    assert found is not None and found.page == 1
    await state.sent_answers.forget(answer.key)
    assert await state.sent_answers.answer(answer.key) is None
    assert await state.sent_answers.showing("s-3") == ()


async def test_what_was_written_already_is_left_as_it_is(state: Store, clock) -> None:
    answer = answer_of(clock, "a", 2)
    await state.sent_answers.keep_all([(answer, ("s-1",))])
    await state.sent_answers.set_page("a", 1, ("s-2",))
    # as after a write whose caller was cancelled before it was told of the commit
    await state.sent_answers.keep_all([(answer, ("s-1",)), (answer_of(clock, "b", 2), ("s-1",))])
    assert await state.sent_answers.shown("a") == ("s-2",)
    assert await state.sent_answers.shown("b") == ("s-1",)


async def test_old_answers_are_forgotten(state: Store, clock) -> None:
    for key in ("a", "b"):
        await state.sent_answers.keep_all([(answer_of(clock, key, 2), ())])
        clock.turn(days=10)
    assert await state.sent_answers.forget_older(timedelta(days=15)) == 1


async def test_a_report_is_decided_once_and_told_once(state: Store) -> None:
    report = await state.reports.file(statement_id="s-1", reporter_id=2, reason="quoted", words="That is me")
    assert report.status == "open" and await state.reports.report(report.key) == report
    assert await state.reports.decide(report.key, "accepted", "9", "Thank you", reply="I meant Kyiv")
    assert not await state.reports.decide(report.key, "declined", "10")
    assert [found.outcome for found in await state.reports.without_notification()] == ["Thank you"]
    assert await state.reports.mark_notified(report.key)
    assert not await state.reports.mark_notified(report.key)
    assert await state.reports.all_replies() == {"s-1": (QuotedReply("I meant Kyiv"),)}
    decided = await state.reports.report(report.key)
    assert decided is not None and decided.status == "accepted"
    assert await state.reports.without_notification() == ()


async def test_a_gap_shows_from_two_askers_on_and_for_ninety_days(state: Store, clock) -> None:
    for _ in range(3):
        await state.unanswered.record("person", 1, person="Putin ")
    assert await state.unanswered.most_asked() == ()
    start = clock.now()
    clock.turn(days=1)
    await state.unanswered.record("person", 2, person="putin")
    assert await state.unanswered.most_asked() == (
        UnansweredQuery("person", "putin", "", 2, start, clock.now()),
    )
    clock.turn(days=89.5)
    assert await state.unanswered.most_asked() == ()
    clock.turn(days=2)
    await state.unanswered.forget_older()
    await state.unanswered.record("person", 3, person="putin")
    assert await state.unanswered.most_asked() == ()


async def test_no_asker_can_be_read_from_the_file(state: Store, file: Path) -> None:
    await state.unanswered.record("topic", 123456789012345678, topic="tariffs")
    state.backup(file.with_name("copy.db"))
    assert b"123456789012345678" not in file.with_name("copy.db").read_bytes()


async def test_a_candidate_is_one_curators_at_a_time(state: Store, clock) -> None:
    article = {"id": "a-1", "title": "T"}
    assert await state.review_queue.queue(article, [{"passage": "x"}, {"passage": "y"}]) == 2
    assert await state.review_queue.queue(article, [{"passage": "x"}, {"passage": "y"}]) == 0
    first, second = await state.review_queue.waiting()
    assert (first.candidate, second.place) == ({"passage": "x"}, 1)
    assert await state.review_queue.claim(first.key, "9")
    assert not await state.review_queue.claim(first.key, "10")
    clock.turn(minutes=16)
    assert await state.review_queue.claim(first.key, "10")
    assert await state.review_queue.release(first.key, "10")
    assert await state.review_queue.decide(
        first.key, "accepted", "9", statement_id="a-1-01", changes={"topics": []}
    )
    assert not await state.review_queue.decide(first.key, "rejected", "10")
    assert await state.review_queue.reopen(first.key, "9")
    assert [deed.deed for deed in await state.review_queue.events(first.key)] == ["undo", "accepted"]
    assert len(await state.review_queue.waiting()) == 2


async def test_an_article_stands_in_the_queue_once_whatever_its_candidates(state: Store, file: Path) -> None:
    text = "Words of a whole sitting. " * 400
    article = {"id": "a-1", "text": text, "url": "https://e.example/a"}
    await state.review_queue.queue(article, [{"passage": str(n)} for n in range(100)])
    waiting = await state.review_queue.waiting()
    assert len(waiting) == 100 and all(each.article == article for each in waiting)
    one = await state.review_queue.candidate(waiting[-1].key)
    assert one is not None and one.article == article
    await state.review_queue.decide(one.key, "accepted", "9", statement_id="a-1-99")
    found = await state.proposals.of_statement("a-1-99")
    assert found is not None and found.article == article
    assert await state.proposals.articles() == (("a-1", text, "https://e.example/a"),)
    state.backup(file.with_name("copy.db"))
    assert file.with_name("copy.db").stat().st_size < 60 * len(text)  # not a hundred times


async def test_a_row_of_an_earlier_version_has_its_article_itself(state: Store) -> None:
    await state.review_queue.queue({"id": "a-1", "text": "T"}, [{"passage": "x"}, {"passage": "y"}])
    later = candidates.c.place == 1
    await state.database.execute(update(candidates).where(later).values(article={"id": "a-1", "text": "old"}))
    assert [each.article["text"] for each in await state.review_queue.waiting()] == ["T", "old"]


async def test_a_change_that_is_told_of_again_stands_in_the_audit_once(state: Store) -> None:
    queue = state.review_queue
    for change in ("c-1", "c-1", "c-2"):
        await queue.record("9", "withdrawn", "s-1", {"note": "Wrong.", "change": change})
    await queue.record("9", "corrected", "s-1", {"change": "c-1"})
    await queue.record("9", "accept", "s-1")
    await queue.record("9", "accept", "s-1")
    told = [(event.deed, event.facts.get("change")) for event in await queue.events("s-1")]
    assert told == [("accept", None), ("accept", None), ("corrected", "c-1"),
                    ("withdrawn", "c-2"), ("withdrawn", "c-1")]  # fmt: skip


async def test_a_feed_waits_for_a_curator_and_then_for_its_time(state: Store, clock) -> None:
    url = "https://example.org/feed"
    assert await state.feeds.add(url, added_by="2", status="proposed", guild_id=1)
    assert not await state.feeds.add(url, added_by="3")
    assert await state.feeds.due() == ()
    assert await state.feeds.decide(url, "active")
    [feed] = await state.feeds.due()
    later = clock.now() + timedelta(hours=1)
    await state.feeds.failed(feed.url, later, "no answer")
    await state.feeds.failed(feed.url, later, "no answer")
    assert await state.feeds.due() == ()
    assert [(feed.failures, feed.last_error) for feed in await state.feeds.all()] == [(2, "no answer")]
    await state.feeds.polled(url, later, title="News", etag="e", last_modified=None)
    assert [(feed.failures, feed.last_error, feed.etag) for feed in await state.feeds.all()] == [
        (0, None, "e")
    ]
    assert await state.feeds.remove(url)


async def test_the_command_tree_is_remembered_by_scope(state: Store) -> None:
    assert await state.metadata.synced_hash("global") is None
    await state.metadata.note_sync("global", "abc")
    await state.metadata.note_sync("global", "def")
    assert (await state.metadata.synced_hash("global"), await state.metadata.synced_hash("5")) == (
        "def",
        None,
    )


@pytest.fixture
async def busy_user(state: Store, clock) -> Store:
    """User 2 has left a trace everywhere, user 3 beside them."""
    from bot.store.subscriptions import SubscriptionSettings

    for user in (2, 3):
        await state.preferences.change_user(user, language="ru")
        await state.sent_answers.keep_all([(answer_of(clock, f"of-{user}", user), ())])
        await state.reports.file(
            statement_id="s", reporter_id=user, reason="r", words=f"words of {user}", guild_id=1
        )
        await state.unanswered.record("person", user, person="putin")
        await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=user, owner_id=user))
        await state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=user))
        await state.review_queue.record(str(user), "accept", "s-1")
        await state.feeds.add(f"https://example.org/{user}", added_by=str(user), guild_id=1)
    return state


async def test_a_user_sees_and_erases_what_is_kept(busy_user: Store) -> None:
    state = busy_user
    export = await state.privacy.export_user(2)
    assert {table: len(rows) for table, rows in export.items()} == {
        "user_settings": 1, "subscriptions": 2, "posted_answers": 1, "reports": 1,
        "gap_askers": 1, "audit": 1, "feeds": 1,
    }  # fmt: skip
    assert "words of 3" not in str(export)
    await state.privacy.erase_user(2)
    assert await state.privacy.export_user(2) == {}
    assert len(await state.privacy.export_user(3)) == 7
    pseudonyms = {deed.done_by for deed in await state.review_queue.events("s-1")} - {"3"}
    assert len(pseudonyms) == 1 and pseudonyms.pop().startswith("curator-")
    assert len(await state.subscriptions.of_guild(1)) == 2  # the server's, whoever set it up


async def test_an_export_has_each_article_on_which_a_curator_decided_once(state: Store) -> None:
    queue = state.review_queue
    for name in ("a-1", "a-2"):
        await queue.queue({"id": name, "text": f"Text of {name}"}, [{"passage": str(n)} for n in range(4)])
    # as an earlier version queued it
    old = (candidates.c.article_id == "a-2") & (candidates.c.place > 0)
    await state.database.execute(
        update(candidates).where(old).values(article={"id": "a-2", "text": "Text of a-2"})
    )
    for row in await queue.waiting():
        if row.place > 1:
            await queue.decide(row.key, "rejected", "2")
    kept = (await state.privacy.export_user(2))["candidates"]
    assert [(each["article_id"], each.get("article", {}).get("text")) for each in kept] == [
        ("a-1", "Text of a-1"), ("a-1", None), ("a-2", "Text of a-2"), ("a-2", None),
    ]  # fmt: skip


async def test_a_server_that_left_is_forgotten_in_time(busy_user: Store, clock) -> None:
    state = busy_user
    await state.preferences.change_guild(1, language="ru")
    await state.preferences.guild_left(1)
    clock.turn(days=20)
    assert await state.privacy.forget_guilds() == ()
    clock.turn(days=11)
    assert await state.privacy.forget_guilds() == (1,)
    assert await state.subscriptions.of_guild(1) == ()
    assert (await state.preferences.guild(1)).language is None
    assert "guild_id': 1" not in str(await state.privacy.export_user(2))


async def test_a_server_that_came_back_is_kept(state: Store, clock) -> None:
    await state.preferences.change_guild(1, language="ru")
    await state.preferences.guild_left(1)
    await state.preferences.guild_joined(1)
    clock.turn(days=40)
    assert await state.privacy.forget_guilds() == ()


async def test_state_outlives_the_process(address: str | Path, clock) -> None:
    async with open_store(address, clock) as state:
        await state.preferences.change_guild(1, plain_text=True)
    async with open_store(address, clock) as state:
        assert (await state.preferences.guild(1)).plain_text is True
