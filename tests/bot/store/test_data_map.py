"""docs/privacy.md is the map of what is kept: complete, true of a deletion, and what `/privacy` says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, Table, select

from bot.discord.server.privacy_cog import KEPT, PERIODS
from bot.store import FOLLOWED, REFUSED, Store
from bot.store.schema import feeds, metadata
from bot.store.schema.column_types import IsoDate, JsonText, UtcDateTime
from tests.bot.store.conftest import HandClock
from tests.paths import REPOSITORY

MAP = (REPOSITORY / "docs" / "privacy.md").read_text("utf-8")
FATES = ("goes", "emptied", "pseudonym", "stays")
OF_ALL = ("meta", "erasures", "copies", "news")  # in which a deletion itself is noted, without whose it was
USER, OTHER = 222222222222222222, 333333333333333333


def mapped() -> Iterator[tuple[str, str, str, str]]:
    """(table, column, fate, numbers of sentences) as the map has them."""
    for section in re.split(r"(?m)^### ", MAP)[1:]:
        heading = re.match(r"(\w+)(?: \(([\d, ]+)\))?\n", section)
        for line in section.partition("\n## ")[0].splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if not line.startswith("| `"):
                continue
            if section.startswith("Of nobody"):
                table, _, columns = cells[0].partition(": ")
                names, fate, numbers = columns, "stays", ""
                table = table.strip("`")
            else:
                assert heading is not None, section[:40]
                table, names, fate, numbers = heading[1], cells[0], cells[-1], heading[2] or ""
            for name in re.findall(r"`(\w+)`", names):
                yield table, name, fate, numbers


def test_every_column_of_every_table_is_in_the_map_once() -> None:
    found = [(table, column) for table, column, _, _ in mapped()]
    held = [(table.name, column.name) for table in metadata.tables.values() for column in table.columns]
    assert sorted(found) == sorted(held)
    assert {fate for *_, fate, _ in mapped()} == set(FATES)


def test_the_sentences_are_those_of_the_command() -> None:
    said = re.findall(
        r"(?m)^(\d+)\. (.+)$", MAP.partition("## What `/privacy` says")[2].partition("\n## ")[0]
    )
    assert said == [(str(n), line.format(**PERIODS)) for n, line in enumerate(KEPT, 1)]
    told = {
        int(number)
        for number in re.findall(r"\((\d+)\)|(\d+)(?=, \d+\))", MAP)
        for number in number
        if number
    }
    assert told == set(range(1, len(KEPT) + 1))
    # whatever a deletion changes is something that the command speaks of
    assert not [column for *column, fate, numbers in mapped() if fate != "stays" and not numbers]


def row_of(table: Table, user: int, clock: HandClock, **given: Any) -> dict[str, Any]:
    """A row with something in every column, `user` in those that may name one."""
    row: dict[str, Any] = {}
    for number, column in enumerate(table.columns):
        match column.type:
            case UtcDateTime():
                row[column.name] = clock.now()
            case IsoDate():
                row[column.name] = clock.now().date()
            case Boolean():
                row[column.name] = True
            case BigInteger() | Integer():
                row[column.name] = user % 1000 + number
            case JsonText():
                row[column.name] = {"~language": "ru", "words": f"words of {user % 1000}"}
            case _:
                row[column.name] = f"{column.name} of {user % 1000}"
        if column.name in ("user_id", "asker_id", "reporter_id"):
            row[column.name] = user
        elif column.name in ("decided_by", "claimed_by", "done_by", "added_by"):
            row[column.name] = str(user)
    return row | {name: value for name, value in given.items() if name in table.columns}


async def fill(state: Store, clock: HandClock, user: int) -> None:
    """A row of each table, all of them this user's."""
    keys = {
        "posted_key": f"key of {user % 1000}",
        "gap_key": f"key of {user % 1000}",
        "subscription_key": f"key of {user % 1000}",
        "question_key": f"key of {user % 1000}",
    }
    asker = await state.unanswered.asker_hash(user)
    for table in metadata.sorted_tables:
        if table.name in OF_ALL:
            continue
        more: dict[str, Any] = {
            "asker_hash": asker,
            "author_mark": asker,
            "status": "active",
            "local_time": "09:00",
            "days": "1",
        }
        row = row_of(table, user, clock, **keys, **more)
        await state.database.execute(table.insert().values(row))


