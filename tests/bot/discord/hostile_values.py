"""Values of the library with every text as long and as hostile as files, pages and people can make it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

from bot.ingest import ReviewItem
from briefs.index import Registry
from briefs.ingest.review import Draft
from briefs.model import (
    Article,
    ArticleRef,
    Brief,
    BriefSentence,
    Coverage,
    LocalizedText,
    Person,
    QueryResult,
    Role,
    Speaker,
    Statement,
    StatementCount,
    Topic,
    UncuratedPassage,
)
from briefs.text import Similarity, parse_edtf
from briefs.verify import FoundPassage, Verdict

WORDS = (
    "word",
    "*",
    "**bold**",
    "_",
    "||",
    "```",
    "~~",
    "> ",
    "# ",
    "-# ",
    "[a](http://b.example)",
    "\\",
    "\n",
    "\n\n",
    "@everyone",
    "<@1>",
    "<@&2>",
    "<t:0>",
    "“so”",
    "«вот»",
    "слово",
    "漢字",
    "😀",
    "\u202e",
    "\u200b",
    "x" * 300,
    "ω" * 40,
    "1. ",
    "",
)
LENGTHS = (0, 1, 3, 12, 60, 400)
DAYS = ("2013-04-23", "2013-04-23?", "2012", "../2013", "2012-02/2013-05", "")


class HostileValues:
    """All of one seed: the same seed gives the same values."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.people = tuple(self.person(n) for n in range(self.chance.choice((2, 5, 40))))
        self.topics = tuple(Topic(f"t{n}", self.label()) for n in range(self.chance.choice((2, 5, 40))))
        self.statements = tuple(self.statement(n) for n in range(self.chance.choice((1, 2, 4, 30))))

    def text(self, least: int = 0) -> str:
        words = self.chance.choices(WORDS, k=max(least, self.chance.choice(LENGTHS)))
        return " ".join(words) or ("w" if least else "")

    def label(self) -> LocalizedText:
        return LocalizedText(self.text(1), (("ru", self.text(1)),))

    def person(self, n: int) -> Person:
        roles = tuple(Role(self.label(), None, None) for _ in range(self.chance.choice((0, 1, 9))))
        return Person(f"p{n}", self.label(), roles=roles, wikidata="Q1")

    def url(self) -> str | None:
        rest = "y" * self.chance.choice((0, 100, 480, 530, 3000))
        return self.chance.choice((None, f"https://e.example/{rest}", "javascript:x", f"http://[{rest}"))

    def article(self) -> ArticleRef:
        return ArticleRef("a", self.text(1), False, self.text() or None, "2013", "en", self.url(), "f.txt")

    def statement(self, n: int) -> Statement:
        chance, whole = self.chance, self.text(1)
        speakers = tuple(
            Speaker(p.id, p.name, self.label()) for p in chance.sample(self.people, chance.choice((1, 2)))
        )
        kind: Any = chance.choice(("quotation", "reported", "mixed", "fact"))
        return Statement(
            f"s-{n}" + "z" * chance.choice((0, 60)),
            chance.choice(("published", "disputed", "corrected")),
            () if kind == "fact" else speakers,
            tuple(t.id for t in self.topics[:9]),
            kind,
            whole,
            10,
            10 + len(whole),
            (),
            self.text(),
            parse_edtf(chance.choice(DAYS[:5])),
            chance.choice(("stated", "inferred", "outside")),
            self.text() or None,
            self.article(),
            carried_by=self.text() or None,
            english_by=self.text() or None,
        )

    def counts(self) -> tuple[StatementCount, ...]:
        return tuple(StatementCount(t.id, t.pref_label, 7) for t in self.topics)

    def brief(self) -> Brief | None:
        cites = tuple(one.id for one in self.statements)
        sentences = tuple(BriefSentence(self.text(1), cites) for _ in range(3))
        made = Brief("p0", "t0", parse_edtf("2012"), sentences, self.chance.choice(((), cites)))
        return self.chance.choice((None, made))

    def full_article(self) -> Article:
        whole = f"{self.text(1)} {self.text(1)} {self.text(1)}"
        return Article(
            "a",
            self.text(1),
            False,
            self.text() or None,
            None,
            None,
            None,
            "en",
            self.url(),
            "f.txt",
            "0",
            whole,
        )

    def answer(self, command: str) -> QueryResult:
        some, chance = self.statements, self.chance
        marks = tuple((one.id, f"\x02{one.passage}\x03") for one in some) if command == "search" else ()
        uncurated = UncuratedPassage(
            self.article(), self.text(1), 0, 5, self.text(), f"\x02{self.text(1)}\x03", True
        )
        days = (date(2011, 1, 2), date(2013, 4, 23))
        return QueryResult(
            command,
            "answered",
            self.people[0],
            self.people[1] if command == "compare" else None,
            self.topics[0],
            self.full_article() if command == "article" else None,
            statements=some,
            may_fall_outside=some[:3],
            coverage=Coverage(len(some), days[0], None, days[1], 3, 9),
            brief=self.brief(),
            newer_than_brief=tuple(one.id for one in some),
            spoke_on=self.counts(),
            spoken_by=self.counts(),
            note=self.text() or None,
            marks=marks,
            uncurated=(uncurated,) * chance.choice((0, 5)),
            warnings=(self.text(),) * chance.choice((0, 5)),
        )

    def registry(self) -> Registry:
        return Registry(
            "d",
            date(2026, 1, 2),
            self.people,
            self.topics,
            (),
            {p.id: 3 for p in self.people},
            {t.id: 3 for t in self.topics},
            5,
            9,
            date(2011, 1, 1),
            date(2013, 1, 1),
        )

    def verdict(self) -> Verdict:
        chance = self.chance
        words: Any = chance.choice(("exact", "altered", "not-found"))
        name: Any = (
            chance.choice(("exact", "altered", "spliced", "misattributed"))
            if words != "not-found"
            else "not-found"
        )
        speaker = ("p0", self.text(1))
        found = FoundPassage("a", self.text(1), self.text(), "2013", "f", self.text(1), 0, 5, None, speaker)
        return Verdict(
            self.text(1),
            "p0",
            name,
            SimpleNamespace(articles=3),
            words,
            "another",  # type: ignore[arg-type]
            found=found if words != "not-found" else None,
            warning=self.text() or None,
            nearest=found,
            flags=("spliced", "misattributed", "several-articles"),
        )

    def review_item(self, n: int) -> ReviewItem:
        chance = self.chance
        before, words, behind = self.text(1), self.text(1), self.text(1)
        start = len(before) + 1
        draft = Draft(
            chance.choice(("quotation", "reported", "mixed", "fact")),
            start,
            start + len(words),
            chance.choice(((), ("p0",), tuple(p.id for p in self.people[:6]))),
            tuple(t.id for t in self.topics[:9]),
            self.text(),
            chance.choice(("2013-04-23", "no date", "")),
            "inferred",
            self.text() or None,
            taken_from=chance.choice((None, "transcript")),
        )
        whole = f"{before} {words} {behind}"
        page = SimpleNamespace(
            text=whole,
            url=self.url(),
            title=self.text(1),
            publisher=self.text() or None,
            author=None,
            published=None,
        )
        candidate = {
            "confidence": chance.random(),
            "speaker": chance.choice((None, self.text())),
            "sentence_start": max(0, start - 40),
            "sentence_end": len(whole),
            "context": None,
        }
        key = f"k{n}abcdefgh"
        row = SimpleNamespace(
            key=key, candidate=candidate, edits=None, changes=None, ticked=None, place=n, article_id="a"
        )
        alike = tuple(Similarity(key, "s" * 80, 1.0, chance.choice(("copy", "same"))) for _ in range(2))
        known = {p.id: p.name.en for p in self.people[:3]}
        pending = SimpleNamespace(article=SimpleNamespace(page=page))
        labels = {t.id: t.pref_label for t in self.topics}
        return ReviewItem(row, pending, draft, alike, known, labels)  # type: ignore[arg-type]

    def in_context(self) -> tuple[Statement, Article]:
        article = self.full_article()
        end = min(len(article.text), 500)
        return replace(self.statements[0], start=0, end=end), article
