"""Text to comparable words: case, accents, apostrophes and width folded away."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

LONGEST = 200  # characters of a query or name; a pasted page must not cost more than a name
# Letters that Unicode does not take apart into a plain one and an accent.
_LETTERS = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "ng", "ə": "a", "ё": "е",
}  # fmt: skip
_QUOTES = dict.fromkeys("ʻʼ’‘`´′׳ʿʾ\u2018\u02b9", "'") | dict.fromkeys("״“”″", '"')
_PLAIN_LETTERS = str.maketrans(_LETTERS)
# Soft hyphen, Arabic tatweel, zero-width and direction marks, word joiners, byte order mark.
_UNSEEN = ((0xAD,), (0x640,), range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2065), (0xFEFF,))
# Marks that may go: Latin and Greek accents, Hebrew points, Arabic vowel signs. Indic vowel signs stay.
_MARKS = (
    range(0x300, 0x370), range(0x483, 0x488), range(0x591, 0x5BE), range(0x5BF, 0x5C8), range(0x64B, 0x660),
    (0x670,),
)  # fmt: skip
_NO_MARKS: dict[int, None] = {mark: None for marks in _MARKS for mark in marks}
_TO_SPELLED = str.maketrans(_QUOTES | {"\u0307": ""})  # the dot that Turkish İ leaves behind in lower case
_DROP_UNSEEN: dict[int, None] = {sign: None for signs in _UNSEEN for sign in signs}
_TO_FLAT = _TO_SPELLED | _DROP_UNSEEN | _PLAIN_LETTERS | _NO_MARKS
# A letter or a mark that stays with it: vowel signs of Indic scripts, Thai, Burmese, Khmer; voicing in kana.
_LETTER = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3099\u309a])"
)
# Words with apostrophes inside or behind: "o'neill", "ג'ורג'". The plainer ones are the quicker ones.
_WORD = rf"{_LETTER}+(?:'{_LETTER}+)*'?"
_PLAIN_WORD = r"[^\W_]+(?:'[^\W_]+)*'?"
_ASCII_WORD = "[a-z0-9]+(?:'[a-z0-9]+)*'?"
# All of the text Latin: ASCII to Latin Extended-B, accents, Latin Extended Additional (Vietnamese).
_LATIN = r"[\x00-\u024f\u0300-\u036f\u1e00-\u1eff]*\Z"
_HEBREW = r"[\u0590-\u05ff]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first wanted: a plain query in a short list needs only the simplest of them."""
    return re.compile(pattern)


class Word(NamedTuple):
    """A word without accents (``text``) and as it was written, in lower case (``spelled``)."""

    text: str
    spelled: str

    @property
    def latin(self) -> bool:
        """True if every letter is Latin."""
        return is_latin(self.text)


def is_latin(text: str) -> bool:
    """True if every letter is Latin."""
    # Greek begins at U+0370, Latin Extended Additional at U+1E00: most texts need no pattern.
    if not text or text[0] < "\u0370":
        return max(text, default="") < "\u0370" or _compiled(_LATIN).match(text) is not None
    if text[0] < "\u1e00":
        return False
    return _compiled(_LATIN).match(text) is not None


def spelled(text: str) -> str:
    """Lower case in Unicode's compatible form; at most :data:`LONGEST` characters are looked at."""
    text = text[:LONGEST]
    if text.isascii():
        return text.lower()
    import unicodedata

    # In Taiwan's Latin spelling the small n says that a vowel is nasal; it is no letter of its own.
    text = unicodedata.normalize("NFKC", text.replace("ⁿ", "")).translate(_DROP_UNSEEN).casefold()
    return unicodedata.normalize("NFC", text.translate(_TO_SPELLED))


def without_accents(text: str) -> str:
    """A lower-case text without accents; the script stays, and so do marks that are letters (Indic, Thai)."""
    if text.isascii():
        return text
    # Only Latin and Greek are taken apart: Cyrillic й and kana が are letters of their own, not и and か.
    if is_latin(text) or "\u0370" <= text[0] < "\u0400" or "\u1f00" <= text[0] < "\u2000":
        import unicodedata

        text = unicodedata.normalize("NFKD", text).translate(_NO_MARKS)
        return unicodedata.normalize("NFC", text.translate(_PLAIN_LETTERS))
    return text.translate(_PLAIN_LETTERS).translate(_NO_MARKS)


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text. An apostrophe joins its parts and is kept in Hebrew, where it changes a letter."""
    found = []
    text = spelled(text)
    if text.isascii():
        plain_words = [part.replace("'", "") for part in _compiled(_ASCII_WORD).findall(text)]
        return tuple(Word(part, part) for part in plain_words)
    simple = max(text) < "\u0590" and text.translate(_NO_MARKS) == text
    for part in _compiled(_PLAIN_WORD if simple else _WORD).findall(text):
        if "'" in part and not _compiled(_HEBREW).search(part):
            part = part.replace("'", "")
        plain = without_accents(part)
        if plain:
            found.append(Word(plain, part))
    return tuple(found)


def normalized(text: str) -> str:
    """The words of a text, folded, with single spaces between them."""
    return " ".join(word.text for word in words(text))


def flat(text: str) -> str:
    """A text of any length without case, accents and apostrophes, in which to look for a folded word."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = text.translate(_TO_FLAT)
    return text.casefold().replace("'", "")
