"""A reply as it goes out, and the store of those that were made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

MOST_KEPT = 48 << 20  # bytes of replies that are kept
MOST_OF_ONE = 1 << 20  # bytes of a reply; a larger one is made again

# Anybody's page may ask: what is on record is public, and nothing here can be changed.
CORS = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Link, Retry-After, X-Total-Count"),
)


@dataclass(frozen=True)
class HttpReply:
    """Status, body and headers. `etag` is that of a reply that stays as long as the library does.

    `private`: it is one person's, and kept by nobody on its way there.
    """

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    private: bool = False

    @cached_property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """As ASGI takes them."""
        told = [*self._of_every_status, ("content-type", self.content_type)]
        told += [("content-length", str(len(self.body)))]
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in told]

    @cached_property
    def not_modified_headers(self) -> list[tuple[bytes, bytes]]:
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in self._of_every_status]

    @property
    def _of_every_status(self) -> list[tuple[str, str]]:
        told = [*CORS, ("x-content-type-options", "nosniff"), *self.headers]
        # it may be kept, and is asked about each time: the next question is answered from the new library
        kept = "no-cache" if self.etag else "no-store"
        told.append(("cache-control", f"private, {kept}" if self.private else kept))
        return [*told, ("etag", self.etag)] if self.etag else told

    def is_known(self, if_none_match: bytes | None) -> bool:
        """Whether whoever asks has it, by their If-None-Match."""
        if if_none_match is None or self.etag is None:
            return False
        tags = (tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b","))
        return any(tag in (b"*", self.etag.encode("ascii")) for tag in tags)


class ReplyStore:
    """The replies that were asked for last, up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_KEPT) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, HttpReply] = OrderedDict()

    def get(self, key: Hashable) -> HttpReply | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, reply: HttpReply) -> None:
        if len(reply.body) > MOST_OF_ONE:
            return
        if (old := self._kept.pop(key, None)) is not None:
            self._bytes -= _size(old)
        self._kept[key] = reply
        self._bytes += _size(reply)
        while self._bytes > self._most_bytes:
            _, last = self._kept.popitem(last=False)
            self._bytes -= _size(last)

    def clear(self) -> None:
        self._kept.clear()
        self._bytes = 0


def _size(reply: HttpReply) -> int:
    return len(reply.body) + 2_000  # headers, key and objects around it
