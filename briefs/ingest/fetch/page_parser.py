"""A fetched body reduced to an article: text, title, date, publisher, author and language.

Runs inside the worker process. HTML goes through trafilatura, PDF through pypdf; the rest is text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from briefs.ingest.extract import dateline, detect_language
from briefs.ingest.fetch.charsets import BYTE_ORDER_MARK, decode
from briefs.ingest.fetch.page_facts import (
    author_as_written,
    front_matter,
    markdown_title,
    own_address,
    page_address,
    real_title,
)
from briefs.ingest.fetch.publication_days import publication_day
from briefs.ingest.fetch.transcript_files import bold_leads, read_transcript
from briefs.ingest.fetch.types import MAX_RECORD, MAX_TEXT, FailureKind, FetchFailure, FetchRefused, WebPage
from briefs.text import BadDate, fingerprint, parse_edtf, without_tracking

MAX_PDF_PAGES = 300
MAX_HTML = 8_000_000  # characters
_TITLE_LENGTH = 200
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_VAGUE = frozenset({None, "", "application/octet-stream", "binary/octet-stream", "application/unknown"})
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.I)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.I)
_SENTENCE = re.compile(r".+?[.!?…][\"”’»)]*(?=\s|$)", re.S)
_LETTER = re.compile(r"[^\W\d_]")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def read(
    body: bytes,
    content_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
    names: Mapping[str, str] | None = None,
) -> WebPage:
    """The article in `body`; `content_type` and `charset` are the server's, `url` where it was found.

    `names`: persons by the ids that a parliament's record has in their place.

    Raises FetchRefused where there is none to read: a picture, a broken file, no letters, too much text.
    """
    kind = _kind(body, content_type)
    where = url or "the file"
    if (record := read_transcript(body, charset, where, names)) is not None:
        page = replace(record, language=language_of(record.text, record.language))
    elif kind == "pdf":
        page = _pdf(body, where)
    elif kind in ("html", "text"):
        text = decode(body, charset)
        if text is None:
            raise _refused(where, "unreadable", "no text in any known encoding")
        page = _html(text, where) if kind == "html" else plain(text)
    else:
        raise _refused(where, "type", f"{kind} is nothing to read statements from")
    if not _LETTER.search(page.text):
        raise _refused(where, "unreadable", "there is no article text in it")
    longest = MAX_RECORD if page.form == "record" else MAX_TEXT
    if len(page.text) > longest:
        raise _refused(where, "too-big", f"the text is longer than {longest:,} characters")
    page = page if page.form == "record" else _dated(page)
    address = page.url or (without_tracking(url) if url else None)
    return replace(page, url=address, fingerprint=fingerprint(page.text))


def plain(text: str) -> WebPage:
    """Text as it stands: its title is that of its Markdown, or the first line that is no date may be."""
    fields, heading = front_matter(text), _line(markdown_title(text))
    title, derived = (heading, False) if heading else _title(text)
    day = _day(fields.get("date"))
    return WebPage(
        own_address(fields.get("url") or fields.get("source")),
        title,
        derived,
        text,
        day,
        "stated" if day else None,
        author=_line(fields.get("author")),
        language=language_of(text),
    )


def language_of(text: str, declared: str | None = None) -> str:
    """What the text shows, or where it is too short what its page says, or English."""
    return detect_language(text) or declared or "en"


def _kind(body: bytes, content_type: str | None) -> str:
    """html, pdf, text, or the content type that is none of them. The body has the last word on PDF."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    looks_html = _TAG.search(body[:4096].decode("latin-1")) is not None
    if content_type in _HTML or (looks_html and (content_type in _VAGUE or content_type == "text/plain")):
        return "html"
    if content_type in ("text/xml", "application/xml"):
        return "html" if looks_html else str(content_type)
    if content_type in _VAGUE or (content_type or "").startswith("text/"):
        return "text"
    return str(content_type)