async def rows(state: Store, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in await state.database.fetch_all(select(table))]


async def test_a_deletion_does_what_the_map_says(state: Store, clock: HandClock) -> None:
    tables = {name: table for name, table in metadata.tables.items() if name not in OF_ALL}
    await fill(state, clock, USER)
    before = {name: await rows(state, table) for name, table in tables.items()}
    await fill(state, clock, OTHER)
    others = {name: [r for r in await rows(state, t) if r not in before[name]] for name, t in tables.items()}
    await state.privacy.erase_user(USER)
    wrong = []
    for name, table in tables.items():
        after = await rows(state, table)
        assert all(row in after for row in others[name]), f"{name}: another user's"
        left = [row for row in after if row not in others[name]]
        for _, column, fate, _ in (each for each in mapped() if each[0] == name):
            found = [row[column] for row in left]
            kept = [row[column] for row in before[name]]
            if name == "subscriptions" and column == "owner_id":
                continue  # of a channel's: below
            done = {
                "goes": found == [],
                "emptied": found in ([None], [""], [{"~language": "ru"}]),
                "pseudonym": bool(found) and str(found[0]).startswith("curator-"),
                "stays": found == kept,
            }
            if not done[fate]:
                wrong.append((name, column, fate, found))
    assert wrong == []
    left = [await rows(state, table) for table in tables.values()]
    assert str(USER) not in str(left) and str(OTHER) in str(left)


async def test_a_deletion_knows_what_is_others(state: Store, clock: HandClock) -> None:
    """A channel's subscription stays, a direct answer goes, and an address that nobody took on."""
    tables = metadata.tables
    made = (
        (
            "subscriptions",
            {"key": "channel", "user_id": None, "owner_id": USER, "local_time": "09:00", "days": "1"},
        ),
        ("posted_answers", {"key": "direct", "guild_id": None}),
        ("posted_answers", {"key": "alone", "message_id": None}),
        ("feeds", {"url": "https://zanzibar.example", "status": "proposed"}),
        ("feeds", {"url": "https://refused.example", "status": "refused"}),
        ("audit", {"subject": "https://refused.example", "deed": REFUSED, "done_by": str(OTHER)}),
    )
    for name, given in made:
        row = row_of(tables[name], USER, clock) | given
        await state.database.execute(tables[name].insert().values(row))
    report = row_of(tables["reports"], OTHER, clock) | {"decided_by": str(USER)}
    await state.database.execute(tables["reports"].insert().values(report))
    await state.privacy.erase_user(USER)
    [decided] = await rows(state, tables["reports"])
    assert {name for name in decided if decided[name] != report[name]} == {"decided_by", "outcome"}
    assert decided["outcome"] is None and decided["decided_by"].startswith("curator-")
    [subscription] = await rows(state, tables["subscriptions"])
    assert subscription["key"] == "channel" and subscription["owner_id"] is None
    assert await rows(state, tables["posted_answers"]) == []
    assert await rows(state, tables["feeds"]) == []
    [deed] = await rows(state, tables["audit"])
    assert (deed["subject"], deed["done_by"]) == ("", str(OTHER))


async def test_an_address_that_is_off_the_list_is_in_no_row(state: Store) -> None:
    """Who proposed it is known no longer then, and their deletion could not reach it."""
    taken, declined, followed = (f"https://example.org/{name}" for name in ("taken", "declined", "followed"))
    for address, deed in ((taken, FOLLOWED), (declined, REFUSED), (followed, FOLLOWED)):
        await state.feeds.propose(address, added_by=str(USER), guild_id=1)
        await state.feeds.decide(address, "active" if deed == FOLLOWED else "refused")
        await state.review_queue.record(str(OTHER), deed, address)
    assert await state.feeds.remove(taken)
    assert {one["subject"] for one in await rows(state, metadata.tables["audit"])} == {"", declined, followed}
    # as an earlier version took one off the list
    await state.database.execute(feeds.delete().where(feeds.c.url == declined))
    await state.privacy.erase_user(OTHER)
    left = [one["subject"] for one in await rows(state, metadata.tables["audit"])]
    assert sorted(left) == ["", "", followed]
