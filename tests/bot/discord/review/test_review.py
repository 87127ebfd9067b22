"""From a feed to an answer: pages over a socket, candidates, the curators' cards, the dossier, the index."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.ingest import probe_feed
from bot.ingest.service import IngestService
from bot.ingest.settings import read_feed_settings
from briefs.ingest.extract.candidates import Candidate, extract
from briefs.ingest.extract.topics import TopicTagger
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review.drafts import propose
from briefs.ingest.review.serialization import article_document, candidate_document
from briefs.model import Topic
from briefs.names import Entity, Lookup
from briefs.query import person_entity
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, buttons_of, ids_of, text_of
from tests.briefs.ingest.loopback_site import LoopbackSite, open_website, raw, redirects, rss, sends, story
from tests.discord_double import Double, handled
from tests.discord_double.world import Message

QUOTED = "We shall never station a single soldier on that island, whatever is offered to us"
BODY = (
    f"<p>“{QUOTED},” Russian Foreign Minister Sergei Lavrov told reporters in Moscow on Thursday.</p>"
    "<p>The minister spoke after a meeting on missile defence that lasted for more than four hours.</p>"
    "<p>“The harbour stays open to everybody,” Anna Ray, the mayor of Port Ellen, said on the same day.</p>"
)
EDIT = {"topics": "missile-defence", "summary": "Lavrov rules out soldiers on the island."}
"""What the proposals lack before the library takes them."""


@dataclass
class CurationApp:
    """The bot whose curators are `manager` and `owner`, a library to write in, a website on loopback."""

    app: BotInServer
    root: Path
    website: LoopbackSite

    @property
    def double(self) -> Double:
        return self.app.double

    def elsewhere(self) -> IngestService:
        """What curators work with in another process, on the same library and state."""
        core = self.app.bot.core
        return IngestService(
            self.root, core.library.cache, read_feed_settings(self.root), core.store, SystemClock()
        )

    async def poll(self) -> Message:
        record = await self.app.ask("feeds poll", user="manager", channel="curators")
        return await record.answer(timeout=30)

    async def cards(self, count: int) -> list[Message]:
        found = lambda: self.double.posts("curators")  # noqa: E731
        await self.double.until(lambda: len(found()) >= count, timeout=20, what=f"{count} cards")
        await handled()
        return found()

    async def card_with(self, text: str) -> Message:
        def found() -> Message | None:
            return next((one for one in self.double.posts("curators") if text in text_of(one)), None)

        card: Message = await self.double.until(found, timeout=20, what=f"no card with {text!r}")
        await handled()  # where the card stands is written down by then
        if "One by one" in buttons_of(card):  # an article of several: these tests are about one of them
            await self.double.click(card, "manager", "One by one")
            await self.becomes(card, "one by one")
            return await self.card_with(text)
        return card

    async def accept_edited(self, card: Message, user: str = "manager", **fields: str) -> None:
        record = await self.double.click(card, user, "Names and words")
        await record.response()
        typed = {one["custom_id"]: one.get("value") or "" for one in record.fields}
        await self.double.submit(record, typed | EDIT | fields, user)

    async def becomes(self, card: Message, text: str) -> None:
        await self.double.until(
            lambda: text in text_of(card), timeout=10, what=f"the card says {text_of(card)}"
        )
        await handled()


OpenCuration = Callable[..., Any]


@pytest.fixture
def open_curation(open_app: OpenApp, library_copy: Path, monkeypatch: pytest.MonkeyPatch) -> OpenCuration:
    """The bot's own first look at the feeds is over; its next is far, so that the tests' polls find all."""
    monkeypatch.setattr("bot.ingest.poll_loop.POLL_SECONDS", 3600.0)
    monkeypatch.setattr("bot.ingest.poll_loop.probe_feed", probe_feed)
    feeds = library_copy / "config/feeds.yaml"
    feeds.write_text("allow: [127.0.0.0/8]\npause: 0\nmodel: no\n", encoding="utf-8")

    @asynccontextmanager
    async def opened(double: Double | None = None, **pages: object) -> AsyncIterator[CurationApp]:
        async with open_website(**pages) as website, Double() as fresh:
            one = double or fresh
            world = one.world
            config = replace(
                CONFIG,
                curators=(world.user("manager").id, world.user("owner").id),
                curators_channel=world.channel("curators").id,
            )
            async with open_app(one, config=config, root=library_copy) as app:
                await app.looked.wait()
                yield CurationApp(app, library_copy, website)
                await app.written()
            one.check()

    return opened


async def follow(curation: CurationApp, path: str = "feed") -> str:
    url = f"{curation.website.base}/{path}"
    told = await add(curation, url)
    assert told.ephemeral and "is followed" in text_of(told)
    return url


async def add(curation: CurationApp, url: str) -> Message:
    record = await curation.app.ask("feeds add", user="manager", url=url)
    return await record.answer(timeout=60)  # the process that reads feeds has to start


def announce(website: LoopbackSite, *names: str) -> None:
    website.pages["/feed"] = rss(*(f"{website.base}/{name}" for name in names))


async def test_from_a_feed_to_an_answer_and_a_briefing(open_curation: OpenCuration) -> None:
    async with open_curation(story=story("No soldiers on the island", body=BODY)) as curation:
        announce(curation.website, "story", "gone")
        await curation.app.slash("briefings subscribe", user="manager", channel="briefings", time="23:59")
        await follow(curation)
        told = await curation.poll()
        assert "to review" in text_of(told) and "404" in text_of(told)
        card = await curation.card_with("never station a single soldier")
        assert "Sergei Lavrov, Russian Foreign Minister · 23 April 2026" in text_of(card)
        assert "% sure" in text_of(card) and buttons_of(card)[:3] == ["Accept", "Edit", "Reject"]
        nothing = await curation.app.slash("search", words="soldier")
        assert QUOTED not in text_of(nothing)
        await curation.accept_edited(card)
        await curation.becomes(card, "Accepted by")
        answer = await curation.app.slash(
            "position", person="sergei-lavrov", topic="missile-defence", since="2026"
        )
        assert QUOTED in text_of(answer)
        verified = await curation.app.slash("verify", text=QUOTED, by="lavrov")
        assert "On record, word for word" in text_of(verified)
        await curation.app.slash("briefings now", user="manager")
        briefing = curation.double.posts("briefings")[-1]
        assert QUOTED in text_of(briefing)
        dossiers = [file.read_text("utf-8") for file in (curation.root / "seeds/dossiers").glob("*.yaml")]
        assert sum(EDIT["summary"] in text for text in dossiers) == 1
        listed = await curation.app.slash("feeds list", user="manager")
        assert "The Harbour Post" in text_of(listed) and "404" in text_of(listed)


async def test_pages_that_change_move_fail_loop_and_lie(open_curation: OpenCuration) -> None:
    """Each either gives its words rightly, or stands in the list of feeds with its reason."""
    said = "Nobody has ever promised us that the bridge would be free of charge"
    coded = story("Мост будет платным", body=f"<p>“{said},” said Sergei Lavrov, министр, in Moscow.</p>" * 3)
    html = coded.replace('<meta charset="utf-8">', "")
    short = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>cut off</p>"
    pages: dict[str, object] = {
        "story": story("No soldiers on the island", body=BODY),
        "moved": redirects("/coded", 301),
        "coded": sends(html.encode("utf-8"), Content_Type="text/html; charset=koi8-r"),
        "fails": 500,
        "loops": redirects("/loops"),
        "short": raw(short),
        "inside": redirects("http://10.0.0.1/"),
    }
    async with open_curation(**pages) as curation:
        announce(curation.website, *(name for name in pages if name != "coded"))
        await follow(curation)
        told = text_of(await curation.poll())
        assert "to review" in told
        listed = text_of(await curation.app.slash("feeds list", user="manager"))
        for name, reason in {
            "fails": "500", "loops": "more than 5", "short": "", "inside": "not on the public internet",
        }.items():  # fmt: skip
            (line,) = [line for line in listed.splitlines() if f"/{name}" in line]
            assert "failed" in line and reason in line
        card = await curation.card_with("free of charge")
        assert said in text_of(card) and "Sergei Lavrov, Russian Foreign Minister" in text_of(card)
        # the same story again, under another address and with one paragraph more: only that is new
        more = "<p>“We shall talk again in the autumn,” Anna Ray, the mayor, told reporters.</p>"
        curation.website.pages["/again"] = story("No soldiers on the island", body=BODY + more)
        announce(curation.website, "again")
        await curation.poll()
        fresh = await curation.card_with("talk again in the autumn")
        assert [text_of(one).count(QUOTED) for one in curation.double.posts("curators")].count(1) == 1
        await curation.accept_edited(fresh, summary="They will talk in autumn.", topics="missile-defence")
        # nobody knows her yet: that it was she takes a press of its own
        await curation.becomes(fresh, "Press again to publish it as Anna Ray (new)")
        await curation.double.click(fresh, "manager", "Publish as Anna Ray (new)")
        await curation.becomes(fresh, "Accepted by")
        answer = await curation.app.slash("search", words="autumn")
        assert "talk again in the" in text_of(answer)
        [proof] = [id for id in ids_of(answer) if id.startswith("or:p:")]
        assert "They will talk in autumn." in text_of(await curation.app.click(answer, proof))


async def test_every_page_that_failed_is_told_however_many_there_are(open_curation: OpenCuration) -> None:
    async with open_curation(story=story("No soldiers", body=BODY)) as curation:
        announce(curation.website, "story", *(f"gone-{number}" for number in range(30)))
        await follow(curation)
        await curation.poll()
        record = await curation.app.ask("feeds list", user="manager", channel="curators")
        await record.answer()
        files = await curation.double.until(
            lambda: [file for message in record.followups for file in message.attachments], what="no file"
        )
        assert files[0]["filename"] == "failed-pages.txt"
        visits = await curation.app.state.fetch_log.of((await curation.app.state.feeds.all())[0].url)
        assert sum(visit.needs_attention for visit in visits) == 30


async def test_whoever_was_not_accepted_is_not_on_record(open_curation: OpenCuration) -> None:
    async with open_curation(story=story("No soldiers", body=BODY)) as curation:
        announce(curation.website, "story")
        await follow(curation)
        await curation.poll()
        card = await curation.card_with("harbour stays open")
        assert "(new)" in text_of(card)
        await curation.double.click(card, "manager", "Reject")
        await curation.becomes(card, "Rejected by")
        assert "Undo" in buttons_of(card)
        found = await curation.app.slash("search", words="Ellen")
        assert "Nothing on record" in text_of(found)
        assert "anna-ray" not in (curation.root / "config/people.yaml").read_text("utf-8")
        await curation.double.click(card, "owner", "Undo")
        await curation.becomes(card, "Who said what?")
        assert "Accept" in buttons_of(card)


async def test_feeds_that_fail_say_why_and_private_addresses_are_refused(open_curation: OpenCuration) -> None:
    async with open_curation(broken="<p>no feed</p>") as curation:
        addresses = [f"{curation.website.base}/{path}" for path in ("missing", "broken")]
        addresses.append("http://10.0.0.1/feed")
        # what is no feed, and will be none tomorrow, is told at once and not followed
        for url, reason in zip(
            addresses, ("404", "neither RSS nor Atom", "not on the public internet"), strict=True
        ):
            told = await add(curation, url)
            assert told.ephemeral and "cannot be followed" in text_of(told) and reason in text_of(told)
        assert await curation.app.state.feeds.all() == ()
        # they were feeds when they were added
        for url in addresses:
            await curation.app.state.feeds.add(url, added_by="1", guild_id=None)
        for url in ("file:///etc/passwd", "http://user:word@example.org/", "not a url"):
            refused = await curation.app.slash("feeds add", user="manager", url=url)
            assert "not visited" in text_of(refused)
        again = await curation.app.slash("feeds add", user="manager", url=f"{curation.website.base}/missing")
        assert "already" in text_of(again)
        shown = text_of(await curation.poll())
        assert "404" in shown and "not on the public internet" in shown
        listed = text_of(await curation.app.slash("feeds list", user="manager"))
        assert "Failed" in listed and "404" in listed
        gone = await curation.app.slash(
            "feeds remove", user="manager", url=f"{curation.website.base}/missing"
        )
        assert "followed no longer" in text_of(gone)
        assert len(await curation.app.state.feeds.all()) == 2


async def test_only_curators_follow_feeds_and_other_servers_propose(
    open_app: OpenApp, library_copy: Path
) -> None:
    async with Double() as double:
        world = double.world
        config = replace(
            CONFIG, curators=(world.user("owner").id,), curators_channel=world.channel("curators").id
        )
        async with open_app(double, config=config, root=library_copy) as app:
            for command in ("feeds list", "feeds poll"):
                assert "Only" in text_of(await app.slash(command, force=True))
            url = "https://example.org/feed"
            assert "Only curators" in text_of(await app.slash("feeds add", url=url, force=True))
            proposed = await app.slash("feeds add", user="manager", url=url)
            assert "proposed to the curators" in text_of(proposed)
            await double.until(lambda: double.posts("curators"), what="no card for the feed")
            (card,) = double.posts("curators")
            refused = await app.click(card, "Follow it", user="reader")
            assert refused.ephemeral and "Only the curators" in text_of(refused)
            assert [feed.status for feed in await app.state.feeds.all()] == ["proposed"]
            decided = await app.click(card, "Follow it", user="owner")
            assert "is followed" in text_of(decided)
            assert [feed.status for feed in await app.state.feeds.all()] == ["active"]
        double.check()


# Review without a network: candidates that are in the queue already


async def queue(app: BotInServer, text: str = "", name: str = "") -> list[str]:
    """Candidates of an article in the queue; their keys."""
    text = text or f"No soldiers on the island\n\n“{QUOTED},” Sergei Lavrov said.\n"
    page = WebPage(
        f"https://news.example.org/{name or 'island'}",
        "No soldiers",
        False,
        text,
        "2026-04-23",
        "stated",
        "Post",
    )
    article = propose(page)
    known = app.bot.core.library.engine.registry
    found = extract_of(text, (*map(person_entity, known.people),), known.topics)
    await app.state.review_queue.queue(
        article_document(article), [candidate_document(each) for each in found[:1]]
    )
    return [row.key for row in await app.state.review_queue.waiting() if row.article_id == article.id]


@cache
def extract_of(text: str, people: tuple[Entity, ...], topics: tuple[Topic, ...]) -> tuple[Candidate, ...]:
    """One article, read once for all tests."""
    return extract(text, published="2026-04-23", people=Lookup(people), topics=TopicTagger(topics))


@pytest.fixture
async def review(open_curation: OpenCuration) -> AsyncIterator[CurationApp]:
    async with open_curation() as curation:
        yield curation


async def a_card(curation: CurationApp) -> tuple[str, Message]:
    (key,) = await queue(curation.app)
    curation.app.bot.dispatch("candidates_waiting")
    return key, await curation.card_with("single soldier")


async def test_a_candidate_is_one_curators_at_a_time(review: CurationApp) -> None:
    key, card = await a_card(review)
    outsider = await review.app.click(card, "Accept", user="reader")
    assert outsider.ephemeral and "Only the curators" in text_of(outsider)
    record = await review.double.click(card, "owner", "Edit")
    await record.response()
    await review.becomes(card, "is at it")
    second = await review.app.click(card, "Accept", user="manager")
    assert second.ephemeral and "is at this one" in text_of(second)
    await review.double.click(card, "owner", "Let go")
    await review.double.until(lambda: "is at it" not in text_of(card), what="the claim stays")
    context = await review.app.click(card, "Open article", user="manager")
    assert context.ephemeral and "**We shall never station" in text_of(context)
    await review.accept_edited(card)
    await review.becomes(card, "Accepted by")
    late = await review.app.click(card, "Undo", user="reader")
    assert "Only the curators" in text_of(late)
    deeds = [deed.deed for deed in await review.app.state.review_queue.events(key)]
    assert deeds == ["accepted"]


async def test_what_cannot_be_taken_is_said_and_stands_in_the_form_again(review: CurationApp) -> None:
    key, card = await a_card(review)
    record = await review.double.click(card, "manager", "Names and words")
    await record.response()
    typed = {one["custom_id"]: one.get("value") or "" for one in record.fields} | EDIT
    sent = await review.double.submit(record, typed | {"said": "soonish"}, "manager")
    told = await sent.followup()
    assert told.ephemeral and "soonish" in text_of(told)
    again = await review.double.click(card, "manager", "Names and words")
    await again.response()
    assert "soonish" in [one.get("value") for one in again.fields]
    bad = await review.double.submit(again, typed | {"speakers": "Nobody Atall"}, "manager")
    assert "Nobody Atall" in text_of(await bad.followup())
    row = await review.app.state.review_queue.candidate(key)
    assert row is not None and row.status == "waiting"
    await review.accept_edited(
        card, speakers="sergei-lavrov", said="2026-04-22 inferred: the day before it was printed"
    )
    await review.becomes(card, "22 April 2026")


async def test_cards_and_claims_survive_a_restart(open_curation: OpenCuration) -> None:
    async with Double() as double:
        async with open_curation(double) as curation:
            _, card = await a_card(curation)
        async with open_curation(double) as curation:
            assert len(double.posts("curators")) == 1
            await curation.accept_edited(card)
            await curation.becomes(card, "Accepted by")


async def test_a_card_that_was_deleted_comes_again(review: CurationApp) -> None:
    _, card = await a_card(review)
    heard = review.app.bot.wait_for("raw_message_delete", timeout=5)
    await review.double.delete_message(card)
    await heard
    await handled()
    review.app.bot.dispatch("candidates_waiting")
    assert (await review.card_with("single soldier")).id != card.id


async def accepted(curation: CurationApp) -> tuple[str, str]:
    """Key and statement id of a candidate that was accepted."""
    key, card = await a_card(curation)
    await curation.accept_edited(card)
    await curation.becomes(card, "Accepted by")
    match = re.search(r"as `([^`]+)`", text_of(card))
    assert match
    return key, match[1]


async def test_an_acceptance_is_taken_back_and_the_answers_with_it(review: CurationApp) -> None:
    key, id = await accepted(review)
    answer = await review.app.slash("statement", statement=id)
    await review.app.written()
    told = await review.app.slash("undo", user="manager", channel="curators")
    assert told.ephemeral and id in text_of(told)
    await review.becomes(answer, "no longer on record")
    row = await review.app.state.review_queue.candidate(key)
    assert row is not None and row.status == "waiting"
    again = await review.app.slash("undo", user="manager", channel="curators")
    assert "nothing of yours to undo" in text_of(again)


async def test_a_withdrawn_statement_is_said_to_be_in_the_answers_that_were_posted(
    review: CurationApp,
) -> None:
    id = "itar-tass-2011-10-26-29"
    answer = await review.app.slash("statement", statement=id)
    position = await review.app.slash("search", words="sectoral Lisbon")
    assert id in text_of(position)
    await review.app.written()
    refused = await review.app.slash("withdraw", statement=id, note="nothing", force=True)
    assert "Only the curators" in text_of(refused)
    told = await review.app.slash("withdraw", user="manager", statement=id, note="The *transcript* differs")
    assert "is withdrawn" in text_of(told) and "2 posted answers" in text_of(told)
    await review.becomes(answer, "was withdrawn. The \\*transcript\\* differs")
    await review.becomes(position, "was withdrawn")
    assert "Delete" in buttons_of(answer)
    fresh = await review.app.slash("search", words="sectoral Lisbon")
    assert id not in text_of(fresh)
    await review.app.slash("restore", user="manager", statement=id, note="It does not")
    await review.becomes(answer, "was changed")
    await review.becomes(position, "is on record again. It does not")
    assert "Nothing" not in text_of(position) and f"or:p:{id}" in ids_of(position)


async def test_a_statement_is_corrected_and_disputed(review: CurationApp) -> None:
    id = "itar-tass-2011-10-26-29"
    answer = await review.app.slash("statement", statement=id)
    await review.app.written()
    nothing = await review.app.slash("correct", user="manager", statement=id, note="because")
    assert "Nothing was named" in text_of(nothing)
    wrong = await review.app.slash("correct", user="manager", statement=id, note="because", said="never")
    assert "never" in text_of(wrong)
    told = await review.app.slash(
        "correct", user="manager", statement=id, note="A clearer summary", summary="Medvedev wants sectors."
    )
    assert "is corrected" in text_of(told)
    await review.becomes(answer, "was corrected. A clearer summary")
    assert "Medvedev wants sectors." in text_of(answer)
    await review.app.slash("dispute", user="manager", statement=id, note="Others heard another word")
    await review.becomes(answer, "is disputed. Others heard another word")


async def test_one_click_publishes_the_words_alone(review: CurationApp) -> None:
    _, card = await a_card(review)
    assert "No summary yet" in text_of(card)
    await review.double.click(card, "manager", "Accept")
    await review.becomes(card, "Accepted by")
    match = re.search(r"as `([^`]+)`", text_of(card))
    assert match
    answer = await review.app.slash("statement", statement=match[1])
    assert QUOTED in text_of(answer) and "summary" not in text_of(answer).lower()
    told = await review.app.slash(
        "correct", user="manager", statement=match[1], note="Summed up", summary="No soldiers, he says."
    )
    assert "has a summary now" in text_of(told)
    after = await review.app.slash("statement", statement=match[1])
    assert "No soldiers, he says." in text_of(after) and "orrected" not in text_of(after)


async def test_a_copy_is_linked_with_one_click_and_shown_under_the_first(review: CurationApp) -> None:
    found = await review.app.bot.core.library.engine.index.statements(["itar-tass-2011-10-26-01"])
    first = found["itar-tass-2011-10-26-01"]
    words = " ".join(first.passage.split())
    await queue(review.app, f"Lavrov on the shield\n\n“{words}” Sergei Lavrov said.\n", "copy")
    review.app.bot.dispatch("candidates_waiting")
    card = await review.card_with("Word for word as")
    assert first.id in text_of(card)
    await review.double.click(card, "manager", "Accept as the same")
    await review.becomes(card, "Accepted by")
    answer = await review.app.slash("search", words=" ".join(words.split()[:6]))
    assert "; also in " in text_of(answer)
    assert text_of(answer).count(" ".join(words.split()[-6:])) == 1


async def test_a_statement_that_a_brief_cites_is_withdrawn_at_once(review: CurationApp) -> None:
    engine = review.app.bot.core.library.engine
    brief = (await engine.index.briefs())[0]
    id = brief.sentences[0].cites[0]
    asked = {"person": brief.person, "topic": brief.topic}
    answer = await review.app.slash("position", **asked)
    assert brief.sentences[0].text[:40] in text_of(answer)
    await review.app.written()
    told = await review.app.slash("withdraw", user="manager", statement=id, note="The paper took it back")
    assert "is withdrawn" in text_of(told) and "not shown until a curator has gone over it" in text_of(told)
    await review.becomes(answer, "awaits its curator")
    assert brief.sentences[0].text[:40] not in text_of(answer)
    await review.app.slash("restore", user="manager", statement=id, note="It stands after all")
    again = await review.app.slash("position", **asked)
    assert brief.sentences[0].text[:40] in text_of(again)


async def test_the_librarys_files_name_no_discord_user(review: CurationApp) -> None:
    user = review.double.world.user("manager").id
    key, id = await accepted(review)
    await review.app.slash("dispute", user="manager", statement=id, note="Others heard another word")
    files = [file for file in review.root.rglob("*") if file.is_file()]
    assert [file for file in files if str(user).encode() in file.read_bytes()] == []
    signed = await review.app.state.privacy.pseudonym(user)
    dossiers = [file.read_text("utf-8") for file in (review.root / "seeds/dossiers").iterdir()]
    assert any(f"accepted_by: {signed}" in text for text in dossiers)
    audit = await review.app.click(
        await review.app.slash("statement", "manager", statement=id), "Who accepted it", user="manager"
    )
    assert f"Accepted by <@{user}>" in text_of(audit)
    row = await review.app.state.review_queue.candidate(key)
    assert row is not None and row.decided_by == str(user)


async def test_who_accepted_a_statement_is_shown_to_curators(review: CurationApp) -> None:
    _, id = await accepted(review)
    assert "Who accepted it" not in buttons_of(await review.app.slash("statement", statement=id))
    answer = await review.app.slash("statement", "manager", statement=id)
    audit = await review.app.click(answer, "Who accepted it", user="manager")
    assert audit.ephemeral and "Accepted by" in text_of(audit) and EDIT["summary"] in text_of(audit)
    refused = await review.app.click(answer, "Who accepted it")
    assert refused.ephemeral and "Only the curators" in text_of(refused)


async def test_what_is_decided_in_another_process_is_in_the_next_answer(
    review: CurationApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = "itar-tass-2011-10-26-29"
    answer = await review.app.slash("statement", statement=id)
    await review.app.written()
    other = review.elsewhere()
    by = ("terminal", "withdrawn", "At the terminal")
    done = await other.review_service.revise("itar-tass-2011-10-26", id, *by)
    await asyncio.to_thread(other.refresh, done.files)
    await review.becomes(answer, "was withdrawn. At the terminal")


async def test_what_was_revised_while_the_bot_was_away_is_followed(
    open_curation: OpenCuration, library_copy: Path
) -> None:
    id = "itar-tass-2011-10-26-29"
    async with Double() as double:
        async with open_curation(double) as curation:
            answer = await curation.app.slash("statement", statement=id)
            await curation.app.written()
            cog: Any = curation.app.bot.get_cog("RevisionsCog")
            await curation.app.bot.remove_cog("RevisionsCog")
            assert cog is not None
            await curation.elsewhere().review_service.revise(
                "itar-tass-2011-10-26", id, "terminal", "withdrawn", "Away"
            )
        async with open_curation(double) as curation:
            await curation.becomes(answer, "was withdrawn. Away")


async def test_a_source_that_changes_is_told_to_curators_and_in_answers(open_curation: OpenCuration) -> None:
    async with open_curation(story=story("No soldiers", body=BODY)) as curation:
        announce(curation.website, "story")
        await follow(curation)
        await curation.poll()
        card = await curation.card_with("single soldier")
        await curation.accept_edited(card)
        await curation.becomes(card, "Accepted by")
        answer = await curation.app.slash("search", words="single soldier")
        assert "We shall never station a" in text_of(answer)
        sources = curation.app.state.sources
        (record,) = await sources.all()
        await sources.put(replace(record, next_at=record.taken_at))
        curation.website.pages["/story"] = story(
            "No soldiers", body=BODY.replace("never station", "rarely station")
        )
        await curation.poll()
        told = await curation.card_with("A source has changed")
        assert "never → rarely" in text_of(told)
        await curation.double.until(
            lambda: "was changed and has other words now" in text_of(answer), timeout=10, what=text_of(answer)
        )
        assert "We shall never station a" in text_of(answer) and "it now reads" in text_of(answer)
        listed = text_of(await curation.app.slash("feeds list", user="manager"))
        assert "1 page taken in" in listed and "changed: 1" in listed
        # a page that names its feed gives way to it
        link = '<link rel="alternate" type="application/rss+xml" href="/second">'
        curation.website.pages["/home"] = f"<html><head>{link}</head><body>News</body></html>"
        curation.website.pages["/second"] = rss()
        url = f"{curation.website.base}/home"
        added = await add(curation, url)
        assert "which is followed instead" in text_of(added)
        followed = {feed.url for feed in await curation.app.state.feeds.all()}
        assert followed == {f"{curation.website.base}/feed", f"{curation.website.base}/second"}
