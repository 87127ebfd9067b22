"""The house: rooms are entered by their doors, arrows point one way, and discord stays in its room."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

# A room may import from the rooms named here, and from the modules at the root of the two packages.
ALLOWED = {
    "briefs.text": set(),
    "briefs.names": set(),
    "briefs.briefing": set(),
    "briefs.library": {"briefs.text"},
    "briefs.index": {"briefs.library", "briefs.text"},
    "briefs.verify": {"briefs.index", "briefs.text"},
    "briefs.query": {"briefs.index", "briefs.library", "briefs.names", "briefs.text", "briefs.verify"},
    "briefs.query.questions": {"briefs.index", "briefs.names", "briefs.render", "briefs.text"},
    "briefs.render": {"briefs.briefing", "briefs.index", "briefs.names", "briefs.text", "briefs.verify"},
    "briefs.ingest": {"briefs.ingest.extract", "briefs.ingest.fetch", "briefs.ingest.review", "briefs.text"},
    "briefs.ingest.extract": {"briefs.text"},
    "briefs.ingest.fetch": {"briefs.ingest.extract", "briefs.text"},
    "briefs.ingest.review": {
        "briefs.ingest.extract", "briefs.ingest.fetch", "briefs.library", "briefs.text",
    },
    "briefs.ingest.worker": {"briefs.ingest.extract", "briefs.ingest.fetch", "briefs.names"},
    "briefs.ingest.transfer": {"briefs.ingest.review", "briefs.library"},
    "bot.store": set(),
    "bot.ingest": {"bot.store"},
    "bot.delivery": {"bot.store"},
    "bot.discord.http": {"bot.delivery"},
    "bot.discord.ui": set(),
    "bot.discord.core": {"bot.discord.http", "bot.discord.ui", "bot.store"},
    "bot.discord.arguments": {"bot.discord.core", "bot.discord.ui"},
}  # fmt: skip
ALLOWED["briefs.query"].add("briefs.query.questions")  # a room inside it: each may see the other
ALLOWED["briefs.query.questions"].add("briefs.query")
ALLOWED["bot.discord.answers"] = {
    "bot.discord.arguments", "bot.discord.core", "bot.discord.http", "bot.discord.ui", "bot.store",
}  # fmt: skip
_FEATURE = {
    "bot.delivery", "bot.discord.answers", "bot.discord.http", "bot.ingest", *ALLOWED["bot.discord.answers"],
}  # fmt: skip
for _room in ("verify", "review", "briefings"):
    ALLOWED[f"bot.discord.{_room}"] = _FEATURE
ALLOWED["bot.discord.server"] = _FEATURE | {
    "bot.discord.briefings",
    "bot.discord.review",
    "bot.discord.verify",
}
ALLOWED["bot.discord"] = {room for room in ALLOWED if room.startswith("bot.")}
ALLOWED["bot.terminal"] = {"bot.ingest", "bot.store"}
ALLOWED["bot.terminal.commands"] = {"bot.discord", "bot.ingest", "bot.store", "bot.terminal"}
ENGINE = {room for room in ALLOWED if room.startswith("briefs.")}
# Parents are entered through the modules of theirs that are named: each has rooms of its own inside.
PARENTS = {"bot", "briefs", "briefs.ingest", "bot.discord", "bot.terminal.commands"}


def module_of(file: Path) -> str:
    name = file.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


FILES = {
    module_of(file): file for package in ("bot", "briefs") for file in (REPOSITORY / package).rglob("*.py")
}
PACKAGES = {name for name, file in FILES.items() if file.name == "__init__.py"}


def room_of(module: str) -> str:
    return module if module in PACKAGES else module.rpartition(".")[0]


def statements(module: str) -> list[tuple[str, str]]:
    """(from, name) of each import of ours, also for the type checker alone; a door's own list left out."""
    text = FILES[module].read_text("utf-8")
    if "lazy_exports(__name__)" in text:
        return []
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.module]
    ours = [node for node in found if str(node.module).split(".")[0] in ("bot", "briefs")]
    return [(str(node.module), name.name) for node in ours for name in node.names]


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports of ours; `from room import module` is the module."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in FILES:
        for place, name in statements(module):
            found[module].add(f"{place}.{name}" if f"{place}.{name}" in FILES else place)
    return found


@pytest.mark.parametrize("module", sorted(FILES))
def test_a_room_is_entered_by_its_door(module: str) -> None:
    own = room_of(module)
    around = [
        place
        for place, _ in statements(module)
        if place not in PACKAGES
        and room_of(place) not in PARENTS
        and room_of(place) != own
        and not own.startswith(f"{room_of(place)}.")
    ]
    assert around == []


@pytest.mark.parametrize("module", sorted(FILES))
def test_arrows_point_where_they_may(module: str) -> None:
    own = room_of(module)
    if own in ("bot", "briefs"):
        return  # the ground floor; `bot.__main__` and `bot.live_library` stand above rooms
    allowed = ALLOWED.get(own, set()) | ({"bot"} | ENGINE if own.startswith("bot.") else set())
    wrong = {room_of(target) for target in imports()[module]} - allowed - {own, "briefs"}
    assert wrong == set()


def test_there_is_no_circle_of_modules() -> None:
    graph, state = imports(), dict[str, int]()
    circles = []

    def visit(module: str, path: tuple[str, ...]) -> None:
        state[module] = 1
        for target in graph.get(module, ()):
            if state.get(target) == 1:
                circles.append((*path, module, target))
            elif target not in state:
                visit(target, (*path, module))
        state[module] = 2

    for module in FILES:
        if module not in state:
            visit(module, ())
    assert circles == []


def test_discord_is_imported_in_its_room_alone() -> None:
    for module, file in FILES.items():
        names = {
            name
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            for name in (
                [node.module or ""] if isinstance(node, ast.ImportFrom)
                else [each.name for each in node.names] if isinstance(node, ast.Import) else []
            )
        }  # fmt: skip
        if any(name.split(".")[0] == "discord" for name in names):
            assert module.startswith("bot.discord"), f"{module} imports discord"


@pytest.mark.parametrize("package", ["bot", "briefs"])
def test_few_modules_stand_at_a_root(package: str) -> None:
    assert len(list((REPOSITORY / package).glob("*.py"))) <= 12


@pytest.mark.parametrize("room", sorted(PACKAGES))
def test_all_that_a_door_names_is_there(room: str) -> None:
    tree = ast.parse(FILES[room].read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{room}."):
            for name in node.names:
                assert getattr(import_module(room), name.asname or name.name) is not None
