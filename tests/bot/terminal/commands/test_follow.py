"""`onrecord follow`: asked once, fetched as often as one likes, or written as a feed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.bot.terminal.conftest import Program
from tests.paths import REPOSITORY

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def program(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """On the library that the project carries."""
    monkeypatch.setenv("ONRECORD_LIBRARY", str(REPOSITORY))
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state.db"))
    return Program()


def all_is_new() -> None:
    """As if every statement of the library had come in after the questions were asked."""
    connection = sqlite3.connect(os.environ["ONRECORD_STATE"])
    with connection:
        connection.execute("UPDATE follow_questions SET since = 0")
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'follow_matched_to'")
    connection.close()


def test_what_is_new_is_fetched_once(program: Program, tmp_path: Path) -> None:
    assert "Nothing is followed yet" in program.text("follow", "new")
    kept = program.document(
        "follow", "add", "--person", "lavrov", "--topic", "missile defence", "--note", "for the seminar"
    )
    assert kept["asked"] == {"people": ["sergei-lavrov"], "topics": ["missile-defence"]}
    assert program.document("follow", "new")["outcome"] == "nothing"
    all_is_new()
    seen = program.text("follow", "new", "--keep")
    assert "You follow: Sergei Lavrov · on Missile defence" in seen and "Your note: for the seminar" in seen
    [group] = program.document("follow", "new")["found"]
    assert group["follow"] == kept["key"] and len(group["statements"]) > 5
    assert {one["speaker"] for one in group["statements"]} == {"sergei-lavrov"}
    assert program.document("follow", "new")["found"] == []
    assert "of them fit" in program.text("follow", "why", kept["key"])
    file = tmp_path / "feed.atom"
    assert program.document("follow", "feed", str(file))["entries"] == len(group["statements"])
    entries = ET.parse(file).getroot().findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    before = file.read_bytes()
    program.document("follow", "feed", str(file))
    assert file.read_bytes() == before


@pytest.mark.soak
def test_it_is_changed_paused_and_stopped(program: Program) -> None:
    key = program.document("follow", "add", "--words", 'treaty "missile defence" -oil')["key"]
    assert "with the words treaty" in program.text("follow", "list")
    changed = program.document("follow", "edit", key, "--kind", "quotation", "--note", "later")
    assert changed["asked"]["kinds"] == ["quotation"] and changed["asked"]["without"] == ["oil"]
    program.document("follow", "pause", key)
    assert "paused" in program.text("follow", "list")
    program.document("follow", "resume", key)
    program.document("follow", "stop", key)
    assert program.document("follow", "list")["follows"] == []
    assert "is not followed" in program.trouble("follow", "stop", key)
    assert "would follow everything" in program.trouble("follow", "add", "--note", "x")
