"""JSON with one spelling (RFC 8785), so that what is hashed can be written again by anybody."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

LogDocument = dict[str, Any]  # texts, whole numbers, lists and mappings with ASCII keys; nothing is null


def canonical(value: object) -> bytes:
    """Keys in order, no spaces, UTF-8. For texts and whole numbers this is what RFC 8785 asks for.

    A half character, which no file of a library can hold, raises UnicodeEncodeError.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def read_canonical(line: bytes) -> LogDocument:
    """The mapping that the line is. Raises ValueError where it has another spelling than canonical()."""
    found = json.loads(line)
    if not isinstance(found, dict) or canonical(found) != line:
        raise ValueError("this is no canonical mapping")
    return found
