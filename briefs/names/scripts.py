"""Cyrillic, Greek, Arabic and Hebrew letters as sounds; other alphabets by way of anyascii.

What a letter may stand for in a foreign name counts as much as what it says at home: Russian writes
Howard with г, Greek writes d as ντ, Arabic p as ب. Accents have been folded away before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefs.names.eastasian import han, hangul, kana
from briefs.names.latin import latin
from briefs.names.phonetics import VOWELS, Symbols, readings

# A letter or a group of letters, then its symbols separated by a bar, see briefs.names.phonetics.
_CYRILLIC = {
    "дзж": "J", "дж": "J Z.2", "џ": "J", "тч": "C", "щ": "S s.2|C.3 t.2 -.1", "шч": "S|C -.2", "ьо": "o e.1",
    "йо": "y.0 i.0 J.3 -.1|o e.1", "ай": "a i.1|i y.0 -.05", "ей": "e i.1 a.15|i -.05",
    "эй": "e i.1 a.15|i -.05",
    "нг": "N|g -.3 h.3 J.3", "кс": "k -.5|s", "кв": "k|v w.0 -.2", "тс": "c s.1", "дз": "z J.1",
    "хс": "k x.1|s",
    "ау": "o a.05|u w.1 -.1", "оу": "o a.1|u w.0 -.1",
    "а": "a e.1 o.15", "б": "b", "в": "v w.05 f.2 -.8", "г": "g h.0 J.4", "ґ": "g", "ѓ": "J g.1",
    "д": "d T.3",
    "ђ": "J", "е": "e i.15 y.2", "є": "e y.1", "ё": "o e.1", "ж": "Z J.1 z.3", "з": "z s.15 T.3 J.3",
    "и": "i e.15 y.1",
    "і": "i y.1", "ї": "i", "й": "i y.0 J.3 -.15", "ј": "y J.1 i.0", "к": "k", "ќ": "k C.2", "л": "l",
    "љ": "l|y -.1", "м": "m", "н": "n", "њ": "n|y -.1", "о": "o a.15 u.15", "п": "p", "р": "r",
    "с": "s T.15 S.35 z.2",
    "т": "t T.05", "ћ": "C t.3", "у": "u w.0 o.15 v.15 i.25", "ў": "u w.0 v.0", "ф": "f T.25 v.2",
    "х": "x h.0 k.15 -.5",
    "ц": "c s.15 z.2 C.2", "ч": "C c.2 J.35", "ш": "S s.15 J.4", "ъ": "u a.0 o.1 -.1", "ы": "i u.2 y.1",
    "ь": "i -.02",
    "э": "e a.05", "ю": "y i.0 -.08|u", "я": "y i.0 -.08|a e.2", "ө": "o u.1", "ү": "u o.1", "ә": "a e.0",
    "қ": "k",
    "ғ": "g", "ң": "N", "ұ": "u", "һ": "h", "ҳ": "h", "ҷ": "J",
}  # fmt: skip
_GREEK = {
    "ου": "u w.0 o.15", "αι": "e a.1 i.2", "ει": "i e.15", "οι": "i o.2", "υι": "i",
    "αυ": "a o.1|v u.0 f.1 -.2",
    "ευ": "e|v u.0 f.1 -.2", "μπ": "b m.5", "ντ": "d t.3 n.5", "γκ": "g N.4", "γγ": "N|g -.2",
    "γχ": "N|x h.1",
    "τζ": "J z.2 C.2", "τσ": "C c.05 S.35", "τς": "C c.05", "γι": "y i.0 J.15 Z.3 x.35|i -.05",
    "γε": "y g.2 J.3 -.25|e i.2", "α": "a e.15", "β": "v b.15 w.1", "γ": "g y.2 x.2 J.3", "δ": "d T.05",
    "ε": "e", "ζ": "z Z.05 J.2", "η": "i e.1", "θ": "T t.1", "ι": "i y.0 e.15", "κ": "k g.3", "λ": "l",
    "μ": "m",
    "ν": "n", "ξ": "k -.5|s", "ο": "o a.2 u.15", "ω": "o", "π": "p b.3", "ρ": "r", "σ": "s S.05 z.2 C.35",
    "ς": "s z.1 S.15",
    "τ": "t d.25", "υ": "i u.1 y.1", "φ": "f v.2", "χ": "x h.0 k.1 C.35 -.4", "ψ": "p|s",
}  # fmt: skip
_ARABIC = {
    "تش": "C", "تسن": "c|n", "دج": "J", "نغ": "N|g -.3", "نق": "N|g k.1", "كس": "k -.5|s", "کس": "k -.5|s",
    "ا": "a e.1 o.1 u.2 i.2 -.12", "أ": "a e.05 o.1 u.1 -.12", "آ": "a o.1", "إ": "i e.0 -.12", "ٱ": "a -.1",
    "ء": "a -.05", "ئ": "y i.0 a.2 -.1", "ؤ": "u o.0 -.1", "ى": "a i.05 e.1", "ب": "b p.05 v.3", "پ": "p b.3",
    "ت": "t T.15", "ة": "a e.05 t.2 -.1", "ث": "T t.05 s.1", "ج": "J g.05 Z.1 C.3 y.4", "چ": "C J.3",
    "ح": "h x.1 -.5", "خ": "x h.1 k.15", "د": "d T.3", "ذ": "d z.05 T.1", "ر": "r", "ز": "z s.25 J.4",
    "ژ": "Z J.1",
    "س": "s c.25 z.15 T.3 S.35", "ش": "S C.15 s.25", "ص": "s", "ض": "d z.1", "ط": "t", "ظ": "z d.1",
    "ع": "a e.0 o.1 u.1 i.1 -.06",
    "غ": "g x.2 h.35 k.35", "ف": "f v.05 p.35", "ڤ": "v", "ڨ": "g v.1", "ق": "k g.1", "ک": "k C.35",
    "ك": "k g.15 C.35",
    "گ": "g J.2 k.3", "ڭ": "g N.1", "ل": "l", "ڵ": "l", "م": "m", "ن": "n", "ڕ": "r", "ە": "a e.0",
    "ه": "h a.05 e.05 -.12",
    "ۀ": "h a.05 -.1", "و": "u o.0 w.0 v.1 a.3 -.15", "ۆ": "o u.1", "ی": "i y.0 e.05 a.15 J.45 -.12",
    "ي": "i y.0 e.05 a.15 J.45 -.12",
    "ې": "e i.0", "ێ": "e i.0", "ے": "e i.1", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ھ": "h -.1",
    "ہ": "h a.05 -.1",
}  # fmt: skip
_HEBREW = {
    "ג'": "J Z.1 g.3", "צ'": "C", "ץ'": "C", "ז'": "Z J.1", "ת'": "T t.0", "ד'": "T d.1", "ח'": "x",
    "דזש": "J", "טש": "C",
    "זש": "Z J.1", "וו": "v w.0 u.1 o.1", "יי": "i y.0 e.05 a.1", "קס": "k -.5|s", "נג": "N|g -.3 J.2",
    "א": "a e.05 o.05 u.15 i.1 -.08", "ב": "b v.0", "ג": "g J.3", "ד": "d T.3", "ה": "h a.05 e.1 -.12",
    "ו": "u o.0 v.0 w.0 -.15",
    "ז": "z s.3 J.35", "ח": "x h.05 k.15", "ט": "t", "י": "i y.0 e.05 J.3 -.1", "כ": "k x.05 C.3",
    "ך": "k x.0", "ל": "l", "מ": "m",
    "ם": "m", "נ": "n", "ן": "n", "ס": "s c.3", "ע": "a e.0 o.1 i.15 -.08", "פ": "p f.0", "ף": "f p.2",
    "צ": "c z.1 s.2 C.15",
    "ץ": "c z.1 s.2 C.15", "ק": "k", "ר": "r", "ש": "S s.1", "ת": "t T.0", "װ": "v w.0", "ױ": "o|i",
    "ײ": "i y.0 e.1",
}  # fmt: skip
# Letters of scripts that leave a consonant's voice open: Tamil writes p and b, t and d, k and g alike.
_OPEN_VOICE = {
    "p": "p b.0 f.1", "b": "b p.1 v.2", "t": "t d.0 T.05", "d": "d t.1 T.1", "k": "k g.0 h.05 x.05",
    "g": "g k.1 h.2",
    "c": "s C.0 J.1 S.0 z.1", "s": "s S.0 z.1", "j": "J z.1 y.3 Z.1", "h": "h x.1 -.15", "v": "v w.0 b.2",
    "w": "v w.0",
    "f": "f p.1", "z": "z s.1 J.2", "sh": "S s.1", "ch": "C s.1 S.1", "kh": "k x.0 g.2", "th": "t T.0 d.1",
    "ph": "f p.0",
    "bh": "b v.2", "dh": "d T.1", "gh": "g", "jh": "J z.1", "ng": "N|g -.3", "r": "r", "rr": "r", "l": "l",
    "ll": "l",
    "lh": "l", "m": "m", "n": "n", "nn": "n", "ny": "n|y -.1", "y": "y i.0 -.15", "a": "a e.1 o.1 -.12",
    "aa": "a o.1 e.15", "e": "e i.1 a.15 -.2",
    "i": "i e.1 -.2", "o": "o a.1 u.1 -.2", "u": "u o.1 a.2 w.1 -.2", "ts": "c s.2 C.1", "dz": "z J.1",
    "q": "k", "x": "x h.1 k.1",
}  # fmt: skip


# Longer keys first: "дж" is one sound and must not be read as "д", "ж".
def _compiled(table: dict[str, str]) -> tuple[re.Pattern[str], dict[str, Symbols]]:
    scan = re.compile("|".join(re.escape(key) for key in sorted(table, key=len, reverse=True)))
    return scan, {key: tuple(value.split("|")) for key, value in table.items()}


@lru_cache(maxsize=8)
def _scanner(script: str) -> tuple[re.Pattern[str], dict[str, Symbols]]:
    tables = {"CYRILLIC": _CYRILLIC, "GREEK": _GREEK, "ARABIC": _ARABIC, "HEBREW": _HEBREW}
    return _compiled(tables.get(script, _OPEN_VOICE))


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
        letter = match.group()
        # A doubled consonant is one sound (Анна), a doubled vowel two.
        if letter != last or readings(table[letter][0])[0][0] in VOWELS:
            found += table[letter]
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
    if script == "LATIN":
        return latin(word)
    if script in ("CYRILLIC", "GREEK", "ARABIC", "HEBREW"):
        return _alphabet(script, word)
    if script in ("KATAKANA", "HIRAGANA"):
        return kana(word)
    if script == "HANGUL":
        return hangul(word)
    if script == "CJK":
        return han(pinyin(word))
    from anyascii import anyascii

    return _alphabet("OTHER", anyascii(word).lower())
