"""Rate limits in fixed windows: 50 requests a second in all, and buckets a route and channel."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from . import limits
from .clock import Clock

# (method, route template): (requests, seconds) for each channel
BUCKETS: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("GET", "/channels/{channel_id}/messages"): (5, 5.0),
    ("POST", "/channels/{channel_id}/threads"): (10, 10.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
}


@dataclass(slots=True)
class Window:
    limit: int
    seconds: float
    ends: float = 0.0
    used: int = 0

    def take(self, now: float) -> bool:
        if now >= self.ends:
            self.ends, self.used = now + self.seconds, 0
        if self.used >= self.limit:
            return False
        self.used += 1
        return True


@dataclass(frozen=True, slots=True)
class Verdict:
    """Headers for the answer; `refusal` is the 429 body when the request was one too many."""

    headers: dict[str, str]
    refusal: dict[str, Any] | None = None


FREE = Verdict({})


@dataclass(slots=True)
class RateLimiter:
    clock: Clock
    enforce: bool = False
    buckets: dict[tuple[str, str], tuple[int, float]] = field(default_factory=lambda: dict(BUCKETS))
    global_limit: int = limits.GLOBAL_REQUESTS_A_SECOND
    refused: int = 0
    refused_globally: int = 0
    _global: Window | None = None
    _windows: dict[tuple[str, str, str], Window] = field(default_factory=dict)
    _invalid: deque[float] = field(default_factory=deque)

    def take(self, method: str, template: str, major: str, *, exempt: bool) -> Verdict:
        """`exempt` routes (interactions and their webhooks) do not count against the 50 a second."""
        if not self.enforce:
            return FREE
        now = self.clock.now()
        if not exempt:
            if self._global is None:
                self._global = Window(self.global_limit, 1.0)
            if not self._global.take(now):
                self.refused_globally += 1
                return self._refusal(self._global.ends - now, "global", {})
        shape = self.buckets.get((method, template))
        if shape is None:
            return FREE
        window = self._windows.setdefault((method, template, major), Window(*shape))
        taken = window.take(now)
        headers = _headers(window, f"{method}:{template}", now)
        return Verdict(headers) if taken else self._refusal(window.ends - now, "user", headers)

    def invalid(self, status: int) -> None:
        """Counts the 401, 403 and 429 answers whose 10,000th in ten minutes bans the address."""
        if status in (401, 403, 429):
            self._invalid.append(self.clock.now())

    @property
    def banned(self) -> bool:
        horizon = self.clock.now() - limits.INVALID_REQUESTS_SECONDS
        while self._invalid and self._invalid[0] < horizon:
            self._invalid.popleft()
        return len(self._invalid) >= limits.INVALID_REQUESTS

    def _refusal(self, wait: float, scope: str, headers: dict[str, str]) -> Verdict:
        self.refused += 1
        return refusal(wait, scope, headers)


def refusal(wait: float, scope: str = "user", headers: dict[str, str] | None = None) -> Verdict:
    """A 429 as Discord words it. `scope` is user, shared or global."""
    wait = max(wait, 0.001)
    more = {"Via": "1.1 double", "Retry-After": str(int(wait) + 1), "X-RateLimit-Scope": scope}
    if scope == "global":
        more["X-RateLimit-Global"] = "true"
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(wait, 3),
        "global": scope == "global",
    }
    return Verdict({**(headers or {}), **more}, body)


def _headers(window: Window, bucket: str, now: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(window.limit),
        "X-RateLimit-Remaining": str(window.limit - window.used),
        "X-RateLimit-Reset": f"{window.ends:.3f}",
        "X-RateLimit-Reset-After": f"{window.ends - now:.3f}",
        "X-RateLimit-Bucket": f"{crc32(bucket.encode()):08x}",
        "Via": "1.1 double",
    }
