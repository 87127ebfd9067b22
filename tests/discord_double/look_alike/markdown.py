"""Discord's Markdown to HTML, as far as a bot writes it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

# A backslash comes first: what it guards is no markup. Code comes before what it would hold.
_INLINE = re.compile(
    r"\\(?P<plain>[^a-zA-Z0-9\s])|`(?P<code>[^`]+)`|\*\*(?P<b>.+?)\*\*|__(?P<u>.+?)__|~~(?P<s>.+?)~~"
    r"|\|\|(?P<mark>.+?)\|\||\*(?P<i>[^\s*](?:[^*]*[^\s*])?)\*"
    r"|\[(?P<a>(?:\\.|[^\]\\])+)\]\(<?(?P<url>https?://[^)\s>]+)>?\)"
    r"|<t:(?P<time>\d+)(?::\w)?>|<(?P<mention>[@#][!&]?\d+)>|<(?P<command>/[^:>]+):\d+>"
)
_LINE = re.compile(r"(?P<mark>#{1,3} |-# |> |[-*] )?(?P<text>.*)", re.DOTALL)
_TAGS = {"# ": "h1", "## ": "h2", "### ": "h3", "-# ": "small", "> ": "blockquote", "- ": "li", "* ": "li"}


def to_html(text: str) -> str:
    """The lines of a text display, or of a message's content."""
    return "".join(_merge_quotes(_line(line) for line in text.split("\n")))


def inline(text: str) -> str:
    """Markup within a line."""
    out, at = [], 0
    for found in _INLINE.finditer(text):
        out += [html.escape(text[at : found.start()]), _shown(found)]
        at = found.end()
    return "".join([*out, html.escape(text[at:])])


def _line(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    assert found
    return _TAGS.get(found["mark"] or "", "p"), inline(found["text"])


def _merge_quotes(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines of one quotation stand behind one bar."""
    quoted: list[str] = []
    for tag, text in [*lines, ("", "")]:
        if tag == "blockquote":
            quoted.append(f"<p>{text}</p>")
            continue
        if quoted:
            yield f"<blockquote>{''.join(quoted)}</blockquote>"
            quoted = []
        if tag:
            yield f"<{tag}>{text}</{tag}>"


def _shown(found: re.Match[str]) -> str:
    if found["url"]:
        return f'<a href="{html.escape(found["url"])}">{inline(found["a"])}</a>'
    for tag in ("b", "u", "s", "i", "mark"):
        if found[tag]:
            return f"<{tag}>{inline(found[tag])}</{tag}>"
    if found["code"]:
        return f"<code>{html.escape(found['code'])}</code>"
    if found["plain"]:
        return html.escape(found["plain"])
    shown = found["mention"] or found["command"] or "23 April 2013 14:05"
    return f'<span class="mention">{html.escape(shown)}</span>'
