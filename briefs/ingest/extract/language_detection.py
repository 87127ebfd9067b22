"""Which language a text is in, told by its commonest words; it can say that it does not know.

A language without a table (`languages/`) is never taken for one that has: what looks like English, but for
its words, is not read as English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from briefs.ingest.extract.language_tables import function_words, language_name, languages_read

UNDETERMINED = "und"  # ISO 639: a language that is none of those known
_LOOKED_AT = 8000  # characters
_FEWEST = 12  # words; of fewer, no language is told
_MOST = 600  # words
_SHARE = 0.14  # of the words that must be among the commonest of a language; news has 0.2 to 0.45
_LEAST = 0.07  # below it a text of some length is in none of the languages
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# letters that neighbours do not have; the commonest words of a short text are alike
_LETTERS_OF = {
    "uk": re.compile("[іїєґ]", re.I), "ru": re.compile("[ыэъё]", re.I), "be": re.compile("ў", re.I),
    "sr": re.compile("[ђјљњћџ]", re.I),
}  # fmt: skip
_NEIGHBOURS = frozenset({"ru", "uk"})
# scripts that one language is written in, or few
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar", "HEBREW": "he",
    "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy", "THAI": "th", "GREEK": "el", "BENGALI": "bn",
}  # fmt: skip


def detect_language(text: str) -> str | None:
    """A two-letter code, :data:`UNDETERMINED`, or None where the text is too short to tell."""
    script = _script(text[:_LOOKED_AT])
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])][:_MOST]
    cyrillic = _cyrillic(text[:_LOOKED_AT])
    if len(words) < _FEWEST:
        return cyrillic
    counted = Counter(words)
    shares = {
        code: sum(counted[word] for word in common) / len(words)
        for code, common in function_words().items()
        if cyrillic not in _NEIGHBOURS or code == cyrillic or code not in _NEIGHBOURS
    }
    best = max(shares, key=lambda code: (shares[code], code))
    if shares[best] >= _SHARE:
        return best
    return UNDETERMINED if shares[best] < _LEAST and len(words) >= 3 * _FEWEST else None


def _cyrillic(text: str) -> str | None:
    """Of a Cyrillic text the language that its letters tell, Russian where none does."""
    if 2 * len(_CYRILLIC.findall(text)) < sum(sign.isalpha() for sign in text) or not text.strip():
        return None
    told = {code: len(letters.findall(text)) for code, letters in _LETTERS_OF.items()}
    best = max(told, key=lambda code: told[code])
    return best if told[best] else "ru"


def _script(text: str) -> str | None:
    """The language that most letters tell by themselves; None for Latin and Cyrillic."""
    foreign = (sign for sign in text if sign > "\u036f" and not "\u0400" <= sign < "\u0530")
    letters = [sign for sign in foreign if sign.isalpha()]
    if 2 * len(letters) < sum(sign.isalpha() for sign in text):
        return None
    scripts = Counter(unicodedata.name(sign, "?").split()[0] for sign in letters)
    if scripts["HIRAGANA"]:
        return "ja"
    return next((_SCRIPTS.get(script, UNDETERMINED) for script, _ in scripts.most_common(1)), None)


def unread_note(language: str) -> str | None:
    """What is to be said of a text in a language without a table; None where there is one."""
    if language in languages_read():
        return None
    name = "a language that is not known" if language == UNDETERMINED else language_name(language)
    return f"the text is in {name}: its quotations are found, who said them is not"


def language_read(text: str, declared: str) -> str:
    """The language in which a text is read: what it shows, or where it is too short what its page says."""
    return detect_language(text) or declared
