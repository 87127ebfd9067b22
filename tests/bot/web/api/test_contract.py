"""Schemathesis against the OpenAPI document: what it makes up is answered as that says, never by a fault.

It comes with the benchmarks' packages. No schema can say that free text is no date, or no JSON: what it holds
to be valid may be refused.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.web.api.conftest import Asker

EXAMPLES = int(os.environ.get("ONRECORD_SOAK", "200")) // 4


@pytest.mark.soak
@pytest.mark.skipif(not importlib.util.find_spec("schemathesis"), reason="needs the benchmarks' packages")
async def test_made_up_requests_are_answered_as_the_document_says(
    asker: Asker, tmp_path: Path, said_at_the_end: Callable[[object], None]
) -> None:
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("st")), "run", f"{asker.address}/api/v1/openapi.json",
        "--phases", "coverage,fuzzing", "--max-examples", str(EXAMPLES), "--seed", "1", "--no-color",
        "--exclude-checks", "positive_data_acceptance,negative_data_rejection",
        cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    told = said.decode("utf-8", "replace").rpartition("SUMMARY")[2]
    said_at_the_end(told)
    assert process.returncode == 0, said[-20_000:].decode("utf-8", "replace")
