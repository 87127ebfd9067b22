"""A text, Markdown or HTML file that a command is to look through, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from briefs.errors import UserError

_LONGEST_DOCUMENT = 5_000_000  # bytes


def read_draft(path: Path) -> str:
    """The text of a file, or of standard input for `-`. Raises UserError for what is no text, or too long."""
    name = "standard input" if str(path) == "-" else str(path)
    try:
        if name == "standard input":
            read = sys.stdin.buffer.read(_LONGEST_DOCUMENT + 1)
        else:
            with path.open("rb") as file:
                read = file.read(_LONGEST_DOCUMENT + 1)
        if len(read) > _LONGEST_DOCUMENT:
            raise UserError(f"{name} is larger than {_LONGEST_DOCUMENT} bytes", "split it")
        return read.decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{path} cannot be read: {error.strerror}", "name a text, Markdown or HTML file"
        ) from None
    except UnicodeDecodeError as error:
        raise UserError(f"{name} is not UTF-8: byte {error.start} does not fit", "save it as UTF-8") from None
