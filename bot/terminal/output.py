"""Writes replies to the terminal: colours where there is one, JSON where it is asked for."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from bot.terminal.context import Reply
from briefs.errors import UserError
from briefs.render import Document

if TYPE_CHECKING:
    from briefs.render import Line

_STYLES = {
    "title": "bold",
    "count": "cyan",
    "label": "magenta",
    "date": "bold",
    "name": "bold cyan",
    "quote": "bold green",
    "reported": "yellow",
    "fact": "blue",
    "found": "reverse",
    "id": "cyan",
    "warning": "red",
    "dim": "dim",
    "": "",
}


# Control characters and those that turn the direction of writing: a text that holds them could
# make a terminal show what does not stand there.
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)"


def strip_control_characters(text: str) -> str:
    r"""The text with such characters written out, as in \x1b."""
    return re.sub(_CONTROLS, lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def write(text: str, stream: TextIO | None = None) -> None:
    """One line or several; what the terminal cannot show is escaped, never an error."""
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    out.flush()


def write_document(document: Document) -> None:
    """One JSON document on one line."""
    write(json.dumps(document, ensure_ascii=False))


def print_reply(reply: Reply, as_json: bool) -> None:
    """On stdout, for a script or for a person."""
    if as_json:
        write_document(reply.document)
    else:
        # after the answer: on a terminal the last lines are what is seen
        write_lines([*reply.lines(), *_warning_lines(reply.document)])


def _warning_lines(document: Document) -> Iterator[Line]:
    """What a reader of any answer must know, such as that the index is not the newest."""
    for warning in document.get("warnings") or ():
        yield ()
        yield (("warning", f"Note: {warning}"),)


def takes_colours(stream: TextIO) -> bool:
    """Whether it is a terminal that takes colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_lines(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Styled lines, wrapped to the terminal's width; plain ones, as long as they are, where there is none."""
    out = stream or sys.stdout
    if not takes_colours(out):
        from briefs.render import plain_text

        # rich is not imported for a pipe: a script pays for no colours
        write(strip_control_characters(plain_text(lines)), out)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, soft_wrap=False)
    for line in lines:
        text = Text.assemble(
            *((strip_control_characters(part), _STYLES.get(style, "")) for style, part in line)
        )
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        console.print(_hanging(text, indent, console.width))


def _hanging(text: object, indent: int, width: int) -> object:
    """Wrapped lines keep the indent of their first."""
    from rich.padding import Padding
    from rich.text import Text

    assert isinstance(text, Text)
    # on a narrow terminal the indent would leave no room for words
    if indent == 0 or width <= indent + 20:
        return text
    return Padding(text[indent:], (0, 0, 0, indent))


def error_document(error: UserError) -> Document:
    """The document of whatever failed: outcome "error", a message and a hint, which may be null."""
    return {"outcome": "error", "error": {"message": error.message, "hint": error.hint}}


def print_error(error: UserError, as_json: bool) -> None:
    """On stdout as JSON, else one sentence on stderr."""
    if as_json:
        write_document(error_document(error))
        return
    hint = f" ({error.hint})" if error.hint else ""
    write(strip_control_characters(f"onrecord: {error.message}{hint}"), sys.stderr)
