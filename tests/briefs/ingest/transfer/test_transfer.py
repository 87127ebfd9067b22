"""Export and import: a library goes out and comes back without loss; nothing comes in by halves."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review.validation import ValidationFailed, library_check
from briefs.ingest.transfer.export import document, table
from briefs.ingest.transfer.import_ import import_library
from briefs.ingest.transfer.jsonld import to_jsonld
from briefs.model import SHOWN, Revision
from briefs.text import parse_edtf
from tests.briefs.ingest.review import fakes
from tests.briefs.library import small_library
from tests.paths import REPOSITORY

CHECK = library_check(None)


def through_json(value):
    return json.loads(json.dumps(value, ensure_ascii=False))


def without_place(view):
    """The view, apart from where it lies on disk and how its files are written."""
    return replace(view, root="", digest="", files=())


STEPS = (
    "    history: [{{at: '2026-01-01T10:00:00+00:00', by: ann, status: {0}, note: Not hers.,"
    " was: {{status: published}}}}]\n"
)
STATES = (
    (1, "withdrawn", STEPS.format("withdrawn")),
    (2, "corrected", STEPS.format("corrected")),
    (4, "draft", "    accepted_by: curator-1a2b\n    accepted_at: 2026-01-01T09:00:00+00:00\n"),
)


def every_state(root):
    """A library with a statement in each state, with histories, and one that a candidate became."""
    dossier = small_library.DOSSIER
    changes = [
        (dossier, f"- id: post-0{number}\n", f"- id: post-0{number}\n    status: {status}\n{steps}")
        for number, status, steps in STATES
    ]
    return small_library.write(root, *changes, (dossier, "    summary: The talks began in 2009.\n", ""))


@pytest.fixture(params=["small", "in every state", "the repository's"])
def view(request, tmp_path):
    if request.param == "small":
        return library.read(fakes.make(tmp_path / "from"))
    if request.param == "in every state":
        return library.read(every_state(tmp_path / "from"))
    if library.check(REPOSITORY):
        pytest.skip("the repository's library has problems")
    return library.read(REPOSITORY)


def test_out_and_back_without_loss(view, tmp_path):
    imported = import_library(tmp_path / "to", through_json(document(view)), CHECK, fakes.clock())
    back = library.read(tmp_path / "to")
    assert without_place(back) == without_place(view)
    assert imported.new["statements"] == len(view.statements)


def test_the_same_twice_changes_nothing(view, tmp_path):
    found = through_json(document(view))
    import_library(tmp_path / "to", found, CHECK, fakes.clock())
    before = fakes.contents(tmp_path / "to")
    assert import_library(tmp_path / "to", found, CHECK, fakes.clock()).new == {}
    assert fakes.contents(tmp_path / "to") == before


def test_what_is_new_is_added_to_hand_written_files(view, tmp_path):
    root = fakes.make(tmp_path / "to")
    found = through_json(document(library.read(root)))
    found["statements"][0] |= {"id": "old-news-02", "summary": "Another view."}
    found["people"].append({"id": "cyd", "name": "Cyd", "kind": "group"})
    imported = import_library(root, found, CHECK, fakes.clock())
    assert imported.new == {"people": 1, "statements": 1}
    assert (root / "config/people.yaml").read_text().startswith(fakes.PEOPLE)
    assert (root / "seeds/dossiers/old-news.yaml").read_text().startswith(fakes.OLD_DOSSIER)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda found: found["people"][0].update(name="Somebody Else"), "differs"),
        (lambda found: found.update(format="x"), "no library"),
        (lambda found: found.update(version=9), "version 9;"),
        (lambda found: found.update(version=True), "version true;"),
        (lambda found: found.update(people="x"), "no list"),
        (lambda found: found["statements"][0].pop("id"), "no id"),
        (lambda found: found["statements"][0].update(id="new", article="gone"), "not the article"),
        (lambda found: found["articles"][0].update(id="../../x"), "outside the library"),
        (lambda found: found["articles"][0].update(id="x", content="Other words."), "another text"),
        (lambda found: found["articles"][0].pop("content"), "has no text"),
        (lambda found: found["articles"].append(found["articles"][0]), "articles “old-news” stands twice"),
        (lambda found: found["statements"].append(found["statements"][0]), "“old-news-01” stands twice"),
    ],
)
def test_what_does_not_fit_is_refused_whole(tmp_path, spoil, words):
    root = fakes.make(tmp_path / "to")
    found, before = through_json(document(library.read(root))), fakes.contents(root)
    found["people"].append({"id": "cyd", "name": "Cyd"})
    spoil(found)
    with pytest.raises(UserError, match=words):
        import_library(root, found, CHECK, fakes.clock())
    assert fakes.contents(root) == before


def test_what_the_check_refuses_is_not_imported(tmp_path):
    root = fakes.make(tmp_path / "to")
    found, before = through_json(document(library.read(root))), fakes.contents(root)
    found["statements"][0] |= {"id": "new", "exact": "Nobody said this."}
    with pytest.raises(ValidationFailed):
        import_library(root, found, CHECK, fakes.clock())
    assert fakes.contents(root) == before


def test_a_passage_of_an_article_without_words_is_not_imported(tmp_path):
    root = small_library.write(tmp_path / "from")
    found = through_json(document(library.read(root)))
    found["articles"][0] |= {"content": "", "sha256": fakes.sha(""), "parts": []}
    with pytest.raises(ValidationFailed):
        import_library(tmp_path / "to", found, CHECK, fakes.clock())
    assert not (tmp_path / "to/seeds").exists()


@pytest.mark.parametrize("folder", ["config", "seeds/articles", "seeds/dossiers"])
def test_nothing_is_imported_through_a_link_out_of_the_library(tmp_path, folder):
    found = through_json(document(library.read(fakes.make(tmp_path / "from"))))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "to" / folder).parent.mkdir(parents=True)
    (tmp_path / "to" / folder).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValidationFailed, match="link out of the library"):
        import_library(tmp_path / "to", found, CHECK, fakes.clock())
    assert list((tmp_path / "elsewhere").iterdir()) == []


HOSTILE = {
    "hidden text": ("text", ".hidden.txt"),
    "hidden dossier": ("id", ".x"),
    "long text": ("text", "x" * 250),
    "long text with its ending": ("text", "x" * 246 + ".txt"),
    "long id": ("id", "x" * 252),
    "long id that could be a file": ("id", "x" * 245),
    "NUL in text": ("text", "a\0b.txt"),
    "NUL in id": ("id", "a\0b"),
    "folder": ("text", "a/b.txt"),
    "folder of another system": ("text", "a\\b.txt"),
    "above": ("text", "../../x.txt"),
    "absolute": ("text", "/tmp/x.txt"),
    "dots": ("text", ".."),
    "nothing": ("text", ""),
    "no text": ("text", None),
    "no name": ("text", ["x.txt"]),
    "device": ("text", "con.txt"),
    "device as id": ("id", "nul"),
    "turned around": ("text", "a\u202etxt.exe.txt"),
    "half a character": ("text", "a\ud800.txt"),
    "half a character in the words": ("content", "Words.\ud800"),
    "half a character in the title": ("title", "x\ud800"),
    "another case": ("text", "OLD-NEWS.txt"),
    "too deep": ("note", functools.reduce(lambda inner, _: [inner], range(900), "x")),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_export_is_refused_in_a_sentence_with_nothing_written(tmp_path, what):
    root = fakes.make(tmp_path / "to")
    found, before = through_json(document(library.read(root))), fakes.contents(root)
    field, value = HOSTILE[what]
    text = "New news\n\nAnna Ray said the quay was closed.\n"
    new = {"id": "new-news", "text": "new-news.txt", "content": text, "sha256": fakes.sha(text)}
    found["articles"].append(found["articles"][0] | new | {field: value})
    with pytest.raises(UserError) as refusal:
        import_library(root, found, CHECK, fakes.clock())
    assert len(refusal.value.message) < 250 and refusal.value.message.isprintable()
    assert fakes.contents(root) == before and list(root.glob(".onrecord/changes/*")) == []
    assert library.check(root) == ()


@pytest.mark.parametrize("found", [None, [], "x", {}, {"format": "onrecord-library"}])
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path, found):
    with pytest.raises(UserError):
        import_library(tmp_path, found, CHECK, fakes.clock())


@pytest.mark.parametrize("version", [True, 1.0, "1", None, 2])
def test_a_version_is_a_number_and_that_one(tmp_path, version):
    with pytest.raises(UserError, match="version 1 can be read"):
        import_library(tmp_path, {"format": "onrecord-library", "version": version}, CHECK, fakes.clock())


def test_a_table_has_a_row_for_each_statement_and_no_formulas(view):
    statement = replace(view.statements[0], summary="=1+1", place="@x")
    rows = list(
        csv.DictReader(io.StringIO(table(replace(view, statements=(statement, *view.statements[1:])))))
    )
    assert len(rows) == len(view.statements)
    assert (rows[0]["summary"], rows[0]["place"]) == ("'=1+1", "'@x")
    assert {row["id"] for row in rows} == {each.id for each in view.statements}


@pytest.mark.parametrize("sign", ["\n=", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "+", "-"])
def test_no_cell_begins_as_a_formula_does_in_any_spreadsheet(view, sign):
    statement = replace(view.statements[0], summary=f"{sign}1+1")
    (row, *_) = csv.DictReader(io.StringIO(table(replace(view, statements=(statement,))), newline=""))
    assert row["summary"] == f"'{sign}1+1"


def test_a_table_opens_in_a_spreadsheet_that_wants_a_mark(view):
    marked = table(view, bom=True)
    assert marked == "\ufeff" + table(view)
    rows = list(csv.DictReader(io.StringIO(marked.encode().decode("utf-8-sig"))))
    assert len(rows) == len(view.statements) and "id" in rows[0]


def test_only_a_speakers_own_words_are_a_quotation_of_theirs(view):
    nodes = {node.get("@id"): node for node in through_json(to_jsonld(view))["@graph"]}
    articles = {article.id: article for article in view.articles}
    for each in view.statements:
        node = nodes.get(f"urn:onrecord:statement:{each.id}")
        if node is None:
            continue
        speakers = [f"urn:onrecord:person:{speaker.id}" for speaker in each.speakers]
        if each.kind == "quotation":
            assert node["@type"] == "Quotation"
            assert [one["@id"] for one in node["spokenByCharacter"]] == speakers
            continue
        assert node["@type"] == "Claim" and not {"spokenByCharacter", "creator"} & set(node)
        assert [one["@id"] for one in node.get("author", []) if "@id" in one] == speakers
        own = [part["text"] for part in node.get("hasPart", [])]
        text = articles[each.article.id].text
        assert own == ([text[start:end] for start, end in each.quoted] if speakers else [])
        assert (each.kind == "mixed") <= bool(own)


def test_linked_data_anchors_every_quotation(view):
    document = through_json(to_jsonld(view))
    assert document["@context"] == "https://schema.org/"
    graph = document["@graph"]
    quotations = [node for node in graph if node.get("@type") in ("Quotation", "Claim")]
    anchors = [node for node in graph if node.get("type") == "Annotation"]
    known = {node.get("@id") for node in graph}
    assert len(quotations) == len(anchors) == sum(each.status in SHOWN for each in view.statements)
    articles = {article.id: article for article in view.articles}
    for quotation, anchor in zip(quotations, anchors, strict=True):
        article = articles[quotation["isBasedOn"]["@id"].removeprefix("urn:onrecord:article:")]
        assert anchor["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert anchor["body"] == quotation["@id"]
        quote, place = anchor["target"][0]["selector"]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert article.text[place["start"] : place["end"]] == quotation["text"]
        assert " ".join(quotation["text"].split()) == quote["exact"]
        assert [each["source"] for each in anchor["target"][1:]] == ([article.url] if article.url else [])
        assert all(each["@id"] in known for each in quotation.get("about", []))
        assert all(each.get("@id", None) in known | {None} for each in quotation.get("spokenByCharacter", []))
        assert re.fullmatch(r"\d{4}(-\d\d){2}", quotation.get("dateCreated", "2000-01-01"))
        assert date.fromisoformat(quotation.get("dateCreated", "2000-01-01"))
        assert ("dateCreated" in quotation) != ("temporalCoverage" in quotation)


def marked(view, status, history):
    """The view with its first statement in another state."""
    return replace(
        view, statements=(replace(view.statements[0], status=status, history=history), *view.statements[1:])
    )


STEP = Revision("2026-04-24T09:00:00+00:00", "ann", "disputed", "She denies it.", (("status", "published"),))


def test_a_disputed_claim_is_a_claim_review_in_the_curators_words(view):
    base = "https://record.example/"
    graph = to_jsonld(marked(view, "disputed", (STEP,)), base)["@graph"]
    first = view.statements[0]
    (review,) = [n for n in graph if n.get("@type") == "ClaimReview"]
    assert review["url"] == review["@id"] == f"{base}review:{first.id}"
    assert (review["claimReviewed"], review["reviewBody"]) == (first.passage, "She denies it.")
    assert (review["author"]["name"], review["datePublished"]) == ("ann", STEP.at[:10])
    rating = review["reviewRating"]
    assert (rating["alternateName"], rating["ratingExplanation"]) == ("Disputed", "She denies it.")
    assert rating["worstRating"] < rating["ratingValue"] < rating["bestRating"]
    appearance = review["itemReviewed"]["appearance"]["@id"]
    assert appearance in [node.get("@id") for node in graph]


@pytest.mark.parametrize("status", ["corrected", "withdrawn"])
def test_a_curators_own_mistake_is_no_review_of_somebodys_claim(view, status):
    graph = to_jsonld(marked(view, status, (replace(STEP, status=status),)))["@graph"]
    assert "ClaimReview" not in [node.get("@type") for node in graph]
    shown = [n for n in graph if n.get("@id") == f"urn:onrecord:statement:{view.statements[0].id}"]
    assert bool(shown) == (status != "withdrawn")


@pytest.mark.parametrize(
    ("status", "history"),
    [("published", ()), ("disputed", ()), ("published", (STEP,)), ("disputed", (replace(STEP, note=None),))],
)
def test_without_a_verdict_there_is_no_claim_review(view, status, history):
    graph = to_jsonld(marked(view, status, history))["@graph"]
    assert f"urn:onrecord:review:{view.statements[0].id}" not in [node.get("@id") for node in graph]


def test_drafts_are_not_published_as_linked_data(view):
    graph = to_jsonld(marked(view, "draft", ()))["@graph"]
    assert f"statement:{view.statements[0].id}" not in [node.get("@id") for node in graph]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2013-04-23", "2013-04-23"),
        ("2013-04", "2013-04"),
        ("2013", "2013"),
        ("2013-04?", None),
        (None, None),
    ],
)
def test_when_an_article_was_published_is_no_time_that_it_covers(view, published, told):
    when = parse_edtf(published) if published else None
    article = replace(view.articles[0], published=when)
    graph = to_jsonld(replace(view, articles=(article, *view.articles[1:])))["@graph"]
    (node,) = [n for n in graph if n.get("@id") == f"urn:onrecord:article:{article.id}"]
    assert node.get("datePublished") == told and "temporalCoverage" not in node
