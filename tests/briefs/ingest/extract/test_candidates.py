"""Candidates of an article as a curator would see them, with the English model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.ingest.extract.candidates import Candidate, extract
from briefs.ingest.extract.predictions import prediction_line
from briefs.ingest.extract.topics import TopicTagger
from briefs.ingest.review.drafts import slug
from briefs.model import LocalizedText, Topic
from briefs.names import Entity, Lookup, Match
from briefs.text.edtf import parse_edtf

INTRODUCED = "Foreign Minister Sergei Lavrov met NATO Secretary General Anders Fogh Rasmussen in Brussels.\n"


def told(candidates: tuple[Candidate, ...]) -> list[tuple[str, str | None, str]]:
    return [(c.text, c.speaker, c.kind) for c in candidates]


def test_quotation_with_its_speaker(model: Any) -> None:
    text = (
        "Foreign Minister Sergei Lavrov met the press in Brussels.\n"
        "“The talks were useful. We shall meet again,” the minister said."
    )
    (found,) = extract(text, published="2013-04-23", model=model)
    assert found.text == "The talks were useful. We shall meet again,"
    assert (found.kind, found.speaker, found.cue) == ("quotation", "Sergei Lavrov", "say")
    assert text[found.sentence_start : found.sentence_end].endswith("the minister said.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov rejected the charge.",
        "Lavrov welcomed the vote.",
        "Lavrov declined to comment on private meetings.",
        "Lavrov, asked why he came, smiled.",
        "Lavrov spoke of the forty years that followed.",
    ],
)
def test_what_tells_of_no_words_is_no_statement(model: Any, sentence: str) -> None:
    found = told(extract(INTRODUCED + sentence, published="2013-04-23", model=model))
    assert not [content for content, _, _ in found if "forty years" not in content]


@pytest.mark.parametrize(
    ("sentence", "content", "speaker", "kind"),
    [
        (
            "Lavrov said that the talks were useful.",
            "that the talks were useful",
            "Sergei Lavrov",
            "reported",
        ),
        ("The talks were useful, the minister said.", "The talks were useful", "Sergei Lavrov", "reported"),
        (
            "The talks, Mr Lavrov said, were useful.",
            "The talks, Mr Lavrov said, were useful",
            "Sergei Lavrov",
            "reported",
        ),
        (
            "It is also, Lavrov said, his last visit to the city.",
            "It is also, Lavrov said, his last visit to the city",
            "Sergei Lavrov",
            "reported",
        ),
        (
            "It took the ministers, Lavrov said, four minutes to tell.",
            "It took the ministers, Lavrov said, four minutes to tell",
            "Sergei Lavrov",
            "reported",
        ),
        ("The talks went on, Lavrov said, in a speech.", "The talks went on", "Sergei Lavrov", "reported"),
        ("The Secretary General said NATO was ready.", "NATO was ready", "Anders Fogh Rasmussen", "reported"),
        ("Fogh Rasmussen vowed to go on.", "to go on", "Anders Fogh Rasmussen", "reported"),
        (
            "Rasmussen said NATO was “extremely concerned” about Syria.",
            "NATO was “extremely concerned” about Syria",
            "Anders Fogh Rasmussen",
            "mixed",
        ),
        ("According to Lavrov, the talks were useful.", "the talks were useful", "Sergei Lavrov", "reported"),
        ("Lavrov made it clear that he would go.", "that he would go", "Sergei Lavrov", "reported"),
        (
            "In his opinion, the talks with the alliance were useful.",
            "the talks with the alliance were useful",
            "Sergei Lavrov",
            "reported",
        ),
        ("Lavrov urged NATO to go home.", "NATO to go home", "Sergei Lavrov", "reported"),
        (
            "Rasmussen condemned the attack on the embassy.",
            "the attack on the embassy",
            "Anders Fogh Rasmussen",
            "reported",
        ),
    ],
)
def test_reported_speech(model: Any, sentence: str, content: str, speaker: str, kind: str) -> None:
    found = told(extract(INTRODUCED + sentence, published="2013-04-23", model=model))
    assert (content, speaker, kind) in found


def test_quoted_words_within_reported_ones_are_not_cut_in_two(model: Any) -> None:
    text = "Anna Ray said the mayor “is late every day, and he knows it very well.” The harbour was quiet."
    (candidate,) = extract(text, published="2024-01-01", model=model)
    assert candidate.text == "the mayor “is late every day, and he knows it very well"


def test_broken_quotation_carries_its_speaker_on(model: Any) -> None:
    text = (
        INTRODUCED
        + "“We go home,” said Mr. Fogh Rasmussen. “We have done our part.”\n“It was time,” he added."
    )
    found = told(extract(text, model=model))
    assert [speaker for _, speaker, _ in found[-3:]] == ["Anders Fogh Rasmussen"] * 3


def test_he_is_the_last_subject_and_she_is_not_he(model: Any) -> None:
    text = (
        "President Maria Hill met Senator John Lee.\n"
        "Hill said that the talks with Lee were useful. She added that they would go on.\n"
        "Lee said nothing was agreed. “I am not pleased,” he said."
    )
    found = {c.text: c.speaker for c in extract(text, model=model)}
    assert found["that they would go on"] == "Maria Hill"
    assert found["I am not pleased,"] == "John Lee"


def test_announced_with_a_colon(model: Any) -> None:
    text = (
        INTRODUCED
        + "Sergei Lavrov spoke to reporters.\nThis is what he had to say:\n"
        + "“The talks were useful. We go home.”"
    )
    assert told(extract(text, model=model))[-1] == (
        "The talks were useful. We go home.",
        "Sergei Lavrov",
        "quotation",
    )


def test_agency_sentence_names_the_speaker_and_not_the_correspondent(model: Any) -> None:
    said = "The talks made no progress, NATO Secretary General Anders Fogh Rasmussen said"
    text = f"{said}, agency correspondent Olga Kim reports."
    assert told(extract(text, model=model))[0][:2] == ("The talks made no progress", "Anders Fogh Rasmussen")


def test_headings_captions_and_scare_quotes_are_no_statements(model: Any) -> None:
    text = (
        "Minister Says Talks Were Useful\n"
        "‘No cuts without progress’ – Lavrov\n"
        "The so-called “helicopter package” involves funds for the army.\n"
        "Most read\n"
    )
    assert extract(text, model=model) == ()


def test_dates_of_statements(model: Any) -> None:
    text = (
        INTRODUCED
        + "Lavrov said on Monday that the talks were useful.\nEarlier, Rasmussen said NATO was ready."
    )
    found = {c.speaker: (c.said, c.said_basis) for c in extract(text, published="2013-04-23", model=model)}
    assert found == {
        "Sergei Lavrov": ("2013-04-22", "weekday"),
        "Anders Fogh Rasmussen": ("../2013-04-23", "inferred"),
    }


def test_speakers_and_topics_of_the_library(model: Any) -> None:
    people = Lookup([Entity("sergei-lavrov", "Sergei Lavrov"), Entity("john-kerry", "John Kerry")])
    named = [("missile-defence", "missile defence"), ("syria", "Syria")]
    topics = TopicTagger([Topic(id, LocalizedText(label)) for id, label in named])
    text = (
        INTRODUCED
        + "Lavrov said that missile defence was discussed.\nRasmussen said NATO was ready for Syria."
    )
    lavrov, rasmussen = extract(text, model=model, people=people, topics=topics)
    assert (lavrov.speaker_id, lavrov.topics) == ("sergei-lavrov", ("missile-defence",))
    assert (rasmussen.speaker, rasmussen.speaker_id) == ("Anders Fogh Rasmussen", None)
    assert rasmussen.topics == ("syria",)


def test_prediction_line(model: Any) -> None:
    text = INTRODUCED + "“We go home,” Lavrov said."
    line = prediction_line({"id": "a", "text": text, "published": "2013-04-23"}, model)
    (quote,) = line["quotes"]
    assert line["id"] == "a"
    assert (text[quote["start"] : quote["end"]], quote["kind"], quote["speaker"]) == (
        "We go home,",
        "direct",
        "Sergei Lavrov",
    )
    assert quote["said"] == "../2013-04-23" and quote["topics"] == [] and 0.85 <= quote["confidence"] <= 0.95


@dataclass(frozen=True, slots=True)
class Unsure:
    outcome: str = "several"
    answer: str | None = None
    matches: tuple[Match, ...] = ()


class Everybody:
    """A lookup that knows several people of every name."""

    def entity(self, id: str) -> Entity | None:
        return None

    def find(self, query: str, *, when: object = None, mode: str | None = None) -> Unsure:
        return Unsure()


def test_nobody_is_forced_onto_somebody_known() -> None:
    found = extract("“We go home,” said President Mark Hill.", people=Everybody())
    assert [(c.speaker, c.speaker_id) for c in found] == [("Mark Hill", None)]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Jane Lavrov", None),
        ("Vladimir Rasmussen", None),
        ("Lars Løkke Rasmussen", None),
        ("Sergey Lavrov", "sergei-lavrov"),
        ("Fogh Rasmussen", "anders-fogh-rasmussen"),
    ],
)
def test_whoever_shares_a_surname_is_somebody_new(name: str, id: str | None) -> None:
    known = [("Sergei Lavrov", "Лавров"), ("Anders Fogh Rasmussen", "Rasmussen"), ("John Kerry", "Kerry")]
    people = Lookup([Entity(slug(one), one, (other,)) for one, other in known])
    (found,) = extract(f"“We go home,” said {name}.", people=people)
    assert (found.speaker, found.speaker_id) == (name, id)


def test_a_surname_that_two_share_is_nobodys_for_sure(model: Any) -> None:
    text = (
        "Anders Fogh Rasmussen led the alliance.\n\nLars Rasmussen, a fisherman, spoke next.\n\n"
        "“I sell fish,” Rasmussen said on Wednesday."
    )
    assert [c.speaker for c in extract(text, model=model) if c.kind == "quotation"] == [None]


@pytest.mark.parametrize(
    ("name", "id"),
    [("Сергея Лаврова", "sergei-lavrov"), ("Лаврова", "sergei-lavrov"), ("Марии Лавровой", None)],
)
def test_a_russian_name_is_known_in_any_case(name: str, id: str | None) -> None:
    people = Lookup([Entity("sergei-lavrov", "Sergei Lavrov", ("Лавров", "Сергей Лавров"))])
    text = f"Сергей Лавров приехал в Казань.\n\nПо словам {name}, мост откроют в мае."
    (found,) = extract(text, people=people, language="ru")
    assert found.speaker_id == id


PARTS = (
    "“ ” \" ' ’ « » '' , . : — ( ) … said he told reporters adding that NATO He The "
    "заявил Лавров что Mr. \u2028 \t"
).split(" ")
PHRASES = [
    "\n",
    "\n\n",
    "Sergei Lavrov",
    "the minister",
    "According to",
    "we go",
    "on Monday",
    "in 2010",
    "— сказал",
]
WORDS = st.lists(st.sampled_from([*PARTS, *PHRASES, "called for", "vowed to"]), max_size=250)


def check(text: str, found: tuple[Candidate, ...]) -> None:
    starts = [c.start for c in found]
    assert starts == sorted(starts)
    for candidate in found:
        assert 0 <= candidate.sentence_start <= candidate.start < candidate.end <= len(text)
        assert candidate.end <= candidate.sentence_end <= len(text)
        assert candidate.text == text[candidate.start : candidate.end]
        assert 0 <= candidate.confidence <= 1
        if candidate.said:
            parse_edtf(candidate.said)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_any_words_without_a_model(words: list[str]) -> None:
    text = " ".join(words)
    check(text, extract(text, published="2013-04-23"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=3000))
def test_any_text_without_a_model(text: str) -> None:
    check(text, extract(text, published="2013-04-23", language="ru"))


def test_a_mark_that_is_taken_for_a_name_stands_for_nobody(model: Any) -> None:
    text = "' “ said “ « According to » Sergei Lavrov"
    check(text, extract(text, published="2013-04-23", model=model))


def test_any_words_with_the_model(model: Any) -> None:
    @settings(max_examples=25, deadline=None, database=None)
    @given(WORDS)
    def inner(words: list[str]) -> None:
        text = " ".join(words)
        check(text, extract(text, published="2013-04-23", model=model))

    inner()


@pytest.mark.parametrize(
    "unit", ['"Yes," ', ", he said ", "“\"'’”«", "The Abc said that ", "(", "x", "'a ", "A. "]
)
def test_long_monotonous_text_ends(unit: str) -> None:
    text = unit * (6000 // len(unit))
    check(text, extract(text, published="2013-04-23"))


def test_a_quotation_is_not_torn_from_its_closing_mark(model: Any) -> None:
    text = 'Samantha Roe, head of Hope, said "thousands of families need help now." She left on Monday.\n'
    (found,) = extract(text, model=model)
    assert text[found.sentence_start : found.sentence_end].rstrip().endswith('now."')


def test_an_unclosed_quotation_at_the_end_is_found(model: Any) -> None:
    (found,) = extract("The talks ended.\n\nJane Doe said the plan “would cost too much", model=model)
    assert (found.speaker, found.text) == ("Jane Doe", "the plan “would cost too much")


def test_words_that_go_on_and_on_name_the_day_once() -> None:
    text = (
        "Jane Doe said on Monday that the plan was good.\n\n"
        "“We want it,” Doe said. “It is cheap,” Doe said. “It is safe,” Doe said.\n"
    )
    notes = [each.said_note for each in extract(text, published="2013-05-07")]
    of_the_lead = "No day is named; what the article tells of was “Monday”."
    follows = f"It follows words of 2013-05-06. {of_the_lead}"
    assert notes == ["The article says “Monday”.", of_the_lead, follows, follows]


@pytest.mark.parametrize(
    "sentence",
    [
        "Told that the board had resigned, Lavrov laughed.",
        "Asked whether the treaty would hold, Lavrov left the room.",
    ],
)
def test_who_is_told_or_asked_says_nothing(model: Any, sentence: str) -> None:
    assert extract(INTRODUCED + sentence, published="2013-04-23", model=model) == ()


def test_who_has_said_it_says_it_even_before_the_name(model: Any) -> None:
    (found,) = extract(
        INTRODUCED + "Having said that the treaty would hold, Lavrov left the room.",
        published="2013-04-23",
        model=model,
    )
    assert found.speaker == "Sergei Lavrov"


def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name(model: Any) -> None:
    (found,) = extract(
        INTRODUCED + "Said Lavrov: “We shall meet again.”", published="2013-04-23", model=model
    )
    assert found.speaker == "Sergei Lavrov"
