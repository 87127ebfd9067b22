"""A backup that is put back learns first what became of its users since it was made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from bot.store.copies import change, read
from bot.store.erasure import all_erasures, erase_again, rows_of, salt_of
from bot.store.pseudonyms import SALT
from bot.store.schema import copies, erasures, meta


class _Known(NamedTuple):
    """What the database in use knows and an older one may not: its salt, who was erased, its backups."""

    salt: str
    erased: dict[str, datetime]
    backups: dict[str, datetime]


def carry_over(current: Path, copy: Path) -> None:
    """Erase in `copy` whoever was erased in `current` since, and hand it the lists that say so.

    Nothing where `current` is not there or cannot be read. Raises DBAPIError where `copy` cannot be written.
    """
    try:
        known = read(current, _known) if current.is_file() else None
    except DBAPIError:
        known = None  # damaged: that is why a copy is put back
    if known is not None and known.erased | known.backups:
        change(copy, lambda connection: _learn(connection, known))


def _known(connection: Connection) -> _Known | None:
    salt = salt_of(connection)
    backups = {row.path: row.made_at for row in rows_of(connection, select(copies))}
    return _Known(salt, all_erasures(connection), backups) if salt else None


def _learn(connection: Connection, known: _Known) -> None:
    before = all_erasures(connection)
    # Who was erased and came back before the copy was made has something in it that is theirs to keep.
    since = {mark for mark, at in known.erased.items() if mark not in before or before[mark] < at}
    erase_again(connection, frozenset(since), known.salt)
    # A backup from before these tables gets them now; its migration finds them there.
    for table in (erasures, copies):
        table.create(connection, checkfirst=True)
    lists = (
        (erasures, [{"mark": mark, "erased_at": at} for mark, at in known.erased.items()]),
        (copies, [{"path": path, "made_at": at} for path, at in known.backups.items()]),
    )
    for table, rows in lists:
        if rows:
            connection.execute(insert(table).on_conflict_do_nothing(), rows)
    if salt_of(connection) is None:  # under another the list would name nobody
        now = max((*known.erased.values(), *known.backups.values()))
        row = {"name": SALT, "value": known.salt, "changed_at": now}
        connection.execute(insert(meta).values(row).on_conflict_do_nothing())
