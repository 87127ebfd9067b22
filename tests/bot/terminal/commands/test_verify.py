"""`verify` as its user types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def test_a_real_quotation_is_exact_and_answered_with_its_proof(onrecord: Run) -> None:
    done = onrecord("verify", "We want real cooperation with Russia on missile defence", "by", "rasmussen")
    assert done.returncode == 0
    assert "On record, word for word" in done.stdout
    assert "Anders Fogh Rasmussen, NATO Secretary General" in done.stdout
    assert "itar-tass-2011-10-26-14" in done.stdout


def test_a_changed_number_and_another_speaker_are_named(onrecord: Run) -> None:
    claim = "Over 300 countries already have, or are developing, a ballistic missile capability"
    done = onrecord("verify", claim, "--by", "лавров")
    assert done.returncode == 1
    assert done.stdout.startswith("Altered: the record says 30, not 300")
    assert done.stdout.count("300") == 1, "nothing is said twice"
    assert "not from this speaker" in done.stdout


@pytest.mark.parametrize("by", ["by", "By", "by:"])
def test_whose_words_they_are_may_stand_behind_them_in_any_spelling(onrecord: Run, by: str) -> None:
    done = onrecord("verify", *"We want real cooperation with Russia".split(), by, "lavrov", "--json")
    assert json.loads(done.stdout)["verdict"] == "misattributed"


@pytest.mark.parametrize(
    ("before", "behind", "axis"),
    [("My teacher says", "", "unknown"), ("", "Lavrov", "another"), ("Rasmussen said", "", "confirmed")],
)
def test_what_stands_beside_quoted_words_tells_whose_they_are(
    onrecord: Run, before: str, behind: str, axis: str
) -> None:
    quoted = "We want real cooperation with Russia on missile defence"
    done = onrecord("verify", *before.split(), quoted, *behind.split(), "--json")
    found = json.loads(done.stdout)
    assert (found["words"], found["speaker_axis"], found["text"]) == ("exact", axis, quoted)


def test_an_invented_quotation_is_not_found_and_never_called_false(onrecord: Run) -> None:
    done = onrecord("verify", "We shall paint the tanks pink before the summer comes", "--by", "lavrov")
    assert done.returncode == 1
    assert "Not found on record" in done.stdout and "Searched: 5 articles, 2011 to 2013" in done.stdout
    assert "false" not in done.stdout.lower()


def test_somebody_unknown_is_unknown_and_not_another_speaker(onrecord: Run) -> None:
    done = onrecord(
        "verify", "There is no movement on the Russia-U.S. track", "--by", "angela merkel", "--json"
    )
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert (found["verdict"], found["speaker"]["id"]) == ("misattributed", "sergei-lavrov")
    assert (found["words"], found["speaker_axis"]) == ("exact", "unknown")
    assert found["claimed"] == {"id": None, "name": "angela merkel"}


def test_each_line_is_one_claim_and_one_document(onrecord: Run) -> None:
    claims = [
        {"text": "There is no movement on the Russia-U.S. track", "by": "Lavrov"},
        {"text": ""},
        {"by": "Lavrov"},
        {"text": "!!! ???", "by": None},
    ]
    done = onrecord("verify", "--jsonl", stdin="".join(json.dumps(claim) + "\n" for claim in claims) + "{\n")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(documents) == 5 and done.stderr == ""
    assert documents[0]["verdict"] == "exact"
    assert [d.get("outcome") for d in (documents[2], documents[4])] == ["error", "error"]


def test_every_quotation_of_a_page_is_checked_by_its_line(onrecord: Run, tmp_path: Path) -> None:
    page = tmp_path / "essay.md"
    page.write_text(
        "# An essay\n\nRasmussen said: “We are determined to continue in that direction.”\n\n"
        "> There is some movement on the Russia-U.S. track\n\n— Lavrov\n",
        "utf-8",
    )
    done = onrecord("verify", "--file", str(page))
    assert done.returncode == 1
    first, second, *_ = done.stdout.splitlines()
    assert first.startswith(f"{page}:3: exact: ") and second.startswith(f"{page}:5: altered: ")
    missing = onrecord("verify", "--file", str(tmp_path / "none.md"), "--json")
    assert missing.returncode == 2 and json.loads(missing.stdout)["outcome"] == "error"


def test_several_quotations_of_one_message_each_get_their_verdict(onrecord: Run) -> None:
    message = (
        "Lavrov said “We will continue the work with NATO partners in this aspect”."
        " Rasmussen said “There is no movement on the Russia-U.S. track”."
    )
    found = json.loads(onrecord("verify", message, "--json").stdout)
    assert [each["speaker_axis"] for each in found["quotations"]] == ["confirmed", "another"]
    assert (found["verdict"], found["said"]) == ("misattributed", "2011-10-26")


def test_a_quotation_cut_by_its_attribution_is_one(onrecord: Run) -> None:
    message = "“We will continue the work,” Lavrov said, “with NATO partners in this aspect”"
    found = json.loads(onrecord("verify", message, "--json").stdout)
    assert (found["verdict"], found["speaker_axis"]) == ("exact", "confirmed")
    assert "quotations" not in found


@pytest.mark.parametrize("number", ["2'000", "2’000", "2 000", "2000", "2,000"])
def test_thousands_may_be_set_apart_by_any_sign(onrecord: Run, number: str) -> None:
    found = json.loads(onrecord("verify", f"train {number} counter-narcotics personnel", "--json").stdout)
    assert found["verdict"] == "exact"


def test_that_words_are_a_translation_is_said_once(onrecord: Run) -> None:
    done = onrecord("verify", "We will continue the work with NATO partners in this aspect")
    assert done.stdout.count("English") == 1
