"""A strict loopback Discord: the real discord.py connects to it over real sockets.

    async with Double() as d, running(d, bot):
        record = await d.slash(d.guild, "general", "reader", "position", person="lavrov")
        card = await record.answer()
        await (await d.click(card, "reader", "Next")).answer()
        d.check()  # fails with every limit, deadline or rule that was broken

The furnished world: guild "IngestService" with channels general, briefings, curators and the forum archive;
users owner, manager (may manage the server), reader, and stranger, who is in no server. A bot in a process
of its own is given `d.address` in ONRECORD_DISCORD_API. Deadlines run by `clock`: where many interactions
at once may be slow on a busy machine, pass a ProcessorClock, or a ManualClock where they do not matter.
"""

from .clock import ManualClock, ProcessorClock, SystemClock
from .errors import UsageError, Violation
from .interactions import InteractionRecord
from .pointing import point_discord_at, pointed_at, running
from .reading import handled
from .server import TOKEN, Double
from .waiting import Unanswered

__all__ = [
    "TOKEN", "Double", "InteractionRecord", "ManualClock", "ProcessorClock", "SystemClock", "Unanswered",
    "UsageError", "Violation", "handled", "point_discord_at", "pointed_at", "running",
]  # fmt: skip
