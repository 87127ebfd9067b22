"""Statements that came one after the other as an Atom feed, an entry each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefs.i18n import Translator
from briefs.model import Statement
from briefs.render.atom_elements import child, new_feed, written, xml_text
from briefs.render.briefing_sections import entry_of
from briefs.render.site_links import is_web_address


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """`why` says why it is in the feed; `key` tells it from every other entry, and is the same for ever."""

    key: str
    statement: Statement
    why: str
    found_at: datetime


def statement_feed(title: str, key: str, entries: Sequence[AtomEntry], translator: Translator) -> str:
    """The feed, in the order given. The same entry keeps its id and its moment."""
    updated = max((_moment(one.found_at) for one in entries), default=None)
    feed = new_feed(title, _urn(key), updated, translator.language)
    for one in entries:
        shown, entry = entry_of(one.statement, translator), child(feed, "entry")
        child(entry, "title", " · ".join(part for part in (shown.who, shown.said) if part))
        child(entry, "id", _urn(one.key))
        child(entry, "updated", _moment(one.found_at))
        if shown.url and is_web_address(shown.url):
            link = {"rel": "alternate", "type": "text/html", "href": xml_text(shown.url)}
            child(entry, "link").attrib.update(link)
        label = f"{shown.label}: " if shown.label else ""
        lines = (f"{label}{shown.passage}", shown.summary, *shown.notes, shown.source, one.why)
        child(entry, "content", "\n".join(line for line in lines if line)).set("type", "text")
    return written(feed)


def _urn(key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord|follow|{key}").urn


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
