"""One name, one meaning: who searches for a class or an alias of types finds one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.paths import REPOSITORY

# Names that stand in several modules, and why.
SHARED = {
    "T": "the usual name of a type variable, which belongs to its module",
    "F": "the usual name of a type variable for a function that is decorated",
}


def _types(tree: ast.Module) -> Iterator[str]:
    """Classes anywhere, and assignments in CamelCase at the top: aliases and type variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in [node.target] if isinstance(node, ast.AnnAssign) else targets:
            if isinstance(target, ast.Name) and target.id[0].isupper():
                if len(target.id) == 1 or not target.id.isupper():
                    yield target.id


def test_no_name_of_a_type_stands_in_two_modules() -> None:
    modules = defaultdict(set)
    for package in ("bot", "briefs"):
        for file in (REPOSITORY / package).rglob("*.py"):
            for name in _types(ast.parse(file.read_text("utf-8"))):
                modules[name].add(file.relative_to(REPOSITORY).as_posix())
    doubled = {name: found for name, found in modules.items() if len(found) > 1}
    assert {name: found for name, found in doubled.items() if name not in SHARED} == {}
    assert SHARED.keys() <= doubled.keys()
