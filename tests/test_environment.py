"""The tests leave alone what whoever runs them has, wherever the environment says that it stands."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.store.scripts import shipped_migrations
from tests.paths import REPOSITORY

# The bot in a process of its own, with a backup restored; a library opened where the cache is named;
# the shell; the review at a terminal; and what asks platformdirs for the cache folder.
TELLING = (
    "bot/discord/test_lifecycle.py::test_sync_for_one_server_invite_and_backup",
    "bot/discord/answers/test_charts.py",
    "bot/terminal/test_repl_and_jsonl.py::test_quit_ends_a_piped_session",
    "bot/terminal/test_review_tui.py::test_looking_decides_nothing",
    "briefs/query/test_open.py::test_the_cache_folder_is_the_one_that_platformdirs_names",
)


def test_nothing_of_the_users_is_written_to(tmp_path: Path) -> None:
    home, mine = tmp_path / "home", tmp_path / "mine"
    environment = everything_named(home, mine)
    for place in (home / ".local/share/onrecord", home / ".cache/onrecord", home / ".config", mine / "data"):
        place.mkdir(parents=True)
        (place / "state.db").write_bytes(b"")  # to SQLite a new database, which the program would fill
    old_database(mine / "state.db")
    for name in ("token", "health", "library"):
        (mine / name).write_text("mine")
    before = contents(tmp_path)
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider"]
    tests = [f"tests/{name}" for name in TELLING]
    done = subprocess.run(
        [*command, *tests], cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout
    assert contents(tmp_path) == before


def everything_named(home: Path, mine: Path) -> dict[str, str]:
    """An environment in which each thing that the program looks for has its place."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    own |= {f"ONRECORD_{name.upper()}": str(mine / name) for name in ("cache", "data", "health", "library")}
    own |= {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("cache", "config", "data", "state")}
    return own | {
        "HOME": str(home),
        "ONRECORD_STATE": str(mine / "state.db"),
        "DISCORD_TOKEN_FILE": str(mine / "token"),
        "NO_COLOR": "1",
    }


def old_database(file: Path) -> None:
    """A state database of an earlier version: who opens it brings it up to date."""
    with closing(sqlite3.connect(file)) as database:
        for statement in shipped_migrations()[0].statements:
            database.execute(statement)
        database.execute("PRAGMA user_version = 1")


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """When each file and folder was last written, and what stands in it."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }
