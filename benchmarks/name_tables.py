"""Cut four tables of ``briefs/names/data`` out of the packages they come from.

These are ``variants.txt``, ``cantonese.txt``, ``countries.txt`` and ``common.txt``. Needs the wheels of
rigour 1.8.2, ToJyutping 3.2.0, countryinfo 1.0.1 and symspellpy 6.10.1, all unpacked into one folder, and
Babel; none of them is a dependency.

    python -m benchmarks.name_tables --wheels FOLDER --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from briefs.names import normalized, pinyin, script_of, words

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LANGUAGES = ("en", "ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr")
_SHORTEST_COUNTRY = 3  # letters that are none yet: "Irã" is also whom nobody means
_COMMON = 12_000  # words that are nobody's name by a mere guess
# Regions of CLDR that are no countries, and territories whose people are called as another country's.
_NO_COUNTRY = frozenset("AC CP CQ DG EA EZ EU IC QO TA UN UM XA XB ZZ".split())
_BORROWED = frozenset("IO HK MO MQ TF YT MP RE PM SJ AS GS".split())
_SCRIPTS = 4  # a group is kept if it has forms in Latin and at least three more scripts


def base36(number: int) -> str:
    """A number in base 36."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def forms(line: str) -> tuple[set[str], int]:
    """The folded single words of one line of rigour's table, and the number of its Wikidata item."""
    names, _, item = line.rstrip("\n").partition(" => ")
    found = [words(name) for name in names.split(", ")]
    return {some[0].text for some in found if len(some) == 1}, int(item[1:])


def variants(table: Path) -> bytes:
    """Names with the numbers of their groups, sorted by bytes."""
    groups: dict[str, set[int]] = defaultdict(set)
    lines = table.read_text("utf-8").splitlines()
    number = 0
    for names, _ in sorted(map(forms, lines), key=lambda pair: pair[1]):
        scripts = set(map(script_of, names))
        if len(scripts) < _SCRIPTS or "LATIN" not in scripts:
            continue
        for name in names:
            chinese = script_of(name) == "CJK"
            if len(name) > 1 or chinese:
                key = pinyin(name).lower() if chinese and len(name) > 1 else name
                if key and " " not in key:
                    groups["*" + key if chinese and len(name) > 1 else key].add(number)
        number += 1
    rows = (f"{name}\t{' '.join(map(base36, sorted(some)))}".encode() for name, some in groups.items())
    return b"\n".join(sorted(rows)) + b"\n"


def characters() -> list[str]:
    """The characters of level 1 of GB 2312 and Big5."""
    pairs = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    found = {pair.decode("gb2312", "ignore") for pair in pairs}
    lows = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    found |= {bytes((high, low)).decode("big5", "ignore") for high in range(0xA4, 0xC7) for low in lows}
    return sorted(one for one in found if len(one) == 1)


def cantonese() -> str:
    """The first two readings of each character, without tones, with the characters read so."""
    import ToJyutping

    readings: dict[str, list[str]] = defaultdict(list)
    for character in characters():
        said = ToJyutping.get_jyutping_candidates(character)[0][1]
        if said:
            readings[" ".join(dict.fromkeys(one[:-1] for one in said[:2]))].append(character)
    return "".join(f"{said}\t{''.join(some)}\n" for said, some in sorted(readings.items()))


def countries(table: Path) -> str:
    """A country a line: its code, its names in some languages of CLDR, and what its people are called."""
    from babel import Locale  # type: ignore[import-untyped, unused-ignore]

    found: dict[str, dict[str, None]] = defaultdict(dict)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in _NO_COUNTRY:
                plain = name.partition("(")[0].replace(" & ", " and ").replace("SAR China", "")
                if len(plain) > _SHORTEST_COUNTRY:
                    found[code][normalized(plain)] = None
    for file in sorted(table.glob("*.json")):
        country = json.loads(file.read_text("utf-8"))
        code = country.get("ISO", {}).get("alpha2")
        if code in found and code not in _BORROWED:
            for people in (country.get("demonym") or "").split(","):
                found[code][normalized(people.removesuffix(" Islander"))] = None
    return "".join(f"{code}\t{';'.join(filter(None, names))}\n" for code, names in sorted(found.items()))


def common_words(table: Path) -> str:
    """The commonest English words in order of the alphabet."""
    ranked = [line.split()[0] for line in table.read_text("utf-8-sig").splitlines()]
    return "\n".join(sorted(word for word in ranked[:_COMMON] if word.isalpha())) + "\n"


def main() -> None:
    """Read the command line and write the four files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--wheels", "--out"):
        parser.add_argument(option, type=Path, required=True)
    given = parser.parse_args()
    wheels, out = given.wheels, given.out
    sys.path.insert(0, str(wheels))
    (out / "variants.txt").write_bytes(variants(wheels / "rigour/data/names/persons.txt"))
    (out / "cantonese.txt").write_text(cantonese(), "utf-8")
    (out / "countries.txt").write_text(countries(wheels / "countryinfo/data"), "utf-8")
    frequencies = wheels / "symspellpy/frequency_dictionary_en_82_765.txt"
    (out / "common.txt").write_text(common_words(frequencies), "utf-8")


if __name__ == "__main__":
    main()
