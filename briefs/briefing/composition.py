"""What makes a briefing: a pure function of the library, the date and what was told before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from briefs.briefing.snapshot import Edition, PairKey, unbiased
from briefs.model import Person, Position, Statement, Topic

WhenEmpty = Literal["skip", "line", "pair"]
History = Mapping[str, tuple[date, int]]  # pair -> the day it was last shown, and how often
REST = timedelta(days=30)  # before a pair comes again
MOST_NEW = 25  # statements listed one by one; a bulk import must not flood a channel
MOST_CHANGED = 8
MOST_ANNIVERSARIES = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for. No topics: all of them; likewise people.

    `fresh` are ids of statements that this reader has not been told of. `history` is None where no
    history is kept: the pair then follows from the date alone.
    """

    date: date
    fresh: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    when_empty: WhenEmpty = "line"
    history: History | None = None
    anniversaries: bool = True  # False where this date's were told already


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """`topic` is None for statements without one."""

    topic: Topic | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ChangedPosition:
    """A curated brief, and the new statements that are younger than it."""

    person: Person
    topic: Topic
    position: Position
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Anniversary:
    """`years` ago on this day; `uncertain` where the date allows other days too."""

    statement: Statement
    years: int
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people on one topic, from the archive."""

    key: PairKey
    topic: Topic
    first: Statement
    second: Statement


@dataclass(frozen=True, slots=True)
class Briefing:
    """`more_new` and `more_on_this_day` count what is not listed. `quiet`: nothing new, no anniversary.

    `told`: the day has anniversaries, but an earlier briefing of it had them.
    """

    date: date
    topics: tuple[Topic, ...]
    people: tuple[Person, ...]
    new: tuple[TopicGroup, ...]
    more_new: int
    changed: tuple[ChangedPosition, ...]
    on_this_day: tuple[Anniversary, ...]
    more_on_this_day: int
    pair: Pair | None
    skip: bool  # quiet, and the reader wants nothing then
    told: bool = False

    @property
    def quiet(self) -> bool:
        return not (self.new or self.on_this_day)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that is shown, once, in order."""
        shown = [s for group in self.new for s in group.statements]
        shown += [s for changed in self.changed for s in changed.statements]
        shown += [anniversary.statement for anniversary in self.on_this_day]
        shown += [self.pair.first, self.pair.second] if self.pair else []
        return tuple({s.id: s for s in shown}.values())


def compose(edition: Edition, wanted: Wanted) -> Briefing:
    """The briefing of one day for one reader; the same input always makes the same one."""
    fresh = _fresh(edition, wanted)
    listed = sorted(fresh[-MOST_NEW:], key=lambda s: edition.place[s.id])
    found = _anniversaries(edition, wanted)
    new = {statement.id for statement in listed}  # they stand in full above, with their date
    past = [one for one in found if one.statement.id not in new] if wanted.anniversaries else []
    quiet = not fresh and not past
    return Briefing(
        date=wanted.date,
        topics=tuple(edition.topics[topic] for topic in wanted.topics if topic in edition.topics),
        people=tuple(edition.people[person] for person in wanted.people if person in edition.people),
        new=_grouped(edition, wanted, listed),
        more_new=len(fresh) - len(listed),
        changed=tuple(_changed(edition, fresh))[:MOST_CHANGED],
        on_this_day=tuple(sorted(past[:MOST_ANNIVERSARIES], key=lambda a: edition.place[a.statement.id])),
        more_on_this_day=max(0, len(past) - MOST_ANNIVERSARIES),
        pair=_pair(edition, wanted) if quiet and wanted.when_empty == "pair" else None,
        skip=quiet and wanted.when_empty == "skip",
        told=bool(found) and not wanted.anniversaries,
    )


def without_history(
    edition: Edition,
    day: date,
    topics: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    when_empty: WhenEmpty = "pair",
) -> Briefing:
    """The briefing of a day for a reader of whom nothing is kept: new is what was accepted that day."""
    return compose(edition, Wanted(day, accepted_on(edition, day), topics, people, when_empty))


def last_days(
    edition: Edition, until: date, topics: tuple[str, ...] = (), people: tuple[str, ...] = (), count: int = 30
) -> tuple[Briefing, ...]:
    """The last `count` briefings that held anything, newest first; none is older than a year."""
    days = (until - timedelta(days=back) for back in range(min(366, until.toordinal())))
    made = (without_history(edition, day, topics, people) for day in days)
    return tuple(islice((one for one in made if one.pair or not one.quiet), count))


