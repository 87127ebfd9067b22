"""An index of the seeded library, made once for all tests of the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs import library
from briefs.index.builder import build
from briefs.verify import Verifier
from tests.paths import REPOSITORY


def index(root: Path, path: Path) -> Path:
    """Build the facts index of the library at `root`, with what the check needs."""
    build(library.read(root), path)
    return path


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    opened = Verifier.open(index(REPOSITORY, tmp_path_factory.mktemp("verify") / "index.sqlite"))
    yield opened
    opened.close()
