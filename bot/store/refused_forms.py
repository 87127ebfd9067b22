"""What was typed into forms that could not be taken, for a day: a button opens them with it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select

from bot.store.database import Database
from bot.store.schema import refused_forms

FORMS_KEPT = timedelta(hours=24)
_MOST_OF_A_USER = 20  # the newest


class RefusedForms:
    """By the form, what it is about, and who filled it in: nobody is shown what another typed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, action: str, key: str, user_id: int, typed: Mapping[str, Sequence[str]]) -> None:
        """Keep what was filled in, by the ids of the fields, in the place of what was kept of this form."""
        place = {"action": action, "key": key, "user_id": user_id}
        row = {**place, "typed": dict(typed), "kept_at": self._database.clock.now()}
        newest = (
            select(refused_forms.c.kept_at)
            .where(refused_forms.c.user_id == user_id)
            .order_by(refused_forms.c.kept_at.desc())
            .offset(_MOST_OF_A_USER)
            .limit(1)
        )

        def write(connection: Connection) -> None:
            connection.execute(self._database.upsert(refused_forms, row))
            if (last := connection.execute(newest).scalar()) is not None:
                older = refused_forms.c.user_id == user_id, refused_forms.c.kept_at <= last
                connection.execute(delete(refused_forms).where(*older))

        await self._database.write(write)

    async def typed(self, action: str, key: str, user_id: int) -> dict[str, tuple[str, ...]] | None:
        """What this user filled in within a day and could not be taken; None where nothing is kept."""
        young = refused_forms.c.kept_at >= self._database.clock.now() - FORMS_KEPT
        query = select(refused_forms.c.typed).where(*_place(action, key, user_id), young)
        found: Any = await self._database.fetch_value(query)
        return None if found is None else {name: tuple(values) for name, values in found.items()}

    async def forget(self, action: str, key: str, user_id: int) -> None:
        """The form was taken: nothing is left to open it with."""
        await self._database.execute(delete(refused_forms).where(*_place(action, key, user_id)))

    async def forget_older(self) -> None:
        """Drop what was kept for longer than a day."""
        limit = self._database.clock.now() - FORMS_KEPT
        await self._database.execute(delete(refused_forms).where(refused_forms.c.kept_at < limit))


def _place(action: str, key: str, user_id: int) -> tuple[ColumnElement[bool], ...]:
    columns = refused_forms.c
    return columns.action == action, columns.key == key, columns.user_id == user_id
