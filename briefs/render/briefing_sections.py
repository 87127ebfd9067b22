"""Puts a briefing in order of reading, in a reader's words: the same for Discord, terminal and feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.briefing import Anniversary, Briefing, ChangedPosition
from briefs.grouping import group_same_utterance
from briefs.i18n import Translator
from briefs.model import Statement
from briefs.render import phrases, shifts
from briefs.render.links import at_passage
from briefs.text import date_in_words


@dataclass(frozen=True, slots=True)
class BriefingEntry:
    """One statement as it is shown. `passage` holds its quotation marks where it is a quotation.

    `lead` stands before it ("13 years ago"), `label` says what kind of words these are, `id` is the
    statement's, by which anybody can look it up; `url` opens the article at the passage, `page` is the
    statement's own page where a site is set.
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
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a part of the briefing, 2 a topic within it.

    `notes` are lines under the title, `after` lines under the entries.
    """

    title: str | None
    level: int = 1
    notes: tuple[str, ...] = ()
    entries: tuple[BriefingEntry, ...] = ()
    after: tuple[str, ...] = ()


def title(briefing: Briefing, translator: Translator) -> str:
    """`Briefing for 23 April 2026`, in the translator's language."""
    return translator.gettext("Briefing for {date}", date=date_in_words(briefing.date, translator))


def scope(briefing: Briefing, translator: Translator) -> str | None:
    """What the reader asked for; None where that is everything."""
    topics = ", ".join(topic.pref_label.get(translator.language) for topic in briefing.topics)
    people = ", ".join(person.name.get(translator.language) for person in briefing.people)
    if topics and people:
        return translator.gettext("{people} on {topics}", people=people, topics=topics)
    return topics or people or None


def sections(briefing: Briefing, translator: Translator) -> tuple[Section, ...]:
    """What is new, what may have changed, what was said on this day; else a line or pair for a quiet day."""
    return (
        *_new(briefing, translator),
        *_changed(briefing, translator),
        *_shifts(briefing, translator),
        *_on_this_day(briefing, translator),
        *_quiet(briefing, translator),
    )


def _new(briefing: Briefing, translator: Translator) -> Iterator[Section]:
    if not briefing.new:
        return
    # Two articles' accounts of one utterance are shown as one entry and count as one.
    count = sum(len(group_same_utterance(group.statements)) for group in briefing.new) + briefing.more_new
    counted = translator.ngettext("{n} new statement", "{n} new statements", count)
    yield Section(translator.gettext("New on record"), notes=(counted,))
    groups = list(briefing.new)
    for group in groups:
        label = (
            group.topic.pref_label.get(translator.language)
            if group.topic
            else translator.gettext("Without a topic")
        )
        entries = tuple(
            entry_of(first, translator, also=also) for first, *also in group_same_utterance(group.statements)
        )
        # What is not listed was not grouped either: it is told once, under the last topic.
        more = group is groups[-1] and briefing.more_new
        after = translator.ngettext("and {n} more", "and {n} more", briefing.more_new) if more else None
        yield Section(label, 2, entries=entries, after=(after,) if after else ())


def _changed(briefing: Briefing, translator: Translator) -> Iterator[Section]:
    if briefing.changed:
        notes = tuple(_change_line(changed, translator) for changed in briefing.changed)
        yield Section(translator.gettext("Positions that may have changed"), notes=notes)


def _shifts(briefing: Briefing, translator: Translator) -> Iterator[Section]:
    """What curators confirmed as changed: of each pair both, the first of them with how it is put."""
    entries = []
    for each in briefing.shifts:
        told = each.shift.words or shifts.differs(each.shift.differs, translator)
        entries += [entry_of(each.earlier, translator, told), entry_of(each.later, translator)]
    if entries:
        yield Section(shifts.title(translator), entries=tuple(entries))


def _change_line(changed: ChangedPosition, translator: Translator) -> str:
    return translator.ngettext(
        "{person} on {topic}: {n} statement is newer than our brief of {date}",
        "{person} on {topic}: {n} statements are newer than our brief of {date}",
        len(changed.statements),
        person=changed.person.name.get(translator.language),
        topic=changed.topic.pref_label.get(translator.language),
        date=phrases.as_of(changed.brief, translator),
    )


def _on_this_day(briefing: Briefing, translator: Translator) -> Iterator[Section]:
    if not briefing.on_this_day:
        return
    ago = {past.statement.id: _ago(past, translator) for past in briefing.on_this_day}
    found = group_same_utterance(past.statement for past in briefing.on_this_day)
    entries = tuple(entry_of(first, translator, ago[first.id], also) for first, *also in found)
    more = briefing.more_on_this_day
    after = (translator.ngettext("and {n} more", "and {n} more", more),) if more else ()
    yield Section(translator.gettext("On this day"), entries=entries, after=after)


def _ago(past: Anniversary, translator: Translator) -> str:
    ago = translator.ngettext("{n} year ago", "{n} years ago", past.years)
    return translator.gettext("{ago}, the day is uncertain", ago=ago) if past.uncertain else ago


def _quiet(briefing: Briefing, translator: Translator) -> Iterator[Section]:
    if not briefing.is_empty or briefing.skip:
        return
    if briefing.pair is None:
        # "No anniversary today" would be untrue where an earlier briefing of the day had them.
        if briefing.anniversaries_shown_before:
            line = translator.gettext("Nothing new on record since today's last briefing.")
        else:
            line = translator.gettext("Nothing new on record, and no anniversary today.")
        yield Section(None, notes=(line,))
        return
    pair = briefing.pair
    topic = pair.topic.pref_label.get(translator.language)
    note = translator.gettext("Nothing new on record today.")
    entries = (entry_of(pair.first, translator), entry_of(pair.second, translator))
    yield Section(
        translator.gettext("From the archive: two on {topic}", topic=topic), notes=(note,), entries=entries
    )


def entry_of(
    statement: Statement, translator: Translator, lead: str | None = None, also: Sequence[Statement] = ()
) -> BriefingEntry:
    """A statement as lists show it. `also` are other articles' accounts of the utterance, which are named."""
    url = phrases.source_url(statement)
    accounts = (f"{phrases.account_phrase(statement, other, translator)}: {other.id}" for other in also)
    return BriefingEntry(
        id=statement.id,
        who=phrases.speakers(statement, translator),
        said=phrases.date_phrase(statement, translator),
        label=phrases.label(statement, translator),
        passage=phrases.passage(statement, translator),
        quotation=statement.kind == "quotation",
        summary=statement.summary,
        source=phrases.source(statement, translator),
        url=at_passage(url, statement.passage) if url else None,
        notes=(*accounts, *phrases.notes(statement, translator)),
        lead=lead,
    )
