"""`onrecord doctor` and `onrecord health`: what an operator is told of each thing, and what to do."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from bot.discord import discord_findings
from bot.doctor import (
    Diagnosis,
    UsedChannels,
    health_finding,
    library_findings,
    machine_findings,
    state_findings,
)
from bot.settings import Backups, Secret, Settings, written_folders
from bot.store import SubscriptionSettings, newest_version, open_store
from tests.discord_double import TOKEN, Double, pointed_at
from tests.discord_double import permissions as rights


def said_of(found: list[Diagnosis], subject: str) -> list[tuple[str, str]]:
    return [(one.level, one.said) for one in found if subject in one.subject]


def test_the_command_says_each_thing_and_that_discord_was_not_asked(
    onrecord: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = onrecord("doctor", "--json", ONRECORD_DATA=str(tmp_path), DISCORD_TOKEN="", DISCORD_TOKEN_FILE="")
    told = json.loads(done.stdout)
    levels = {one["subject"]: one["level"] for one in told["findings"]}
    assert done.returncode == 0 and told["faults"] == 0
    assert (
        levels["library"] == levels["state"] == levels["time zones"] == "ok" and levels["token"] == "warning"
    )
    assert all(one["advice"] for one in told["findings"] if one["level"] != "ok")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_a_fault(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    (found,) = [one for one in machine_findings({"index": tmp_path / "new"}) if one.subject == "index"]
    assert found.level == "fault" and str(tmp_path) in (found.advice or "")


def test_a_data_folder_that_others_may_read_is_a_warning(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert ("warning", f"{tmp_path} is open to others") in said_of(
        list(machine_findings({"data folder": tmp_path})), "data folder"
    )


async def test_a_library_that_no_curator_can_write_to_is_told(
    library_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doctor.library_check.os.access", lambda *_: False)
    found = list(await library_findings(library_copy, tmp_path, datetime.now(UTC).date()))
    assert ("warning", f"{library_copy} cannot be written to: what a curator accepts is not published") in (
        said_of(found, "library")
    )


def test_each_folder_that_is_named_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    assert written_folders(Settings()) == {}
    monkeypatch.setenv("ONRECORD_PUBLISH_TO", str(tmp_path / "www"))
    named = Settings(
        state=str(tmp_path / "elsewhere/state.db"),
        health_file=str(tmp_path / "run/health.json"),
        backups=Backups(str(tmp_path / "copies")),
    )
    assert written_folders(named) == {
        "state": tmp_path / "elsewhere",
        "health file": tmp_path / "run",
        "backups": tmp_path / "copies",
        "published index": tmp_path / "www",
    }


async def test_a_broken_library_is_a_fault_that_says_where(library_copy: Path, tmp_path: Path) -> None:
    (library_copy / "config/people.yaml").write_text("- id: [\n", "utf-8")
    (found,) = await library_findings(library_copy, tmp_path, datetime.now(UTC).date())
    assert found.level == "fault" and "config/people.yaml" in found.said and found.advice


@pytest.mark.parametrize("damage", [b"", b"no database", None])
async def test_a_damaged_state_is_a_fault_and_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None
) -> None:
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state.db"))
    if damage is None:  # another program's
        with sqlite3.connect(tmp_path / "state.db") as other:
            other.execute("CREATE TABLE theirs (x)")
    else:
        (tmp_path / "state.db").write_bytes(damage)
    before = (tmp_path / "state.db").read_bytes()
    (found,), places = await state_findings(Settings())
    assert found.level == "fault" and "restore" in (found.advice or "") and not places.channels
    assert (tmp_path / "state.db").read_bytes() == before


@pytest.mark.parametrize("trouble", ["disk I/O error", "database or disk is full", "unable to open database"])
async def test_a_state_that_cannot_be_looked_at_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state.db"))
    (tmp_path / "state.db").touch()

    def opened(*_: object) -> None:
        raise sqlite3.OperationalError(trouble)

    monkeypatch.setattr("bot.store.backup._open", opened)
    (found,), _ = await state_findings(Settings())
    assert found.level == "fault" and "restore" not in (found.advice or "")


async def test_a_state_of_somebody_else_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Settings) -> None:
        raise PermissionError(13, "Permission denied", "state.db")

    monkeypatch.setattr("bot.doctor.state_check.existing_state", refused)
    (found,), _ = await state_findings(Settings())
    assert (found.level, found.said) == ("fault", "state.db cannot be read: Permission denied")


async def test_what_the_state_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state.db"))
    (none,), _ = await state_findings(Settings())
    assert none.level == "ok" and not (tmp_path / "state.db").exists()
    async with open_store(tmp_path / "state.db", SystemClock()) as store:
        for channel, reason in ((5, None), (6, "asked"), (7, "forbidden")):
            one = await store.subscriptions.add(SubscriptionSettings(channel, guild_id=1, local_time=time(9)))
            if reason:
                await store.subscriptions.pause(one.key, reason)
        told = SubscriptionSettings(8, guild_id=1, local_time=time(9), purpose="follow")
        await store.subscriptions.add(told)
        await store.feeds.add("https://example.org/feed", added_by=None)
        for _ in range(3):
            await store.feeds.failed("https://example.org/feed", datetime.now(UTC), "it answered with 404")
    found, places = await state_findings(Settings(curators_channel=9))
    assert ("ok", f"version {newest_version()}, 3 briefings subscribed") in said_of(found, "state")
    assert said_of(found, "briefings") == [("warning", "1 were paused by the bot itself (forbidden)")]
    assert said_of(found, "feeds")[0][1].endswith("failed 3 times in a row: it answered with 404")
    assert said_of(found, "backups") == said_of(found, "time zones") == []
    async with open_store(tmp_path / "state.db", SystemClock()) as store:
        await store.database.execute(text("UPDATE subscriptions SET timezone = 'Europe/Atlantis'"))
    told, _ = await state_findings(Settings())
    assert said_of(told, "time zones") == [
        ("warning", "briefings go by zones that are not known here: Europe/Atlantis")
    ]
    told, _ = await state_findings(Settings(backups=Backups(str(tmp_path))))
    assert said_of(told, "backups") == [("warning", f"none are in {tmp_path}")]
    made = datetime.now(UTC) - timedelta(hours=30)
    (tmp_path / f"onrecord-{made:%Y%m%dT%H%M%S}Z.db").write_bytes(b"")
    for hours, level in ((24, "ok"), (12, "warning")):
        told, _ = await state_findings(Settings(backups=Backups(str(tmp_path), hours)))
        assert said_of(told, "backups") == [(level, "1 are kept, the last of 30 hours ago")]
    assert places.channels == {1: {5: "briefings", 8: "what is followed"}, 0: {9: "the curators"}}


class AnHourLater(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(hours=1)


async def test_discord_is_asked_for_token_intents_and_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Double() as double:
        channels = {channel.name: channel for channel in double.guild.channels.values()}
        general, other = channels["general"], next(c for c in channels.values() if c.name != "general")
        other.overwrites[double.world.bot.id] = (0, rights.SEND_MESSAGES)
        places = UsedChannels(
            {
                double.guild.id: {general.id: "briefings", other.id: "its curators", 77: "briefings"},
                4242: {1: "briefings"},
            }
        )
        with pointed_at(double.address):
            found = await discord_findings(Secret(TOKEN), places)
            assert said_of(found, "token")[0][0] == said_of(found, "intents")[0][0] == "ok"
            assert said_of(found, "clock") == [("ok", "agrees with Discord's")]
            assert [level for level, _ in said_of(found, double.guild.name)] == ["ok", "fault", "warning"]
            assert said_of(found, "its curators")[0][1].endswith(
                f"#{other.name} the bot lacks: Send Messages"
            )
            assert said_of(found, "server 4242") == [("warning", "the bot is not in it")]
            with monkeypatch.context() as patch:
                patch.setattr("bot.discord.checkup.datetime", AnHourLater)
                found = await discord_findings(Secret(TOKEN), UsedChannels())
            assert said_of(found, "clock")[0][0] == "warning" and "ahead of" in said_of(found, "clock")[0][1]
            double.refuse_message_content()
            found = await discord_findings(Secret(TOKEN), UsedChannels())
            assert said_of(found, "intents") == [("warning", "message content is not granted")]
            (refused,) = await discord_findings(Secret("bm8.such.token"), UsedChannels())
            assert refused.level == "fault" and "refused the token" in refused.said


async def test_a_discord_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.checkup._PATIENCE", 0.1)
    async with Double(openapi_checks=False) as double:
        double.faults.add(delay=5, route="/users/@me", times=None)
        with pointed_at(double.address):
            (found,) = await discord_findings(Secret(TOKEN), UsedChannels())
            assert (found.level, found.said) == ("fault", "Discord cannot be reached")
            double.faults.clear()
            double.faults.add(delay=5, route="/guilds", times=None)
            places = UsedChannels({double.guild.id: {5: "briefings"}})
            found = (await discord_findings(Secret(TOKEN), places))[-1]
            assert found.level == "warning" and "says nothing" in found.said


@pytest.mark.parametrize(
    ("report", "age", "well", "said"),
    [
        ({"at": "2026-01-02T03:04:05+00:00", "connected": True, "guilds": 3}, 0, True, "3 servers"),
        ({"at": "2026-01-02T03:04:05+00:00", "connected": False}, 0, False, "not connected"),
        ({"at": "2026-01-02T03:04:05+00:00", "connected": True}, 60, False, "60 seconds ago"),
        (
            {
                "at": "2026-01-02T03:04:05+00:00",
                "connected": True,
                "state": "the state database does not answer",
            },
            0,
            False,
            "connected, but the state database does not answer",
        ),
        ({}, 0, False, "cannot be read"),
        ([], 0, False, "cannot be read"),
        (None, 0, False, "does not run"),
    ],
)
def test_health_is_what_the_file_says(
    tmp_path: Path, report: object, age: int, well: bool, said: str
) -> None:
    file = tmp_path / "health.json"
    if report is not None:
        file.write_text(json.dumps(report), "utf-8")
    finding, _ = health_finding(file, datetime.now(UTC) + timedelta(seconds=age))
    assert (finding.level == "ok") is well and said in finding.said


def test_a_probe_is_told_by_the_exit_status(
    onrecord: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert onrecord("health", ONRECORD_HEALTH=str(tmp_path / "none")).returncode == 1
    report = {"at": "2026-01-02T03:04:05+00:00", "connected": True, "guilds": 3}
    (tmp_path / "well").write_text(json.dumps(report), "utf-8")
    assert onrecord("health", ONRECORD_HEALTH=str(tmp_path / "well")).returncode == 0
