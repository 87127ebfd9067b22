"""`briefing` and `candidates` from the shell."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from briefs.model import KINDS
from tests.paths import REPOSITORY

Run = Callable[..., CompletedProcess[str]]
ARTICLE = REPOSITORY / "seeds/articles/002_4659b2a1ef242248.txt"


def test_a_briefing_holds_the_anniversary_in_every_form(onrecord: Run) -> None:
    passage = "We will continue the work with NATO partners in this aspect"
    for form in ((), ("--markdown",), ("--html",), ("--json",)):
        done = onrecord("briefing", "--date", "2026-10-26", *form)
        assert done.returncode == 0 and passage in done.stdout
    filtered = onrecord("briefing", "--date", "2026-10-26", "--topics", "syria", "--json")
    assert passage not in filtered.stdout


def test_the_feed_is_atom(onrecord: Run) -> None:
    feed = ET.fromstring(onrecord("briefing", "--date", "2026-10-26", "--feed").stdout)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findall("{http://www.w3.org/2005/Atom}entry")


def test_an_unknown_topic_is_asked_back(onrecord: Run) -> None:
    done = onrecord("briefing", "--topics", "zzzz", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["outcome"] == "unknown"


def test_candidates_carry_speaker_date_and_place_in_the_text(onrecord: Run, tmp_path: Path) -> None:
    whole = ARTICLE.read_text("utf-8")
    text, part = (
        whole[whole.index("Talking To Taliban") : whole.index("With reporting")],
        tmp_path / "part.txt",
    )
    part.write_text(text, "utf-8")
    done = onrecord("candidates", str(part), "--published", "2013-04-23", "--json")
    found = json.loads(done.stdout)["candidates"]
    direct = [c for c in found if c["kind"] == "quotation"]
    assert len(direct) >= 2
    assert {c["speaker_id"] for c in direct} == {"anders-fogh-rasmussen"}
    assert direct == [c for c in found if c["quote_kind"] == "direct"]
    assert {c["kind"] for c in found} <= set(KINDS)  # the words of `add`, `review` and the dossiers
    assert all(text[c["start"] : c["end"]] == c["text"] == c["passage"] for c in found)
    assert all(0 <= c["confidence"] <= 1 for c in found)


def test_each_line_is_one_article(onrecord: Run) -> None:
    article = {"id": "a", "text": "“We will win,” said Ada Example on Monday.", "published": "2024-05-03"}
    done = onrecord("candidates", "--jsonl", "--rules", stdin=json.dumps(article) + "\n[]\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "a" and first["quotes"][0]["speaker"] == "Ada Example"
    assert second["outcome"] == "error"


def test_a_file_that_is_not_there_is_said_in_one_sentence(onrecord: Run) -> None:
    done = onrecord("candidates", "no-such-file.txt", "--rules")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "cannot be read" in done.stderr
