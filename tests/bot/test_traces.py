"""What stands in the log and in faults.log: where a fault was, and not what somebody typed."""

from __future__ import annotations

import asyncio
import logging
import stat
from pathlib import Path

import pytest

from bot.crash_log import record_crash
from bot.log import JsonFormatter, RedactingFormatter
from bot.traces import note_typed, trace_of, typed, without_typed


def failing(words: str) -> BaseException:
    try:
        try:
            int(words)
        except ValueError as inner:
            raise LookupError(f"no {words!r} here") from inner
    except LookupError as outer:
        return outer
    raise AssertionError


@pytest.mark.parametrize(
    "words", ["Zanzibar secret", "first\nzanzibar\tand", '“zanzibar”"', "Занзибар тайна"]
)
def test_a_trace_names_the_place_and_not_the_words(words: str) -> None:
    fault = failing(words)
    plain = trace_of(fault)
    assert plain.count("Traceback") == 2 and "direct cause" in plain and "LookupError: no " in plain
    assert "anzibar" in plain.lower() or "анзибар" in plain.lower()
    with typed([words]):
        hidden = trace_of(fault)
    assert "anzibar" not in hidden.lower() and "анзибар" not in hidden.lower()
    assert 'in failing\n    raise LookupError(f"no {words!r} here") from inner' in hidden
    assert hidden.count(__file__) == plain.count(__file__)
    assert trace_of(fault) == plain


def test_groups_notes_and_circles() -> None:
    fault = ExceptionGroup("two zanzibars", [ValueError("zanzibar"), TypeError("other")])
    fault.add_note("a zanzibar note")
    fault.__cause__ = fault
    with typed(["zanzibar"]):
        said = trace_of(fault)
    assert "zanzibar" not in said and "TypeError: other" in said and "ValueError: …" in said


async def test_what_a_task_was_told_of_its_own_tasks_know_and_no_others() -> None:
    async def asked(words: str) -> str:
        note_typed([words])
        return await asyncio.create_task(inner())

    async def inner() -> str:
        return without_typed("zanzibar and uluru")

    assert await asyncio.gather(*(asyncio.create_task(asked(w)) for w in ("Zanzibar", "uluru x and"))) == [
        "… and uluru",
        "zanzibar and …",
    ]
    assert without_typed("zanzibar") == "zanzibar"


@pytest.mark.parametrize("form", [RedactingFormatter, JsonFormatter])
def test_the_log_has_neither(form: type[RedactingFormatter]) -> None:
    fault = failing("zanzibar")
    record = logging.LogRecord(
        "some.library", 40, "", 0, "it said %s", ("zanzibar",), (type(fault), fault, None)
    )
    record.detail, record.number = "of zanzibar", 7
    with typed(["zanzibar"]):
        line = form(None).format(record)
    assert "zanzibar" not in line and "it said …" in line and "of …" in line and "7" in line
    assert "LookupError" in line


def test_a_crash_file_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    with typed(["zanzibar"]):
        shown = record_crash(failing("zanzibar"))
    file = tmp_path / "faults.log"
    assert "LookupError" in file.read_text() and "zanzibar" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and str(file) in str(shown.hint)
