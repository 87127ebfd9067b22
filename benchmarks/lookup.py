"""Accuracy, speed and memory of the name lookup next to its peers.

Without arguments: every system at 357 politicians and over the development queries at all three sizes, one
table a size. With ``--gazetteer``, ``--queries`` and ``--out``: the predictions of ``briefs.names`` for any
pair of files.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.lookup_peers import PEERS
from briefs.names import Entity, Lookup, Office

SHARED = Path(__file__).resolve().parents[2] / "shared" / "names"
PEOPLE = SHARED.parent / "cases" / "names"  # what is typed at 357 politicians
SIZES = {"1k": "gazetteer_1k.jsonl", "10k": "gazetteer_10k.jsonl", "100k": "gazetteer_100k.jsonl.gz"}
FEWER = (15, 50, 200)  # of the politicians
LONG_LINES = (  # of a chat, which nobody is called
    "position what did the zork minister say about missile defence",
    "zork blimfard quantex wobbulating furnishment establishmentarian goblet whiskers overlord",
    "tomorrow the weather will be perfectly agreeable for everybody who likes walking",
)
_ASKED_ABOUT = 5  # first matches, among which everybody meant has to be
SAMPLE = 150  # queries for peers that look at every name each time
Answer = Callable[[str], tuple[list[str], str | None]]


def read(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, compressed or not."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def entities(file: Path) -> list[Entity]:
    """A gazetteer as entities."""
    return [Entity(row["id"], row["name"], tuple(row.get("aliases") or ())) for row in read(file)]


def resident() -> float:
    """Memory of this process that is in use, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def predict(answer: Answer, queries: list[str]) -> list[dict[str, Any]]:
    """One prediction a query, with its processor time in milliseconds."""
    found = []
    for query in dict.fromkeys(queries):
        start = time.process_time()
        ranked, best = answer(query)
        spent = 1000 * (time.process_time() - start)
        found.append({"query": query, "ranked": ranked, "answer": best, "ms": round(spent, 3)})
    return found


def own(mode: str) -> Callable[[list[Entity]], Answer]:
    """This project's lookup at one of its operating points."""

    def build(people: list[Entity]) -> Answer:
        lookup = Lookup(people, mode="strict" if mode == "strict" else "open")

        def answer(query: str) -> tuple[list[str], str | None]:
            result = lookup.find(query)
            return [match.id for match in result.matches], result.answer

        return answer

    return build


def score(predictions: list[dict[str, Any]], queries: list[dict[str, Any]], size: str) -> dict[str, float]:
    """The head figures of the shared scorer and recall by script."""
    scorer: dict[str, Any] = {"__name__": "scorer"}
    exec(compile((SHARED / "score_names.py").read_text("utf-8"), "score_names.py", "exec"), scorer)
    result = scorer["score"](queries, predictions, size)
    head: dict[str, float] = dict(result["head"])
    east, other, latin = [], [], []
    for name, row in result["types"].items():
        if row["kind"] == "positive":
            kind = east if name == "variant_cjk" else latin
            if name in {f"variant_{s}" for s in ("arabic", "cyrillic", "greek", "hebrew", "otherscript")}:
                kind = other
            kind.append(row)
    for label, rows in (("latin", latin), ("other", other), ("cjk", east), ("other_cjk", other + east)):
        count = sum(row["n"] for row in rows)
        head[f"recall_{label}"] = sum(row["recall@1"] * row["n"] for row in rows) / count if count else 0.0
    return head


