"""Breaks one guard after the other and says which of them no test missed.

    python -m tests.mutants [--jobs N] [--sample N] [GUARD | WORD …]

Without words all of the list; else those whose guard is named, or whose promise or file holds a word. A
sample is the same each time: of each guard one at most, whose test is quick. Exit status 1 where one
survives or cannot be run.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence

from tests.mutants.breakages import Breakage, read
from tests.mutants.runner import Outcome, green, run

Counted = Counter[tuple[str, Outcome]]
# These import Discord's library, or start a bot or other processes.
SLOW = tuple(
    f"tests/{each}/"
    for each in ("bot/discord", "bot/delivery", "briefs/ingest/worker", "briefs/ingest/review")
)


def main() -> int:
    arguments = _arguments()
    chosen = _chosen(read(), arguments.words, arguments.sample)
    # those of a sample are passed without a breakage in the run of all tests that the sample is part of
    if arguments.sample is None and not _green(chosen):
        return 1
    counted: Counted = Counter()
    for number, (breakage, outcome, said) in enumerate(run(chosen, arguments.jobs), 1):
        counted[breakage.guard, outcome] += 1
        _say(f"{number:4}/{len(chosen)} {outcome:8} {breakage.guard}: {breakage.promise}")
        if outcome != "noticed":
            _say(f"     {breakage.file}: {breakage.old!r} -> {breakage.new!r}\n{said}")
    for guard in dict.fromkeys(guard for guard, _ in counted):
        _say(_line(guard, Counter({key: n for key, n in counted.items() if key[0] == guard})))
    _say(_line("all", counted))
    return int(any(outcome != "noticed" for _, outcome in counted))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int)
    return parser.parse_args()


def _chosen(found: Sequence[Breakage], words: Sequence[str], sample: int | None) -> list[Breakage]:
    chosen = [
        each
        for each in found
        if not words or any(word == each.guard or word in f"{each.promise} {each.file}" for word in words)
    ]
    return chosen if sample is None else _sample(chosen, sample)


def _sample(found: Sequence[Breakage], size: int) -> list[Breakage]:
    quick = [each for each in found if all(map(_is_quick, each.red))]
    random.Random(size).shuffle(quick)
    return list({each.guard: each for each in quick}.values())[:size]


def _is_quick(test: str) -> bool:
    return "::" in test and not test.startswith(SLOW)  # one test, and not a file of them


def _green(chosen: Sequence[Breakage]) -> bool:
    passed, said = green(sorted({test for breakage in chosen for test in breakage.red}))
    if not passed:
        _say(f"{said}\nThese fail with nothing broken: they would notice whatever is.")
    return passed


def _line(name: str, counted: Counted) -> str:
    total, noticed = counted.total(), sum(n for (_, outcome), n in counted.items() if outcome == "noticed")
    return f"{name}: {total} broken, {total - noticed} not noticed"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
