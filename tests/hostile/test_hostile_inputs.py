"""Spoilt files and lines, twelve thousand in `make soak`: each is read, or refused in a sentence.

None crashes, none takes long, none changes a library that refused it, and none that was taken breaks it.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.ingest.bulk import content_of, source_files
from briefs.errors import UserError
from briefs.ingest.extract import extract
from briefs.ingest.fetch import FetchRefused, feed_parser, page_parser
from briefs.ingest.fetch.types import Fetched
from briefs.render.text import plain_text
from tests.bot.terminal.conftest import FEEDS, Program
from tests.briefs.ingest.loopback_site import rss, story
from tests.briefs.ingest.review import fakes
from tests.hostile.mutations import WORDS, spoilt

SECONDS = 5.0  # of processor time for one; a hang is ended by the test's own limit
LONGEST = 600  # characters of a refusal: what was given is told cut
IMPORTED = {
    "format": "onrecord-library", "version": 1,
    "people": [{"id": "carla-berg", "name": "Carla Berg", "kind": "person", "alt_labels": ["C. Berg"],
                "roles": [{"title": "mayor of Town", "start": "2012"}]}],
    "topics": [{"id": "trams", "pref_label": "Trams", "alt_labels": ["tramway"]},
               {"id": "depots", "pref_label": "Depots", "broader": ["trams"]}],
    "occasions": [],
    "articles": [{"id": "tram-news", "title": "Trams", "publisher": "The Post", "published": "2021-05-04",
                  "published_basis": "stated", "language": "en", "text": "tram-news.txt",
                  "sha256": fakes.sha("Trams\n\nCarla Berg said the trams were full.\n"),
                  "content": "Trams\n\nCarla Berg said the trams were full.\n"}],
    "statements": [{"article": "tram-news", "id": "tram-news-01", "speakers": ["carla-berg"],
                    "topics": ["trams"], "kind": "reported", "exact": "Carla Berg said the trams were full.",
                    "summary": "No seat is free.", "said": "2021-05-04", "said_basis": "stated"}],
    "positions": [],
}  # fmt: skip
CALL = """\
Press call
Brussels, 23 April 2026

QUESTION: Will it open?

ANNA RAY: It opens in May.
"""
TALK = """\
---
title: A talk
date: 2013-04-23
author: Anna Ray
---

**ANNA RAY:** It opens.

“Soon,” she said.
"""
CAPTIONS = """\
WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Anna Ray>It opens.

00:05.000 --> 00:09.000
No.
"""
SUBTITLES = """\
1
00:00:01,000 --> 00:00:04,000
RAY: It opens.

2
00:00:05,000 --> 00:00:07,000
Q: When?
"""
TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Sitting</title></titleStmt>
<sourceDesc><bibl><date when="2013-04-23"/></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><div><u who="#A.Ray"><seg>Order.</seg></u>
<u who="#B"><seg>It opens.</seg><seg>Soon.</seg></u></div></body></text></TEI>
"""
AKOMA_NTOSO = """\
<akomaNtoso><debate>
<meta><references><TLCPerson id="a" showAs="Anna Ray"/></references></meta>
<debateBody><speech by="#a"><from>Anna Ray</from><p>It opens.</p></speech></debateBody>
</debate></akomaNtoso>
"""
FILES = {
    "story.html": story().encode(),
    "call.txt": CALL.encode(),
    "talk.md": TALK.encode(),
    "talk.vtt": CAPTIONS.encode(),
    "talk.srt": SUBTITLES.encode(),
    "tei.xml": TEI.encode(),
    "ntoso.xml": AKOMA_NTOSO.encode(),
}
COMMANDS = (
    "position", "compare", "timeline", "person", "topic", "statements", "search", "on-this-day", "verify",
    "briefing", "article", "statement", "cite", "lookup",
)  # fmt: skip
LIKELY = (
    "anna",
    "ray",
    "harbours",
    "2020",
    "2020-01-01",
    "since",
    "--since",
    "--on",
    "--by",
    "-",
    "“The",
    "full”",
    "old-news",
)

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture(
    params=[
        pytest.param(12, id="some"),
        pytest.param(2000, id="many", marks=pytest.mark.soak),
    ]
)
def count(request: pytest.FixtureRequest) -> int:
    return int(request.param)