def accepted_on(edition: Edition, day: date) -> frozenset[str]:
    """Statements that a curator accepted on a day, for readers of whom no history is kept."""
    text = day.isoformat()
    return frozenset(s.id for s in edition.statements.values() if (s.accepted_at or "").startswith(text))


def _fresh(edition: Edition, wanted: Wanted) -> list[Statement]:
    """New statements that the reader asked for, in order of time."""
    known = (edition.statements[one] for one in wanted.fresh if one in edition.statements)
    fitting = (s for s in known if edition.bears_on(s, wanted.topics, wanted.people))
    return sorted(fitting, key=lambda s: edition.place[s.id])


def _grouped(edition: Edition, wanted: Wanted, listed: Iterable[Statement]) -> tuple[TopicGroup, ...]:
    """Each statement once: under the topic asked for, or else under the first it is tagged with."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in listed:
        over = edition.topics_over(statement)
        asked = [topic for topic in wanted.topics if topic in over]
        groups[(asked or list(statement.topics) or [""])[0]].append(statement)
    order = {topic: number for number, topic in enumerate(edition.topics)}
    names = sorted(groups, key=lambda topic: order.get(topic, len(order)))
    return tuple(TopicGroup(edition.topics.get(name), tuple(groups[name])) for name in names)


def _changed(edition: Edition, fresh: list[Statement]) -> Iterable[ChangedPosition]:
    for position in edition.positions:
        as_of = position.as_of.latest
        newer = tuple(
            s
            for s in fresh
            if as_of and s.said.earliest and s.said.earliest > as_of
            and any(speaker.id == position.person for speaker in s.speakers)
            and position.topic in edition.topics_over(s)
        )  # fmt: skip
        person, topic = edition.people.get(position.person), edition.topics.get(position.topic)
        if newer and person and topic:
            yield ChangedPosition(person, topic, position, newer)


def _anniversaries(edition: Edition, wanted: Wanted) -> list[Anniversary]:
    """What was said on this day of earlier years; of many, each year puts others first."""
    found = []
    for name in edition.days.get((wanted.date.month, wanted.date.day), ()):
        statement = edition.statements[name]
        first, last = statement.said.earliest, statement.said.latest
        assert first and last
        year = next(y for y in (first.year, last.year) if _in_year(first, last, y, wanted.date))
        if year < wanted.date.year and edition.bears_on(statement, wanted.topics, wanted.people):
            uncertain = statement.said.uncertain or first != last
            found.append(Anniversary(statement, wanted.date.year - year, uncertain))
    if len(found) > MOST_ANNIVERSARIES:
        found.sort(key=lambda a: unbiased(wanted.date.year, a.statement.id))
    return found


def _in_year(first: date, last: date, year: int, day: date) -> bool:
    try:
        return first <= day.replace(year=year) <= last
    except ValueError:  # 29 February of a common year
        return False


def _pair(edition: Edition, wanted: Wanted) -> Pair | None:
    """The pair that was shown least often, then longest ago; None where all were shown lately."""
    fitting = [key for key in edition.pairs if _asked_for(edition, wanted, key)]
    if wanted.history is None:
        number = wanted.date.toordinal() % max(len(fitting), REST.days + 1)
        return _made(edition, fitting[number]) if number < len(fitting) else None
    history = wanted.history
    rested = [key for key in fitting if str(key) not in history or wanted.date - history[str(key)][0] > REST]
    never = (date.min, 0)
    rested.sort(key=lambda key: history.get(str(key), never)[::-1])
    return _made(edition, rested[0]) if rested else None


def _asked_for(edition: Edition, wanted: Wanted, key: PairKey) -> bool:
    if key.topic not in edition.topics or not {key.first, key.second} <= edition.people.keys():
        return False
    if wanted.people and not {key.first, key.second} & set(wanted.people):
        return False
    return not wanted.topics or not edition.above[key.topic].isdisjoint(wanted.topics)


def _made(edition: Edition, key: PairKey) -> Pair:
    """The newest words of each that are not also the other's."""
    first, second = edition.voices[key.topic, key.first], edition.voices[key.topic, key.second]
    one = next(name for name in reversed(first) if name not in second)
    other = next(name for name in reversed(second) if name not in first)
    return Pair(key, edition.topics[key.topic], edition.statements[one], edition.statements[other])
