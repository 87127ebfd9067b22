"""Bytes to text, where the declared encoding may be missing or wrong."""

from __future__ import annotations

import re

from w3lib.encoding import read_bom, resolve_encoding

# w3lib's own search keeps to the letter of HTML: no meta tag after <body>, none that lacks http-equiv.
# Pages in which browsers and people find a declaration all the same are read here.
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_GUESS_BYTES = 50_000
BYTE_ORDER_MARK = "\ufeff"  # files that were joined have it in their middle too; nobody sees or types it


def decode(body: bytes, declared: str | None = None) -> str | None:
    """The text without its byte order mark; None where it is no text in any likely encoding.

    Valid UTF-8 wins over what was declared: a text in another encoding is hardly ever valid UTF-8.
    """
    encoding, bom = read_bom(body)
    if encoding and bom:
        return _checked(body[len(bom) :].decode(encoding, "replace"))
    text = _strict(body, "utf-8")
    if text is not None:
        return text
    meta = _META.search(body[:4096])
    for name in (declared, meta[1].decode("ascii") if meta else None):
        text = _strict(body, name)
        if text is not None:
            return text
    return _guessed(body)


def _strict(body: bytes, name: str | None) -> str | None:
    encoding = resolve_encoding(name) if name else None  # as browsers read the name, None if unknown
    try:
        return _checked(body.decode(encoding)) if encoding else None
    except (LookupError, ValueError):
        return None  # a codec that is no text encoding, or a false declaration


def _guessed(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # UTF-16 without a mark is valid text in single-byte encodings too: its high bytes tell
    for encoding, high in (("utf-16-le", body[1:_GUESS_BYTES:2]), ("utf-16-be", body[0:_GUESS_BYTES:2])):
        if high.count(0) + high.count(4) > len(high) * 0.9:  # Latin and Cyrillic letters
            return _checked(body.decode(encoding, "replace"))
    best = from_bytes(body[:_GUESS_BYTES]).best()
    likely = resolve_encoding(best.encoding) if best else None
    return _checked(body.decode(likely or "utf-8", "replace"))


def _checked(text: str) -> str | None:
    """None for what is mostly damage: control characters and replacement marks."""
    sample = text[:_GUESS_BYTES]
    bad = sum(1 for char in sample if char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v\x1b"))
    return None if bad * 20 > len(sample) else text.replace(BYTE_ORDER_MARK, "")
