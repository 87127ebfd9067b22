"""Composes a briefing: a pure function of the library, the date and what was told before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from briefs.briefing.schedule import WhenEmpty
from briefs.briefing.snapshot import LibrarySnapshot, PairKey, stable_shuffle_key
from briefs.model import Brief, ChangedStatements, Person, Statement, Topic

History = Mapping[str, tuple[date, int]]  # pair -> the day it was last shown, and how often
PAIR_INTERVAL = timedelta(days=30)  # before a pair comes again
MOST_NEW = 25  # statements listed one by one; a bulk import must not flood a channel
MOST_CHANGED = 8  # positions
MOST_SHIFTS = 3  # pairs of statements
MOST_ANNIVERSARIES = 6  # statements; with more, each year shows others


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """What a reader asked for. No topics: all of them; likewise people.

    `new_ids` are of statements that this reader has not been told of. `history` is None where no
    history is kept: the pair then follows from the date alone.
    """

    date: date
    new_ids: frozenset[str] = frozenset()
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
    brief: Brief
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Anniversary:
    """`years` ago on this day; `uncertain` where the date allows other days too."""

    statement: Statement
    years: int
    uncertain: bool


@dataclass(frozen=True, slots=True)
class ComparisonPair:
    """Two people on one topic, from the archive."""

    key: PairKey
    topic: Topic
    first: Statement
    second: Statement


@dataclass(frozen=True, slots=True)
class Briefing:
    """What one reader is told of one day.

    `more_new` and `more_on_this_day` count what is not listed; `unlisted` are those statements.
    `anniversaries_shown_before`: the day has anniversaries, but an earlier briefing of it had them.
    """

    date: date
    topics: tuple[Topic, ...]
    people: tuple[Person, ...]
    new: tuple[TopicGroup, ...]
    more_new: int
    changed: tuple[ChangedPosition, ...]
    on_this_day: tuple[Anniversary, ...]
    more_on_this_day: int
    pair: ComparisonPair | None
    skip: bool  # quiet, and the reader wants nothing then
    anniversaries_shown_before: bool = False
    unlisted: tuple[Statement, ...] = ()
    shifts: tuple[ChangedStatements, ...] = ()  # confirmed by curators

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new, nothing was confirmed as changed and nothing was said on this day."""
        return not (self.new or self.on_this_day or self.shifts)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that is shown, once, in order."""
        shown = [s for group in self.new for s in group.statements]
        shown += [s for changed in self.changed for s in changed.statements]
        shown += [s for each in self.shifts for s in (each.earlier, each.later)]
        shown += [anniversary.statement for anniversary in self.on_this_day]
        shown += [self.pair.first, self.pair.second] if self.pair else []
        return tuple({s.id: s for s in shown}.values())


def compose(snapshot: LibrarySnapshot, wanted: BriefingRequest) -> Briefing:
    """The briefing of one day for one reader; the same input always makes the same one."""
    new_statements = _new_statements(snapshot, wanted)
    listed = sorted(
        new_statements[-MOST_NEW:], key=lambda s: snapshot.time_order[s.id]
    )  # of too many the latest said
    found = _anniversaries(snapshot, wanted)
    new = {statement.id for statement in listed}  # they stand in full above, with their date
    past = [one for one in found if one.statement.id not in new] if wanted.anniversaries else []
    shifts = tuple(_confirmed(snapshot, wanted, new_statements))[:MOST_SHIFTS]
    quiet = not new_statements and not past and not shifts
    return Briefing(
        date=wanted.date,
        topics=tuple(snapshot.topics[topic] for topic in wanted.topics if topic in snapshot.topics),
        people=tuple(snapshot.people[person] for person in wanted.people if person in snapshot.people),
        new=_grouped(snapshot, wanted, listed),
        more_new=len(new_statements) - len(listed),
        changed=tuple(_changed_positions(snapshot, new_statements))[:MOST_CHANGED],
        on_this_day=tuple(
            sorted(past[:MOST_ANNIVERSARIES], key=lambda a: snapshot.time_order[a.statement.id])
        ),
        more_on_this_day=max(0, len(past) - MOST_ANNIVERSARIES),
        pair=_pair(snapshot, wanted) if quiet and wanted.when_empty == "pair" else None,
        skip=quiet and wanted.when_empty == "skip",
        anniversaries_shown_before=bool(found) and not wanted.anniversaries,
        unlisted=(
            *new_statements[: len(new_statements) - len(listed)],
            *(each.statement for each in past[MOST_ANNIVERSARIES:]),
        ),
        shifts=shifts,
    )


def without_history(
    snapshot: LibrarySnapshot,
    day: date,
    topics: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    when_empty: WhenEmpty = "pair",
) -> Briefing:
    """The briefing of a day for a reader of whom nothing is kept: new is what was accepted that day."""
    return compose(snapshot, BriefingRequest(day, accepted_on(snapshot, day), topics, people, when_empty))


def last_days(
    snapshot: LibrarySnapshot,
    until: date,
    topics: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    count: int = 30,
) -> tuple[Briefing, ...]:
    """The last `count` briefings that held anything, newest first; none is older than a year."""
    days = (until - timedelta(days=back) for back in range(min(366, until.toordinal())))
    made = (without_history(snapshot, day, topics, people) for day in days)
    return tuple(islice((one for one in made if one.pair or not one.is_empty), count))


def accepted_on(snapshot: LibrarySnapshot, day: date) -> frozenset[str]:
    """Statements that a curator accepted on a day, for readers of whom no history is kept."""
    text = day.isoformat()  # accepted_at is an ISO 8601 moment, which begins with its date
    return frozenset(s.id for s in snapshot.statements.values() if (s.accepted_at or "").startswith(text))


def _new_statements(snapshot: LibrarySnapshot, wanted: BriefingRequest) -> list[Statement]:
    """New statements that the reader asked for, in order of time."""
    known = (snapshot.statements[one] for one in wanted.new_ids if one in snapshot.statements)
    fitting = (s for s in known if snapshot.matches(s, wanted.topics, wanted.people))
    return sorted(fitting, key=lambda s: snapshot.time_order[s.id])


def _grouped(
    snapshot: LibrarySnapshot, wanted: BriefingRequest, listed: Iterable[Statement]
) -> tuple[TopicGroup, ...]:
    """Each statement once: under the topic asked for, or else under the first it is tagged with."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in listed:
        over = snapshot.all_topics(statement)
        asked = [topic for topic in wanted.topics if topic in over]
        groups[(asked or list(statement.topics) or [""])[0]].append(statement)
    order = {topic: number for number, topic in enumerate(snapshot.topics)}
    names = sorted(groups, key=lambda topic: order.get(topic, len(order)))
    return tuple(TopicGroup(snapshot.topics.get(name), tuple(groups[name])) for name in names)


