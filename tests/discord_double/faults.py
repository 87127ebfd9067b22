"""UserError on purpose: error statuses, slow answers, lost replies, for a route, some times or a while."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock
from .ratelimit import Verdict, refusal

Hook = Callable[[str, str], Awaitable[None] | None]


@dataclass(slots=True, eq=False)
class Fault:
    """What befalls a matching request.

    `lost` carries the request out and then breaks the connection before the answer, so that the bot cannot
    know (with `status` too, that is what it is answered); `status` alone answers instead of carrying it out;
    `delay` (real seconds) comes before either. `hook` is called with method and path, after the request was
    carried out if `after` is set, else before it is read: a process killed there never sent it.
    """

    method: str
    pattern: re.Pattern[str]
    status: int | None = None
    code: int = 0
    message: str = ""
    delay: float = 0.0
    lost: bool = False
    retry_after: float = 0.05
    scope: str = "user"
    via: bool = True
    hook: Hook | None = None
    after: bool = False
    remaining: int | None = 1
    until: float | None = None
    hits: int = 0

    def matches(self, method: str, path: str, now: float) -> bool:
        if self.remaining == 0 or (self.until is not None and now >= self.until):
            return False
        return self.method in ("*", method) and self.pattern.search(path) is not None

    def answer(self) -> Verdict | None:
        """Headers and body in place of the real answer; None when the request goes on."""
        if self.status is None:
            return None
        if self.status != 429:
            return Verdict({}, {"message": self.message or f"{self.status}: fault", "code": self.code})
        verdict = refusal(self.retry_after, self.scope)
        headers = verdict.headers if self.via else {k: v for k, v in verdict.headers.items() if k != "Via"}
        return Verdict(headers, verdict.refusal)


@dataclass(slots=True)
class Faults:
    clock: Clock
    queue: list[Fault] = field(default_factory=list)

    def add(
        self, status: int | None = None, route: str = "", *, method: str = "*", times: int | None = 1,
        seconds: float | None = None, **more: Any,
    ) -> Fault:  # fmt: skip
        """Matches `route` as a regular expression against the path after /api/v10.

        `times=None` never runs out; with `seconds` the fault lasts that long by the double's clock.
        """
        if seconds is not None:
            times = None
        until = None if seconds is None else self.clock.now() + seconds
        fault = Fault(method, re.compile(route), status, remaining=times, until=until, **more)
        self.queue.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        if not self.queue:
            return None
        now = self.clock.now()
        for fault in self.queue:
            if fault.matches(method, path, now):
                fault.hits += 1
                if fault.remaining is not None:
                    fault.remaining -= 1
                return fault
        return None

    def clear(self) -> None:
        self.queue.clear()
