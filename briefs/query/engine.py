"""The engine answers: one facade over the index for every face. Ids in, answers out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import NotOnRecord, UserError
from briefs.grouping import group_same_utterance, with_broader
from briefs.i18n import N_
from briefs.index import TAKEN_IN, Filter, IndexReader, Registry, taken_in_stamp
from briefs.model import (
    Article,
    ArticleRef,
    Brief,
    ChangedStatements,
    Coverage,
    Person,
    QueryResult,
    Statement,
    StatementCount,
    Topic,
)
from briefs.names import Lookup
from briefs.query.entities import person_entity, topic_entity
from briefs.query.values import shortened

if TYPE_CHECKING:
    from briefs.verify import Verifier

MOST_FOUND = 50  # statements that a search shows; it says when there are more
SOME_WORDS = N_("no statement has all of these words; these have some of them")
ORIGINAL_WORDS = N_("no statement has these words in English; the originals of these have them")
MORE_FOUND = N_("there are more: these are the newest 50; narrow it with --by, --on, --since")
_LEAST_BEGUN = 4  # letters of a word that may go on while it is typed
_MOST_KEPT = 200  # topics with who spoke on them, people with what on: told where nothing is found


class QueryEngine:
    """Answers questions about one library. Make one with `open_engine`.

    People, topics and articles are asked for by ids that the library has; days are included on both
    sides. A question that finds nothing is answered too (`outcome` "nothing"): it raises only where it
    says so.
    """

    def __init__(
        self,
        path: Path,
        index: IndexReader,
        registry: Registry,
        warnings: tuple[str, ...],
        before: QueryEngine | None = None,
    ) -> None:
        self.path = path  # of the index file
        self.index = index
        self.registry = registry
        self.warnings = warnings
        self._spoke_on: dict[str, tuple[StatementCount, ...]] = {}
        self._spoken_by: dict[str, tuple[StatementCount, ...]] = {}
        self._verifier: Verifier | None = None
        self._verifies: str | None = None  # the stamp of what came in beside the index, for the verifier
        self.people: dict[str, Person] = {person.id: person for person in registry.people}
        self.topics: dict[str, Topic] = {topic.id: topic for topic in registry.topics}
        # A look-up of many people takes seconds to build: one that is the same still is taken over.
        self.person_lookup: Lookup = (
            before.person_lookup
            if before and before.registry.people == registry.people
            else Lookup(map(person_entity, registry.people))
        )
        self.topic_lookup: Lookup = (
            before.topic_lookup
            if before and before.registry.topics == registry.topics
            else Lookup(map(topic_entity, registry.topics))
        )

    async def close(self) -> None:
        await self.index.close()
        if self._verifier is not None:
            self._verifier.close()

    @property
    def verifier(self) -> Verifier:
        """Checks quotations against this index and what came in beside it. For one thread at a time."""
        from briefs.verify import Verifier  # most questions verify nothing

        taken_in = self.path.with_name(TAKEN_IN)
        stamp = taken_in_stamp(taken_in)
        if self._verifier is None or self._verifies != stamp:
            if self._verifier is not None:
                self._verifier.close()
            self._verifier, self._verifies = Verifier.open(self.path, taken_in if stamp else None), stamp
        return self._verifier

    # What is read of the index beside answers to questions

    async def find_statements(self, ids: Sequence[str]) -> dict[str, Statement]:
        """By id, of whatever status; ids that are not known are left out."""
        return await self.index.statements(ids)

    async def select(self, wanted: Filter) -> tuple[Statement, ...]:
        """The statements of a status that readers see, by latest possible day."""
        return await self.index.select(wanted)

    async def offered(self, typed: str, most: int) -> tuple[Statement, ...]:
        """What a menu offers while a statement is named: ids that begin so, or words."""
        if not typed:
            return (await self.index.select(Filter(newest=most)))[::-1]
        if found := await self.index.with_id(typed, most):
            return found
        words = tuple("".join(ch if ch.isalnum() else " " for ch in typed).split())
        found = await self.index.select(Filter(words=words, newest=most)) if words else ()
        # a shorter beginning is that of too many words: to gather all of them takes longer than people wait
        if words and not found and len(words[-1]) >= _LEAST_BEGUN:
            if begun := await self.index.begun(words[:-1], words[-1], most):
                return begun
            found = await self.index.select(Filter(words=words, newest=most, unfinished=True))
        return found[::-1]

    async def statement_ids(self) -> tuple[str, ...]:
        """Of all statements that readers see, in order of time."""
        return await self.index.ids()

    async def briefs(self) -> tuple[Brief, ...]:
        """The curated summaries of who said what on what."""
        return await self.index.briefs()

    async def articles(self) -> tuple[ArticleRef, ...]:
        return await self.index.articles()

    async def find_article(self, article: str) -> Article | None:
        return await self.index.article(article)

    async def counts(self) -> dict[str, dict[str, int]]:
        """How many statements there are of each kind and of each status."""
        return await self.index.counts()

    async def changes(self, path: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Ids of statements that the index at `path` has besides, has no more, and has otherwise."""
        return await self.index.changes(path)

    @cached_property
    def _broader(self) -> dict[str, frozenset[str]]:
        return with_broader(self.registry.topics)

    async def position(
        self, person: str, topic: str, since: date | None = None, until: date | None = None
    ) -> QueryResult:
        """What a person said on a topic or on anything narrower, and the curated brief of it."""
        found = await self.index.select(Filter(person, topic, since=since, until=until))
        answer = await self._answer("position", found, since, until, person=person, topic=topic)
        known = {each.id for each in (*answer.statements, *answer.may_fall_outside)}
        shifts = [each for each in await self.shifts(person, topic) if each.later.id in known]
        answer = replace(answer, shifts=tuple(shifts))
        brief = await self.index.brief(person, topic)
        if brief is not None and answer.outcome == "answered":
            return replace(answer, brief=brief, newer_than_brief=newer(brief, found))
        if answer.outcome == "nothing":
            return replace(
                answer, spoke_on=await self.spoke_on(person), spoken_by=await self.spoken_by(topic)
            )
        return answer

    async def shifts(self, person: str, topic: str | None = None) -> tuple[ChangedStatements, ...]:
        """What curators confirmed as changed of a person, on a topic or narrower, the oldest first."""
        held = [
            each
            for each in await self.index.shifts(person)
            if each.status == "confirmed" and not each.awaits
            if topic is None or topic in self._broader.get(each.topic, ())
        ]
        if not held:
            return ()
        from briefs.shifts import changed_statements  # most people have none

        both = await self.index.statements([id for each in held for id in (each.earlier, each.later)])
        found = [
            changed_statements(each, both[each.earlier], both[each.later])
            for each in held
            if each.earlier in both and each.later in both
        ]
        return tuple(sorted(found, key=lambda each: (each.later.said.latest or date.max, each.shift.id)))

    async def compare(
        self, person: str, other: str, topic: str, since: date | None = None, until: date | None = None
    ) -> QueryResult:
        """What two people said on one topic, in order of time; what both said stands there once."""
        both = [
            await self.index.select(Filter(who, topic, since=since, until=until)) for who in (person, other)
        ]
        found = in_order({one.id: one for one in (*both[0], *both[1])}.values(), self.registry)
        answer = await self._answer("compare", found, since, until, person=person, topic=topic)
        answer = replace(answer, other=self.people[other])
        if answer.outcome == "nothing":
            return replace(answer, spoken_by=await self.spoken_by(topic))
        return answer

    async def timeline(self, topic: str, since: date | None = None, until: date | None = None) -> QueryResult:
        """What everybody said on a topic, in order of time."""
        found = await self.index.select(Filter(topic=topic, since=since, until=until, facts=False))
        return await self._answer("timeline", found, since, until, topic=topic)

    async def person(self, person: str) -> QueryResult:
        """Who somebody is, what they spoke on, and their newest statements."""
        found = await self.index.select(Filter(person))
        answer = await self._answer("person", found, None, None, person=person)
        return replace(answer, spoke_on=await self.spoke_on(person), shifts=await self.shifts(person))

    async def topic(self, topic: str) -> QueryResult:
        """What bears on a topic, who spoke on it, and the facts that articles state on it."""
        found = await self.index.select(Filter(topic=topic))
        answer = await self._answer("topic", found, None, None, topic=topic)
        return replace(answer, spoken_by=await self.spoken_by(topic))

    async def statements(self, wanted: Filter) -> QueryResult:
        """All statements that fit, as a list."""
        found = await self.index.select(wanted)
        answer = await self._answer(
            "statements", found, wanted.since, wanted.until, person=wanted.person, topic=wanted.topic
        )
        article = await self.index.article(wanted.article) if wanted.article else None
        return replace(answer, article=article)

    async def search(self, words: Sequence[str], wanted: Filter) -> QueryResult:
        """Statements with all of the words (marked); else whose original has them, else with some of them."""
        wanted = replace(wanted, words=tuple(words), newest=MOST_FOUND + 1)
        found = await self.index.search(wanted)
        notes = []
        if not found:
            found = await self.index.search(replace(wanted, originals=True))
            notes += [ORIGINAL_WORDS] * bool(found)
        if not found and len(words) > 1:
            found = await self.index.search(replace(wanted, any_word=True))
            if found:
                notes.append(SOME_WORDS)
        if len(found) > MOST_FOUND:
            found = found[1:]
            notes.append(MORE_FOUND)
        answer = await self._answer(
            "search",
            [s for s, _ in found],
            wanted.since,
            wanted.until,
            person=wanted.person,
            topic=wanted.topic,
        )
        marks = tuple((s.id, marked) for s, marked in found if marked)
        return replace(answer, words=tuple(words), marks=marks, warnings=(*answer.warnings, *notes))

    async def on_this_day(self, month: int, day: int) -> QueryResult:
        """What was said on this day and month of any year."""
        answer = await self._answer("on-this-day", await self.index.on_day(month, day), None, None)
        return replace(answer, day=(month, day))

    async def article(self, article: str) -> QueryResult:
        """An article with all its statements and facts."""
        found = await self.index.select(Filter(article=article))
        answer = await self._answer("article", found, None, None)
        return replace(answer, outcome="answered", article=await self.index.article(article))

    async def statement(self, statement: str) -> tuple[Statement, Article]:
        """One statement, of whatever status, and its article. Drafts are not for readers.

        Raises NotOnRecord where there is none.
        """
        found = (await self.index.statements([statement])).get(statement)
        if found is None or found.status == "draft":
            raise NotOnRecord(
                f"there is no statement “{shortened(statement)}”",
                "`onrecord statements` lists all of them",
                N_("There is no statement “{id}”."),
                N_("Every card shows the ids of its statements; `/search` finds them by words."),
                id=shortened(statement),
            )
        article = await self.index.article(found.article.id)
        if article is None:
            raise UserError(f"the article of “{statement}” is not in the index", "run `onrecord index`")
        return found, article

    async def spoke_on(self, person: str) -> tuple[StatementCount, ...]:
        """The topics on which a person is on record, with the number of statements, most first."""
        if (kept := self._spoke_on.get(person)) is None:
            rows = await self.index.topic_counts(person)
            kept = tuple(StatementCount(id, self.topics[id].pref_label, n) for id, n in rows)
            _keep(self._spoke_on, person, kept)
        return kept

    async def spoken_by(self, topic: str) -> tuple[StatementCount, ...]:
        """The people who are on record on a topic, with the number of statements, most first."""
        if (kept := self._spoken_by.get(topic)) is None:
            rows = await self.index.person_counts(topic)
            kept = tuple(StatementCount(id, self.people[id].name, n) for id, n in rows)
            _keep(self._spoken_by, topic, kept)
        return kept

    async def _answer(
        self,
        command: str,
        found: Sequence[Statement],
        since: date | None,
        until: date | None,
        *,
        person: str | None = None,
        topic: str | None = None,
    ) -> QueryResult:
        work = partial(self._answer_of, command, found, since, until, person=person, topic=topic)
        return await self.index.beside(len(found), work)

    def _answer_of(
        self,
        command: str,
        found: Sequence[Statement],
        since: date | None,
        until: date | None,
        *,
        person: str | None,
        topic: str | None,
    ) -> QueryResult:
        # The index finds what may lie within the days; an uncertain date (2012~) may lie outside.
        inside: list[Statement] = []
        outside: list[Statement] = []
        for statement in found:
            (inside if overlaps(statement, since, until) else outside).append(statement)
        return QueryResult(
            command=command,
            outcome="answered" if inside or outside else "nothing",
            person=self.people[person] if person else None,
            topic=self.topics[topic] if topic else None,
            since=since.isoformat() if since else None,
            until=until.isoformat() if until else None,
            statements=tuple(inside),
            may_fall_outside=tuple(outside),
            coverage=self.coverage(inside or outside),
            warnings=self.warnings,
        )

    def coverage(self, statements: Sequence[Statement]) -> Coverage:
        """How many utterances, of what time, in how many of the library's articles."""
        first = [s.said.earliest for s in statements]
        last = [s.said.latest for s in statements if s.said.latest]
        closed = [day for day in first if day]
        # With one date open to the past, nothing can be called the earliest.
        return Coverage(
            statements=len(group_same_utterance(statements)),
            earliest=min(closed) if closed and len(closed) == len(first) else None,
            first_by=min(last, default=None),
            latest=max(last, default=None),
            articles=len({s.article.id for s in statements}),
            articles_in_library=self.registry.articles,
        )


def _keep(kept: dict[str, tuple[StatementCount, ...]], id: str, counts: tuple[StatementCount, ...]) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[id] = counts


def overlaps(statement: Statement, since: date | None, until: date | None) -> bool:
    """Whether the strict bounds of a statement's date meet the days asked about."""
    first, last = statement.said.earliest, statement.said.latest
    early = since is not None and last is not None and last < since
    late = until is not None and first is not None and first > until
    return not (early or late)


def newer(brief: Brief, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Ids of statements made after the brief's “as of” day: it does not know of them."""
    as_of = brief.as_of.latest
    return tuple(s.id for s in statements if as_of and s.said.earliest and s.said.earliest > as_of)


def in_order(statements: Iterable[Statement], registry: Registry) -> list[Statement]:
    """By latest possible day, then article and place in it."""
    return sorted(statements, key=lambda s: (s.said.latest or date.max, s.article.file, s.start))
