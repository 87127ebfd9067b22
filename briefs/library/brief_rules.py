"""A brief claims no more than it cites: rules for config/positions.yaml.

A statement can be revised at once, whatever brief cites it. A brief that this leaves without its ground is
no fault of the library: it awaits its curator, and is not shown until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefs.library.dossiers import RawStatement
from briefs.library.yaml_mapping import KeyPath
from briefs.model import Brief
from briefs.text import parse_edtf

Breach = tuple[KeyPath, str, str]  # where in the file, what is wrong, what was expected
_WITHDRAWN = "withdrawn"
_AWAITS_REVIEW = "awaits its curator and is not shown"
Statements = Mapping[str, RawStatement]

# A year in running text: "in 2013", but not in "2013-04", "1.2013" or "2013,5".
_YEAR = re.compile(r"(?<![\w,.-])(?:19|20)[0-9]{2}(?![\w-]|,[0-9])")


def brief_breaches(positions: tuple[Brief, ...], statements: Statements) -> Iterator[Breach]:
    """Every breach of these rules; `statements` are records by id.

    Ids that do not resolve are reported elsewhere and left out here.
    """
    pairs: set[tuple[str, str]] = set()
    for index, brief in enumerate(positions):
        at: KeyPath = ("positions", index)
        if (brief.person, brief.topic) in pairs:
            yield (*at, "topic"), "this person and topic have a brief already", "one brief a pair"
        pairs.add((brief.person, brief.topic))
        if not _revised(brief, statements):
            yield from _breaches(at, brief, statements)


def briefs_to_review(positions: tuple[Brief, ...], statements: Statements) -> Iterator[Breach]:
    """What a curator has to go over, because statements that a brief cites were revised."""
    for index, brief in enumerate(positions):
        if revised := _revised(brief, statements):
            for path, message, expected in _breaches(("positions", index), brief, statements):
                yield path, f"the brief {_AWAITS_REVIEW}, since {_listed(revised)}: {message}", expected


def blocking_revisions(brief: Brief, statements: Statements) -> tuple[str, ...]:
    """The revised statements on account of which the brief does not stand; none where it does."""
    revised = _revised(brief, statements)
    return revised if any(_breaches((), brief, statements)) else ()


def _revised(brief: Brief, statements: Statements) -> tuple[str, ...]:
    """What is cited and was withdrawn, or changed in any way, after it was published.

    Of several citations of one statement, one; in the order of the brief.
    """
    cited = {name: statements.get(name) for sentence in brief.sentences for name in sentence.cites}
    return tuple(
        name
        for name, record in cited.items()
        if record and (record["history"] or record["status"] == _WITHDRAWN)
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) + (" was revised" if len(names) == 1 else " were revised")


def _breaches(at: KeyPath, brief: Brief, statements: Statements) -> Iterator[Breach]:
    yield from _sentences(at, brief, statements)
    yield from _dates(at, brief, statements)


def _sentences(at: KeyPath, brief: Brief, statements: Statements) -> Iterator[Breach]:
    for number, sentence in enumerate(brief.sentences):
        here: KeyPath = (*at, "sentences", number, "cites")
        cited = {name: statements[name] for name in sentence.cites if name in statements}
        for name, record in cited.items():
            if record["status"] in (_WITHDRAWN, "draft"):
                message = f"the statement “{name}” is {record['status']}"
                yield (*here, sentence.cites.index(name)), message, "a statement that answers show"
        if cited and not any(brief.person in record["speakers"] for record in cited.values()):
            message = f"none of the cited statements is by “{brief.person}”"
            yield here, message, "a statement by the person whose position it is"


def _dates(at: KeyPath, brief: Brief, statements: Statements) -> Iterator[Breach]:
    """No date of the brief lies outside the time of what it cites."""
    cited = [statements.get(name) for sentence in brief.sentences for name in sentence.cites]
    records = [record for record in cited if record and record["said"]]
    if not records or len(records) < len(cited):  # what is missing is told elsewhere, and might bear it out
        return
    said = [parse_edtf(record["said"]) for record in records]
    first = min(when.earliest or date.min for when in said)
    last = max(when.latest or date.max for when in said)
    as_of, span = brief.as_of, "a date within the cited statements, " + _span(first, last)
    if (as_of.latest or date.max) > last:
        yield (*at, "as_of"), f"“as_of” is {as_of.edtf}, later than what is cited", span
    elif (as_of.earliest or date.min) < first:
        yield (*at, "as_of"), f"“as_of” is {as_of.edtf}, before what is cited", span
    allowed_years = _years(first, last).union(*map(_named_years, records))
    for number, sentence in enumerate(brief.sentences):
        for year in sorted({*_YEAR.findall(sentence.text)} - allowed_years):
            message = f"the text names {year}, which no cited statement bears out"
            yield (*at, "sentences", number, "text"), message, span


def _years(first: date, last: date) -> set[str]:
    """Years of the cited span; where it is open, its known ends only."""
    if date.min < first and last < date.max:
        return {str(year) for year in range(first.year, last.year + 1)}
    return {str(day.year) for day in (first, last)}


def _named_years(record: RawStatement) -> set[str]:
    """Years that a statement speaks of."""
    texts = (record["passage"], record["summary"] or "", record["about"] or "")
    return {year for text in texts for year in re.findall(r"[0-9]{4}", text)}


def _span(first: date, last: date) -> str:
    if first == last:
        return f"of {first}"
    start = "" if first == date.min else f"from {first} "
    return start + (f"to {last}" if last < date.max else "on")
