"""The address and the title of what comes in are its own, however it came."""

from __future__ import annotations

import pytest

from briefs.ingest.fetch import page_parser
from briefs.ingest.fetch.page_facts import markdown_title, page_address, real_title
from briefs.text import without_tracking
from tests.briefs.ingest.loopback_site import story

CANONICAL = '<link href="https://post.example/a?id=7&amp;utm_source=x" data-x rel="Canonical">'
OG = "<meta content='https://post.example/b#:~:text=pier' property=og:url>"
SITE = "https://post.example/paper?fbclid=1"


@pytest.mark.parametrize(
    ("head", "fetched", "address"),
    [
        (CANONICAL + OG, None, "https://post.example/a?id=7"),
        (OG + CANONICAL, SITE, "https://post.example/a?id=7"),
        (OG, None, "https://post.example/b"),
        ("", SITE, "https://post.example/paper"),
        ("", None, None),
        ('<link rel=canonical href="https://post.example/">', SITE, "https://post.example/paper"),
        ('<link rel=canonical href="https://other.example/a">', SITE, "https://post.example/paper"),
        ('<link rel=canonical href="https://u:p@post.example/a">', SITE, "https://post.example/paper"),
        ('<link rel=canonical href="/a">', None, None),
        ('<link rel=canonical href="javascript:alert(1)">' + OG, None, "https://post.example/b"),
        ('<link rel=canonical href="https://[">', SITE, "https://post.example/paper"),
        ('<link rel="stylesheet" href="https://post.example/x.css">', None, None),
    ],
)
def test_the_address_of_a_page(head: str, fetched: str | None, address: str | None) -> None:
    page = f"<html><head>{head}</head><body>Words.</body></html>"
    assert page_address(page, fetched) == address


def test_a_saved_page_has_the_address_that_it_names() -> None:
    page = page_parser.read(story().replace("<head>", f"<head>{CANONICAL}").encode())
    assert page.url == "https://post.example/a?id=7"


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://a.example/x?utm_source=a&id=1&UTM_medium=b", "https://a.example/x?id=1"),
        ("https://a.example/x?gclid=1", "https://a.example/x"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/x?q=a%20b&&ref=12#part", "https://a.example/x?q=a%20b&&ref=12#part"),
        ("https://a.example/x#xtor=RSS-1", "https://a.example/x"),
    ],
)
def test_only_where_the_reader_came_from_is_dropped(url: str, left: str) -> None:
    assert without_tracking(url) == left


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - speech.docx", "untitled", "Document1", "speech_final.pdf", "12-34", "doc 20240506",
     "Scanned image", "", "PowerPoint Presentation", "text/html; charset=utf-8"],
)  # fmt: skip
def test_what_a_program_writes_is_no_title(title: str) -> None:
    assert real_title(title) is None


@pytest.mark.parametrize(
    "title", ["Statement by the Minister", "NATO 2030", "Речь министра", "A Title", "Scanner law"]
)
def test_what_a_person_writes_is_one(title: str) -> None:
    assert real_title(title) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Harbour **fees** rise #\n\nWords.\n", "Harbour fees rise"),
        ("Harbour fees\n============\n\nWords.\n", "Harbour fees"),
        ("---\ntitle: 'Harbour fees'\ndate: 2026-04-23\n---\n# Other\n", "Harbour fees"),
        ("---\nlayout: post\n---\n\n## [Fees](https://a.example) rise\n", "Fees rise"),
        ("Fees rise again this year\n\nAnna Ray said so.\n", None),
        ("One\n\nTwo\n\nThree\n\nFour\n\nFive\n\n# Six\n", None),
        ("#hashtag is no heading\n", None),
    ],
)
def test_the_title_of_markdown(text: str, title: str | None) -> None:
    assert markdown_title(text) == title


def test_a_text_in_markdown_says_what_it_is() -> None:
    fields = "title: Fees\ndate: 2026-04-23\nauthor: Jo Poe\nurl: https://post.example/f?utm_id=1\n"
    text = f"---\n{fields}---\nWords rise.\n"
    page = page_parser.read(text.encode())
    assert (page.title, page.title_derived, page.published) == ("Fees", False, "2026-04-23")
    assert (page.url, page.author, page.text) == ("https://post.example/f", "Jo Poe", text)


def test_a_byte_order_mark_is_nowhere() -> None:
    text = "\ufeffFares rise\r\n\r\n\ufeff“We will not,” said Zoë Weld.\r\n"
    for body in (
        text.encode(),
        text.encode("utf-16"),
        story("\ufeffFares").replace("<p>", "<p>&#xFEFF;").encode(),
    ):
        page = page_parser.read(body)
        assert "\ufeff" not in page.text + page.title
        assert page.title.startswith("Fares")


@pytest.mark.parametrize("name", ["Jane {O'Neil}", "Jane (Jo) O'Neil", "Jane O'Neil"])
@pytest.mark.parametrize(
    "form",
    [
        '<meta name="author" content="By {}">',
        '<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",'
        ' "author": [{{"@type": "Person", "name": "{}"}}]}}</script>',
    ],
)
def test_an_author_keeps_every_letter(form: str, name: str) -> None:
    page = story().replace('<meta name="author" content="Jo Quill">', form.format(name))
    assert page_parser.read(page.encode(), "text/html").author == name
