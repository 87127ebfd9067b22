"""The site of the carried library: every link leads somewhere, every page is valid and small."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html

from briefs import library
from briefs.text import fold_whitespace
from tests.briefs.site.conftest import ADDRESS
from tests.paths import REPOSITORY

LARGEST = 30_000  # bytes of a page without pictures
# Of all pages those whose kinds differ: a parser that tells every fault takes its time.
SAMPLE = (
    "index", "people", "days", "search", "404", "statement/rferl-2013-04-23-01", 
    "statement/vor-2013-04-23-02",
    "person/sergei-lavrov", "topic/missile-defence", "person/sergei-lavrov/on/missile-defence",
    "article/nato-2012-04-19", "article/rferl-2013-04-23", "day/2013-04-23",
    "ru/statement/nato-2012-04-19-05", "ru/topic/syria",
)  # fmt: skip


@pytest.fixture(scope="module")
def trees(carried_site: Path) -> dict[str, lxml_html.HtmlElement]:
    return {
        path.relative_to(carried_site).as_posix(): lxml_html.document_fromstring(path.read_bytes())
        for path in carried_site.rglob("*.html")
    }


def test_no_link_is_dead(carried_site: Path, trees: dict[str, lxml_html.HtmlElement]) -> None:
    ids = {page: {each for each in tree.xpath("//@id")} for page, tree in trees.items()}
    dead, looked_at = [], 0
    for page, tree in trees.items():
        for link in tree.xpath("//a/@href | //link[@rel!='canonical']/@href | //img/@src"):
            found = urlsplit(link)
            if found.scheme or (page.endswith("404.html") and not link.startswith(ADDRESS)):
                if not link.startswith(ADDRESS):
                    continue
            to = link.removeprefix(ADDRESS).partition("#")[0] if link.startswith(ADDRESS) else found.path
            place = (
                to
                if link.startswith(ADDRESS)
                else posixpath.normpath(posixpath.join(posixpath.dirname(page), to))
            )
            target = page if not to else place
            looked_at += 1
            if not (carried_site / target).is_file() or (
                found.fragment and found.fragment not in ids[target]
            ):
                dead.append((page, link))
    assert dead == []
    assert looked_at > 10_000


def test_pages_are_small(carried_site: Path) -> None:
    large = {p.name: p.stat().st_size for p in carried_site.rglob("*.html") if p.stat().st_size > LARGEST}
    assert large == {}


def test_pages_are_valid(carried_site: Path) -> None:
    html5lib = pytest.importorskip("html5lib")
    faults = []
    for name in SAMPLE:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse((carried_site / f"{name}.html").read_bytes(), transport_encoding="utf-8")
        faults += [(name, where, code) for where, code, _ in parser.errors]
    assert faults == []


def test_only_what_has_a_role_has_a_name(trees: dict[str, lxml_html.HtmlElement]) -> None:
    """ARIA allows a name on none of these by themselves, and html5lib does not know it."""
    plain = ("pre", "p", "div", "span", "code", "blockquote")
    named = [(page, found.tag) for page, tree in trees.items() for found in tree.xpath("//*[@aria-label]")
             if found.tag in plain and not found.get("role")]  # fmt: skip
    assert named == []


def test_a_receipt_says_all_of_a_statement(trees: dict[str, lxml_html.HtmlElement]) -> None:
    """The words to the letter, and a link that opens the source at them, for every statement."""
    found = library.read(REPOSITORY)
    for statement in found.statements:
        tree = trees[f"statement/{statement.id}.html"]
        [words] = tree.xpath("//figure//blockquote/p")
        assert fold_whitespace(statement.passage) in words.text_content()
        assert ("“" in words.text_content()[:1]) == (statement.kind == "quotation")
        data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
        assert data["@graph"][0]["text"] == statement.passage
        assert data["@graph"][0]["url"] == f"{ADDRESS}statement/{statement.id}.html"
        for link in tree.xpath("//a[contains(@href, ':~:text=')]/@href"):
            parts = [unquote(part) for part in link.partition(":~:text=")[2].split(",")]
            text = fold_whitespace(next(a.text for a in found.articles if a.id == statement.article.id))
            assert all(part in text for part in parts)


def test_the_passages_stand_in_the_article_where_links_lead(
    trees: dict[str, lxml_html.HtmlElement],
) -> None:
    for statement in library.read(REPOSITORY).statements:
        [link] = trees[f"statement/{statement.id}.html"].xpath(
            "//dd//a[contains(@href, '#') and not(@rel)]/@href"
        )[:1]
        path, _, id = link.partition("#")
        [lit] = trees[path.removeprefix("../")].xpath(f"//*[@id='{id}']")
        words = fold_whitespace(lit.text_content()).strip("“”")
        assert words == fold_whitespace(statement.passage)


def test_only_what_the_curator_allows_is_shown_whole(trees: dict[str, lxml_html.HtmlElement]) -> None:
    whole = {page for page, tree in trees.items() if tree.xpath("//section[@class='text']")}
    assert whole == {"article/nato-2012-04-19.html", "ru/article/nato-2012-04-19.html"}


def test_nothing_comes_from_elsewhere(carried_site: Path, trees: dict[str, lxml_html.HtmlElement]) -> None:
    for page, tree in trees.items():
        asked = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src | //iframe/@src")
        assert not [address for address in asked if "://" in address and not address.startswith(ADDRESS)], (
            page
        )
    assert "url(" not in (carried_site / "style.css").read_text("utf-8")


def test_both_languages_have_every_page(carried_site: Path) -> None:
    english = {p.relative_to(carried_site) for p in carried_site.rglob("*.html")}
    russian = {path.relative_to("ru") for path in english if path.parts[0] == "ru"}
    assert russian == {path for path in english if path.parts[0] != "ru"}


def test_feeds_and_sitemap_name_pages_that_are_there(carried_site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for feed in [carried_site / "feed.xml", *carried_site.rglob("feeds/**/*.xml")]:
        tree = ET.fromstring(feed.read_bytes())
        assert tree.findtext(f"{atom}updated")
        for link in tree.iter(f"{atom}link"):
            assert (carried_site / (link.get("href") or "").removeprefix(ADDRESS)).is_file()
    listed = re.findall(r"<loc>(.*?)</loc>", (carried_site / "sitemap.xml").read_text("utf-8"))
    assert len(listed) == len({*listed}) > 600
    assert all((carried_site / address.removeprefix(ADDRESS)).is_file() for address in listed)
    assert not [address for address in listed if address.endswith(("404.html", "search.html"))]
    assert "[Sergei Lavrov](https://record.example/person/sergei-lavrov.html)" in (
        carried_site / "llms.txt"
    ).read_text("utf-8")
