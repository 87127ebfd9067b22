"""The small file that names the newest index, beside which the indexes themselves lie under their hashes."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

NAME = "current.json"
MOST = 4096  # bytes: whatever is longer is none
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """`index` is the SHA-256 of the file, in hex, `size` its bytes; `library` the digest of what is in it."""

    index: str
    size: int
    library: str

    @property
    def file(self) -> str:
        """The name under which that index lies."""
        return index_name(self.index)

    def to_json(self) -> bytes:
        """What read() reads."""
        return json.dumps(asdict(self), indent=1).encode() + b"\n"

    @classmethod
    def read(cls, text: bytes) -> Pointer:
        """Raises ValueError for what to_json() never wrote."""
        try:
            found = cls(**json.loads(text[:MOST]))
        except (TypeError, ValueError) as error:
            raise ValueError("it names no index") from error
        if (
            not isinstance(found.index, str)
            or not _HASH.fullmatch(found.index)
            or not isinstance(found.size, int)
        ):
            raise ValueError("it names no index")
        return found


def index_name(hash: str) -> str:
    """Of an index that is published."""
    return f"index-{hash}.db"
