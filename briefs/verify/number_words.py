"""Reads numbers in words: `two thousand`, `thirty`, `first`, `тридцать` as figures."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = {
    word: value
    for value, names in enumerate(
        """
        zero|ноль|нуль one|один|одна|одно|одного|одной two|два|две|двух|двум three|три|трех|трем
        four|четыре|четырех five|пять|пяти six|шесть|шести seven|семь|семи eight|восемь|восьми
        nine|девять|девяти
        ten|десять|десяти eleven|одиннадцать twelve|двенадцать thirteen|тринадцать
        fourteen|четырнадцать
        fifteen|пятнадцать sixteen|шестнадцать seventeen|семнадцать
        eighteen|восемнадцать nineteen|девятнадцать
        """.split()
    )
    for word in names.split("|")
}
_TENS = {
    word: value * 10
    for value, names in enumerate(
        """
        twenty|двадцать|двадцати thirty|тридцать|тридцати forty|fourty|сорок|сорока fifty|пятьдесят|пятидесяти
        sixty|шестьдесят seventy|семьдесят eighty|восемьдесят ninety|девяносто
        """.split(),
        2,
    )
    for word in names.split("|")
}
_HUNDREDS = {
    "сто": 100, "ста": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600,
    "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
_SCALES = {
    "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mln": 10**6, "bn": 10**9,
    "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6,
    "миллиард": 10**9, "миллиарда": 10**9, "миллиардов": 10**9, "млн": 10**6, "млрд": 10**9,
}  # fmt: skip
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_WORDS = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_HUNDREDS) | frozenset(_SCALES) | {"hundred"}
BEGINNINGS = _WORDS | frozenset(_ORDINALS)
# Numbers of no one value: they count as numbers where a change of number is looked for.
_VAGUE = frozenset("dozen dozens half hundreds thousands millions billions twice double triple once".split())


def names_number(letters: str) -> bool:
    """Whether this token is a figure or a word for one."""
    return letters[0] == "#" or letters in _WORDS or letters in _ORDINALS or letters in _VAGUE


def is_scale(letters: str) -> bool:
    """Whether a token multiplies the number before it: `hundred`, `million`, `млрд`."""
    return letters in _SCALES or letters == "hundred"


def value(tokens: Sequence[str]) -> str | None:
    """The number that `tokens` (folded) name, as a figure; None where they name none.

    `two thousand` gives `2000`, `twenty-first` and `21st` give `21th`, all ordinals ending alike.
    """
    if len(tokens) == 1 and tokens[0] in _ORDINALS:
        return f"{_ORDINALS[tokens[0]]}th"
    if len(tokens) == 2 and tokens[0] in _TENS and _ORDINALS.get(tokens[1], 99) < 10:
        return f"{_TENS[tokens[0]] + _ORDINALS[tokens[1]]}th"
    if len(tokens) == 2 and tokens[0][0] == "#" and tokens[1] in ("st", "nd", "rd", "th"):
        return f"{tokens[0][1:-1]}th"
    total, part, seen = 0.0, 0.0, False
    for word in tokens:
        figure = _figure(word)
        if figure is not None:
            # "twenty one" is one number, "nineteen twenty" (a year) is none that is read here.
            if seen and part % 10 ** len(str(int(figure))) != 0:
                return None
            part, seen = part + figure, True
        elif word == "hundred":
            part, seen = (part or 1) * 100, True
        elif word in _SCALES:
            total, part, seen = total + (part or 1) * _SCALES[word], 0.0, True
        elif not (word in ("and", "и") and seen):
            return None
    return f"{total + part:.6f}".rstrip("0").rstrip(".") if seen else None


def _figure(token: str) -> float | None:
    if token[0] == "#":
        try:
            return float(token[1:-1])
        except ValueError:
            return None
    for names in (_UNITS, _TENS, _HUNDREDS):
        if token in names:
            return float(names[token])
    return None
