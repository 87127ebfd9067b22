"""Export and import: a library goes out and comes back without loss; nothing comes in by halves."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import Trouble
from briefs.intake.exchange import document, table
from briefs.intake.importing import take_in
from briefs.intake.linked_data import Reviewed, linked
from briefs.intake.overlay import NotFit, library_check
from tests.intake_sources import shelf

REPOSITORY = Path(__file__).parents[2]
CHECK = library_check(None)


def through_json(value):
    return json.loads(json.dumps(value, ensure_ascii=False))


def without_place(view):
    """The view, apart from where it lies on disk and how its files are written."""
    return replace(view, root="", digest="", files=())


@pytest.fixture(params=["small", "the repository's"])
def view(request, tmp_path):
    if request.param == "small":
        return library.read(shelf.make(tmp_path / "from"))
    if library.check(REPOSITORY):
        pytest.skip("the repository's library has problems")
    return library.read(REPOSITORY)


def test_out_and_back_without_loss(view, tmp_path):
    imported = take_in(tmp_path / "to", through_json(document(view)), CHECK, shelf.clock())
    back = library.read(tmp_path / "to")
    assert without_place(back) == without_place(view)
    assert imported.new["statements"] == len(view.statements)


def test_the_same_twice_changes_nothing(view, tmp_path):
    found = through_json(document(view))
    take_in(tmp_path / "to", found, CHECK, shelf.clock())
    before = shelf.contents(tmp_path / "to")
    assert take_in(tmp_path / "to", found, CHECK, shelf.clock()).new == {}
    assert shelf.contents(tmp_path / "to") == before


def test_what_is_new_is_added_to_hand_written_files(view, tmp_path):
    root = shelf.make(tmp_path / "to")
    found = through_json(document(library.read(root)))
    found["statements"][0] |= {"id": "old-news-02", "summary": "Another view."}
    found["people"].append({"id": "cyd", "name": "Cyd", "kind": "group"})
    imported = take_in(root, found, CHECK, shelf.clock())
    assert imported.new == {"people": 1, "statements": 1}
    assert (root / "config/people.yaml").read_text().startswith(shelf.PEOPLE)
    assert (root / "seeds/dossiers/old-news.yaml").read_text().startswith(shelf.OLD_DOSSIER)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda found: found["people"][0].update(name="Somebody Else"), "differs"),
        (lambda found: found.update(format="x"), "no library"),
        (lambda found: found.update(version=9), "version 9"),
        (lambda found: found.update(people="x"), "no list"),
        (lambda found: found["statements"][0].pop("id"), "no id"),
        (lambda found: found["statements"][0].update(id="new", article="gone"), "not the article"),
        (lambda found: found["articles"][0].update(id="../../x"), "outside the library"),
        (lambda found: found["articles"][0].update(id="x", content="Other words."), "another text"),
    ],
)
def test_what_does_not_fit_is_refused_whole(tmp_path, spoil, words):
    root = shelf.make(tmp_path / "to")
    found, before = through_json(document(library.read(root))), shelf.contents(root)
    found["people"].append({"id": "cyd", "name": "Cyd"})
    spoil(found)
    with pytest.raises(Trouble, match=words):
        take_in(root, found, CHECK, shelf.clock())
    assert shelf.contents(root) == before


def test_what_the_check_refuses_is_not_imported(tmp_path):
    root = shelf.make(tmp_path / "to")
    found, before = through_json(document(library.read(root))), shelf.contents(root)
    found["statements"][0] |= {"id": "new", "exact": "Nobody said this."}
    with pytest.raises(NotFit):
        take_in(root, found, CHECK, shelf.clock())
    assert shelf.contents(root) == before


@pytest.mark.parametrize("found", [None, [], "x", {}, {"format": "onrecord-library"}])
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path, found):
    with pytest.raises(Trouble):
        take_in(tmp_path, found, CHECK, shelf.clock())


def test_a_table_has_a_row_for_each_statement_and_no_formulas(view):
    statement = replace(view.statements[0], summary="=1+1", place="@x")
    rows = list(
        csv.DictReader(io.StringIO(table(replace(view, statements=(statement, *view.statements[1:])))))
    )
    assert len(rows) == len(view.statements)
    assert (rows[0]["summary"], rows[0]["place"]) == ("'=1+1", "'@x")
    assert {row["id"] for row in rows} == {each.id for each in view.statements}


def test_linked_data_anchors_every_quotation(view):
    reviewed = Reviewed("r1", "We love it", "not-found", 1, None, "2026-04-24")
    graph = through_json(linked(view, reviewed=[reviewed]))["@graph"]
    quotations = [node for node in graph if node.get("@type") == "Quotation"]
    anchors = [node for node in graph if node.get("type") == "Annotation"]
    known = {node["@id"] for node in graph}
    assert len(quotations) == len(anchors) == len(view.statements)
    texts = {article.id: article.text for article in view.articles}
    for quotation, anchor in zip(quotations, anchors, strict=True):
        quote, place = anchor["target"]["selector"]
        text = texts[quotation["isPartOf"]["@id"].removeprefix("urn:onrecord:article:")]
        assert text[place["start"] : place["end"]] == quotation["text"]
        assert " ".join(quotation["text"].split()) == quote["exact"]
        assert all(topic["@id"] in known for topic in quotation.get("about", []))
    (review,) = [node for node in graph if node.get("@type") == "ClaimReview"]
    assert review["reviewRating"]["ratingValue"] == 1
