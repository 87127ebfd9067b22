"""Text from outside made fit for Discord: shown as it stands, without marking up or calling anybody."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bot.discord.ui.limits import BUTTON_URL, LINK_URL

# What Discord reads as markup anywhere, and what it reads so only at the beginning of a line.
_SPECIAL = re.compile(r"([\\*_~`|<>\[\]#])")
_NUMBER = re.compile(r"^(\d+)\.")
_PINGS_ALL = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # Persian and emoji need them
_SAFE_IN_URL = "/:?#@!$&'*+,;=~%-._"  # what stands for itself; brackets would end the link


def safe(text: str) -> str:
    """One line of text in which nothing is markup, a mention, an emoji or a timestamp.

    Backslashes do it, which Discord does not show; only before “everyone” and “here” a zero-width
    space is needed.
    """
    line = " ".join(text.split())
    if not line.isprintable():  # asked of the whole first: letter by letter it was most of an answer's work
        line = "".join(ch for ch in line if ch.isprintable() or ch in _JOINERS)
    # Most lines have nothing of this, and an answer has a hundred: to look costs a tenth of a substitution.
    if _SPECIAL.search(line):
        line = _SPECIAL.sub(r"\\\1", line)
    if line[:1] in ("-", "+"):
        line = f"\\{line}"
    elif line[:1].isdecimal():
        line = _NUMBER.sub(r"\1\\.", line)
    return _PINGS_ALL.sub("@\u200b", line) if "@" in line else line


def safe_marked(text: str) -> str:
    """`safe`, with what stands between \\x02 and \\x03 in bold."""
    pieces = " ".join(text.split()).replace("\x03", "\x02").split("\x02")
    parts = []
    for number, piece in enumerate(pieces):
        inner = piece.strip()
        if not inner:
            parts.append(piece)
            continue
        lead, trail = piece[: piece.index(inner)], piece[piece.index(inner) + len(inner) :]
        parts.append(f"{lead}**{safe(inner)}**{trail}" if number % 2 else f"{lead}{safe(inner)}{trail}")
    return "".join(parts)


def truncate(text: str, most: int) -> str:
    """At most `most` characters, the cut shown by an ellipsis; markup in `text` may be cut in two."""
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…"


def safe_within(text: str, most: int) -> str:
    """`safe(text)` in at most `most` characters, cut in the raw text so that no escape is cut in two."""
    far = 8 * most + 100  # what is behind that is cut off anyway: a page of a book is not read to its end
    escaped = safe(text[:far])
    if len(escaped) <= most and len(text) <= far:
        return escaped
    text = text[:far]
    # Escapes make the length uneven: the longest beginning that fits is found by halving.
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(safe(text[:middle])) < most else (low, middle - 1)
    return safe(text[:low]).rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """`url` as it may stand in a link, or None for what is no web address or too long."""
    if not url or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    address = quote(url, safe=_SAFE_IN_URL)
    return address if len(address) <= LINK_URL else None


def button_address(url: str | None) -> str | None:
    """`url` as a link button may open it, or None for what is no web address or too long for one."""
    address = web_address(url)
    return address if address and len(address) <= BUTTON_URL else None


def link(label: str, url: str | None) -> str:
    """A link with `label`, which is already safe; the label alone where there is no address."""
    address = web_address(url)
    return f"[{label}]({address})" if address else label
