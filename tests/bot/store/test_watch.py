"""The watch's memory: marks and no words, thirty days, and what a server called wrong."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import WATCH_KEPT, Store
from bot.store.schema import watch_answers, watch_silenced
from tests.bot.store.conftest import HandClock

WORDS, STATEMENT = "We want no real cooperation!", "nato-1"


async def answered(state: Store, key: str = "key", message: int = 77, author: int = 5) -> str:
    pair = await state.watch.pair_mark(WORDS, STATEMENT)
    await state.watch.keep(message, author, (1, 2, 3), [pair, pair], key)
    return pair


async def test_an_answer_is_found_by_its_message_and_by_its_button(state: Store) -> None:
    pair = await answered(state)
    by_message, by_key = await state.watch.answer_to(77), await state.watch.answer("key")
    assert by_message == by_key and by_key is not None
    assert (by_key.guild_id, by_key.channel_id, by_key.answer_id, by_key.pairs) == (1, 2, 3, {pair})
    assert by_key.author_mark == await state.watch.author_mark(5)
    assert await state.watch.answer_to(78) is None
    await state.watch.forget("key")
    assert await state.watch.answer_to(77) is None


async def test_no_word_and_no_id_of_a_message_is_kept(state: Store) -> None:
    await answered(state, message=987654321987, author=123456789123)
    (row,) = await state.database.fetch_all(select(watch_answers))
    kept = " ".join(str(value) for value in dict(row).values())
    assert "987654321987" not in kept and "123456789123" not in kept and "cooperation" not in kept.lower()


async def test_the_same_words_have_one_mark_whatever_their_case(state: Store) -> None:
    mark = state.watch.pair_mark
    assert await mark(WORDS, STATEMENT) == await mark("“we want NO real cooperation”", STATEMENT)
    assert await mark(WORDS, STATEMENT) != await mark(WORDS, "nato-2")
    assert await mark(WORDS, STATEMENT) != await mark("We want real cooperation", STATEMENT)


async def test_thirty_days(state: Store, clock: HandClock) -> None:
    await answered(state)
    clock.turn(days=WATCH_KEPT.days - 1)
    await state.watch.forget_older()
    assert await state.watch.answer("key") is not None
    clock.turn(days=2)
    await state.watch.forget_older()
    assert await state.watch.answer("key") is None


async def test_wrong_here_counts_and_goes_with_the_server(state: Store, clock: HandClock) -> None:
    pair = await answered(state)
    answer = await state.watch.answer("key")
    assert answer is not None
    await state.watch.silence(answer)
    await state.watch.silence(answer)
    assert await state.watch.silenced(1) == {pair: 2} and await state.watch.silenced(9) == {}
    await state.preferences.change_guild(1, watch_channels=[2])
    await state.preferences.guild_left(1)
    clock.turn(days=31)
    assert await state.privacy.forget_guilds() == (1,)
    assert await state.database.fetch_all(select(watch_silenced)) == []
    assert await state.watch.answer("key") is None


async def test_what_a_server_chose_comes_back(state: Store) -> None:
    fresh = await state.preferences.guild(1)
    assert (fresh.watch_channels, fresh.watch_way, fresh.watch_confirms, fresh.watch_pause) == (
        (), "reply", False, 10,
    )  # fmt: skip
    await state.preferences.change_guild(1, language="ru")  # a row in which the rest is NULL
    assert await state.preferences.guild(1) == (await state.preferences.all_guilds())[0]
    assert (await state.preferences.guild(1)).watch_way == "reply"
    changed = await state.preferences.change_guild(1, watch_channels=[4], watch_way="note", watch_pause=0)
    assert (changed.watch_channels, changed.watch_way, changed.watch_pause) == ((4,), "note", 0)


async def test_whoever_deletes_their_data_is_in_no_mark(state: Store) -> None:
    await answered(state, "mine", 1, author=5)
    await answered(state, "other", 2, author=6)
    assert "watch_answers" in await state.privacy.export_user(5)
    await state.privacy.erase_user(5)
    assert await state.watch.answer("mine") is None and await state.watch.answer("other") is not None
