"""What stands in a place, whatever happened there; runs in a process that the server forked."""

from __future__ import annotations

import asyncio
import io
import os
import re
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d:?\d\d[\d.]*(Z|\+00:00)?")
AFTER = (("lint", "--json"),)
BEFORE = (("position", "anna-ray", "harbours", "--json"), *AFTER, ("review", "--list", "--json"))
MORE = (("people", "--json"), ("feeds", "list", "--json"), ("export", "--format", "csv"))
CRASHED = ("Traceback", "something went wrong")


def check(root: str, command: Sequence[str], whole: bool) -> dict[str, Any]:
    """What stands there once readers were there; then the writer again, readers, and what stands there again.

    `whole` asks more of them.
    """
    problems: list[str] = []
    for reader in (*BEFORE, *(MORE if whole else ())):
        _run(reader, problems, (0, 1))
    first = observe(root)
    _run(command, problems, (0, 1, 2))
    for reader in (*AFTER, *(BEFORE if whole else ())):
        _run(reader, problems, (0, 1))
    return {"problems": problems, "first": first, "again": observe(root)}


def _run(args: Sequence[str], problems: list[str], allowed: tuple[int, ...]) -> None:
    from bot.__main__ import main

    sys.argv = ["onrecord", *args]
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    status: Any = None
    with redirect_stdout(out), redirect_stderr(out):
        try:
            main()
        except SystemExit as end:
            status = end.code
        except BaseException as fault:
            status = repr(fault)
    said = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if status not in allowed or any(word in said for word in CRASHED):
        problems.append(f"`{' '.join(args[:3])}` ends with {status}: {' '.join(said.split())[:300]}")


def observe(root: str) -> dict[str, Any]:
    """The library's files, the queue and the audit; times left out, keys of candidates by their place."""
    place = Path(root)
    files = {
        str(path.relative_to(place / "library")): TIME.sub("T", path.read_text("utf-8", "replace"))
        for folder in ("config", "seeds")
        for path in sorted((place / "library" / folder).rglob("*"))
        if path.is_file()
    }
    for path in (place / "out").glob("[!.]*"):  # a hidden one that is left there is read by nobody
        files[f"out/{path.name}"] = TIME.sub("T", path.read_text("utf-8", "replace"))
    stray = [name for name in files if Path(name).name.startswith(".")]
    files = {name: text for name, text in files.items() if name not in stray}
    # a draft that was never due is thrown away by whoever recovers next
    due = [path.name for path in (place / "library/.onrecord/changes").glob("*") if path.suffix != ".new"]
    stray += [f"changes/{TIME.sub('T', name)}" for name in due]
    stray += [path.name for path in (place / "state").glob("*") if path.name.endswith((".partial", ".new"))]
    states = {path.name: _state(path) for path in (place / "state").glob("state.db*") if _is_state(path.name)}
    return {"library": files, "queue": states.pop("state.db", None), "copies": states, "stray": stray}


def _is_state(name: str) -> bool:
    return not name.endswith(("-wal", "-shm", "-journal", ".partial"))


def _state(file: Path) -> Any:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True, timeout=5)) as db:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "damaged"
            return _rows(db)
    except sqlite3.Error as error:
        return f"unreadable: {error}"


def _rows(db: sqlite3.Connection) -> dict[str, Any]:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found: dict[str, Any] = {"version": None}
    if "schema_version" in tables:
        (found["version"],) = db.execute("SELECT max(version) FROM schema_version").fetchone()
    if "guild_settings" in tables:
        found["settings"] = [list(row) for row in db.execute("SELECT guild_id, language FROM guild_settings")]
    if "candidates" in tables:
        columns = "key, article_id, place, status, statement_id, decided_by"
        rows = db.execute(f"SELECT {columns} FROM candidates ORDER BY article_id, place").fetchall()
        keys = {row[0]: f"{row[1]}/{row[2]}" for row in rows}
        found["candidates"] = [list(row[1:]) for row in rows]
        events = db.execute("SELECT deed, subject, done_by FROM audit ORDER BY number")
        found["audit"] = [[deed, keys.get(subject, subject), by] for deed, subject, by in events]
    return found


def make_old(state: str, version: int) -> None:
    """A state of an old migration in place of the present one, with what that can hold of it."""
    from bot.clock import SystemClock
    from bot.store.database import connect
    from bot.store.migrate import shipped_migrations, upgrade

    file, kept = Path(state), Path(f"{state}.kept")
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    os.replace(file, kept)

    async def make() -> None:
        database = connect(file, SystemClock())
        await upgrade(database, shipped_migrations()[:version])
        await database.close()

    asyncio.run(make())
    with closing(sqlite3.connect(file)) as db, db:
        now = "2026-01-01T00:00:00.000000Z"
        db.execute("INSERT INTO guild_settings (guild_id, language, changed_at) VALUES (7, 'ru', ?)", (now,))
        db.execute("ATTACH ? AS kept", (str(kept),))
        tables = [name for (name,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        if "candidates" in tables:  # of that version's columns, fewer than there are now
            columns = ", ".join(name for _, name, *_ in db.execute("PRAGMA main.table_info(candidates)"))
            db.execute(f"INSERT INTO main.candidates ({columns}) SELECT {columns} FROM kept.candidates")
    kept.unlink()
