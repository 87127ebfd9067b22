"""While a name is typed: whoever has it in a name, letter by letter, most on record first; nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.names import Entity, Lookup, Office
from briefs.names.normalize import spelled, without_accents

PEOPLE = (
    Entity("sergei-lavrov", "Sergei Lavrov", ("Сергей Лавров", "Lavrov")),
    Entity("anders-fogh-rasmussen", "Anders Fogh Rasmussen", offices=(Office(("NATO Secretary General",)),)),
    Entity("james-appathurai", "James Appathurai", ("Rasmussen’s special representative",)),
    Entity("alexander-lukashevich", "Alexander Lukashevich"),
    Entity("pal-jonson", "Pål Jonson"),
)
LOOKUP = Lookup(PEOPLE)
WEIGHTS = {"alexander-lukashevich": 3, "sergei-lavrov": 18}


def completed(typed: str) -> list[str]:
    return [match.id for match in LOOKUP.complete(typed, weights=WEIGHTS)]


def suggested(typed: str) -> list[str]:
    return [match.id for match in LOOKUP.suggest(typed, weights=WEIGHTS)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("l", ["sergei-lavrov", "alexander-lukashevich"]),
        ("rasm", ["anders-fogh-rasmussen", "james-appathurai"]),  # a name before an alias
        ("fogh ras", ["anders-fogh-rasmussen"]),
        ("лавр", ["sergei-lavrov"]),
        ("PAL", ["pal-jonson"]),
        ("vrov", ["sergei-lavrov"]),  # inside, as nobody's begins so
        ("nato sec", ["anders-fogh-rasmussen"]),
        ("putin", []),
        ("vr", []),
        ("?", []),
    ],
)
def test_what_is_offered(typed: str, found: list[str]) -> None:
    assert completed(typed) == found


def test_a_slip_is_suggested_and_somebody_unlike_is_not() -> None:
    assert completed("lavrof") == [] and suggested("lavrof") == ["sergei-lavrov"]
    assert suggested("putin") == suggested("zzz") == []


def test_with_nothing_typed_whoever_has_most_on_record_is_first() -> None:
    assert completed("")[:2] == ["sergei-lavrov", "alexander-lukashevich"]


@given(st.text("aelmnorsvх лав-'", min_size=1, max_size=8), st.integers(1, 5))
def test_whoever_is_offered_has_what_was_typed(typed: str, limit: int) -> None:
    matches = LOOKUP.complete(typed, limit)
    assert len(matches) == len({match.id for match in matches}) <= limit
    for match in matches:
        entity = next(each for each in PEOPLE if each.id == match.id)
        titles = (title for office in entity.offices for title in office.titles)
        has = without_accents(spelled(" ".join((entity.id, entity.name, *entity.aliases, *titles))))
        asked = without_accents(spelled(typed)).replace("-", " ").replace("'", " ").split()
        assert not asked or all(word in has for word in asked)
