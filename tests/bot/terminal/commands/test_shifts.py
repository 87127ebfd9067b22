"""`onrecord shifts`: what is proposed, with why; what was decided; and what readers see of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.terminal.context import NOTHING
from tests.briefs.shifts import changing_library


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = changing_library.make(tmp_path / "library")
    for name, place in (("LIBRARY", root), ("STATE", tmp_path / "state.db"), ("CACHE", tmp_path / "cache")):
        monkeypatch.setenv(f"ONRECORD_{name}", str(place))
    return root


def test_a_pair_is_proposed_confirmed_and_shown(program, root):
    (pair,) = program.document("shifts", "--person", "ray")["proposed"]
    assert pair["differs"] == "negation"
    text = program.text("shifts")
    assert "The two differ in a negation. Both speak of: close, fish, market, northern, quay." in text
    assert "mayor" in text and "harbour commissioner" in text
    assert "first-2010-01" in text and "second-2013-01" in text
    program("shifts", "--confirm", pair["id"], "--words", "First kept open, then closed.", "--by", "ann")
    assert program("shifts").status == NOTHING
    assert "First kept open, then closed." in program.text("position", "ray", "harbours")
    assert "Changed" in program.text("person", "ray")
    (decided,) = program.document("shifts", "--decided")["decided"]
    assert (decided["status"], decided["by"]) == ("confirmed", "ann")


def test_what_is_put_away_is_seen_by_nobody_and_can_be_confirmed_later(program, root):
    (pair,) = program.document("shifts")["proposed"]
    program("shifts", "--put-away", pair["id"])
    assert program("shifts").status == NOTHING
    assert program.document("position", "ray", "harbours")["shifts"] == []
    program("shifts", "--confirm", pair["id"])
    assert len(program.document("position", "ray", "harbours")["shifts"]) == 1


def test_trouble_is_told(program, root):
    assert "there is no pair" in program.trouble("shifts", "--confirm", "shift-none")
    assert "two decisions" in program.trouble("shifts", "--confirm", "a", "--put-away", "b")
    assert program("shifts", "--topic", "harbours").status == 0


def test_the_site_has_it_on_both_pages(program, root, tmp_path):
    (pair,) = program.document("shifts")["proposed"]
    program("shifts", "--confirm", pair["id"], "--words", "First <kept> open.")
    program("site", "build", str(tmp_path / "site"), "--no-pictures")
    for page in ("person/anna-ray.html", "person/anna-ray/on/harbours.html"):
        html = (tmp_path / "site" / page).read_text("utf-8")
        assert "First &lt;kept&gt; open." in html
        assert "<mark>not</mark>" in html and "harbour commissioner" in html
