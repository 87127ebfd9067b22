"""A report on a draft as lines to read, each thing to look at with its place as compilers print it."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.cite_check.report import CheckedCitation, DraftReport
from briefs.i18n import ENGLISH
from briefs.render import Line, counted

_LONGEST = 80  # characters of a quotation that are shown


def report_lines(report: DraftReport, file: str) -> Iterator[Line]:
    """The report in words: every quotation, what is wrong with it, and the sentences without a source."""
    things = [(one.place.start, line) for one in report.citations for line in _citation(one, file)]
    for told in report.unsourced:
        where = f"{file}:{told.place.line}:{told.place.column}: "
        line: Line = (("", where), ("warning", "no source: "), ("", _shown(told.text)))
        things.append((told.place.start, line))
    yield from (line for _, line in sorted(things, key=lambda each: each[0]))
    yield (("count", _summary(report)),)


def _citation(one: CheckedCitation, file: str) -> Iterator[Line]:
    where = f"{file}:{one.place.line}:{one.place.column}: "
    style = "title" if one.holds else "warning"
    by = f" — {one.by}" if one.by else ""
    yield (("", where), (style, one.mark), ("", ": "), ("quote", f"“{_shown(one.text)}”"), ("name", by))
    verdict = one.verdict
    if verdict.found and verdict.found.statement:
        yield (("dim", f"    {verdict.found.statement}"), ("dim", f", {verdict.found.title}"))
    for note in (*verdict.notes, *verdict.change_notes):
        yield (("", f"    {note.in_words(ENGLISH)}"),)
    for fault in one.faults:
        told = f"    {fault.kind}: the record has {fault.on_record}, not {fault.claimed}"
        yield (("warning", told),)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _summary(report: DraftReport) -> str:
    counts = report.counts
    marks = ", ".join(f"{counts[mark]} {mark}" for mark in ("proven", "altered", "misattributed", "unproven"))
    faults = f"{counts['faults']} beside a right quotation wrong"
    total = counted(counts["quotations"], "quotation")
    return f"{total}: {marks}; {faults}; {counts['unsourced']} without a source."
