"""One process alone beside those that share the shards."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.discord import lifecycle
from bot.store import ProcessState, open_store
from briefs.errors import UserError


async def test_one_alone_does_not_start_beside_others(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(lifecycle, "LEASE", 0)
    async with open_store(tmp_path / "state.db", SystemClock()) as store:
        await lifecycle.refuse_beside_others(store)
        await store.processes.keep(ProcessState("one", 16))
        with pytest.raises(UserError, match="hold its shards") as told:
            await lifecycle.refuse_beside_others(store)
        assert told.value.hint and "--shards 16" in told.value.hint
        await store.processes.leave("one")
        await lifecycle.refuse_beside_others(store)
