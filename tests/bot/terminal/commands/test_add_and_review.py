"""From a file or a page to a statement in the answer; undone, corrected, withdrawn, and who did it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from bot.terminal.dispatch import invoke
from bot.terminal.main import new_context
from briefs import library
from briefs import paths as places
from tests.briefs.ingest.loopback_site import redirects, story
from tests.briefs.ingest.review import fakes
from tests.paths import REPOSITORY

ARTICLES = sorted(path.name for path in (REPOSITORY / "seeds/articles").glob("*.txt"))


def one(queued, speaker):  # type: ignore[no-untyped-def]
    return next(each for each in queued if speaker in each["speakers"])


def pdf(line):  # type: ignore[no-untyped-def]
    """The smallest PDF with a line of text in it."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", b""
    for each in enumerate(parts, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%s endobj\n" % each
    table = b"xref\n0 6\n0000000000 65535 f \n" + places + b"trailer<</Root 1 0 R/Size 6>>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def test_what_is_accepted_is_in_the_next_answer(program, queued):
    before = len(program.document("position", "anna-ray", "harbours")["statements"])
    ray = one(queued, "anna-ray")
    done = program.document(
        "review", "--accept", ray["key"], "--summary", "It opens in May.", "--topics", "harbours",
    )  # fmt: skip
    statements = program.document("position", "ray", "harbours")["statements"]
    assert len(statements) == before + 1
    (new,) = [each for each in statements if each["id"] == done["statement"]]
    assert (new["passage"], new["summary"]) == (ray["passage"], "It opens in May.")
    assert new["article"]["publisher"] == "The Post" and new["published"] == "2026-04-23"
    assert ray["key"] not in [each["key"] for each in program.waiting()]


def test_what_came_in_is_told_in_a_few_lines(program, article, queued):
    longer = Path(article).with_name("more.txt")
    said = (f"“The {thing} will stay as it is for now,” Anna Ray said." for thing in ("pier", "park", "tram"))
    longer.write_text("What stays\n\n" + "\n\n".join((*said, "“We shall see,” Bert Lowe said.")), "utf-8")
    told = program.text("add", str(longer), "--published", "2026-04-25").splitlines()
    assert len(told) <= 6
    assert told[1] == "4 statements to review: 3 sure, 1 to look at; 4 new."
    assert told[2:4] == ["Speakers: Anna Ray (3)", "Not known yet: Bert Lowe (1)"]
    assert "review --list --article" in told[4]


def test_accepting_without_a_topic_says_so_and_lint_lists_it(program, queued):
    bare = next(each["key"] for each in queued if not each["topics"])
    assert "under no topic" in program.text("review", "--accept", bare)
    assert "no topic yet" in program.text("lint")
    topics = ("--topics", "bridges, bridge, +Bridges")
    told = program.text("review", "--accept", program.waiting()[0]["key"], *topics)
    assert "under no topic" not in told


def test_somebody_new_is_proposed_as_new_and_becomes_known(program, queued):
    lowe = one(queued, "bert-lowe")
    assert lowe["new_person"]["name"] == "Bert Lowe"
    assert program.document("lookup", "person", "bert lowe")["outcome"] == "none"
    program("review", "--accept", lowe["key"], "--topics", "bridges")
    assert program.document("lookup", "person", "bert lowe")["answer"] == "bert-lowe"
    assert program("position", "lowe", "bridges").status == 0


def test_names_and_dates_are_resolved_before_anything_is_written(program, root, queued):
    before, key = fakes.contents(root), queued[0]["key"]
    assert "config/topics.yaml" in program.trouble("review", "--accept", key, "--topics", "aviation")
    assert "no person is known" in program.trouble("review", "--accept", key, "--speaker", "Zzyzx Qwerty")
    assert "EDTF" in program.trouble("review", "--accept", key, "--said", "last week")
    assert "no candidate" in program.trouble("review", "--accept", "nokey")
    assert "two decisions" in program.trouble("review", "--accept", key, "--reject", key)
    assert "not" in program.trouble("review", "--accept", key, "--passage", "words that nobody wrote")
    assert fakes.contents(root) == before


def test_a_new_date_does_not_keep_the_reason_for_the_old_one(program, queued):
    key = one(queued, "anna-ray")["key"]
    assert one(queued, "anna-ray")["said_note"]
    done = program.document("review", "--accept", key, "--said", "2026-04-20", "--topics", "harbours")
    id = done["statement"]

    def said():  # type: ignore[no-untyped-def]
        found = program.document("statement", id)["statements"][0]
        return found["said"], found["said_basis"], found["said_note"]

    assert said() == ("2026-04-20", "stated", None)
    why = ("--basis", "outside", "--why", "The minutes of the council say so.")
    program("review", "--correct", id, "--note", "Wrong day.", "--said", "2026-04-21", *why)
    assert said() == ("2026-04-21", "outside", "The minutes of the council say so.")
    program("review", "--correct", id, "--note", "Wrong again.", "--said", "2026-04-22")
    assert said() == ("2026-04-22", "stated", None)


def test_a_broken_library_is_refused_and_nothing_is_lost(program, root, queued):
    program("position", "anna-ray", "harbours")
    topics = root / "config/topics.yaml"
    topics.write_text(topics.read_text("utf-8").replace("pref_label: Bridges", "prefLabel: Bridges"), "utf-8")
    before, key = fakes.contents(root), one(queued, "anna-ray")["key"]
    refused = program("review", "--accept", key)
    assert refused.status == 2 and refused.document["outcome"] == "error"
    assert "config/topics.yaml" in refused.document["problems"][0]["file"]
    assert fakes.contents(root) == before and key in [each["key"] for each in program.waiting()]
    assert program.document("position", "anna-ray", "harbours")["warnings"]
    topics.write_text(fakes.TOPICS, "utf-8")
    assert program("review", "--accept", key, "--topics", "harbours").status == 0


def test_undo_takes_back_the_newest_decision_first(program, root, queued):
    before = fakes.contents(root)
    first, second = queued[0]["key"], queued[1]["key"]
    done = program.document("review", "--accept", first, "--by", "ann", "--topics", "harbours")
    program("review", "--reject", second, "--by", "ann", "--reason", "no news")
    assert "nothing of yours" in program.trouble("review", "--undo", "--by", "ben")
    assert program.document("review", "--undo", "--by", "ann")["key"] == second
    assert program.document("review", "--undo", "--by", "ann")["undone"] == done["statement"]
    assert fakes.contents(root) == before and len(program.waiting()) == len(queued)


def test_undo_after_a_dispute_takes_back_nothing_else(program, root, queued):
    done = program.document("review", "--accept", queued[0]["key"], "--topics", "harbours")
    program("review", "--dispute", done["statement"], "--note", "She denies it.")
    before = fakes.contents(root)
    assert f"{done['statement']} disputed" in program.trouble("review", "--undo")
    assert fakes.contents(root) == before
    assert program.document("review", "--undo", done["statement"])["key"] == queued[0]["key"]


def test_the_audit_says_who_accepted_and_what_was_changed(program, queued):
    key = one(queued, "anna-ray")["key"]
    id = program.document(
        "review", "--accept", key, "--by", "ann", "--summary", "In May.", "--topics", "harbours"
    )["statement"]
    program("review", "--correct", id, "--by", "ben", "--note", "A typo.", "--summary", "In May, she says.")
    program("review", "--withdraw", id, "--by", "cyd", "--note", "The paper took it back.")
    audit = program.document("review", "--audit", id)
    assert audit["accepted_by"] == "ann" and audit["accepted_at"] and audit["status"] == "withdrawn"
    assert audit["changes"]["summary"]["now"] == "In May."
    assert [(deed["by"], deed["deed"]) for deed in audit["deeds"]] == [
        ("ann", "accepted"), ("ben", "corrected"), ("cyd", "withdrawn"),
    ]  # fmt: skip
    assert [step["was"]["status"] for step in audit["history"]] == ["published", "corrected"]
    assert "The paper took it back." in program.text("review", "--audit", id)
    ids = [each["id"] for each in program.document("position", "anna-ray", "harbours")["statements"]]
    assert id not in ids


def test_a_hand_written_statement_is_disputed_and_restored(program):
    assert "why" in program.trouble("review", "--dispute", "old-news-01")
    program("review", "--dispute", "old-news-01", "--note", "She denies it.")
    assert "She denies it." in program.text("position", "anna-ray", "harbours")
    program("review", "--restore", "old-news-01", "--note", "Confirmed.")
    (found,) = program.document("position", "anna-ray", "harbours")["statements"]
    assert found["status"] == "published"
    assert "by hand" in program.text("review", "--audit", "old-news-01")
    assert "no statement" in program.trouble("review", "--withdraw", "nothing-01", "--note", "x")


def test_the_same_article_again_is_known(program, article, queued):
    again = program("add", article, "--published", "2026-04-23")
    assert again.status == 1 and again.document["twin"]["how"] == "word for word"
    assert len(program.waiting()) == len(queued)
    longer = Path(article).with_name("longer.txt")
    more = "Anna Ray said the tunnel would cost twice as much as the council had planned.\n"
    longer.write_text(fakes.TEXT + more, "utf-8")
    part = program.document("add", str(longer), "--published", "2026-04-24")
    assert part["twin"]["how"] == "re-published"
    assert [each["passage"] for each in part["candidates"]] == [more.strip()]


def test_a_page_is_fetched_read_and_known_the_second_time(program, website):
    with website(a=story(), b=redirects("/a"), empty="<html><body></body></html>") as paper:
        found = program.document("add", f"{paper.base}/a")
        assert found["article"]["publisher"] == "The Harbour Post" and found["new"] >= 3
        assert "known already" in program.trouble("add", f"{paper.base}/a?utm_source=x")
        assert "404" in program.trouble("add", f"{paper.base}/none")
        assert program.trouble("add", f"{paper.base}/empty")


def test_a_private_address_is_refused_unless_it_is_allowed(program, root, website):
    (root / "config/feeds.yaml").write_text("model: no\n", "utf-8")
    with website(a=story()) as paper:
        refused = program.trouble("add", f"{paper.base}/a")
        assert "public internet" in refused and "config/feeds.yaml" in refused
        assert not paper.hits
    assert program.waiting() == []


def test_what_cannot_be_read_is_said_in_one_sentence(program, tmp_path):
    assert "cannot be read" in program.trouble("add", str(tmp_path / "none.txt"))
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert program.trouble("add", str(picture))
    assert "EDTF" in program.trouble("add", str(picture), "--published", "yesterday")


def test_a_broken_pdf_is_said_in_one_sentence(program, tmp_path, capfd):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(pdf("Cut off.")[:300])
    for command in ("candidates", "add"):
        assert "the PDF is broken or cut off (save it as plain text" in program.trouble(command, str(broken))
    assert capfd.readouterr() == ("", "")


def test_a_line_that_is_no_article_does_not_end_the_others(program, monkeypatch, capsys):
    good = {"id": "1", "text": "Jane Doe said that the bridge would open in May.", "published": "2026-04-23"}
    lines = [good | {"published": 5}, good | {"text": None}, good]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{json.dumps(line)}\n" for line in lines)))
    assert invoke(new_context(), ["candidates", "--jsonl", "--rules"]) is None
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert "no article" in first["error"]["message"] and "no article" in second["error"]["message"]
    assert [each["speaker"] for each in third["quotes"]] == ["Jane Doe"]


def test_a_saved_page_and_a_pdf_come_in_as_files(program, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(story(), "utf-8")
    found = program.document("add", str(page))
    assert (found["article"]["published"], found["article"]["title"]) == (
        "2026-04-23", "Harbour to open in May",
    )  # fmt: skip
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf("Anna Ray said the old tunnel would be closed for the whole winter."))
    (read,) = program.document("add", str(paper), "--published", "2026-04-24")["candidates"]
    assert read["speakers"] == ["anna-ray"] and "closed for the whole winter" in read["passage"]


def test_a_saved_file_is_given_its_address(program, article):
    assert "for a saved file" in program.trouble(
        "add", "https://post.example/a", "--url", "https://b.example"
    )
    assert "no web address" in program.trouble("add", article, "--url", "post.example/a")
    url = "https://post.example/a?utm_source=x&id=4"
    found = program.document("add", article, "--published", "2026-04-23", "--url", url)
    assert found["article"]["url"] == "https://post.example/a?id=4"


@pytest.mark.parametrize("name", ARTICLES)
def test_each_of_the_five_articles_comes_into_a_fresh_library(program, root, name):
    shutil.rmtree(root)
    program("init", str(root))
    (root / "config/feeds.yaml").write_text("model: no\n", "utf-8")
    found = program.document("add", str(REPOSITORY / "seeds/articles" / name), "--published", "2013-04-23")
    assert found["new"] == len(found["candidates"]) >= 3
    key = next(each["key"] for each in found["candidates"] if each["speakers"])
    done = program.document("review", "--accept", key, "--topics", "harbour-plan", "--summary", "A summary.")
    assert library.check(root) == ()
    assert program("statement", done["statement"]).status == 0


@pytest.mark.parametrize(
    "args", [["add", "a.txt"], ["add", "--from", "folder"], ["review", "--accept", "k"],
             ["review", "--undo"], ["feeds", "poll"], ["import", "a.json"]], ids=" ".join,
)  # fmt: skip
def test_the_library_that_came_installed_is_not_written_to(program, root, monkeypatch, args):
    monkeypatch.setattr(places, "is_embedded", lambda found: found == root)
    before = fakes.contents(root)
    assert "onrecord init my-library --copy" in program.trouble(*args)
    assert fakes.contents(root) == before and not (root / ".onrecord").exists()


def test_a_list_says_what_the_library_has_alike(program, root, article):
    shutil.copy(article, root / "seeds/articles/twin.txt")
    program("add", article, "--published", "2026-04-23")
    key = program.waiting()[0]["key"]
    id = program.document("review", "--accept", key, "--topics", "harbours")["statement"]
    other = Path(article).with_name("other.txt")
    other.write_text(
        "Port news\n\nAnna Ray told a crowd that the harbour would open in May, after years.\n", "utf-8"
    )
    found = program.document("add", str(other), "--published", "2026-04-23")["candidates"]
    assert [each["statement"] for each in found[0]["alike"]] == [id]
    program("review", "--accept", found[0]["key"], "--topics", "harbours", "--same-as", id)
    assert json.dumps(program.document("position", "anna-ray", "harbours")).count(id) >= 2
