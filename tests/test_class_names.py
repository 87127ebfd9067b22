"""One name, one meaning: who searches for a class finds one."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.paths import REPOSITORY


def test_no_class_name_stands_in_two_modules() -> None:
    modules = defaultdict(set)
    for package in ("bot", "briefs"):
        for file in (REPOSITORY / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    modules[node.name].add(file.relative_to(REPOSITORY).as_posix())
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}
