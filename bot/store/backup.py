"""Copies of the state database, made and put back while it may be in use."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.private_files import make_private_file
from bot.store.carry_over import carry_over
from bot.store.errors import translate_errors
from bot.store.heartbeat import NAME, Heartbeat, heartbeat_value
from bot.store.schema import WIDTH
from bot.store.scripts import newest_version
from briefs.atomic_files import sync_folder
from briefs.errors import UserError

OWN_TABLES = frozenset({"schema_version", "guild_settings", "user_settings"})  # of every version


def back_up(source: Path, target: Path) -> None:
    """copy_database() by command; that there is such a copy is kept, so that a deletion reaches it.

    Raises UserError as that does, and where another program holds the database.
    """
    row = (str(target.absolute()), datetime.now(UTC).strftime(WIDTH))
    # Told before it is made, and so in the copy too; a version before this one has no such table.
    try:
        with closing(_open(source, "rw")) as database, database:
            database.execute("INSERT OR REPLACE INTO copies (path, made_at) VALUES (?, ?)", row)
    except (sqlite3.Error, OSError) as error:
        if "locked" in str(error):
            raise UserError("the state database is busy", "another program holds it; try again") from error
    copy_database(source, target)


def copy_database(source: Path, target: Path) -> None:
    """One consistent copy of `source`; `target` appears whole or not at all.

    Raises UserError when the source is no state database or the copy cannot be written.
    """
    # Through SQLite's own backup: a copy of the file alone would lack what is in its write-ahead log.
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        make_private_file(partial)
        with closing(_open(source)) as reader, closing(sqlite3.connect(partial)) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(partial, target)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise UserError("the state database could not be copied", _plain(error)) from error


def restore_database(source: Path, target: Path) -> None:
    """Make `target` what `source` holds, in one transaction; what it held is kept as `<name>.before-restore`.

    Whoever deleted their data since the backup was made is erased in it first. A bot that has the file
    open sees the old content or the new one, never a mixture.
    """
    # Checked before anything is written: a wrong file must not overwrite the state.
    version = version_of(source)
    if version == 0 or _is_foreign(source):
        hint = "name a file that `onrecord state backup` wrote"
        raise UserError(f"{source.name} is no backup of a state database", hint)
    refuse_newer("the backup", version, newest_version())
    require_own(target)
    if target.exists():
        copy_database(target, _unused(target.with_name(f"{target.name}.before-restore")))
    # Not the file itself: whoever was erased since it was made must not come back, not for a moment.
    prepared = target.with_name(f"{target.name}.before-restore.partial")
    try:
        copy_database(source, prepared)
        carry_over(target, prepared)
        make_private_file(target)
        with closing(_open(prepared)) as reader, closing(sqlite3.connect(target, timeout=5)) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = WAL")
            _mark(writer)
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.Error, DBAPIError, OSError) as error:
        raise UserError("the backup could not be put back", _plain(error)) from error
    finally:
        prepared.unlink(missing_ok=True)


def mark_as_restored(file: Path) -> None:
    """So that the bot knows: what it sent since the copy was made is not in there, and is looked for."""
    with closing(sqlite3.connect(file)) as connection:
        _mark(connection)


def _mark(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return
    with connection:
        begun = connection.execute("SELECT changed_at FROM meta WHERE name = ?", (NAME,)).fetchone()
        at = datetime.fromisoformat(begun[0]) if begun else datetime.fromtimestamp(0, UTC)
        value = heartbeat_value(Heartbeat(secrets.token_hex(5), 0, at, restored=True))
        connection.execute(
            "INSERT OR REPLACE INTO meta (name, value, changed_at) VALUES (?, ?, ?)",
            (NAME, value, at.strftime(WIDTH)),
        )


def refuse_newer(what: str, version: int, newest: int) -> None:
    """Raises UserError for a database that a newer program wrote."""
    if version > newest:
        raise UserError(
            f"{what} is of version {version}, this program knows {newest}",
            "install the newer program, or put an older backup back",
        )


def require_own(file: Path) -> None:
    """Raises UserError where the file is an SQLite database of another program, which stays as it is."""
    if _is_foreign(file):
        raise UserError(f"{file.name} is another program's database", "name a file of its own for the state")


def _is_foreign(file: Path) -> bool:
    """Whether tables stand in it and none of ours; not for what cannot be read, which is told elsewhere."""
    try:
        with closing(_open(file)) as reader:
            rows = reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except (sqlite3.Error, OSError):
        return False
    names = {name for (name,) in rows if not name.startswith("sqlite_")}
    # one that was left before its first migration holds the table of versions alone
    return bool(names - {"schema_version"}) and not names >= OWN_TABLES


def _unused(file: Path) -> Path:
    """`file`, or the first name after it that nothing has: a kept copy is never written over."""
    names = (file.with_name(f"{file.name}-{number}") for number in range(2, 10_000))
    return next((name for name in (file, *names) if not name.exists()), file)


def _open(file: Path, mode: str = "ro") -> sqlite3.Connection:
    if not file.is_file():
        raise FileNotFoundError(f"{file.name} does not exist")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=5)


def version_of(file: Path) -> int:
    """The migration that a file stands at; 0 where it is no whole state database.

    Raises StoreUnavailable where that cannot be told, as on a full disk: nothing may be wrong with the file.
    """
    try:
        with closing(_open(file)) as reader:
            # not integrity_check, which also compares every index with its table and takes far longer
            if reader.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return 0
            return int(reader.execute("SELECT max(version) FROM schema_version").fetchone()[0] or 0)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            with translate_errors():
                raise
        return 0
    except (sqlite3.Error, OSError):
        return 0


def _plain(error: Exception) -> str:
    return str(error) or "check that the disk has room and the folder can be written"
