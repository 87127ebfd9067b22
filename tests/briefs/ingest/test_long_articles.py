"""A page of nothing but reported speech, as long as any page: read to its end, within the worker's limits."""

from __future__ import annotations

import time
from itertools import product
from typing import Any

import pytest

from briefs.ingest.extract import PARSED_AT_MOST
from briefs.ingest.extract.candidates import extract
from briefs.ingest.extract.person_names import stands_for
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.poller import ArticleIngestor, IngestResult
from briefs.ingest.ports import CandidateQueue
from briefs.text import DuplicateIndex
from tests.briefs.ingest.fakes import Queue

NAMES = ("Anna Ray", "Bert Lowe", "Sergei Lavrov", "Karl Holm")


def reported_speech(length: int, between: str = " ") -> str:
    """So many characters of different people, offices and quotations."""
    sentences, so_far = [], 0
    while so_far < length:
        n = len(sentences)
        sentences.append(
            f"{NAMES[n % 4]}, the minister number {n}, said that the harbour would open in May. "
            f"“We are done with pier {n},” Emma Hill{n} told them."
        )
        so_far += len(sentences[-1]) + len(between)
    return between.join(sentences)


def seconds_for(length: int, between: str) -> float:
    text, start = reported_speech(length, between), time.process_time()
    assert len(extract(text, published="2026-04-23")) > length // 200
    return time.process_time() - start


def test_a_name_is_compared_with_its_like_and_not_with_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    def counted(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        compared.append(short)
        return stands_for(short, full)

    monkeypatch.setattr("briefs.ingest.extract.cast.stands_for", counted)
    surnames = [
        "".join(pair) for pair in product(("Bol", "Kar", "Tem", "Vin"), "aeiou", ("dar", "len", "mos"))
    ]
    text = " ".join(f"Emma {name} said that the harbour would open in May." for name in surnames)
    assert len(extract(text)) == len(surnames)
    assert len(compared) < 10 * len(surnames)


@pytest.mark.soak
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_page_of_750_kb_ends_well_before_the_worker_is_ended(between: str) -> None:
    assert seconds_for(750_000, between) < 20


class Counting:
    """Stands in for a language model: what it is given to parse is noted, and parsed as nothing."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def pipe(self, texts: list[str], batch_size: int) -> Any:
        self.given += texts
        raise StopAsyncIteration  # nobody asks for a document


def test_the_model_reads_the_beginning_of_a_very_long_text() -> None:
    model = Counting()
    with pytest.raises(StopAsyncIteration):
        extract(reported_speech(PARSED_AT_MOST + 50_000, "\n\n"), model=model)
    assert PARSED_AT_MOST * 0.8 < sum(map(len, model.given)) <= PARSED_AT_MOST


class Reader:
    async def extract(self, page: WebPage, entities: bytes = b"", model: bool = True) -> Any:
        return ()


@pytest.mark.parametrize(("length", "told"), [(1_000, False), (PARSED_AT_MOST + 1, True)])
async def test_that_a_part_was_read_by_rules_alone_is_told(length: int, told: bool) -> None:
    queue: CandidateQueue = Queue()
    ingestor = ArticleIngestor(Reader(), queue, DuplicateIndex(), lambda: b"")  # type: ignore[arg-type]
    result = await ingestor.ingest(WebPage("https://post.example/", "T", False, "word " * (length // 5 + 1)))
    assert isinstance(result, IngestResult)
    assert bool(result.note) == told and (not told or "read by rules alone" in str(result.note))
