"""How far apart two spellings sound, symbol by symbol.

A symbol is written as the sounds it can stand for, best first, each with what it costs to read it so:
``"b p.1 v.3 -.5"`` is a b, more rarely a p or a v; after the dash stands the cost of leaving it out, after a
tilde what that costs in Chinese, Japanese and Korean. A word is a tuple of symbols. The distance of two
symbols is the cheapest pair of readings. All of it was written by hand from the usual romanisation tables of
each language.
"""

from __future__ import annotations

from functools import lru_cache

Symbols = tuple[str, ...]
VOWELS = "aeiou"
_SILENT = 0.1  # cost of leaving a sound out, up to which a word may lack it in its skeleton
_NO_CLASS = ("",)
# Consonants that scripts and romanisations confuse are one class: T is th, S sh, Z zh, c ts, C ch, J j, N ng.
_CLASSES = {
    **dict.fromkeys("pb", "P"), **dict.fromkeys("fvw", "F"), **dict.fromkeys("tdT", "T"),
    **dict.fromkeys("szSZcCJ", "S"), **dict.fromkeys("kgx", "K"), "m": "M", "n": "N", "N": "N",
    "l": "L", "r": "R",
}  # fmt: skip
EVERY_SOUND = "".join(dict.fromkeys(VOWELS + "hyw" + "".join(_CLASSES)))
# What it costs to leave a sound out; 1 for all others.
_DELETION_COSTS = {**dict.fromkeys(VOWELS, 0.25), "h": 0.2, "y": 0.25, "w": 0.45, "r": 0.75}
_CHANGE_COSTS = {
    "pb": 0.35, "td": 0.35, "kg": 0.35, "sz": 0.25, "SZ": 0.25, "fv": 0.25, "vw": 0.1, "bv": 0.4, "pf": 0.4,
    "sS": 0.35, "zZ": 0.35, "CS": 0.4, "JC": 0.35, "JZ": 0.15, "xh": 0.1, "xk": 0.4, "mn": 0.5, "lr": 0.6,
    "yi": 0.05, "wu": 0.05, "wo": 0.2, "Tt": 0.15, "Ts": 0.35, "Td": 0.3, "cs": 0.3, "cC": 0.35, "cz": 0.3,
    "Nn": 0.05, "zJ": 0.4, "cS": 0.5, "gJ": 0.6, "gx": 0.35, "gh": 0.5, "kh": 0.6, "Cs": 0.6, "JS": 0.45,
    "yJ": 0.5, "ye": 0.2, "fw": 0.3, "ct": 0.5, "Ct": 0.6, "Jd": 0.6, "Tf": 0.5, "zd": 0.7, "Cx": 0.6,
    "ae": 0.25, "ao": 0.2, "ai": 0.4, "au": 0.3, "ei": 0.15, "eo": 0.3, "eu": 0.35, "io": 0.4, "iu": 0.35,
    "ou": 0.12, "ya": 0.5, "yo": 0.5, "yu": 0.5, "wa": 0.45, "we": 0.5, "wi": 0.5, "vu": 0.35, "vo": 0.6,
}  # fmt: skip


# How the script of a word writes vowels: all of them (Latin), few (Arabic, Hebrew), or more than are said
# (Chinese, Japanese, Korean).
VOWEL_MODES = ("plain", "scant", "eastern")


def sound_cost(one: str, other: str) -> float:
    """The cost of one sound for another."""
    if one == other:
        return 0.0
    known = _CHANGE_COSTS.get(one + other) or _CHANGE_COSTS.get(other + one)
    if known is not None:
        return known
    # A vowel for a consonant is the dearest of all, and still cheaper than leaving both out (1.25).
    return 1.15 if (one in VOWELS) != (other in VOWELS) else 1.0


@lru_cache(maxsize=2048)
def readings(symbol: str) -> tuple[tuple[str, float], ...]:
    """The sounds of a symbol with their costs."""
    parts = (part for part in symbol.split() if part[0] not in "-~")
    return tuple((part[0], float(part[1:] or 0)) for part in parts)


@lru_cache(maxsize=2048)
def deletion_cost(symbol: str) -> float:
    """What it costs if the other word has nothing in this place."""
    for part in symbol.split():
        if part[0] == "-":
            return float(part[1:])
    return min(_DELETION_COSTS.get(sound, 1.0) + cost for sound, cost in readings(symbol))


@lru_cache(maxsize=2048)
def omission_cost(symbol: str, vowel_mode: str) -> float:
    """What it costs if a word of this vowel mode leaves out a sound that the other word has."""
    if vowel_mode == "scant" and readings(symbol)[0][0] in VOWELS:
        return 0.4 * deletion_cost(symbol)
    _, tilde, cost = symbol.partition(" ~")
    return float(cost) if tilde and vowel_mode == "eastern" else deletion_cost(symbol)


@lru_cache(maxsize=2048)
def weight(symbol: str) -> float:
    """How much of a word the symbol is: at most 0.4 for a vowel, at least 0.3 for a consonant."""
    return (
        min(0.4, deletion_cost(symbol))
        if readings(symbol)[0][0] in VOWELS
        else max(0.3, deletion_cost(symbol))
    )


@lru_cache(maxsize=65536)
def substitution_cost(one: str, other: str) -> float:
    """The cost of reading one symbol as the other."""
    return min(
        cost_here + cost_there + sound_cost(sound, other_sound)
        for sound, cost_here in readings(one)
        for other_sound, cost_there in readings(other)
    )


@lru_cache(maxsize=2048)
def classes(symbol: str) -> tuple[str, ...]:
    """The coarse consonant classes that a symbol may fall into; the empty class is a vowel, h, y or w."""
    found = [_CLASSES.get(sound, "") for sound, cost in readings(symbol) if cost <= 0.1]
    if deletion_cost(symbol) <= _SILENT:
        found.append("")  # such as the g in ng, which many a script does not write
    return tuple(dict.fromkeys(found))


def consonant_skeletons(word: Symbols, most: int = 4) -> list[str]:
    """The consonant skeletons of a word, at most ``most``, likeliest first; repeated consonants count once.

    Lavrov is ``LFRF``.
    """
    found = [""]
    for symbol in word:
        options = classes(symbol)
        if options == _NO_CLASS:
            continue
        grown = [
            head if option and head.endswith(option) else head + option
            for option in options
            for head in found
        ]
        found = list(dict.fromkeys(grown))[:most]
    return found
