"""The guides stay true: the rooms, paths, links and variables that they name are there, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import api_tables, command_table
from tests.paths import REPOSITORY

PAGES = [
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted((REPOSITORY / "docs").glob("*.md")),
]
ARCHITECTURE = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
NO_ROOMS = {"bot", "briefs", "bot/terminal/commands", "bot/store/migrations"}  # told with what is around


def rooms() -> set[str]:
    found = (f.parent for package in ("bot", "briefs") for f in (REPOSITORY / package).rglob("__init__.py"))
    return {folder.relative_to(REPOSITORY).as_posix() for folder in found} - NO_ROOMS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_every_path_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    paths = re.findall(r"`((?:bot|briefs)/[\w./-]*)`", text)
    missing += [path for path in paths if not (REPOSITORY / path).exists()]
    assert missing == []


def test_every_room_is_told_of() -> None:
    assert {room for room in rooms() if f"| `{room}/` |" not in ARCHITECTURE} == set()
    assert {room for room in rooms() if f"`{room}/`" not in CONTRIBUTING} == set()


def test_every_walk_goes_through_files_that_are_there() -> None:
    walks = ARCHITECTURE.split("## Five walks")[1].split("\n### ")[1:]
    assert len(walks) == 5
    for walk in walks:
        files = re.findall(r"`((?:bot|briefs)/[\w/]+\.py)`", walk)
        assert len(files) >= 5 and all((REPOSITORY / file).is_file() for file in files)


def test_every_variable_of_the_environment_is_in_the_docs() -> None:
    code = "".join(f.read_text("utf-8") for p in ("bot", "briefs") for f in (REPOSITORY / p).rglob("*.py"))
    named = set(re.findall(r"\b(?:ONRECORD|DISCORD)_[A-Z_]+\b", code)) - {"ONRECORD_COMPLETE"}  # click's own
    settings = (REPOSITORY / "docs" / "settings.md").read_text("utf-8")
    assert named and {name for name in named if f"`{name}`" not in settings} == set()


def test_the_table_of_questions_is_what_their_definitions_say() -> None:
    page = command_table.PAGE.read_text("utf-8")
    assert command_table.renewed(page) == page, "run `make commands`"


def test_the_tables_of_the_api_are_what_it_is() -> None:
    page = api_tables.PAGE.read_text("utf-8")
    assert api_tables.renewed(page) == page, "run `make commands`"


def test_the_unit_keeps_the_state_to_its_user() -> None:
    unit = (REPOSITORY / "packaging" / "onrecord.service").read_text("utf-8").splitlines()
    # a library of one's own is written in by curators: one line is of no use without the other
    assert {
        "#Environment=ONRECORD_LIBRARY=/srv/onrecord/library",
        "#ReadWritePaths=/srv/onrecord/library",
    } <= set(unit)
    assert {"UMask=0077", "StateDirectoryMode=0700", "CacheDirectoryMode=0700"} <= set(unit)
