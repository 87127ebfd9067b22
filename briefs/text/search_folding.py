"""Folds a text for full-text search, so that a passage and a copy of it come out alike.

What a copy gains or loses on its way (soft hyphens, zero-width characters, words cut at line ends, ligatures,
other apostrophes, other separators of thousands) is taken out of both.
"""

from __future__ import annotations

import re
import unicodedata

# One character at a time is a hundred times faster than a table: most texts have none of them.
_REPLACED = (
    # Soft hyphen, zero-width space and joiners, byte order mark.
    *((mark, "") for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    *((mark, "'") for mark in "’‘ʼ‛`´＇"),
    *((mark, " ") for mark in "“”„«»–—…"),  # with them gone most English text is ASCII
    ("‐", "-"), ("‑", "-"),
    ("ё", "е"), ("Ё", "Е"),  # Russian print mostly leaves the dots out
)  # fmt: skip
# Look-backs stand behind the first character: a pattern that begins with one is searched for slower.
_IN_WORD = re.compile(r"'(?<!'')'*+\b")
_CUT_WORD = re.compile(r"-(?<=\w-)[ \t\r]*\n\s*(?=[^\W\d_])")
_MAY_HAVE_THOUSANDS = re.compile(r"\d[, \u00a0\u202f\u2009]\d{3}")
_THOUSANDS = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:[, \u00a0\u202f\u2009]\d{3})+(?!\d)")
_SEPARATOR = re.compile(r"\D")
_MAY_HAVE_DOTS = re.compile(r"\.[^\W\d_]\.")
_DOTTED = re.compile(r"[^\W\d_](?<!\w\w)\.(?:[^\W\d_]\.)+")  # U.S., e.g.


def fold_for_search(text: str) -> str:
    """`text` as it is indexed and as it is looked for; case is left to the index.

    What is folded already stays as it is.
    """
    text = _replaced(text)
    if not text.isascii():
        text = _replaced(unicodedata.normalize("NFKC", text))  # which may put the dots on a ё
    if "'" in text:
        text = _IN_WORD.sub("", text)
    if "-" in text:
        text = _CUT_WORD.sub("", text)
    if _MAY_HAVE_THOUSANDS.search(text):
        text = _THOUSANDS.sub(_joined, text)
    if _MAY_HAVE_DOTS.search(text):
        text = _DOTTED.sub(_without_dots, text)
    return text


def _replaced(text: str) -> str:
    for old, new in _REPLACED:
        text = text.replace(old, new)
    return text


def _joined(match: re.Match[str]) -> str:
    return _SEPARATOR.sub("", match[0])


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")
