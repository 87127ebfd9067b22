"""The day a page was published, and the day it was changed, which is none."""

from __future__ import annotations

import pytest

from briefs.ingest.fetch.page_parser import read

BODY = (
    "<p>Councillor Dana Weld spoke first at the town hall, where members met about the boats.</p>"
    "<p>“A ferry that does not sail helps nobody,” Weld told the meeting in a low voice, at a table.</p>"
)
CHANGED = '<meta property="article:modified_time" content="2024-05-03T08:00:00Z">'
PUBLISHED = '<meta property="article:published_time" content="2024-04-03T08:00:00Z">'
LINKED = '<script type="application/ld+json">{"@type":"NewsArticle",'
BOTH = f'{LINKED}"datePublished":"2024-05-03","dateModified":"2024-05-03"}}'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (CHANGED, None),
        ('<meta content="2024-05-03" name="last-modified">', None),
        (f'{LINKED}"dateModified":"2024-05-03"}}</script>', None),
        (f"{CHANGED}{PUBLISHED}", "2024-04-03"),
        (PUBLISHED, "2024-04-03"),
        (f"{BOTH}</script>", "2024-05-03"),
        ("", None),
    ],
)
def test_a_change_is_no_publication(head: str, day: str | None) -> None:
    body = f"<body><article><h1>Fare</h1>{BODY}</article></body>"
    html = f"<html><head><title>Fare</title>{head}</head>{body}</html>"
    page = read(html.encode(), "text/html", "utf-8", "https://example.org/fare")
    assert (page.published, page.published_basis) == (day, "stated" if day else None)
