"""One thread for blocking calls, awaited from an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
_Call = tuple[Callable[[], Any], "asyncio.Future[Any]"]


class WorkerThread:
    """Runs calls one after the other, in the order in which they were handed in.

    A call whose caller is cancelled before its turn is left out; one that has begun is finished.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()
        self._thread: Thread | None = None

    def run(self, call: Callable[[], T]) -> asyncio.Future[T]:
        """What `call` returns or raises; the thread starts with the first call."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._calls.put((call, future))
        if self._thread is None:
            # A daemon: a process that is told to end does not wait for another program's lock.
            self._thread = Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        return future

    async def stop(self, last: Callable[[], None]) -> None:
        """Finish the calls that wait, then `last`, and end the thread; nothing where none was started."""
        if self._thread is not None:
            await self.run(last)
            self._calls.put(None)
            self._thread = None

    def _serve(self) -> None:
        for call, future in iter(self._calls.get, None):
            if not future.cancelled():
                _run(call, future)
            del call, future  # or the last result lives until the next call


def _run(call: Callable[[], Any], future: asyncio.Future[Any]) -> None:
    result, error = None, None
    try:
        result = call()
    except BaseException as raised:
        error = raised
    try:
        future.get_loop().call_soon_threadsafe(_settle, future, result, error)
    except RuntimeError:
        pass  # the loop is closed: nobody waits any more
    finally:
        error = None  # its traceback holds this frame


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.cancelled():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
