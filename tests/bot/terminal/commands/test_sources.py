"""Pages are kept as they came and looked at again: what became of their words is told."""

from __future__ import annotations

import asyncio
import gzip
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from bot.clock import SystemClock
from bot.ingest import PollLoop, open_ingest_service
from bot.live_library import LiveLibrary
from bot.store.schema import sources
from briefs import library
from briefs.ingest.archive import SourceRecord
from tests.briefs.ingest.loopback_site import PARAGRAPHS, redirects, rss, story
from tests.briefs.ingest.review import fakes

QUOTED = "We are nearly done, and nobody will have to wait much longer,"
NOW = "We are almost finished, and nobody will have to wait much longer,"


def page(*paragraphs: str, **given: Any) -> str:
    return story(body="".join(f"<p>{each}</p>" for each in paragraphs), **given)


def changed(old: str, new: str) -> str:
    return page(*(each.replace(old, new) for each in PARAGRAPHS))


def publish(program: Any) -> dict[str, str]:
    """Everything that waits is accepted; the ids of the statements by a word of each."""
    return {
        each["passage"]: program.document(
            "review", "--accept", each["key"], *([] if each["speakers"] else ["--speaker", "anna-ray"])
        )["statement"]
        for each in program.waiting()
    }


@pytest.fixture
def paper(program: Any, website: Any) -> Any:
    with website(a=story()) as paper:
        program("add", f"{paper.base}/a")
        yield paper


def look(program: Any, *more: str) -> dict[str, Any]:
    (found,) = program.document("sources", "--all", *more)["sources"]
    return dict(found)


def test_a_page_is_kept_as_it_came_with_its_hash_and_time(program, paper, tmp_path):
    (kept,) = program.document("sources")["sources"]
    assert (kept["url"], kept["outcome"]) == (f"{paper.base}/a", "stands")
    record = gzip.decompress((tmp_path / "sources" / kept["copy"]).read_bytes())
    assert record.startswith(b"WARC/1.1\r\n") and b"WARC-Type: response" in record
    assert story().encode() in record and kept["sha256"] in kept["copy"]
    assert kept["taken_at"] < kept["next_at"]
    # not a byte has changed: nothing is read again, and the next look is later each time
    first, second = look(program), look(program)
    assert kept["next_at"] < first["next_at"] < second["next_at"]
    assert program("sources", "--changed").document["sources"] == []


def test_reworded_words_are_told_everywhere_and_both_versions_stay(program, paper, root):
    ids = publish(program)
    (id,) = [each for passage, each in ids.items() if QUOTED in passage]
    before = fakes.contents(root)
    paper.pages["/a"] = changed(QUOTED, NOW)
    found = look(program)
    assert found["outcome"] == "changed"
    states = {each["statement"]: each for each in found["statements"]}
    assert {each["state"] for name, each in states.items() if name != id} == {"stands"}
    assert states[id]["state"] == "reworded" and NOW.rstrip(",") in states[id]["now"]
    assert states[id]["changes"] == [{"was": "nearly done", "now": "almost finished"}]
    # what stood there is as it was, and beside it stands what is there now
    after = fakes.contents(root)
    texts = {name: text for name, text in before.items() if name.startswith("seeds/articles/")}
    assert {name: after[name] for name in texts} == texts
    view = library.read(root)
    (old,) = [one.article.id for one in view.statements if one.id == id]
    (new,) = [article for article in view.articles if article.version_of]
    assert new.version_of == old and NOW.rstrip(",") in new.text and found["article"] == new.id
    shown = program.document("statement", id)
    assert shown["statement"]["source"]["state"] == "reworded"
    assert "its page was changed; it now reads" in program.text("statement", id)
    assert "“nearly done” is “almost finished” now" in program.text("sources", "--changed")
    # seen again, it is no news
    assert look(program)["article"] == new.id and fakes.contents(root) == after
    # and once the words are back nothing is said any more
    paper.pages["/a"] = story()
    assert look(program)["outcome"] == "stands"
    assert program.document("statement", id)["statement"]["source"] is None


