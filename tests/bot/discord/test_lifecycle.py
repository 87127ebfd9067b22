"""The program as its user starts it: a process of its own, against a loopback Discord in another."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests import forked
from tests.bot.discord.app import text_of
from tests.discord_double import TOKEN, Double
from tests.paths import REPOSITORY

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


def environment_of(tmp_path: Path, address: str, **more: str) -> dict[str, str]:
    given = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "ONRECORD_DISCORD_API": address,
        "ONRECORD_DATA": str(tmp_path),
        "DISCORD_TOKEN": TOKEN,
        **more,
    }
    return {name: value for name, value in given.items() if value}


async def started(
    tmp_path: Path, address: str, *args: str, module: str = "bot"
) -> asyncio.subprocess.Process:
    """As its user starts it."""
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", module, *(args or ("run",))]
    environment = environment_of(tmp_path, address)
    return await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=REPOSITORY, stdout=pipe, stderr=pipe
    )


async def ended(process: asyncio.subprocess.Process, seconds: float = 20) -> tuple[int, str]:
    out, err = await asyncio.wait_for(process.communicate(), seconds)
    assert process.returncode is not None
    return process.returncode, (out + err).decode()


async def ran(tmp_path: Path, address: str, *args: str, **environment: str) -> tuple[int, str]:
    """The exit status of a process that ends by itself, and all that it said."""
    given = environment_of(tmp_path, address, **environment)
    done = await asyncio.to_thread(forked.run, "bot", *(args or ("run",)), env=given, timeout=20)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with Double() as made:
        yield made


async def test_the_bot_answers_also_over_http_and_stops_cleanly(
    tmp_path: Path, library_copy: Path, double: Double
) -> None:
    port = 20_000 + os.getpid() % 10_000  # below those that the system gives to others
    settings = library_copy / "config/settings.yaml"
    settings.write_text(settings.read_text("utf-8").replace("  port:\n", f"  port: {port}\n"), "utf-8")
    process = await started(tmp_path, double.address, "--library", str(library_copy), "run")
    await double.connected(timeout=30)
    record = await double.slash(double.guild, "general", "reader", "position", options=POSITION)
    assert "Sergei Lavrov" in text_of(await record.answer())
    async with aiohttp.ClientSession() as session:
        where = f"http://127.0.0.1:{port}/api/v1/position"
        async with session.get(where, params=POSITION) as answer:
            assert (await answer.json())["person"]["name"] == "Sergei Lavrov"
    health = tmp_path / "health.json"
    async with asyncio.timeout(15):
        while not health.exists() or not json.loads(health.read_text(encoding="utf-8"))["connected"]:
            await asyncio.sleep(0.1)
    report = json.loads(health.read_text(encoding="utf-8"))
    assert report["library"] and report["shards"]["0"]["connected"] and report["message_content"]
    assert report["watched_channels"] == 0
    status, said = await ran(tmp_path, double.address)
    assert status == 2 and "this bot runs already" in said and double.gateway.connected
    process.send_signal(signal.SIGTERM)
    status, said = await ended(process, 20)
    assert status == 0 and TOKEN not in said and not health.exists()
    double.check()


async def test_prometheus_reads_how_it_is_doing(
    tmp_path: Path, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("prometheus_client")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setenv("ONRECORD_METRICS", address)
    process = forked.start("bot", "run", env=environment_of(tmp_path, double.address))
    await double.until(lambda: double.gateway.connected, timeout=40)
    await (await double.slash(double.guild, "general", "reader", "position", options=POSITION)).answer()

    async def told() -> str:
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/metrics") as answer:
            return await answer.text()

    async with asyncio.timeout(20):
        while "onrecord_connected 1.0" not in (text := await told()):
            await asyncio.sleep(0.1)
    assert 'onrecord_interactions_total{kind="command"} 1.0' in text and "onrecord_statements 119.0" in text
    assert "onrecord_first_response_seconds_count 1.0" in text
    process.terminate()
    assert await asyncio.to_thread(forked.ended, process, 20) == 0


async def test_it_runs_and_stops_cleanly_without_what_windows_lacks(
    tmp_path: Path, library_copy: Path, double: Double
) -> None:
    windows, library = "tests.without_posix", ("--library", str(library_copy))
    key = await started(tmp_path, double.address, *library, "log", "key", "a.example/log", module=windows)
    status, said = await ended(key, 40)
    assert status == 0, said
    process = await started(tmp_path, double.address, *library, "run", module=windows)
    await double.connected(timeout=40)
    people = library_copy / "config/people.yaml"
    people.write_text(
        people.read_text("utf-8").replace("{en: Sergei Lavrov", "{en: Sergei W. Lavrov"), "utf-8"
    )
    reload = await double.slash(double.guild, "general", "owner", "reload")  # while its index is open
    assert "taken in" in text_of(await reload.answer())
    record = await double.slash(double.guild, "general", "reader", "position", options=POSITION)
    assert "Sergei W. Lavrov" in text_of(await record.answer())
    process.send_signal(signal.SIGTERM)
    status, said = await ended(process, 20)
    assert status == 0 and "Traceback" not in said, said


async def test_a_refused_intent_does_not_keep_the_bot_from_serving(tmp_path: Path, double: Double) -> None:
    double.refuse_message_content()
    with (tmp_path / "said").open("w+b") as said:
        process = forked.start(
            "bot", "run", stdout=said, stderr=said, env=environment_of(tmp_path, double.address)
        )
    await double.until(lambda: double.gateway.connected, timeout=40)
    record = await double.slash(double.guild, "general", "reader", "about")
    assert "message content intent is off" in text_of(await record.answer())
    assert double.commands.syncs == 1  # the second life has nothing new to tell Discord
    process.terminate()
    assert await asyncio.to_thread(forked.ended, process, 20) == 0
    assert "Message Content Intent" in (tmp_path / "said").read_text()


@pytest.mark.parametrize(
    ("environment", "status", "said"),
    [
        ({"DISCORD_TOKEN": ""}, 2, "there is no Discord token"),
        (
            {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "/nowhere/token"},
            2,
            "DISCORD_TOKEN_FILE names cannot be read",
        ),
        ({"DISCORD_TOKEN": "bm8.such.token"}, 2, "Discord refused the token"),
        ({"ONRECORD_DISCORD_API": "http://127.0.0.1:9"}, 1, "Discord cannot be reached"),
        ({"ONRECORD_METRICS": "9464"}, 2, "ONRECORD_METRICS is no address"),
    ],
)
async def test_what_keeps_the_bot_from_starting_is_one_sentence(
    tmp_path: Path, double: Double, environment: dict[str, str], status: int, said: str
) -> None:
    ended_with, told = await ran(tmp_path, double.address, **environment)
    assert ended_with == status and said in told and "Traceback" not in told
    secret = environment.get("DISCORD_TOKEN") or TOKEN
    assert secret not in told


async def test_the_token_may_stand_in_a_file(tmp_path: Path, double: Double) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    own = {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": str(file)}
    status, said = await ran(tmp_path, double.address, "sync", **own)
    assert status == 0 and "commands for all servers" in said and double.commands.syncs == 1


async def test_sync_for_one_server_invite_and_backup(tmp_path: Path, double: Double) -> None:
    server = str(double.guild.id)
    status, said = await ran(tmp_path, double.address, "sync", "--guild", server)
    assert status == 0 and double.commands.registered[double.guild.id]
    status, said = await ran(tmp_path, double.address, "sync", "--guild", server, "--clear")
    assert status == 0 and "no copies of its own" in said and not double.commands.registered[double.guild.id]
    status, said = await ran(tmp_path, double.address, "sync", "--clear")
    assert status == 2 and "--clear needs --guild" in said
    status, said = await ran(tmp_path, double.address, "invite", "1234", "--json")
    url = json.loads(said)["url"]
    assert status == 0 and "client_id=1234" in url and "permissions=309237746688" in url
    copy = tmp_path / "copy.db"
    status, said = await ran(tmp_path, double.address, "state", "backup", str(copy))
    assert status == 0 and copy.exists(), said
    status, said = await ran(tmp_path, double.address, "state", "restore", str(copy))
    assert status == 0 and (tmp_path / "state.db.before-restore").exists(), said


async def test_against_the_double_started_by_hand(tmp_path: Path) -> None:
    """Both as a reader of the setup page would start them."""
    pipe = asyncio.subprocess.PIPE
    served = await asyncio.create_subprocess_exec(
        sys.executable,
        "-u",
        "-m",
        "tests.discord_double",
        "--port",
        "0",
        "--no-openapi",
        cwd=REPOSITORY,
        stdin=pipe,
        stdout=pipe,
    )
    bot = None
    try:
        assert served.stdout is not None
        first = (await asyncio.wait_for(served.stdout.readline(), 20)).decode()
        address = next(word for word in first.split() if word.startswith("http"))
        bot = await started(tmp_path, address)
        async with aiohttp.ClientSession() as session:
            shown = await asked(session, address)
        assert "Sergei Lavrov" in json.dumps(shown)
    finally:
        for process in (bot, served):
            if process is not None:
                process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(process.communicate(), 10)


async def asked(session: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with asyncio.timeout(30):
        while True:
            async with session.post(f"{address}/_control/status", json={}) as answer:
                if any(one["up"] for one in (await answer.json(content_type=None))["sessions"]):
                    break
            await asyncio.sleep(0.1)
    body = {"command": "position", "options": POSITION}
    async with session.post(f"{address}/_control/slash", json=body) as answer:
        return await answer.json(content_type=None)  # type: ignore[no-any-return]
