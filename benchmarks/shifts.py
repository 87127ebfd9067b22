"""Labelled pairs of statements against the rules of briefs/shifts: precision and recall.

    python -m benchmarks.shifts [--half seen|aside|both] [--pairs first|later] [--show]

The pairs are in benchmarks/shift_pairs.txt and were labelled before there were rules; those of even number
were kept aside until the rules were done.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.shifts import ComparedWords, StatedDifference, difference
from briefs.text import may_be_same_day, parse_edtf

PAIRS = {
    "first": Path(__file__).with_name("shift_pairs.txt"),
    "later": Path(__file__).with_name("shift_pairs_later.txt"),
}
# An article's words, and not the speaker's own: the pairs do not say.
_REPORTED = re.compile(
    r"^(?:He|The (?:minister|prime minister|spokesman|Secretary General)|\S*Lavrov"
    r"|NATO Secretary\S* General\s.*)"
    r" (?:said|told|says)"
    r"|, (?:(?:Mr\. )?\S+ \S+ )?(?:he |the minister )?said\b|said (?:the|NATO)|minister .* said",
)
_DECLINED = "[declined] "


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """`why` is in what the two differ, or why they are no shift; the dates are EDTF."""

    is_shift: bool
    why: str
    said: tuple[str, str]
    earlier: ComparedWords
    later: ComparedWords

    def found(self) -> StatedDifference | None:
        """What the rules propose of it."""
        if may_be_same_day(*map(parse_edtf, self.said)):
            return None
        return difference(self.earlier, self.later)


def pairs(half: str = "both", which: str = "first") -> Iterator[LabelledPair]:
    """The pairs of a half: `seen` has the odd numbers, counted from 1, `aside` the even ones."""
    text = "\n".join(
        line for line in PAIRS[which].read_text("utf-8").splitlines() if line[:1] not in ("#", "")
    )
    lines = text.splitlines()
    for number, at in enumerate(range(0, len(lines), 3), 1):
        if half == "both" or (half == "seen") == (number % 2 == 1):
            label, why, one, other = re.split(r"^([+-]) | \| ", lines[at])[1:2] + lines[at][2:].split(" | ")
            yield LabelledPair(label == "+", why, (one, other), _words(lines[at + 1]), _words(lines[at + 2]))


def _words(line: str) -> ComparedWords:
    text = line.removeprefix(_DECLINED)
    return ComparedWords(text, bool(_REPORTED.search(text)), text != line)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--half", choices=["seen", "aside", "both"], default="both")
    ask.add_argument("--pairs", choices=list(PAIRS), default="first")
    ask.add_argument("--show", action="store_true", help="the pairs that are told wrong")
    given = ask.parse_args()
    for half in ("seen", "aside") if given.half == "both" else (given.half,):
        _tell(half, given.show, given.pairs)


def _tell(half: str, show: bool, which: str) -> None:
    right, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for pair in pairs(half, which):
        found = pair.found()
        if found or pair.is_shift:
            (false if not pair.is_shift else right if found else missed)[pair.why] += 1
        if show and bool(found) != pair.is_shift:
            print(f"{'missed' if pair.is_shift else 'FALSE'} {pair.why}: {found or ''}")
            print(f"   {pair.earlier.text}\n   {pair.later.text}")
    told, all_, hits = right.total() + false.total(), right.total() + missed.total(), right.total()
    print(
        f"{half}: precision {hits / max(1, told):.3f} ({hits} of {told}), recall {hits / all_:.3f} of {all_}"
    )
    print(f"  found {dict(right)}, missed {dict(missed)}, false {dict(false)}")


if __name__ == "__main__":
    main()
