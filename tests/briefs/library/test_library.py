"""A library folder is read whole: what it holds, resolved and in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import LibraryInvalid
from briefs.library import files
from briefs.model import LocalizedText, OriginalSource, Revision, Speaker
from briefs.text.dates import parse_edtf
from tests.briefs.library.small_library import (
    ARTICLE,
    DOSSIER,
    FILES,
    PEOPLE,
    POSITIONS,
    TOPICS,
    problems,
    write,
)
from tests.paths import REPOSITORY

LibraryWriter = Callable[..., Path]


@pytest.fixture
def write_library(tmp_path: Path) -> LibraryWriter:
    """Writes the small library with changes and gives its folder."""
    return partial(write, tmp_path / "library")


def test_a_sound_library_has_no_problem(write_library: LibraryWriter) -> None:
    assert problems(write_library()) == []


def test_this_repositorys_own_library_has_no_problem() -> None:
    assert problems(REPOSITORY) == []


def test_every_passage_of_the_repository_is_verbatim_on_disk() -> None:
    view = library.read(REPOSITORY)
    for statement in view.statements:
        file = REPOSITORY / "seeds" / "articles" / statement.article.file
        with file.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        assert text[statement.start : statement.end] == statement.passage
        for start, end in statement.quoted:
            assert statement.start <= start < end <= statement.end


def test_statements_come_resolved_and_in_order(write_library: LibraryWriter) -> None:
    view = library.read(write_library())
    by_id = {statement.id: statement for statement in view.statements}
    assert [statement.id for statement in view.statements] == [
        "post-01", "post-02", "post-04", "post-05", "post-03",
    ]  # fmt: skip
    reported = by_id["post-03"]
    assert reported.passage == "Anna Berg said the talks\ngo on."
    assert ARTICLE[reported.start : reported.end] == reported.passage
    minister = LocalizedText("Minister", (("ru", "министр"),))
    assert reported.speakers == (
        Speaker("anna-berg", LocalizedText("Anna Berg", (("ru", "Анна Берг"),)), minister),
        Speaker("ministers", LocalizedText("The ministers"), None),
    )
    assert reported.said == parse_edtf("2010-05?")
    assert reported.original == OriginalSource(
        "A transcript", parse_edtf("2010-04-30"), "https://example.org/1"
    )
    assert reported.history == (
        Revision("2026-01-01T10:00:00+00:00", "curator", "published", None, (("summary", "no"),)),
    )
    assert [ARTICLE[a:b] for a, b in by_id["post-02"].quoted] == ["extremely concerned"]
    assert by_id["post-01"].quoted == ((by_id["post-01"].start, by_id["post-01"].end),)
    assert by_id["post-05"].speakers == () and by_id["post-05"].about == parse_edtf("2009")


def test_scalars_are_the_text_that_stands_there(write_library: LibraryWriter) -> None:
    view = library.read(write_library())
    assert view.articles[0].place == "no"
    assert view.topics[0].alt_labels == ("negotiations", "no")
    assert view.articles[0].title_derived is False
    assert view.articles[0].text == ARTICLE
    assert [(part.kind, ARTICLE[part.start : part.end]) for part in view.articles[0].parts] == [
        ("headline", "Talks go on")
    ]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("2010-03-14", "Envoy"),
        ("2010-03-20", "Minister"),
        ("../2001-06", "Envoy"),
        ("1999/2001-06", "Envoy"),
        ("2000-12-31", None),
    ],
)
def test_the_role_shown_is_the_one_held_then(
    write_library: LibraryWriter, said: str, role: str | None
) -> None:
    root = write_library((DOSSIER, "said: ../2010-05-02", f"said: {said}"))
    (statement,) = [each for each in library.read(root).statements if each.id == "post-02"]
    held = statement.speakers[0].role
    assert (held and held.en) == role


def test_an_article_without_title_publisher_or_date(write_library: LibraryWriter) -> None:
    root = write_library(
        (DOSSIER, "title: Talks go on", "title: null"),
        (DOSSIER, "publisher: The Post", "publisher: ~"),
        (DOSSIER, "published: 2010-05-02", "published:"),
    )
    (article,) = library.read(root).articles
    assert (article.title, article.title_derived) == ("Talks go on", True)
    assert (article.publisher, article.published, article.published_basis) == (None, None, None)


def test_all_problems_come_at_once_and_in_order(write_library: LibraryWriter) -> None:
    root = write_library(
        (PEOPLE, "wikidata: Q42", "wikidata: 42"),
        (DOSSIER, "kind: mixed", "kind: mixd"),
        (DOSSIER, "topics: [talks, delay]", "topics: [war]"),
        (TOPICS, "topics:", "topics: ]"),
    )
    found = library.check(root)
    assert [(problem.file, problem.line) for problem in found] == [
        (PEOPLE, 4),
        (TOPICS, 1),  # what refers to topics is not held against the dossier
        (DOSSIER, 26),
    ]
    with pytest.raises(LibraryInvalid) as raised:
        library.read(root)
    assert raised.value.problems == found
    assert raised.value.message.startswith("the library has 3 problems, the first: config/people.yaml:4:15: ")


def test_ids_and_texts_are_unique_across_dossiers(write_library: LibraryWriter) -> None:
    copy = FILES[DOSSIER].replace("id: post\n", "id: copy\n")
    found = problems(write_library(("seeds/dossiers/copy.yaml", copy)))
    assert len(found) == 6
    assert found[0].startswith(f"{DOSSIER}:7:9: “post.txt” is the text of seeds/dossiers/copy.yaml already")
    assert found[1].startswith(f"{DOSSIER}:12:9: the id “post-01” is taken in seeds/dossiers/copy.yaml; ")


def test_one_brief_a_person_and_topic(write_library: LibraryWriter) -> None:
    twice = FILES[POSITIONS] + FILES[POSITIONS].removeprefix("positions:\n")
    found = problems(write_library((POSITIONS, twice)))
    assert found == [
        f"{POSITIONS}:9:12: this person and topic have a brief already; expected one brief a pair"
    ]


def test_what_is_not_utf8_is_told_at_its_place(write_library: LibraryWriter) -> None:
    root = write_library()
    (root / PEOPLE).write_bytes("people:\n  - id: ä\xff".encode("latin-1"))
    (root / "seeds/articles/post.txt").write_bytes(b"one\ntwo \xff")
    found = problems(root)
    assert found[:2] == [
        f"{PEOPLE}:2:9: the byte 0xe4 is not UTF-8; expected a file in UTF-8",
        "seeds/articles/post.txt:2:1: this line is not UTF-8; expected a text file in UTF-8",
    ]


def test_a_folder_that_is_no_library(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert problem.startswith("seeds/dossiers:1:1: there is no such folder; expected a library folder")


def test_links_out_of_the_library_are_refused(write_library: LibraryWriter, tmp_path: Path) -> None:
    root = write_library()
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    text = root / "seeds/articles/post.txt"
    text.unlink()
    text.symlink_to(outside)
    assert (
        "seeds/articles/post.txt:1:1: this link leads out of the library; expected the file itself"
        in problems(root)
    )


def test_a_library_behind_a_link_is_read(write_library: LibraryWriter, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(write_library(), target_is_directory=True)
    assert problems(tmp_path / "link") == []


def test_a_file_with_the_wrong_ending_is_not_passed_over(write_library: LibraryWriter) -> None:
    root = write_library(("seeds/dossiers/second.yml", ""))
    assert problems(root) == [
        "seeds/dossiers/second.yml:1:1: the name ends in .yml; expected a name that ends in .yaml"
    ]


def test_stamps_are_those_of_the_files_read(write_library: LibraryWriter) -> None:
    root = write_library()
    view = library.read(root)
    assert files.file_stamps(root) == {name: (mtime, size) for name, mtime, size, _ in view.files}
    assert {name for name, *_ in view.files} == set(FILES)
    os.utime(root / PEOPLE, ns=(1, 1))
    assert files.file_stamps(root)[PEOPLE][0] == 1
    assert library.read(root).digest == view.digest  # a touched file is no changed file


def test_bounds_reach_the_view(write_library: LibraryWriter) -> None:
    (statement,) = [each for each in library.read(write_library()).statements if each.id == "post-02"]
    assert (statement.said.earliest, statement.said.latest) == (None, date(2010, 5, 2))


def test_a_quotation_may_be_a_part_of_what_stands_in_marks(write_library: LibraryWriter) -> None:
    assert (
        problems(write_library((DOSSIER, "exact: We see no movement.", "exact: no movement. None at"))) == []
    )


def test_a_paragraph_of_a_speech_may_have_quotations_in_it(write_library: LibraryWriter) -> None:
    speech = "exact: 'Berg was \"extremely concerned\" about the delay.'"
    reason = "\n    marks: {broken: both, reason: A speech has no marks around it.}"
    assert problems(write_library((DOSSIER, "exact: We see no movement.", speech + reason))) == []
    (told,) = problems(write_library((DOSSIER, "exact: We see no movement.", speech)))
    assert "broken: both" in told
