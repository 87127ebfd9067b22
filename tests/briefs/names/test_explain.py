"""Why somebody was answered with or not, in words."""

from briefs.names import Explanation, Lookup
from tests.briefs.names.politicians import politicians

LOOKUP = Lookup(politicians())


def _first(query: str) -> Explanation:
    return LOOKUP.explain(query)[0]


def test_what_speaks_for_and_against_is_told_word_by_word() -> None:
    told = _first("Michelle Obama")
    assert told.match.id == "obama"
    assert "“obama” is a word of the name" in told.spoke_for
    assert any("michelle" in reason for reason in told.against)
    assert any("name" in reason for reason in told.against)


def test_a_spelling_says_how_like_it_is_and_a_rival_is_told_of() -> None:
    assert any(reason.startswith("“obma” is like “obama” to ") for reason in _first("obma").spoke_for)
    both = LOOKUP.explain("bush")
    assert len(both) == 2 and all("another name fits as well" in one.against for one in both)


def test_at_most_three_are_told_of_and_each_is_a_match() -> None:
    for query in ("ras", "president of iran", "trust", "lavrov lol", "", "李克强"):
        told = LOOKUP.explain(query)
        assert len(told) <= 3
        assert [one.match.id for one in told] == [match.id for match in LOOKUP.find(query).matches[:3]]
