"""Linked dossiers are changed at random: an update finds what a check of everything finds."""

from __future__ import annotations

import ast
import random
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefs import library
from briefs.errors import LibraryInvalid
from briefs.index import builder
from briefs.library import LibraryChecker, changed_files, dossiers, parse_cache
from briefs.query.open import INDEX, rebuild, refresh
from tests.briefs.index.test_updater import contents

POSITIONS = """positions:
  - person: anna
    topic: harbours
    as_of: 2012-03-04
    sentences:
      - {text: She wants another harbour., cites: [d0-1, d1-0]}
"""
SHIFTS = """shifts:
  - {id: s, person: anna, topic: harbours, earlier: d0-1, later: d2-1, differs: negation, status: confirmed,
     by: b, at: "2020-01-01T00:00:00+00:00"}
"""
Record = dict[str, Any]


class LinkedLibrary:
    """Dossiers by file, each with its article's record, its text and its statements."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance, self.made = root, chance, 0
        self.dossiers: dict[str, Record] = {}
        for folder in ("config", "seeds/articles", "seeds/dossiers"):
            (root / folder).mkdir(parents=True)
        people = "people:\n  - {id: anna, name: Anna}\n  - {id: bert, name: Bert}\n"
        (root / "config/people.yaml").write_text(people, "utf-8")
        (root / "config/topics.yaml").write_text(
            "topics:\n  - {id: harbours, pref_label: Harbours}\n", "utf-8"
        )
        occasion = "occasions:\n  - {id: fair, label: The fair, date: 2012-03-04}\n"
        (root / "config/occasions.yaml").write_text(occasion, "utf-8")
        for _ in range(9):
            self.add()
        for each in self.dossiers.values():
            for number, one in enumerate(each["statements"]):
                one["said"] = f"201{number}-03-04"
        (root / "config/positions.yaml").write_text(POSITIONS.replace("2012", "2011"), "utf-8")
        self.dossiers["d2"]["statements"][1]["said"] = "2013-03-04"
        (root / "config/shifts.yaml").write_text(SHIFTS, "utf-8")
        self.dossiers["d3"]["statements"][0]["same_as"] = ["d4-0"]
        self.dossiers["d5"]["same_as"] = "d6"
        self.dossiers["d7"]["statements"][0]["original"] = "d8"
        self.write()

    def add(self) -> None:
        name = f"d{self.made}"
        self.made += 1
        statements = [
            {"id": f"{name}-{n}", "speakers": ["anna"], "said": "2012-03-04", "same_as": []} for n in range(2)
        ]
        self.dossiers[name] = {"id": name, "text": name, "language": "en", "statements": statements}

    def write(self) -> None:
        for folder in ("articles", "dossiers"):
            for file in (self.root / "seeds" / folder).iterdir():
                file.unlink()
        for name, each in self.dossiers.items():
            text = f"News of {each['text']}\n\nAnna said part 0 of it.\n\nAnna said part 1 of it.\n"
            kept = self.root / f"seeds/articles/{each['text']}.txt"
            kept.write_text(text + each.get("more", ""), "utf-8")
            digest = sha256((text + each.get("noted", each.get("more", ""))).encode()).hexdigest()
            lines = [f"article:\n  id: {each['id']}\n  text: {each['text']}.txt\n  sha256: {digest}"]
            lines += [f"  {key}: {each[key]}" for key in ("language", "same_as", "version_of") if key in each]
            lines.append("statements:" + ("" if each["statements"] else " []"))
            for number, one in enumerate(each["statements"]):
                place = one.get("place", number)
                lines += [f"  - id: {one['id']}", f"    exact: Anna said part {place} of it."]
                lines += ["    kind: reported", "    topics: [harbours]", "    said_basis: stated"]
                lines += [f"    {key}: [{', '.join(one[key])}]" for key in ("speakers", "same_as")]
                keys = ("said", "summary", "status", "group", "occasion")
                lines += [f"    {key}: {one[key]}" for key in keys if key in one]
                if "original" in one:
                    told = f"source: A, article: {one['original']}, text: Anna said part 1, language: en"
                    lines.append(f"    original: {{{told}}}")
            written = each.get("broken", "\n".join(lines) + "\n")
            (self.root / f"seeds/dossiers/{name}{each.get('ending', '.yaml')}").write_text(written, "utf-8")

    def edit(self) -> None:
        """One change of one or two dossiers; many of them make the library unsound."""
        chance = self.chance
        name, other = chance.sample(sorted(self.dossiers), 2)
        each, another = self.dossiers[name], self.dossiers[other]
        one, two = ((x["statements"] or [{}])[-1] for x in (each, another))
        ids = [x["id"] for d in self.dossiers.values() for x in d["statements"]] + ["nobody-0"]
        articles = [d["id"] for d in self.dossiers.values()] + ["nothing"]

        def move() -> None:
            one["id"], two["id"] = two.get("id", "x"), one.get("id", "y")

        def renamed() -> None:
            self.dossiers[f"{chance.choice('acez')}{name}"] = self.dossiers.pop(name)

        def group() -> None:
            for x in each["statements"]:
                x["group"] = "g"

        def taken() -> None:
            one["id"] = another["id"]

        def stand_elsewhere() -> None:
            two["place"] = one.get("place", 0)
            another["text"], each["text"] = each["text"], another["text"]

        edits = {
            "summary": lambda: one.update(summary=f"Told {chance.random()}."),
            "more": lambda: each.update(more=f"More {chance.random()}.\n"),
            "other text": lambda: each.update(noted=each.get("more", ""), more=f"{chance.random()}\n"),
            "texts changed": stand_elsewhere,
            "text taken": lambda: each.update(text=another["text"]),
            "file": renamed,
            "both": lambda: (renamed(), move()),
            "moved": move,
            "taken": taken,
            "doubled": lambda: one.update(id=chance.choice(ids)),
            "another id": lambda: one.update(id=f"n{chance.randrange(10**6)}"),
            "article's id": lambda: each.update(id=f"n{chance.randrange(10**6)}"),
            "article's id taken": lambda: each.update(id=another["id"]),
            "shorter": lambda: each["statements"] and each["statements"].pop(),
            "gone": lambda: self.dossiers.pop(name),
            "new": self.add,
            "same": lambda: one.update(same_as=[chance.choice(ids)]),
            "same article": lambda: each.update(same_as=chance.choice(articles)),
            "version": lambda: each.update(version_of=chance.choice(articles)),
            "original": lambda: one.update(original=chance.choice(articles)),
            "language": lambda: each.update(language="fr"),
            "group": group,
            "group of one": lambda: one.update(group="h"),
            "status": lambda: one.update(status=chance.choice(["draft", "withdrawn", "disputed"])),
            "day": lambda: one.update(said=f"201{chance.randrange(4)}-03-04"),
            "occasion": lambda: one.update(occasion=chance.choice(["fair", "feast"])),
            "speaker": lambda: one.update(speakers=[chance.choice(["anna", "bert", "cyd"])]),
            "broken": lambda: each.update(broken="article: ["),
            "empty": lambda: each.update(broken=""),
            "ending": lambda: each.update(ending=".yml"),
        }
        edits[chance.choice(sorted(edits))]()


@pytest.mark.parametrize("seed", range(4))
def test_an_update_finds_what_a_check_of_everything_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    linked = LinkedLibrary(tmp_path / "library", chance)
    cache, other = tmp_path / "cache", tmp_path / "other"
    rebuild(linked.root, cache)
    whole: list[object] = []
    check = LibraryChecker.check
    monkeypatch.setattr(LibraryChecker, "check", lambda *given: (whole.append(given), check(*given))[1])
    monkeypatch.setattr(changed_files, "_MOST", 100)  # nothing here is too much to be looked at alone
    sound, broken = 0, 0
    for _ in range(40):
        before, files = repr(linked.dossiers), tmp_path / "files"
        shutil.copytree(linked.root, files)
        for _ in range(chance.choice((1, 1, 2))):
            linked.edit()
        linked.write()
        problems = library.check(linked.root)
        if problems:
            kept = (cache / INDEX).read_bytes()
            with pytest.raises(LibraryInvalid) as refused:
                refresh(linked.root, cache)
            assert refused.value.problems == problems
            assert (cache / INDEX).read_bytes() == kept
            broken, linked.dossiers = broken + 1, ast.literal_eval(before)
            shutil.rmtree(linked.root)
            files.rename(linked.root)
            whole.clear()
            continue
        shutil.rmtree(files)
        refresh(linked.root, cache)
        sound += 1
        builder.build(library.read(linked.root), other)
        assert contents(cache / INDEX) == contents(other)
        assert whole == []  # what changed was checked alone
    assert sound > 8 and broken > 8


@pytest.mark.parametrize("what", ["another rule", "a register"])
def test_the_whole_library_is_checked_where_more_than_dossiers_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    linked = LinkedLibrary(tmp_path / "library", random.Random(0))
    cache = tmp_path / "cache"
    linked.dossiers["d6"]["statements"][0] |= {"speakers": ["bert"], "status": "disputed"}
    linked.write()
    rebuild(linked.root, cache)
    if what == "another rule":
        monkeypatch.setattr(parse_cache, "rules", lambda: "others")
        monkeypatch.setattr(dossiers, "STATUSES", ("draft", "published"))
        linked.dossiers["d2"]["statements"][0]["summary"] = "New."
        linked.write()
    else:
        people = linked.root / "config/people.yaml"
        people.write_text(people.read_text("utf-8").replace("  - {id: bert, name: Bert}\n", ""), "utf-8")
    problems = library.check(linked.root)
    with pytest.raises(LibraryInvalid) as refused:
        refresh(linked.root, cache)
    assert refused.value.problems == problems != ()
