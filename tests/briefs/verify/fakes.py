"""A library made in a test: articles as text, with who said which passage of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefs.index.builder import build
from briefs.model import (
    Article,
    ArticleRef,
    Library,
    LocalizedText,
    NonBodyPart,
    Person,
    Speaker,
    Statement,
    Status,
    UncertainDate,
)
from briefs.verify import Verifier


@dataclass(frozen=True)
class Said:
    """A passage of an article; `by` names nobody for a fact. `quoted` are passages inside it in marks."""

    by: str
    passage: str
    kind: str = "quotation"
    english_by: str | None = None
    quoted: tuple[str, ...] = ()
    status: Status = "published"


def checker(
    path: Path, articles: dict[str, str], said: list[Said], parts: dict[str, str] | None = None
) -> Verifier:
    """A checker over `articles` (id: text); `parts` gives the kind of passages that are no running text."""
    made = tuple(_article(name, text, parts or {}) for name, text in articles.items())
    people = tuple(
        Person(name, LocalizedText(name.replace("-", " ").title())) for name in {s.by for s in said if s.by}
    )
    statements = tuple(_statement(n, each, made) for n, each in enumerate(said))
    view = Library("", people, (), (), made, statements, (), "0")
    build(view, path)
    return Verifier.open(path)


def _article(name: str, text: str, parts: dict[str, str]) -> Article:
    day = UncertainDate("2020-05-01", date(2020, 5, 1), date(2020, 5, 1))
    found = tuple(
        NonBodyPart(kind, text.index(passage), text.index(passage) + len(passage))  # type: ignore[arg-type]
        for passage, kind in parts.items()
        if passage in text
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        name, name, False, "The Paper", day, "stated", None, "en", None, f"{name}.txt", digest, text, found
    )


def _statement(number: int, said: Said, articles: tuple[Article, ...]) -> Statement:
    article = next(a for a in articles if said.passage in a.text)
    start = article.text.index(said.passage)
    end = start + len(said.passage)
    inner = [(article.text.index(words, start), words) for words in said.quoted]
    quoted = (
        ((start, end),) if said.kind == "quotation" else tuple((at, at + len(words)) for at, words in inner)
    )
    name = LocalizedText(said.by.replace("-", " ").title())
    ref = ArticleRef(article.id, article.title, False, "The Paper", "2020-05-01", "en", None, article.file)
    return Statement(
        id=f"s{number}",
        status=said.status,
        speakers=(Speaker(said.by, name, None),) if said.by else (),
        topics=(),
        kind=said.kind,  # type: ignore[arg-type]
        passage=said.passage,
        start=start,
        end=end,
        quoted=quoted,
        summary="",
        said=UncertainDate("2020-05-01", date(2020, 5, 1), date(2020, 5, 1)),
        said_basis="stated",
        said_note=None,
        article=ref,
        english_by=said.english_by,
    )
