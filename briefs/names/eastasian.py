"""Kana, Hangul and Chinese syllables as sounds, in the notation of :mod:`briefs.names.phonetics`.

Chinese and Japanese have no cluster of consonants and few final ones, so that a foreign name arrives with
vowels it never had: they cost next to nothing to leave out.
"""

from __future__ import annotations

import re
import unicodedata

from briefs.names.phonetics import Symbols

# The consonants of kana, by the Latin letters that begin the name of a character in Unicode.
_KANA = {
    "": "", "K": "k c.4", "S": "s T.1", "T": "t", "N": "n", "H": "h x.0 -.4", "M": "m", "Y": "y i.0 -.2",
    "R": "r l.0", "W": "w v.05 u.0",
    "G": "g", "Z": "z T.1 J.2", "D": "d", "B": "b v.0", "P": "p", "V": "v b.1", "F": "f h.05",
    "SH": "S s.1", "CH": "C t.15", "J": "J Z.0 z.1 d.2", "TS": "c s.2", "DZ": "z",
}  # fmt: skip
# Unicode names a kana by its row (SI, TU, HU); it is said otherwise (shi, tsu, fu).
_KANA_SPECIAL = {
    "SI": ("SH", "I"), "TI": ("CH", "I"), "TU": ("TS", "U"), "HU": ("F", "U"), "ZI": ("J", "I"),
    "DI": ("J", "I"), "DU": ("Z", "U"),
}  # fmt: skip
# The vowels that Japanese adds after a consonant (ラブロフ is ra-bu-ro-fu) are cheap to leave out.
_WEAK = {"U": "u o.1 w.0 -.05", "O": "o a.1 u.1 -.15"}
_KANA_VOWELS = {
    "A": "a e.2 o.1",
    "I": "i y.0 e.15",
    "U": "u o.1 w.0 a.2",
    "E": "e i.15 a.15",
    "O": "o a.15 u.15",
}

# Initials, vowels and finals of Korean in the order of Unicode; a bar parts two symbols.
_LEADS = (
    "k g.0", "k g.1", "n l.3 r.4", "d t.0", "t d.1", "l r.0", "m", "b p.05 v.1", "p b.1", "s T.1 S.1",
    "s T.1 S.2", "", "J z.05 C.1 Z.1",
    "J C.1 c.1", "C c.1", "k", "t T.1", "p f.0", "h x.0 f.2 w.3 -.4",
)  # fmt: skip
_VOWELS = (
    "a e.15 o.15", "a e.0", "y -.1|a", "y -.1|e", "o u.1 a.15 e.1", "e a.2", "y -.1|o u.1", "y -.1|e",
    "o u.15 a.15",
    "w u.0 -.2|a", "w u.0 -.2|e", "w u.0 -.2|e i.1", "y -.1|o u.1", "u o.1", "w u.0 -.2|o u.1", "w u.0 -.2|e",
    "w u.0 -.2|i", "y -.1|u o.1", "u o.1 e.1 -.05",
    "u -.1|i", "i e.15 y.05",
)  # fmt: skip
_TAILS = (
    "", "k g.1", "k g.1", "k", "n", "n", "n", "t d.1", "l r.0", "l", "m", "l", "l", "l", "l", "l", "m",
    "p b.1", "p",
    "t s.0 d.1", "t s.0", "N g.3", "t", "t", "k", "t", "p", "h",
)  # fmt: skip

# Initials and finals of pinyin: the Mandarin sound first, then what else they stand for in foreign names.
_INITIALS = {
    "b": "b p.1 v.15", "p": "p b.1", "m": "m b.5", "f": "f v.15 w.3 p.3", "d": "d t.1 T.2 J.5",
    "t": "t d.15 T.05", "n": "n", "l": "l r.0 -.85",
    "g": "g k.1 C.4", "k": "k g.15 x.15 C.35", "h": "h x.0 g.35 k.4 f.35 -.35",
    "j": "J g.05 k.1 z.2 C.2 c.2 y.3", "q": "C k.1 J.15 c.15 h.3",
    "x": "S s.0 h.05 x.15 z.25 k.35", "zh": "J C.1 Z.1 c.15 z.15 t.35", "ch": "C J.15 c.15 t.35",
    "sh": "S s.05 C.3 x.4", "r": "r Z.05 y.15 J.15 l.1 z.2",
    "z": "z c.0 s.1 C.15 T.25", "c": "c s.15 z.15 C.15", "s": "s T.05 z.1 S.2 c.2", "y": "y i.0 J.2 e.1 -.12",
    "w": "w v.0 u.0 m.4 b.4 -.3",
}  # fmt: skip
_FINALS = {
    "a": "a o.2 e.2", "o": "o a.15 u.2", "e": "e a.2 o.2 u.2 -.05", "i": "i e.1 y.1 -.1",
    "u": "u o.1 w.1 -.06", "v": "u i.1 -.1",
    "ai": "a e.1 i.1|i y.0 -.05", "ei": "e i.1 a.1|i -.03", "ao": "a o.0 u.2|o w.1 u.0 -.05",
    "ou": "o u.1|u w.0 -.05",
    "ia": "i y.0 -.08|a e.1", "ie": "i y.0 -.08|e", "iu": "i y.0 -.08|u o.1",
    "iao": "i y.0 -.08|a o.0|o u.0 -.05", "ua": "w v.1 u.0 -.2|a",
    "uo": "w u.0 -.1|o u.1 a.1", "ui": "w u.0 -.15|i e.0", "uai": "w v.1 u.0 -.2|a e.1|i -.05",
    "ue": "u -.08|e o.1", "ve": "u -.08|e",
    "er": "e a.1 -.05|r l.0 -.7",
}  # fmt: skip
# "zhuang": zh, ua, ng; "er": no initial, e, r.
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]*)(ng|n|r)?", re.IGNORECASE)


