"""A transcript goes on record in one decision, word for word, each turn its speaker's."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefs.render.text import plain_text
from tests.bot.terminal.conftest import Program

CALL = """\
Press call on the harbour
Brussels, 23 April 2026

QUESTION: Will it open?

ANNA RAY: The harbour opens in “early” May, and the bridge stays.

MS. RAY: No fee is planned.

DEVAL PATEL: I doubt that it will open.
"""


@pytest.fixture
def transcript(program: Program, tmp_path: Path) -> str:
    file = tmp_path / "call.txt"
    file.write_text(CALL, "utf-8")
    added = program.document("add", str(file))
    assert [each["speakers"] for each in added["candidates"]] == [["anna-ray"], ["anna-ray"], ["deval-patel"]]
    return str(added["article"]["id"])


def said_by(program: Program, person: str) -> list[dict[str, Any]]:
    found = program.document("statements", "--by", person)["statements"]
    return [each for each in found if each["taken_from"] == "transcript"]


def test_one_decision_publishes_every_turn_of_known_speakers(transcript: str, program: Program) -> None:
    reply = program("review", "--accept-turns", transcript)
    assert reply.document["waiting"] == {"Deval Patel": 1}
    assert len(reply.document["statements"]) == 2
    first, second = said_by(program, "anna-ray")
    assert first["passage"] == "The harbour opens in “early” May, and the bridge stays."
    assert (first["said"], first["place"], second["passage"]) == (
        "2026-04-23",
        "Brussels",
        "No fee is planned.",
    )
    assert program.document("verify", "“No fee is planned.”", "--by", "anna-ray")["verdict"].startswith(
        "exact"
    )
    assert "From a transcript." in plain_text(list(program("statement", first["id"]).lines()))
    assert "no summary" not in str(program("lint").document)
    # what is decided is not decided again, and a script hears that nothing was
    again = program("review", "--accept-turns", transcript)
    assert (again.document["outcome"], again.document["statements"], again.status) == ("nothing", [], 1)


def test_a_name_that_nobody_knows_is_bound_once(transcript: str, program: Program) -> None:
    done = program.document("review", "--accept-turns", transcript, "--bind", "Deval Patel=anna-ray")
    assert (len(done["statements"]), done["waiting"]) == (3, {})


def test_the_day_of_a_record_that_has_none_is_given_with_the_decision(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "undated.txt"
    file.write_text(CALL.replace("Brussels, 23 April 2026\n", ""), "utf-8")
    article = program.document("add", str(file))["article"]["id"]
    refused = program.trouble("review", "--accept-turns", article)
    assert "2 of 2 turns" in refused and "--date 2013-04-23" in refused
    assert said_by(program, "anna-ray") == []
    assert "no date" in program.trouble("review", "--accept-turns", article, "--date", "last spring-ish")
    done = program.document(
        "review",
        "--accept-turns",
        article,
        "--date",
        "2026-04",
        "--basis",
        "outside",
        "--why",
        "The clerk's list.",
    )
    assert len(done["statements"]) == 2
    assert {(each["said"], each["said_basis"]) for each in said_by(program, "anna-ray")} == {
        ("2026-04", "outside")
    }


def test_a_day_that_the_record_has_is_kept(transcript: str, program: Program) -> None:
    program("review", "--accept-turns", transcript, "--date", "2020-01-01")
    assert {each["said"] for each in said_by(program, "anna-ray")} == {"2026-04-23"}


def test_all_turns_of_a_transcript_are_taken_back_at_once(transcript: str, program: Program) -> None:
    waited = len(program.waiting())
    done = program.document("review", "--accept-turns", transcript, "--bind", "Deval Patel=anna-ray")
    assert len(program.waiting()) == waited - 3 and len(done["statements"]) == 3
    undone = program.document("review", "--undo", transcript)
    assert (undone["undone"], undone["count"]) == (transcript, 3)
    assert len(program.waiting()) == waited


def test_an_export_takes_turns_along(transcript: str, program: Program, tmp_path: Path) -> None:
    program("review", "--accept-turns", transcript)
    exported = program.document("export", "--format", "json")
    turns = [each for each in exported["statements"] if each.get("taken_from")]
    assert [each["exact"] for each in turns][1] == "No fee is planned."
    assert all("marks" not in each for each in turns)


def test_people_come_in_before_the_records_that_name_them(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    listed = {
        "persons": [{"id": "mp7", "name": "Kari Moen"}, {"id": "mp8", "name": "Anna Ray"}],
        "memberships": [{"person_id": "mp8", "role": "Baker"}, {"person_id": "mp7", "role": "Clerk"}],
    }
    (folder / "people.json").write_text(json.dumps(listed), "utf-8")
    (folder / "sitting.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><u who="#mp7"><seg>'
        "No fee is planned here.</seg></u></body></text></TEI>",
        "utf-8",
    )
    found = program.document("add", "--from", str(folder))
    assert (found["candidates"], found["people"]["new"], found["failures"]) == (1, ["kari-moen"], [])
    assert found["people"]["unsure"] == [{"name": "Anna Ray", "ids": ["anna-ray"]}]
    assert program.waiting()[0]["speakers"] == ["kari-moen"]
    assert program.waiting()[0]["new_person"] is None
    again = program.text("add", str(folder / "people.json"))
    assert again.startswith(
        "0 people came in.\n1 was known already.\nLeft out, as it may be anna-ray: Anna Ray"
    )
    assert program.document("add", str(folder / "people.json"), "--bind", "mp8=new")["people"]["new"]
    assert "binds nobody" in program.trouble("add", str(folder / "people.json"), "--bind", "Anna")
    (folder / "other.json").write_text("{}", "utf-8")
    assert "no list of persons" in program.trouble("add", str(folder / "other.json"))


def test_a_folder_or_an_archive_comes_in_whole_and_once(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    (folder / "day").mkdir(parents=True)
    (folder / "day" / "call.txt").write_text(CALL, "utf-8")
    (folder / "captions.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Ray>Open in May.\n", "utf-8"
    )
    (folder / "broken.xml").write_text("<TEI><text>", "utf-8")
    (folder / "film.mp4").write_bytes(b"\0")
    first = program.document("add", "--from", str(folder))
    assert (first["articles"], first["candidates"], first["known"]) == (2, 4, 0)
    assert [each["file"] for each in first["failures"]] == ["broken.xml"]
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, file.relative_to(folder))
    again = program.document("add", "--from", str(tmp_path / "many.zip"))
    assert (again["articles"], again["candidates"], again["known"]) == (0, 0, 2)
    assert "no ZIP archive" in program.trouble("add", "--from", str(folder / "broken.xml"))
    (tmp_path / "none").mkdir()
    assert "there is no file" in program.trouble("add", "--from", str(tmp_path / "none"))