def measure(name: str, size: str) -> dict[str, float]:
    """Build one system over one gazetteer in this process and score it."""
    people = entities(SHARED / SIZES[size])
    queries = [q for q in read(SHARED / "queries_dev.jsonl") if size in q["tiers"]]
    systems = {
        "briefs.names strict": (own("strict"), False),
        "briefs.names open": (own("open"), False),
        **PEERS,
    }
    build, slow = systems[name]
    if slow and size != "1k":
        queries = queries[:: max(1, len(queries) // SAMPLE)]
    gc.collect()
    before, start = resident(), time.perf_counter()
    answer = build(people)
    built = time.perf_counter() - start
    predictions = predict(answer, [query["query"] for query in queries])
    head = score(predictions, queries, size)
    return {**head, "build_s": built, "memory_mb": resident() - before, "queries": float(len(queries))}


def measure_people(name: str, size: int) -> dict[str, float]:
    """What one system says to the queries at a list of the size that servers have, long lines included.

    Who is not among the first ``size`` politicians is nobody who may be answered with. ``asked`` is the share
    of queries that mean several, all of whom come first while none is the answer.
    """
    rows = read(PEOPLE / "people_357.jsonl")[:size]
    people = [
        Entity(
            row["id"],
            row["name"],
            tuple(row["alt_labels"]),
            (Office((row["office"],)),) if row["office"] else (),
        )
        for row in rows
    ]
    build, _ = {"briefs.names strict": (own("strict"), False), **PEERS}[name]
    answer, queries = build(people), read(PEOPLE / "queries_dev.jsonl")
    answer("warm up")
    listed = {person.id for person in people}
    expected = {query["query"]: query["expect"] for query in queries} | dict.fromkeys(LONG_LINES, "none")
    offices = {query["query"] for query in queries if query["kind"] == "office"}
    told: Counter[str] = Counter()
    spent = []
    for found in predict(answer, list(expected)):
        meant, given = expected[found["query"]], found["answer"]
        kind, _, who = meant.partition(":") if meant.startswith("ask:") else meant.partition("?")
        if kind not in ("ask", "none") and meant not in listed:
            kind = "none"
        spent.append(found["ms"])
        told["meant"] += kind not in ("ask", "none")
        told["right"] += given == meant
        # Of several who are asked about, the only one in a short list may be answered with.
        lone = [one for one in who.split(",") if one in listed]
        if kind == "ask" and len(lone) > 1:
            told["several"] += 1
            told["asked"] += given is None and set(lone) <= set(found["ranked"][:_ASKED_ABOUT])
        if found["query"] in offices and kind not in ("ask", "none"):
            told["offices"] += 1
            told["offices right"] += given == meant
        told["wrong"] += given not in (None, meant) and not (kind in ("ask", "none") and [given] == lone)
    spent.sort()
    p99 = spent[int(len(spent) * 0.99)]
    return {
        "meant": told["meant"], "right": told["right"] / max(1, told["meant"]), "wrong": told["wrong"],
        "offices": told["offices right"] / max(1, told["offices"]),
        "asked": told["asked"] / told["several"] if told["several"] else float("nan"),
        "p50_ms": spent[len(spent) // 2], "p99_ms": p99, "most_ms": spent[-1],
    }  # fmt: skip


def people_table() -> None:
    """Every system at 357 politicians, and this one at fewer of them, as a table."""
    out = sys.stdout.write
    out(f"{'politicians':34}" + "".join(f"{label:>9}" for label in _PEOPLE_COLUMNS) + "\n")
    fewer = [(f"briefs.names strict, of {size}", "briefs.names strict", size) for size in FEWER]
    for label, name, size in [*fewer, *((name, name, 357) for name in ("briefs.names strict", *PEERS))]:
        try:
            row = measure_people(name, size)
        except ImportError as missing:
            out(f"{label:34} not measured: {missing}\n")
            continue
        out(f"{label:34}" + "".join(f"{value:>9.3g}" for value in row.values()) + "\n")


_PEOPLE_COLUMNS = ("meant", "right", "wrong", "offices", "asked", "p50 ms", "p99 ms", "most ms")
_COLUMNS = (
    ("recall@1_micro", "recall@1", 3), ("recall_latin", "Latin", 3), ("recall_other", "other", 3),
    ("recall_cjk", "CJK", 3),
    ("right_micro", "right", 3), ("wrong_answer_rate", "wrong", 4), ("wrong_answer_rate_amb", "ambig.", 4),
    ("misanswer_rate", "misans.", 4), ("p50_ms", "p50 ms", 2), ("p99_ms", "p99 ms", 2),
    ("build_s", "build s", 1),
    ("memory_mb", "MB", 0), ("queries", "queries", 0),
)  # fmt: skip


def table(sizes: list[str]) -> None:
    """Every system, each in a process of its own, as one table a size."""
    out = sys.stdout.write
    for size in sizes:
        out(f"\n{size}\n{'system':34}" + "".join(f"{label:>9}" for _, label, _ in _COLUMNS) + "\n")
        for name in ("briefs.names strict", "briefs.names open", *PEERS):
            command = [sys.executable, "-m", "benchmarks.lookup", "--measure", name, "--size", size]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                out(f"{name:34} not measured: {done.stderr.strip().splitlines()[-1]}\n")
                continue
            row = json.loads(done.stdout)
            out(
                f"{name:34}"
                + "".join(f"{row.get(key) or 0:>9.{digits}f}" for key, _, digits in _COLUMNS)
                + "\n"
            )
    out(f"\nPeers that look at every name are run on about {SAMPLE} queries, evenly taken, above 1k.\n")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--mode", choices=["strict", "open"], default="strict")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--size", choices=list(SIZES), help="one size only")
    given = parser.parse_args()
    if given.measure:
        sys.stdout.write(json.dumps(measure(given.measure, given.size)))
    elif given.gazetteer or given.queries or given.out:
        if not (given.gazetteer and given.queries and given.out):
            parser.error("--gazetteer, --queries and --out go together")
        answer = own(given.mode)(entities(given.gazetteer))
        predictions = predict(answer, [row["query"] for row in read(given.queries)])
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in predictions)
        given.out.write_text("".join(lines), "utf-8")
    elif not SHARED.is_dir():
        parser.error(f"the development data is not at {SHARED}")
    else:
        if PEOPLE.is_dir() and not given.size:
            people_table()
        table([given.size] if given.size else list(SIZES))


if __name__ == "__main__":
    main()
