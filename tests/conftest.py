"""What the tests share: the repository, a cache of their own, small libraries made for a test."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import forked
from tests.briefs.ingest.forked_worker import forking
from tests.environment import set_aside
from tests.paths import REPOSITORY

set_aside()

# A busy machine is slow now and then: no example fails for having taken its time.
EXAMPLES = 300 if "ONRECORD_SOAK" in os.environ else 45  # of a property, where its test names no number
settings.register_profile(
    "onrecord", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("onrecord")


def pytest_xdist_auto_num_workers() -> int:
    """Many tests wait for a socket or a clock: a processor has time for half a process more."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for a whole run: the index of the repository's library is built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test built of the repository's library, the others find."""
    monkeypatch.setenv("ONRECORD_CACHE", str(cache))


@pytest.fixture(scope="session")
def said_at_the_end(request: pytest.FixtureRequest) -> Callable[[object], None]:
    """What a test came to is written below its dot: `make soak` is run for its figures."""

    def say(what: object) -> None:
        plugins = request.config.pluginmanager
        if reporter := plugins.getplugin("terminalreporter"):
            with plugins.getplugin("capturemanager").global_and_fixture_disabled():
                reporter.write_line(f"\n{what}")

    return say


@pytest.fixture
def forked_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads articles starts at once."""
    monkeypatch.setattr(asyncio, "create_subprocess_exec", forking(asyncio.create_subprocess_exec))


@pytest.fixture
def library_copy(tmp_path: Path) -> Path:
    """A writable copy of the repository's library."""
    root = tmp_path / "library"
    for part in ("config", "seeds"):
        shutil.copytree(REPOSITORY / part, root / part)
    return root


@pytest.fixture
def onrecord(cache: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program in a process of its own."""

    def run(*args: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return forked.run(
            "bot", *args, stdin=stdin, env={**os.environ, "ONRECORD_CACHE": str(cache), **environment}
        )

    return run
