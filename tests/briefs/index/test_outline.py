"""An answer in outline says of all its statements what the whole one says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.documents import ask
from briefs.index import BlockingConnection, IndexReader, OutlineReader, is_outline, run
from briefs.query import INDEX, QueryEngine, open_engine
from tests.briefs.documents.test_answering import ASKED, TODAY
from tests.paths import REPOSITORY


@pytest.fixture
def engines(cache: Path) -> tuple[QueryEngine, QueryEngine]:
    """One that reads whole statements, and one that reads all that it can in outline."""
    opened = run(open_engine(REPOSITORY, cache))
    run(opened.close())
    path = cache / INDEX
    whole, outline = IndexReader(BlockingConnection(path)), OutlineReader(BlockingConnection(path))
    outline.most_whole = 0
    registry = run(whole.registry())
    return QueryEngine(path, whole, registry, ()), QueryEngine(path, outline, registry, ())


@pytest.mark.parametrize(
    "name", ["position", "compare", "timeline", "person", "topic", "statements", "article"]
)
@pytest.mark.parametrize("since", [None, "2012-06"])
def test_what_is_said_of_all_is_the_same(
    engines: tuple[QueryEngine, QueryEngine], name: str, since: str | None
) -> None:
    arguments = dict(ASKED[name][1])
    if since and name not in ("person", "topic", "article"):
        arguments["since"] = since
    whole, outline = (run(ask(engine, name, arguments, TODAY)) for engine in engines)
    for found, same in (
        (whole.statements, outline.statements),
        (whole.may_fall_outside, outline.may_fall_outside),
    ):
        assert [each.id for each in found] == [each.id for each in same]
        assert all(map(is_outline, same))
    assert (whole.coverage, whole.outcome, whole.brief) == (outline.coverage, outline.outcome, outline.brief)
    assert whole.newer_than_brief == outline.newer_than_brief


def test_few_are_whole(engines: tuple[QueryEngine, QueryEngine]) -> None:
    engine = engines[1]
    engine.index.most_whole = 1000  # type: ignore[attr-defined]
    found = run(engine.timeline("missile-defence", date(2011, 1, 1)))
    assert found.statements and not any(map(is_outline, found.statements))
