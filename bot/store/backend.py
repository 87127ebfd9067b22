"""What Database asks of the kind of database under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

Result = TypeVar("Result")
Work = Callable[[Connection], Result]


class Backend(Protocol):
    """Runs plain functions of a connection, each in one transaction, off the event loop.

    `insert` is the dialect's INSERT, which knows ON CONFLICT. `counts_rows_of_many`: an INSERT of several
    rows says how many were new.
    """

    insert: Callable[..., Any]
    counts_rows_of_many: bool

    async def read(self, work: Work[Result]) -> Result:
        """What `work` returns, which changes nothing."""
        ...

    async def write(self, work: Work[Result]) -> Result:
        """What `work` returns; what it changed is committed, or undone where it raises."""
        ...

    async def write_batched(self, work: Work[Result]) -> Result:
        """As write(), perhaps in one transaction with others; `work` may then run twice."""
        ...

    async def close(self) -> None:
        """Lets go of every connection."""
        ...
