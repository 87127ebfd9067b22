"""An index that followed change after change gives the same answers as one that was built whole."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefs import library
from briefs.errors import LibraryInvalid
from briefs.index import article_texts, builder, updater
from briefs.index.connection import run
from briefs.index.filters import Filter
from briefs.query.open import INDEX, open_engine, refresh

WORDS = "harbour bridge mayor spring winter ferry island gate tower market council river".split()
Row = tuple[Any, ...]

# every table, with ids for numbers: two indexes may number differently and still say the same
TABLES = {
    "meta": "SELECT * FROM meta ORDER BY key",
    "file": "SELECT * FROM file ORDER BY path",
    "person": "SELECT * FROM person ORDER BY number",
    "topic": "SELECT * FROM topic ORDER BY number",
    "occasion": "SELECT * FROM occasion ORDER BY id",
    "position": "SELECT * FROM position ORDER BY person, topic",
    "article": "SELECT id, file, title, derived, publisher, published, language, url, data, characters, text"
    " FROM article ORDER BY number",
    "statement": "SELECT s.id, a.id, status, kind, earliest, latest, wide_from, wide_to, start, end, passage,"
    " summary, s.data FROM statement s JOIN article a ON a.number = s.article ORDER BY s.number",
    "spoken": "SELECT person, topic, s.id FROM spoken JOIN statement s ON s.number = statement"
    " ORDER BY 1, 2, 3",
    "tally": "SELECT * FROM tally ORDER BY 1, 2",
    "about": "SELECT topic, s.id FROM about JOIN statement s ON s.number = statement ORDER BY 1, 2",
    "anniversary": "SELECT month_day, s.id FROM anniversary JOIN statement s ON s.number = statement"
    " ORDER BY 1, 2",
    "stretch": "SELECT a.id, start, end, kind, speakers FROM stretch x"
    " JOIN article a ON a.number = x.article ORDER BY 1, 2, 3, 4, 5",
    "speaker": "SELECT * FROM speaker ORDER BY id",
    "span": "SELECT * FROM span_of_articles",
    "dossier": "SELECT path, a.id FROM dossier JOIN article a ON a.number = article ORDER BY 1",
    "reference": "SELECT a.id, name FROM refers_to JOIN article a ON a.number = article ORDER BY 1, 2",
    "article_day": "SELECT a.id, day FROM article_day JOIN article a ON a.number = article ORDER BY 1",
    "common": "SELECT * FROM common_word ORDER BY word",
    "words of statements": "SELECT term, s.id, col, offset FROM temp.statement_words"
    " JOIN statement s ON s.number = doc ORDER BY 1, 2, 3, 4",
    "words of articles": "SELECT term, a.id, offset FROM temp.article_terms"
    " JOIN article a ON a.number = doc ORDER BY 1, 2, 3",
}


def contents(path: Path) -> dict[str, list[Row]]:
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "CREATE VIRTUAL TABLE temp.statement_words USING fts5vocab(main, statement_text, instance)"
        )
        db.execute("CREATE VIRTUAL TABLE temp.article_terms USING fts5vocab(main, article_words, instance)")
        for table in ("statement_text", "article_words"):  # raises where the words are not those of the table
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        return {name: db.execute(sql).fetchall() for name, sql in TABLES.items()}


class ChangingLibrary:
    """A library that a chance changes, one edit after another."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.people = ["anna", "bert", "cyd"]
        self.topics = ["harbours", "bridges"]
        self.dossiers: dict[str, list[dict[str, str]]] = {}
        for folder in ("config", "seeds/articles", "seeds/dossiers"):
            (root / folder).mkdir(parents=True)
        self.registers()
        for name in ("d", "h", "m", "r", "w"):
            self.add_dossier(name)

    def registers(self) -> None:
        people = "".join(f"  - {{id: {id}, name: {id.title()} Ray}}\n" for id in self.people)
        topics = "".join(f"  - {{id: {id}, pref_label: {id}}}\n" for id in self.topics)
        topics += "  - {id: ferries, pref_label: Ferries, broader: [harbours]}\n"
        self.write("config/people.yaml", f"people:\n{people}")
        self.write("config/topics.yaml", f"topics:\n{topics}")

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def add_dossier(self, name: str | None = None) -> None:
        name = name or "".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz", k=5))
        self.dossiers[name] = []
        for _ in range(self.chance.randrange(3)):
            self.dossiers[name].append(self.statement())
        self.save(name)

    def statement(self) -> dict[str, str]:
        day = f"20{self.chance.randrange(10, 14)}-0{self.chance.randrange(1, 4)}-1{self.chance.randrange(3)}"
        said = self.chance.choice([day, f"../{day}", f"{day}/..", day[:7], f"{day[:7]}~"])
        return {
            "passage": f"{self.chance.choice(self.people).title()} said {self.words(6)}.",
            "speakers": f"[{', '.join(self.chance.sample(self.people, self.chance.choice((1, 1, 2))))}]",
            "topics": f"[{self.chance.choice([*self.topics, 'ferries'])}]",
            "said": said,
            "summary": f"{self.words(4)}.",
            "status": self.chance.choice(["published"] * 4 + ["draft", "withdrawn", "disputed"]),
        }

    def save(self, name: str) -> None:
        held = self.dossiers[name]
        passages = [f"{number}. {each['passage']}" for number, each in enumerate(held)]
        text = f"News of {name}\n\n" + "\n\n".join(passages) + f"\n\n{self.words(5)}.\n"
        self.write(f"seeds/articles/{name}.txt", text)
        lines = [
            f"article:\n  id: {name}\n  title: News\n  text: {name}.txt\n  published: 2014-0{1 + len(held)}"
        ]
        lines.append(f"  sha256: {sha256(text.encode()).hexdigest()}\nstatements:{'' if held else ' []'}")
        for number, each in enumerate(held):
            fields = {
                "kind": "reported",
                "said_basis": "stated",
                "exact": f"{number}. {each['passage']}",
                **each,
            }
            del fields["passage"]
            lines.append(f"  - id: {name}-{number:02d}")
            lines += [f"    {key}: {value}" for key, value in fields.items()]
        self.write(f"seeds/dossiers/{name}.yaml", "\n".join(lines) + "\n")

    def edit(self) -> None:
        names = list(self.dossiers)
        name = self.chance.choice(names)
        held, what = self.dossiers[name], self.chance.randrange(9)
        if what == 0 and len(names) > 2:
            del self.dossiers[name]
            (self.root / f"seeds/articles/{name}.txt").unlink()
            (self.root / f"seeds/dossiers/{name}.yaml").unlink()
            return
        if what <= 2:
            return self.add_dossier()
        if what == 3 and held:
            held.pop(self.chance.randrange(len(held)))
        elif what == 4 and held:
            self.chance.choice(held)["summary"] = f"{self.words(5)}."
        elif what == 5 and held:
            held[-1] = self.statement()
        elif what == 6:
            self.people.append(f"dora{len(self.people)}")
            self.registers()
            held.append(self.statement() | {"speakers": f"[{self.people[-1]}]"})
        else:
            held.insert(self.chance.randrange(len(held) + 1), self.statement())
        return self.save(name)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The full builds that an update gave way to."""
    monkeypatch.setattr(article_texts, "COMMON_AT_LEAST", 3)
    built: list[Path] = []
    real = builder.build
    monkeypatch.setattr(
        builder, "build", lambda view, path, *more: (built.append(path), real(view, path, *more))
    )
    return built


@pytest.mark.parametrize("seed", range(6))
def test_change_after_change_comes_to_the_same_as_a_full_build(
    tmp_path: Path, whole: list[Path], seed: int
) -> None:
    changing = ChangingLibrary(tmp_path / "library", random.Random(seed))
    cache, other = tmp_path / "cache", tmp_path / "other"
    run(open_engine(changing.root, cache))
    whole.clear()
    for _ in range(12):
        for _ in range(changing.chance.randrange(1, 3)):
            changing.edit()
        refresh(changing.root, cache)
        builder.build(library.read(changing.root), other)
        whole.remove(other)
        assert contents(cache / INDEX) == contents(other)
    assert whole == []  # none of these needed a full build


@pytest.mark.parametrize("change", ["a person's name", "a topic", "fewer people", "no room"])
def test_what_cannot_be_taken_over_is_built_whole(
    tmp_path: Path, whole: list[Path], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if change == "no room":
        monkeypatch.setattr(builder, "GAP", 1)
    changing = ChangingLibrary(tmp_path / "library", random.Random(1))
    cache = tmp_path / "cache"
    changing.people.append("dora")
    changing.registers()
    run(open_engine(changing.root, cache))
    whole.clear()
    if change == "a person's name":
        changing.write(
            "config/people.yaml", (changing.root / "config/people.yaml").read_text().replace("Anna", "Ann")
        )
    elif change == "a topic":
        changing.topics.insert(0, "towers")
        changing.registers()
    elif change == "fewer people":
        changing.people.pop()
        changing.registers()
    else:
        changing.add_dossier("e")
    refresh(changing.root, cache)
    assert len(whole) == (change != "fewer people")
    builder.build(library.read(changing.root), tmp_path / "other")
    assert contents(cache / INDEX) == contents(tmp_path / "other")


def test_a_damaged_index_is_built_whole_and_a_broken_library_leaves_it(
    tmp_path: Path, whole: list[Path]
) -> None:
    changing = ChangingLibrary(tmp_path / "library", random.Random(2))
    cache = tmp_path / "cache"
    run(open_engine(changing.root, cache))
    survey = library.LibraryChecker(changing.root, cache).check()
    (cache / INDEX).write_bytes(b"no database at all")
    updater.update(survey, cache / INDEX)
    assert whole and run(run(open_engine(changing.root, cache)).statements(Filter())).outcome == "answered"
    before = (cache / INDEX).read_bytes()
    changing.write("seeds/dossiers/d.yaml", "article: [")
    with pytest.raises(LibraryInvalid):
        refresh(changing.root, cache)
    assert (cache / INDEX).read_bytes() == before
    left = cache / f"{INDEX}.1.new"  # by a process that was killed
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    updater.update(survey, cache / INDEX)
    assert [file.name for file in cache.iterdir() if file.name.endswith(".new")] == []
