"""One cast for each article: who it is that speaks, and who is asked about rather than guessed."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.ingest.extract.candidates import extract


def speakers(text: str, model: Any) -> list[str | None]:
    """Of the quotations, in order."""
    return [c.speaker for c in extract(text, model=model) if c.kind == "quotation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a spokesman is nobody who was named before, and “he” is he
        (
            "Lisa Dorn, the union's leader, said talks would end. “We need an answer,” Dorn said.\n"
            "But a spokesman for the employers said talks would go on.\n“We have time,” he said.",
            ["Lisa Dorn", "a spokesman for the employers"],
        ),
        (
            "“The dam is safe,” said Mary Poole.\nThe weather service disagreed.\n"
            "“A flood watch was in force,” it said in a statement.",
            ["Mary Poole", "The weather service"],
        ),
        # verbs of no list, and none at all
        ("“It was offside,” fumed Jamie Orr. “Everybody saw it.”", ["Jamie Orr", "Jamie Orr"]),
        (
            "Judge Amos Hill and counsel Rita Voss argued.\n\nVoss: “The board signed it.”\n\n"
            "“Then why is there no copy?” he rejoined.",
            ["Rita Voss", "Amos Hill"],
        ),
        ("The mayor’s answer was short: “We will not pay.”", ["The mayor"]),
        ("“It is over,” reads the statement by Anna Berg.", ["Anna Berg"]),
        # what is nobody's speech
        (
            "“It was a hard part,” said Brad Stone.\n\n“A sad, sad day”\n\n"
            "Those left out include “The Long War,” “The Red Door,” and others.",
            ["Brad Stone", None],
        ),
        # clean names
        ("“We won,” Substitute Paul Ford said.", ["Paul Ford"]),
        ("Meeting Ford is a dream, she said. “We won,” Minister Tom Ford said.", ["Tom Ford"]),
    ],
)
def test_speakers_of_quotations(model: Any, text: str, expected: list[str | None]) -> None:
    assert speakers(text, model) == expected


def test_two_of_one_surname_are_kept_apart(model: Any) -> None:
    text = (
        "“Nobody expected it,” said Lena Marsh.\n\n“I am only the plumber,” David Marsh joked.\n\n"
        "“We will look again,” Marsh said."
    )
    assert speakers(text, model) == ["Lena Marsh", "David Marsh", None]


def test_a_surname_known_before_its_namesake_comes_stays_his(model: Any) -> None:
    text = (
        "“We go home,” said Peter Marsh.\n\n" + "“It was a long day for us all,” Marsh said.\n\n" * 12
    ) + "His brother, Alan Marsh, was in Spain."
    assert set(speakers(text, model)) == {"Peter Marsh"}


def test_an_agency_carries_and_does_not_say(model: Any) -> None:
    found = extract("TASS reported that the ministry had closed the border.", model=model)
    assert all(c.speaker != "TASS" or c.confidence < 0.6 for c in found)
    (found,) = extract(
        "Several ministers warned that prices would rise, said a report in a paper.", model=model
    )
    assert found.speaker == "Several ministers"


def test_two_who_speak_together(model: Any) -> None:
    found = extract("Both Anna Berg and Tom Ford said that the plan was dead.", model=model)
    assert [c.speaker for c in found] == ["Anna Berg and Tom Ford"]


@pytest.mark.parametrize("who", ["More than half of them", "They", "Some", "It"])
def test_quantities_and_pronouns_of_nobody_are_no_names(model: Any, who: str) -> None:
    assert [c.speaker for c in extract(f"{who} said that the shop would close.", model=model)] in ([], [None])


def test_one_of_a_people_is_whoever_the_text_told_of_just_before(model: Any) -> None:
    text = "Coach Lars Dahl was pleased. “We knew that they would tire,” the Dane said."
    assert speakers(text, model) == ["Lars Dahl"]


def test_a_guess_is_not_offered_as_a_name(model: Any) -> None:
    text = (
        "Jane Doe ran for mayor.\n\n"
        + "The town has a bridge, a mill and a long street of old houses.\n\n" * 6
    ) + "“We shall see,” the candidate said."
    (found,) = extract(text, model=model)
    assert (found.speaker, found.speaker_id) == (None, None) and found.confidence < 0.6


def test_what_a_sign_says_is_nobodys_speech(model: Any) -> None:
    assert speakers("Her son, Max, held a sign that said “Save our pool.”", model) == [None]


def test_what_somebody_called_a_thing_is_theirs(model: Any) -> None:
    (found,) = extract("The works council called the plan “an insult to loyal people.”", model=model)
    assert (found.speaker, found.kind) == ("The works council", "mixed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # “Mr. Tolliver” may be father or son, and so may be “he”
        (
            "Jack Tolliver died on Friday.\n\n“He was a poet,” his son Tom Tolliver said.\n\n"
            "Mr. Tolliver began as a deckhand. “I was seasick every day,” he recalled.",
            ["Tom Tolliver", None],
        ),
        # somebody without a name comes between
        (
            "“It was bread,” said Tess Moran.\n\nOne, who did not give her name, brought lettuce. "
            "“It worked at once,” she beamed.",
            ["Tess Moran", None],
        ),
        ("Bus driver Darren Pike was late.\n\nPike: “I was late for my own tea.”", ["Darren Pike"]),
        ("“About the same as a hospital,” according to Vera Stamm, the auditor.", ["Vera Stamm"]),
        ("Asked if she would be back, Rika Ito smiled. “Ask me in a year,” came the reply.", ["Rika Ito"]),
    ],
)
def test_more_speakers_of_quotations(model: Any, text: str, expected: list[str | None]) -> None:
    assert speakers(text, model) == expected


def test_a_surname_that_is_a_title_and_a_verb_that_looks_like_a_noun(model: Any) -> None:
    assert speakers("“She threw me in,” Kay Lord said. “I have never forgotten it,” Lord said.", model) == [
        "Kay Lord",
        "Kay Lord",
    ]
    assert speakers("Greta Olsen mends bells. How? “Slowly,” Olsen answers.", model) == ["Greta Olsen"]
