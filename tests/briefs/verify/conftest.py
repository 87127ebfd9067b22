"""An index of the seeded library, made once for all tests of the check."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefs import library
from briefs.index import article_texts
from briefs.index.builder import build
from briefs.verify import Verifier
from tests.paths import REPOSITORY


def index(root: Path, path: Path) -> Path:
    """Build the facts index of the library at `root`, with what the check needs."""
    view = library.read(root)
    build(view, path)
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_words'").fetchone():
            article_texts.build(db, view.articles, view.statements)
            db.commit()
    return path


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    opened = Verifier.open(index(REPOSITORY, tmp_path_factory.mktemp("verify") / "index.sqlite"))
    yield opened
    opened.close()
