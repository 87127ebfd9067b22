"""Every question's own example is answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from briefs.query import questions


def test_every_example_is_answered(onrecord: Callable[..., CompletedProcess[str]]) -> None:
    asked = questions.all_questions()
    done = onrecord("--jsonl", stdin="\n".join(question.shell_example for question in asked))
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["outcome"] for d in documents] == ["one" if q.name == "lookup" else "answered" for q in asked]


def test_days_may_stand_in_the_line_as_in_discord(onrecord: Callable[..., CompletedProcess[str]]) -> None:
    lines = (
        "position lavrov missile shield --since 2013 --until 2013",
        "position lavrov missile shield since 2013 until:2013",
        "position lavrov missile shield until=2013 --since 2013",
        "position lavrov missile-defence since:someday",
    )
    done = onrecord("--jsonl", stdin="\n".join(lines))
    flags, bare, mixed, refused = map(json.loads, done.stdout.splitlines())
    assert flags["outcome"] == "answered" and flags == bare == mixed
    assert refused["outcome"] == "error" and "someday" in refused["error"]["message"]


def test_a_name_may_be_looked_up_without_its_kind(onrecord: Callable[..., CompletedProcess[str]]) -> None:
    lines = ("lookup person lavrov", "lookup lavrov", "lookup missile shield", "lookup putin", "lookup")
    done = onrecord("--jsonl", stdin="\n".join(lines))
    named, bare, topic, nobody, nothing = map(json.loads, done.stdout.splitlines())
    assert bare == named and topic["answer"] == "missile-defence"
    assert (nobody["outcome"], nobody["matches"], nothing["outcome"]) == ("none", [], "error")
