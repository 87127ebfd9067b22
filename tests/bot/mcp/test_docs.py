"""docs/mcp.md names each tool with its arguments, and each key that is not told elsewhere."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("mcp")

from bot.mcp import tools
from bot.mcp.definitions import RECEIPT
from bot.mcp.resources import templates
from tests.paths import REPOSITORY

TEXT = (REPOSITORY / "docs/mcp.md").read_text("utf-8")


def test_each_tool_is_told_of_with_its_arguments() -> None:
    for name, tool in tools().items():
        row = re.search(rf"^\| `{name}` \| (.*?) \|", TEXT, re.MULTILINE)
        assert row is not None, name
        told = {found: not mark for found, mark in re.findall(r"`(\w+)`(\?)?(?! or|,? `html`\))", row[1])}
        told = {found: needed for found, needed in told.items() if found in tool.input_schema["properties"]}
        required = set(tool.input_schema["required"])
        assert told == {key: key in required for key in tool.input_schema["properties"]}, name


def test_each_key_is_told_of() -> None:
    checked = tools()["cite_check"].output_schema["properties"]
    own = (
        "mark",
        "text",
        "by",
        "asserted",
        "start",
        "end",
        "line",
        "column",
        "faults",
        "source_named",
        "proof",
    )
    assert set(own) <= checked["quotations"]["items"]["properties"].keys()
    keys = {
        *checked,
        *RECEIPT["properties"],
        *checked["counts"]["properties"],
        *own,
        "proofs",
        "shown",
        "receipt",
    }
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()


def test_each_resource_is_told_of() -> None:
    assert [one.uri_template for one in templates() if f"`{one.uri_template}`" not in TEXT] == []
