"""Clocks that are moved by hand, or by who waits for them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.bot.delivery.fakes import HandClock, Timeline


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def timeline() -> Timeline:
    return Timeline()


@pytest.fixture
def by_channel() -> defaultdict[int, list[float]]:
    return defaultdict(list)
