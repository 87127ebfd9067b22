"""What holds for any list and any query."""

import string
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefs.names import Entity, Lookup, is_post
from briefs.names.normalize import normalized
from briefs.names.word_lists import titles
from tests.briefs.names.entities import PEOPLE, TOPICS

_LETTERS = string.ascii_lowercase + "аеилнорст" + "éöł"
_WORD = st.text(_LETTERS, min_size=2, max_size=8)
_NAME = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
# One script only: a name in another script counts as borne by whoever bears it in Latin letters. No title
# (ir, jr, md): one is set aside, whoever may be called so.
_LATIN_WORD = st.text(string.ascii_lowercase, min_size=2, max_size=8).filter(
    lambda word: word not in titles()
)
_LATIN = st.lists(_LATIN_WORD, min_size=1, max_size=3).map(" ".join)
_LATIN_LISTS = st.lists(_LATIN, min_size=1, max_size=8)
_LISTS = st.lists(_NAME, min_size=1, max_size=8)
LOOKUP = Lookup([*PEOPLE, *TOPICS])


@settings(max_examples=150, deadline=2000)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(query: str) -> None:
    result = LOOKUP.find(query)
    assert result.outcome in ("one", "several", "none")
    assert (result.answer is not None) == (result.outcome == "one")
    assert len(LOOKUP.complete(query, limit=25)) <= 25


@settings(max_examples=60, deadline=None)
@given(_LISTS)
def test_an_exact_name_finds_its_owner_or_ties(names: list[str]) -> None:
    lookup = Lookup([Entity(str(number), name) for number, name in enumerate(names)])
    for number, name in enumerate(names):
        result = lookup.find(name)
        assert result.outcome in ("one", "several")
        if result.outcome == "one":
            assert result.answer == str(number)
        else:
            assert str(number) in {match.id for match in result.matches}


@settings(max_examples=60, deadline=None)
@given(_LATIN_LISTS, st.data())
def test_a_known_name_that_the_candidate_lacks_forbids_an_answer(
    names: list[str], data: st.DataObject
) -> None:
    entities = [Entity(str(number), name) for number, name in enumerate(names)]
    # Of a title (AG, the attorney general; PM) nothing is forbidden: it counts as no name.
    words = sorted(
        {word for name in names for word in name.split() if word not in titles() and not is_post(word)}
    )
    assume(words)
    query = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=2, max_size=2)))
    for mode in ("strict", "open"):
        answer = Lookup(entities, mode=mode).find(query).answer
        if answer is not None:
            borne = set(normalized(names[int(answer)]).split())
            first, last = normalized(query).split()
            # The last word may not be typed to its end, unless somebody bears both as they stand.
            unfinished = any(word.startswith(last) for word in borne - {first}) and not any(
                {first, last} <= set(normalized(name).split()) for name in names
            )
            assert first in borne and (last in borne or unfinished)


def test_the_order_of_adding_changes_nothing() -> None:
    queries = ("sergei", "lavrof", "jens", "шойгу", "nato chief", "al")
    first = [Lookup(PEOPLE).find(query) for query in queries]
    for some in list(permutations(PEOPLE[:4]))[::7]:
        assert [Lookup([*PEOPLE[4:], *some]).find(query) for query in queries] == first


@pytest.mark.parametrize(
    "name", ["???", "C++", "—", "a b c d e f g h i j k", "Jr", "von der", "王", "김", "Dr"]
)
def test_odd_names_are_found_by_themselves(name: str) -> None:
    assert Lookup([*PEOPLE, Entity("odd", name)]).find(name).answer == "odd"
