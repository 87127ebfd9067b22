"""What every Atom feed (RFC 4287) is made of."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
# Control characters and halves of surrogate pairs, which XML 1.0 does not allow even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_feed(title: str, id: str, updated: str | None, language: str) -> ET.Element:
    """A feed without entries; `updated` is a moment of RFC 3339, None for one that holds nothing yet."""
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    child(feed, "title", title)
    child(feed, "id", id)
    # Atom wants a moment here even of a feed that holds nothing yet.
    child(feed, "updated", updated or "1970-01-01T00:00:00Z")
    child(child(feed, "author"), "name", "OnRecord")
    return feed


def child(parent: ET.Element, name: str, content: str | None = None) -> ET.Element:
    """A new element with its text; what XML does not allow becomes a replacement character."""
    made = ET.SubElement(parent, name)
    made.text = None if content is None else xml_text(content)
    return made


def xml_text(text: str) -> str:
    """`text` with a replacement character for each that XML does not allow."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def written(feed: ET.Element) -> str:
    """The feed as a document."""
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"
