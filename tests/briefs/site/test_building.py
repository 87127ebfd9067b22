"""The site is brought up to its library: what did not change stays, what is withdrawn leaves its address."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.model import Statement
from briefs.site import SiteOptions, build, builder
from briefs.site.lit_text import lit_paragraph
from briefs.site.picture import drawn
from tests.briefs.library.small_library import DOSSIER, PEOPLE, POSITIONS, TOPICS, write
from tests.briefs.site.conftest import pages_of

Small = Callable[..., Path]
CHANGES = [
    (DOSSIER, "summary: Berg sees no movement.", "summary: Berg sees none."),
    (DOSSIER, "said: 2010-05-02\n    said_basis: dateline", "said: 2010-05-01\n    said_basis: stated"),
    (DOSSIER, "topics: [delay]", "topics: [talks]"),
    (DOSSIER, "title: Talks go on", "title: Talks went on"),
    (DOSSIER, "status: disputed\n    ", ""),
    (DOSSIER, "same_as: [post-03]", "place: Moscow"),
    (PEOPLE, "title: {en: Minister", "title: {en: First minister"),
    (PEOPLE, "name: {en: Anna Berg", "name: {en: Ann Berg"),
    (TOPICS, "pref_label: The delay", "pref_label: Delays"),
    (TOPICS, "    broader: [talks]\n", ""),
    (POSITIONS, "Berg sees no movement since 2009.", "Berg has seen none since 2009."),
    ("config/occasions.yaml", "label: The May talks", "label: Talks of May"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[1].strip()[:30])
def test_a_site_that_was_brought_up_is_a_site_built_anew(small: Small, change: tuple[str, ...]) -> None:
    small()
    assert pages_of(small(change)) == pages_of(small(change, into="anew"))


def test_what_did_not_change_is_not_made(small: Small, tmp_path: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in small().rglob("*.html")}
    assert before == {p: p.stat().st_mtime_ns for p in small().rglob("*.html")}
    root = write(tmp_path / "library", CHANGES[0])
    options = SiteOptions("https://record.example/", search=False, pictures=False)
    report = build(library.read(root), tmp_path / "public", options)
    assert 0 < report.made < report.pages


def test_a_withdrawn_statement_leaves_a_tombstone(small: Small) -> None:
    site = small(pictures=True)
    assert (site / "picture/post-03.png").is_file()
    shown = (site / "statement/post-03.html").read_text("utf-8")
    assert "the talks go on" in shown and "Disputed" in shown
    small((DOSSIER, "status: disputed", "status: withdrawn"), pictures=True)
    told = (site / "statement/post-03.html").read_text("utf-8")
    assert "was withdrawn" in told and "noindex" in told
    assert 'og:description" content="This statement was withdrawn.' in told
    assert "<dd>1 January 2026</dd>" in told
    everywhere = {
        path: page
        for path, page in pages_of(site).items()
        if b"Anna Berg said the talks go on.</p></blockquote>" in page
    }
    assert everywhere == {}
    assert not (site / "picture/post-03.png").exists()
    for feed in ("feed.xml", "feeds/person/anna-berg.xml", "feeds/topic/talks.xml"):
        told = ElementTree.parse(site / feed).getroot()
        deleted = told.find("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert deleted is not None and deleted.get("ref") == "urn:onrecord:statement:post-03"
        ids = [entry.text for entry in told.iter("{http://www.w3.org/2005/Atom}id")]
        assert "urn:onrecord:statement:post-03" not in ids


def test_what_was_taken_out_of_the_library_keeps_its_address(small: Small) -> None:
    site = small()
    gone = (DOSSIER, "  - id: post-04\n", "  - id: post-44\n")
    before = {*pages_of(site)}
    small(gone)
    assert before <= {*pages_of(site)}
    assert "no longer on record" in (site / "statement/post-04.html").read_text("utf-8")
    small(gone)  # it stays so
    assert "no longer on record" in (site / "statement/post-04.html").read_text("utf-8")
    small()
    assert "We shall try again" in (site / "statement/post-04.html").read_text("utf-8")


def test_a_corrected_one_says_what_it_was(small: Small) -> None:
    site = small((DOSSIER, "status: disputed", "status: corrected"))
    shown = (site / "statement/post-03.html").read_text("utf-8")
    assert "Corrected" in shown
    assert '1 January 2026</th><td>On record<br><span class="soft">Before, In short: no<' in shown
    shown = (site / "ru/statement/post-03.html").read_text("utf-8")
    assert '1 января 2026</th><td>В архиве<br><span class="soft">Прежде, Коротко: no<' in shown


def test_a_full_disk_leaves_the_old_site(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    site = small()
    before, written = pages_of(site), []
    write_page = builder._write

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_page(path, content)

    monkeypatch.setattr(builder, "_write", full)
    with pytest.raises(UserError, match="No space left"):
        small(CHANGES[6])
    assert pages_of(site) == before
    monkeypatch.undo()
    assert pages_of(small(CHANGES[6])) == pages_of(small(CHANGES[6], into="anew"))


def test_a_build_that_was_killed_is_taken_up(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    site = small()

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "replace_file", killed)
    with pytest.raises(KeyboardInterrupt):
        small(CHANGES[6])
    monkeypatch.undo()
    (site / "statement/post-01.html").write_bytes(b"")  # as a power cut leaves it
    assert pages_of(small(CHANGES[6])) == pages_of(small(CHANGES[6], into="anew"))


def test_a_second_build_at_once_is_refused_and_harms_the_first_in_nothing(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, put_in_place = [], builder._put_in_place

    def meanwhile(*args: Any) -> None:
        with pytest.raises(UserError, match="another build") as raised:
            small(CHANGES[6])
        refused.append(raised.value)
        put_in_place(*args)

    monkeypatch.setattr(builder, "_put_in_place", meanwhile)
    site = small(CHANGES[6])
    monkeypatch.undo()
    assert len(refused) == 1 and pages_of(site) == pages_of(small(CHANGES[6], into="anew"))


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("all of it")
    view = library.read(write(tmp_path / "library"))
    with pytest.raises(UserError, match="something else"):
        build(view, tmp_path / "mine", SiteOptions(search=False))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_text_of_others_is_no_markup(small: Small) -> None:
    site = small(
        (DOSSIER, "summary: Berg was concerned.", 'summary: "</script><script>alert(1)</script> & <b>"'),
        (DOSSIER, "title: Talks go on", 'title: "<script>alert(2)</script>"'),
    )
    for path, page in pages_of(site).items():
        assert b"<script>alert" not in page, path


def spans(*places: tuple[int, int]) -> list[Statement]:
    class Place:
        def __init__(self, number: int, start: int, end: int) -> None:
            self.id, self.start, self.end = f"s{number}", start, end

    return [Place(number, *place) for number, place in enumerate(places)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("places", "marked"),
    [
        ([(0, 3)], "[s0|abc]defg"),
        ([(0, 3), (0, 3)], "<s0>[s1|abc]</>defg"),
        ([(0, 5), (1, 3)], "[s0|a[s1|bc]de]fg"),
        ([(0, 4), (2, 6)], "[s0|ab[s1|cd]][|ef]g"),
        ([], "abcdefg"),
    ],
)
def test_passages_in_each_other_are_all_lit(places: list[tuple[int, int]], marked: str) -> None:
    made = lit_paragraph("abcdefg", 0, 7, spans(*places), lambda id: id)
    plain = re.sub(r'<a href="\w+">|</a>', "", made)
    plain = re.sub(r'<mark(?: id="(\w+)")?>', lambda m: f"[{m[1] or ''}|", plain).replace("</mark>", "]")
    plain = re.sub(r'<span id="(\w+)">', r"<\1>", plain).replace("</span>", "</>")
    assert plain == marked


def test_every_statement_has_a_picture_that_fits(tmp_path: Path) -> None:
    for statement in library.read(write(tmp_path / "library")).statements:
        assert drawn(statement).startswith(b"\x89PNG") and len(drawn(statement)) < 30_000
