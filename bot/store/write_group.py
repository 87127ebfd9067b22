"""Requests of one kind that come at the same time are done by one transaction, with one statement for all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

from sqlalchemy import Connection

from bot.patience import seconds_left
from bot.store.database import Database
from bot.store.errors import TOO_SLOW, StoreUnavailable, StoreUnreachable

_Request = TypeVar("_Request")
_Result = TypeVar("_Result")
_MOST = 64  # requests in one transaction: others want its rows too


class WriteGroup(Generic[_Request, _Result]):
    """`work` gives one result for each request, in their order; it must be harmless to run twice.

    What comes while a group is at work is the next group: one that comes alone waits for nobody. Where a
    request fails for a reason of its own, all of its group are undone and each is done again alone.
    """

    def __init__(
        self, database: Database, work: Callable[[Connection, Sequence[_Request]], Sequence[_Result]]
    ) -> None:
        self._database = database
        self._work = work
        self._waiting: list[tuple[_Request, asyncio.Future[_Result]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, request: _Request) -> _Result:
        """The result of one request. Raises StoreUnavailable, also once whoever asked can wait no longer."""
        future: asyncio.Future[_Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, future))
        if self._running is None:
            # in a context of its own: the others are not cut off where whoever came first is in a hurry
            self._running = asyncio.get_running_loop().create_task(self._run(), context=Context())
        try:
            return await asyncio.wait_for(future, seconds_left())
        except TimeoutError as error:
            raise StoreUnreachable(*TOO_SLOW) from error

    async def _run(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                # whoever does not wait any more has not begun
                if asked := [(request, future) for request, future in group if not future.done()]:
                    await self._do(asked)
        finally:
            self._running = None

    async def _do(self, asked: Sequence[tuple[_Request, asyncio.Future[_Result]]]) -> None:
        requests = [request for request, _ in asked]
        try:
            results = await self._database.write_batched(lambda connection: self._work(connection, requests))
        except Exception as error:
            # what the database does not take from all it does not take from one
            if len(asked) == 1 or isinstance(error, StoreUnavailable):
                for _, future in asked:
                    _settle(future, error)
                return
            for one in asked:
                await self._do([one])
        else:
            for (_, future), result in zip(asked, results, strict=True):
                _settle(future, None, result)


def _settle(future: asyncio.Future[_Result], error: Exception | None, result: _Result | None = None) -> None:
    if future.done():  # cancelled meanwhile
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)  # type: ignore[arg-type]
