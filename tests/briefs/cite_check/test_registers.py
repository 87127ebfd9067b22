"""Drafts as wires, chats and essays write them: whose a quotation is there, when and in which office."""

from __future__ import annotations

import pytest

from briefs.cite_check import CiteChecker, DraftReport
from briefs.index import run
from briefs.verify import DocumentFormat

REAL = "We want real cooperation with Russia on missile defence"
VISION = "Our vision is two independent systems"


def check(checker: CiteChecker, draft: str, form: DocumentFormat = "text") -> DraftReport:
    return run(checker.check(draft, form))


@pytest.mark.parametrize(
    "draft",
    [
        f"BRUSSELS (AP) — “{REAL},” Anders Fogh Rasmussen said.",
        f"[12:48] <otto> Rasmussen: “{REAL}”",
        f"It fell to Anders Fogh Rasmussen, then NATO Secretary General, to say it: “{REAL}.”",
        f"Rasmussen as NATO Secretary General: “{REAL}.”",
        f"Here's NATO boss Anders Fogh Rasmussen: “{REAL}.”",
        f"A minister does not speak lightly, and Rasmussen did not: “{REAL}.”",
        f"On 8 June 2011, “{REAL[:24]},” said Rasmussen, “{REAL[25:]}.”",
        f"Where Sergei Lavrov hesitated, Rasmussen did not. “{REAL}”, he wrote to a friend.",
        f"Long before Lavrov took it up, the thought had been Rasmussen’s. “{REAL}.”",
        f"NATO Secretary General Rasmussen told John F. Kerry: “{REAL}.”",
        f"“{REAL}” — Anders Fogh Rasmussen to Sergei Lavrov",
        f"that's Anders Fogh Rasmussen, not Sergei Lavrov: “{REAL}.”",
        f"Rasmussen goes further than Lavrov when he claims: “{REAL}.”",
        f"Rasmussen walks up to the microphone. “{REAL}” Exit.",
        f"You know who else said “{REAL}”? Anders Fogh Rasmussen, that's who.",
        f"Rasmussen was NATO Secretary General when he said “{REAL}.”",
        f"It rained.\n\n#### Anders Fogh Rasmussen\n\n> {REAL}\n\n#### Sergei Lavrov",
        f"The text has Anders Fogh Rasmussen say: “{REAL}.”",
        f"My father liked to quote Anders F. Rasmussen: “{REAL}.”",
        f"In 1993 he would have laughed at it; on 8 June 2011 Rasmussen said in earnest: “{REAL}.”",
    ],
)
def test_whose_it_is_is_read_in_every_register(checker: CiteChecker, draft: str) -> None:
    report = check(checker, draft, "markdown")
    assert report.holds and {one.mark for one in report.citations} == {"proven"}


@pytest.mark.parametrize(
    ("draft", "claimed"),
    [
        (f"In a statement on Jan. 8, 2011, Rasmussen said: “{REAL}.”", "Jan. 8, 2011"),
        (f"Fast forward to 8 June 2010: Rasmussen says “{REAL}.”", "8 June 2010"),
        (f"Throwback to 2012, when Rasmussen said “{REAL}.”", "2012"),
        (f"It's April 2014 and Rasmussen says “{REAL}.”", "April 2014"),
        (f"It was not until May 2012 that Rasmussen found the words. “{REAL}”, he said then.", "May 2012"),
        (f"When Rasmussen said “{REAL}” in May 2013, few took notice.", "May 2013"),
        (f"### 19 April 2013\n\nRasmussen: “{REAL}.”", "19 April 2013"),
        (f"Rasmussen (yes, the Interior Minister of France) said “{REAL}.”", "Interior Minister of France"),
        (f"“{REAL},” said Senator from Oregon Anders Fogh Rasmussen.", "Senator from Oregon"),
        (f"Rasmussen, our Archbishop of York, says “{REAL}.”", "Archbishop of York"),
        (f"Rasmussen aka the Mayor of Chicago: “{REAL}.”", "Mayor of Chicago"),
        (f"Rasmussen is Chief Justice and says “{REAL}.”", "Chief Justice"),
        (f"Rasmussen, who happened to be Mayor of Chicago, said “{REAL}.”", "Mayor of Chicago"),
        (f"The Mayor of Chicago of the day, Rasmussen, said: “{REAL}.”", "Mayor of Chicago"),
        (f"The Archbishop of York (Rasmussen): “{REAL}.”", "Archbishop of York"),
        (f"> “{REAL}”\n>\n> Anders Fogh Rasmussen, Chief Justice", "Chief Justice"),
        (f"Rewind to 21 February 2013. Rasmussen: “{REAL}.”", "21 February 2013"),
        (f"Rasmussen waited until June 5, 2011 to say it: “{REAL}.”", "June 5, 2011"),
        (f"**Rasmussen, 9 June 2011.** “{REAL}.”", "9 June 2011"),
        (f"## Rasmussen\n\n*9 June 2011*\n\n“{REAL}.”", "9 June 2011"),
        (f"Rasmussen (sitting of 9 June 2011): “{REAL}.”", "9 June 2011"),
        (f"| 9 June 2011 | Rasmussen | “{REAL}” |\n|---|---|---|", "9 June 2011"),
        (f"The year was 2010, and Rasmussen had the word: “{REAL}.”", "2010"),
    ],
)
def test_a_wrong_day_or_office_is_told_in_every_register(
    checker: CiteChecker, draft: str, claimed: str
) -> None:
    (one,) = check(checker, draft, "markdown").citations
    assert one.mark == "proven" and [fault.claimed for fault in one.faults] == [claimed]


