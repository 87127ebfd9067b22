"""The same rules on articles of another library, one of them Russian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefs.verify import Verifier
from tests.briefs.verify.fakes import Said, checker

LAVROV, STEIN, BERG, HOLM = "sergei-lavrov", "jens-stein", "anna-berg", "karl-holm"

RUSSIAN = """МОСКВА, 26 октября. Россия не намерена размещать ракеты в Калининграде, \
заявил министр Сергей Лавров.

«Мы не видим готовности наших партнёров учитывать озабоченности России. Но мы готовы продолжать диалог, \
если нам дадут юридические гарантии», — сказал он. «Ещё раз подчеркну: 30 стран уже обладают \
такими технологиями».

По словам генерального секретаря Йенса Стейна, альянс должен сохранять военное давление. НАТО утверждает, \
что система не направлена против России, отметил Лавров.

Бюджет программы составил 1,5 млрд долларов в 2011 году."""

ENGLISH = """Trade deal in doubt - Berg

PARIS, May 1 - The trade deal will cost 1.5 billion euros over 15 years, Finance Minister Anna Berg \
told reporters.

"We can't accept a 2.5 percent cut," Berg said. "Unless Paris changes its mind, there will be no agreement."

Prime Minister Karl Holm, who met Berg in Paris, denied that the government had ever promised a refund.

"It's a fair deal," said Holm. "The ministers think that farmers will lose nothing. I doubt that very much. \
Ms. Berg isn't right."

The summit was attended by 21 leaders. Holm ruled out new talks with Iran on the pipeline.

"Nobody has asked the farmers yet," one visitor said."""

SAID = [
    Said(
        LAVROV,
        "Россия не намерена размещать ракеты в Калининграде, заявил министр Сергей Лавров.",
        "reported",
    ),
    Said(
        LAVROV,
        "Мы не видим готовности наших партнёров учитывать озабоченности России. "
        "Но мы готовы продолжать диалог, "
        "если нам дадут юридические гарантии",
        english_by="The Paper",
    ),
    Said(LAVROV, "Ещё раз подчеркну: 30 стран уже обладают такими технологиями"),
    Said(
        STEIN,
        "По словам генерального секретаря Йенса Стейна, альянс должен сохранять военное давление.",
        "reported",
    ),
    Said(LAVROV, "НАТО утверждает, что система не направлена против России, отметил Лавров.", "reported"),
    Said("", "Бюджет программы составил 1,5 млрд долларов в 2011 году.", "fact"),
    Said(
        BERG,
        "The trade deal will cost 1.5 billion euros over 15 years, "
        "Finance Minister Anna Berg told reporters.",
        "reported",
    ),
    Said(BERG, "We can't accept a 2.5 percent cut,"),
    Said(BERG, "Unless Paris changes its mind, there will be no agreement."),
    Said(
        HOLM,
        "Prime Minister Karl Holm, who met Berg in Paris, "
        "denied that the government had ever promised a refund.",
        "reported",
    ),
    Said(HOLM, "It's a fair deal,"),
    Said(
        HOLM,
        "The ministers think that farmers will lose nothing. I doubt that very much. Ms. Berg isn't right.",
    ),
    Said(HOLM, "Holm ruled out new talks with Iran on the pipeline.", "reported"),
    Said("", "The summit was attended by 21 leaders.", "fact"),
]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    path = tmp_path_factory.mktemp("other") / "index.sqlite"
    opened = checker(path, {"ru": RUSSIAN, "en": ENGLISH}, SAID, {"Trade deal in doubt - Berg": "headline"})
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("claim", "by", "expected"),
    [
        ("Мы не видим готовности наших партнеров учитывать озабоченности России", LAVROV, "exact"),
        ("мы готовы продолжать диалог", STEIN, "misattributed"),
        ("Бюджет программы составил 1,5 млрд долларов в 2011 году", LAVROV, "misattributed"),
        ("Россия будет воевать до конца с любым противником", LAVROV, "not-found"),
        ("Мы не видим готовности наших партнёров … если нам дадут юридические гарантии", LAVROV, "spliced"),
        ("We can't accept a 2.5 percent cut. Unless Paris changes its mind", BERG, "exact"),
        ("It's a fair deal … Ms. Berg isn't right", HOLM, "spliced"),
        ("farmers will lose nothing", BERG, "misattributed"),
        ("Trade deal in doubt", None, "exact"),
        ("Trade deal in doubt", BERG, "misattributed"),
        ("fair deal", HOLM, "too-short"),
        ("It's a fair deal", HOLM, "exact"),
        ("We can't accept a 2.5 percent cut. Unless Paris changes its mind", HOLM, "misattributed"),
        ("The summit was held in Paris on the pipeline", None, "not-found"),
        ("The trade deal will hurt farmers in Iran", BERG, "not-found"),
    ],
)
def test_verdict(other: Verifier, claim: str, by: str | None, expected: str) -> None:
    assert other.check(claim, by).verdict == expected


@pytest.mark.parametrize(
    ("claim", "kind", "minor"),
    [
        ("Мы видим готовности наших партнёров учитывать озабоченности России", "negation", False),
        ("300 стран уже обладают такими технологиями", "number", False),
        ("альянс может сохранять военное давление", "modal", False),
        ("Китай не намерен размещать ракеты в Калининграде", "name", False),
        ("тридцать стран уже обладают такими технологиями", "figure", True),
        ("Бюджет программы составил 15 млрд долларов в 2011 году", "number", False),
        ("The trade deal will cost 15 billion euros over 15 years", "number", False),
        ("We can accept a 2.5 percent cut", "negation", False),
        ("We can't accept a 25 percent cut", "number", False),
        ("We cannot accept a 2.5% cut", "contraction", True),
        ("there will be an agreement", "negation", False),
        ("Ms. Berg is right", "negation", False),
        ("new talks with Iraq on the pipeline", "name", False),
        ("The summit was attended by 12 leaders", "number", False),
        ("The summit was attended by twenty-one leaders", "figure", True),
        ("The summit was attended by twenty-one ministers", "wording", False),
    ],
)
def test_a_change_is_named(other: Verifier, claim: str, kind: str, minor: bool) -> None:
    found = other.check(claim)
    assert found.verdict == "altered" and found.minor is minor, found
    assert kind in [difference.kind for difference in found.differences], found


@pytest.mark.parametrize(
    ("claim", "by"),
    [
        ("мы готовы продолжать диалог", LAVROV),
        ("система не направлена против России", LAVROV),
        ("there will be no agreement", BERG),
        ("the government had ever promised a refund", HOLM),
        ("farmers will lose nothing", HOLM),
        ("new talks with Iran on the pipeline", HOLM),
    ],
)
def test_a_sentence_that_turns_the_sense_is_shown(other: Verifier, claim: str, by: str) -> None:
    found = other.check(claim, by)
    assert found.verdict == "exact" and found.warning is not None and claim in found.warning


@pytest.mark.parametrize(
    ("claim", "flag"),
    [
        ("The ministers think that … I doubt that very much", "negation-left-out"),
        ("It's a fair deal … 30 стран уже обладают такими технологиями", "several-articles"),
    ],
)
def test_what_a_splice_hides_is_flagged(other: Verifier, claim: str, flag: str) -> None:
    found = other.check(claim)
    assert found.verdict == "spliced" and found.flags == (flag,)


def test_a_speaker_who_is_not_curated_is_not_guessed_at(other: Verifier) -> None:
    found = other.check("Nobody has asked the farmers yet", BERG).document()
    assert (found["verdict"], found["speaker"], found["statement"]) == ("exact", None, None)
    assert any("not curated" in note for note in found["notes"])


def test_whose_english_it_is_is_told(other: Verifier) -> None:
    notes = other.check("Мы не видим готовности наших партнёров", LAVROV).document()["notes"]
    assert any("The Paper" in note for note in notes)


def test_a_name_that_nobody_bears_is_unknown_and_accused_of_nothing(other: Verifier) -> None:
    found = other.check("It's a fair deal", by_name="Winston Churchill")
    assert (found.verdict, found.words, found.speaker_axis) == ("misattributed", "exact", "unknown")
    assert not found.holds and not found.contradicted
    assert found.found is not None and found.found.speaker == (HOLM, "Karl Holm")
    assert other.check("It's a fair deal", by_name="Mr Holm").verdict == "exact"


def test_a_negation_that_falls_into_a_gap_is_told(other: Verifier) -> None:
    found = other.check("The ministers think that … I doubt that very much").document()
    assert "negation-left-out" in found["flags"], found
    kept = other.check(
        "The ministers think that farmers will lose nothing. … Ms. Berg isn't right"
    ).document()
    assert "negation-left-out" not in kept["flags"], kept


def test_other_punctuation_is_told_beside_the_same_words(other: Verifier) -> None:
    said = other.check("It's a Fair deal", HOLM)
    assert said.verdict == "exact" and any("“It's a fair deal”" in note for note in said.document()["notes"])
    same = other.check("It's a fair deal", HOLM)
    assert not any("punctuation" in note for note in same.document()["notes"])


CORNERS = """A banner hung beside the gate: "Bread and not borders for all of us".