def test_a_change_of_the_library_by_its_sources_can_be_taken_back(program, paper, root):
    publish(program)
    before = fakes.contents(root)
    paper.pages["/a"] = changed("not safe", "safe")
    look(program)
    (change, *_) = program.document("changes", "list")["changes"]
    program("changes", "undo", change["change"])
    assert fakes.contents(root) == before


def test_words_that_are_gone_stay_on_record_and_say_so(program, paper):
    ids = publish(program)
    (id,) = [each for passage, each in ids.items() if QUOTED in passage]
    for answer in (404, page(PARAGRAPHS[0], PARAGRAPHS[3]), story(), 410):
        paper.pages["/a"] = answer
        found = look(program)
        back = answer == story()
        assert found["outcome"] == ("gone" if isinstance(answer, int) else "stands" if back else "changed")
        states = {each["statement"]: each["state"] for each in found["statements"]}
        assert states[id] == ("stands" if back else "gone")
        assert ("no longer has these words" in program.text("statement", id)) == (not back)


UNSEEN = {
    "server error": (500, "failed"),
    "forbidden": (403, "unclear"),
    "soft 404": (page("Sorry, page not found.", title="Page not found"), "unclear"),
    "front page": (page(*("The weather will be fine in all of the town.",) * 8, title="Home"), "unclear"),
    "paywall": (page(PARAGRAPHS[0], "Subscribe to continue reading this story."), "stands"),
}


def test_what_cannot_be_seen_raises_no_alarm(program, paper, root):
    publish(program)
    before = fakes.contents(root)
    for name, (answer, outcome) in UNSEEN.items():
        paper.pages["/a"] = answer
        found = look(program)
        assert found["outcome"] == outcome, name
        assert not {each["state"] for each in found["statements"]} & {"reworded", "gone"}, name
    assert fakes.contents(root) == before


def test_a_page_that_changed_is_not_known_already(program, paper, root):
    publish(program)
    url = f"{paper.base}/a"
    assert "known already" in program.trouble("add", url)
    more = "“The ferry will sail every hour from June,” said Carla Dean, the harbour master, on Friday."
    paper.pages["/a"] = page(*PARAGRAPHS, more)
    again = program.document("add", url)
    (fresh,) = again["candidates"]
    assert "ferry will sail" in fresh["passage"] and again["new"] == 1
    (new,) = [article for article in library.read(root).articles if article.version_of]
    assert fresh["article"]["id"] == new.id == again["article"]["id"]
    assert program.document("review", "--accept", fresh["key"])["article"] == new.id
    assert "known already" in program.trouble("add", url)
    paper.pages["/a"] = page(*PARAGRAPHS[:3], more.replace("every hour", "every two hours"))
    changed = program("add", url)
    assert "1 reworded" in str(list(changed.lines()))
    states = [each["state"] for each in changed.document["source"]["statements"]]
    assert sorted(states) == ["reworded", "stands", "stands", "stands"]


def test_a_feed_that_announces_a_page_again_finds_what_changed(program, paper, monkeypatch):
    publish(program)
    monkeypatch.setattr("bot.ingest.sources._JUST_NOW", type(fakes.clock() - fakes.clock())(0))
    paper.pages["/feed"] = rss("/a")
    program("feeds", "add", f"{paper.base}/feed")
    (visit,) = program.document("feeds", "poll")["visits"]
    assert visit["outcome"] == "duplicate" and "known already" in visit["reason"]
    paper.pages["/a"] = changed(QUOTED, NOW)
    # the same page under another id of the feed's
    paper.pages["/feed"] = rss("/a").replace("<guid>/a</guid>", "<guid>second</guid>")
    (visit,) = program.document("feeds", "poll")["visits"]
    assert "its page changed: 1 reworded" in visit["reason"]


