"""A small library made by hand, and the one that the project carries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefs.briefing.snapshot import LibrarySnapshot, snapshot_of
from briefs.library import read
from briefs.model import (
    ArticleRef,
    Brief,
    BriefSentence,
    Library,
    LocalizedText,
    Person,
    Speaker,
    Statement,
    Topic,
)
from briefs.text.dates import parse_edtf
from tests.paths import REPOSITORY

Maker = Callable[..., Statement]


@pytest.fixture(scope="session")
def say() -> Maker:
    def made(name: str, said: str = "2013-04-23", who: str = "ann", on: str = "syria", **more) -> Statement:
        speakers = tuple(Speaker(one, LocalizedText(one.title()), None) for one in who.split())
        article = ArticleRef("a", "The Title", False, "The Paper", said, "en", more.pop("url", None), "a.txt")
        passage = more.pop("passage", f"What {who} said in {name}.")
        return Statement(
            id=name, status=more.pop("status", "published"), speakers=speakers, topics=tuple(on.split()),
            kind=more.pop("kind", "quotation"), passage=passage, start=more.pop("start", 0),
            end=len(passage), quoted=(), summary=f"Summary of {name}.", said=parse_edtf(said),
            said_basis="stated", said_note=None, article=article, **more,
        )  # fmt: skip

    return made


@pytest.fixture(scope="session")
def library() -> Callable[..., Library]:
    def made(*statements: Statement, positions: tuple[Brief, ...] = ()) -> Library:
        people = tuple(Person(name, LocalizedText(name.title())) for name in ("ann", "bob", "cem", "dan"))
        topics = (
            Topic("missiles", LocalizedText("Missiles", (("ru", "Ракеты"),))),
            Topic("shield", LocalizedText("Shield"), broader=("missiles",)),
            Topic("syria", LocalizedText("Syria")),
        )
        return Library("", people, topics, (), (), statements, positions, "digest")

    return made


@pytest.fixture(scope="session")
def brief() -> Callable[..., Brief]:
    def made(person: str, topic: str, as_of: str) -> Brief:
        return Brief(person, topic, parse_edtf(as_of), (BriefSentence("Holds it.", ("x",)),))

    return made


@pytest.fixture(scope="session")
def carried_view() -> Library:
    return read(REPOSITORY, None)


@pytest.fixture(scope="session")
def carried(carried_view: Library) -> LibrarySnapshot:
    return snapshot_of(carried_view)
