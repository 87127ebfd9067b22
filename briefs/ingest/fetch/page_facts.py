"""What a page says of itself beside its text: its own address, and a title that is one."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from briefs.text import without_tracking

_HEAD = 200_000  # characters in which a page names its address
_NAMES_AUTHOR = frozenset({"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"})
_LINKED_DATA = re.compile(r"(?is)<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.{0,50000}?)</script>")
_DEEPEST = 3  # graphs in one another
_BYLINE = re.compile(r"(?i)^by\s+(?=\S)")
_TAGS = re.compile(r"<(link|meta)\b([^<>]{0,2000})>", re.I)
_ATTRIBUTES = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"(?m)^([A-Za-z_]{1,30}):[ \t]*(.*?)[ \t]*$")
_ATX = re.compile(r" {0,3}#{1,2}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}={3,}[ \t]*$")
_MARKS = re.compile(r"(\*\*|__|[*_`])(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BEGINNING, _LINES = 4000, 5  # characters and lines in which a text in Markdown has its title
# What word processors, scanners and printers write where nobody named a title.
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document\d*|(?:powerpoint )?presentation\d*"
    r"|scan(?:ned)?\b.*|print(?:ing)?|title|new document|[\W\d_]*|[a-z]{0,6}[_.-]?\d[\w.-]*|[a-z]{0,6} \d{5,}"
    r"|.*\.(?:docx?|rtf|odt|pdf|pptx?|xlsx?|indd|qxd|txt|html?|tmp)|.*\bcharset\b.*)$"
)


def own_address(claimed: str | None) -> str | None:
    """A web address that a file names as its own, without tracking parameters; None for anything else."""
    return without_tracking(claimed) if claimed and _host(claimed.strip()) else None


def page_address(page: str, fetched: str | None) -> str | None:
    """The address that a page gives itself (rel=canonical, else og:url), without tracking parameters.

    A page may name its own address, but not somebody else's: where it was `fetched` from another host, or
    names the front page of its site, it keeps the one that was asked for. Of a saved file it is believed.
    """
    claimed = _claimed(page[:_HEAD])
    if claimed is None or not _may_stand_for(claimed, fetched):
        claimed = fetched
    return without_tracking(claimed) if claimed else None


def _claimed(head: str) -> str | None:
    by_kind: dict[str, str] = {}
    for tag, found in _head_tags(head):
        if tag == "link" and "canonical" in found.get("rel", "").lower().split():
            by_kind.setdefault("canonical", found.get("href", ""))
        elif found.get("property", found.get("name", "")).lower() == "og:url":
            by_kind.setdefault("og:url", found.get("content", ""))
    tried = (by_kind.get(kind, "").strip() for kind in ("canonical", "og:url"))
    return next((address for address in tried if _host(address)), None)


def _head_tags(head: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag, inside in _TAGS.findall(head):
        found = _ATTRIBUTES.findall(inside)
        yield tag.lower(), {name.lower(): entities.unescape(a or b or c) for name, a, b, c in found}


def author_as_written(page: str, found: str | None) -> str | None:
    """The author as the page names them, where `found` is what the extraction made of that.

    It takes out of a name what stands in braces and brackets, letters and all.
    """
    from trafilatura.json_metadata import normalize_authors

    for name in _authors(page[:_HEAD]) if found else ():
        written = _BYLINE.sub("", " ".join(name.split()))
        if " ".join((normalize_authors(None, written) or "").split()) == found:
            return written
    return found


def _authors(head: str) -> Iterator[str]:
    for _, tag in _head_tags(head):
        if tag.get("name", tag.get("property", "")).lower() in _NAMES_AUTHOR:
            yield tag.get("content", "")
    for script in _LINKED_DATA.findall(head):
        with suppress(ValueError, RecursionError):
            yield from _author_names(json.loads(script), 0)


def _author_names(found: object, depth: int) -> Iterator[str]:
    """The names of authors in JSON-LD, wherever it has its article."""
    if isinstance(found, list):
        for each in found:
            yield from _author_names(each, depth)
    elif isinstance(found, dict) and depth < _DEEPEST:
        authors = found.get("author")
        for each in authors if isinstance(authors, list) else [authors]:
            name = each.get("name") if isinstance(each, dict) else each
            if isinstance(name, str):
                yield name
        yield from _author_names(found.get("@graph"), depth + 1)


def _may_stand_for(claimed: str, fetched: str | None) -> bool:
    if fetched is None:
        return True
    ours, theirs = urlsplit(fetched), urlsplit(claimed)
    is_front = theirs.path in ("", "/") and not theirs.query and ours.path not in ("", "/")
    return _host(claimed) == _host(fetched) and not is_front


def _host(address: str) -> str | None:
    """The host of a web address; None for anything else."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.scheme in ("http", "https") and not parts.username else None
    except ValueError:
        return None


def real_title(title: str | None) -> str | None:
    """The title of a file's properties; None for what a program wrote there by itself."""
    return None if title is None or _NO_TITLE.match(title) else title


def front_matter(text: str) -> Mapping[str, str]:
    """The fields before a text in Markdown, by their names in lower case; none for a text without."""
    found = _FRONT.match(text)
    fields = _FIELD.findall(found[1]) if found else []
    return {name.lower(): value.strip("\"'") for name, value in fields if value.strip("\"'")}


def markdown_title(text: str) -> str | None:
    """The title of a text in Markdown, without marks: of its front matter, else its first heading."""
    named = front_matter(text).get("title")
    if named:
        return named
    found = _FRONT.match(text)
    first = [line for line in text[found.end() if found else 0 :][:_BEGINNING].split("\n") if line.strip()]
    for number, line in enumerate(first[:_LINES]):
        below = first[number + 1] if number + 1 < len(first) else ""
        if (heading := _ATX.match(line)) or _UNDERLINE.match(below):
            return _MARKS.sub(r"\2", _LINK.sub(r"\1", heading[1] if heading else line)).strip() or None
    return None
