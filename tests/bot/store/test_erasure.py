"""After an erasure nothing that a user typed, and nothing that leads to them, is in any table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import Store, SubscriptionSettings

USER, OTHER = 2_718_281_828, 3_141_592_653


async def leave_traces(state: Store, user: int) -> None:
    await state.preferences.change_user(user, language="ru")
    report = await state.reports.file(
        statement_id="s", reporter_id=user, reason="r", words=f"typed by {user}", guild_id=1
    )
    await state.reports.decide(report.key, "accepted", "7", "because", f"reply of {user}")
    other = await state.reports.file(statement_id="s", reporter_id=7, reason="r", words="w", guild_id=1)
    await state.reports.decide(other.key, "declined", str(user), "no")
    await state.unanswered.record("person", user, person="putin")
    await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=user, owner_id=user))
    await state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=user))
    await state.review_queue.record(str(user), "accept", "s-1")
    await state.review_queue.queue({"id": f"article-of-{user % 10}"}, [{"passage": "x"}, {"passage": "y"}])
    claimed, decided = (await state.review_queue.waiting())[-2:]
    assert await state.review_queue.claim(claimed.key, str(user))
    assert await state.review_queue.decide(decided.key, "rejected", str(user))
    await state.feeds.add(
        f"https://example.org/{'a' if user == USER else 'b'}", added_by=str(user), guild_id=1
    )


def values_with(file: Path, word: str) -> list[tuple[str, str]]:
    """Table and column of each value that holds the word."""
    found = []
    with closing(sqlite3.connect(file)) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            rows = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            found += [
                (table, name)
                for row in rows.fetchall()
                for name, value in zip(names, row, strict=True)
                if word in str(value)
            ]
    return found


async def test_no_value_of_any_table_names_the_user_or_holds_their_words(state: Store, file: Path) -> None:
    for user in (USER, OTHER):
        await leave_traces(state, user)
    own, before = await state.unanswered.asker_hash(USER), values_with(file, str(OTHER))
    assert {table for table, _ in values_with(file, str(USER))} >= {
        "user_settings", "reports", "subscriptions", "audit", "feeds", "candidates",
    }  # fmt: skip
    await state.privacy.erase_user(USER)
    assert values_with(file, str(USER)) == [] and values_with(file, own) == []
    assert values_with(file, str(OTHER)) == before  # and the other user's are as they were


async def test_what_a_curator_did_stays_under_the_pseudonym_of_the_librarys_files(
    state: Store, file: Path
) -> None:
    await leave_traces(state, USER)
    pseudonym = await state.privacy.pseudonym(USER)
    await state.privacy.erase_user(USER)
    assert {("reports", "decided_by"), ("audit", "done_by"), ("feeds", "added_by")} <= set(
        values_with(file, pseudonym)
    )
