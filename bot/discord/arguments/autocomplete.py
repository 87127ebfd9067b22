"""Autocomplete, from memory: what is offered while an argument is typed, best first, with its weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

from discord import app_commands

from bot.discord.answers.list_pages import last_role, said_by
from bot.discord.answers.statement_block import choice as statement_choice
from bot.discord.core.preferences import Reader
from bot.discord.ui import limits
from bot.discord.ui.markdown import shortened
from bot.live_library import Shelf
from briefs.errors import Trouble
from briefs.model import Count, Person, Topic
from briefs.text.dates import date_in_words, read_bound

Choices = list[app_commands.Choice[Any]]
_LONGEST_TYPED = 100


def people(shelf: Shelf, typed: str, reader: Reader) -> Choices:
    """“Sergei Lavrov · Russian Foreign Minister · 21 statements”, the id as value."""
    key = ("people", typed.strip().casefold(), reader.language)
    return shelf.offered(key, lambda: _people(shelf, typed, reader))


def _people(shelf: Shelf, typed: str, reader: Reader) -> Choices:
    desk, said = shelf.desk, shelf.desk.catalogue.said
    if typed.strip():
        found = [
            desk.people[m.id]
            for m in desk.person_lookup.complete(typed[:_LONGEST_TYPED], limit=limits.CHOICES)
        ]
    else:
        found = sorted(desk.catalogue.people, key=lambda p: -said[p.id])[: limits.CHOICES]
    return _choices((_person_label(person, said[person.id], reader), person.id) for person in found)


def _person_label(person: Person, statements: int, reader: Reader) -> str:
    parts = [
        person.name.get(reader.language),
        last_role(person, reader) or "",
        said_by(statements, reader.words),
    ]
    return _joined(parts)


def topics(shelf: Shelf, typed: str, reader: Reader, spoke_on: Sequence[Count] = ()) -> Choices:
    """Topics, those first that the chosen person spoke on, with that person's number of statements."""
    key = ("topics", typed.strip().casefold(), reader.language, tuple(spoke_on))
    return shelf.offered(key, lambda: _topics(shelf, typed, reader, spoke_on))


def _topics(shelf: Shelf, typed: str, reader: Reader, spoke_on: Sequence[Count]) -> Choices:
    desk, own = shelf.desk, {count.id: count.statements for count in spoke_on}
    if typed.strip():
        found = [
            desk.topics[m.id]
            for m in desk.topic_lookup.complete(typed[:_LONGEST_TYPED], limit=limits.CHOICES)
        ]
        found.sort(key=lambda t: t.id not in own)  # stable: the best match stays first among its kind
    else:
        bearing = desk.catalogue.bearing
        found = sorted(desk.catalogue.topics, key=lambda t: (-own.get(t.id, 0), -bearing[t.id]))[
            : limits.CHOICES
        ]
    return _choices((_topic_label(topic, own, shelf, reader), topic.id) for topic in found)


def _topic_label(topic: Topic, own: dict[str, int], shelf: Shelf, reader: Reader) -> str:
    words, label = reader.words, topic.pref_label.get(reader.language)
    if topic.id in own:
        return _joined([label, words.say_n("{n} by this person", "{n} by this person", own[topic.id])])
    return _joined([label, said_by(shelf.desk.catalogue.bearing[topic.id], words)])


def dates(shelf: Shelf, typed: str, which: Literal["since", "until"], reader: Reader, today: date) -> Choices:
    """How what is typed was understood, then the years of the library."""
    made: list[tuple[str, str]] = []
    if typed.strip():
        try:
            day = read_bound(typed.strip()[:_LONGEST_TYPED], which, today)
            made.append((f"{date_in_words(day, reader.words)} ({day})", day.isoformat()))
        except Trouble:
            made = []
    first, last = shelf.desk.catalogue.first, shelf.desk.catalogue.last
    years = range(last.year, first.year - 1, -1) if first and last else ()
    made += [(str(year), str(year)) for year in years if str(year).startswith(typed.strip())]
    return _choices(made)


def statements(shelf: Shelf, typed: str, reader: Reader) -> Choices:
    asked = typed.strip().casefold()
    found = [s for s in shelf.statements if asked in s.id or asked in s.passage.casefold()]
    return _choices((_joined([*statement_choice(s, reader)]), s.id) for s in found[: limits.CHOICES])


def articles(shelf: Shelf, typed: str) -> Choices:
    asked = typed.strip().casefold()
    found = [r for r in shelf.articles if asked in f"{r.id} {r.file} {r.title} {r.publisher}".casefold()]
    return _choices(
        (_joined([r.publisher or "", r.published or "", " ".join(r.title.split())]), r.id)
        for r in found[: limits.CHOICES]
    )


def _joined(parts: Iterable[str]) -> str:
    return shortened(" · ".join(part for part in parts if part), limits.CHOICE_NAME)


def _choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    """At most 25, no value twice."""
    unique = {value: label for label, value in reversed(list(pairs))}
    made = [
        app_commands.Choice(name=label or value, value=value) for value, label in reversed(unique.items())
    ]
    return made[: limits.CHOICES]
