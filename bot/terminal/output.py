"""Writes replies to the terminal: colours where there is one, JSON where it is asked for."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
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
    "rule": "dim",
    "": "",
}


_WIDEST_RULE = 100  # columns


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
        page_lines([*reply.lines(), *_warning_lines(reply.document)])


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
    _draw(lines, out)


def _draw(lines: Iterable[Line], out: TextIO, width: int | None = None) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=out, highlight=False, soft_wrap=False, width=width, force_terminal=True if width else None
    )
    for line in lines:
        if line and line[0][0] == "rule":
            console.print(Text("─" * min(console.width, _WIDEST_RULE), "dim"))
            continue
        text = Text.assemble(
            *((strip_control_characters(part), _STYLES.get(style, "")) for style, part in line)
        )
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        console.print(_hanging(text, indent, console.width))


def page_lines(lines: Sequence[Line]) -> None:
    """Lines that do not fit on the screen go through the pager, where there is a screen and a keyboard."""
    if not (sys.stdin.isatty() and takes_colours(sys.stdout)):
        write_lines(lines)
        return
    from bot.terminal.pager import page  # a script need not wait for it

    width, height = os.get_terminal_size(sys.stdout.fileno())
    shown = drawn(lines, width)
    if shown.count("\n") < height or not page(shown):
        write(shown.removesuffix("\n"))


def drawn(lines: Iterable[Line], width: int) -> str:
    """Styled lines as a terminal of that width gets them."""
    text = io.StringIO()
    _draw(lines, text, width)
    return text.getvalue()


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
