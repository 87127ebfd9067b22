"""From typed words to a query of ids: who and what is meant. Shared by every face."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice, permutations
from typing import Any

from briefs.errors import QuestionRefused, UserError
from briefs.i18n import N_
from briefs.model import QueryResult, Suggestion
from briefs.names import LookupResult, Match, Period
from briefs.query.engine import QueryEngine
from briefs.query.questions import Argument, Query, Question
from briefs.query.tokenizer import is_parted_by_and, splits, without_and
from briefs.query.values import (
    one_article,
    one_choice,
    read_anniversary,
    read_period,
    read_statement_id,
    search_words,
)

LONGEST_NAME = 200  # characters of a person's or topic's name that are looked up
_NAME_LENGTH = N_("A name has from 1 to {most} characters.")
_MOST_WORDS = 24  # words that are tried as person and topic
_MOST_PERSON_WORDS = 10  # of a line that names a topic as well
_MOST_WAYS = 6  # ways to divide a line that are looked at closely, if none of them is clear
_SUGGESTED = 5  # names, where a face does not say how many it can show
_OTHER_KIND = {"person": "topic", "topic": "person"}
_LIKE = 40.0  # score: whoever is less like what was typed is nobody to suggest (“putin” and “meeting” are 25)


class NameNotResolved(Exception):
    """A name that is not one person or topic; `answer` asks back or suggests.

    `parts` are the words as they were best divided among the roles; `parts[at]` is what is not clear.
    Where a whole question was read, `arguments` are all that was typed, by name: with the id of a
    suggestion as its `argument` the question can be read again.
    """

    def __init__(self, answer: QueryResult, parts: tuple[str, ...] = (), at: int = 0) -> None:
        super().__init__(answer.outcome)
        self.answer = answer
        self.parts = parts
        self.at = at
        self.argument = ""
        self.arguments: dict[str, str] = {}

    def asking(self, argument: str, arguments: Mapping[str, Any]) -> NameNotResolved:
        self.argument = argument
        self.arguments = {name: str(typed) for name, typed in arguments.items() if typed is not None}
        return self


class QueryResolver:
    """Reads typed words by what one library knows. `most_suggested` names are offered in a question back."""

    def __init__(self, engine: QueryEngine, most_suggested: int = _SUGGESTED) -> None:
        self.engine = engine
        self._most_suggested = most_suggested

    def find_person(self, text: str, period: Period = (None, None)) -> LookupResult:
        """Who is meant; an office is one held in `period`, by default in the time of the library."""
        if person := self.engine.people.get(text):
            return _by_id(text, person.name.en)
        registry = self.engine.registry
        when = period if period != (None, None) else (registry.first, registry.last)
        return self.engine.person_lookup.find(_checked(text, "person"), when=when)

    def is_person(self, text: str) -> bool:
        """Whether exactly one person is meant."""
        return self.find_person(text).outcome == "one"

    def find_topic(self, text: str) -> LookupResult:
        if topic := self.engine.topics.get(text):
            return _by_id(text, topic.pref_label.en)
        return self.engine.topic_lookup.find(_checked(text, "topic"))

    async def read(
        self, question: Question, words: Sequence[str], given: Mapping[str, Any], today: date
    ) -> Query:
        """A question whose arguments are as typed, resolved.

        `given` are arguments by name, as text (`since` and `until` may be dates; None is left out);
        `words` are those of a line in which the others stand, but for those of one word. Raises
        NameNotResolved or UserError.
        """
        period = read_period(given.get("since"), given.get("until"), today)
        made: dict[str, object] = dict(zip(("since", "until"), period, strict=True))
        names, note = self._read_names(question, words, given, period)
        made, notes = {**made, **names}, [note]
        for argument in question.arguments:
            if argument.name not in made:
                typed = given.get(argument.name)
                if typed is None and argument.flag is None and not argument.one_word:
                    typed = " ".join(words)
                if typed is not None:
                    given = {**given, argument.name: typed}
                    made[argument.name], note = await self._value(question, argument, given, period, today)
                    notes.append(note)
        query = Query.of(question.name, **made, note="; ".join(filter(None, notes)) or None)
        if question.check is not None:
            question.check(self.engine, query)
        return query

    def _read_names(
        self, question: Question, words: Sequence[str], given: Mapping[str, Any], period: Period
    ) -> tuple[dict[str, object], str | None]:
        """The ids of the names that the question requires: all given by name, or all in the line.

        With a note about an office.
        """
        names = question.names_in_line
        parts = [given[argument.name] for argument in names if given.get(argument.name) is not None]
        if len(parts) == len(names):
            runs: list[tuple[tuple[Argument, ...], tuple[str, ...]]] = [
                ((argument,), (part,)) for argument, part in zip(names, parts, strict=True)
            ]
        else:
            if not words:
                missing = next(argument.name for argument in names if given.get(argument.name) is None)
                raise QuestionRefused(
                    f"`{question.name}` lacks its {missing}",
                    f"see `help {question.name}`",
                    N_("This question lacks its “{name}”."),
                    name=missing,
                )
            runs = [(names, tuple(words) if len(names) > 1 else (" ".join(words),))]
        made: dict[str, object] = {}
        notes = []
        for among, typed in runs:
            roles = tuple(argument.kind for argument in among)
            try:
                ids, note = self.resolve(question.name, typed, roles, period)
            except NameNotResolved as unclear:
                by_name = zip((argument.name for argument in among), unclear.parts, strict=True)
                raise unclear.asking(among[unclear.at].name, {**given, **dict(by_name)}) from None
            made |= {argument.name: id for argument, id in zip(among, ids, strict=True)}
            notes.append(note)
        return made, "; ".join(filter(None, notes)) or None

    async def _value(
        self, question: Question, argument: Argument, given: Mapping[str, Any], period: Period, today: date
    ) -> tuple[object, str | None]:
        """The value of one argument, and a note about an office."""
        typed = given[argument.name]
        match argument.kind:
            case "person" | "topic":
                try:
                    ids, note = self.resolve(question.name, (typed,), (argument.kind,), period)
                except NameNotResolved as unclear:
                    raise unclear.asking(argument.name, given) from None
                return ids[0], note
            case "statement":
                return read_statement_id(typed) or typed, None
            case "choice":
                return one_choice(typed, argument.choices), None
            case "words":
                search_words(typed)
            case "article":
                return one_article(typed, await self.engine.articles()).id, None
            case "day":
                return read_anniversary(typed, today), None
        return typed, None

    def resolve_one(self, command: str, role: str, text: str, period: Period = (None, None)) -> str:
        """The id of the one person or topic that `text` names. Raises NameNotResolved."""
        return self.resolve(command, (text,), (role,), period)[0][0]

    def resolve(
        self, command: str, words: Sequence[str], roles: Sequence[str], period: Period = (None, None)
    ) -> tuple[tuple[str, ...], str | None]:
        """The ids that the words name, a role each, and a note about an office.

        `period` tells which holder of an office is meant: of topics it says nothing. Raises
        NameNotResolved or UserError.
        """
        period = period if "person" in roles else (None, None)
        wanted = (
            "two people and a topic" if list(roles).count("person") == 2 else "a " + " and a ".join(roles)
        )
        if len(words) < len(roles):
            raise UserError(f"`{command}` needs {wanted}", f"see `help {command}`")
        if len(words) > _MOST_WORDS or sum(map(len, words)) > LONGEST_NAME * len(roles):
            many = len(words) > _MOST_WORDS
            raise QuestionRefused(
                f"that is too long for {wanted}",
                f"a name has at most {LONGEST_NAME} characters",
                N_("Those are too many words for names: at most {most} are read.") if many else _NAME_LENGTH,
                most=_MOST_WORDS if many else LONGEST_NAME,
            )

        @cache  # the same words stand in many of the ways to divide a line
        def find(role: str, part: str) -> LookupResult:
            return self._find(role, part, period)

        ways = [parts for parts in splits(words, len(roles)) if _may_be_people(parts, roles)]
        if roles.count("person") > 1:
            # A name with an “and” inside of it is looked for where the line makes no sense without one.
            plain = [without_and(parts) for parts in ways if is_parted_by_and(parts)]
            whole = _sensible(find, roles, plain) or _sensible(find, roles, ways)
            ways = plain or ways
        else:
            whole = _sensible(find, roles, ways)
        # Whoever names the topic first means the same.
        whole = whole or list(_in_other_orders(find, roles, words))
        # Two ways to divide the words that both make sense are one only if they mean the same.
        readings = {tuple(result.answer or "" for result in results): results for results in whole}
        if len(readings) != 1:
            ways.sort(key=lambda parts: len(" ".join(parts[:-1]).split()))
            tried = whole or [tuple(map(find, roles, parts)) for parts in ways[:_MOST_WAYS]]
            raise self._asking_back(command, roles, tried, period, find)
        ids, results = readings.popitem()
        return ids, _office_note(results)

    def _find(self, role: str, text: str, period: Period) -> LookupResult:
        return self.find_person(text, period) if role == "person" else self.find_topic(text)

    def _asking_back(
        self,
        command: str,
        roles: Sequence[str],
        tried: list[tuple[LookupResult, ...]],
        period: Period,
        find: Callable[[str, str], LookupResult],
    ) -> NameNotResolved:
        """What is not clear in the best reading of the words."""
        best = max(tried, key=_clarity)
        unclear = (i for i, result in enumerate(best) if result.outcome != "one")
        differing = (i for i in range(len(roles)) if len({results[i].answer for results in tried}) > 1)
        at = next(unclear, None)
        if at is None:  # each reading is clear in itself: ask for the name by which they differ
            at = next(differing, 0)
        role, result = roles[at], best[at]
        known = {r: res.answer for r, res in zip(roles, best, strict=True) if res.outcome == "one"}
        readings_clash = result.outcome == "one"
        if readings_clash:
            suggested = tuple(other[at].matches[0] for other in tried)
        else:
            suggested = tuple(m for m in result.matches if m.score >= _LIKE or result.outcome == "several")
        unique = list({match.id: match for match in suggested}.values())[: self._most_suggested]
        other = find(_OTHER_KIND[role], result.query) if result.outcome == "none" else result
        misplaced = other.outcome == "one" and not readings_clash
        person, topic = known.get("person"), known.get("topic")
        answer = QueryResult(
            command=command,
            outcome="ambiguous" if readings_clash or result.outcome == "several" else "unknown",
            person=self.engine.people[person] if person and role != "person" else None,
            topic=self.engine.topics[topic] if topic and role != "topic" else None,
            since=period[0].isoformat() if period[0] else None,
            until=period[1].isoformat() if period[1] else None,
            asked=(role, result.query),
            suggestions=() if misplaced else tuple(map(_suggestion, unique)),
            of_other_kind=_suggestion(other.matches[0]) if misplaced else None,
            note=result.note,
            warnings=self.engine.warnings,
        )
        return NameNotResolved(answer, tuple(res.query for res in best), at)


def _suggestion(match: Match) -> Suggestion:
    return Suggestion(match.id, match.name, match.score, match.reason)


def _in_other_orders(
    find: Callable[[str, str], LookupResult], roles: Sequence[str], words: Sequence[str]
) -> Iterator[tuple[LookupResult, ...]]:
    """What the words mean, in the order of `roles`, if the topic does not stand last in them."""
    for order in dict.fromkeys(permutations(roles)):
        in_place = sorted(range(len(roles)), key=lambda at: order[at] == "topic")
        for parts in islice(splits(words, len(roles)), _MOST_WAYS):
            if (found := _whole(find, order, parts)) is not None:
                yield tuple(found[at] for at in in_place)


def _may_be_people(parts: Sequence[str], roles: Sequence[str]) -> bool:
    """False if a person would have more words than name, title and office together."""
    return len(roles) == 1 or all(
        role != "person" or len(part.split()) <= _MOST_PERSON_WORDS
        for role, part in zip(roles, parts, strict=True)
    )


def _sensible(
    find: Callable[[str, str], LookupResult], roles: Sequence[str], ways: Sequence[Sequence[str]]
) -> list[tuple[LookupResult, ...]]:
    """What the ways to divide a line mean in which all is clear; nobody twice where it can be helped."""
    whole = [results for parts in ways if (results := _whole(find, roles, parts)) is not None]
    return [results for results in whole if len({r.answer for r in results}) == len(roles)] or whole


def _whole(
    find: Callable[[str, str], LookupResult], roles: Sequence[str], parts: Sequence[str]
) -> tuple[LookupResult, ...] | None:
    """What each part means if all of them are clear; None from the first that is not."""
    found = []
    for role, part in zip(roles, parts, strict=True):
        found.append(find(role, part))
        if found[-1].outcome != "one":
            return None
    return tuple(found)


def _clarity(results: tuple[LookupResult, ...]) -> tuple[int, float]:
    """How near a reading is to an answer: roles settled, then roles that only need asking, then scores."""
    rank = {"one": 3, "several": 2, "none": 0}
    scores = sum(result.matches[0].score if result.matches else 0.0 for result in results)
    return sum(rank[result.outcome] for result in results), scores


def _by_id(id: str, name: str) -> LookupResult:
    """An id names one, whatever else is called alike."""
    return LookupResult(id, "one", (Match(id, name, 100.0, "id"),))


def _office_note(results: Sequence[LookupResult]) -> str | None:
    """Who was found by an office, and for which years."""
    best: list[Match] = [result.matches[0] for result in results if result.matches]
    notes = [f"{m.name}, {m.note}" for m in best if m.reason == "office" and m.note]
    return "; ".join(notes) or None


def _checked(text: str, role: str) -> str:
    if not text.strip():
        raise QuestionRefused(
            f"the {role} is empty",
            f"name a {role}; `people` and `topics` list them",
            _NAME_LENGTH,
            most=LONGEST_NAME,
        )
    return text
