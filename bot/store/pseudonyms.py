"""What stands for a user where nobody is to read who it is. Whoever has the database can try every id."""

from __future__ import annotations

import hashlib

SALT = "salt"  # its name among the values in `meta`


def asker_hash(salt: str, user_id: int) -> str:
    """A user's pseudonym in the database that has this salt: 32 hexadecimal digits (SHA-256)."""
    return hashlib.sha256(f"{salt}:{user_id}".encode()).hexdigest()[:32]


def erasure_mark(asker: str) -> str:
    """What stands for an erased user in the list of erasures: it leads to none of their other pseudonyms."""
    return hashlib.sha256(f"erased:{asker}".encode()).hexdigest()[:32]


def curator_name(asker: str) -> str:
    """What a curator with this pseudonym is called in files of the library and in the audit."""
    return f"curator-{asker[:8]}"
