"""Copies of the state database, made and put back while it may be in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from briefs.atomic_files import sync_folder
from briefs.errors import UserError


def copy_database(source: Path, target: Path) -> None:
    """One consistent copy of `source`; `target` appears whole or not at all.

    Raises UserError when the source is no state database or the copy cannot be written.
    """
    # Through SQLite's own backup: a copy of the file alone would lack what is in its write-ahead log.
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
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

    A bot that has the file open sees the old content or the new one, never a mixture.
    """
    # Checked before anything is written: a wrong file must not overwrite the state.
    if _version(source) == 0:
        hint = "name a file that `onrecord state backup` wrote"
        raise UserError(f"{source.name} is no backup of a state database", hint)
    if target.exists():
        copy_database(target, _unused(target.with_name(f"{target.name}.before-restore")))
    try:
        with closing(_open(source)) as reader, closing(sqlite3.connect(target, timeout=5)) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = WAL")
    except (sqlite3.Error, OSError) as error:
        raise UserError("the backup could not be put back", _plain(error)) from error


def _unused(file: Path) -> Path:
    """`file`, or the first name after it that nothing has: a kept copy is never written over."""
    names = (file.with_name(f"{file.name}-{number}") for number in range(2, 10_000))
    return next((name for name in (file, *names) if not name.exists()), file)


def _open(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise FileNotFoundError(f"{file.name} does not exist")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def _version(file: Path) -> int:
    """The migration that a file stands at; 0 where it is no whole state database."""
    try:
        with closing(_open(file)) as reader:
            # not integrity_check, which also compares every index with its table and takes far longer
            if reader.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return 0
            return int(reader.execute("SELECT max(version) FROM schema_version").fetchone()[0] or 0)
    except (sqlite3.Error, OSError):
        return 0


def _plain(error: Exception) -> str:
    return str(error) or "check that the disk has room and the folder can be written"
