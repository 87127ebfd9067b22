"""A small library, its queue with three candidates that wait, and the decisions on both."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from briefs.ingest.review.service import ReviewService
from briefs.ingest.review.validation import library_check
from tests.briefs.ingest.review import fakes


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fakes.make(tmp_path / "library")


@pytest.fixture
def queue(tmp_path: Path) -> fakes.SqliteQueue:
    queue = fakes.SqliteQueue(tmp_path / "queue.db")
    queue.put("key-0", "key-1", "key-2")
    return queue


@pytest.fixture
def service(root: Path, queue: fakes.SqliteQueue, tmp_path: Path) -> ReviewService:
    """Each decision is a second later than the one before."""
    ticks = itertools.count()
    return ReviewService(
        root, library_check(tmp_path / "cache"), queue, lambda: fakes.clock() + timedelta(seconds=next(ticks))
    )
