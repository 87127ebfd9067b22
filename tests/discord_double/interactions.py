"""Interactions as the user's client makes them, and a record of what the bot answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from . import limits
from .clock import Clock, SystemClock, processor_delay
from .component_rules import walk
from .reading import Unread
from .waiting import PATIENCE, Pulse
from .world import Channel, Guild, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ANSWERS = {
    COMMAND: (MESSAGE, DEFER, MODAL),
    COMPONENT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE),
}
Json = dict[str, Any]


class InteractionRecord:
    """One interaction and all that the bot did about it.

    `callback` is the body of the first response as sent ({"type", "data"}), `message` the message that
    `@original` means, `followups` the later ones, `latency` seconds from INTERACTION_CREATE to callback.
    """

    def __init__(
        self, number: int, token: str, kind: int, data: Json, *, user: User, channel: Channel, clock: Clock,
        guild_installed: bool, user_installed: bool, source: Message | None, unread: Unread,
        option: Json | None = None, forged: bool = False,
    ) -> None:  # fmt: skip
        self.id, self.token, self.kind, self.data = number, token, kind, data
        self.user, self.channel, self.source = user, channel, source
        self.guild_installed, self.user_installed = guild_installed, user_installed
        self.focused_option, self.forged = option, forged
        self.clock, self.created = clock, clock.now()
        self._delayed = processor_delay()
        self.sent = time.perf_counter()
        self.callback: Json | None = None
        self.callback_at: float | None = None
        self.latency: float | None = None
        self.late = False
        self.message: Message | None = None
        self.followups: list[Message] = []
        self.followup_count = 0
        self.metadata: Json = {}
        self._versions = len(source.versions) if source else 0
        self._unread, self._pulse = unread, Pulse()

    def __repr__(self) -> str:
        name = self.data.get("name") or self.data.get("custom_id")
        return f"<interaction {name!r} of {self.user.name}, answered: {self.callback is not None}>"

    @property
    def guild(self) -> Guild | None:
        return self.channel.guild

    @property
    def acknowledged(self) -> bool:
        return self.callback is not None

    @property
    def overdue(self) -> bool:
        waited = self.clock.now() - self.created
        if isinstance(self.clock, SystemClock):  # what a busy machine takes from the bot is not the bot's
            waited -= max(0.0, processor_delay() - self._delayed)
        return self.callback is None and waited > limits.FIRST_RESPONSE_SECONDS

    @property
    def expired(self) -> bool:
        return self.clock.now() - self.created > limits.TOKEN_SECONDS

    @property
    def choices(self) -> list[Json]:
        """The list that an autocomplete answer showed."""
        return ((self.callback or {}).get("data") or {}).get("choices") or []

    @property
    def modal(self) -> Json | None:
        """The form that was opened, as sent."""
        return self.callback["data"] if self.callback and self.callback["type"] == MODAL else None

    @property
    def fields(self) -> list[Json]:
        """The inputs of the opened form."""
        parts = (one for _, one in walk((self.modal or {}).get("components")))
        return [one for one in parts if one.get("custom_id")]

    @property
    def messages(self) -> list[Message]:
        """What the user sees of the answer, in order: the original, then the follow-ups; deleted ones not."""
        seen = [self.message] if self.message and self.message is not self.source else []
        return [one for one in [*seen, *self.followups] if not one.deleted]

    def pulse(self) -> None:
        self._pulse.beat()

    async def until(self, probe: Callable[[], Any], timeout: float, what: str) -> Any:
        """Waits for `probe`, asked again after each thing the bot does, and for the bot to know of it."""
        value = await self._pulse.until(probe, timeout, lambda: self._silence(what))
        await self._unread.read()
        return value

    def _silence(self, what: str) -> str:
        late = " (one came after 3 s and was refused)" if self.late else ""
        return f"{what}{late}: {self!r}, callback {self.callback},"

    async def response(self, timeout: float = PATIENCE) -> Json:
        """The callback body, of whatever type, as soon as it is there."""
        found: Json = await self.until(lambda: self.callback, timeout, "no first response")
        return found

    async def answer(self, timeout: float = PATIENCE) -> Message:
        """The first message with something in it: past any "thinking", an update, or a follow-up."""
        found: Message = await self.until(self._shown, timeout, "no answer to be read")
        return found

    def _shown(self) -> Message | None:
        if self.callback is None:
            return None
        deferred_update = self.callback["type"] == DEFER_UPDATE
        if self.message is not None and not self.message.loading:
            if not deferred_update or len(self.message.versions) > self._versions:
                return self.message
        return self.followups[0] if self.followups else None

    async def followup(self, index: int = 0, timeout: float = PATIENCE) -> Message:
        probe = lambda: self.followups[index] if len(self.followups) > index else None  # noqa: E731
        found: Message = await self.until(probe, timeout, f"no follow-up {index + 1}")
        return found
