"""Every writer, every point, every fault: what was tried, and what was lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.faults import client, page_cache
from tests.faults.client import Call, Ended, Server
from tests.faults.observe import CRASHED
from tests.faults.place import Place, Writer

CUT = -1  # the power goes: not done by the shim but by page_cache
FAULTS = {
    "kill": client.KILL, "killed after": client.KILL_AFTER, "torn": client.TORN, "full disk": client.FULL,
    "EIO": client.EIO, "EACCES": client.EACCES, "power cut": CUT,
}  # fmt: skip
DIES = (client.KILL, client.KILL_AFTER, client.TORN)
KILLED = -9


@dataclass
class Tally:
    """Of one writer: how many points each fault hit, how many were passed by, and what was wrong."""

    points: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        hit = ", ".join(f"{fault} {count}" for fault, count in self.hit.items())
        passed = f", {self.missed.total()} not reached" if self.missed else ""
        wrong = f"{len(self.failed)} lost, {len(self.unclear)} told without a sentence"
        return f"{self.points} points, {self.hit.total()} faults ({hit}){passed}: {wrong}"


@dataclass(frozen=True, slots=True)
class Fault:
    """`point` is the number of a call, from 1; a power cut comes after that many calls, with `left`."""

    name: str
    point: int
    left: str = ""

    def __str__(self) -> str:
        return f"{self.name} at {self.point}{f' ({self.left})' if self.left else ''}"


class Campaign:
    """One writer in one place. Made, it has run the writer without a fault and knows old, new and points.

    `whole`: more commands are tried after each fault.
    """

    def __init__(self, server: Server, place: Place, writer: Writer, key: str, whole: bool) -> None:
        self._server, self._place, self._writer, self._whole = server, place, writer, whole
        self._command = place.prepare(server, writer, key)
        self._tally = Tally()
        self._old = self._observed()
        place.reset()
        sound = self._run()
        assert sound.status == 0, sound.output
        self.calls = sound.calls
        self._model_is_true()
        self._new = self._observed()
        assert not writer.keeps or self._old["queue"] in self._new["copies"].values()
        self._twice: dict[str, Any] | None = None
        self._tally.points = len(self.calls)
        self._seen: dict[bytes, list[str]] = {}

    def faults(self) -> Iterator[Fault]:
        """All that there are; a write alone can be torn, and only after the last call is killed after new."""
        for point, call in enumerate(self.calls, 1):
            for name in ("kill", "full disk", "EIO", "EACCES", *(("torn",) if call.kind == "write" else ())):
                yield Fault(name, point)
        yield Fault("killed after", len(self.calls))
        for point in range(len(self.calls) + 1):
            for left in ("nothing", "names", "contents", "torn", "first", "some"):
                yield Fault("power cut", point, left)

    def sample(self, chance: Random, count: int) -> list[Fault]:
        """A power cut when all was said to be done, and some of the rest, about as many of each kind.

        None where only the cache changes, which is derived.
        """
        derived = {point for point, call in enumerate(self.calls, 1) if "/cache/" in call.first}
        kinds: dict[str, list[Fault]] = {}
        for fault in self.faults():
            if fault.point not in derived:
                kinds.setdefault(fault.name.replace("killed after", "kill"), []).append(fault)
        # every second one is a power cut: there are as many kinds of that
        names = [name for name in kinds if name != "power cut"]
        chosen = [name for each in chance.sample(names, len(names)) for name in (each, "power cut")]
        end = Fault("power cut", len(self.calls), "nothing")
        return [end, *(chance.choice(kinds[chosen[number % len(chosen)]]) for number in range(count - 1))]

    def run(self, faults: Iterable[Fault]) -> Tally:
        """Tries them in their order, the power cuts at last."""
        cuts = set()
        for fault in faults:
            if FAULTS[fault.name] == CUT:
                cuts.add(fault)
            else:
                self._try(fault)
        self._cut(cuts)
        return self._tally

    def _try(self, fault: Fault) -> None:
        self._place.reset()
        ended = self._run(fault.point, FAULTS[fault.name])
        hit = ended.hit
        if hit is None:
            self._tally.missed[fault.name] += 1
            return
        self._tally.hit[fault.name] += 1
        wrong = []
        if ended.status not in ((KILLED,) if FAULTS[fault.name] in DIES else (0, 1, 2)):
            wrong.append(f"the writer ends with {ended.status}")
        if any(word in ended.output for word in CRASHED):
            said = " ".join(ended.output.split())[:100]
            self._tally.unclear.append(f"{self._named(fault, hit)}: {said}{self._trace()}")
        wrong += self._check(done=ended.status == 0)
        self._note(fault, hit, wrong)

    def _cut(self, faults: set[Fault]) -> None:
        states = page_cache.replayed(self._place.root, self._place.before, self.calls)
        for point, cache in enumerate(states):
            if not any(fault.point == point for fault in faults):
                continue
            for left, tree in cache.after_a_cut(point):
                fault = Fault("power cut", point, left)
                if fault not in faults:
                    continue
                done, key = point == len(self.calls), page_cache.key(tree)
                self._tally.hit[fault.name] += 1
                if key not in self._seen or done:
                    self._place.reset()
                    page_cache.put(tree, self._place.root)
                    self._seen[key] = self._check(done)
                self._note(fault, self.calls[point - 1] if point else None, self._seen[key])

    def _note(self, fault: Fault, call: Call | None, wrong: list[str]) -> None:
        if wrong:
            self._tally.failed.append(f"{self._named(fault, call)}: {'; '.join(wrong)}")

    def _named(self, fault: Fault, call: Call | None) -> str:
        path = call.first.removeprefix(str(self._place.root)) if call else "nothing yet"
        return f"{self._writer.name}: {fault}, {path}"

    def _check(self, done: bool) -> list[str]:
        """What is wrong with what the fault left; `done`: the writer has said that it is new."""
        found = self._server.call(
            "tests.faults.observe:check",
            worker=self._writer.worker, root=str(self._place.root), command=self._command, whole=self._whole,
        )  # fmt: skip
        wrong: list[str] = found["problems"]
        first, again = found["first"], found["again"]
        allowed = {"new": self._new}
        # what cannot be finished is set aside; an old state is a new one as soon as anybody reads it
        if self._writer.half or not (done or self._writer.version):
            allowed = {"old": self._old, **allowed}
        wrong += _differs(first, allowed, "it")
        if _pair(again) != _pair(self._new):
            allowed = {"old": self._old} if self._writer.half else {"twice": self._done_twice()}
            wrong += _differs(again, {**allowed, "new": self._new}, "done again, it")
        if _pair(first) == _pair(self._new) and self._new["copies"] != self._old["copies"]:
            wrong += _copies(first, self._new)
        wrong += _copies(again, self._new)
        if again["stray"]:
            wrong.append(f"left behind: {', '.join(again['stray'])}")
        return wrong

    def _run(self, point: int = 0, fault: int = client.COUNT) -> Ended:
        root = self._place.root
        return self._server.run(
            *self._command, below=root, point=point, fault=fault, worker=self._writer.worker
        )

    def _observed(self) -> dict[str, Any]:
        found: dict[str, Any] = self._server.call("tests.faults.observe:observe", root=str(self._place.root))
        return found

    def _done_twice(self) -> dict[str, Any]:
        """What is there when the writer has done its work two times."""
        if self._twice is None:
            self._place.reset()
            self._run(), self._run()
            self._twice = self._observed()
        return self._twice

    def _model_is_true(self) -> None:
        """All that was logged, replayed, is what stands there: no call was missed."""
        *_, cache = page_cache.replayed(self._place.root, self._place.before, self.calls)
        held, real = cache.after_a_kill(), page_cache.read(self._place.root)
        assert {name for name in held.keys() | real.keys() if held.get(name, 0) != real.get(name, 0)} == set()

    def _trace(self) -> str:
        log = self._place.root / "faults.log"
        logs = [log, *self._place.root.glob("*/faults.log")]
        found = [path.read_text("utf-8").strip().splitlines()[-1] for path in logs if path.is_file()]
        return f" ({found[0]})" if found else ""


def _pair(found: dict[str, Any]) -> tuple[Any, Any]:
    return found["library"], found["queue"]


def _differs(found: dict[str, Any], allowed: dict[str, dict[str, Any]], what: str) -> list[str]:
    if any(_pair(found) == _pair(each) for each in allowed.values()):
        return []
    for half in ("library", "queue"):
        fits = [name for name, each in allowed.items() if found[half] == each[half]]
        if not fits:
            shown = _shown(found[half], list(allowed.values())[-1][half])
            return [f"{what} has a {half} that is none of {', '.join(allowed)}: {shown}"]
    return [f"{what} has a library and a queue that do not agree"]


def _shown(found: Any, new: Any) -> str:
    if not isinstance(found, dict) or not isinstance(new, dict):
        return json.dumps(found)[:300]
    names = [name for name in sorted(found.keys() | new.keys()) if found.get(name) != new.get(name)]
    values = {name: json.dumps(found.get(name), ensure_ascii=False) for name in names}
    return "; ".join(f"{name} {value[-200:]}" for name, value in values.items())[:400]


def _copies(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    held = found["copies"]
    broken = [f"copy {name}: {rows}" for name, rows in held.items() if not isinstance(rows, dict)]
    lost = [name for name, rows in wanted["copies"].items() if rows not in held.values()]
    return broken + [f"no copy like {name}" for name in lost]
