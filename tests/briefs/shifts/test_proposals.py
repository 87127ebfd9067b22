"""What is proposed over a library: never two statements whose dates can be the same, nor of two people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model import ArticleRef, LocalizedText, Speaker, Statement, Topic
from briefs.shifts import ProposedShift, propose_shifts
from briefs.text import parse_edtf, widened_bounds

ARTICLE = ArticleRef("a", "The Title", False, "The Paper", "2013-04-23", "en", None, "a.txt")
TOPICS = (
    Topic("ports", LocalizedText("Ports")),
    Topic("north-port", LocalizedText("The northern port"), broader=("ports",)),
    Topic("roads", LocalizedText("Roads")),
)
SHUT, OPEN = "We will close the fish market.", "We will not close the fish market."


def statement(id: str, words: str, said: str, who: str = "a-person", topic: str = "ports") -> Statement:
    return Statement(
        id=id, status="published", speakers=(Speaker(who, LocalizedText(who), None),), topics=(topic,),
        kind="quotation", passage=words, start=0, end=len(words), quoted=(), summary="",
        said=parse_edtf(said), said_basis="stated", said_note=None, article=ARTICLE,
    )  # fmt: skip


def proposed(
    *statements: Statement, topic: str | None = None, person: str | None = None
) -> list[ProposedShift]:
    return list(propose_shifts(statements, TOPICS, topic=topic, person=person))


EDTF = st.one_of(
    st.dates(date(2010, 1, 1), date(2012, 12, 31)).map(str),
    st.builds(
        "{}-{:02}{}".format, st.integers(2010, 2012), st.integers(1, 12), st.sampled_from(["", "~", "?"])
    ),
    st.builds("{}{}".format, st.integers(2010, 2012), st.sampled_from(["", "~", "%"])),
    st.builds("../{}-{:02}".format, st.integers(2010, 2012), st.integers(1, 12)),
    st.builds("{}/..".format, st.integers(2010, 2012)),
    st.builds("{}/{}-06".format, st.integers(2010, 2011), st.integers(2011, 2012)),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(EDTF, st.booleans()), min_size=2, max_size=8))
def test_no_pair_has_dates_that_overlap(made: list[tuple[str, bool]]) -> None:
    said = [statement(f"s{n}", SHUT if shut else OPEN, edtf) for n, (edtf, shut) in enumerate(made)]
    found = {(each.earlier.id, each.later.id) for each in propose_shifts(said, TOPICS)}
    wanted = set()
    for one, other in combinations(said, 2):
        for first, second in ((one, other), (other, one)):
            end, start = widened_bounds(first.said)[1], widened_bounds(second.said)[0]
            if end and start and end < start and first.passage != second.passage:
                wanted.add((first.id, second.id))
    assert found == wanted


def test_a_narrower_topic_counts_and_the_narrowest_is_named() -> None:
    one, other = statement("one", SHUT, "2010", topic="north-port"), statement("two", OPEN, "2012")
    assert [each.topic for each in proposed(one, other)] == ["ports"]
    assert [each.topic for each in proposed(one, replace(other, topics=("north-port",)))] == ["north-port"]
    assert len(proposed(one, other, topic="ports")) == 1
    assert proposed(one, other, topic="north-port") == proposed(one, replace(other, topics=("roads",))) == []


def test_nobody_is_held_to_what_another_said() -> None:
    assert proposed(statement("one", SHUT, "2010"), statement("two", OPEN, "2012", "another")) == []


def test_of_one_utterance_in_two_articles_there_is_one_proposal() -> None:
    twice = [statement("two", OPEN, "2012"), replace(statement("three", OPEN, "2012"), same_as=("two",))]
    assert len(proposed(statement("one", SHUT, "2010"), *twice)) == 1


def test_what_no_reader_sees_is_not_proposed() -> None:
    withdrawn = replace(statement("two", OPEN, "2012"), status="withdrawn")
    assert proposed(statement("one", SHUT, "2010"), withdrawn) == []


def test_what_was_decided_is_not_proposed_again() -> None:
    said = statement("one", SHUT, "2010"), statement("two", OPEN, "2012")
    (found,) = proposed(*said)
    assert propose_shifts(said, TOPICS, decided={found.id}) == ()
    assert (found.person, found.earlier.id, found.later.id) == ("a-person", "one", "two")