def _html(text: str, where: str) -> WebPage:
    import trafilatura
    from lxml.etree import LxmlError

    if len(text) > MAX_HTML:
        raise _refused(where, "too-big", f"the page is longer than {MAX_HTML:,} characters")
    url = where if where.startswith(("http://", "https://")) else None
    try:
        found = trafilatura.bare_extraction(
            text.replace("\0", ""),  # libxml2 may take it for the end of the text
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (
        LxmlError,
        ValueError,
        RecursionError,
        AttributeError,
        TypeError,
        KeyError,
        IndexError,
    ):
        raise _refused(where, "unreadable", "the page is broken") from None
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise _refused(where, "unreadable", "there is no article text in it")
    return _from_document(found, text, url)


def _from_document(found: Any, html: str, url: str | None) -> WebPage:
    # one kind of line end: passages are found by characters, on every system alike
    body = _NEWLINES.sub("\n", found.text).replace(BYTE_ORDER_MARK, "").strip() + "\n"
    title = _line(found.title)
    language, address = _LANGUAGE.search(html[:20_000]), page_address(html, url)
    day = publication_day(_line(found.date), html)
    return WebPage(
        url=address,
        title=title or _title(body)[0],
        title_derived=not title,
        text=body,
        published=day,
        published_basis="stated" if day else None,
        publisher=_line(found.sitename) or (urlsplit(address).hostname if address else None),
        author=_line(author_as_written(html, _line(found.author))),
        language=language_of(body, language[1].lower()[:2] if language else None),
        bold=bold_leads(html),
    )


def _pdf(body: bytes, where: str) -> WebPage:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        # many PDFs are encrypted with an empty password, only to forbid printing
        if reader.is_encrypted and not reader.decrypt(""):
            raise _refused(where, "unreadable", "the PDF is locked with a password")
        if len(reader.pages) > MAX_PDF_PAGES:
            raise _refused(where, "too-big", f"the PDF has more than {MAX_PDF_PAGES} pages")
        text = "\n\n".join(_unwrapped(page) for page in _pdf_pages(reader, where)).replace(
            BYTE_ORDER_MARK, ""
        )
        about = reader.metadata
        title, author = (_line(each) for each in ((about.title, about.author) if about else (None, None)))
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ):
        raise _refused(where, "unreadable", "the PDF is broken or cut off") from None
    if not _LETTER.search(text):
        raise _refused(where, "unreadable", "the PDF holds pictures only, no text")
    text, title = text.strip() + "\n", real_title(title)
    return WebPage(None, title or _title(text)[0], not title, text, author=author, language=language_of(text))


def _pdf_pages(reader: Any, where: str) -> Iterator[str]:
    total = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        total += len(text)
        if total > MAX_TEXT:
            raise _refused(where, "too-big", f"the text is longer than {MAX_TEXT:,} characters")
        yield _NEWLINES.sub("\n", text).replace(BYTE_ORDER_MARK, "")


def _unwrapped(page: str) -> str:
    """Lines of a PDF are lines on paper: joined, unless a sentence or a short line ends there."""
    lines = [line.strip() for line in page.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    out = ""
    for line in lines:
        if not line:
            out = out.rstrip() + "\n\n" if out else out
        elif out.endswith("-") and line[:1].islower():
            out = out[:-1] + line
        else:
            last = out.rpartition("\n")[2]
            ends = (
                not last or len(last) < longest * 0.6 or (last[-1] in '.!?:”"»' and len(last) < longest * 0.9)
            )
            out += ("\n" if ends and out and not out.endswith("\n") else " " if last else "") + line
    return out.strip()


def _dated(page: WebPage) -> WebPage:
    if page.published is not None:
        return page
    found = dateline(page.text)
    return replace(page, published=found, published_basis="dateline") if found else page


def _title(text: str) -> tuple[str, bool]:
    """The first line, where it looks like a title; else the beginning of the text, marked as derived."""
    lines = [line.strip() for line in text.splitlines()[:20] if line.strip()]
    if lines and dateline(lines[0]) and len(lines[0]) < 40:
        lines = lines[1:]
    if not lines:
        return "Untitled", True
    first = " ".join(lines[0].split())
    if len(first) <= _TITLE_LENGTH and first[-1] not in ".…:," and len(first.split()) > 2:
        return first, False
    sentence = _SENTENCE.match(first)
    cut = sentence[0] if sentence else first
    return (cut if len(cut) <= 120 else cut[:119].rsplit(" ", 1)[0] + "…"), True


def _line(value: object) -> str | None:
    """One clean line of metadata, or None."""
    if not isinstance(value, str):
        return None
    line = " ".join("".join(char for char in value if char.isprintable() or char.isspace()).split())
    return line[:_TITLE_LENGTH] or None


def _day(value: object) -> str | None:
    line = _line(value)
    try:
        return parse_edtf(line).edtf if line else None
    except BadDate:
        return None


def _refused(where: str, kind: FailureKind, reason: str) -> FetchRefused:
    return FetchRefused(FetchFailure(where, kind, reason))
