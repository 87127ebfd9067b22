"""HTML from templates, for the pages of the site and for a briefing: one environment, one style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).with_name("templates")
# A page does not know how deep it will lie: its links begin with this, and whoever writes it down puts the
# way to the root in its place. Text of others never holds it, see `clean`.
ROOT = "\ue000"
# What HTML and XML 1.0 do not allow even as a reference, and the sign for the root.
_NOT_ALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue001-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd\U00020000-\U0002fffd"
    "\U00030000-\U0003fffd\U000e0000-\U000efffd]"
)


def clean(value: Any) -> Any:
    """Text with a replacement character for each that no page may hold; anything else as it is."""
    if (type(value) is str and not value.isascii()) or (type(value) is str and not value.isprintable()):
        return _NOT_ALLOWED.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


@cache
def environment(*folders: Path) -> Environment:
    """Jinja2 over these folders and the shared templates: all is escaped, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["root"] = Markup(ROOT)  # noqa: S704  # our own sign
    return made


@cache
def style() -> Markup:
    """The style sheet that every page has."""
    return Markup((TEMPLATES / "style.css").read_text("utf-8"))  # noqa: S704  # our own file
