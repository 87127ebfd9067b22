"""The benchmarks load, and their peers run at the smallest size: `make bench` is run by hand, and seldom."""

from __future__ import annotations

import random
from importlib import import_module
from pathlib import Path

import pytest

import benchmarks
from benchmarks import __main__ as every
from benchmarks import engine, site
from briefs.index import build
from briefs.query import INDEX
from tests.paths import REPOSITORY

OURS = ("benchmarks", "bot", "briefs", "tests")
MODULES = sorted(p.stem for p in Path(benchmarks.__file__ or "").parent.glob("*.py") if p.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_it_loads(name: str) -> None:
    try:
        import_module(f"benchmarks.{name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in OURS:
            raise
        pytest.skip(f"{missing.name} is not installed: `make bench` brings it")


def test_make_bench_runs_what_there_is() -> None:
    assert set(every.ALL) <= set(MODULES)
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert [name for name in every.ALL if f"bench-{name}" not in makefile] == []


def test_the_peer_of_a_build_has_the_same_rows(tmp_path: Path) -> None:
    build(engine.synthetic(40, random.Random(1)), tmp_path / INDEX)
    assert engine.peer_build(tmp_path / INDEX, tmp_path / "peer.sqlite") > 0
    assert (tmp_path / "peer.sqlite").stat().st_size > 10_000


def test_the_peer_of_a_site_writes_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "site/person").mkdir(parents=True)
    (tmp_path / "site/person/one.html").write_text("one", "utf-8")
    site.peer(tmp_path / "site", tmp_path / "peer")
    assert (tmp_path / "peer/person/one.html").read_text("utf-8") == "one"
