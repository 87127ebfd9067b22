"""Each tool's answer against its own schema; what cannot be asked; a library that changes meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from jsonschema import Draft202012Validator

pytest.importorskip("mcp")

from bot.mcp import OpenRecord, tools
from bot.mcp import record as record_module
from bot.mcp.calls import call
from bot.mcp.outlines import outline
from briefs.errors import UserError
from tests.bot.mcp.conftest import CACHE, TODAY
from tests.paths import REPOSITORY

EXAMPLES: dict[str, dict[str, Any]] = {
    "position": {"person": "lavrov", "topic": "missile-defence", "since": "2012"},
    "compare": {"person": "lavrov", "other": "rasmussen", "topic": "missile-defence", "limit": 3},
    "timeline": {"topic": "missile-defence", "limit": 100},
    "person": {"person": "nato chief"},
    "topic": {"topic": "afghanistan"},
    "statements": {"person": "lavrov", "limit": 5, "offset": 5},
    "search": {"words": "strategic guarantees"},
    "statement": {"statement": "itar-tass-2011-10-26-01"},
    "verify": {"text": "Lavrov said: “We want real cooperation with Russia on missile defence”"},
    "article": {"article": "itar-tass-2011-10-26"},
    "lookup": {"kind": "person", "name": "lavrov"},
    "cite_check": {"draft": "Rasmussen said: “We want fake cooperation with Russia on missile defence.”"},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def record() -> AsyncIterator[OpenRecord]:
    opened = await OpenRecord.open(REPOSITORY, CACHE, "https://record.example")
    yield opened
    await opened.close()


async def asked(record: OpenRecord, tool: str, arguments: dict[str, Any]) -> tuple[dict[str, Any], str]:
    return await record.ask(lambda opened: call(opened, tool, arguments, TODAY))


def test_there_is_an_example_of_each() -> None:
    assert EXAMPLES.keys() == tools().keys()


@pytest.mark.parametrize("tool", EXAMPLES)
async def test_an_answer_is_as_its_schema_says(record: OpenRecord, tool: str) -> None:
    definition = tools()[tool]
    document, words = await asked(record, tool, EXAMPLES[tool])
    for given, schema in (
        (EXAMPLES[tool], definition.input_schema),
        (document, definition.output_schema),
        (document, outline(definition.output_schema, tool)),
    ):
        assert [error.message for error in Draft202012Validator(schema).iter_errors(given)] == []
    assert words.strip()
    for statement in (*document.get("statements", ()), *document.get("proofs", ())):
        assert statement["receipt"]["address"] == f"https://record.example/statement/{statement['id']}.html"
        assert statement["receipt"]["sha256"] and statement["said_basis"]


async def test_several_and_nobody_are_answers_with_suggestions(record: OpenRecord) -> None:
    document, words = await asked(record, "person", {"person": "sergei"})
    assert document["outcome"] == "ambiguous" and len(document["suggestions"]) > 1
    assert document["suggestions"][0]["label"] in words
    document, words = await asked(record, "person", {"person": "Nobody Whatever"})
    assert document["outcome"] == "unknown" and document["statements"] == [] and words


def test_what_is_listed_of_an_answer_tells_how_to_cite_it() -> None:
    for name, tool in tools().items():
        listed = outline(tool.output_schema, name)["properties"]
        assert listed.keys() <= tool.output_schema["properties"].keys()
        # Each list of statements that a tool is asked for names what a citation needs.
        statement = listed["statement"] if name == "statement" else listed.get("statements", {}).get("items")
        if statement is not None:
            assert {"passage", "said", "said_basis", "speakers", "receipt"} <= statement["properties"].keys()
            assert all(part["type"] for part in statement["properties"].values())


async def test_pages_hold_every_statement_once(record: OpenRecord) -> None:
    ids: list[str] = []
    for offset in range(0, 140, 7):
        document, _ = await asked(record, "statements", {"limit": 7, "offset": offset})
        ids += [one["id"] for one in (*document["statements"], *document["may_fall_outside"])]
    assert len(ids) == len(set(ids)) == document["shown"]["of"]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("positio", {}, "there is no tool"),
        ("position", {"person": "lavrov"}, "lacks its topic"),
        ("position", {"person": "lavrov", "topic": "x", "colour": "red"}, "no argument"),
        ("position", {"person": 7, "topic": "x"}, "no text"),
        ("timeline", {"topic": "syria", "limit": 0}, "no number"),
        ("timeline", {"topic": "syria", "limit": True}, "no number"),
        ("timeline", {"topic": "syria", "since": "yesteryear"}, "yesteryear"),
        ("timeline", {"topic": " "}, "empty"),
        ("lookup", {"kind": "thing", "name": "x"}, "is no kind"),
        ("statement", {"statement": "nothing-at-all"}, "no statement"),
        ("cite_check", {"draft": "a" * 100_001}, "longer than"),
        ("cite_check", {"draft": "\ud800"}, "half a character"),
    ],
)  # fmt: skip
async def test_what_cannot_be_asked(
    record: OpenRecord, tool: str, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        await asked(record, tool, arguments)


async def test_a_library_that_changes_is_swapped_whole(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_module, "_LOOK_AGAIN", 0.0)
    record = await OpenRecord.open(copy, tmp_path / "cache")
    file = copy / "seeds/dossiers/itar-tass-2011-10-26.yaml"
    before = file.read_text("utf-8")
    told = "summary: Lavrov says that the talks between Russia and NATO on missile defence are not moving."
    assert told in before
    try:
        first, _ = await asked(record, "statement", EXAMPLES["statement"])
        file.write_text(before.replace(told, "summary: Lavrov says so."), "utf-8")
        second, _ = await asked(record, "statement", EXAMPLES["statement"])
        assert first["statement"]["summary"] != second["statement"]["summary"] == "Lavrov says so."
        file.write_text("no library", "utf-8")
        third, _ = await asked(record, "statement", EXAMPLES["statement"])
        assert third["statement"]["summary"] == "Lavrov says so."
        assert "last good index" in third["warnings"][0]
    finally:
        await record.close()


def test_questions_are_those_of_the_engine() -> None:
    for name, tool in tools().items():
        if tool.question is not None:
            own = {argument.name for argument in tool.question.arguments}
            assert own == tool.input_schema["properties"].keys() - {"limit", "offset"}, name
