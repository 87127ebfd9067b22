"""Whatever is logged, the token is not in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.log import JsonFormatter, RedactingFormatter, configure_logging
from bot.settings import Secret

TOKEN = "MTIzNDU2.not-a-real.token"


@pytest.fixture(params=["text", "json"])
def said(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What stands on standard error; the root logger is afterwards as it was."""
    root, discord, stream = logging.getLogger(), logging.getLogger("discord"), io.StringIO()
    before = root.handlers, root.level, discord.level
    monkeypatch.setattr("sys.stderr", stream)
    configure_logging(request.param, Secret(TOKEN))
    yield stream
    root.handlers = before[0]
    root.setLevel(before[1])
    discord.setLevel(before[2])


def test_the_token_is_in_no_line_however_it_came_there(said: io.StringIO) -> None:
    log = logging.getLogger("tests.log")
    log.info("in the message: %s", TOKEN)
    log.info("in a field", extra={"header": f"Bot {TOKEN}"})
    try:
        raise ValueError(f"in a trace: {TOKEN}")
    except ValueError:
        log.exception("failed")
    log.warning("shown as an object: %r", Secret(TOKEN))
    text = said.getvalue()
    assert TOKEN not in text and text.count("[token]") >= 3
    assert all(words in text for words in ("in the message", "in a field", "in a trace", "Token(…)"))


def test_a_line_for_machines_is_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "two\nlines %s", (TOKEN,), None)
    line = JsonFormatter(Secret(TOKEN)).format(record)
    assert "\n" not in line and json.loads(line)["message"] == "two\nlines [token]"


def test_a_trace_that_another_handler_left_on_the_record_is_not_shown() -> None:
    """logging keeps a trace once made, and that of a library's handler says more than ours."""
    try:
        raise ValueError("a fault")
    except ValueError as fault:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (ValueError, fault, None))
    record.exc_text = "ValueError: typed by somebody"
    line = RedactingFormatter(None).format(record)
    assert "a fault" in line and "typed by somebody" not in line


def test_what_is_missing_for_voice_is_no_news(said: io.StringIO) -> None:
    client = logging.getLogger("discord.client")
    for package in ("PyNaCl", "davey"):
        client.warning("%s is not installed, voice will NOT be supported", package)
    client.warning("PyNaCl is not what it was")
    assert len(said.getvalue().splitlines()) == 1 and "is not what it was" in said.getvalue()
