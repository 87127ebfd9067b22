"""A watcher over the seeded library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.cite_library import engine
from briefs import library
from briefs.model import Library
from briefs.query import QueryResolver
from briefs.verify import Verifier
from briefs.watch import Watcher
from tests.paths import REPOSITORY


@pytest.fixture(scope="session")
def view() -> Library:
    return library.read(REPOSITORY)


@pytest.fixture(scope="session")
def watcher(view: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watcher]:
    opened = engine(view, tmp_path_factory.mktemp("watch") / "index.sqlite")
    verifier = Verifier.open(opened.path)
    yield Watcher(QueryResolver(opened), verifier)
    verifier.close()
