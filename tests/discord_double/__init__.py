"""A strict loopback Discord: the real discord.py connects to it over real sockets."""

from .clock import ManualClock, SystemClock
from .errors import UsageError, Violation
from .interactions import InteractionRecord
from .pointing import point_discord_at, pointed_at, running
from .server import TOKEN, Double
from .waiting import Unanswered

__all__ = [
    "TOKEN", "Double", "InteractionRecord", "ManualClock", "SystemClock", "Unanswered", "UsageError",
    "Violation", "point_discord_at", "pointed_at", "running",
]  # fmt: skip
