"""Large lists: the index, its cache file, and the figures on the development data."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefs.names import Entity, Lookup
from tests.paths import SHARED

DATA = SHARED / "names"
GIVEN = (
    "Sergei",
    "Anders",
    "John",
    "Maria",
    "Jens",
    "Hassan",
    "Elena",
    "Kjell",
    "Boris",
    "Noël",
    "Zoltán",
    "Aiko",
)
SUR = ("avrov", "asmussen", "erry", "edvedev", "oigu", "tubb", "ondevik", "ariri", "ackson", "uffet")
HEADS = ("L", "R", "K", "M", "Sh")


def synthetic() -> list[Entity]:
    pairs = [(given, head + tail) for given in GIVEN for head in HEADS for tail in SUR]
    return [Entity(f"{number:04}", f"{given} {surname}") for number, (given, surname) in enumerate(pairs)]


def test_a_large_list_answers_like_a_small_one(tmp_path: Path) -> None:
    entities = synthetic()
    lookup = Lookup(entities)
    wanted = next(entity.id for entity in entities if entity.name == "Jens Shoigu")
    for query in ("jens shoigu", "Shoigu Jens", "Йенс Шойгу", "J. Shoigu jens", "jens schoigu"):
        assert lookup.find(query).matches[0].id == wanted, query
    assert lookup.find("shoigu").outcome == "several"
    assert lookup.find("jens shoigu").answer == wanted
    assert lookup.find("jens mbappe").answer is None


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Hon. H.C.M. Banda", "Hon. A.M. Banda"),
        ("Mr. James D. Pall, M.P.", "Mr. Dehe Pall"),
        ("Dr. Saleh Anwar Daud, M.Ag, M.Hum, M.A", "Dr. Saleh Anwar Daud, M.Ag, M.Hum, S.E"),
        ("Noor Ali Ali", "Noor Ali Talpur"),
    ],
)
def test_a_name_to_the_letter_is_its_bearers(name: str, like: str) -> None:
    assert Lookup([*synthetic(), Entity("like", like), Entity("odd", name)]).find(name).answer == "odd"


@pytest.fixture(scope="module")
def thousand() -> list[Entity]:
    if not DATA.is_dir():
        pytest.skip(f"the development data is not at {DATA}")
    rows = [json.loads(line) for line in (DATA / "gazetteer_1k.jsonl").read_text("utf-8").splitlines()]
    return [Entity(row["id"], row["name"], tuple(row["aliases"])) for row in rows]


def questions(size: str) -> list[dict[str, Any]]:
    lines = (DATA / "queries_dev.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if size in row["tiers"]]


def test_a_thousand_people_strictly(thousand: list[Entity]) -> None:
    lookup = Lookup(thousand)
    told: Counter[str] = Counter()
    asked = questions("1k")[::9]
    for question in asked:
        answer, wanted = lookup.find(question["query"]).answer, question["gold_id"]
        kind = "known" if isinstance(wanted, str) else "ambiguous" if wanted else "unknown"
        told[kind] += 1
        told[f"{kind} right"] += answer == wanted and kind == "known"
        told[f"{kind} wrong"] += answer not in (None, wanted)
    assert told["known right"] >= 0.83 * told["known"]
    assert told["known wrong"] <= 0.01 * told["known"]
    assert told["unknown wrong"] + told["ambiguous wrong"] <= 0.015 * (told["unknown"] + told["ambiguous"])
