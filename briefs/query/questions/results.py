"""What questions answer that is no list of statements; every face shows each in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.index import Registry
from briefs.model import Article, Statement
from briefs.names import LookupResult


@dataclass(frozen=True, slots=True)
class StatementInContext:
    statement: Statement
    article: Article  # with its text


@dataclass(frozen=True, slots=True)
class StatementToCite:
    statement: Statement
    form: str | None  # "plain", "bibtex" or "wiki"; None is all of them


@dataclass(frozen=True, slots=True)
class PeopleList:
    registry: Registry


@dataclass(frozen=True, slots=True)
class TopicList:
    registry: Registry


@dataclass(frozen=True, slots=True)
class LibraryNumbers:
    registry: Registry
    counts: Mapping[str, Mapping[str, int]]  # "kind", "status": how many statements of each


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """Whom or what `text` means; `kind` is "person" or "topic"."""

    kind: str
    text: str
    result: LookupResult
