"""Kana, Hangul and Chinese syllables as sounds, in the notation of :mod:`briefs.names.phonetics`.

Chinese and Japanese have no cluster of consonants and few final ones, so that a foreign name arrives with
vowels it never had: they cost next to nothing to leave out.
"""

from __future__ import annotations

import re
import unicodedata

from briefs.names.phonetics import Symbols
from briefs.names.word_lists import sound_table

# "zhuang": zh, ua, ng; "er": no initial, e, r.
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]*)(ng|n|r)?", re.IGNORECASE)


def kana(word: str) -> Symbols:
    """A word in katakana or hiragana."""
    found: list[str] = []
    consonants, vowels = sound_table("kana consonant"), sound_table("kana vowel")
    weak_vowels = sound_table("kana weak vowel")  # that Japanese adds: ラブロフ is ra-bu-ro-fu
    for letter in word:
        name = unicodedata.name(letter, "").split(" LETTER ")[-1]
        small, sound = name.startswith("SMALL "), name.replace("SMALL ", "")
        # A small tsu (ッ) doubles a consonant, the long mark (ー) has no letter's name: neither is a sound.
        if (sound in ("TU",) and small) or not sound or " " in sound:
            continue
        if sound == "N":
            found.append("n m.1 N.0")
            continue
        # Unicode names a kana by its row (SI, TU, HU); it is said otherwise (shi, tsu, fu).
        said = sound_table("kana").get(sound, "")
        lead, vowel = said.split() if said else (sound[:-1], sound[-1:])
        if small and found:
            # A small vowel takes the place of the one before it: ジャ is written ji-ya and said ja.
            found[-1] = (found[-1].split(" -")[0]) + " -.03"
        if consonants.get(lead):
            found.append(consonants[lead])
        if vowel in vowels:
            weak = (
                vowel in weak_vowels and lead not in ("", "Y", "W") and (vowel == "U" or lead in ("T", "D"))
            )
            found.append(weak_vowels.get(vowel, vowels[vowel]) if weak else vowels[vowel])
    return tuple(found)


def hangul(word: str) -> Symbols:
    """A word in Hangul, its syllables taken apart by their place in Unicode."""
    found: list[str] = []
    for letter in word:
        # Unicode lists all 19 * 21 * 28 syllables in order: initial, then vowel, then final.
        place = ord(letter) - 0xAC00
        if not 0 <= place < 11172:
            continue
        initial = sound_table("hangul initial")[str(place // 588)]
        vowel = sound_table("hangul vowel")[str(place % 588 // 28)]
        final = sound_table("hangul final")[str(place % 28)]
        found += filter(None, (initial, *vowel.split("|"), final))
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
        found.append(sound_table("pinyin initial")[initial])
    if final + tail == "er":
        final, tail = "er", ""
    found += sound_table("pinyin final").get(final, "e").split("|") if final else []
    if tail.startswith("n"):
        found.append("n m.1 N.05 -.5")
    return tuple(found)


# "gwong": gw, o, ng; "m" and "ng" are syllables without a vowel.
_JYUTPING = re.compile(r"(gw|kw|ng|[bpmfdtnlgkhwzcsj])?(aa|eo|oe|yu|[aeiou])?(ng|[iumnptk])?$")


def jyutping(syllable: str) -> Symbols:
    """One syllable of Cantonese as it is romanised in Hong Kong and by its emigrants."""
    match = _JYUTPING.match(syllable)
    if match is None:
        return ()
    initial, vowel, tail = match.groups()
    found = [
        *sound_table("jyutping initial").get(initial or "", "").split("|"),
        *sound_table("jyutping vowel").get(vowel or "", "").split("|"),
    ]
    tails = {"i": "i y.0 -.1", "u": "u o.0 w.0 -.1", "ng": "N n.1", "k": "k -.6", "t": "t -.6", "p": "p -.6"}
    return tuple(symbol for symbol in (*found, tails.get(tail or "", tail or "")) if symbol)
