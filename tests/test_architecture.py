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
    "briefs.briefing": {"briefs.shifts"},
    "briefs.follow": {"briefs.briefing", "briefs.query", "briefs.text"},
    "briefs.library": {"briefs.text"},
    "briefs.log": {"briefs.library", "briefs.text"},
    "briefs.index": {"briefs.library", "briefs.text"},
    "briefs.verify": {"briefs.index", "briefs.text"},
    "briefs.query": {
        "briefs.index", "briefs.library", "briefs.names", "briefs.shifts", "briefs.text", "briefs.verify",
    },
    "briefs.query.questions": {"briefs.index", "briefs.names"},
    "briefs.query.in_words": {
        "briefs.names", "briefs.query", "briefs.query.questions", "briefs.text", "briefs.verify",
    },
    "briefs.shifts": {"briefs.text", "briefs.verify"},
    "briefs.watch": {"briefs.query", "briefs.text", "briefs.verify"},
    "briefs.cite_check": {"briefs.query", "briefs.render", "briefs.text", "briefs.verify"},
    "briefs.render": {"briefs.briefing", "briefs.index", "briefs.names", "briefs.text", "briefs.verify"},
    "briefs.documents": {
        "briefs.query", "briefs.query.questions", "briefs.render", "briefs.text", "briefs.verify",
    },
    "briefs.ingest": {
        "briefs.ingest.archive", "briefs.ingest.extract", "briefs.ingest.fetch", "briefs.ingest.review",
        "briefs.text",
    },
    "briefs.ingest.people": {
        "briefs.ingest.extract", "briefs.ingest.review", "briefs.ingest.transfer", "briefs.library",
        "briefs.names", "briefs.text",
    },
    "briefs.ingest.extract": {"briefs.names", "briefs.text"},
    "briefs.ingest.fetch": {"briefs.ingest.extract", "briefs.text"},
    "briefs.ingest.review": {
        "briefs.ingest.extract", "briefs.ingest.fetch", "briefs.library", "briefs.log", "briefs.text",
    },
    "briefs.ingest.archive": {"briefs.ingest.fetch", "briefs.ingest.review"},
    "briefs.ingest.worker": {"briefs.ingest.extract", "briefs.ingest.fetch", "briefs.names"},
    "briefs.ingest.transfer": {"briefs.ingest.review", "briefs.library", "briefs.text"},
    "briefs.site": {
        "briefs.briefing", "briefs.ingest.transfer", "briefs.log", "briefs.render", "briefs.text",
    },
    "bot.store": {"bot.store.schema"},  # a room inside it: each may see the other
    "bot.store.schema": {"bot.store"},
    "bot.ingest": {"bot.store"},
    "bot.delivery": {"bot.store"},
    "bot.follow": {"bot.store"},
    "bot.discord.http": {"bot.delivery", "bot.store"},
    "bot.discord.ui": set(),
    "bot.discord.core": {"bot.discord.http", "bot.discord.ui", "bot.store"},
    "bot.discord.arguments": {"bot.discord.core", "bot.discord.ui"},
}  # fmt: skip
ALLOWED["briefs.query"].add("briefs.query.questions")  # a room inside it: each may see the other
ALLOWED["briefs.query.questions"].add("briefs.query")
ALLOWED["bot.discord.answers"] = {
    "bot.delivery", "bot.discord.arguments", "bot.discord.core", "bot.discord.http", "bot.discord.ui",
    "bot.store",
}  # fmt: skip
_FEATURE = {"bot.discord.answers", "bot.discord.arguments", "bot.discord.core", "bot.discord.ui"}
ALLOWED["bot.discord.verify"] = _FEATURE
ALLOWED["bot.discord.server"] = _FEATURE | {"bot.store"}
ALLOWED["bot.discord.review"] = _FEATURE | {"bot.ingest", "bot.store"}
ALLOWED["bot.discord.briefings"] = _FEATURE | {"bot.delivery", "bot.discord.http", "bot.store"}
ALLOWED["bot.discord.follow"] = _FEATURE - {"bot.discord.answers"} | {
    "bot.delivery", "bot.discord.briefings", "bot.discord.http", "bot.follow", "bot.store",
}  # fmt: skip
ALLOWED["bot.discord.shards"] = {"bot.discord.core", "bot.store"}
ALLOWED["bot.discord.watch"] = {
    "bot.discord.core", "bot.discord.ui", "bot.discord.verify", "bot.store",
}  # fmt: skip
ALLOWED["bot.mcp"] = set()
ALLOWED["bot.discord"] = {room for room in ALLOWED if room.startswith("bot.")} - {
    "bot.discord.arguments", "bot.follow", "bot.mcp", "bot.store.schema",
}  # fmt: skip
ALLOWED["bot.doctor"] = {"bot.replica", "bot.store"}
ALLOWED["bot.discord"] |= {"bot.doctor", "bot.processes", "bot.replica"}
ALLOWED["bot.replica"] = {"bot.store"}
ALLOWED["bot.processes"] = set()
ALLOWED["bot.web"] = set()
ALLOWED["bot.web.api"] = {"bot.processes", "bot.store", "bot.web"}
ALLOWED["bot.terminal"] = set()
ALLOWED["bot.terminal.review"] = {"bot.ingest"}
ALLOWED["bot.terminal.commands"] = {
    "bot.discord", "bot.doctor", "bot.follow", "bot.ingest", "bot.processes", "bot.store", "bot.terminal",
    "bot.terminal.review", "bot.mcp", "bot.web", "bot.web.api",
}  # fmt: skip
ENGINE = {room for room in ALLOWED if room.startswith("briefs.")}
GROUND = {"bot", "briefs"}  # the modules at the two roots have no door: every room stands on them


