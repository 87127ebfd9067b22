"""An article as a curator decides on it: its cast, what is sure, what repeats what, and all of it at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.ingest import ArticleDecisions, ArticleReview, IngestService, ReviewSession, open_ingest_service
from bot.ingest.article_review import NOBODY_NAMED, ON_RECORD, UNSURE, WHO_IS_IT
from bot.terminal.main import new_context
from briefs.errors import UserError
from briefs.ingest.extract.candidates import Candidate
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review import article_document, candidate_document, propose
from briefs.library import lint
from briefs.query import QueryEngine
from tests.briefs.ingest.review import fakes

TEXT = """\
Harbour fees to rise

“We shall raise the harbour fee,” Anna Ray told the council on Thursday. She gave no figure.

“We shall raise the harbour fee,” Ray told the council.

Bert Lowe said the bridge was not safe. “It may fall any day,” Lowe said.

“Who pays for it?” somebody asked from the gallery.
"""


def candidate(words: str, speaker: str | None, id: str | None, confidence: float, **more: Any) -> Candidate:
    start = TEXT.index(words)
    first = TEXT.rfind("\n", 0, start) + 1
    kind = "quotation" if TEXT[start - 1] == "“" else "reported"
    end = start + len(words) if kind == "quotation" else TEXT.index(".", start) + 1
    values: dict[str, Any] = {
        "kind": kind, "text": words, "speaker": speaker, "speaker_id": id, "speaker_title": None,
        "sentence_start": first, "sentence_end": TEXT.index("\n", start), "said": "2026-04-23",
        "said_basis": "stated", "said_note": "", "topics": (), "cue": "said",
    }  # fmt: skip
    return Candidate(start=start, end=end, confidence=confidence, **values | more)


FEE = "We shall raise the harbour fee,"
FOUND = (
    candidate(FEE, "Anna Ray", "anna-ray", 0.93, topics=("harbours",)),
    replace(
        candidate(FEE, "Anna Ray", "anna-ray", 0.85),
        start=TEXT.rindex(FEE),
        end=TEXT.rindex(FEE) + len(FEE),
    ),
    candidate("Bert Lowe said", "Bert Lowe", None, 0.9, speaker_title="engineer"),
    candidate("It may fall any day,", "Bert Lowe", None, 0.93, speaker_title="engineer"),
    candidate("Who pays for it?", None, None, 0.3),
)
Work = Callable[[ArticleDecisions], Awaitable[Any]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = fakes.make(tmp_path / "library")
    for name, path in {"LIBRARY": root, "STATE": tmp_path / "state.db", "CACHE": tmp_path / "cache"}.items():
        monkeypatch.setenv(f"ONRECORD_{name}", str(path))
    return root


async def decide(root: Path, work: Work, found: tuple[Candidate, ...] = FOUND) -> Any:
    """Queues the article, where it is not queued yet, and works on it as a curator."""
    context = new_context()
    async with open_ingest_service(root, context.cache) as ingest:
        article = await queue(ingest, found)

        def engine() -> QueryEngine:
            context.renew()  # the library may be another one since
            return context.engine

        return await work(ArticleDecisions(ReviewSession.open(ingest, engine, "ann"), article))


async def queue(ingest: IngestService, found: tuple[Candidate, ...]) -> str:
    page = WebPage(
        "https://post.example/fees", "Harbour fees to rise", False, TEXT, "2026-04-24", "stated", "Post"
    )
    article = propose(page)
    await ingest.store.review_queue.queue(article_document(article), [candidate_document(c) for c in found])
    return article.id


async def now(decisions: ArticleDecisions) -> ArticleReview:
    review = await decisions.review()
    assert review is not None
    return review


async def test_who_speaks_is_asked_once_and_what_is_sure_is_ticked(root: Path) -> None:
    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        assert [(each.name, each.who, len(each.keys)) for each in review.cast] == [
            ("Anna Ray", "Anna Ray", 1), ("Bert Lowe", "", 2), ("", "", 1),
        ]  # fmt: skip
        assert [each.doubt for each in review.entries] == [None, WHO_IS_IT, WHO_IS_IT, NOBODY_NAMED]
        assert [each.ticked for each in review.entries] == [True, False, False, False]
        fee = review.entries[0]
        assert [copy.draft.start for copy in fee.copies] == [TEXT.rindex(FEE)]
        assert (
            fee.context
            == "Harbour fees to rise “ … ” Anna Ray told the council on Thursday. She gave no figure."
        )
        # nobody is published under a name that nobody has said is theirs, whatever is ticked
        await decisions.tick([each.key for each in review.entries], True)
        assert len((await now(decisions)).ticked) == 1
        await decisions.bind(review, review.cast[1], "+Bert Lowe")
        bound = await now(decisions)
        assert [each.name for each in bound.cast if each.who] == ["Anna Ray", "Bert Lowe"] and bound.cast[
            1
        ].new
        assert len(bound.ticked) == 3
        with pytest.raises(UserError, match="nobody is named"):
            await decisions.bind(bound, bound.cast[2], "anna-ray")

    await decide(root, work)


async def test_one_decision_publishes_what_is_ticked_and_one_takes_it_back(root: Path) -> None:
    before = fakes.contents(root)

    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        await decisions.bind(review, review.cast[1], "+Bert Lowe")
        done = await decisions.publish(await now(decisions))
        assert (len(done.statements), done.without_topic, done.refused) == (3, 2, ())
        people = (root / "config/people.yaml").read_text("utf-8")
        assert people.count("bert-lowe") == 1 and "engineer" in people
        (left,) = (await now(decisions)).entries  # the copy of what was published is put away with it
        assert left.doubt == NOBODY_NAMED
        warnings = [str(each) for each in lint(root)[1]]
        assert any("no topic yet, and 1 more has none" in each for each in warnings), warnings
        assert await decisions.undo() == 4
        assert len((await now(decisions)).entries) == 4

    await decide(root, work)
    assert fakes.contents(root) == before


async def test_one_statement_of_a_name_may_be_anothers(root: Path) -> None:
    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        one = review.cast[1].keys[0]
        await decisions.set_fields(review, [one], {"line": "anna-ray"})
        review = await now(decisions)
        assert [(each.name, each.who) for each in review.cast[1:3]] == [
            ("Bert Lowe", "Anna Ray"),
            ("Bert Lowe", ""),
        ]
        await decisions.bind(review, review.cast[2], "+Bert Lowe")
        found = {each.key: each.item.draft.speakers for each in (await now(decisions)).entries}
        assert found[one] == ("anna-ray",) and ("bert-lowe",) in found.values()

    await decide(root, work)


async def test_the_rest_and_a_speaker_are_put_away_at_once(root: Path) -> None:
    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        theirs = [each for each in review.entries if each.key in review.cast[1].keys]
        assert await decisions.reject(theirs, "nobody we follow") == 2
        assert [each.name for each in (await now(decisions)).cast] == ["Anna Ray", ""]
        assert await decisions.undo() == 2
        assert len((await now(decisions)).entries) == 4
        with pytest.raises(UserError, match="nothing of this article"):
            await decisions.undo()

    await decide(root, work)


async def test_new_topics_are_made_on_the_way_and_two_words_for_one_are_one(root: Path) -> None:
    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        typed = {"topics": ("harbour", "+Harbour", "harbours", "+Harbour fees", "+harbour fee")}
        await decisions.set_fields(review, [review.entries[0].key], typed)
        entry = (await now(decisions)).entries[0]
        assert entry.item.draft.topics == ("harbours", "harbour-fees")
        await decisions.publish(await now(decisions))

    await decide(root, work)
    topics = (root / "config/topics.yaml").read_text("utf-8")
    assert "Harbour fees" in topics and topics.count("- id:") == 3


async def test_people_and_topics_that_changed_since_count_at_once(root: Path) -> None:
    async def before(decisions: ArticleDecisions) -> None:
        assert not (await now(decisions)).cast[1].who

    await decide(root, before)
    people, topics = root / "config/people.yaml", root / "config/topics.yaml"
    people.write_text(people.read_text("utf-8") + "  - id: b-lowe\n    name: Bert Lowe\n", "utf-8")
    topics.write_text(
        topics.read_text("utf-8").replace("id: harbours", "id: ports").replace("Harbours", "Ports")
        + "  - id: fees\n    pref_label: Harbour fee\n", "utf-8",
    )  # fmt: skip
    dossier = root / "seeds/dossiers/old-news.yaml"
    dossier.write_text(dossier.read_text("utf-8").replace("[harbours]", "[ports]"), "utf-8")

    async def after(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        assert [each.who for each in review.cast] == ["Anna Ray", "Bert Lowe", ""]
        fee = review.entries[0].item.draft
        assert fee.topics == ("fees",)  # `harbours` is gone, and what the words name has come
        done = await decisions.publish(review)
        assert len(done.statements) == 3 and not done.refused

    await decide(root, after)


async def test_somebody_who_is_no_longer_listed_is_asked_about(root: Path) -> None:
    people, dossier = root / "config/people.yaml", root / "seeds/dossiers/old-news.yaml"

    async def work(decisions: ArticleDecisions) -> None:
        people.write_text("people:\n  - id: carl-poe\n    name: Carl Poe\n", "utf-8")
        dossier.write_text(dossier.read_text("utf-8").replace("anna-ray", "carl-poe"), "utf-8")
        review = await now(decisions)
        assert review.entries[0].doubt == WHO_IS_IT and not review.ticked

    await decide(root, work)


async def test_a_given_name_alone_is_asked_about(root: Path) -> None:
    given = replace(FOUND[0], speaker="Anna")
    surname = replace(FOUND[2], speaker="Ray", speaker_id="anna-ray")

    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        assert [each.doubt for each in review.entries] == [WHO_IS_IT, None]
        assert review.cast[0].suggested == ("anna-ray",)
        await decisions.bind(review, review.cast[0], "anna-ray")
        assert [each.doubt for each in (await now(decisions)).entries] == [None, None]

    await decide(root, work, (given, surname))


async def test_what_is_on_record_already_and_what_is_unsure_is_left_open(root: Path) -> None:
    async def first(decisions: ArticleDecisions) -> None:
        await decisions.publish(await now(decisions))

    await decide(root, first, FOUND[:1])
    again = replace(FOUND[1], start=TEXT.index(FEE), end=TEXT.index(FEE) + len(FEE))
    unsure = replace(FOUND[2], speaker="Anna Ray", speaker_id="anna-ray", confidence=0.79)

    async def second(decisions: ArticleDecisions) -> None:
        # the same words in the queue once more, as another article would bring them
        review = await now(decisions)
        assert [each.doubt for each in review.entries] == [ON_RECORD, UNSURE]

    await decide(root, second, (FOUND[0], again, unsure))


async def test_one_that_cannot_stand_in_the_library_keeps_no_other_off_it(root: Path) -> None:
    async def work(decisions: ArticleDecisions) -> None:
        review = await now(decisions)
        await decisions.bind(review, review.cast[1], "+Bert Lowe")
        review = await now(decisions)
        odd = review.entries[1]
        # as a library that changed between the look and the key would have it
        broken = replace(odd.item, draft=replace(odd.item.draft, topics=("gone",)))
        entries = tuple(replace(e, item=broken) if e.key == odd.key else e for e in review.entries)
        done = await decisions.publish(replace(review, entries=entries))
        assert len(done.statements) == 2 and [key for key, _ in done.refused] == [odd.key]

    await decide(root, work)
