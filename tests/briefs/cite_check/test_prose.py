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
    # an office before a namesake's last name is the namesake's
    ("Defence Minister Sergei Shoigu and Lavrov met. Lavrov said on 26 October 2011: “We will continue"
     " the work with NATO partners in this aspect.”", ["proven"], []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "marks", "faults"), _CASES)
def test_each_kind(checker: CiteChecker, draft: str, marks: list[str], faults: list[str]) -> None:
    citations = run(checker.check(draft)).citations
    assert [citation.mark for citation in citations] == marks
    assert [fault.kind for citation in citations for fault in citation.faults] == faults
