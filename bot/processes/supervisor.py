"""Starts the processes of one bot or server on this machine, and starts again what ends."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

from bot.stop_signals import call_at_stop

log = logging.getLogger(__name__)
WRONG = 2  # exit status of what only its user can put right: starting it again would not help
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0  # seconds until another start
_SOUND = 120.0  # seconds after which a process that ends is one that had worked
_PATIENCE = 6.0  # seconds for a clean stop
SLOT_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a process among `count` that one supervisor started; `run` is that supervisor's own."""

    run: str
    number: int
    count: int

    def __str__(self) -> str:
        return SLOT_SEPARATOR.join((self.run, str(self.number), str(self.count)))


def read_slot(text: str) -> Slot:
    """What str() of a Slot wrote."""
    run, number, count = text.split(SLOT_SEPARATOR)
    return Slot(run, int(number), int(count))


def call_when_alone(call: Callable[[], object]) -> None:
    """`call` is called on the running loop once the supervisor lets go of this process, or is no more.

    It holds the other end of the standard input: that is closed in whatever way it ends, on every system.
    """
    loop = asyncio.get_running_loop()

    def wait() -> None:
        with suppress(OSError):
            while os.read(0, 1):
                pass
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(call)

    Thread(target=wait, name="supervisor", daemon=True).start()


async def supervise(command: Callable[[Slot], Sequence[str]], count: int) -> int:
    """Run `count` processes until SIGTERM or SIGINT; the exit status, 0 after a clean stop.

    Where one ends with WRONG at its start, all are stopped, with that status.
    """
    stop = asyncio.Event()
    call_at_stop(stop.set)
    run = secrets.token_hex(4)
    kept = (_keep_running(command, Slot(run, number, count), stop) for number in range(1, count + 1))
    return max(await asyncio.gather(*kept))


async def _keep_running(command: Callable[[Slot], Sequence[str]], slot: Slot, stop: asyncio.Event) -> int:
    pause = _FIRST_PAUSE
    while not stop.is_set():
        begun = time.monotonic()
        status = await _run_once(command(slot), stop)
        if stop.is_set():
            break
        lasted = time.monotonic() - begun
        if status == WRONG and lasted < _SOUND:
            stop.set()
            return WRONG
        if lasted > _SOUND:
            pause = _FIRST_PAUSE
        extra = {"slot": slot.number, "status": status, "again_in": pause}
        log.warning("a process has ended and is started again", extra=extra)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(_LONGEST_PAUSE, pause * 2)
    return 0


async def _run_once(command: Sequence[str], stop: asyncio.Event) -> int:
    """Its exit status; when all are to stop it is asked to, and killed where it does not."""
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE)
    ending, stopping = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        assert process.stdin is not None
        process.stdin.close()
        await asyncio.wait({ending}, timeout=_PATIENCE)
    finally:
        stopping.cancel()
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
    return await ending
