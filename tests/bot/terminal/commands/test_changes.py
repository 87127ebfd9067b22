"""Changes of the library: looked at, and taken back as a whole."""

from __future__ import annotations

import json

import pytest

from briefs import library
from briefs.ingest.transfer.export import document
from tests.briefs.ingest.review import fakes


@pytest.fixture
def imported(program, root, tmp_path) -> str:
    """A person came in; the name of the change."""
    found = json.loads(json.dumps(document(library.read(root))))
    found["people"].append({"id": "cyd", "name": "Cyd", "kind": "group"})
    (tmp_path / "export.json").write_text(json.dumps(found), "utf-8")
    program("import", str(tmp_path / "export.json"))
    (change,) = program.document("changes", "list")["changes"]
    assert (change["kind"], change["files"]) == ("import", ["config/people.yaml"])
    return str(change["change"])


def test_an_import_is_taken_back_as_a_whole(program, root, imported):
    assert "Cyd" in program.text("people")
    assert imported in program.text("changes", "list")
    assert program.document("changes", "undo", imported)["files"] == ["config/people.yaml"]
    assert (root / "config/people.yaml").read_text("utf-8") == fakes.PEOPLE
    assert "Cyd" not in program.text("people")
    assert "no such change" in program.trouble("changes", "undo", imported)


def test_an_import_whose_files_were_changed_since_stays(program, root, imported):
    people = root / "config/people.yaml"
    people.write_text(people.read_text("utf-8") + "# seen\n", "utf-8")
    assert "changed since" in program.trouble("changes", "undo", imported)
    assert people.read_text("utf-8").endswith("# seen\n")


def test_an_import_that_others_rest_on_stays(program, root, imported):
    dossier = root / "seeds/dossiers/old-news.yaml"
    dossier.write_text(dossier.read_text("utf-8").replace("[anna-ray]", "[anna-ray, cyd]"), "utf-8")
    before = fakes.contents(root)
    assert "cannot stand" in program.trouble("changes", "undo", imported)
    assert fakes.contents(root) == before


def test_a_decision_is_taken_back_where_it_was_made(program, root, queued):
    done = program.document("review", "--accept", queued[0]["key"], "--topics", "harbours", "--by", "ann")
    (change,) = program.document("changes", "list")["changes"]
    assert (change["kind"], change["statement"], change["by"]) == ("accept", done["statement"], "ann")
    said = program.trouble("changes", "undo", change["change"])
    assert f"onrecord review --undo {done['statement']}" in said


def test_what_is_set_aside_is_seen_and_put_away(program, root, imported):
    done, aside = root / ".onrecord/done" / imported, root / ".onrecord/aside" / imported
    aside.parent.mkdir()
    done.rename(aside)
    (shown,) = program.document("changes", "list")["set_aside"]
    assert shown["files"] == [{"file": "config/people.yaml", "now": "after"}]
    assert "as it left it" in program.text("changes", "list")
    (notice,) = program.document("lint")["notices"]
    assert imported in notice["file"]
    assert program.document("changes", "undo", imported)["files"] == ["config/people.yaml"]
    assert not aside.exists() and "Cyd" not in program.text("people")
    assert [each["kind"] for each in program.document("changes", "list")["changes"]] == ["undo-change"]


def test_what_cannot_be_read_is_told_in_a_sentence(program, root):
    folder = root / ".onrecord/changes/2026-01-01T000000-import"
    folder.mkdir(parents=True)
    (folder / "change.json").write_text("{", "utf-8")
    assert program.document("statements")["outcome"] == "answered"
    (shown,) = program.document("changes", "list")["set_aside"]
    assert (shown["change"], shown["reason"], shown["files"]) == (folder.name, "it is damaged", [])
    assert "cannot be read" in program.trouble("changes", "undo", folder.name)
    assert "no such change" in program.trouble("changes", "undo", "../../config")


def test_no_change_is_nothing(program, root):
    reply = program("changes", "list")
    assert (reply.document["outcome"], reply.status) == ("nothing", 1)


def test_a_backup_of_the_state_that_is_put_back_learns_what_was_published(program, root, tmp_path, queued):
    key, kept = queued[0]["key"], str(tmp_path / "kept.db")
    program("state", "backup", kept)
    program("review", "--accept", key, "--topics", "harbours", "--by", "ann")
    program("state", "restore", kept)
    assert key in [each["key"] for each in program.waiting()]
    assert "decided already" in program.trouble("review", "--accept", key, "--topics", "harbours")
    assert key not in [each["key"] for each in program.waiting()]
    assert len(library.read(root).statements) == 2
