"""Messages on one page, each in a column as wide as a phone's screen."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from tests.discord_double.world import Message

from .components import to_markup
from .markdown import to_html

LOOKS = ("dark", "light")
_STYLE = Path(__file__).with_name("style.css")
# Measured only once the font is there: with another one the messages have other heights.
_MEASURE = """<script>document.fonts.ready.then(() => { document.title = JSON.stringify(
  [...document.querySelectorAll("section")].map(each => { const box = each.getBoundingClientRect();
    return [each.id, box.top, box.bottom] })) })</script>"""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message to show under `name`; `asked` is what was typed to get it; `files` by their names."""

    name: str
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    asked: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(
        cls, name: str, message: Message, asked: str = "", stored: Mapping[int, bytes] | None = None
    ) -> Posted:
        """A message of the tests' Discord, with the bytes of its files from `stored` (Double.files)."""
        files = {one["filename"]: (stored or {})[int(one["id"])] for one in message.files if stored}
        return cls(name, message.content, message.components, asked, files)


def page(posted: Iterable[Posted], *, look: str = "dark", width: int = 400) -> str:
    """A whole HTML document; needs nothing but the font that is installed with the tests."""
    font = Path(str(package_files("fontpkg_noto_sans"))) / "files" / "NotoSans[wdth,wght].ttf"
    style = _STYLE.read_text(encoding="utf-8").replace("FONT", font.as_uri()).replace("WIDTH", f"{width}px")
    body = "".join(map(_section, posted))
    head = f'<!doctype html><meta charset="utf-8"><style>{style}</style>'
    return f'{head}<body class="{look}">{body}{_MEASURE}</body>'


def _section(posted: Posted) -> str:
    asked = f'<div class="asked"><b>reader</b> {html.escape(posted.asked)}</div>' if posted.asked else ""
    said = f'<div class="text">{to_html(posted.content)}</div>' if posted.content else ""
    author = '<div class="author"><b>OnRecord</b> <span class="tag">APP</span> <small>14:05</small></div>'
    return (
        f'<section id="{html.escape(posted.name)}">{asked}<div class="avatar"></div>'
        f'<div class="message">{author}{said}{to_markup(posted.components, posted.files)}</div></section>'
    )
