"""The costs of reading one symbol as another, and the decision over the figures of a match."""

from hypothesis import given
from hypothesis import strategies as st

from briefs.names import Entity, Lookup
from briefs.names.classifier import probability
from briefs.names.phonetics import substitution_cost
from briefs.names.scripts import sounds
from briefs.names.substitution_costs import SubstitutionCosts

_WORDS = (
    "schwarzenegger", "đoković", "кочетков", "хрущёв", "παπανδρεου", "خامنه", "נתניהו", "ジョンソン",
    "노무현", "邓小平", "சிதம்பரம்", "mcguinness",
)  # fmt: skip
_SYMBOLS = sorted({symbol for word in _WORDS for symbol in sounds(word)})


@given(st.sampled_from(_SYMBOLS))
def test_the_costs_for_a_whole_list_are_those_of_each_pair(symbol: str) -> None:
    assert SubstitutionCosts(_SYMBOLS).row(symbol).tolist() == [
        round(100 * substitution_cost(symbol, other)) for other in _SYMBOLS
    ]


def test_a_better_match_is_never_less_sure() -> None:
    seen = Lookup([Entity("a", "Sergei Lavrov"), Entity("b", "John Kerry")]).features_for_training(
        "Serguei Lavroff"
    )
    assert seen is not None and seen[0] == "a"
    last = 0.0
    for asked in (0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 1.0):
        sure = probability({**seen[1], "asked": asked})
        assert 0 <= last <= sure <= 1
        last = sure


def test_rules_alone_decide_on_names_to_the_letter_and_on_contradictions() -> None:
    lookup = Lookup([Entity("a", "Sergei Lavrov"), Entity("b", "John Kerry")])
    assert lookup.features_for_training("sergei lavrov") is None
    assert lookup.features_for_training("john lavrov") is None
    assert lookup.features_for_training("") is None