def module_of(file: Path) -> str:
    name = file.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


FILES = {
    module_of(file): file for package in ("bot", "briefs") for file in (REPOSITORY / package).rglob("*.py")
}
PACKAGES = {name for name, file in FILES.items() if file.name == "__init__.py"}


def room_of(module: str) -> str:
    return module if module in PACKAGES else module.rpartition(".")[0]


def in_room(module: str, room: str) -> bool:
    """Whether the module lies in the room, or in one inside it."""
    return module == room or module.startswith(f"{room}.")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text("utf-8"))


@cache
def nodes_of(module: str) -> tuple[ast.AST, ...]:
    """What is asked of them is about imports and the names that they bring."""
    kinds = (ast.Import, ast.ImportFrom, ast.Assign, ast.Attribute)
    return tuple(node for node in ast.walk(tree_of(module)) if isinstance(node, kinds))


@cache
def statements(module: str) -> list[tuple[str, str]]:
    """(from, name) of each import of ours, also for the type checker alone; a door's own list left out.

    `import room.module` counts as `from room import module`.
    """
    found = list[tuple[str, str]]()
    for node in nodes_of(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.module, name.name) for name in node.names]
        elif isinstance(node, ast.Import):
            found += [(place, name) for place, _, name in (each.name.rpartition(".") for each in node.names)]
    door = door_of(module) if module in PACKAGES else {}
    ours = [(place, name) for place, name in found if place.split(".")[0] in GROUND]
    return [(place, name) for place, name in ours if door.get(name) != place]


@cache
def door_of(room: str) -> dict[str, str]:
    """What others may use of a room, and from where its door has it: `import name as name`, and `__all__`."""
    found = dict[str, str]()
    for node in nodes_of(room):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            found = {**dict.fromkeys(ast.literal_eval(node.value), room), **found}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {name.name: node.module for name in node.names if name.asname == name.name}
    return found


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports of ours; `from room import module` is the module."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in FILES:
        for place, name in statements(module):
            whole = f"{place}.{name}" in FILES and door_of(place).get(name, place) == place
            found[module].add(f"{place}.{name}" if whole else place)
    return found


def names_used_of(module: str, room: str) -> set[str]:
    """What a module takes from a room by `room.name`, having imported the room itself."""
    parent, _, last = room.rpartition(".")
    aliases = {
        name.asname or name.name
        for node in nodes_of(module)
        if isinstance(node, ast.ImportFrom) and node.module == parent
        for name in node.names
        if name.name == last
    }
    return {
        node.attr
        for node in nodes_of(module)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases
    }


def around_the_door(module: str) -> list[str]:
    around = []
    for place, name in statements(module):
        target = f"{place}.{name}"
        if target in PACKAGES:  # the room itself: what is taken from it must stand in its door
            missing = names_used_of(module, target) - door_of(target).keys()
            around += [f"{target}.{used}" for used in missing if not in_room(module, target)]
        elif not in_room(module, room_of(place)) and room_of(place) not in GROUND:
            if place not in PACKAGES or name not in door_of(place):
                around.append(target)
    return around


def test_a_room_is_entered_by_its_door() -> None:
    assert {module: wrong for module in sorted(FILES) if (wrong := around_the_door(module))} == {}


def forbidden_arrows(module: str) -> set[str]:
    own = room_of(module)
    if own in GROUND:
        return set()  # `bot.__main__` and `bot.live_library` stand above rooms
    allowed = ALLOWED.get(own, set()) | ({"bot"} | ENGINE if own.startswith("bot.") else set())
    return {room_of(target) for target in imports()[module]} - allowed - {own, "briefs"}


def test_arrows_point_where_they_may() -> None:
    assert {module: wrong for module in sorted(FILES) if (wrong := forbidden_arrows(module))} == {}


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_every_arrow_is_used(room: str) -> None:
    used = {room_of(target) for module in FILES if room_of(module) == room for target in imports()[module]}
    assert ALLOWED[room] - used == set()


@pytest.mark.parametrize("room", sorted(PACKAGES - GROUND))
def test_a_name_of_a_door_is_no_module_behind_it(room: str) -> None:
    """Once a module is loaded, Python finds it under its name before the door can give what it names."""
    hidden = [name for name, place in door_of(room).items() if f"{room}.{name}" in FILES and place != room]
    assert hidden == []


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
    for module in FILES:
        names = {
            name
            for node in nodes_of(module)
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
    for name in door_of(room):
        assert getattr(import_module(room), name) is not None
