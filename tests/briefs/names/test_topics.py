"""Topics under their other forms."""

import pytest

from briefs.names import Entity, Lookup
from tests.briefs.names.entities import TOPICS


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(TOPICS)


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("missile defense", "missile-defence"), ("missile shield", "missile-defence"),
        ("missile-defence", "missile-defence"),
        ("missiledefence", "missile-defence"), ("missile defences", "missile-defence"),
        ("bmd", "missile-defence"),
        ("ABM", "missile-defence"), ("ПРО", "missile-defence"), ("counterterrorism", "counter-terrorism"),
        ("anti-terrorism", "counter-terrorism"), ("counter terrorism", "counter-terrorism"),
        ("терроризм", "counter-terrorism"),
        ("anti terrorism", "counter-terrorism"), ("terrorism", "counter-terrorism"),
        ("afganistan", "afghanistan"),
        ("афганистан", "afghanistan"), ("nuclear weapon", "nuclear-weapons"),
        ("partnership program", "programmes"),
        ("cac", "arms-control"), ("carbon tax", None), ("counter", None), ("elections", None),
    ],
)  # fmt: skip
def test_which_topic_is_meant(lookup: Lookup, query: str, topic: str | None) -> None:
    assert lookup.find(query).answer == topic


@pytest.mark.parametrize(("typed", "topic"), [("syrja", "syria"), ("siria", "syria"), ("iran", None)])
def test_a_short_label_may_be_mistyped_after_its_first_letter(typed: str, topic: str | None) -> None:
    labels = [Entity("syria", "Syria", kind="topic"), Entity("weapons", "Syria's weapons", kind="topic")]
    assert Lookup(labels).find(typed).answer == topic
