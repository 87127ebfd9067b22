"""One engine: the same answers for the same people, however many others are in the list."""

import string
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.names import Entity, Lookup
from briefs.names.matcher import Matcher
from tests.briefs.names.politicians import MEANT, politicians

_HEADS = ("Bro", "Fle", "Gwa", "Quo", "Zhu", "Ygg", "Vlu", "Xan", "Pfo", "Dzi")
_TAILS = ("mbelow", "ffertz", "ggwyd", "ndouze", "ppquist", "zzghar", "lvmunt", "rrbeck")


def _others(count: int) -> list[Entity]:
    """People whose names are like nobody's."""
    words = [head.lower() + tail for head, tail in product(_HEADS, _TAILS)]
    pairs = islice(product(words, words), count)
    return [Entity(f"zz-{one}-{two}", f"{one} {two}".title()) for one, two in pairs]


@pytest.fixture(scope="module")
def alone() -> Lookup:
    return Lookup(politicians())


@pytest.mark.parametrize(("query", "who"), MEANT)
def test_who_is_meant(alone: Lookup, query: str, who: str | None) -> None:
    assert alone.find(query).answer == who


@pytest.mark.parametrize("size", [396, 400, 401, 2000, 2001])
def test_the_size_of_the_list_changes_no_answer(size: int) -> None:
    people = politicians()
    lookup = Lookup([*people, *_others(size - len(people))])
    assert len(lookup) == size
    assert [(query, lookup.find(query).answer) for query, _ in MEANT] == list(MEANT)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(string.ascii_lowercase, min_size=6, max_size=10), min_size=2, max_size=4))
def test_who_has_nothing_to_do_with_it_makes_nobody_unanswerable(words: list[str]) -> None:
    added = Entity("added", "Dr Mr " + " ".join(words), (f"Mr {words[-1]}", f"President {words[0]}"))
    lookup = Lookup([*politicians(), added])
    for query, who in MEANT[:20]:
        assert lookup.find(query).answer == who


def test_a_name_to_the_letter_is_found_alike_with_and_without_the_index() -> None:
    people = [*politicians(), Entity("council", "NATO-Russia Council of ministers", kind="group")]
    lookup, matcher = Lookup(people), Matcher(sorted(people, key=lambda person: person.id))
    names = [name for person in people for name in (person.name, *person.aliases)]
    for text in {*names, *(word for name in names for word in name.split())}:
        if text == "Mr":  # the title of an alias, which the matcher takes for a word of the name
            assert lookup.find(text).answer is None
        else:
            assert matcher.find(text, "strict", 25).answer == lookup.find(text).answer, text


def test_a_lone_likely_candidate_is_named() -> None:
    lookup = Lookup([Entity("lavrov", "Sergei Lavrov"), Entity("kerry", "John Kerry")])
    for query in ("Мария Лаврова", "lavr lavrenty", "berry", "john berry"):
        found = lookup.find(query)
        assert found.outcome == "none" and found.matches, query


def test_in_an_empty_list_nobody_is_found() -> None:
    nobody = Lookup([])
    assert nobody.find("Anna Ray").outcome == "none" and nobody.find("Anna Ray").matches == ()
    assert nobody.explain("Anna Ray") == ()
