"""The commands of the log: one clear sentence for whatever is in the way, and one document for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.terminal.context import BAD_INPUT
from briefs.log import onrecord_verify
from tests.briefs.ingest.review import fakes

pytest.importorskip("cryptography", reason="signatures need the extra `log`")
DOSSIER = "seeds/dossiers/old-news.yaml"


@pytest.fixture
def logged(program, root, tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    begun = program.document("log", "key", "record.example/log")
    assert begun["entries"] == begun["signed"] == 3
    assert Path(begun["file"]).is_relative_to(tmp_path / "data")
    assert program.document("log", "key")["key"] == begun["key"]
    return root


def test_a_statement_is_proven(program, logged, tmp_path):
    receipt = program.document("prove", "old-news-01")
    key = program.document("log", "key")["key"]
    assert "old-news-01: accepted" in onrecord_verify.check_receipt(json.dumps(receipt), key)
    shown = program.text("prove", "old-news-01")
    assert "entry      3 of 3 in the log record.example/log" in shown and key in shown
    assert "there is no statement nobody-01" in program.trouble("prove", "nobody-01")
    assert program("log", "verify", "--key", key).status == 0
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    reply = program("log", "verify", "--key", other)
    assert reply.status == BAD_INPUT and "is not the one given" in reply.document["error"]["message"]
    assert program("log", "verify", "--key", "nonsense").status == BAD_INPUT


def test_edits_by_hand_are_told_until_they_are_recorded(program, logged, tmp_path):
    old = tmp_path / "checkpoint"
    old.write_bytes((logged / "log/checkpoint").read_bytes())
    file = logged / DOSSIER
    file.write_text(file.read_text("utf-8").replace("has no room", "is full"), "utf-8")
    reply = program("log", "verify")
    assert reply.status == BAD_INPUT and reply.document["faults"] == []
    assert reply.document["error"]["hint"] == "onrecord log sync"
    assert "the statement old-news-01 was changed" in program.text("lint")
    assert "was changed, and the log was not told" in program.trouble("prove", "old-news-01")
    assert [e["change"] for e in program.document("log", "sync")["added"]] == ["changed"]
    given = ("log", "verify", "--against", str(old), "--key", program.document("log", "key")["key"])
    assert program(*given).status == 0
    assert "The log is sound: 4 entries, 4 of them signed." in program.text(*given)
    assert len(program.document("log", "consistency", str(old))["proof"]) == 3
    assert "warning" not in program.text("lint")


def test_what_was_bent_is_told(program, logged):
    entries = logged / "log/entries.jsonl"
    entries.write_text(entries.read_text("utf-8").replace("accepted", "disputed"), "utf-8")
    reply = program("log", "verify")
    assert reply.status == BAD_INPUT
    assert "the checkpoint is of another history" in program.text("log", "verify")
    assert "not what was signed" in program.document("log", "sync")["unsigned"]


def test_a_library_without_a_log_says_how_to_begin_one(program, root, tmp_path):
    for command in (("log", "key"), ("log", "verify"), ("log", "sync"), ("log", "merge")):
        assert "this library has no log (`onrecord log key NAME` begins one)" in program.trouble(*command)
    assert "has no log" in program.trouble("prove", "old-news-01")
    assert "no name of a log" in program.trouble("log", "key", "two words")
    assert not (root / "log").exists() and fakes.contents(root)


def test_two_sides_and_files_that_cannot_be_read_are_told(program, logged, tmp_path):
    assert "does not hold two sides" in program.trouble("log", "merge")
    assert "cannot be read" in program.trouble("log", "merge", str(tmp_path / "nowhere"))
    assert "cannot be read" in program.trouble("log", "verify", "--against", str(tmp_path / "nowhere"))
    assert "what was given as the key: this is no public key" in program.text(
        "log", "verify", "--key", "garbage"
    )
    assert "this is no checkpoint" in program.trouble("log", "consistency", str(logged / DOSSIER))
    assert "has a log already" in program.trouble("log", "key", "another")
