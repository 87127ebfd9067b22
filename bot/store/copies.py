"""Copies of the state database: which there are, how long they stay, and that they forget what it forgets.

A copy is written by a migration (`.v5.bak`), by a restore (`.before-restore`) or by command; those of the
first two kinds expire. What a copy had in its free pages is wiped once, as in the database itself.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, NullPool, create_engine, select, update
from sqlalchemy.exc import DBAPIError

from bot.private_files import make_private_file
from bot.store import erasure
from bot.store.schema import copies, posted_answers

T = TypeVar("T")
COPIES_KEPT = timedelta(days=30)  # of those that the program makes by itself
_PARTIAL_KEPT = timedelta(days=1)  # of one that was never finished
_AUTOMATIC = r"\.(v\d+\.bak|before-restore(-\d+)?)(\.partial)?"
COMPANIONS = ("-journal", "-wal", "-shm")
WIPED = 1  # PRAGMA user_version of a file whose free pages hold nothing
log = logging.getLogger(__name__)


def automatic_copies(file: Path) -> tuple[Path, ...]:
    """The copies that lie beside the database `file`, unfinished ones too."""
    pattern = re.compile(re.escape(file.name) + _AUTOMATIC)
    if not file.parent.is_dir():
        return ()
    return tuple(sorted(each for each in file.parent.iterdir() if pattern.fullmatch(each.name)))


def expire_copies(file: Path, now: datetime, age: timedelta = COPIES_KEPT) -> int:
    """Remove the automatic copies that were made longer ago than `age`; how many. Raises OSError."""
    gone = 0
    for copy in automatic_copies(file):
        kept = _PARTIAL_KEPT if copy.suffix == ".partial" else age
        if copy.stat().st_mtime < (now - kept).timestamp():
            _remove(copy)
            gone += 1
    return gone


def erase_in_copies(file: Path | None, named: Iterable[Path], user_id: int, salt: str) -> None:
    """Forget a user in every copy of the database `file`; `named` are those that were made by command.

    PostgreSQL has no file, and its backups are files all the same.

    An automatic copy in which that cannot be done is removed. A named one is left, and named in the log: when
    it is put back, who was erased is erased in it again.
    """

    def forget(connection: Connection) -> None:
        erasure.erase(connection, user_id, erasure.salt_of(connection) or salt)

    for copy in automatic_copies(file) if file is not None else ():
        try:
            change(copy, forget)
        except (DBAPIError, OSError):
            log.warning("a copy could not be changed and is removed", extra={"copy": copy.name})
            _remove(copy)
    for copy in named:
        try:
            change(copy, forget)
        except (DBAPIError, OSError) as error:
            log.warning(
                "a backup still holds what a user deleted: %s", _reason(error), extra={"copy": str(copy)}
            )


def _reason(error: DBAPIError | OSError) -> str:
    # of the database's own words: a traceback frightens at a terminal, and SQLAlchemy's text holds the values
    return str(error.orig if isinstance(error, DBAPIError) else error.strerror)


def wipe_copies(file: Path) -> None:
    """Take out of older copies what no version of the program keeps any more; once for each of them."""
    for copy in automatic_copies(file):
        try:
            _wipe(copy)
        except (DBAPIError, OSError) as error:
            log.warning("a copy could not be cleaned: %s", _reason(error), extra={"copy": copy.name})


def registered_copies(connection: Connection) -> tuple[Path, ...]:
    """Backups that were made by command and are still where they were written."""
    return tuple(
        path for each in connection.execute(select(copies.c.path)) if (path := Path(each[0])).is_file()
    )


def change(copy: Path, work: Callable[[Connection], T]) -> T:
    """What `work` returns, in one transaction on a copy; nothing that it deletes stays in the file."""
    with _keeping_time(copy), _connected(copy) as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            result = work(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return result


def read(copy: Path, work: Callable[[Connection], T]) -> T:
    """What `work` returns, which changes nothing. Raises DBAPIError for what is no database."""
    with _connected(copy) as connection:
        return work(connection)


def _wipe(copy: Path) -> None:
    make_private_file(copy)
    version = read(copy, lambda connection: connection.exec_driver_sql("PRAGMA user_version").scalar())
    if version == WIPED:
        return
    checked = update(posted_answers).where(posted_answers.c.command == "verify").values(arguments={})
    change(copy, lambda connection: erasure.attempt(connection, checked))
    with _keeping_time(copy), _connected(copy) as connection:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql(f"PRAGMA user_version = {WIPED}")


@contextmanager
def _keeping_time(copy: Path) -> Iterator[None]:
    """The time of the copy stays as it was: from it counts when it expires."""
    before = copy.stat()
    yield
    os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))


@contextmanager
def _connected(copy: Path) -> Iterator[Connection]:
    engine = create_engine(
        URL.create("sqlite", database=copy.absolute().as_uri() + "?mode=rw", query={"uri": "true"}),
        connect_args={"timeout": 5.0, "isolation_level": None},
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            for pragma in ("secure_delete = ON", "foreign_keys = ON"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            yield connection
    finally:
        engine.dispose()


def _remove(copy: Path) -> None:
    for name in (copy.name, *(copy.name + companion for companion in COMPANIONS)):
        with suppress(FileNotFoundError):
            copy.with_name(name).unlink()
