"""`onrecord serve` as a process: it says where it is, follows the library and ends when it is told to."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from bot.settings import ServeSettings, read_settings
from bot.terminal.commands import serve
from bot.terminal.context import CliContext
from bot.terminal.dispatch import invoke
from bot.web.api import listen
from briefs.errors import LibraryInvalid, UserError
from tests.paths import REPOSITORY


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_answers_follows_the_library_and_ends(library_copy: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bot",
        "--library",
        str(library_copy),
        "serve",
        "--no-pages",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/api/v1/", process.stdout.readline())
            assert found is not None
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                before = json.load(answer)
            with (library_copy / "config/people.yaml").open("a", encoding="utf-8") as file:
                file.write("\n  - id: nobody-yet\n    name: Nobody Yet\n")
            assert "renewed" in process.stdout.readline()
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                assert json.load(answer)["people"] == before["people"] + 1
            (library_copy / "config/people.yaml").write_text("people: [", "utf-8")
            assert "that of before: the library has" in process.stdout.readline()
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                assert json.load(answer)["people"] == before["people"] + 1
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the children are read from /proc")
def test_processes_share_a_port_and_one_that_dies_leaves_the_other(library_copy: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = ["--no-pages", "--processes", "2", "--port", str(port)]
    command = [sys.executable, "-m", "bot", "--library", str(library_copy), "serve", *given]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            assert f":{port}/api/v1/" in process.stdout.readline()
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            first, second = map(int, children.read_text("ascii").split())
            while len(_listening(port)) < 2:
                time.sleep(0.05)
            os.kill(first, signal.SIGKILL)
            while str(first) in children.read_text("ascii").split():  # it may still be given who connects
                time.sleep(0.01)
            for _ in range(5):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/stats") as answer:
                    assert answer.status == 200
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert not Path(f"/proc/{second}").exists()


def _listening(port: int) -> list[str]:
    """The sockets that listen on a port of this machine."""
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()
    return [line for line in lines if f"0100007F:{port:04X} 00000000:0000 0A" in line]


def test_a_reply_waits_for_no_confirmation_of_its_head() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        listening.setblocking(True)
        taken, _ = listening.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_without_its_packages_it_is_told_what_brings_them(
    library_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    context = CliContext(today=date(2026, 11, 27), chosen=str(library_copy))
    with pytest.raises(UserError, match="the API is not installed") as refused:
        invoke(context, ["serve", "--no-pages"])
    assert "onrecord[serve]" in (refused.value.hint or "")


def test_where_the_bot_serves_is_read_from_the_settings(library_copy: Path) -> None:
    file = library_copy / "config/settings.yaml"
    assert read_settings(library_copy).serve == ServeSettings()
    text = file.read_text("utf-8")
    file.write_text(text.replace("  port:\n", "  port: 8013\n").replace("rate: 100", "rate: 2.5"), "utf-8")
    assert read_settings(library_copy).serve == ServeSettings(8013, "127.0.0.1", 2.5)
    file.write_text(text.replace("  port:\n", "  port: 99999\n  ports: 1\n"), "utf-8")
    with pytest.raises(LibraryInvalid) as refused:
        read_settings(library_copy)
    assert refused.value.problems[0].expected == "a number from 1 to 65535"
    assert "ports" in str(refused.value.problems[1])
