"""Prose that names papers, brackets and namesakes beside a quotation, each kind once."""

from __future__ import annotations

import pytest

from briefs.cite_check import CiteChecker
from briefs.index import run

_EARLIER = (
    "“I do not expect a breakthrough on this matter but all options will be fully considered,” he answered"
)
_CASES = [
    # who reports is not who speaks
    (f"Rasmussen was asked in April. {_EARLIER} he answered, Voice of Russia wrote. Asked about Syria, he"
     " said NATO was “extremely concerned” (RFE/RL).", ["proven", "proven"], []),
    ("I read what Rasmussen had said on 8 June 2011 (source: NATO): “Russia is also concerned about missile"
     " proliferation and so it makes sense for us to work together.”", ["proven"], []),
    ("In 2012, Rasmussen called it a success: “Cooperation between NATO and Russia makes sense and it really"
     " works”, he said, per NATO. In 2013 he said, also per NATO: “It delivers more security for NATO and"
     " more security for Russia.”", ["proven", "proven"], ["year"]),
    # a bracket that names an occasion says when it was spoken, also where another line follows
    ("Rasmussen: “Our vision is two independent systems with one goal.” (NATO press conference, 9 June"
     " 2011.)\nLavrov was not there.", ["proven"], ["day"]),
    ("Rasmussen: “Our vision is two independent systems with one goal.” (NATO press conference, 8 June"
     " 2011.)\nLavrov was not there.", ["proven"], []),
    # “A day later, on 20 April 2012, he told the press” leaves no word of a name before the colon
    ("Rasmussen on 19 April 2012, for NATO: “And by increasing our security, it also builds up trust.” A day"
     " later, on 20 April 2012, he told the press: “We are determined to continue in that direction.”",
     ["proven", "proven"], ["day"]),
    ("President Dmitry Medvedev asked; Alexander Lukashevich relayed it, saying in October 2011: “These"
     " questions were determined by Russian President Dmitry Medvedev who asked them to his colleagues.”",
     ["proven"], []),
    ("Rasmussen was sober. “I do not expect a breakthrough on this matter but all options will be fully"
     " considered” was how Voice of Russia had him put it.", ["proven"], []),
    ("Citing NATO, the newspaper has Rasmussen say: “I look forward to more cooperation. More security. And"
     " more trust.”", ["proven"], []),
    # whose spokesman he is, is no office of his
    ("Russian Foreign Minister Lavrov's spokesman Lukashevich said in October 2011 (Itar-Tass) that Russia"
     " “is ready to continue the dialogue and search for common approaches”.", ["proven"], []),
    # an office before a namesake's last name is the namesake's
    ("Defence Minister Sergei Shoigu and Lavrov met. Lavrov said on 26 October 2011: “We will continue"
     " the work with NATO partners in this aspect.”", ["proven"], []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "marks", "faults"), _CASES)
def test_each_kind(checker: CiteChecker, draft: str, marks: list[str], faults: list[str]) -> None:
    citations = run(checker.check(draft)).citations
    assert [citation.mark for citation in citations] == marks
    assert [fault.kind for citation in citations for fault in citation.faults] == faults
