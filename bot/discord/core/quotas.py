"""How often one person may ask, and how much one server: commands, buttons, forms, and what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from discord.ext import commands

from bot.clock import Clock
from bot.settings import Cooldown

AskKind = Literal["command", "button", "form", "typing"]
# What one person may do in the time in which the owner lets them use `uses` commands.
_PER_COMMAND: dict[AskKind, int] = {
    "command": 1,
    "button": 2,  # pages are turned quicker than questions are asked
    "form": 1,  # nobody fills one in quicker than they ask
    "typing": 5,  # each letter asks for the list anew; five a second is fast typing
}
# Fifty people at full speed. Commands have no such end: a question that many ask is worked out once.
_PEOPLE_IN_SERVER = 50
_MOST_KEPT = 10_000  # windows in memory before those that are over are dropped


class TooFast(commands.CommandError):
    """Too much was asked, by one user or from one server; `seconds` until it goes on."""

    def __init__(self, of: Literal["user", "server"], seconds: float) -> None:
        super().__init__(f"{of}, {seconds:.0f} s")
        self.of = of
        self.seconds = seconds


@dataclass(slots=True)
class _Window:
    began: float
    count: int = 0


class Quotas:
    """Counts in memory, in windows of the cooldown's length: a restart forgives everybody."""

    def __init__(self, cooldown: Cooldown, clock: Clock) -> None:
        self._cooldown = cooldown
        self._clock = clock
        self._windows: dict[tuple[AskKind, str, int], _Window] = {}

    def take(self, kind: AskKind, user_id: int, guild_id: int | None) -> None:
        """Count one. Raises TooFast for one too many, which is not counted."""
        most = self._cooldown.uses * _PER_COMMAND[kind]
        self._take("user", (kind, "user", user_id), most)
        if guild_id is not None and kind != "command":
            self._take("server", (kind, "server", guild_id), most * _PEOPLE_IN_SERVER)

    def _take(self, of: Literal["user", "server"], key: tuple[AskKind, str, int], most: int) -> None:
        now = self._clock.monotonic()
        window = self._windows.get(key)
        if window is None or now >= window.began + self._cooldown.seconds:
            if len(self._windows) >= _MOST_KEPT:
                self._drop_old(now)
            window = self._windows[key] = _Window(now)
        if window.count >= most:
            raise TooFast(of, window.began + self._cooldown.seconds - now)
        window.count += 1

    def _drop_old(self, now: float) -> None:
        began = now - self._cooldown.seconds
        self._windows = {key: window for key, window in self._windows.items() if window.began > began}
