"""The briefing as text, Markdown, HTML, JSON and a feed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from briefs.briefing.composition import BriefingRequest, compose, last_days
from briefs.briefing.snapshot import snapshot_of
from briefs.i18n import Translator
from briefs.model import OriginalSource
from briefs.render.briefing import atom, document, html, markdown, quoted, text
from briefs.render.links import at_passage

NASTY = '<script>alert(1)</script> & *bold* [a](http://x) `code` "said" # | ~ @everyone'
TODAY = date(2026, 6, 15)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def snapshot(say, library, brief):
    return snapshot_of(
        library(
            say("new", "2013-05-01", passage=NASTY, url="https://example.org/a?b=1#top"),
            say("reported", "2013-05-02", who="bob", kind="reported"),
            say("past", "2012-06-15?"),
            positions=(brief("ann", "syria", "2012-12"),),
        )
    )


@pytest.fixture
def briefing(snapshot):
    return compose(snapshot, BriefingRequest(TODAY, frozenset({"new", "reported"}), topics=("syria",)))


def test_the_parts_come_in_their_order(briefing) -> None:
    shown = text(briefing)
    parts = (
        "Briefing for 15 June 2026", "Syria", "New on record", "2 new statements", "What bob said",
        "Positions that may have changed", "On this day", "14 years ago, the day is uncertain",
    )  # fmt: skip
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_a_quotation_and_reported_speech_look_different(briefing) -> None:
    shown = text(briefing)
    assert f"“{NASTY}”" in shown
    assert "“What bob said" not in shown and "Reported" in shown


def test_nothing_in_a_quotation_is_markup(briefing) -> None:
    shown = markdown(briefing)
    assert "\\*bold\\*" in shown and "\\<script\\>" in shown and "\\[a\\]" in shown
    tags: list[str] = []
    links: list[str | None] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs) -> None:
            tags.append(tag)
            links.extend(value for name, value in attrs if name == "href")

    Reader().feed(html(briefing))
    assert "script" not in tags
    assert (
        len(links) == 1 and links[0] is not None and links[0].startswith("https://example.org/a?b=1#:~:text=")
    )


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("2013. It was", "2013\\. It was"),
        ("1) one", "1\\) one"),
        ("- one", "\\- one"),
        ("1.5 - 2", "1.5 - 2"),
        ("R&D &copy; &#35;", "R&D \\&copy; \\&\\#35;"),
    ],
)
def test_what_looks_like_a_list_or_an_entity_is_none(plain: str, written: str) -> None:
    assert quoted(plain) == written


def test_the_document_is_json_and_says_all(briefing) -> None:
    read = json.loads(json.dumps(document(briefing)))
    assert [one["id"] for one in read["new"][0]["statements"]] == ["new", "reported"]
    assert read["on_this_day"][0]["uncertain"] is True
    assert read["changed"][0]["newer"] == ["new"]
    assert read["outcome"] == "answered"


@pytest.mark.parametrize(
    ("way", "said"), [("line", "Nothing new on record, and no"), ("pair", "two on Syria")]
)
def test_a_quiet_day_says_so(snapshot, way: str, said: str) -> None:
    shown = text(compose(snapshot, BriefingRequest(TODAY + timedelta(days=1), when_empty=way, history={})))
    assert said in shown


def test_anniversaries_that_were_told_are_not_denied(snapshot) -> None:
    told = compose(snapshot, BriefingRequest(TODAY, anniversaries=False))
    assert "since today's last briefing" in text(told) and "no anniversary" not in text(told)
    assert "сегодняшней сводки" in text(told, Translator("ru"))


def test_one_utterance_in_two_articles_is_one(say, library) -> None:
    accounts = (say("first", "2013-05-01"), say("again", "2013-05-01", kind="reported", same_as=("first",)))
    days = (say("past", "2012-06-15"), say("copy", "2012-06-15", same_as=("past",)))
    shown = text(
        compose(snapshot_of(library(*accounts, *days)), BriefingRequest(TODAY, frozenset({"first", "again"})))
    )
    assert "1 new statement\n" in shown and "The same, in The Paper, reported: again" in shown
    assert shown.count("14 years ago") == 1 and "copy" in shown


def test_the_feed_keeps_its_ids(snapshot) -> None:
    days = last_days(snapshot, TODAY)
    first, again = (ET.fromstring(atom(days)) for _ in range(2))
    assert [entry.findtext(f"{ATOM}id") for entry in first.iter(f"{ATOM}entry")] == [
        entry.findtext(f"{ATOM}id") for entry in again.iter(f"{ATOM}entry")
    ]
    [entry, *_] = first.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2026-06-15T00:00:00Z"
    assert first.findtext(f"{ATOM}updated") == "2026-06-15T00:00:00Z"
    assert "14 years ago" in (entry.findtext(f"{ATOM}content") or "")


def test_the_entries_of_the_feed_lead_to_the_sources(say, library) -> None:
    original = OriginalSource("The ministry", url="https://ministry.example/1")
    snapshot = snapshot_of(
        library(
            say("web", "2012-06-15", url="https://paper.example/a"),
            say("more", "2011-06-15", url="https://paper.example/b", original=original),
            say("none", "2010-06-15"),
            say("evil", "2009-06-15", url="javascript:alert(1)"),
        )
    )
    entry = next(ET.fromstring(atom(last_days(snapshot, TODAY))).iter(f"{ATOM}entry"))
    links = [
        (link.get("rel"), (link.get("href") or "").partition("#")[0]) for link in entry.iter(f"{ATOM}link")
    ]
    pages = ["https://paper.example/a", "https://paper.example/b", "https://ministry.example/1"]
    assert sorted(href for _, href in links) == sorted(pages)
    assert [rel for rel, _ in links] == ["alternate", "related", "related"]
    assert all(link.get("title") for link in entry.iter(f"{ATOM}link"))


def test_a_feed_of_nothing_is_a_feed(say, library) -> None:
    assert ET.fromstring(atom(last_days(snapshot_of(library()), TODAY))).findtext(f"{ATOM}title")


def test_control_characters_do_not_break_the_feed(say, library) -> None:
    snapshot = snapshot_of(library(say("s", "2012-06-15", passage="a\x00b\x0b\ud800c")))
    ET.fromstring(atom(last_days(snapshot, TODAY)))


def test_a_link_opens_at_the_words() -> None:
    assert at_passage("https://e.org/p#x", "One well-kept, word") == (
        "https://e.org/p#:~:text=One%20well%2Dkept%2C%20word"
    )
    long = " ".join(f"w{number}" for number in range(30))
    assert at_passage("https://e.org/p", long).endswith(
        "text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"
    )


def test_the_library_that_the_project_carries(carried) -> None:
    found = compose(carried, BriefingRequest(date(2026, 4, 23)))
    assert found.on_this_day and all(past.years == 13 for past in found.on_this_day)
    assert "Briefing for 23 April 2026" in markdown(found)
