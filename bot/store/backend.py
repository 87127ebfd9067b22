"""What Database asks of the kind of database under it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection

T = TypeVar("T")
Work = Callable[[Connection], T]


class Backend(Protocol):
    """Runs plain functions of a connection, each in one transaction, off the event loop.

    `insert` is the dialect's INSERT, which knows ON CONFLICT. `counts_rows_of_many`: an INSERT of several
    rows says how many were new. `moment`: milliseconds since 1970 by the database's own clock. `looked_at`:
    seconds between two looks for what other processes have changed, where they may not be heard.
    """

    insert: Callable[..., Any]
    counts_rows_of_many: bool
    moment: ColumnElement[int]
    looked_at: float

    async def read(self, work: Work[T]) -> T:
        """What `work` returns, which changes nothing."""
        ...

    async def write(self, work: Work[T]) -> T:
        """What `work` returns; what it changed is committed, or undone where it raises."""
        ...

    async def write_batched(self, work: Work[T]) -> T:
        """As write(), perhaps in one transaction with others; `work` may then run twice."""
        ...

    async def truncate_log(self) -> None:
        """Leave nothing of what was deleted in files beside the database's own."""
        ...

    async def compact(self) -> bool:
        """Wipe the space that earlier versions freed; False where that has to wait for another process."""
        ...

    def lock(self, connection: Connection, name: str) -> None:
        """Hold `name` to the end of the transaction: another that asks for it waits until then."""
        ...

    def alarm(self, connection: Connection) -> None:
        """When the transaction is committed, wake every process that listens, where that can be done."""
        ...

    def listening(self, woken: Callable[[], None]) -> AbstractAsyncContextManager[Callable[[], bool]]:
        """`woken` is called at each alarm; what is entered says whether that still holds."""
        ...

    async def close(self) -> None:
        """Lets go of every connection."""
        ...
