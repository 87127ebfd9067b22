"""Autocomplete, from memory: what is offered while an argument is typed, best first, with its weight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Literal
from weakref import WeakKeyDictionary

from discord import app_commands

from bot.discord.ui import Display, latest_role, limits, statement_choice, statement_count, truncate
from bot.live_library import LiveLibrary
from briefs.errors import UserError
from briefs.model import Person, StatementCount, Topic
from briefs.text import date_in_words, read_bound

Choices = list[app_commands.Choice[Any]]
_LONGEST_TYPED = 100  # characters that are looked up
_MOST_KEPT = 4096  # lists of choices, each for what was typed


class ChoiceCache:
    """What was offered for something typed: many type the same beginnings, so it is worked out once."""

    def __init__(self) -> None:
        self._version = -1
        self._lists: OrderedDict[Hashable, Choices] = OrderedDict()

    def get(self, version: int, key: Hashable, make: Callable[[], Choices]) -> Choices:
        """`version` is the library's: what was worked out from an earlier one is forgotten."""
        if version != self._version:
            self._version = version
            self._lists.clear()
        if key not in self._lists:
            self._lists[key] = make()
            if len(self._lists) > _MOST_KEPT:
                self._lists.popitem(last=False)
        self._lists.move_to_end(key)
        return self._lists[key]


_caches: WeakKeyDictionary[LiveLibrary, ChoiceCache] = WeakKeyDictionary()


def _get_or_make(library: LiveLibrary, key: Hashable, make: Callable[[], Choices]) -> Choices:
    return _caches.setdefault(library, ChoiceCache()).get(library.version, key, make)


def people(library: LiveLibrary, typed: str, display: Display) -> Choices:
    """“Sergei Lavrov · Russian Foreign Minister · 21 statements”, the id as value."""
    key = ("people", typed.strip().casefold(), display.language)
    return _get_or_make(library, key, lambda: _people(library, typed, display))


def _people(library: LiveLibrary, typed: str, display: Display) -> Choices:
    engine, said = library.engine, library.engine.registry.statements_by
    if typed.strip():
        suggested = engine.person_lookup.suggest(typed[:_LONGEST_TYPED], limits.CHOICES, said)
        found = [engine.people[match.id] for match in suggested]
    else:
        found = sorted(engine.registry.people, key=lambda p: -said[p.id])[: limits.CHOICES]
    return _choices((_person_label(person, said[person.id], display), person.id) for person in found)


def _person_label(person: Person, statements: int, display: Display) -> str:
    parts = [
        person.name.get(display.language),
        latest_role(person, display) or "",
        statement_count(statements, display.translator),
    ]
    return _join(parts)


def topics(
    library: LiveLibrary, typed: str, display: Display, spoke_on: Sequence[StatementCount] = ()
) -> Choices:
    """Topics, those first that the chosen person spoke on, with that person's number of statements."""
    key = ("topics", typed.strip().casefold(), display.language, tuple(spoke_on))
    return _get_or_make(library, key, lambda: _topics(library, typed, display, spoke_on))


def _topics(
    library: LiveLibrary, typed: str, display: Display, spoke_on: Sequence[StatementCount]
) -> Choices:
    engine, own = library.engine, {count.id: count.statements for count in spoke_on}
    if typed.strip():
        bearing = engine.registry.statements_about
        suggested = engine.topic_lookup.suggest(typed[:_LONGEST_TYPED], limits.CHOICES, bearing)
        found = [engine.topics[match.id] for match in suggested]
        found.sort(key=lambda t: t.id not in own)  # stable: the best match stays first among its kind
    else:
        bearing = engine.registry.statements_about
        found = sorted(engine.registry.topics, key=lambda t: (-own.get(t.id, 0), -bearing[t.id]))[
            : limits.CHOICES
        ]
    return _choices((_topic_label(topic, own, library, display), topic.id) for topic in found)


def _topic_label(topic: Topic, own: dict[str, int], library: LiveLibrary, display: Display) -> str:
    translator, label = display.translator, topic.pref_label.get(display.language)
    if topic.id in own:
        return _join([label, translator.ngettext("{n} by this person", "{n} by this person", own[topic.id])])
    return _join([label, statement_count(library.engine.registry.statements_about[topic.id], translator)])


def dates(
    library: LiveLibrary, typed: str, which: Literal["since", "until"], display: Display, today: date
) -> Choices:
    """How what is typed was understood, then the years of the library."""
    offered: list[tuple[str, str]] = []
    if typed.strip():
        try:
            day = read_bound(typed.strip()[:_LONGEST_TYPED], which, today)
            offered.append((f"{date_in_words(day, display.translator)} ({day})", day.isoformat()))
        except UserError:
            offered = []
    first, last = library.engine.registry.first, library.engine.registry.last
    years = range(last.year, first.year - 1, -1) if first and last else ()
    offered += [(str(year), str(year)) for year in years if str(year).startswith(typed.strip())]
    return _choices(offered)


async def statements(library: LiveLibrary, typed: str, display: Display) -> Choices:
    """Statements whose id or passage holds what is typed; of a large library those that the index finds."""
    asked = typed.strip().casefold()[:_LONGEST_TYPED]
    if library.statements:
        found = [s for s in library.statements if asked in s.id or asked in s.passage.casefold()]
    else:
        found = list(await library.engine.offered(asked, limits.CHOICES))
    return _choices((_join([*statement_choice(s, display)]), s.id) for s in found[: limits.CHOICES])


def articles(library: LiveLibrary, typed: str) -> Choices:
    """Articles whose id, file, title or publisher holds what is typed."""
    asked = typed.strip().casefold()
    found = [r for r in library.articles if asked in f"{r.id} {r.file} {r.title} {r.publisher}".casefold()]
    return _choices(
        (_join([r.publisher or "", r.published or "", " ".join(r.title.split())]), r.id)
        for r in found[: limits.CHOICES]
    )


def _join(parts: Iterable[str]) -> str:
    return truncate(" · ".join(part for part in parts if part), limits.CHOICE_NAME)


def _choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    """At most 25, no value twice."""
    # Reversed twice: of two labels for one value the first stays, in its place.
    unique = {value: label for label, value in reversed(list(pairs))}
    choices = [
        app_commands.Choice(name=label or value, value=value) for value, label in reversed(unique.items())
    ]
    return choices[: limits.CHOICES]
