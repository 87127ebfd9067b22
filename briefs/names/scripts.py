"""Latin, Cyrillic, Greek, Arabic and Hebrew letters as sounds; other alphabets by way of anyascii.

What a letter may stand for in a foreign name counts as much as what it says at home: Russian writes
Howard with г, Greek writes d as ντ, Arabic p as ب. Accents have been folded away before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefs.names.eastasian import han, hangul, kana
from briefs.names.phonetics import VOWELS, Symbols, readings
from briefs.names.word_lists import sound_table

_OWN_TABLES = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW")


@lru_cache(maxsize=8)
def _scanner(script: str) -> tuple[re.Pattern[str], tuple[Symbols, ...]]:
    """A pattern with a group for each entry of a script's table, and the symbols of each group.

    ``OTHER`` is what anyascii writes. Tamil and others leave a consonant's voice open: they write p and b, t
    and d, k and g alike. Latin has the habits of many languages at once: a query does not name its own.
    """
    table = sound_table(script)
    # The first that fits is taken, hence longer ones first: "дж" is one sound and must not be read as "д",
    # "ж". For Latin they are patterns, and stand so in the table.
    entries = list(table) if script == "LATIN" else sorted(table, key=len, reverse=True)
    patterns = entries if script == "LATIN" else map(re.escape, entries)
    scan = re.compile("|".join(f"({pattern})" for pattern in patterns))
    return scan, ((), *(tuple(table[entry].split("|")) for entry in entries))


def script_of(word: str) -> str:
    """The script of the first letter as Unicode names it: ``LATIN``, ``CYRILLIC``, ``CJK`` ...

    ``LATIN`` for a word without letters.
    """
    if word.isascii():
        return "LATIN"
    for letter in word:
        if letter.isalpha():
            # "CYRILLIC SMALL LETTER A", "KATAKANA-HIRAGANA PROLONGED SOUND MARK"
            return unicodedata.name(letter, "?").replace("-", " ").split()[0]
    return "LATIN"


def _alphabet(script: str, word: str) -> Symbols:
    scan, table = _scanner(script)
    # The article is written as part of a name (الأسد is Assad or al-Assad) and cheap to leave out.
    if script == "ARABIC" and len(word) > 4 and word.startswith("ال"):
        return "a -.03", "l -.1", *_alphabet(script, word[2:])
    found: list[str] = []
    last = ""
    for match in scan.finditer(word):
        letter, symbols = match.group(), table[match.lastindex or 0]
        # A doubled consonant is one sound (Анна), a doubled vowel two; of Latin ones the table knows.
        if letter != last or script == "LATIN" or readings(symbols[0])[0][0] in VOWELS:
            found += symbols
        last = letter
    return tuple(found)


def pinyin(word: str) -> str:
    """Chinese characters in pinyin without tones, each with a capital: ``KenDeEr``."""
    from anyascii import anyascii

    return anyascii(word).replace(" ", "").replace("'", "")


@lru_cache(maxsize=1024)
def sounds(word: str) -> Symbols:
    """A folded word of any script as sounds; empty for a script that even anyascii cannot read."""
    script = script_of(word)
    if script in _OWN_TABLES:
        return _alphabet(script, word)
    if script in ("KATAKANA", "HIRAGANA"):
        return kana(word)
    if script == "HANGUL":
        return hangul(word)
    if script == "CJK":
        return han(pinyin(word))
    from anyascii import anyascii

    return _alphabet("OTHER", anyascii(word).lower())
