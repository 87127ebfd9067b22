"""A site is built once and then brought up: what that takes is counted here, and measured by `make soak`."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated_library import change_one, write_library
from briefs import library
from briefs.render import markup
from briefs.site import SiteOptions, build, lists
from tests.briefs.site.conftest import ADDRESS

WHOLE = 60.0  # CPU seconds of 10,000 statements, from nothing and without the search
CHANGED = 4.0  # after one change; the aim is 2
_BURST = 0.0058  # CPU seconds of a burst of `Pace` on an idle core of the machine that these were set for


class Pace:
    """How much slower the processor is while others share its caches: bursts of equal work along the way."""

    def __init__(self) -> None:
        self._bursts: list[float] = []

    def __call__(self, done: int, of: int) -> None:
        if done % 1_000 == 1:
            started = time.process_time()
            for n in range(1_000):
                "".join([escape(f"a<b{n}&{k}") for k in range(10)])
            self._bursts.append(time.process_time() - started)

    def idle(self, taken: float) -> float:
        """What `taken` CPU seconds, bursts included, would be on an idle machine; never more."""
        spent = sum(self._bursts)
        return (taken - spent) / max(1.0, spent / len(self._bursts) / _BURST)


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
    taken, told = [], []
    gc.disable()  # as the command does
    try:
        for _ in range(2):
            started, pace = time.process_time(), Pace()
            build(library.read(tmp_path / "library", tmp_path / "cache"), tmp_path / "site", options, pace)
            seconds = time.process_time() - started
            taken.append(pace.idle(seconds))
            told.append(f"{seconds:.1f} CPU s, {taken[-1]:.1f} on an idle machine")
            change_one(tmp_path / "library")
    finally:
        gc.enable()
    said_at_the_end(f"10,000 statements: {told[0]}; after one change {told[1]}")
    assert taken[0] <= WHOLE and taken[1] <= CHANGED


@pytest.mark.parametrize("value", ["plain", "<&>'\"", markup.Markup("<b>"), 7, "", "Ünï — <", True])
def test_what_a_template_shows_is_escaped_as_markupsafe_does(value: object) -> None:
    made = markup.environment().from_string("{{ value }}|{{ value|upper }}|{{ value ~ '<' }}")
    assert markup.escaped(value) == str(markup.escape(value))
    assert made.render(value=value).split("|")[0] == str(markup.escape(value))
