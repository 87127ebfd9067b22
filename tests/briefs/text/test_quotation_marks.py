"""Quotation marks are told as they stand; where a text is well set, what was meant is what stands there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.text.quotation_marks import quoted_spans, read_marks, trimmed
from briefs.text.quotations import quoted
from briefs.text.selectors import find_passage
from tests.paths import REPOSITORY

ARTICLES = REPOSITORY / "seeds" / "articles"


def article(number: str) -> str:
    (file,) = ARTICLES.glob(f"{number}_*.txt")
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He was "extremely concerned" about it.', ["extremely concerned"]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"No breakthrough”, said he, and "that” was that.', ["No breakthrough", "that"]),
        ("”Wrong way round” and „below“.", ["Wrong way round", "below"]),
        ("»This« and « that ».", ["This", "that"]),
        ("The alliance’s ‘open door’ isn’t shut.", ["open door"]),
        ("“He told us “go” and “come”” end", ["He told us “go” and “come”"]),
        ("“He told us \"go\" and left,” she said", ["He told us \"go\" and left,"]),
        ("“Never closed\n\nA new “paragraph” here", ["paragraph"]),
        ("“A first paragraph.\n\n“And its second,” he said.", ["A first paragraph.", "And its second,"]),
        ("He said “a line that is\nwrapped by hand” and left", ["a line that is\nwrapped by hand"]),
        ("no opening mark,” he said. “And then?”", ["And then?"]),
        ("\"\"", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_stands_inside_marks(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == inside


def test_spans_are_clipped_to_the_passage() -> None:
    text = "x “one two three” y"
    assert quoted_spans(text, 7, 19) == ((7, 16),)
    assert quoted_spans(text, 0, 1) == ()


@settings(max_examples=200, deadline=None)
@given(st.text('ab .\n“”"«»‘’', max_size=60))
def test_spans_of_any_text_are_in_order_and_apart(text: str) -> None:
    spans = quoted_spans(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for start, end in spans:
        assert read_marks(text).state(start, end) == "inside"


@pytest.mark.parametrize(
    ("number", "passage", "state"),
    [
        ("004", "We discussed security issues within the context of Russian President", "inside"),
        ("004", "These questions were determined by Russian President Dmitry Medvedev", "inside"),
        ("004", "Rasmussen made it clear that NATO would not ensure", "both"),
        ("004", "in this aspect,” the Russian minister noted", "crossing"),
        (
            "000",
            "I do not expect a breakthrough on this matter but all options will be fully considered",
            "inside",
        ),
        ("000", "said the secretary general", "both"),
        ("001", "But even with these people, Russia is prepared to start a dialogue.", "inside"),
        ("001", "late in spring.", "inside"),
        ("001", "Mr Lavrov also said that Russia is seeking clarifications", "both"),
        ("002", "I am encouraged by the progress we have seen within the Afghan security forces", "inside"),
        ("002", "Rasmussen said the alliance was committed", "both"),
        ("003", "Ten years ago we created the NATO-Russia Council", "opening"),
        ("003", "I look forward to more cooperation. More security. And more trust.", "opening"),
        ("003", "While dialogue is not always easy, we continue exploring the options", "opening"),
        ("003", "Cooperation between NATO and Russia makes sense and it really works.", "inside"),
        ("003", "said the Secretary General. “Cooperation", "crossing"),
        ("003", "the NRC has been an effective tool to improve relations", "both"),
    ],
)
def test_the_articles_own_marks(number: str, passage: str, state: str) -> None:
    text = article(number)
    assert read_marks(text).state(*find_passage(text, passage)) == state


SPEECH = 'My friends. He wrote: "We go on." So do I. As they say, "All is well."\n\nThank you.'


@pytest.mark.parametrize(
    ("passage", "state"),
    [
        (SPEECH.split("\n")[0], "both"),
        ('He wrote: "We go on."', "both"),
        ('We go on." So do I', "crossing"),
        ('He wrote: "We go', "crossing"),
        ('"We go on." So do I. As they say, "All is well."', "crossing"),
        ("We go on.", "inside"),
    ],
)
def test_what_a_speech_quotes_is_whole_within_it(passage: str, state: str) -> None:
    start = SPEECH.index(passage)
    assert read_marks(SPEECH).state(start, start + len(passage)) == state


def test_a_missing_closing_mark() -> None:
    text = "“We shall see, he said.\n\nNext."
    assert read_marks(text).state(*find_passage(text, "We shall see")) == "closing"


# What the two scanners give for one text, marks left out: what stands in marks, and what was meant.
BOTH = [
    ("“We go,” he said.", ["We go,"], ["We go,"]),
    ('"We go," he said, "now."', ["We go,", "now."], ["We go,", "now."]),
    ("„Wir gehen“, sagte er.", ["Wir gehen"], ["Wir gehen"]),
    ("„Idziemy”, powiedział.", ["Idziemy"], ["Idziemy"]),
    ("« Nous partons », dit-il.", ["Nous partons"], ["Nous partons"]),
    ("「行きます」と彼は言った。", ["行きます"], ["行きます"]),
    ("‘We go,’ he said.", ["We go,"], ["We go,"]),
    ('“All options are open", said he.', ["All options are open"], ["All options are open"]),
    ("”Wrong way round” and „below“.", ["Wrong way round", "below"], ["Wrong way round", "below"]),
    ("“He told me ‘never’ and left.”", ["He told me ‘never’ and left."], ["He told me ‘never’ and left."]),
    ('"They call it "too loud" here,"', ['They call it "too loud" here,'], ['They call it "too loud" here,']),
    (
        "a “line that is\nwrapped by hand”",
        ["line that is\nwrapped by hand"],
        ["line that is\nwrapped by hand"],
    ),
    ("The ministers’ talks didn’t end.", [], []),
    # A mark was forgotten: nothing stands in marks, and yet somebody is quoted.
    ("“We shall see, he said.\n\nNext.", [], ["We shall see,"]),
    ('He was "extremely concerned.', [], ["extremely concerned."]),
    ("It works,” he said. “It does.”", ["It does."], ["It works,", "It does."]),
    ("“One. “Two,” he said.", ["Two,"], ["One. “Two,"]),
    # Each paragraph is a passage of its own, and all of them are one quotation.
    ("“We began.\n\n“We ended,” he said.", ["We began.", "We ended,"], ["We began.\n\n“We ended,"]),
    # Marks that a dossier's quotations are not checked by, and one that sets titles.
    ("‹Nous partons›, dit-il.", [], ["Nous partons"]),
    ("〝Iku〟と言った。", [], ["Iku"]),
    ("‚Wir gehen‘, sagte er.", [], ["Wir gehen"]),
    ("＂We go,＂ he said.", [], ["We go,"]),
    ("''We go,'' he said.", [], ["We go,"]),
    ("``We go,'' he said.", [], ["We go,"]),
    ("'We go,' he said.", [], ["We go,"]),
    ("《Правда》 wrote so.", ["Правда"], []),
]


@pytest.mark.parametrize(("text", "stands", "meant"), BOTH)
def test_what_stands_in_marks_and_what_was_meant(text: str, stands: list[str], meant: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == stands
    assert [text[each.start : each.end] for each in quoted(text)] == meant


WORD = st.text("abcdAБв", min_size=1, max_size=6)
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
MARKS = st.sampled_from(["“”", "„”", "„“", "‟”", "«»", "「」", "『』", '""'])
QUOTATION = st.builds(
    lambda marks, words, stop: f"{marks[0]}{words}{stop}{marks[1]}",
    MARKS,
    PHRASE,
    st.sampled_from(["", *",.!?"]),
)
PIECE = PHRASE | QUOTATION | st.builds("{},".format, QUOTATION) | st.builds("{}.".format, PHRASE)
WELL_SET = st.lists(st.lists(PIECE, min_size=1, max_size=6).map(" ".join), max_size=4).map("\n\n".join)


@settings(max_examples=300, deadline=None)
@given(WELL_SET)
def test_in_a_well_set_text_what_was_meant_is_what_stands_there(text: str) -> None:
    found = quoted(text)
    assert [(each.start, each.end) for each in found] == list(quoted_spans(text))
    assert all(each.opened and each.closed for each in found)
    assert all(read_marks(text).state(each.start, each.end) == "inside" for each in found)


@given(st.text(" \n\u00a0ab", max_size=12), st.data())
def test_trimmed_leaves_nothing_but_white_space_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trimmed(text, start, end)
    assert start <= first <= last <= end and text[first:last] == text[start:end].strip()
