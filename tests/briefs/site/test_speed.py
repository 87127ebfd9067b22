"""A site is built once and then brought up: what that takes is counted here, and measured by `make soak`."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated_library import change_one, write_library
from briefs import library
from briefs.render import markup
from briefs.site import SiteOptions, build, lists
from tests.briefs.site.conftest import ADDRESS

WHOLE, CHANGED = 60.0, 2.0  # CPU seconds of 10,000 statements: from nothing, and after one change


def test_a_chart_is_drawn_once_a_language_and_one_change_makes_few_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_library(tmp_path / "library", 60, people=20, topics=20)
    options = SiteOptions(ADDRESS, search=False, pictures=False)
    drawn, draw = Counter[tuple[str, str]](), lists.drawn_timeline

    def counted(title: str, found: Any, translator: Any) -> str | None:
        drawn[title, translator.language] += 1
        return draw(title, found, translator)

    monkeypatch.setattr(lists, "drawn_timeline", counted)
    report = build(library.read(tmp_path / "library"), tmp_path / "site", options)
    assert drawn and max(drawn.values()) == 1
    change_one(tmp_path / "library")
    drawn.clear()
    again = build(library.read(tmp_path / "library"), tmp_path / "site", options)
    # the statement, its article, day, speaker, topics and their pairs, in two languages, and feeds
    assert 2 < again.made < 80 and again.made * 10 < again.pages == report.pages
    assert sum(drawn.values()) < 20


@pytest.mark.soak
def test_ten_thousand_statements(tmp_path: Path, said_at_the_end: Callable[[object], None]) -> None:
    write_library(tmp_path / "library", 10_000)
    options = SiteOptions(ADDRESS, search=False)
    taken = []
    gc.disable()  # as the command does
    try:
        for _ in range(2):
            started = time.process_time()
            build(library.read(tmp_path / "library", tmp_path / "cache"), tmp_path / "site", options)
            taken.append(time.process_time() - started)
            change_one(tmp_path / "library")
    finally:
        gc.enable()
    said_at_the_end(f"10,000 statements: {taken[0]:.1f} CPU s, after one change {taken[1]:.2f} CPU s")
    assert taken[0] <= WHOLE and taken[1] <= CHANGED


@pytest.mark.parametrize("value", ["plain", "<&>'\"", markup.Markup("<b>"), 7, "", "Ünï — <", True])
def test_what_a_template_shows_is_escaped_as_markupsafe_does(value: object) -> None:
    made = markup.environment().from_string("{{ value }}|{{ value|upper }}|{{ value ~ '<' }}")
    assert markup.escaped(value) == str(markup.escape(value))
    assert made.render(value=value).split("|")[0] == str(markup.escape(value))
