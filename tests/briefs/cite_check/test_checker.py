"""What the check says of one draft: marks, places, faults, and what is told without a source."""

from __future__ import annotations

import pytest

from briefs.cite_check import LONGEST, CiteChecker, DraftReport
from briefs.errors import UserError
from briefs.index import run
from briefs.verify import DocumentFormat

REAL = "We want real cooperation with Russia on missile defence"
MARKDOWN = f"""# A draft

On 9 June 2011 NATO Secretary General Rasmussen said: "{REAL}."

> We want fake cooperation with Russia
> on missile defence.
>
> — Rasmussen

Lavrov said that Moscow would walk away. Lavrov said that it would stay (Interfax, 4 May 2012).
"""


def check(checker: CiteChecker, draft: str, form: DocumentFormat = "text") -> DraftReport:
    return run(checker.check(draft, form))


def test_a_draft_in_markdown(checker: CiteChecker) -> None:
    report = check(checker, MARKDOWN, "markdown")
    first, second = report.citations
    assert (first.mark, first.by, first.place.line) == ("proven", "Rasmussen", 3)
    assert MARKDOWN[first.place.start : first.place.end] == REAL + "."
    assert [(f.kind, f.claimed, f.on_record) for f in first.faults] == [("day", "9 June 2011", "8 June 2011")]
    fault = first.faults[0].place
    assert MARKDOWN[fault.start : fault.end] == "9 June 2011" and (fault.line, fault.column) == (3, 4)
    assert (second.mark, second.place.line, second.place.column) == ("altered", 5, 3)
    assert [(d.said, d.claimed) for d in second.verdict.differences] == [("real", "fake")]
    assert [(one.by, one.place.line) for one in report.unsourced] == [("Lavrov", 10)]
    assert report.counts == {
        "quotations": 2, "proven": 1, "altered": 1, "misattributed": 0, "unproven": 0, "faults": 1,
        "unsourced": 1,
    }  # fmt: skip
    assert not report.holds


@pytest.mark.parametrize(
    "page",
    [
        f"<p>Rasmussen said:</p><blockquote><p>{REAL}</p></blockquote>",
        f"<blockquote>{REAL}<footer>Rasmussen</footer></blockquote>",
        f"<p>Rasmussen said <q>{REAL}</q>.</p>",
        f"<p>Rasmussen said &ldquo;{REAL}&rdquo;.</p>",
        f"<blockquote><p>“{REAL}”</p><cite>Anders Fogh Rasmussen</cite></blockquote>",
    ],
)
def test_a_quotation_on_a_page(checker: CiteChecker, page: str) -> None:
    (one,) = check(checker, page, "html").citations
    assert one.mark == "proven" and page[one.place.start : one.place.end] == REAL
    (other,) = check(checker, page.replace("Rasmussen", "Lavrov"), "html").citations
    assert other.mark == "misattributed"


@pytest.mark.parametrize(
    ("before", "kind", "on_record"),
    [
        ("In May 2011 Rasmussen said: ", "month", "8 June 2011"),
        ("In 2012, Rasmussen said: ", "year", "8 June 2011"),
        ("On Monday, Rasmussen said: ", "weekday", "8 June 2011"),
        ("Danish Prime Minister Anders Fogh Rasmussen said: ", "office", "NATO Secretary General"),
        ("Rasmussen, the French president, said: ", "office", "NATO Secretary General"),
    ],
)
def test_what_stands_beside_a_right_quotation(
    checker: CiteChecker, before: str, kind: str, on_record: str
) -> None:
    (one,) = check(checker, f"{before}“{REAL}.”").citations
    assert one.mark == "proven"
    assert [(fault.kind, fault.on_record) for fault in one.faults] == [(kind, on_record)]


@pytest.mark.parametrize(
    "before",
    [
        "On Wednesday, 8 June 2011, Rasmussen said: ",
        "In June 2011 NATO chief Rasmussen said: ",
        "Asked about the war of 2008, Rasmussen said: ",
        "After meeting the German chancellor, Rasmussen said: ",
        "Rasmussen, then NATO Secretary General, said: ",
        "Former NATO chief Rasmussen said in 2011: ",
    ],
)
def test_what_is_right_or_about_something_else_is_left_alone(checker: CiteChecker, before: str) -> None:
    (one,) = check(checker, f"{before}“{REAL}.”").citations
    assert one.holds and one.faults == ()


