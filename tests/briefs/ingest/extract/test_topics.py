"""Topics of passages, by labels and context terms as they stand in running text."""

from __future__ import annotations

import time

import pytest

from briefs.ingest.extract.topics import TopicTagger
from briefs.model import LocalizedText, Topic

TOPICS = (
    Topic(
        "harbour-defence",
        LocalizedText("Harbour defence", (("ru", "Оборона гавани"),)),
        ("harbor defense", "ГАВ", "barrier"),
        context_terms=("boom + harbour", "anti-torpedo", "заградитель"),
    ),
    Topic(
        "barrier-guarantees",
        LocalizedText("Harbour defence guarantees"),
        ("guarantees",),
        broader=("harbour-defence",),
    ),
    Topic(
        "rescue",
        LocalizedText("Disaster response"),
        ("disasters", "emergency relief"),
        context_terms=("flood",),
    ),
    Topic("tirania", LocalizedText("Tirania", (("ru", "Тирания"),)), ("Tiranian war",)),
    Topic(
        "chem",
        LocalizedText("Chemical weapons"),
        ("chemical weapons in Tirania", "CW"),
        context_terms=("sarin",),
    ),
    Topic("us-links", LocalizedText("Links"), ("US",)),
)
TAGGER = TopicTagger(TOPICS)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("They spoke of harbour defence.", ["harbour-defence"]),
        ("HARBOUR DEFENCE, again", ["harbour-defence"]),
        ("He wants harbor defenses", ["harbour-defence"]),
        ("They spoke of the harbour. Defence was left out.", []),  # no label runs over a full stop
        ("без обороны гавани нельзя", ["harbour-defence"]),
        ("нужен ГАВ", ["harbour-defence"]),
        ("гав, сказал он", []),  # a short label in capitals is no word
        ("she told us of it", []),
        ("the US told them", ["us-links"]),
        ("harbour defence and guarantees", ["barrier-guarantees"]),  # the narrowest of a kind
        ("we gave no guarantees", []),
        ("it was a total disaster", []),
        ("disasters and floods", ["rescue"]),
        ("disaster upon disaster", []),  # one word twice is one sign
        ("the boom at the mouth of the harbour", ["harbour-defence"]),
        ("the boom of the eighties", []),
        ("их заградителями", ["harbour-defence"]),
        ("sarin was used", ["chem"]),
        ("chemical weapons in Tirania", ["chem", "tirania"]),  # a place named within a longer label counts
        ("новая серия тиранов", []),
        ("", []),
    ],
)
def test_topics_of_a_passage(text: str, topics: list[str]) -> None:
    assert list(TAGGER.of(text)) == topics


def test_a_plain_word_counts_in_an_article_on_its_topic_or_a_wider_one() -> None:
    around = TAGGER.shown("The talks were on harbour defence.\nHe wants guarantees.")
    assert around == {"harbour-defence"}
    assert TAGGER.of("He wants guarantees.", around) == ("barrier-guarantees",)
    assert TAGGER.of("He wants guarantees.", TAGGER.shown("A flood came.")) == ()


def test_no_topics_and_a_circle_of_wider_ones() -> None:
    assert TopicTagger().of("harbour defence") == ()
    circle = TopicTagger(
        [
            Topic("a", LocalizedText("Alpha"), broader=("b",)),
            Topic("b", LocalizedText("Beta"), broader=("a",)),
        ]
    )
    assert circle.of("alpha") == ("a",)


def test_long_passages_cost_what_their_words_cost() -> None:
    text = "harbour boom disasters guarantees " * 20_000
    started = time.process_time()
    TAGGER.of(text)
    assert time.process_time() - started < 5  # some tenths of a second
