"""Whether the bot has read the answers to its requests: until then it does not know what it has done.

The double shows a message as soon as the request for it is carried out. What the bot does with the
answer, such as keeping the message's number, comes only after it has read it; no person is quicker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace

import aiohttp

from .waiting import PATIENCE, Unanswered

STAMP = "X-Double-Request"

# How discord.py names the tasks that serve events, commands, presses and forms.
HANDLERS = ("discord.py: ", "CommandTree-invoker", "discord-ui-")


async def handled() -> None:
    """Ends once the bot in this process has done all it began with: commands, presses, forms, listeners."""
    while busy := [task for task in asyncio.all_tasks() if task.get_name().startswith(HANDLERS)]:
        _, late = await asyncio.wait(busy, timeout=PATIENCE)
        if late:
            names = ", ".join(sorted(task.get_name() for task in late))
            raise Unanswered(f"not done within {PATIENCE} s: {names}")


class Unread:
    """Requests carried out whose answers the bot has still to read.

    Only a bot in this process, whose requests are stamped, can be asked; others read unseen.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._under_way: set[str] = set()
        self._answers: dict[str, asyncio.Future[None]] = {}

    def carried_out(self, stamp: str | None) -> None:
        """From now on there is an answer to be read, unless the bot has given up waiting for it."""
        if stamp in self._under_way:
            self._answers[stamp] = asyncio.get_running_loop().create_future()

    async def read(self) -> None:
        """Ends once the bot has read the answers there are now, and done what it does at once with them."""
        if self._answers:
            _, late = await asyncio.wait(self._answers.values(), timeout=PATIENCE)
            if late:
                raise Unanswered(f"the bot did not read {len(late)} answers within {PATIENCE} s")

    @contextmanager
    def stamped(self, trace: aiohttp.TraceConfig) -> Iterator[None]:
        """Sees the requests of one bot; once it is gone, it reads nothing more."""
        bot = f"{next(self._numbers)}-"

        async def starts(_: object, request: SimpleNamespace, sent: aiohttp.TraceRequestStartParams) -> None:
            sent.headers[STAMP] = request.stamp = f"{bot}{next(self._numbers)}"
            self._under_way.add(request.stamp)

        async def ends(_: object, request: SimpleNamespace, __: object) -> None:
            self._done(getattr(request, "stamp", ""))  # the bot's own trace may have stopped it before

        trace.on_request_start.append(starts)
        trace.on_response_chunk_received.append(ends)
        trace.on_request_exception.append(ends)
        try:
            yield
        finally:
            for stamp in [one for one in self._under_way if one.startswith(bot)]:
                self._done(stamp)

    def _done(self, stamp: str) -> None:
        """The bot's task goes on at once, and so before whoever waits for this."""
        self._under_way.discard(stamp)
        answer = self._answers.pop(stamp, None)
        if answer is not None:
            answer.set_result(None)
