"""HTML from templates, for the pages of the site and for a briefing: one environment, one style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).with_name("templates")
# A page does not know how deep it will lie: its links begin with this, a character that means nothing in any
# text, and whoever writes the page down puts the way to the root in its place.
ROOT = "\ue000"
# What HTML and XML 1.0 do not allow even as a reference.
_NOT_ALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd\U00020000-\U0002fffd"
    "\U00030000-\U0003fffd\U000e0000-\U000efffd]"
)


def clean(text: str) -> str:
    """A page with a replacement character for each that none may hold."""
    return _NOT_ALLOWED.sub("\N{REPLACEMENT CHARACTER}", text)


_TO_ESCAPE = re.compile("[&<>'\"]").search


def escaped(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, as a plain string: pages have such values by the million."""
    kind = type(value)
    if kind is Markup or (kind is str and not _TO_ESCAPE(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _PlainOutput(CodeGenerator):
    """Escapes what a template shows by `escaped`: the parts are joined anyway."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Environment(Environment):
    code_generator_class = _PlainOutput
    escaped = staticmethod(escaped)


@cache
def environment(*folders: Path) -> Environment:
    """Jinja2 over these folders and the shared templates: all is escaped, an unknown name is an error."""
    made = _Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["root"] = Markup(ROOT)  # noqa: S704  # our own sign
    return made


@cache
def style() -> Markup:
    """The style sheet that every page has."""
    return Markup((TEMPLATES / "style.css").read_text("utf-8"))  # noqa: S704  # our own file