@pytest.mark.parametrize(
    "draft",
    [
        f"I keep coming back to Marguerite Duval saying “{REAL}” and wonder.",
        f"Nobody who has read Agatha Vellacourt will have forgotten the line “{REAL}.”",
        f"I asked and got this from Bernard Okonkwo: “{REAL}.”",
        f"Can we talk about how Sergei Lavrov just went “{REAL}.”",
        f"can confirm, Sergei Lavrov said “{REAL}.”",
        # What is not read as an attribution proves nothing either, where somebody else alone is named.
        f"“{REAL}” <- Bernard Okonkwo btw",
        f"What did Bernard Okonkwo answer? “{REAL}.”",
        f"“{REAL}” Thus spoke Ines Castelbranco. Discuss.",
        f"RT: “{REAL}” (Ines Castelbranco)",
        f"“{REAL}” (guess who? Sergei Lavrov)",
        f"THE CHAIR gave the floor to Tobias Lindqvist. “{REAL}” The motion was carried.",
        f"One hears the same note in Tobias Lindqvist: “{REAL}.”",
        f"`Sergei Lavrov`: “{REAL}.”",
        f"Bernard Okonkwo goes further than Rasmussen when he claims: “{REAL}.”",
    ],
)
def test_words_given_to_somebody_else_are_misattributed(checker: CiteChecker, draft: str) -> None:
    (one,) = check(checker, draft, "markdown").citations
    assert one.mark == "misattributed"


def test_two_halves_that_are_not_one_sentence_are_altered(checker: CiteChecker) -> None:
    report = check(checker, f"“{VISION},” said Rasmussen, “{REAL[25:]}.”")
    assert [one.mark for one in report.citations] == ["proven", "altered"]


def test_a_half_that_leaves_something_out_is_told_by_the_whole(checker: CiteChecker) -> None:
    draft = "“We want real,” said Rasmussen, “cooperation … on missile defence.”"
    assert [one.mark for one in check(checker, draft).citations] == ["proven", "proven"]


def test_an_aide_said_it_and_not_whoever_is_named_next(checker: CiteChecker) -> None:
    other, own = check(checker, f"“No comment,” an aide said, but Rasmussen said: “{REAL}.”").citations
    assert (other.by, own.by, own.mark) == ("an aide", "Rasmussen", "proven")


def test_a_paper_that_reported_it_is_its_source_and_a_dateline_is_none(checker: CiteChecker) -> None:
    draft = (
        "Lavrov denied that any such letter exists, the Boston Globe reported.\n\n"
        "MOSCOW (AP) — Lavrov said that patience was running out.\n\n"
        "Lavrov said that the road was closed, the Prime Minister reported.\n\n# What Lavrov said\n\n"
        "Lavrov is on record as saying that the tax was a mistake.\n\n"
        "Lavrov let it be known that he would not stand.\n\nWhat has Lavrov said of it?\n"
    )
    assert [one.place.line for one in check(checker, draft, "markdown").unsourced] == [3, 5, 9, 11]
