"""Names of files: what may be written is listed afterwards, and can be held by every system."""

from __future__ import annotations

import os

import pytest

from briefs import library
from briefs.library.file_names import LONGEST_NAME, name_fault, same_name
from briefs.library.files import library_files, path_fault
from tests.briefs.library import small_library

GOOD = (
    "a.txt",
    "Réunion à Genève.txt",
    "Выступление и ответы.txt",
    "a b.txt",
    "con-1.txt",
    "x.y.txt",
    "-.txt",
)
BAD = {
    "": "is empty",
    ".hidden.txt": "hidden",
    "..": "hidden",
    "a/b.txt": "names a folder",
    "a\\b.txt": "names a folder",
    "a\0.txt": "nobody can see",
    "a\n.txt": "nobody can see",
    "a\u202e.txt": "nobody can see",
    "a\ud800.txt": "nobody can see",
    "é" * 99 + ".txt": "longer than 200 bytes",
    "x" * 250 + ".txt": "longer than 200 bytes",
    "CON.txt": "every system",
    "nul": "every system",
    "com1.a.txt": "every system",
    "a:b.txt": "every system",
    "a.txt.": "every system",
    "a.txt ": "every system",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_may_be_written_is_listed_afterwards(tmp_path, name):
    assert name_fault(name) is None and path_fault(f"seeds/articles/{name}") is None
    root = small_library.write(tmp_path / "library")
    (root / "seeds/articles" / name).write_text("x", "utf-8")
    assert f"seeds/articles/{name}" in dict(library_files(root))


@pytest.mark.parametrize("name", BAD)
def test_what_may_not_be_written_is_refused_by_the_check(tmp_path, name):
    assert BAD[name] in str(name_fault(name))
    root = small_library.write(tmp_path / "library")
    (problem, *_) = library.check(root, {f"seeds/articles/{name}": b"x"})
    assert "the name" in problem.message


@pytest.mark.parametrize(
    "path", ["seeds/a.txt", "seeds/articles/a.yaml", "seeds/dossiers/a.txt", "a.txt", "config/x.yaml"]
)
def test_a_file_that_no_listing_takes_in_is_refused(tmp_path, path):
    root = small_library.write(tmp_path / "library")
    assert path_fault(path) and any("the name" in each.message for each in library.check(root, {path: b"x"}))


def test_the_longest_name_is_one_that_may_be_written():
    assert name_fault("x" * LONGEST_NAME) is None and name_fault("x" * (LONGEST_NAME + 1))


@pytest.mark.parametrize(
    ("one", "other"), [("A.txt", "a.TXT"), ("e\u0301.txt", "É.txt"), ("Straße", "STRASSE")]
)
def test_names_that_are_one_file_on_some_systems(one, other):
    assert same_name(one) == same_name(other)


def test_a_second_spelling_of_a_name_is_refused_and_the_first_may_be_written(tmp_path):
    root = small_library.write(tmp_path / "library")
    (text,) = [name for name in os.listdir(root / "seeds/articles")][:1]
    (problem, *_) = library.check(root, {f"seeds/articles/{text.upper()[:-3]}txt": b"x"})
    assert f"is that of seeds/articles/{text} on some systems" in problem.message
    (root / "seeds/articles/Aux?.txt").write_text("there already")
    assert library.check(root, {"seeds/articles/Aux?.txt": b"x"}) == ()