@pytest.mark.parametrize(
    ("draft", "mark"),
    [
        (f"Boris Johnson said: “{REAL}.”", "misattributed"),
        (f"Rasmussen spoke. It was Boris Johnson who said “{REAL}.”", "misattributed"),
        (f"Rasmussen never said “{REAL.replace('Russia', 'China')}.”", "altered"),
        ("Lavrov said: “The orchestra has rehearsed this piece for eleven months.”", "unproven"),
        ("Rasmussen said: “We want real cooperation with Russia … on missile defence.”", "proven"),
        ("Rasmussen spoke of “[w]e want real cooperation with Russia”, Reuters wrote.", "proven"),
    ],
)
def test_a_mark(checker: CiteChecker, draft: str, mark: str) -> None:
    (one,) = check(checker, draft).citations
    assert one.mark == mark


def test_words_set_apart_are_no_quotation(checker: CiteChecker) -> None:
    report = check(checker, "A so-called “shield” was built. See `“no quotation at all”`.", "markdown")
    assert report.citations == () and report.holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov said the talks went well, Reuters reported.",
        "Lavrov said the talks went well.[1]",
        "Lavrov said the talks went well ([transcript](https://example.org/a)).",
        "Lavrov said in an interview with Der Spiegel that the talks went well.",
        "Lavrov arrived on Monday and left on Tuesday.",
        "Lavrov repeated the experiment.",
    ],
)
def test_a_source_is_named_or_nothing_is_said(checker: CiteChecker, sentence: str) -> None:
    assert check(checker, sentence, "markdown").unsourced == ()


def test_reported_speech_without_a_source(checker: CiteChecker) -> None:
    told = check(
        checker, "According to Lavrov, all went well. The costs, Kerry said, are high. He added that …"
    )
    assert [one.by for one in told.unsourced] == ["Lavrov", "Kerry", "He"]


def test_the_document_has_the_keys_of_docs_mcp(checker: CiteChecker) -> None:
    document = check(checker, MARKDOWN, "markdown").document()
    assert set(document) == {"form", "holds", "counts", "quotations", "unsourced"}
    keys = {"mark", "text", "by", "start", "end", "line", "column", "faults", "proof"}
    assert keys <= set(document["quotations"][0])


@pytest.mark.parametrize(
    "hostile",
    [
        "“" * 3_000, "(" * 5_000, "Said " * 3_000, "<blockquote>" * 2_000, "> " * 3_000, "A, " * 4_000,
        "On 1 May 2012 " * 1_000, "the minister of " * 1_500, "Rasmussen said “" * 40, "\x00\ud800" * 50,
        "[" * 4_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_no_draft_is_too_strange(checker: CiteChecker, hostile: str, form: DocumentFormat) -> None:
    assert isinstance(check(checker, hostile, form), DraftReport)


@pytest.mark.parametrize(
    "draft",
    [
        f"Rasmussen’s line, “{REAL},” was quoted everywhere in 2014.",
        f"In 2014 a newspaper recalled Rasmussen’s words: “{REAL}.”",
        f"“{REAL},” wrote Rasmussen, who had been prime minister of Denmark before.",
        f"At a press conference in Brussels, the Secretary General said: “{REAL}.”",
        f"“{REAL},” said NATO chief Anders Fogh Rasmussen.",
    ],
)
def test_what_a_reader_would_not_take_for_a_fault(checker: CiteChecker, draft: str) -> None:
    (one,) = check(checker, draft).citations
    assert one.mark == "proven" and one.faults == ()


def test_a_russian_draft(checker: CiteChecker) -> None:
    words = "But even with these people, Russia is prepared to start a dialogue"
    (one,) = check(checker, f"«{words}», — сказал Лавров 19 февраля 2013 года.").citations
    assert one.mark == "proven" and [fault.kind for fault in one.faults] == ["day"]
    (told,) = check(checker, "Лавров заявил, что переговоры не удались.").unsourced
    assert told.by == "Лавров"


def test_a_draft_that_is_too_long(checker: CiteChecker) -> None:
    with pytest.raises(UserError, match="characters"):
        check(checker, "a" * (LONGEST + 1))
