"""Renders a briefing as text, Markdown, HTML or JSON, and several as an Atom feed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefs.briefing import Briefing
from briefs.i18n import ENGLISH, Translator
from briefs.render.atom_elements import child, new_feed, written, xml_text
from briefs.render.briefing_sections import BriefingEntry, Section, scope, sections, title
from briefs.render.json import shift_document, statement_document
from briefs.render.links import at_passage
from briefs.render.phrases import source, source_url
from briefs.render.site_links import is_web_address

_BREAK = "\\\n"  # of a line within a paragraph; spaces at its end would not outlive a pipe
# Every sign that CommonMark (and Discord's ~ and |) may read as markup: "*", "&copy;", "- " that begins a
# list, and the number of "1." or "1)".
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)|^[+-](?=\s)|(?P<number>^\d+)(?=[.)]\s)", re.MULTILINE)


def text(briefing: Briefing, translator: Translator = ENGLISH) -> str:
    """Plain lines, for a terminal or a mail without markup."""
    lines = [title(briefing, translator)]
    if asked := scope(briefing, translator):
        lines.append(asked)
    return "\n".join([*lines, *section_lines(sections(briefing, translator))]) + "\n"


def section_lines(shown: Iterable[Section]) -> Iterator[str]:
    """Sections as plain lines, an empty one before each."""
    for section in shown:
        heading = [section.title] if section.title else []
        rule = ["-" * len(section.title)] if section.title and section.level == 1 else []
        yield from ("", *heading, *rule, *section.notes)
        for entry in section.entries:
            yield from ("", *(f"  {line}" for line in _text_entry(entry)))
        yield from (f"  {line}" for line in section.after)


def _text_entry(entry: BriefingEntry) -> Iterable[str]:
    yield " · ".join(filter(None, (entry.lead, entry.who, entry.said, entry.label)))
    yield entry.passage
    if entry.summary:
        yield entry.summary
    yield from entry.notes
    yield f"{entry.source} [{entry.id}]"
    if entry.url:
        yield entry.url


def markdown(briefing: Briefing, translator: Translator = ENGLISH) -> str:
    """CommonMark; nothing in a quotation is taken for markup."""
    blocks = [f"# {quoted(title(briefing, translator))}"]
    if asked := scope(briefing, translator):
        blocks.append(quoted(asked))
    for section in sections(briefing, translator):
        if section.title:
            blocks.append(f"{'#' * (section.level + 1)} {quoted(section.title)}")
        blocks += [quoted(note) for note in section.notes]
        blocks += [_markdown_entry(entry) for entry in section.entries]
        blocks += [quoted(line) for line in section.after]
    return "\n\n".join(blocks) + "\n"


def quoted(plain: str) -> str:
    """Text of others as Markdown that shows it as it is: signs of markup are escaped by a backslash."""
    return _MARKUP.sub(lambda found: f"{found['number']}\\" if found["number"] else f"\\{found[0]}", plain)


def _markdown_entry(entry: BriefingEntry) -> str:
    head = " · ".join(quoted(part) for part in (entry.lead, entry.said, entry.label) if part)
    # Two looks that must never be mistaken for each other: the speaker's words, and the article's in italics.
    passage = f"> {quoted(entry.passage)}" if entry.quotation else f"> *{quoted(entry.passage)}*"
    # In angle brackets, since an address may hold parentheses.
    source = f"[{quoted(entry.source)}](<{entry.url}>)" if entry.url else quoted(entry.source)
    notes = (note for note in (entry.summary, *entry.notes) if note)
    below = [*(quoted(note) for note in notes), f"{source} · `{entry.id}`"]
    return f"**{quoted(entry.who)}** · {head}\n\n{passage}\n\n{_BREAK.join(below)}"


def html(briefing: Briefing, translator: Translator = ENGLISH) -> str:
    """A whole page that a mail program shows as well: no script, nothing from elsewhere."""
    from briefs.render.markup import clean, environment, style  # text and JSON need no templates

    values = _values(briefing, translator) | {"language": translator.language, "style": style()}
    return clean(environment().get_template("briefing.html").render(values))


def _values(briefing: Briefing, translator: Translator) -> dict[str, Any]:
    """What the templates of a briefing show. Of an address only what may be opened becomes a link."""
    return {
        "title": title(briefing, translator),
        "scope": scope(briefing, translator),
        "sections": [
            replace(section, entries=tuple(_linked(entry) for entry in section.entries))
            for section in sections(briefing, translator)
        ],
    }


def _linked(entry: BriefingEntry) -> BriefingEntry:
    # an article's address is somebody's input: "javascript:" must not become a link
    return entry if entry.url and is_web_address(entry.url) else replace(entry, url=None)


def document(briefing: Briefing) -> dict[str, Any]:
    """The briefing as JSON values; statements as :func:`briefs.render.json.statement_document` has them."""
    return {
        "outcome": "nothing" if briefing.is_empty else "answered",
        "date": briefing.date.isoformat(),
        "topics": [topic.id for topic in briefing.topics],
        "people": [person.id for person in briefing.people],
        "new": [
            {
                "topic": group.topic.id if group.topic else None,
                "statements": [statement_document(one) for one in group.statements],
            }
            for group in briefing.new
        ],
        "more_new": briefing.more_new,
        "changed": [
            {
                "person": changed.person.id,
                "topic": changed.topic.id,
                "as_of": changed.brief.as_of.edtf,
                "newer": [one.id for one in changed.statements],
            }
            for changed in briefing.changed
        ],
        "on_this_day": [
            {
                "years": past.years,
                "uncertain": past.uncertain,
                "statement": statement_document(past.statement),
            }
            for past in briefing.on_this_day
        ],
        "more_on_this_day": briefing.more_on_this_day,
        "shifts": [shift_document(each) for each in briefing.shifts],
        "pair": briefing.pair
        and {
            "topic": briefing.pair.topic.id,
            "statements": [statement_document(briefing.pair.first), statement_document(briefing.pair.second)],
        },
    }


def atom(briefings: Sequence[Briefing], translator: Translator = ENGLISH) -> str:
    """An Atom feed (RFC 4287), the newest briefing first. The same briefing keeps its id and date."""
    ordered = sorted(briefings, key=lambda briefing: briefing.date, reverse=True)
    id, updated = _urn("feed", ordered[0] if ordered else None), _stamp(ordered[0]) if ordered else None
    feed = new_feed(translator.gettext("OnRecord briefings"), id, updated, translator.language)
    for briefing in ordered:
        entry = child(feed, "entry")
        child(entry, "title", title(briefing, translator))
        child(entry, "id", _urn(briefing.date.isoformat(), briefing))
        child(entry, "updated", _stamp(briefing))
        for number, (address, name) in enumerate(_links(briefing, translator).items()):
            # a reader of feeds opens the one that is the entry's alternate: there may be one
            link = {"rel": "related" if number else "alternate", "type": "text/html"}
            child(entry, "link").attrib.update(link | {"href": address, "title": name})
        child(entry, "content", _body(briefing, translator)).set("type", "html")
    return written(feed)


def _body(briefing: Briefing, translator: Translator) -> str:
    from briefs.render.markup import clean, environment

    return clean(environment().get_template("briefing_body.html").render(_values(briefing, translator)))


def _links(briefing: Briefing, translator: Translator) -> dict[str, str]:
    """Where the words stand that the briefing tells of: address and what is found there, in its order."""
    found: dict[str, str] = {}
    for one in briefing.statements:
        places = [(at_passage(url, one.passage), source(one, translator))] if (url := source_url(one)) else []
        if one.original and one.original.url:
            places.append((one.original.url, one.original.source))
        # as in a page, what is no web address is no link
        found |= {to: name for to, name in places if is_web_address(to)}
    return {xml_text(to): xml_text(name) for to, name in found.items()}


def _urn(which: str, briefing: Briefing | None) -> str:
    """An id that follows from the date and what was asked for: a feed reader knows a briefing again."""
    asked = [] if briefing is None else [*(t.id for t in briefing.topics), *(p.id for p in briefing.people)]
    return uuid.uuid5(uuid.NAMESPACE_URL, "|".join(["onrecord", which, *asked])).urn


def _stamp(briefing: Briefing) -> str:
    """Midnight of the briefing's date: when it was made would differ at each request."""
    return f"{briefing.date.isoformat()}T00:00:00Z"