The ministry says in its report that the price of bread has doubled. They had counted it in March. \
Two bakers said that flour had never been cheaper.

"We shall count the loaves again," Anna Berg said. "Nobody will miss a slice of it," Karl Holm said."""
SILENT = """The harbour will be closed for nine days, as every winter."""


@pytest.fixture(scope="module")
def corners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    said = [
        Said("", "The ministry says in its report that the price of bread has doubled.", "fact"),
        Said("", "They had counted it in March.", "fact"),
        Said(BERG, "We shall count the loaves again,", status="withdrawn"),
        Said(HOLM, "Nobody will miss a slice of it,", status="draft"),
    ]
    path = tmp_path_factory.mktemp("corners") / "index.sqlite"
    opened = checker(path, {"corners": CORNERS, "silent": SILENT}, said)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "claim", ["in its report that the price of bread has doubled", "They had counted it in March"]
)
def test_a_fact_is_the_articles_own_whoever_is_named_in_it(corners: Verifier, claim: str) -> None:
    found = corners.check(claim)
    assert not found.reported and any("own voice" in note for note in found.document()["notes"])
    assert corners.check(claim, by_name="Anna Berg").verdict == "misattributed"


@pytest.mark.parametrize(
    "claim",
    [
        "Bread and not borders for all of us",  # in marks
        "flour had never been cheaper",  # somebody speaks
        "The harbour will be closed for nine days",  # the article has no statements
        "We shall count the loaves again",  # the statement was withdrawn
        "Nobody will miss a slice of it",  # the statement is a draft
    ],
)
def test_where_no_statement_holds_the_words_they_may_be_anybodys(corners: Verifier, claim: str) -> None:
    found = corners.check(claim, by_name="Anna Berg")
    assert found.verdict == "exact" and any("not curated" in note for note in found.document()["notes"])
