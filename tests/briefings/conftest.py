"""A small library made by hand, and the one that the project carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.dates import parse
from briefs.edition import Edition, prepare
from briefs.library import read
from briefs.model import (
    ArticleRef,
    BriefSentence,
    Labels,
    LibraryView,
    Person,
    Position,
    Speaker,
    Statement,
    Topic,
)

Maker = Callable[..., Statement]


@pytest.fixture(scope="session")
def say() -> Maker:
    def made(name: str, said: str = "2013-04-23", who: str = "ann", on: str = "syria", **more) -> Statement:
        speakers = tuple(Speaker(one, Labels(one.title()), None) for one in who.split())
        article = ArticleRef("a", "The Title", False, "The Paper", said, "en", more.pop("url", None), "a.txt")
        passage = more.pop("passage", f"What {who} said in {name}.")
        return Statement(
            id=name, status=more.pop("status", "published"), speakers=speakers, topics=tuple(on.split()),
            kind=more.pop("kind", "quotation"), passage=passage, start=more.pop("start", 0),
            end=len(passage), quoted=(), summary=f"Summary of {name}.", said=parse(said),
            said_basis="stated", said_note=None, article=article, **more,
        )  # fmt: skip

    return made


@pytest.fixture(scope="session")
def library() -> Callable[..., LibraryView]:
    def made(*statements: Statement, positions: tuple[Position, ...] = ()) -> LibraryView:
        people = tuple(Person(name, Labels(name.title())) for name in ("ann", "bob", "cem", "dan"))
        topics = (
            Topic("missiles", Labels("Missiles", (("ru", "Ракеты"),))),
            Topic("shield", Labels("Shield"), broader=("missiles",)),
            Topic("syria", Labels("Syria")),
        )
        return LibraryView("", people, topics, (), (), statements, positions, "digest")

    return made


@pytest.fixture(scope="session")
def brief() -> Callable[..., Position]:
    def made(person: str, topic: str, as_of: str) -> Position:
        return Position(person, topic, parse(as_of), (BriefSentence("Holds it.", ("x",)),))

    return made


@pytest.fixture(scope="session")
def carried_view() -> LibraryView:
    return read(Path(__file__).parents[2], None)


@pytest.fixture(scope="session")
def carried(carried_view: LibraryView) -> Edition:
    return prepare(carried_view)
