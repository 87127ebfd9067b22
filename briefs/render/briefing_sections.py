"""A briefing in order of reading, in a reader's words: the same for Discord, paper, mail and feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.briefing.composition import Anniversary, Briefing, ChangedPosition
from briefs.grouping import grouped
from briefs.i18n import Words
from briefs.model import Statement
from briefs.render import phrases
from briefs.render.links import at_passage
from briefs.text.dates import date_in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement as it is shown. `passage` holds its quotation marks where it is a quotation.

    `lead` stands before it ("13 years ago"), `label` says what kind of words these are, `id` is its
    receipt.
    """

    id: str
    who: str
    said: str
    label: str | None
    passage: str
    quotation: bool
    summary: str
    source: str
    url: str | None
    notes: tuple[str, ...] = ()
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a part of the briefing, 2 a topic within it. `notes` are lines under the title, if any."""

    title: str | None
    level: int = 1
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    after: tuple[str, ...] = ()


def title(briefing: Briefing, words: Words) -> str:
    return words.say("Briefing for {date}", date=date_in_words(briefing.date, words))


def scope(briefing: Briefing, words: Words) -> str | None:
    """What the reader asked for; None where that is everything."""
    topics = ", ".join(topic.pref_label.get(words.language) for topic in briefing.topics)
    people = ", ".join(person.name.get(words.language) for person in briefing.people)
    if topics and people:
        return words.say("{people} on {topics}", people=people, topics=topics)
    return topics or people or None


def sections(briefing: Briefing, words: Words) -> tuple[Section, ...]:
    return (
        *_new(briefing, words),
        *_changed(briefing, words),
        *_past(briefing, words),
        *_quiet(briefing, words),
    )


def _new(briefing: Briefing, words: Words) -> Iterator[Section]:
    if not briefing.new:
        return
    count = sum(len(grouped(group.statements)) for group in briefing.new) + briefing.more_new
    counted = words.say_n("{n} new statement", "{n} new statements", count)
    yield Section(words.say("New on record"), notes=(counted,))
    groups = list(briefing.new)
    for group in groups:
        label = group.topic.pref_label.get(words.language) if group.topic else words.say("Without a topic")
        entries = tuple(_entry(first, words, also=also) for first, *also in grouped(group.statements))
        more = group is groups[-1] and briefing.more_new
        after = words.say_n("and {n} more", "and {n} more", briefing.more_new) if more else None
        yield Section(label, 2, entries=entries, after=(after,) if after else ())


def _changed(briefing: Briefing, words: Words) -> Iterator[Section]:
    if briefing.changed:
        notes = tuple(_shift(changed, words) for changed in briefing.changed)
        yield Section(words.say("Positions that may have changed"), notes=notes)


def _shift(changed: ChangedPosition, words: Words) -> str:
    return words.say_n(
        "{person} on {topic}: {n} statement is newer than our brief of {date}",
        "{person} on {topic}: {n} statements are newer than our brief of {date}",
        len(changed.statements),
        person=changed.person.name.get(words.language),
        topic=changed.topic.pref_label.get(words.language),
        date=phrases.as_of(changed.position, words),
    )


def _past(briefing: Briefing, words: Words) -> Iterator[Section]:
    if not briefing.on_this_day:
        return
    ago = {past.statement.id: _ago(past, words) for past in briefing.on_this_day}
    found = grouped(past.statement for past in briefing.on_this_day)
    entries = tuple(_entry(first, words, ago[first.id], also) for first, *also in found)
    more = briefing.more_on_this_day
    after = (words.say_n("and {n} more", "and {n} more", more),) if more else ()
    yield Section(words.say("On this day"), entries=entries, after=after)


def _ago(past: Anniversary, words: Words) -> str:
    ago = words.say_n("{n} year ago", "{n} years ago", past.years)
    return words.say("{ago}, the day is uncertain", ago=ago) if past.uncertain else ago


def _quiet(briefing: Briefing, words: Words) -> Iterator[Section]:
    if not briefing.quiet or briefing.skip:
        return
    if briefing.pair is None:
        if briefing.told:
            line = words.say("Nothing new on record since today's last briefing.")
        else:
            line = words.say("Nothing new on record, and no anniversary today.")
        yield Section(None, notes=(line,))
        return
    pair = briefing.pair
    topic = pair.topic.pref_label.get(words.language)
    note = words.say("Nothing new on record today.")
    entries = (_entry(pair.first, words), _entry(pair.second, words))
    yield Section(words.say("From the archive: two on {topic}", topic=topic), notes=(note,), entries=entries)


def _entry(
    statement: Statement, words: Words, lead: str | None = None, also: Sequence[Statement] = ()
) -> Entry:
    """`also` are other articles' accounts of the same utterance, which are named."""
    url = statement.article.url
    accounts = (f"{phrases.account(statement, other, words)}: {other.id}" for other in also)
    return Entry(
        id=statement.id,
        who=phrases.speakers(statement, words),
        said=phrases.said(statement, words),
        label=phrases.label(statement, words),
        passage=phrases.passage(statement, words),
        quotation=statement.kind == "quotation",
        summary=statement.summary,
        source=phrases.source(statement, words),
        url=at_passage(url, statement.passage) if url else None,
        notes=(*accounts, *phrases.notes(statement, words)),
        lead=lead,
    )
