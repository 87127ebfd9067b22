"""How often one address may ask: a token bucket each, of a bounded number of addresses."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

RATE = 100.0  # questions a second of one address, unless said otherwise
_MOST_ADDRESSES = 10_000
BURST = 2.0  # seconds' worth of questions that may come at once


class RateLimit:
    """`rate` questions a second for each address; 0 is no limit. `clock` gives seconds that only grow."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self.rate = rate
        self._clock = clock
        self._most = max(1.0, rate * BURST)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens left, when that was

    def wait(self, address: str) -> float:
        """Seconds to wait before this address may ask again; 0.0 where it may now, which then counts."""
        if not self.rate:
            return 0.0
        now = self._clock()
        key = _network(address)
        left, since = self._buckets.pop(key, (self._most, now))
        left = min(self._most, left + (now - since) * self.rate)
        allowed = left >= 1.0
        self._buckets[key] = (left - 1.0 if allowed else left, now)
        while len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1.0 - left) / self.rate


def _network(address: str) -> str:
    """Of IPv6 the first 64 bits: one household has all that is behind them."""
    if ":" not in address:
        return address
    with suppress(ValueError):
        return ip_address(address).exploded[:19]
    return address
