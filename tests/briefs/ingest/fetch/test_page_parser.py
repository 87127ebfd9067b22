"""Saved pages, PDFs and texts become articles, with title, date and language where they have them."""

from __future__ import annotations

import pytest

from briefs.ingest.extract.datelines import dateline
from briefs.ingest.fetch import page_parser
from briefs.ingest.fetch.charsets import decode
from briefs.ingest.fetch.types import FetchRefused
from tests.briefs.ingest.hostile_inputs import pdf
from tests.briefs.ingest.loopback_site import story
from tests.paths import REPOSITORY

SEEDS = REPOSITORY / "seeds/articles"


@pytest.mark.parametrize(
    ("name", "published"),
    [("000", "2013-04-23"), ("001", None), ("002", None), ("003", "2012-04-19"), ("004", "2011-10-26")],
)
def test_the_five_articles_keep_every_character_and_their_own_dates(name, published):
    (path,) = SEEDS.glob(f"{name}_*.txt")
    page = page_parser.read(path.read_bytes())
    assert page.text.encode() == path.read_bytes()
    assert page.published == published
    assert page.language == "en"


def test_a_saved_page_needs_no_network():
    page = page_parser.read(story("Harbour", "2026-01-02").encode())
    assert (page.title, page.published, page.publisher, page.url) == (
        "Harbour",
        "2026-01-02",
        "The Harbour Post",
        None,
    )


def test_a_page_cannot_give_itself_another_sites_address():
    text = story().replace("<head>", '<head><link rel="canonical" href="https://other.example/x">')
    assert (
        page_parser.read(text.encode(), "text/html", url="https://post.example/a").url
        == "https://post.example/a"
    )
    own = text.replace("other.example", "post.example")
    assert (
        page_parser.read(own.encode(), "text/html", url="https://post.example/a?x").url
        == "https://post.example/x"
    )


def test_a_pdf_with_text_is_an_article():
    lines = (
        b"BT /F1 12 Tf 20 100 Td (MOSCOW, 26 October 2011. Anna Ray said the) Tj "
        b"0 -14 Td (harbour would open.) Tj ET"
    )
    page = page_parser.read(pdf(lines), "application/pdf")
    assert page.text == "MOSCOW, 26 October 2011. Anna Ray said the harbour would open.\n"
    assert (page.published, page.title_derived) == ("2011-10-26", True)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (pdf(b""), "application/pdf", "pictures only"),
        (b"%PDF-1.7 nothing", "application/pdf", "broken"),
        (b"", None, "no article text"),
        (b"   \n ", "text/plain", "no article text"),
        (b"PK\x03\x04", "application/zip", "application/zip"),
        (b"a" * 1_000_001, "text/plain", "longer than"),
        (b"<html><body><script>x</script></body></html>", "text/html", "no article text"),
    ],
)
def test_what_holds_no_article_says_so(body, kind, words):
    with pytest.raises(FetchRefused, match=words):
        page_parser.read(body, kind)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23 April 2013, 16:49\n\nTitle", "2013-04-23"),
        ("Title\n\n  • 19 Apr. 2012 -\n", "2012-04-19"),
        ("MOSCOW, Oct. 26, 2011 (Press) -- words", "2011-10-26"),
        ("Заголовок\n23 апреля 2013 года\nТекст", "2013-04-23"),
        ("23.04.2013\n", "2013-04-23"),
        ("Published 2013-04-23T10:00", "2013-04-23"),
        ("31 April 2013", None),
        (
            "In a long first sentence without a date it is only mentioned much later that on 1 May 2001 …",
            None,
        ),
        ("", None),
    ],
)
def test_datelines(text, day):
    assert dateline(text) == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r"])
def test_russian_is_read_in_any_of_its_encodings(encoding):
    text = "Министр иностранных дел заявил, что переговоры будут продолжены в Брюсселе. " * 5
    declared = encoding if encoding in ("cp1251", "koi8-r") else None
    assert decode(text.encode(encoding), declared) == text
    assert page_parser.read(text.encode("utf-8")).language == "ru"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "“Ærø” – naïve"),
        ("us-ascii", "cp1252", "“Ærø” – naïve"),
        ("iso-8859-9", "cp1254", "İstanbul’da “görüşme”"),
        ("gb2312", "gb18030", "朱镕基说"),
        ("win-1251", "cp1251", "Мэр города"),
        ("Shift_JIS", "cp932", "①髙橋氏"),
        ("x-sjis", "cp932", "①髙橋氏"),
        ("windows-874", "cp874", "รัฐมนตรี"),
    ],
)
def test_an_encoding_is_read_as_browsers_read_its_name(label, encoding, text):
    assert decode(text.encode(encoding), label) == text
    for page in (
        f'<meta charset="{label}"><p>{text}',
        f'<meta content="text/html; charset={label}"><p>{text}',
        f'<body><p>{text}<meta http-equiv="Content-Type" content="text/html; charset={label}">',
    ):
        assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("label", ["rot13", "zlib_codec", "utf-7", "no such", "\0", "a" * 5000, "utf-8"])
def test_a_declaration_that_is_false_or_nonsense_does_no_harm(label):
    text = "Министр иностранных дел заявил, что переговоры будут продолжены в Брюсселе. " * 5
    assert decode(text.encode("cp1251"), label) == text
