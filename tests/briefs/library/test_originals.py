"""A statement beside its original in another language: checked, shown, exported, and found by verify."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from briefs import library
from briefs.index import Filter, run
from briefs.ingest.transfer import import_library
from briefs.ingest.transfer.export import document, table
from briefs.query import open_engine
from briefs.query.values import search_words
from briefs.render import context_lines
from briefs.render.json import statement_document
from briefs.site import SiteOptions, build
from briefs.verify import Verifier
from tests.briefs.library.small_library import DOSSIER, write

RUSSIAN = "Заголовок\n\n«Мы не видим\nникакого движения. Совсем никакого», — сказала Анна Берг.\n"
DIGEST = sha256(RUSSIAN.encode()).hexdigest()
SOURCE = f"""article:
  id: ministry
  title: Заголовок
  language: ru
  publisher: The Ministry
  published: 2010-05-02
  text: ministry.txt
  sha256: {DIGEST}
statements: []
"""
WORDS = "Мы не видим никакого движения."
ORIGINAL = f"""    summary: Berg sees no movement.
    english_by: The Post
    original:
      source: The Ministry, transcript
      text: {WORDS}
      language: ru
      article: ministry
"""


def with_original(root: Path, original: str = ORIGINAL) -> Path:
    write(root, (DOSSIER, "    summary: Berg sees no movement.\n", original))
    (root / "seeds/articles/ministry.txt").write_text(RUSSIAN, "utf-8")
    (root / "seeds/dossiers/ministry.yaml").write_text(SOURCE, "utf-8")
    return root


def test_the_words_of_an_original_stand_in_its_article(tmp_path):
    root = with_original(tmp_path / "library")
    assert library.check(root) == ()
    [statement] = [each for each in library.read(root).statements if each.id == "post-01"]
    assert statement.original is not None
    assert (statement.original.language, statement.original.article) == ("ru", "ministry")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WORDS, "Мы видим движение.", "these words do not stand in ministry"),
        ("article: ministry", "article: ministy", "there is no article “ministy”; did you mean “ministry”?"),
        ("language: ru", "language: de", "the article ministry is in “ru”"),
        (f"      text: {WORDS}\n", "", "an original in an article has its words"),
        ("language: ru", "language: Russian", "“Russian”"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_told_where_it_stands(tmp_path, old, new, said):
    root = with_original(tmp_path / "library", ORIGINAL.replace(old, new))
    [problem] = library.check(root)
    assert said.partition(";")[0] in problem.message and problem.file == DOSSIER and problem.line > 20
    # also where the source's text is not read again
    cache = tmp_path / "cache"
    assert library.check(root, cache=cache) == (problem,) == library.check(root, cache=cache)


def test_an_original_elsewhere_is_taken_at_its_word(tmp_path):
    """Libraries with `text` and no article open as they did."""
    elsewhere = ORIGINAL.replace("      article: ministry\n", "").replace("      language: ru\n", "")
    assert library.check(with_original(tmp_path / "library", elsewhere)) == ()


def test_exports_have_it_and_an_import_takes_it_in(tmp_path):
    root = with_original(tmp_path / "library")
    found = library.read(root)
    [entry] = [each for each in document(found)["statements"] if each["id"] == "post-01"]
    assert entry["original"] == {
        "source": "The Ministry, transcript", "text": WORDS, "language": "ru", "article": "ministry",
    }  # fmt: skip
    [row] = [each for each in csv.DictReader(io.StringIO(table(found))) if each["id"] == "post-01"]
    assert (row["original_language"], row["original_text"]) == ("ru", WORDS)
    other = tmp_path / "other"
    other.mkdir()
    now = datetime(2026, 5, 1, tzinfo=UTC)
    import_library(other, document(found), lambda root, changed: library.check(root, changed), now)
    assert document(library.read(other)) == document(found)


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    tmp_path = tmp_path_factory.mktemp("verified")
    engine = run(open_engine(with_original(tmp_path / "library"), tmp_path / "cache"))
    path = engine.path
    run(engine.close())
    return Verifier.open(path)


def test_verify_of_the_original_finds_the_statement_and_whose_the_english_is(verifier):
    for claim in (WORDS, "мы не видим никакого движения", "«не видим никакого движения»"):
        verdict = verifier.check(claim, "anna-berg", "Anna Berg")
        told = verdict.document()
        assert (told["verdict"], told["speaker_axis"], told["statement"]) == ("exact", "confirmed", "post-01")
        assert told["passage"] == "We see no movement." and told["original"]["language"] == "ru"
        assert told["notes"] == [
            "These are the words as they were said; they stand in: The Ministry, transcript.",
            "The English on record is a translation, by The Post.",
        ]


@pytest.mark.parametrize(
    ("by", "axis", "verdict"),
    [
        ((None, None), "nobody", "exact"), ((None, "Берг"), "unknown", "misattributed"),
        ((None, "Berg"), "confirmed", "exact"), (("ministers", "The ministers"), "another", "misattributed"),
        ((None, "Somebody Else"), "unknown", "misattributed"),
    ],
)  # fmt: skip
def test_whose_the_original_is_counts_as_with_any_words(verifier, by, axis, verdict):
    found = verifier.check(WORDS, *by)
    assert (found.speaker_axis, found.verdict, found.words) == (axis, verdict, "exact")


def test_a_few_words_of_it_accuse_nobody(verifier):
    found = verifier.check("мы не видим", "ministers", "The ministers")
    assert (found.speaker_axis, found.verdict, found.contradicted) == ("not-recorded", "exact", False)


def test_other_words_are_not_the_original(verifier):
    for claim in ("Мы видим движение каждый день.", "Мы не", "движения никакого видим не"):
        assert verifier.check(claim).original is None
    english = verifier.check("We see no movement.", "anna-berg")
    assert english.original is None and english.found is not None and english.found.statement == "post-01"


def test_pages_have_both_side_by_side_and_terminals_behind_the_statement(tmp_path):
    found = library.read(with_original(tmp_path / "library"))
    build(found, tmp_path / "public", SiteOptions(None, search=False, pictures=False))
    page = (tmp_path / "public/statement/post-01.html").read_text("utf-8")
    figure = re.findall(r"<figure.*?</figure>", page, re.S)[0]
    assert 'class="receipt pair"' in figure
    assert re.findall(r"<blockquote[^>]*><p>(.*?)</p>", figure) == ["“We see no movement.”", WORDS]
    assert f'lang="ru"><p>{WORDS}' in figure
    assert '<a href="../article/ministry.html">The Ministry, transcript</a>' in page
    [statement] = [each for each in found.statements if each.id == "post-01"]
    [article] = [each for each in found.articles if each.id == "post"]
    lines = ["".join(part for _, part in line) for line in context_lines(statement, article)]
    assert f"  In the original, as in The Ministry, transcript: {WORDS}" in lines
    assert statement_document(statement)["original"]["text"] == WORDS


@pytest.mark.parametrize(
    ("words", "found"), [("движения НИКАКОГО", ["post-01"]), ("ракеты", []), ("movement", ["post-01"])]
)
def test_a_search_finds_words_of_the_original_too(tmp_path, words, found):
    engine = run(open_engine(with_original(tmp_path / "library"), tmp_path / "cache"))
    answer = run(engine.search(search_words(words), Filter()))
    assert [each.id for each in answer.statements] == found
    assert ("the originals of these have them" in " ".join(answer.warnings)) == ("движения" in words)


@pytest.mark.parametrize(
    ("claim", "said", "claimed", "kind"),
    [
        ("Мы не видим никакого прогресса.", "движения", "прогресса", "wording"),
        ("Мы видим никакого движения", "не", "", "negation"),
        ("Мы пока не видим никакого движения", "", "пока", "addition"),
    ],
)
def test_a_changed_word_of_the_original_is_told_with_the_difference(verifier, claim, said, claimed, kind):
    found = verifier.check(claim, "anna-berg", "Anna Berg")
    told = found.document()
    assert (told["verdict"], told["words"], told["speaker_axis"]) == ("altered", "altered", "confirmed")
    assert told["statement"] == "post-01" and told["original"]["text"] == WORDS
    [change] = told["differences"]
    assert (change["said"], change["claimed"], change["kind"]) == (said, claimed, kind)
    assert told["notes"][0] == "Other words stand in the original: The Ministry, transcript."
    assert found.contradicted and ("negation-left-out" in found.flags) == (said == "не")


@pytest.mark.parametrize(
    "claim",
    ["Мы видим новые ракеты.", "Никакого движения на дорогах города", "движения никакого видим мы"],
)
def test_what_shares_a_few_words_is_no_version_of_the_original(verifier, claim):
    assert verifier.check(claim).original is None