def kana(word: str) -> Symbols:
    """A word in katakana or hiragana."""
    found: list[str] = []
    for letter in word:
        name = unicodedata.name(letter, "").split(" LETTER ")[-1]
        small, sound = name.startswith("SMALL "), name.replace("SMALL ", "")
        # A small tsu (ッ) doubles a consonant, the long mark (ー) has no letter's name: neither is a sound.
        if (sound in ("TU",) and small) or not sound or " " in sound:
            continue
        if sound == "N":
            found.append("n m.1 N.0")
            continue
        lead, vowel = _KANA_SPECIAL.get(sound, (sound[:-1], sound[-1:]))
        if small and found:
            # A small vowel takes the place of the one before it: ジャ is written ji-ya and said ja.
            found[-1] = (found[-1].split(" -")[0]) + " -.03"
        if _KANA.get(lead):
            found.append(_KANA[lead])
        if vowel in _KANA_VOWELS:
            weak = vowel in _WEAK and lead not in ("", "Y", "W") and (vowel == "U" or lead in ("T", "D"))
            found.append(_WEAK[vowel] if weak else _KANA_VOWELS[vowel])
    return tuple(found)


def hangul(word: str) -> Symbols:
    """A word in Hangul, its syllables taken apart by their place in Unicode."""
    found: list[str] = []
    for letter in word:
        # Unicode lists all 19 * 21 * 28 syllables in order: initial, then vowel, then final.
        place = ord(letter) - 0xAC00
        if not 0 <= place < 11172:
            continue
        lead, vowel, tail = place // 588, place % 588 // 28, place % 28
        found += [symbol for symbol in (_LEADS[lead], *_VOWELS[vowel].split("|"), _TAILS[tail]) if symbol]
    return tuple(found)


def han(pinyin: str) -> Symbols:
    """Chinese syllables, written in pinyin with a capital each (``KenDeEr``)."""
    found: list[str] = []
    for syllable in re.findall("[A-Z][a-z']*", pinyin):
        found += syllable_sounds(syllable.lower())
    return tuple(found)


def syllable_sounds(syllable: str) -> Symbols:
    """One syllable of pinyin in lower case, without its tone."""
    match = _SYLLABLE.match(syllable)
    if match is None:
        return ()
    initial, final, tail = match.group(1) or "", match.group(2), match.group(3) or ""
    found: list[str] = []
    # hua, hui, huan stand for a foreign w: 华盛顿 (hua-sheng-dun) is Washington.
    if initial == "h" and final.startswith("u") and len(final) > 1 and final != "uo":
        initial, final = "w", final[1:]
    if initial:
        found.append(_INITIALS[initial])
    if final + tail == "er":
        final, tail = "er", ""
    found += _FINALS.get(final, final and "e").split("|") if final else []
    if tail.startswith("n"):
        found.append("n m.1 N.05 -.5")
    return tuple(found)


# Jyutping parts finely what emigrants' spellings do not: z and c also stand for j, ch and ts.
_JYUTPING_INITIALS = {
    "z": "J C.0 c.1 Z.1 z.2 t.3", "c": "C c.1 s.2 t.2", "j": "y i.0 -.15", "gw": "k g.0|w -.2",
    "kw": "k g.1|w -.2", "g": "k g.0",
    "k": "k x.2", "d": "t d.0", "b": "p b.0", "p": "p f.3", "t": "t", "ng": "N n.0 -.4", "h": "h x.1 -.3",
    "f": "f", "m": "m", "n": "n l.3",
    "l": "l n.3", "s": "s S.0", "w": "w v.0 u.0 -.3",
}  # fmt: skip
_JYUTPING_VOWELS = {
    "aa": "a", "a": "a u.0 e.2 o.2", "eo": "u e.1 o.1", "oe": "e o.1 u.2", "yu": "u i.2|e -.1", "e": "e",
    "i": "i e.1", "o": "o",
    "u": "u o.1",
}  # fmt: skip
# "gwong": gw, o, ng; "m" and "ng" are syllables without a vowel.
_JYUTPING = re.compile(r"(gw|kw|ng|[bpmfdtnlgkhwzcsj])?(aa|eo|oe|yu|[aeiou])?(ng|[iumnptk])?$")


def jyutping(syllable: str) -> Symbols:
    """One syllable of Cantonese as it is romanised in Hong Kong and by its emigrants."""
    match = _JYUTPING.match(syllable)
    if match is None:
        return ()
    initial, vowel, tail = match.groups()
    found = _JYUTPING_INITIALS.get(initial or "", "").split("|") + _JYUTPING_VOWELS.get(
        vowel or "", ""
    ).split("|")
    tails = {"i": "i y.0 -.1", "u": "u o.0 w.0 -.1", "ng": "N n.1", "k": "k -.6", "t": "t -.6", "p": "p -.6"}
    return tuple(symbol for symbol in (*found, tails.get(tail or "", tail or "")) if symbol)
