"""Files whose format says who speaks (captions, records of parliaments), and the bold labels of web pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefs.ingest.extract import (
    RecordedTranscript,
    is_captions,
    is_parliament_xml,
    read_captions,
    read_parliament_xml,
)
from briefs.ingest.fetch.charsets import decode
from briefs.ingest.fetch.types import FetchFailure, FetchRefused, WebPage

_BOLD = re.compile(r"<(?:strong|b)\b", re.I)


def read_transcript(
    body: bytes, charset: str | None, where: str, names: Mapping[str, str] | None = None
) -> WebPage | None:
    """The page that a file of such a format is; None for a file of another kind.

    Its language is empty where the file names none.

    Raises FetchRefused where it is broken.
    """
    if is_parliament_xml(body):
        try:
            return _page(read_parliament_xml(body, names))
        except ValueError as error:
            raise FetchRefused(FetchFailure(where, "unreadable", str(error))) from None
    if b"-->" in body[:4096] and (text := decode(body, charset)) is not None and is_captions(text):
        return _page(read_captions(text))
    return None


def bold_leads(html: str) -> tuple[str, ...]:
    """What stands in bold at the head of a paragraph, colons left out, in order."""
    if _BOLD.search(html) is None:
        return ()
    from lxml import html as lxml_html

    found = []
    for element in lxml_html.document_fromstring(html).iter("strong", "b"):
        parent = element.getparent()
        if parent is None or (parent.text or "").strip() or parent[0] is not element:
            continue
        words = " ".join(element.text_content().split()).rstrip(": ")
        if words:
            found.append(words)
    return tuple(found)


def _page(read: RecordedTranscript) -> WebPage:
    beginning = " ".join(read.text.split()[:12])
    return WebPage(
        url=None,
        title=read.title or beginning,
        title_derived=not read.title,
        text=read.text,
        published=read.said or None,
        published_basis="stated" if read.said else None,
        language=read.language or "",
        form="record",
        turns=read.turns,
    )
