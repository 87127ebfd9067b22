"""What came in and no curator has looked at is found too, and said to be no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store import Store
from briefs.index import TAKEN_IN, Filter
from briefs.query import open_engine, rebuild
from briefs.query.everything import search_everything
from briefs.verify import Verifier
from tests.briefs.library.small_library import write

TEXT = """The mayor spoke

“We will open the harbour in June,” said Dana Weld. The council agreed.

Nobody asked about the ferry, and the crews went home before the vote was taken.
"""
PAGE = {
    "id": "harbour-news",
    "file": "harbour-news.txt",
    "title": "The mayor spoke",
    "title_derived": False,
    "publisher": "Harbour News",
    "published": "2024-05-06",
    "published_basis": "stated",
    "language": "en",
    "url": None,
    "text": TEXT,
}
SAID = "We will open the harbour in June"


def _candidate() -> dict[str, object]:
    start = TEXT.index(SAID)
    return {"start": start, "end": start + len(SAID), "speaker": "Dana Weld", "speaker_id": None}


@contextmanager
def closing_verifier(path: Path) -> Iterator[Verifier]:
    checker = Verifier.open(path)
    yield checker
    checker.close()


async def _verifier(state: Store, tmp_path: Path) -> Verifier:
    cache = tmp_path / "cache"
    rebuild(write(tmp_path / "library"), cache)
    return Verifier.open(cache / "index.sqlite", await state.taken_in.refreshed(cache))


async def test_nothing_came_in(state: Store, tmp_path: Path) -> None:
    (tmp_path / TAKEN_IN).write_bytes(b"of a queue that was emptied since")
    assert await state.taken_in.refreshed(tmp_path) is None
    assert not (tmp_path / TAKEN_IN).exists()


@pytest.mark.parametrize("by", [None, "Dana Weld", "Anna Berg"])
async def test_the_words_are_found_and_marked(state: Store, tmp_path: Path, by: str | None) -> None:
    await state.review_queue.queue(PAGE, [_candidate()])
    checker = await _verifier(state, tmp_path)
    verdict = checker.check(SAID, by_name=by)
    assert (verdict.words, verdict.contradicted) == ("exact", False)
    assert verdict.speaker_axis == ("nobody" if by is None else "unknown")
    document = verdict.document()
    assert (document["curated"], document["as_article"]) == (False, "Dana Weld")
    assert document["searched"]["taken_in"] == 1
    assert (
        "The passage is not curated; the article itself has these words from Dana Weld." in document["notes"]
    )
    checker.close()


async def test_a_listed_person_is_not_accused_by_what_nobody_curated(state: Store, tmp_path: Path) -> None:
    await state.review_queue.queue(PAGE, [_candidate()])
    checker = await _verifier(state, tmp_path)
    verdict = checker.check(SAID, "anna-berg", "Anna Berg")
    assert (verdict.words, verdict.speaker_axis, verdict.contradicted) == ("exact", "not-recorded", False)
    checker.close()


async def test_what_is_curated_comes_first(state: Store, tmp_path: Path) -> None:
    copy = {**PAGE, "text": TEXT + "\n“We see no movement. None at all,” said Dana Weld.\n"}
    await state.review_queue.queue(copy, [_candidate()])
    checker = await _verifier(state, tmp_path)
    verdict = checker.check("We see no movement", "anna-berg", "Anna Berg")
    assert (verdict.verdict, verdict.speaker_axis) == ("exact", "confirmed")
    assert verdict.found is not None
    assert verdict.found.statement == "post-01"
    checker.close()


async def test_an_article_in_which_nobody_speaks_is_found_too(state: Store, tmp_path: Path) -> None:
    assert await state.review_queue.queue(PAGE, []) == 0
    assert await state.review_queue.queue(PAGE, []) == 0  # it came in once more
    assert await state.review_queue.waiting() == ()
    checker = await _verifier(state, tmp_path)
    verdict = checker.check("the crews went home before the vote was taken")
    assert (verdict.words, verdict.contradicted, verdict.document()["curated"]) == ("exact", False, False)
    assert verdict.document()["searched"]["taken_in"] == 1
    checker.close()
    assert [id for id, _, _ in await state.proposals.articles()] == ["harbour-news"]


async def test_an_article_that_has_candidates_at_last_is_one_article(state: Store, tmp_path: Path) -> None:
    await state.review_queue.queue(PAGE, [])
    first = await state.taken_in.refreshed(tmp_path)
    assert first is not None
    await state.review_queue.queue(PAGE, [_candidate()])
    assert await state.taken_in.refreshed(tmp_path) == first
    with closing_verifier(first) as checker:
        assert checker.searched.articles == 1
        assert checker.check(SAID).document()["as_article"] == "Dana Weld"


async def test_the_index_follows_the_queue(state: Store, tmp_path: Path) -> None:
    await state.review_queue.queue(PAGE, [_candidate()])
    first = await state.taken_in.refreshed(tmp_path)
    assert first is not None
    before = first.stat().st_mtime_ns
    again = await state.taken_in.refreshed(tmp_path)
    assert again is not None
    assert again.stat().st_mtime_ns == before
    more = {**PAGE, "id": "second", "file": "second.txt"}
    await state.review_queue.queue(more, [_candidate()])
    await state.taken_in.refreshed(tmp_path)
    with_both = Verifier.open(first)
    assert with_both.searched.articles == 2
    with_both.close()


async def test_a_search_of_everything_has_what_is_curated_first(state: Store, tmp_path: Path) -> None:
    await state.review_queue.queue(PAGE, [_candidate()])
    cache = tmp_path / "cache"
    engine = await open_engine(write(tmp_path / "library"), cache)
    await state.taken_in.refreshed(cache)

    async def found(*words: str) -> list[tuple[str, str | None, bool]]:
        answer = await search_everything(engine, words, Filter())
        return [(each.passage[:20], each.speaker, each.waits) for each in answer.uncurated]

    assert await found("harbour", "june") == [("“We will open the ha", "Dana Weld", True)]
    assert await found("ferry", "crews") == [("Nobody asked about t", None, True)]
    assert await found("ferry", "june") == []  # not in one paragraph
    assert await found("movement") == []  # a statement has it
    await engine.close()
