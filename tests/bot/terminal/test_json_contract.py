"""What scripts rely on: one JSON document, its keys, its offsets, its exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.paths import REPOSITORY

Run = Callable[..., CompletedProcess[str]]

STATEMENT_KEYS = {
    "id", "speaker", "speaker_name", "role", "kind", "passage", "summary", "topics", "quoted", "said",
    "said_basis", "published", "article", "start", "end",
}  # fmt: skip


def document(run: Run, *args: str, status: int = 0, **kwargs: Any) -> dict[str, Any]:
    done = run(*args, **kwargs)
    assert done.returncode == status, done.stderr
    assert done.stdout.count("\n") == 1, "one document on one line"
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def article_text(statement: dict[str, Any]) -> str:
    file = REPOSITORY / "seeds" / "articles" / statement["article"]["file"]
    with file.open(encoding="utf-8", newline="") as stream:
        return stream.read()


def test_position_answers_with_passages_that_stand_at_their_offsets(onrecord: Run) -> None:
    answer = document(onrecord, "position", "lavrov", "missile-defence", "--json")
    assert answer["outcome"] == "answered"
    assert answer["person"]["id"] == "sergei-lavrov" and answer["person"]["name"] == "Sergei Lavrov"
    assert answer["topic"]["id"] == "missile-defence"
    assert answer["warnings"] == [] and answer["suggestions"] == []
    assert len(answer["statements"]) >= 5
    for statement in answer["statements"]:
        assert statement.keys() >= STATEMENT_KEYS
        assert statement["speaker"] == "sergei-lavrov"
        assert article_text(statement)[statement["start"] : statement["end"]] == statement["passage"]


def test_all_statements_stand_in_their_articles_and_quotations_in_marks(onrecord: Run) -> None:
    answer = document(onrecord, "statements", "--json")
    assert len(answer["statements"]) > 90
    for s in answer["statements"]:
        text = article_text(s)
        assert text[s["start"] : s["end"]] == s["passage"]
        for start, end in s["quoted"]:
            assert s["start"] <= start < end <= s["end"]
        if s["kind"] == "quotation":
            assert s["quoted"] == [[s["start"], s["end"]]]
        if s["kind"] == "fact":
            assert s["speaker"] is None


@pytest.mark.parametrize(
    ("query", "outcome", "answer"),
    [
        ("лавров", "one", "sergei-lavrov"),
        ("nato chief", "one", "anders-fogh-rasmussen"),
        ("russian foreign minister", "one", "sergei-lavrov"),
        ("lukashevich", "one", "alexander-lukashevich"),
        ("lukashenko", "none", None),
        ("putin", "none", None),
    ],
)
def test_lookup_says_one_several_or_none(onrecord: Run, query: str, outcome: str, answer: str | None) -> None:
    found = document(onrecord, "lookup", "person", query, "--json", status=0 if answer else 1)
    assert (found["outcome"], found["answer"]) == (outcome, answer)
    assert (found["name"] is None) == (answer is None)
    assert all(match.keys() >= {"id", "name", "score"} for match in found["matches"])


def test_each_line_gets_one_document_and_a_bad_one_stops_nothing(onrecord: Run) -> None:
    lines = [
        "!position lavrov missile-defence",
        "",
        'person o"brien',
        "nonsense",
        "lookup topic ПРО",
        "stats --x",
    ]
    done = onrecord("--jsonl", stdin="\n".join(lines) + "\n")
    outcomes = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert outcomes == ["answered", "error", "unknown", "error", "one", "error"]
    assert done.returncode == 0 and done.stderr == ""


@pytest.mark.parametrize(
    ("args", "status", "outcome"),
    [
        (["position", "lavrov", "north-korea"], 1, "nothing"),
        (["position", "putin", "syria"], 1, "unknown"),
        (["position", "lavrov"], 2, "error"),
        (["position", "lavrov", "syria", "--since", "2014", "--until", "2013"], 2, "error"),
        (["position", "lavrov", "syria", "--since", "someday"], 2, "error"),
        (["position", "lavrov", "syria", "--sinse", "2013"], 2, "error"),
        (["frobnicate"], 2, "error"),
        (["statement", "no-such-id"], 2, "error"),
        (["article", "zzz"], 2, "error"),
        (["search", "?!"], 2, "error"),
        (["--library", "/nonexistent", "stats"], 2, "error"),
    ],
)
def test_the_exit_status_and_outcome_of_what_is_not_answered(
    onrecord: Run, args: list[str], status: int, outcome: str
) -> None:
    found = document(onrecord, *args, "--json", status=status)
    assert found["outcome"] == outcome
    if outcome == "error":
        assert found["error"].keys() == {"message", "hint"} and found["error"]["message"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x" * 10_000,
        "a\x00b\x1b[31m",
        "\u202elavrov",
        "🤷",
        '" OR 1=1 --',
        "NEAR(a b",
        "*",
        "lavrov'; DROP",
    ],
)
def test_hostile_text_is_answered_in_words(onrecord: Run, text: str) -> None:
    lines = [json.dumps(text)[1:-1]] if "\x00" in text else [text]
    stdin = "".join(f"search {line}\nposition {line} syria\nlookup topic {line}\n" for line in lines)
    done = onrecord("--jsonl", stdin=stdin)
    assert done.stderr == "" and done.returncode == 0
    for line in done.stdout.splitlines():
        assert json.loads(line)["outcome"] in {"answered", "nothing", "unknown", "ambiguous", "error", "none"}
