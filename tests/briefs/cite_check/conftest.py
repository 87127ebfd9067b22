"""The check of drafts over the seeded library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.cite_library import engine
from briefs import library
from briefs.cite_check import CiteChecker
from briefs.model import Library
from briefs.verify import Verifier
from tests.paths import REPOSITORY


@pytest.fixture(scope="session")
def view() -> Library:
    return library.read(REPOSITORY)


@pytest.fixture(scope="session")
def checker(view: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CiteChecker]:
    opened = engine(view, tmp_path_factory.mktemp("cite") / "index.sqlite")
    verifier = Verifier.open(opened.path)
    yield CiteChecker(opened, verifier)
    verifier.close()
