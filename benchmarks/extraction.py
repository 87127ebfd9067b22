"""Proposed quotations against gold: this project with and without the model, and two peers, in one table.

    python -m benchmarks.extraction GOLD.jsonl

GOLD as ../shared/quotes/score_quotes.py reads it; that scorer gives every figure. Each system runs in a
process of its own, so that the peak memory is its own. Articles a second leave loading out.
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCORER = ROOT.parent / "shared" / "quotes" / "score_quotes.py"
FIGURES = (
    ("direct_overlap", "f1", "direct F1"),
    ("all_overlap", "f1", "all F1"),
    ("speaker_direct_named", "acc", "speaker direct"),
    ("speaker_all_named", "acc", "speaker all"),
    ("end_to_end_direct_named", "f1", "end to end direct"),
    ("end_to_end_all_named", "f1", "end to end all"),
)
SAID = r"(?:said|says|told|added|wrote|asked|noted|stressed|warned|explained)"
NAME = r"((?:[A-Z][\w.’'-]+ ?){1,4}|[Hh]e|[Ss]he|[Tt]hey)"

Line = dict[str, Any]
System = Callable[[], Callable[[Line], list[Line]]]


def regex() -> Callable[[Line], list[Line]]:
    """Quotation marks and the nearest “X said” or “said X” within 200 characters."""
    marks = re.compile(r"[“\"]([^”\"\n]{2,})(?:[”\"]|$)", re.MULTILINE)
    near = re.compile(rf"{NAME}\s*{SAID}\b|\b{SAID} {NAME}")

    def quotes(record: Line) -> list[Line]:
        text, found = record["text"], []
        for match in marks.finditer(text):
            start, end = match.span(1)
            begin = max(0, start - 200)
            cues = [(abs(begin + m.start() - end), m) for m in near.finditer(text[begin : end + 200])]
            cue = min(cues, default=None, key=lambda c: c[0])
            speaker = (cue[1][1] or cue[1][2]).strip() if cue is not None else None
            found.append({"start": start, "end": end, "speaker": speaker})
        return found

    return quotes


def textacy() -> Callable[[Line], list[Line]]:
    """textacy's direct quotations with the same small model."""
    from textacy.extract import direct_quotations

    model = _model()

    def quotes(record: Line) -> list[Line]:
        found = []
        try:
            for quote in direct_quotations(model(record["text"])):
                content = quote.content
                span = {"start": content.start_char, "end": content.end_char}
                found.append({**span, "speaker": " ".join(token.text for token in quote.speaker)})
        except ValueError:  # it gives up on an article with an unclosed quotation
            return found
        return found

    return quotes


def rules() -> Callable[[Line], list[Line]]:
    """This project without a model."""
    from briefs.ingest.extract import prediction_line

    return lambda record: prediction_line(record)["quotes"]


def parsed() -> Callable[[Line], list[Line]]:
    """This project with spaCy's small English model."""
    from briefs.ingest.extract import prediction_line

    model = _model()
    return lambda record: prediction_line(record, model)["quotes"]


def _model() -> Any:
    from briefs.ingest.extract import load_model

    model = load_model()
    if model is None:
        raise ImportError("no English model for spaCy is installed")
    return model


SYSTEMS: dict[str, tuple[str, System]] = {
    "regex": ("quotation marks, nearest “X said”", regex),
    "textacy": ("textacy, spaCy small model", textacy),
    "rules": ("OnRecord, rules alone", rules),
    "parsed": ("OnRecord, spaCy small model", parsed),
}


def run(name: str, gold: Path, out: Path) -> None:
    """One system over the articles, in this process; prints how fast and how large it was."""
    try:
        quotes = SYSTEMS[name][1]()
    except ImportError as error:
        print(json.dumps({"absent": str(error)}))
        return
    count, started = 0, time.perf_counter()
    with gold.open(encoding="utf-8") as articles, out.open("w", encoding="utf-8") as predictions:
        for line in articles:
            gold_record = json.loads(line)
            record = {key: gold_record.get(key) for key in ("id", "text", "published")}
            predictions.write(
                json.dumps({"id": record["id"], "quotes": quotes(record)}, ensure_ascii=False) + "\n"
            )
            count += 1
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"speed": count / seconds, "peak": peak}))


def scorer() -> ModuleType | None:
    """The scorer as a module, or None where it does not stand beside the checkout."""
    if not SCORER.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score_quotes", SCORER)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(gold: Path, score: ModuleType) -> None:
    """Every system, a row each."""
    golds = {record["id"]: record for record in score.load(str(gold))}
    heads = [label for _, _, label in FIGURES]
    print(f"{len(golds)} articles of {gold.name}\n")
    print(f"{'':34}" + "".join(f"{head:>19}" for head in heads) + f"{'articles/s':>12}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (label, _) in SYSTEMS.items():
            out = Path(folder) / f"{name}.jsonl"
            command = [sys.executable, "-m", "benchmarks.extraction", "--run", name, str(gold), str(out)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{label:34}  failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            report = json.loads(done.stdout.strip().splitlines()[-1])
            if "absent" in report:
                print(f"{label:34}  not installed ({report['absent']})")
                continue
            predictions = {line["id"]: line["quotes"] for line in score.load(str(out))}
            figures = score.score(golds, predictions)
            row = "".join(f"{figures[key][part]:19.3f}" for key, part, _ in FIGURES)
            print(f"{label:34}{row}{report['speed']:12.1f}{report['peak']:9.0f}")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--run"] and len(arguments) == 4:
        run(arguments[1], Path(arguments[2]), Path(arguments[3]))
        return 0
    if not arguments:
        print("no gold file was named: make bench-extraction GOLD=path/to/gold.jsonl")
        return 0
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print(f"no such file: {' '.join(arguments)}")
        return 2
    score = scorer()
    if score is None:
        print(f"the scorer is not at {SCORER}")
        return 1
    table(Path(arguments[0]), score)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
