"""What was typed into a refused form is its user's alone, for a day, and no more of it than a few forms."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store
from bot.store.refused_forms import FORMS_KEPT
from tests.bot.store.conftest import HandClock

TYPED = {"words": ("It is so.",), "reason": (), "topics": ("a", "b")}


async def test_it_comes_back_as_it_was_to_whoever_typed_it(state: Store) -> None:
    forms = state.refused_forms
    await forms.keep("report", "one", 1, {"words": ("Before.",)})
    await forms.keep("report", "one", 1, TYPED)
    assert await forms.typed("report", "one", 1) == TYPED
    for other in (("report", "one", 2), ("report", "two", 1), ("edit", "one", 1)):
        assert await forms.typed(*other) is None
    await forms.forget("report", "one", 1)
    assert await forms.typed("report", "one", 1) is None


async def test_it_is_forgotten_after_a_day_and_shown_no_longer(state: Store, clock: HandClock) -> None:
    forms = state.refused_forms
    await forms.keep("report", "old", 1, TYPED)
    clock.moment += FORMS_KEPT + timedelta(seconds=1)
    await forms.keep("report", "new", 1, TYPED)
    assert await forms.typed("report", "old", 1) is None
    await forms.forget_older()
    assert set(await state.privacy.export_user(1)) == {"refused_forms"}
    [left] = (await state.privacy.export_user(1))["refused_forms"]
    assert left["key"] == "new"


async def test_of_one_user_the_newest_twenty_are_kept(state: Store, clock: HandClock) -> None:
    forms = state.refused_forms
    await forms.keep("report", "another", 2, TYPED)
    for number in range(23):
        clock.moment += timedelta(seconds=1)
        await forms.keep("report", str(number), 1, TYPED)
    kept = (await state.privacy.export_user(1))["refused_forms"]
    assert sorted(int(row["key"]) for row in kept) == list(range(3, 23))
    assert await forms.typed("report", "another", 2) == TYPED
