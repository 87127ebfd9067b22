"""The five articles: what curators found in them, candidates must find."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
import yaml

from briefs.ingest.extract.candidates import Candidate, extract
from briefs.ingest.extract.predictions import load_model
from tests.paths import REPOSITORY

SEEDS = REPOSITORY / "seeds"
WORD = re.compile(r"\w+")


class Curated(NamedTuple):
    """A statement of a dossier: where it stands, its kind, the ids of its speakers."""

    words: frozenset[int]
    kind: str
    speakers: tuple[str, ...]


def words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(match.start() for match in WORD.finditer(text, start, end))


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def curated(text: str, dossier: dict[str, Any]) -> list[Curated]:
    found = []
    for statement in dossier["statements"]:
        if statement["kind"] == "fact" or not statement["speakers"]:
            continue
        pattern = r"\s+".join(re.escape(word) for word in statement["exact"].split())
        match = re.search(pattern, text)
        if match:
            found.append(Curated(words(text, *match.span()), statement["kind"], tuple(statement["speakers"])))
    return found


def best(text: str, statement: Curated, candidates: tuple[Candidate, ...]) -> tuple[float, Candidate | None]:
    """The candidate that holds most of a statement, by its content or by its whole sentences."""
    scored = []
    for number, c in enumerate(candidates):
        content, sentence = words(text, c.start, c.end), words(text, c.sentence_start, c.sentence_end)
        if content & statement.words:
            scored.append(
                (max(overlap(content, statement.words), overlap(sentence, statement.words)), -number, c)
            )
    return ((scored and max(scored)[0]) or 0.0, max(scored)[2]) if scored else (0.0, None)


@pytest.fixture(scope="module")
def results() -> list[tuple[Curated, float, Candidate | None]]:
    model = load_model()
    if model is None:
        pytest.skip("no English model for spaCy is installed")
    found = []
    for file in sorted((SEEDS / "dossiers").glob("*.yaml")):
        dossier = yaml.safe_load(file.read_text(encoding="utf-8"))
        text = (SEEDS / "articles" / dossier["article"]["text"]).read_text(encoding="utf-8")
        published = dossier["article"].get("published")
        candidates = extract(text, published=str(published) if published else None, model=model)
        found += [(statement, *best(text, statement, candidates)) for statement in curated(text, dossier)]
    return found


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def test_nine_in_ten_statements_are_found(results: list[tuple[Curated, float, Candidate | None]]) -> None:
    assert share([score >= 0.5 for _, score, _ in results]) >= 0.9


def test_quotations_are_found_with_their_speakers(
    results: list[tuple[Curated, float, Candidate | None]],
) -> None:
    quotations = [(s, score, c) for s, score, c in results if s.kind == "quotation"]
    assert share([score >= 0.5 for _, score, _ in quotations]) >= 0.95
    found = [(s, c) for s, score, c in quotations if score >= 0.5 and c is not None]
    assert share([(c.speaker or "?").split()[-1].lower() in "-".join(s.speakers) for s, c in found]) >= 0.95
