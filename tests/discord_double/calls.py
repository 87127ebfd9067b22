"""One REST request as a handler sees it, and the log line that remains of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError
from .posting import Upload


@dataclass(slots=True)
class Call:
    method: str
    template: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    def id(self, name: str) -> int:
        text = self.params[name]
        if not text.isdigit():
            raise ApiError(404, 0, "404: Not Found", violation=True)
        return int(text)

    def form(self) -> dict[str, Any]:
        if not isinstance(self.body, dict):
            raise ApiError(400, 50109, "The request body contains invalid JSON.", violation=True)
        return self.body


@dataclass(frozen=True, slots=True)
class Request:
    """What a test reads in `double.requests`. `at` is the double's clock."""

    method: str
    path: str
    template: str
    status: int
    at: float
    body: Any


Handler = Callable[[Call], Awaitable[Any]]
Table = list[tuple[str, str, Handler]]
