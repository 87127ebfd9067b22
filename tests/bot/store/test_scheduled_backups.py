"""Backups by the clock: when one is made, which stay, and that each can be put back."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.store import BackupPlan, Store, SubscriptionSettings, open_store
from bot.store.scheduled_backups import back_up_if_due, scheduled
from briefs.errors import UserError
from tests.bot.store.conftest import HandClock


async def test_one_a_day_and_the_oldest_make_way(
    state: Store, address: str | Path, clock: HandClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("backups") / "new"
    plan, made = BackupPlan(folder, timedelta(days=1), keep=2), []
    for day in range(4):
        await state.subscriptions.add(SubscriptionSettings(day, local_time=time(9)))
        made.append(await back_up_if_due(address, plan, clock))
        assert await back_up_if_due(address, plan, clock) is None
        clock.turn(days=1)
    (folder / "somebody-else.db").write_bytes(b"")
    assert scheduled(folder) == made[-2:]
    assert made[-1] is not None
    async with open_store(made[-1], clock) as restored:
        assert len(await restored.subscriptions.all()) == 4


async def test_what_cannot_be_put_back_is_no_backup(
    file: Path, state: Store, clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = BackupPlan(tmp_path / "backups")
    kept = await back_up_if_due(file, plan, clock)
    clock.turn(days=2)

    async def rotten(address: object, target: Path, clock: object) -> None:
        target.write_bytes(b"rot")

    monkeypatch.setattr("bot.store.scheduled_backups.back_up_state", rotten)
    with pytest.raises(UserError, match="could not be put back"):
        await back_up_if_due(file, plan, clock)
    assert scheduled(plan.folder) == [kept], "the last good one stays"


async def test_a_folder_that_cannot_be_made_is_one_sentence(
    file: Path, state: Store, clock: HandClock, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(UserError, match="cannot be used") as raised:
        await back_up_if_due(file, BackupPlan(tmp_path / "taken/backups"), clock)
    assert raised.value.hint
