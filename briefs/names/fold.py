"""Text to comparable words: case, accents, scripts and apostrophes folded away."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "ng", "ə": "a", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'",
        "´": "'", "′": "'", "״": '"', "׳": "'", "＝": " ", "゠": " ", "・": " ", "·": " ", "•": " ",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?", re.UNICODE)
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]")


def plain(text: str) -> str:
    """Lower case without accents, script kept; at most :data:`LONGEST` characters are looked at."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().translate(_LETTERS)
    if text.isascii():
        return text
    marks = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", "".join(marks))


def words(text: str) -> list[str]:
    """The words of a folded text; apostrophes inside a word join its parts."""
    return [word.replace("'", "") for word in _WORD.findall(text)]


def is_latin(word: str) -> bool:
    """True if every letter is Latin."""
    return _NOT_LATIN.search(word) is None