class Tally:
    """What became of each, and whatever should not have."""

    def __init__(self) -> None:
        self.outcomes = Counter[str]()
        self.wrong: list[str] = []

    def attempt(self, which: object, work: Callable[[], object]) -> str:
        began = time.process_time()
        try:
            work()
            outcome = "read"
        except UserError as refusal:
            outcome = "refused"
            said = f"{refusal.message} ({refusal.hint})"
            if not refusal.message or len(said) > LONGEST or "should not have" in said:
                self.wrong.append(f"{which}: says {said[:300]!r}")
        except FetchRefused as refused:
            outcome = "refused"
            if not refused.failure.message:
                self.wrong.append(f"{which}: says nothing")
        except Exception as fault:
            outcome = "crashed"
            self.wrong.append(f"{which}: {type(fault).__name__}: {fault}"[:300])
        if (took := time.process_time() - began) > SECONDS:
            self.wrong.append(f"{which}: took {took:.1f} s")
        self.outcomes[outcome] += 1
        return outcome

    def check(self, say: Callable[[object], None]) -> None:
        if self.outcomes.total() > 100:
            say(", ".join(f"{n} {outcome}" for outcome, n in sorted(self.outcomes.items())))
        assert self.wrong == []


def asked(program: Program, *args: str) -> None:
    """The command's answer is written out both ways."""
    reply = program(*args)
    plain_text(reply.lines())
    json.dumps(reply.document, allow_nan=False).encode()


def test_files_of_a_library(count: int, program: Program, root: Path, said_at_the_end) -> None:
    tally = Tally()
    sound = fakes.contents(root) | {"config/feeds.yaml": FEEDS.encode()}
    for number in range(count):
        chance = Random(f"library {number}")
        name = chance.choice(sorted(sound))
        (root / name).write_bytes(spoilt(sound[name], chance, "yaml" if name.endswith("yaml") else "text"))
        for command in (("lint",), ("people",), ("position", "anna ray", "harbours")):
            tally.attempt((number, name, *command), lambda command=command: asked(program, *command))
        fakes.put_back(root, sound)
    tally.check(said_at_the_end)


def test_imports(count: int, program: Program, root: Path, tmp_path: Path, said_at_the_end) -> None:
    tally, sound = Tally(), fakes.contents(root)
    file, whole = tmp_path / "library.json", json.dumps(IMPORTED).encode()
    for number in range(count):
        file.write_bytes(spoilt(whole, Random(f"import {number}"), "json"))
        outcome = tally.attempt(number, lambda: asked(program, "import", str(file)))
        if outcome != "read" and fakes.contents(root) != sound:
            tally.wrong.append(f"{number}: refused, and changed the library")
        if outcome == "read":
            tally.attempt((number, "asked after"), lambda: asked(program, "statements"))
            assert program("lint").document["problems"] == [], number
        fakes.put_back(root, sound)
    tally.check(said_at_the_end)
    assert tally.outcomes["read"] > tally.outcomes["refused"] / 50  # many are spoilt where nobody minds


def test_articles_and_transcripts(count: int, said_at_the_end) -> None:
    tally = Tally()
    for number in range(count):
        chance = Random(f"article {number}")
        name = chance.choice(sorted(FILES))
        tally.attempt(
            (number, name), lambda name=name, chance=chance: _read(spoilt(FILES[name], chance, name))
        )
    tally.check(said_at_the_end)


def _read(body: bytes) -> None:
    page = page_parser.read(body)
    page.text.encode()
    for each in extract(page.text, published=page.published, turns=page.turns, form=page.form):
        assert page.text[each.start : each.end] == each.text, "not verbatim"


def test_feeds(count: int, said_at_the_end) -> None:
    tally = Tally()
    sound = rss(*(f"/story-{n}" for n in range(5))).encode()
    for number in range(count):
        body = spoilt(sound, Random(f"feed {number}"), "xml")
        fetched = Fetched("https://feeds.example/rss", 200, "application/rss+xml", None, body)
        tally.attempt(number, lambda fetched=fetched: feed_parser.read(fetched))
    tally.check(said_at_the_end)


def test_archives(count: int, tmp_path: Path, said_at_the_end) -> None:
    tally, file = Tally(), tmp_path / "many.zip"
    for number in range(count):
        chance, made = Random(f"archive {number}"), io.BytesIO()
        with zipfile.ZipFile(
            made, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA))
        ) as archive:
            for name, content in FILES.items():
                odd = chance.choice(WORDS).replace("\0", "") or "x"
                archive.writestr(f"{odd[:300]}{name}" if chance.random() < 0.3 else name, content)
        file.write_bytes(spoilt(made.getvalue(), chance, "zip"))
        tally.attempt(number, lambda: _unpack(file))
    tally.check(said_at_the_end)


def _unpack(archive: Path) -> None:
    for each in source_files(archive):
        try:
            content_of(each)
        except UserError as refusal:
            assert refusal.message


def test_command_lines(count: int, program: Program, said_at_the_end) -> None:
    tally = Tally()
    for number in range(count):
        chance = Random(f"line {number}")
        words = [chance.choice((*LIKELY, *LIKELY, *WORDS)) for _ in range(chance.randrange(6))]
        line = (chance.choice(COMMANDS), *words)
        tally.attempt((number, *(word[:20] for word in line)), lambda line=line: asked(program, *line))
    tally.check(said_at_the_end)
