"""The messages of a debate server: nothing is said of an innocent one, and what is planted is met.

How they were written, and what was measured with which half: benchmarks/watch_templates.py.
"""

from __future__ import annotations

import os

import pytest

from benchmarks.watch import Score, measure
from benchmarks.watch_messages import Half, MessageMaker
from briefs.model import Library
from briefs.watch import Watcher


@pytest.mark.parametrize("half", ["seen", "aside"])
def test_a_few_hundred_messages(watcher: Watcher, view: Library, half: Half) -> None:
    _holds(measure(watcher, MessageMaker(view, half, 2).messages(30, 90)))


@pytest.mark.soak
@pytest.mark.parametrize("half", ["seen", "aside"])
def test_ten_thousand_messages(watcher: Watcher, view: Library, half: Half) -> None:
    seed = int(os.environ.get("ONRECORD_SEED", "7"))
    _holds(measure(watcher, MessageMaker(view, half, seed).messages(500, 9_500)))


def _holds(score: Score) -> None:
    caught, planted = score.caught()
    assert score.alarms()[0] == 0, score.wrong
    assert caught >= 0.95 * planted, score.wrong