def _changed_positions(snapshot: LibrarySnapshot, new: list[Statement]) -> Iterable[ChangedPosition]:
    for brief in snapshot.briefs:
        as_of = brief.as_of.latest
        newer = tuple(
            s
            for s in new
            if as_of and s.said.earliest and s.said.earliest > as_of
            and any(speaker.id == brief.person for speaker in s.speakers)
            and brief.topic in snapshot.all_topics(s)
        )  # fmt: skip
        person, topic = snapshot.people.get(brief.person), snapshot.topics.get(brief.topic)
        if newer and person and topic:
            yield ChangedPosition(person, topic, brief, newer)


def _confirmed(
    snapshot: LibrarySnapshot, wanted: BriefingRequest, new: list[Statement]
) -> Iterable[ChangedStatements]:
    """What curators confirmed on the day before, and where the later statement is new to this reader."""
    yesterday = date.fromordinal(max(1, wanted.date.toordinal() - 1)).isoformat()
    fresh = {statement.id for statement in new}
    for each in snapshot.shifts:
        told = each.shift.at[:10] == yesterday or each.later.id in fresh
        mine = not wanted.people or each.shift.person in wanted.people
        if told and mine and snapshot.matches(each.later, wanted.topics, ()):
            yield each


def _anniversaries(snapshot: LibrarySnapshot, wanted: BriefingRequest) -> list[Anniversary]:
    """What was said on this day of earlier years; of many, each year puts others first."""
    found = []
    for name in snapshot.ids_by_day.get((wanted.date.month, wanted.date.day), ()):
        statement = snapshot.statements[name]
        first, last = statement.said.earliest, statement.said.latest
        assert first and last
        # A range such as 31 December to 2 January has its days in two years: which of them had this one?
        year = next(each for each in (first.year, last.year) if _in_year(first, last, each, wanted.date))
        if year < wanted.date.year and snapshot.matches(statement, wanted.topics, wanted.people):
            uncertain = statement.said.uncertain or first != last
            found.append(Anniversary(statement, wanted.date.year - year, uncertain))
    if len(found) > MOST_ANNIVERSARIES:
        found.sort(key=lambda a: stable_shuffle_key(wanted.date.year, a.statement.id))
    return found


def _in_year(first: date, last: date, year: int, day: date) -> bool:
    try:
        return first <= day.replace(year=year) <= last
    except ValueError:  # 29 February of a common year
        return False


def _pair(snapshot: LibrarySnapshot, wanted: BriefingRequest) -> ComparisonPair | None:
    """The pair that was shown least often, then longest ago; None where all were shown lately."""
    fitting = [key for key in snapshot.pairs if _fits(snapshot, wanted, key)]
    if wanted.history is None:
        # The pairs in turn, a day each. Of fewer than 31 the rest of the turn is left empty, so that without
        # any history, too, no pair comes again within PAIR_INTERVAL.
        number = wanted.date.toordinal() % max(len(fitting), PAIR_INTERVAL.days + 1)
        return _pair_of(snapshot, fitting[number]) if number < len(fitting) else None
    history = wanted.history
    shown = {key: history.get(str(key)) for key in fitting}
    due = [key for key, last in shown.items() if not last or wanted.date - last[0] > PAIR_INTERVAL]
    # Turned round, (how often, when last): the rarest first, then the one longest ago.
    due.sort(key=lambda key: (shown[key] or (date.min, 0))[::-1])
    return _pair_of(snapshot, due[0]) if due else None


def _fits(snapshot: LibrarySnapshot, wanted: BriefingRequest, key: PairKey) -> bool:
    """Whether a pair is of a topic and of a person that the reader asked for."""
    if key.topic not in snapshot.topics or not {key.first, key.second} <= snapshot.people.keys():
        return False
    if wanted.people and not {key.first, key.second} & set(wanted.people):
        return False
    return not wanted.topics or not snapshot.with_broader[key.topic].isdisjoint(wanted.topics)


def _pair_of(snapshot: LibrarySnapshot, key: PairKey) -> ComparisonPair:
    """The newest words of each that are not also the other's."""
    ids = snapshot.ids_by_topic_and_person
    first, second = ids[key.topic, key.first], ids[key.topic, key.second]
    one = next(name for name in reversed(first) if name not in second)
    other = next(name for name in reversed(second) if name not in first)
    return ComparisonPair(
        key, snapshot.topics[key.topic], snapshot.statements[one], snapshot.statements[other]
    )
