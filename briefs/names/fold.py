"""Text to comparable words: case, accents, apostrophes and width folded away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
_LETTERS = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "ng", "ə": "a", "ё": "е",
}  # fmt: skip
_QUOTES = dict.fromkeys("ʻʼ’‘`´′׳ʿʾ\u2018\u02b9", "'") | dict.fromkeys("״“”″", '"')
_PLAIN = str.maketrans(_LETTERS)
_SPELLED = str.maketrans(_QUOTES | {"\u0307": ""})
_UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Marks that may go: Latin and Greek accents, Hebrew points, Arabic vowel signs. Indic vowel signs stay.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
_LETTER = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3099\u309a])"
)
_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+)*'?")
_LATIN = re.compile(r"[\x00-\u024f\u0300-\u036f\u1e00-\u1eff]*\Z")
_HEBREW = re.compile(r"[\u0590-\u05ff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without accents (``text``) and as it was written, in lower case (``spelled``)."""

    text: str
    spelled: str

    @property
    def latin(self) -> bool:
        """True if every letter is Latin."""
        return is_latin(self.text)


def is_latin(text: str) -> bool:
    """True if every letter is Latin."""
    return text.isascii() or _LATIN.match(text) is not None


def spelled(text: str) -> str:
    """Lower case in Unicode's compatible form; at most :data:`LONGEST` characters are looked at."""
    text = text[:LONGEST]
    if text.isascii():
        return text.lower()
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return unicodedata.normalize("NFC", text.translate(_SPELLED))


def without_accents(text: str) -> str:
    """A lower-case text without accents; the script stays."""
    if text.isascii():
        return text
    if is_latin(text) or "\u0370" <= text[0] < "\u0400" or "\u1f00" <= text[0] < "\u2000":
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        return unicodedata.normalize("NFC", text.translate(_PLAIN))
    return _MARKS.sub("", text.translate(_PLAIN))


def words(text: str) -> list[Word]:
    """The words of a text. An apostrophe joins its parts and is kept in Hebrew, where it changes a letter."""
    found = []
    for part in _WORD.findall(spelled(text)):
        if "'" in part and not _HEBREW.search(part):
            part = part.replace("'", "")
        plain = without_accents(part)
        if plain:
            found.append(Word(plain, part))
    return found


def folded(text: str) -> str:
    """The words of a text, folded, with single spaces between them."""
    return " ".join(word.text for word in words(text))
