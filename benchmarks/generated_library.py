"""A library of any size in a folder: dossiers and articles as a curator would have them.

The texts are sentences of the carried articles in another order, one word of each exchanged for an invented
name or a number, so that each stands in its article once. Every fourth sentence is on record.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from briefs.paths import embedded_library_dir

PEOPLE, TOPICS = 300, 60
_IN_AN_ARTICLE = 20  # statements
_SENTENCE = re.compile(r"[A-Z][^.!?\n“”\"]{40,400}[.!?](?=\s)")
_SYLLABLES = ("ba", "der", "ko", "lin", "mar", "no", "ri", "sta", "va", "zen")
_TITLES = ("Foreign Minister", "Spokesman", "Ambassador", "Secretary General", "Minister of Defence")


@dataclass(frozen=True, slots=True)
class _Passage:
    words: str
    kind: str  # "quotation" or "reported"


def write_library(
    root: Path,
    statements: int,
    seed: int = 1,
    people: int = PEOPLE,
    topics: int = TOPICS,
    each: int = _IN_AN_ARTICLE,
) -> None:
    """Writes it into `root`, `each` statements in an article; equal seeds write equal libraries."""
    chance = random.Random(seed)
    for folder in ("config", "seeds/articles", "seeds/dossiers"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    names = _names(chance, people)
    (root / "config/people.yaml").write_text(_people(chance, names), "utf-8")
    (root / "config/topics.yaml").write_text(_topics(topics), "utf-8")
    sentences = sorted({found for text in _carried() for found in _SENTENCE.findall(text)})
    for number, at in enumerate(range(0, statements, each), 1):
        passages = [_passage(chance, sentences, names) for _ in range(min(each, statements - at))]
        _article(root, chance, number, passages, sentences, (people, topics))


def _carried() -> Iterator[str]:
    for path in sorted((embedded_library_dir() / "seeds/articles").glob("*.txt")):
        yield path.read_text("utf-8")


def _names(chance: random.Random, people: int) -> list[str]:
    parts = [
        "".join(
            chance.choices(("ba", "der", "ko", "lin", "mar", "no", "ri", "sta", "va", "zen"), k=k)
        ).title()
        for k in [2, 3] * people
    ]
    return [
        f"{first} {last} {n}" for n, (first, last) in enumerate(zip(parts[::2], parts[1::2], strict=True))
    ]


def _people(chance: random.Random, names: list[str]) -> str:
    lines = ["people:"]
    for n, name in enumerate(names):
        lines += [f"  - id: person-{n}", f"    name: {name}", "    roles:"]
        lines += [f"      - {{title: {chance.choice(_TITLES)}, start: 2005-01-01, end: null}}"]
    return "\n".join(lines) + "\n"


def _topics(topics: int) -> str:
    lines = ["topics:"]
    for n in range(topics):
        lines += [f"  - id: topic-{n}", f"    pref_label: Subject {n}"]
        lines += [f"    broader: [topic-{n // 4}]"] if n >= 15 else []
    return "\n".join(lines) + "\n"


def _passage(chance: random.Random, sentences: list[str], names: list[str]) -> _Passage:
    chosen = " ".join(chance.choice(sentences) for _ in range(chance.choice((1, 1, 2, 3))))
    words = chosen.split()
    words[chance.randrange(1, len(words) - 1)] = f"{chance.choice(names)} of {chance.randrange(10**6)}"
    return _Passage(" ".join(words), chance.choice(("quotation", "reported")))


def _article(
    root: Path,
    chance: random.Random,
    number: int,
    passages: list[_Passage],
    sentences: list[str],
    sizes: tuple[int, int],
) -> None:
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(3650))
    paragraphs = [f"Report {number} on a day of talks"]
    for passage in passages:
        shown = f"“{passage.words}”" if passage.kind == "quotation" else passage.words
        paragraphs.append(" ".join((shown, *(chance.choice(sentences) for _ in range(3)))))
    text = "\n\n".join(paragraphs) + "\n"
    (root / f"seeds/articles/report-{number}.txt").write_text(text, "utf-8")
    lines = [
        "article:", f"  id: report-{number}", f"  title: Report {number} on a day of talks",
        f"  publisher: Paper {number % 40}", f"  published: {day}", f"  url: https://paper.example/{number}",
        f"  text: report-{number}.txt", f"  sha256: {sha256(text.encode()).hexdigest()}", "statements:",
    ]  # fmt: skip
    for n, passage in enumerate(passages, 1):
        lines += _statement(chance, f"report-{number}-{n:02}", passage, day, *sizes)
    (root / f"seeds/dossiers/report-{number}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _statement(
    chance: random.Random, id: str, passage: _Passage, day: date, people: int, topics: int
) -> list[str]:
    speaker = min(int(chance.expovariate(1 / 40)), people - 1)
    about = sorted({f"topic-{chance.randrange(topics)}" for _ in range(chance.choice((1, 2, 3)))})
    return [
        f"  - id: {id}", f"    speakers: [person-{speaker}]", f"    topics: [{', '.join(about)}]",
        f"    kind: {passage.kind}", "    exact: >-", f"      {passage.words}",
        "    summary: >-", f"      The speaker says, in short: {passage.words[:120].rpartition(' ')[0]}.",
        f"    said: {day}", "    said_basis: dateline",
    ]  # fmt: skip


def change_one(root: Path) -> None:
    """Another summary of one statement of the first article."""
    path = root / "seeds/dossiers/report-1.yaml"
    path.write_text(path.read_text("utf-8").replace("The speaker says, in short", "Now", 1), "utf-8")
