"""Time charts beside answers: drawn off the event loop, kept, and attached once the answer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.client import OnRecord


class Charts:
    def __init__(self, bot: OnRecord) -> None:
        self.bot = bot

    async def attach(self, *_: Any) -> None:
        return
