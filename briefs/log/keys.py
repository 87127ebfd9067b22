"""The key of a log's owner: made once, kept outside the library for its owner alone, asked only to sign.

Beside it lies the last checkpoint that it signed: what does not go on from that one is never signed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import paths
from briefs.atomic_files import AS_BYTES, make_folders, replace_file, sync_folder
from briefs.errors import UserError
from briefs.log.signed_note import (
    ED25519,
    Checkpoint,
    NoCheckpoint,
    PublicKey,
    decoded,
    ed25519,
    encoded,
    is_log_name,
    read_checkpoint,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PRIVATE = "PRIVATE+KEY"  # how C2SP's tools begin the line of a private key


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key in its file."""

    public: PublicKey
    file: Path
    seed: bytes

    def signed(self, found: Checkpoint) -> Checkpoint:
        """The checkpoint with this key's signature."""
        signature = _private(self.seed).sign(found.text.encode())
        signatures = (*found.signatures, (self.public.name, self.public.id + signature))
        return Checkpoint(found.origin, found.size, found.root, found.text, signatures)

    @property
    def last(self) -> Checkpoint | None:
        """What it signed last, None for nothing yet. Raises UserError where the note of it is damaged."""
        try:
            return read_checkpoint(_memory(self.file).read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (NoCheckpoint, OSError, UnicodeError):
            raise UserError(
                "the note of what this key signed last cannot be read",
                f"put {_memory(self.file)} back from a copy",
            ) from None

    def remember(self, signed: Checkpoint) -> None:
        """Call it before the checkpoint is given to anybody. Raises OSError."""
        replace_file(_memory(self.file), str(signed).encode())


def make_key(name: str) -> SigningKey:
    """A new key for a log of this name, in its file. Raises UserError where it cannot be made or kept."""
    if not is_log_name(name):
        raise UserError(
            "this is no name of a log", "one word without “+”, best an address of yours: record.example/log"
        )
    seed = os.urandom(32)
    public = PublicKey(name, _private(seed).public_key().public_bytes_raw())
    file = key_file(public)
    line = f"{_PRIVATE}+{name}+{public.id.hex()}+{encoded(bytes([ED25519]) + seed)}\n"
    try:
        make_folders(file.parent, 0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_BYTES, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(line.encode())
            opened.flush()
            os.fsync(opened.fileno())
        sync_folder(file.parent)
    except OSError as error:
        raise UserError(f"the key cannot be kept: {error.strerror}", f"its place is {file.parent}") from None
    return SigningKey(public, file, seed)


def own_key(public: PublicKey) -> SigningKey | None:
    """The private key of this machine's user for it; None where it is kept elsewhere.

    Raises UserError where the file is damaged, or others than its owner may read it.
    """
    file = key_file(public)
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise UserError("others may read the private key of the log", f"chmod 600 {file}")
        rest = file.read_text("utf-8").strip().removeprefix(f"{_PRIVATE}+{public.name}+{public.id.hex()}+")
        seed = decoded(rest)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise UserError("the private key of the log cannot be read", f"look at {file}") from None
    if len(seed) != 33 or seed[0] != ED25519:
        raise UserError("the private key of the log is damaged", f"put {file} back from a copy")
    return SigningKey(public, file, seed[1:])


def key_file(public: PublicKey) -> Path:
    """Where the private key lies: in the user's data folder, never in a library's."""
    slug = re.sub(r"[^A-Za-z0-9.-]+", "-", public.name)[:80].strip(".-")
    return paths.data_dir() / "keys" / f"{slug}-{public.id.hex()}.key"


def _private(seed: bytes) -> Ed25519PrivateKey:
    key: Ed25519PrivateKey = ed25519().Ed25519PrivateKey.from_private_bytes(seed)
    return key


def _memory(file: Path) -> Path:
    return file.with_suffix(".signed")
