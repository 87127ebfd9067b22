"""Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), with Ed25519 signatures.

A checkpoint says how many leaves a log has and what its root is: three lines, an empty one, and signatures.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from types import ModuleType

from briefs.errors import UserError

ED25519 = 1  # the algorithm's number in a key
_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = "— "  # an em dash begins the line of a signature
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


class NoCheckpoint(ValueError):
    """The text is no checkpoint; the message says why, as in "it has no signature"."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key that checks a log's signatures: `name` is the log's, `key` 32 bytes."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature names its key."""
        return key_id(self.name, self.key)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([ED25519]) + self.key)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree that was signed. `text` is what the signatures are of; `signatures` are (name, bytes)."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    def __str__(self) -> str:
        lines = "".join(f"{_SIGNATURE}{name} {encoded(signed)}\n" for name, signed in self.signatures)
        return f"{self.text}\n{lines}"


def key_id(name: str, key: bytes) -> bytes:
    """The first four bytes of the hash of name, algorithm and key."""
    return sha256(name.encode() + b"\n" + bytes([ED25519]) + key).digest()[:4]


def read_public_key(text: str) -> PublicKey:
    """The key of a line `name+id+base64`. Raises UserError where it is none."""
    parts = text.strip().split("+", 2)
    try:
        name, id, key = parts[0], bytes.fromhex(parts[1]), decoded(parts[2])
    except (ValueError, IndexError):
        raise _no_key() from None
    if len(key) != 33 or key[0] != ED25519 or not _NAME.fullmatch(name) or id != key_id(name, key[1:]):
        raise _no_key()
    found = PublicKey(name, key[1:])
    if str(found) != text.strip():
        raise _no_key()
    return found


def _no_key() -> UserError:
    return UserError(
        "this is no public key of a log", "one is written NAME+ID+KEY, as `onrecord log key` shows it"
    )


def is_log_name(name: str) -> bool:
    """Whether a log may be called so: one word without a plus."""
    return bool(_NAME.fullmatch(name)) and name.isprintable() and len(name) <= 200


def checkpoint(origin: str, size: int, root: bytes) -> Checkpoint:
    """One that nobody has signed yet."""
    return Checkpoint(origin, size, root, f"{origin}\n{size}\n{encoded(root)}\n")


def read_checkpoint(found: str) -> Checkpoint:
    """The checkpoint of a file. Raises NoCheckpoint for whatever its writer would not have written so."""
    text, gap, rest = found.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not all(lines):
        raise NoCheckpoint("it does not have the lines of one")
    if not _SIZE.fullmatch(lines[1]):
        raise NoCheckpoint("its size is no number")
    signatures = []
    for line in rest.removesuffix("\n").split("\n"):
        name, _, signed = line.removeprefix(_SIGNATURE).partition(" ")
        if not line.startswith(_SIGNATURE) or not _NAME.fullmatch(name):
            raise NoCheckpoint("it has no signature" if not rest else "a line of it is no signature")
        signatures.append((name, _bytes(signed)))
    read = Checkpoint(lines[0], int(lines[1]), _bytes(lines[2]), f"{text}\n", tuple(signatures))
    if len(read.root) != 32 or str(read) != found:
        raise NoCheckpoint("it is not written as checkpoints are")
    return read


def signatures_by(keys: Iterable[PublicKey], found: Checkpoint) -> list[PublicKey]:
    """Those of the keys that signed the checkpoint. Raises UserError without the package that can tell."""
    return [key for key in keys if any(_is_signed(key, found, *each) for each in found.signatures)]


def _is_signed(key: PublicKey, found: Checkpoint, name: str, signature: bytes) -> bool:
    if name != key.name or signature[:4] != key.id:
        return False
    module = ed25519()
    from cryptography.exceptions import InvalidSignature

    try:
        module.Ed25519PublicKey.from_public_bytes(key.key).verify(signature[4:], found.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def ed25519() -> ModuleType:
    """The package's module for these signatures, loaded where one is made or checked. Raises UserError."""
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise UserError(
            "signatures need a package that is not installed", "pip install 'onrecord[log]'"
        ) from None
    return ed25519


def _bytes(text: str) -> bytes:
    try:
        return decoded(text)
    except ValueError:
        raise NoCheckpoint("it holds what is no base64") from None


def encoded(content: bytes) -> str:
    """Base64 as everything here is written."""
    return base64.b64encode(content).decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes; raises ValueError for every text but the one that encoded() makes of them."""
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeError):
        raise ValueError("this is no base64") from None
    if encoded(content) != text:
        raise ValueError("this is no base64 as it is written")
    return content
