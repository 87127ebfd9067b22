"""Atom feeds (RFC 4287) of the whole record, of each person and of each topic: what came newly on record.

What was withdrawn is told by a tombstone (RFC 6721), so that a reader's program takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import Any

from briefs.model import Statement
from briefs.render import markup, page_path, phrases
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage, title_of

_MOST = 30  # statements of a feed
_UNKNOWN = "1970-01-01T00:00:00Z"  # Atom wants a moment of everything


def feed_pages(setting: PageSetting) -> Iterator[SitePage]:
    """In English, the language that every library has."""
    english, record = setting.languages[0], setting.record
    withdrawn = [s for s in record.unshown if s.status == "withdrawn"]
    order = {s.id: (moment_of(s), s.id) for s in (*record.statements.values(), *withdrawn)}

    def newest(found: Iterable[Statement]) -> list[Statement]:
        return nlargest(_MOST, found, key=lambda s: order[s.id])

    whole = newest(record.statements.values())
    yield _feed(setting, english, "feed.xml", "OnRecord", "record", "index.html", whole, newest(withdrawn))
    for person in record.snapshot.people.values():
        found, place = newest(record.by_person.get(person.id, ())), page_path("person", person.id)
        path, gone = (
            f"feeds/{place[:-5]}.xml",
            [s for s in withdrawn if person.id in {p.id for p in s.speakers}],
        )
        yield _feed(setting, english, path, person.name.en, f"person:{person.id}", place, found, newest(gone))
    for topic in record.snapshot.topics.values():
        found, place = newest(record.by_topic.get(topic.id, ())), page_path("topic", topic.id)
        path, gone = f"feeds/{place[:-5]}.xml", [s for s in withdrawn if topic.id in s.topics]
        name = topic.pref_label.en
        yield _feed(setting, english, path, name, f"topic:{topic.id}", place, found, newest(gone))


def moment_of(statement: Statement) -> str:
    """When it came on record or was last changed; of one made by hand its own last day."""
    if statement.history:
        return _utc(statement.history[-1].at)
    if statement.accepted_at:
        return _utc(statement.accepted_at)
    day = statement.said.latest
    return f"{day.isoformat()}T00:00:00Z" if day else _UNKNOWN


def _utc(at: str) -> str:
    """An ISO date-time as RFC 3339 has it, which wants a zone."""
    moment = at if "T" in at else f"{at}T00:00:00"
    return moment if moment.endswith("Z") or "+" in moment[19:] or "-" in moment[19:] else f"{moment}Z"


def _feed(
    setting: PageSetting,
    language: SiteLanguage,
    path: str,
    title: str,
    id: str,
    page: str,
    newest: Sequence[Statement],
    gone: Sequence[Statement],
) -> SitePage:
    def render() -> bytes:
        values = {
            "title": title, "id": f"urn:onrecord:{id}", "base": setting.base or markup.ROOT,
            "path": path, "page": page,
            "updated": max((moment_of(s) for s in (*newest[:1], *gone[:1])), default=_UNKNOWN),
            "gone": [(s.id, moment_of(s)) for s in gone],
            "entries": [_entry(language, s) for s in newest],
        }  # fmt: skip
        return setting.written(setting.templates.get_template("feed.xml").render(values), path)

    return SitePage(
        path,
        digest(title, id, setting.record.fingerprint("statement", (s.id for s in (*newest, *gone)))),
        render,
    )


def _entry(language: SiteLanguage, statement: Statement) -> dict[str, Any]:
    label = phrases.label(statement, language.translator)
    passage = phrases.passage(statement, language.translator)
    return {
        "id": f"urn:onrecord:statement:{statement.id}",
        "title": title_of(statement, language),
        "path": page_path("statement", statement.id),
        "updated": moment_of(statement),
        "authors": [who.name.en for who in statement.speakers]
        or [phrases.publisher(statement.article, language.translator)],
        "content": f"{label}: {passage}" if label else passage,
        "source": phrases.source(statement, language.translator),
        "topics": statement.topics,
    }
