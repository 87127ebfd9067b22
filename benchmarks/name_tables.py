"""Cut ``briefs/names/data/variants.txt`` and ``cantonese.txt`` out of the packages they come from.

Needs the wheels of rigour 1.8.2 and ToJyutping 3.2.0, unpacked into one folder each; neither is a dependency.

    python -m benchmarks.name_tables --rigour FOLDER --jyutping FOLDER --out FOLDER
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from briefs.names import pinyin, script_of, words

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
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


def main() -> None:
    """Read the command line and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--rigour", "--jyutping", "--out"):
        parser.add_argument(option, type=Path, required=True)
    given = parser.parse_args()
    sys.path.insert(0, str(given.jyutping))
    (given.out / "variants.txt").write_bytes(variants(given.rigour / "rigour/data/names/persons.txt"))
    (given.out / "cantonese.txt").write_text(cantonese(), "utf-8")


if __name__ == "__main__":
    main()