def test_an_id_that_a_feed_uses_again_for_another_page_is_a_new_article(program, website):
    other = page(*(each.replace("harbour", "airport").replace("bridge", "road") for each in PARAGRAPHS))
    with website(a=story(), b=other, feed=rss("/a").replace("<guid>/a</guid>", "<guid>x</guid>")) as paper:
        program("feeds", "add", f"{paper.base}/feed")
        assert len(program.document("feeds", "poll")["visits"]) == 1
        assert program.document("feeds", "poll")["visits"] == []
        paper.pages["/feed"] = rss("/b").replace("<guid>/b</guid>", "<guid>x</guid>")
        (visit,) = program.document("feeds", "poll")["visits"]
        assert visit["url"].endswith("/b") and visit["outcome"] == "queued"
        paper.pages["/feed"] = rss("/b?utm_source=feed").replace(
            "<guid>/b?utm_source=feed</guid>", "<guid>x</guid>"
        )
        assert program.document("feeds", "poll")["visits"] == []
        shown = program.text("feeds", "poll")
        assert "No feed is followed" not in shown and "No new page" in shown


def test_what_is_no_feed_is_told_when_it_is_added(program, website):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    pages = {
        "feed": rss("/a"),
        "page": "<html><body><p>No feed here.</p></body></html>",
        "home": f"<html><head>{link}</head><body><p>News</p></body></html>",
        "moved": redirects("http://10.0.0.1/feed"),
    }
    with website(**pages) as paper:
        assert "404" in program.trouble("feeds", "add", f"{paper.base}/missing")
        assert "neither RSS nor Atom" in program.trouble("feeds", "add", f"{paper.base}/page")
        assert "10.0.0.1" in program.trouble("feeds", "add", f"{paper.base}/moved")
        assert "not on the public internet" in program.trouble("feeds", "add", "http://10.0.0.1/feed")
        assert program.document("feeds", "list")["feeds"] == []
        assert program.document("feeds", "add", f"{paper.base}/home")["url"] == f"{paper.base}/feed"
        assert "already" in program.trouble("feeds", "add", f"{paper.base}/home")
        assert [feed["url"] for feed in program.document("feeds", "list")["feeds"]] == [f"{paper.base}/feed"]


def test_an_article_curated_by_hand_is_looked_at_from_the_start(program, paper, tmp_path):
    publish(program)
    for file in tmp_path.glob("state.db*"):  # as a library whose pages this machine has never fetched
        file.unlink()
    assert program("sources").document["sources"] == []
    paper.pages["/a"] = changed(QUOTED, NOW)
    (found,) = program.document("sources", "--check")["sources"]
    assert (found["outcome"], found["unseen"]) == ("changed", False)
    assert [each["state"] for each in found["statements"]].count("reworded") == 1
    (again,) = program.document("sources", "--check")["sources"]  # not due, and known now
    assert again["looked_at"] == found["looked_at"]


def test_the_round_over_the_feeds_takes_them_in_where_feeds_are_followed(program, paper, root, tmp_path):
    publish(program)

    async def rounds() -> SourceRecord:
        library = await LiveLibrary.open(root, tmp_path / "own")
        async with open_ingest_service(root, library.cache) as ingest:
            store = ingest.store
            await store.database.execute(delete(sources))
            loop = PollLoop(ingest, library, SystemClock(), lambda: None)
            await loop._adopt_sources()
            assert await store.sources.all() == ()
            await store.feeds.add(f"{paper.base}/feed", added_by="terminal")
            await loop._adopt_sources()
            (record,) = await store.sources.all()
            await loop.close()
        await library.close()
        return record

    record = asyncio.run(rounds())
    assert record.is_unseen and (root / f"seeds/dossiers/{record.article}.yaml").is_file()
    assert timedelta(days=1) <= record.next_at - record.taken_at <= timedelta(days=1.1)  # not at once
