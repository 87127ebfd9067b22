"""A library made ready for its pages: what stands on which page, and by what to know that it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from briefs.briefing import LibrarySnapshot, snapshot_of
from briefs.grouping import anniversary_days
from briefs.model import Article, Brief, ChangedStatements, Library, Occasion, Statement
from briefs.site.article_layout import weight

MOST_COMPARED = (
    6  # the most quoted people on a topic who have a page in pairs; more would be pages by the million
)

StatementGroup = tuple[Statement, ...]
_Grouped = dict[str, StatementGroup]


def digest(*parts: object) -> str:
    """A short name for exactly these values; the same in every process."""
    return _hashed("\x1f".join(map(str, parts)))


def _hashed(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """Statements that readers see, by what they have in common, each group in order of time.

    A topic holds what is tagged with anything narrower. `fingerprints` change with whatever a page shows of a
    statement, an article, a person, a topic or an occasion, by kind and id.
    """

    library: Library
    snapshot: LibrarySnapshot
    articles: dict[str, Article]
    occasions: dict[str, Occasion]
    unshown: StatementGroup  # withdrawn, or drafts
    by_person: _Grouped
    by_topic: _Grouped
    by_person_on_topic: dict[tuple[str, str], StatementGroup]
    by_article: _Grouped
    by_day: _Grouped
    by_occasion: _Grouped
    by_group: _Grouped
    pairs: dict[tuple[str, str], tuple[str, ...]]  # two people, in order of their ids: topics both spoke on
    pairs_of: dict[str, tuple[tuple[str, str], ...]]  # by person
    spoke_on: dict[str, dict[str, int]]  # person -> topic -> statements
    spoken_by: dict[str, dict[str, int]]  # topic -> person -> statements
    briefs: dict[tuple[str, str], Brief]
    shifts_of: dict[str, tuple[ChangedStatements, ...]]  # by person
    fingerprints: dict[str, dict[str, str]]
    weights: dict[str, int]  # of the statements, as `article_layout.weight` has them

    @property
    def statements(self) -> dict[str, Statement]:
        """All that readers see, by id, in order of time."""
        return self.snapshot.statements

    def fingerprint(self, kind: str, ids: Iterable[str]) -> str:
        """Of several things of one kind, in this order; of one that there is not, nothing."""
        known = self.fingerprints[kind]
        return _hashed("\x1f".join([known.get(id, "") for id in ids]))

    def others(self, statement: Statement) -> StatementGroup:
        """Other articles' accounts of the same utterance."""
        return tuple(self.statements[id] for id in statement.same_as if id in self.statements)


def record_of(library: Library) -> SiteRecord:
    """The record of a library, worked out once."""
    snapshot = snapshot_of(library)
    shown = snapshot.statements.values()
    on_topic = _by_person_on_topic(snapshot)
    by_article = _grouped((s.article.id, s) for s in shown)
    pairs = _pairs(snapshot)
    return SiteRecord(
        library=library,
        snapshot=snapshot,
        articles={article.id: article for article in library.articles},
        occasions={occasion.id: occasion for occasion in library.occasions},
        unshown=tuple(s for s in library.statements if s.id not in snapshot.statements),
        by_person=_grouped((who.id, s) for s in shown for who in s.speakers),
        by_topic=_grouped((topic, s) for s in shown for topic in sorted(snapshot.all_topics(s))),
        by_person_on_topic=on_topic,
        by_article={id: tuple(sorted(found, key=lambda s: s.start)) for id, found in by_article.items()},
        by_day=_grouped((day.isoformat(), s) for s in shown for day in anniversary_days(s)),
        by_occasion=_grouped((s.occasion, s) for s in shown if s.occasion),
        by_group=_grouped((s.group, s) for s in shown if s.group),
        pairs=pairs,
        pairs_of=_pairs_of(pairs),
        spoke_on=_counts((person, topic, len(found)) for (person, topic), found in on_topic.items()),
        spoken_by=_counts((topic, person, len(found)) for (person, topic), found in on_topic.items()),
        shifts_of=_shifts_of(snapshot.shifts),
        briefs={(brief.person, brief.topic): brief for brief in library.briefs},
        fingerprints=_fingerprints(library),
        weights={s.id: weight(s) for s in shown},
    )


def _grouped(found: Iterable[tuple[str, Statement]]) -> _Grouped:
    groups = defaultdict[str, dict[str, Statement]](dict)
    for key, statement in found:
        groups[key][statement.id] = statement
    return {key: tuple(group.values()) for key, group in groups.items()}


def _by_person_on_topic(snapshot: LibrarySnapshot) -> dict[tuple[str, str], StatementGroup]:
    groups = defaultdict[tuple[str, str], list[Statement]](list)
    for statement in snapshot.statements.values():
        topics = sorted(snapshot.all_topics(statement) & snapshot.topics.keys())
        for speaker in dict.fromkeys(who.id for who in statement.speakers if who.id in snapshot.people):
            for topic in topics:
                groups[speaker, topic].append(statement)
    return {key: tuple(group) for key, group in groups.items()}


def _pairs(snapshot: LibrarySnapshot) -> dict[tuple[str, str], tuple[str, ...]]:
    """Pairs whose people have words of their own on one topic, as briefings pair them, with these topics."""
    heard = defaultdict[str, list[tuple[int, str]]](list)
    for (topic, person), ids in snapshot.ids_by_topic_and_person.items():
        heard[topic].append((-len(ids), person))
    most = {
        topic: {person for _, person in sorted(counted)[:MOST_COMPARED]} for topic, counted in heard.items()
    }
    sound = {(pair.topic, pair.first, pair.second) for pair in snapshot.pairs}
    found = defaultdict[tuple[str, str], list[str]](list)
    for topic in sorted(most):
        for one, other in combinations(sorted(most[topic]), 2):
            if (topic, one, other) in sound and topic in snapshot.topics:
                found[one, other].append(topic)
    return {pair: tuple(topics) for pair, topics in sorted(found.items())}


def _pairs_of(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found = defaultdict[str, list[tuple[str, str]]](list)
    for pair in pairs:
        for person in pair:
            found[person].append(pair)
    return {person: tuple(theirs) for person, theirs in found.items()}


def _shifts_of(shifts: Iterable[ChangedStatements]) -> dict[str, tuple[ChangedStatements, ...]]:
    found = defaultdict[str, list[ChangedStatements]](list)
    for each in shifts:
        found[each.shift.person].append(each)
    return {person: tuple(theirs) for person, theirs in found.items()}


def _counts(found: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    counts = defaultdict[str, dict[str, int]](dict)
    for key, other, n in found:
        counts[key][other] = n
    return dict(counts)


def _fingerprints(library: Library) -> dict[str, dict[str, str]]:
    """The text of an article is told by its hash."""
    found = {
        "statement": {s.id: _hashed(repr(s)) for s in library.statements},
        "person": {person.id: _hashed(repr(person)) for person in library.people},
        "topic": {topic.id: _hashed(repr(topic)) for topic in library.topics},
        "occasion": {occasion.id: _hashed(repr(occasion)) for occasion in library.occasions},
        "article": {},
    }
    for a in library.articles:
        told = (
            a.sha256,
            a.title,
            a.title_derived,
            a.publisher,
            a.published,
            a.published_basis,
            a.place,
            a.url,
        )
        found["article"][a.id] = digest(*told, a.language, a.parts, a.note, a.author, a.version_of, a.same_as)
    return found
