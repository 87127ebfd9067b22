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
