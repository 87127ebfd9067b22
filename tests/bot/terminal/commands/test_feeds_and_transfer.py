"""Feeds that are followed, and a library that goes out and comes back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from briefs import library
from tests.briefs.ingest.loopback_site import redirects, rss, story
from tests.briefs.ingest.review import fakes


def test_a_feed_is_followed_visited_and_says_how_it_is_doing(program, website):
    pages = {"feed": rss("/a", "/gone", "/inside"), "a": story(), "inside": redirects("http://10.0.0.1/")}
    with website(**pages) as paper:
        url = f"{paper.base}/feed"
        assert "followed" in program.text("feeds", "add", url)
        assert "already" in program.trouble("feeds", "add", url)
        polled = program.document("feeds", "poll")
        outcomes = {visit["url"].rpartition("/")[2]: visit["outcome"] for visit in polled["visits"]}
        assert outcomes == {"a": "queued", "gone": "failed", "inside": "failed"}
        assert {each["article"]["feed"] for each in program.waiting()} == {url}
        (feed,) = program.document("feeds", "list")["feeds"]
        assert (feed["title"], feed["failures"], feed["last_error"]) == ("The Harbour Post", 0, None)
        shown = program.text("feeds", "list")
        assert "404" in shown and "10.0.0.1" in shown and "next" in shown
        # once when it was added, to see that it is a feed, and once at the poll
        assert program("feeds", "poll", "--due").document["visits"] == [] and paper.hits["/feed"] == 2
        assert program.document("feeds", "poll")["outcome"] == "nothing" and paper.hits["/a"] == 1
        program("feeds", "remove", url)
        assert "not followed" in program.trouble("feeds", "remove", url)
        assert program.document("feeds", "list")["feeds"] == []


def test_a_feed_that_fails_says_why_and_how_often(program, website):
    with website(feed=500) as paper:
        program("feeds", "add", f"{paper.base}/feed")
        program("feeds", "poll")
        shown = program.text("feeds", "poll")
        assert "2 times in a row" in shown and "500" in shown and "has not answered yet" in shown


def test_feeds_of_the_config_are_followed_while_they_stand_there(program, root, website):
    config = root / "config/feeds.yaml"
    before = config.read_text("utf-8")
    with website(feed=rss("/a"), a=story()) as paper:
        config.write_text(f"{before}feeds: [{paper.base}/feed]\n", "utf-8")
        assert program.document("feeds", "poll")["visits"][0]["outcome"] == "queued"
        assert "config/feeds.yaml" in program.trouble("feeds", "remove", f"{paper.base}/feed")
        config.write_text(before, "utf-8")
        assert program.document("feeds", "list")["feeds"] == []


def test_what_is_wrong_with_the_config_is_said_with_its_place(program, root):
    (root / "config/feeds.yaml").write_text("allow: [home]\nfeeds: ['ftp://x/']\nevry: 5\n", "utf-8")
    said = program.trouble("feeds", "list")
    assert "3 problems" in said and "config/feeds.yaml:1:9" in said
    assert "only http and https" in program.trouble("feeds", "add", "ftp://example.org/feed")


def test_a_library_goes_out_and_comes_back(program, root, tmp_path, monkeypatch, queued):
    program("review", "--accept", queued[0]["key"], "--topics", "harbours")
    file = tmp_path / "out.json"
    counts = program.document("export", "--out", str(file))
    view = library.read(root)
    assert counts["statements"] == len(view.statements) == 2
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    monkeypatch.setenv("ONRECORD_LIBRARY", str(other))
    assert program.document("import", str(file))["new"]["statements"] == 2
    assert library.read(other).statements == view.statements
    again = program.document("import", str(file))
    assert again["new"] == {} and again["same"] > 2
    assert program.document("export") == json.loads(file.read_text("utf-8"))
    assert program("position", "anna-ray", "harbours").status == 0


def test_an_import_that_differs_is_refused_whole(program, root, tmp_path):
    file = tmp_path / "out.json"
    program("export", "--out", str(file))
    changed = json.loads(file.read_text("utf-8"))
    changed["topics"][0]["pref_label"] = "Ports"
    changed["people"].append({"id": "cyd", "name": "Cyd"})
    file.write_text(json.dumps(changed), "utf-8")
    before = fakes.contents(root)
    assert "harbours is there already" in program.trouble("import", str(file))
    assert fakes.contents(root) == before
    file.write_text("{", "utf-8")
    assert "is no JSON" in program.trouble("import", str(file))
    assert "cannot be read" in program.trouble("import", str(tmp_path / "none.json"))


def test_other_forms_can_be_read_by_those_who_know_them(program, tmp_path):
    out = tmp_path / "out.csv"
    program("export", "--format", "csv", "--out", str(out))
    (row,) = csv.DictReader(out.read_text("utf-8").splitlines())
    assert (row["id"], row["speaker_names"]) == ("old-news-01", "Anna Ray")
    linked = json.loads(program.text("export", "--format", "jsonld"))
    kinds = [node.get("@type") or node.get("type") for node in linked["@graph"]]
    assert kinds.count("Claim") == kinds.count("Annotation") == 1  # it is reported, in no words of hers
    assert "cannot be written" in program.trouble("export", "--out", str(Path(out) / "x"))


def test_the_program_prints_what_a_script_reads(onrecord, root):
    exported = json.loads(onrecord("export").stdout)
    assert exported["format"] == "onrecord-library"
    assert onrecord("review").stdout == "Nothing waits for review.\n", "no terminal: a list, no questions"
