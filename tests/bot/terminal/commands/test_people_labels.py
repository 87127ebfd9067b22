"""Labels in all languages, fetched from a Wikibase on loopback."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from briefs.ingest.review import Acceptance, FileChange, Journal, new_entry
from briefs.names import Entity, Lookup

ITEM = {
    "entities": {
        "Q58217": {
            "labels": {
                "en": {"language": "en", "value": "Anna Ray"},
                "ja": {"language": "ja", "value": "アンナ・レイ"},
                "ru": {"language": "ru", "value": "Анна Рэй"},
            },
            "aliases": {
                "en": [{"language": "en", "value": "ANNA  RAY"}, {"language": "en", "value": "Ann Ray"}],
                "xx": [{"language": "xx", "value": "…"}, {"language": "xx", "value": "x" * 400}],
            },
        }
    }
}


def _with_item(root: Path) -> Path:
    people = root / "config/people.yaml"
    text = people.read_text("utf-8")
    people.write_text(re.sub(r"(- id: anna-ray.*\n)", r"\1    wikidata: Q58217\n", text), "utf-8")
    return people


def test_labels_are_written_for_review_and_only_once(program: Any, root: Path, website: Any) -> None:
    people = _with_item(root)
    before = people.read_text("utf-8")
    with website(**{"item-Q58217": json.dumps(ITEM)}) as wikibase:
        address = wikibase.base + "/item-{id}"
        added = program.document("people", "labels", "--from", address)["added"]
        assert added == {"anna-ray": ["アンナ・レイ", "Анна Рэй", "Ann Ray"]}
        again = program("people", "labels", "anna-ray", "--from", address)
        assert again.document["added"] == {"anna-ray": []} and again.status
    after = people.read_text("utf-8")
    assert all(line in after.splitlines() for line in before.splitlines() if "alt_labels" not in line)
    assert program.document("lint")["problems"] == []
    names = program.document("lookup", "person", "アンナ・レイ")
    assert names["answer"] == "anna-ray"
    assert Lookup([Entity("anna-ray", "Anna Ray", tuple(added["anna-ray"]))]).find("рэй").answer == "anna-ray"


def test_what_another_process_left_is_carried_forward_first(program: Any, root: Path, website: Any) -> None:
    people = _with_item(root)
    journal = Journal(root)
    text = people.read_bytes()
    left = new_entry(
        (FileChange("config/people.yaml", text, text.replace(b"Anna Ray", b"Anna Rae")),),
        Acceptance("key-0", "old-news-01", "old-news", "ann", "2026-04-24T09:00:00"),
    )
    with journal.locked():  # due, and nothing of it done
        journal.draft(left).rename(root / ".onrecord/changes" / left.id)
    with website(**{"item-Q58217": json.dumps(ITEM)}) as wikibase:
        address = wikibase.base + "/item-{id}"
        assert program.document("people", "labels", "--from", address)["added"]["anna-ray"]
    assert "Anna Rae" in people.read_text("utf-8") and "アンナ・レイ" in people.read_text("utf-8")
    assert journal.unfinished()  # the queue has not heard of it yet


def test_what_is_no_item_changes_nothing(program: Any, root: Path, website: Any) -> None:
    people = _with_item(root)
    before = people.read_bytes()
    pages = {"list": "[]", "deep": "[" * 9000, "none": '{"entities": {}}', "odd": '{"entities": {"Q1": 3}}'}
    with website(**pages, gone=404) as wikibase:
        for page in (*pages, "gone"):
            program.trouble("people", "labels", "--from", f"{wikibase.base}/{page}")
    assert people.read_bytes() == before


def test_who_has_no_item_is_said(program: Any, root: Path) -> None:
    assert "nobody has a Wikidata id" in program.trouble("people", "labels")
    assert "nobody's id" in program.trouble("people", "labels", "nobody-here")


def test_people_alone_are_listed(program: Any) -> None:
    assert program.document("people")["people"]
