"""Whatever is wrong with a library is told at its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.briefs.library.small_library import ARTICLE, DOSSIER, PEOPLE, POSITIONS, TOPICS, problems, write

# What is changed, and a problem that this makes: in the changed file, if none is named.
BREACHES: list[tuple[tuple[str, ...], str]] = [
    # the file itself
    ((DOSSIER, ""), "1:1: the file is empty; expected keys with values"),
    ((DOSSIER, "- one"), "1:1: a list stands here; expected keys with values"),
    ((PEOPLE, "people: none"), "1:9: “people” is text; expected a list, each item"),
    ((TOPICS, "topic: []"), "1:1: unknown key “topic”; did you mean “topics”?; expected"),
    ((PEOPLE, "kind: group", "kind: \x07group"), "13:11: the control character U+0007"),
    ((PEOPLE, "kind: group", "kind: [group"), "13:11: a list in [ ] is not closed"),
    ((PEOPLE, "kind: group", "kind: group: x"), "13:16: a second “: ” in this line"),
    ((PEOPLE, "    kind: group", "   kind: group"), "13:4: this does not continue the list"),
    ((PEOPLE, "kind: group", "kind: 'group"), "13:11: a quotation mark is opened and never"),
    ((PEOPLE, "kind: group", "kind: @group"), "13:11: a value cannot begin with this"),
    ((PEOPLE, "kind: group", "kind: *group"), "13:11: “*” refers to an anchor"),
    ((PEOPLE, "    kind: group", "\tkind: group"), "13:1: a tab stands in the indentation"),
    ((PEOPLE, "kind: group", "kind: " + "[" * 5000), "13:1: the text is nested more than"),
    ((PEOPLE, "kind: group", "- " * 50_000), "13:1: the text is nested more than 200"),
    ((PEOPLE, "people:", "--- {}\n---\npeople:"), "2:1: a second document begins here"),
    # keys and types
    ((DOSSIER, "summary: Berg was", "sumary: Berg was"), "28:5: unknown key “sumary”; did you mean “summar"),
    ((DOSSIER, "    group: post-g1\n", "    group: post-g1\n    kind: fact\n"),
     "22:5: the key “kind” stands here twice, first in line 15"),
    ((DOSSIER, "topics: [delay]", "topics: delay"), "25:13: “topics” is text; expected a list"),
    ((DOSSIER, "topics: [delay]", "topics: [delay, delay]"), "25:21: “delay” stands twice in “topics”"),
    ((DOSSIER, "kind: mixed", "kind: mixd"), "26:11: “kind” is “mixd”; did you mean “mixed”?; expected one"),
    ((DOSSIER, "status: disputed", "status: gone"), "34:13: “status” is “gone”; expected one of published,"),
    ((DOSSIER, "said_basis: dateline", "said_basis: guess"), "19:17: “said_basis” is “guess”; expected one"),
    ((DOSSIER, "id: post-02", "id: Post 02"), "23:9: “id” is “Post 02”; expected lower-case letters"),
    ((DOSSIER, "stance: declined", "stance: silent"), "56:13: “stance” is “silent”; expected one of declin"),
    ((DOSSIER, "url: https", "url: ftp"), "44:61: “url” is “ftp://example.org/1”; expected an address"),
    ((DOSSIER, '"2026-01-01T10', '"2026-13-01T10'), "46:14: “at” is no date and time"),
    ((PEOPLE, "wikidata: Q42", "wikidata: 42"), "4:15: “wikidata” is “42”; expected a Wikidata"),
    ((PEOPLE, "{en: Anna Berg, ru", "{de: Anna Berg, ru"), "3:11: “en” is missing"),
    ((PEOPLE, "start: 2010-03-15\n        end: null", "start: 2010-03-15\n        end: 2009"),
     "9:16: the role starts after its end"),
    # dates
    ((DOSSIER, "about: 2009", "about: 23 May"), "64:12: “about”: “23 May” is no date; expected an EDTF date"),
    ((DOSSIER, "said: ../2010-05-02", "said: 2010-02-30"), "29:11: “said”: “2010-02-30”: February 2010 has"),
    ((DOSSIER, "said: ../2010-05-02", "said: [2010-05-01,2010-05-02]"), "29:11: “said” is a list; expected"),
    ((DOSSIER, "said: ../2010-05-02", "said: 2010-05-03"), "29:11: said on 2010-05-03, after the article w"),
    ((DOSSIER, "    said: ../2010-05-02\n", ""), "23:5: “said” is missing"),
    ((DOSSIER, "    said_note: No day is named.\n", ""), "23:5: a date that is “inferred” needs “said_note”"),
    ((DOSSIER, "occasion: may-talks", "occasion: may-talk"),
     "20:15: there is no occasion “may-talk”; did you mean “may-talks”?; expected the id of an occasion"),
    (("config/occasions.yaml", "2010-05-01/2010-05-02", "2009"),
     DOSSIER + ":20:15: “said” is 2010-05-02, but “may-talks” was on 2009"),
    # passages
    ((DOSSIER, "exact: Berg was \"extremely", "exact: Berg was “extremely"),
     "27:12: the passage is not in the article's text; expected the article's words: after “Berg was” the"),
    ((DOSSIER, "exact: The talks began in 2009.", "exact: The talks began in 2009"),
     "60:12: the passage stands at 2 places in the article's text; expected one place: add a prefix"),
    ((DOSSIER, "exact: We see no movement.", "exact: Anna Berg said the talks"),
     "16:12: the passage stands outside quotation marks in the article; expected words inside one pair"),
    ((DOSSIER, "exact: We see no movement.", "exact: “We see no movement. None at all,”"),
     "16:12: the passage takes in the quotation marks around it; expected the words inside the marks"),
    ((DOSSIER, "exact: We see no movement.", "exact: None at all,” she added."),
     "16:12: the passage reaches over a quotation mark of the article; expected words inside one pair"),
    ((DOSSIER, "    marks: {broken: opening, reason: The article has no opening mark.}\n", ""),
     "51:12: the article lacks the opening mark; expected “marks: {broken: opening, reason: ...}”"),
    ((DOSSIER, "broken: opening", "broken: closing"), "52:12: the article lacks the opening mark; expected"),
    ((DOSSIER, ", reason: The article has no opening mark.", ""), "52:12: “reason” is missing; expected one"),
    ((DOSSIER, "exact: We see no movement.", "exact: None at all\n    marks: {broken: both, reason: x}"),
     "17:12: both marks are in the article: the exception is not needed"),
    ((DOSSIER, "kind: reported", "kind: mixed"), "38:12: nothing in the passage stands inside quotation ma"),
    ((DOSSIER, "kind: reported", "kind: reported\n    marks: {broken: both, reason: x}"),
     "38:12: “marks” is for the kind “quotation” only"),
    ((DOSSIER, "exact: Talks go on, suffix: MOSCOW", 'exact: "Talks go on MOSCOW, May 2 — Anna Berg"'),
     "38:12: the passage reaches into a headline; expected running text of the article"),
    ((DOSSIER, "exact: Talks go on, suffix: MOSCOW", "exact: Talks go off"),
     "10:31: the passage is not in the article's text"),
    ((DOSSIER, "kind: quotation", "kind: reported"),
     "16:12: the whole passage stands inside quotation marks; expected “kind: quotation”"),
    # speakers, ids, references
    ((DOSSIER, "speakers: []", "speakers: [anna-berg]"), "58:15: a fact is stated by the article itself"),
    ((DOSSIER, "speakers: [anna-berg]", "speakers: []"), "13:15: nobody speaks; expected a list of ids of"),
    ((DOSSIER, "[anna-berg, ministers]", "[anna-berg, minister]"),
     "35:27: there is no person “minister”; did you mean “ministers”?; expected the id of a person"),
    ((DOSSIER, "topics: [talks, delay]", "topics: [war]"), "36:14: there is no topic “war”; expected the id"),
    ((DOSSIER, "same_as: [post-03]", "same_as: [post-01]"), "22:15: “post-01” refers to itself"),
    ((DOSSIER, "    group: post-g1\n  - id: post-03", "  - id: post-03"),
     "21:12: no other statement of this article is in the group “post-g1”"),
    ((DOSSIER, "[anna-berg]\n    topics: [delay]", "[anna-berg, ministers]\n    topics: [delay]"),
     "32:12: the group “post-g1” has other speakers in “post-01”; expected one utterance of the same"),
    ((DOSSIER, "id: post-02", "id: post-01"), "23:9: the id “post-01” is taken in this file"),
    ((PEOPLE, "id: ministers", "id: anna-berg"), "11:9: the id “anna-berg” is taken in this"),
    ((TOPICS, "broader: [talks]", "broader: [talk]"), "7:15: there is no topic “talk”"),
    ((TOPICS, "alt_labels:", "broader: [delay]\n    alt_labels:"),
     "4:15: “talks” would be broader than itself, by way of “delay”"),
    # the text file
    ((DOSSIER, "text: post.txt", "text: paper.txt"),
     "7:9: there is no file seeds/articles/paper.txt; expected the article's text file"),
    ((DOSSIER, "text: post.txt", "text: ../articles/post.txt"), "7:9: “text” is “../articles/post.txt”; ex"),
    ((DOSSIER, "sha256: S", "sha256: \"0\" #"), "8:11: “sha256” is “0”; expected 64 hexadecimal digits"),
    (("seeds/articles/post.txt", ARTICLE + " "), DOSSIER + ":8:11: the article's text has changed: its SHA"),
    # positions
    ((POSITIONS, "        cites: [post-01, post-05]\n", ""), "6:9: the sentence cites nothing"),
    ((POSITIONS, "[post-01, post-05]", "[]"), "7:16: the sentence cites nothing; expected ids"),
    ((POSITIONS, "post-05]", "post-06]"), "7:26: there is no statement “post-06”; did you"),
    ((POSITIONS, "post-01, ", ""), "7:16: none of the cited statements is by “anna-berg”"),
    ((DOSSIER, "- id: post-01", "- id: post-01\n    status: draft"),
     "config/positions.yaml:7:17: the statement “post-01” is draft; expected a statement that answers"),
    ((POSITIONS, "as_of: 2010-05-02", "as_of: 2010-05-03"), "4:12: “as_of” is 2010-05-03, later"),
    ((POSITIONS, "as_of: 2010-05-02", "as_of: 2010-05-01"), "4:12: “as_of” is 2010-05-01, before"),
    ((POSITIONS, "since 2009", "until 2014"), "6:15: the text names 2014, which no cited"),
    ((POSITIONS, "person: anna-berg", "person: anna"), "2:13: there is no person “anna”"),
    ((POSITIONS, "    sentences:\n", "    sentences:\n" + "      - {text: More., cites: [post-01]}\n" * 3),
     "6:7: the brief has 4 sentences; expected 3 at most"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), BREACHES, ids=range(len(BREACHES)))
def test_a_breach_is_told_at_its_place(tmp_path: Path, change: tuple[str, ...], expected: str) -> None:
    found = problems(write(tmp_path, change))
    expected = f"{change[0]}:{expected}" if expected[:1].isdigit() else expected
    assert any(problem.startswith(expected) for problem in found)
    assert all(re.match(r"(config|seeds)/[\w./-]+:\d+:\d+: \S", problem) for problem in found)
