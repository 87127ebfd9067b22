"""A pseudonym leads to nobody without the database that made it."""

from __future__ import annotations

from pathlib import Path

from bot.store import open_store


async def test_a_user_has_one_pseudonym_in_each_database(tmp_path: Path, clock) -> None:
    found = []
    for name in ("one.db", "two.db"):
        async with open_store(tmp_path / name, clock) as state:
            first = await state.unanswered.asker_hash(42)
            assert first == await state.unanswered.asker_hash(42) != await state.unanswered.asker_hash(43)
            found.append((first, await state.privacy.pseudonym(42)))
    assert found[0][0] != found[1][0] and found[0][1] != found[1][1]
    assert "42" not in {*found[0], *found[1]}
