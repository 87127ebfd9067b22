"""The bot in a process of its own, which corrects what was posted, and ends by SIGKILL at a named point.

python -m tests.bot.discord.answers.correcting_process STATE ADDRESS TOKEN ROOT NOW POINT SKIPPED SEED CHANGES

It revises CHANGES statements in the library itself. `POINT` is passed SKIPPED times before it kills;
"anywhere" kills at no point in particular; "nowhere" ends in peace once all that was posted follows the
library.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Timer

from sqlalchemy import text

from bot.discord.client import OnRecordBot
from bot.discord.lifecycle import override_api_base
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import open_store
from briefs import paths
from tests.bot.delivery.crashing_process import ShiftedClock

STATUSES = ("withdrawn", "corrected", "disputed", "published")
_WAITING = "SELECT count(*) FROM corrections WHERE status = 'waiting'"
_WORKING = 0.6  # seconds that a life may last which is ended anywhere
_STATEMENT = re.compile(
    r"^  - id: (\S+)\n(?:    status: \S+\n    history:\n((?:      - .+\n)*))?", re.MULTILINE
)


def revise(root: Path, chance: Random, count: int) -> None:
    """So many statements get another status, with a note of their own, as a curator's hand does it."""
    files = sorted(root.glob("seeds/dossiers/*.yaml"))
    for _ in range(count):
        file = chance.choice(files)
        words = file.read_text("utf-8")
        found = chance.choice(list(_STATEMENT.finditer(words)))
        steps, status = found[2] or "", chance.choice(STATUSES)
        note = f"step {steps.count('note') + 1} of {found[1]}"
        steps += f"      - {{at: 2026-03-02T09:00:00+00:00, by: terminal, status: {status}, note: {note}}}\n"
        block = f"  - id: {found[1]}\n    status: {status}\n    history:\n{steps}"
        draft = file.with_suffix(".new")
        draft.write_text(words[: found.start()] + block + words[found.end() :], "utf-8")
        draft.replace(file)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def main(
    state_file: str, address: str, token: str, root: str, now: str, point: str, skipped: str, seed: str,
    changes: str,
) -> None:  # fmt: skip
    clock, left, caught_up = ShiftedClock(datetime.fromisoformat(now), short=30.0), int(skipped), False

    def checkpoint(name: str) -> None:
        nonlocal left, caught_up
        caught_up = caught_up or name == "caught-up"
        if point == "anywhere" and left >= 0:
            left = -1
            Timer(Random(seed).random() * _WORKING, kill).start()
        if name == point:
            if not left:
                kill()
            left -= 1

    override_api_base(address)
    async with open_store(state_file, clock) as state:
        library = await LiveLibrary.open(Path(root), paths.cache_dir(Path(root)))
        bot = OnRecordBot(
            Settings(), library, state, clock, inject_fault=checkpoint, guild_ready_timeout=0.05
        )
        running = asyncio.create_task(bot.start(token))
        while not caught_up:
            await asyncio.sleep(0.02)
            if running.done():
                running.result()
        if int(changes):
            await asyncio.to_thread(revise, Path(root), Random(seed), int(changes))
            change = await library.reload()
            await bot.answers.corrector.apply(change)
        while await state.database.fetch_value(text(_WAITING)):
            await asyncio.sleep(0.02)
        await bot.close()
        await running
        await library.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
