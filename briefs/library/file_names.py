"""How a file of a library and an id may be called: one rule for the check before writing and for the listing.

What the listing takes in is decided by :func:`is_listed`. What a change may write is narrower: a name that
every common system can hold, and that looks the same on all of them. Files that are there already under
another name are read as they are.
"""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LONGEST_NAME = 200  # bytes of a name in UTF-8: systems hold 255, and copies of a file are called longer

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')


def is_listed(name: str, endings: tuple[str, ...]) -> bool:
    """Whether a file of a folder belongs to the library; hidden ones are of editors and changes under way."""
    return name.endswith(endings) and not name.startswith(".")


def name_fault(name: str) -> str | None:
    """What is wrong with a file's name, as in "is longer than 200 bytes"; None where it may be written."""
    if not name or "/" in name or "\\" in name:
        return "names a folder" if name else "is empty"
    if name.startswith("."):
        return "begins with a dot: such a file is hidden, and no part of a library"
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name):
        return "holds characters that nobody can see"
    if len(name.encode()) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} bytes"
    if _DEVICES.fullmatch(name) or _NOT_ON_WINDOWS.search(name) or name.endswith((".", " ")):
        return "cannot be used on every system"
    return None


def same_name(name: str) -> str:
    """Equal for names that are one file on a system that does not tell case or accents' spelling apart."""
    if name.isascii():  # nearly all are, and a library may have very many
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
