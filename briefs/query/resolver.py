"""From typed words to answers: who and what is meant, then the desk. Shared by every line-based face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from briefs.errors import UserError
from briefs.i18n import N_
from briefs.model import ArticleRef, QueryResult, Suggestion
from briefs.names import Match, Result
from briefs.query.engine import QueryEngine
from briefs.query.questions import Argument, Query, Question, QuestionRefused
from briefs.query.tokenizer import splits

LONGEST_NAME = 200  # characters of a person's or topic's name that are looked up
_MOST_WORDS = 24  # words that are tried as person and topic
_MOST_SUGGESTED = 5

Period = tuple[date | None, date | None]


class NameNotResolved(Exception):
    """A name that is not one person or topic; `answer` asks back or suggests.

    `parts` are the words as they were best divided among the roles; `parts[at]` is what is not clear.
    """

    def __init__(self, answer: QueryResult, parts: tuple[str, ...] = (), at: int = 0) -> None:
        super().__init__(answer.outcome)
        self.answer = answer
        self.parts = parts
        self.at = at


class QueryResolver:
    """Resolves names by one desk and asks it."""

    def __init__(self, engine: QueryEngine) -> None:
        self.engine = engine

    def find_person(self, text: str, period: Period = (None, None)) -> Result:
        """Who is meant; an office is one held in `period`, by default in the time of the library."""
        if person := self.engine.people.get(text):
            return _by_id(text, person.name.en)
        registry = self.engine.registry
        when = period if period != (None, None) else (registry.first, registry.last)
        return self.engine.person_lookup.find(_checked(text, "person"), when=when)

    def find_topic(self, text: str) -> Result:
        if topic := self.engine.topics.get(text):
            return _by_id(text, topic.pref_label.en)
        return self.engine.topic_lookup.find(_checked(text, "topic"))

    async def read(
        self, question: Question, words: Sequence[str], options: Mapping[str, Any], today: date
    ) -> Query:
        """A question whose arguments are as typed, resolved.

        `words` are those of the line that no argument of one word took, `options` what was given by
        name: text, or a date for `since` and `until`. Raises NameNotResolved or UserError.
        """
        period = _in_sequence(options.get("since"), options.get("until"))
        names = question.names_in_line
        made: dict[str, object] = {}
        if names:
            roles = tuple(argument.kind for argument in names)
            parts = words if len(names) > 1 else [" ".join(words)]
            ids, note = self.resolve(
                question.name, parts, roles, period if "person" in roles else (None, None)
            )
            made = {"note": note, **{argument.name: id for argument, id in zip(names, ids, strict=True)}}
        for argument in question.arguments:
            if argument not in names:
                rest = argument.flag is None and not argument.one_word
                typed = " ".join(words) if rest else options.get(argument.name)
                if typed is not None:
                    made[argument.name] = await self._value(question, argument, typed, period, today)
        query = Query.of(question.name, **made)
        if question.check is not None:
            question.check(self.engine, query)
        return query

    async def _value(
        self, question: Question, argument: Argument, typed: Any, period: Period, today: date
    ) -> object:
        match argument.kind:
            case "person":
                return self.resolve_one(question.name, "person", typed, period)
            case "topic":
                return self.resolve_one(question.name, "topic", typed)
            case "words":
                search_words(typed)
            case "article":
                return one_article(typed, await self.engine.index.articles()).id
            case "day":
                from briefs.text import read_day  # few questions name a day

                month, day, _ = read_day(typed or "today", today)
                return f"{month:02}-{day:02}"
        return typed

    def resolve_one(self, command: str, role: str, text: str, period: Period = (None, None)) -> str:
        """The id of the one person or topic that `text` names. Raises NameNotResolved."""
        return self.resolve(command, (text,), (role,), period)[0][0]

    def resolve(
        self, command: str, words: Sequence[str], roles: Sequence[str], period: Period = (None, None)
    ) -> tuple[tuple[str, ...], str | None]:
        """The ids that the words name, a role each, and a note about an office. Raises NameNotResolved."""
        wanted = (
            "two people and a topic" if list(roles).count("person") == 2 else "a " + " and a ".join(roles)
        )
        if len(words) < len(roles):
            raise UserError(f"`{command}` needs {wanted}", f"see `help {command}`")
        if len(words) > _MOST_WORDS or sum(map(len, words)) > LONGEST_NAME * len(roles):
            raise UserError(f"that is too long for {wanted}", f"a name has at most {LONGEST_NAME} characters")
        tried = [
            tuple(self._find(role, part, period) for role, part in zip(roles, parts, strict=True))
            for parts in splits(words, len(roles))
        ]
        whole = [results for results in tried if all(result.outcome == "one" for result in results)]
        readings = {tuple(result.answer or "" for result in results): results for results in whole}
        if len(readings) != 1:
            raise self._asking_back(command, roles, whole or tried, period)
        ids, results = readings.popitem()
        return ids, _office_note(results)

    def _find(self, role: str, text: str, period: Period) -> Result:
        return self.find_person(text, period) if role == "person" else self.find_topic(text)

    def _asking_back(
        self, command: str, roles: Sequence[str], tried: list[tuple[Result, ...]], period: Period
    ) -> NameNotResolved:
        """What is not clear in the best reading of the words."""
        best = max(tried, key=_clarity)
        at = next((i for i, result in enumerate(best) if result.outcome != "one"), 0)
        role, result = roles[at], best[at]
        known = {r: res.answer for r, res in zip(roles, best, strict=True) if res.outcome == "one"}
        readings_clash = result.outcome == "one"
        suggested = tuple(other[at].matches[0] for other in tried) if readings_clash else result.matches
        unique = list({match.id: match for match in suggested}.values())[:_MOST_SUGGESTED]
        person, topic = known.get("person"), known.get("topic")
        answer = QueryResult(
            command=command,
            outcome="ambiguous" if readings_clash or result.outcome == "several" else "unknown",
            person=self.engine.people[person] if person and role != "person" else None,
            topic=self.engine.topics[topic] if topic and role != "topic" else None,
            since=period[0].isoformat() if period[0] else None,
            until=period[1].isoformat() if period[1] else None,
            asked=(role, result.query),
            suggestions=tuple(Suggestion(m.id, m.name, m.score, m.reason) for m in unique),
            note=result.note,
            warnings=self.engine.warnings,
        )
        return NameNotResolved(answer, tuple(res.query for res in best), at)


def _clarity(results: tuple[Result, ...]) -> tuple[int, float]:
    """How near a reading is to an answer: roles settled, then roles that only need asking, then scores."""
    rank = {"one": 3, "several": 2, "none": 0}
    scores = sum(result.matches[0].score if result.matches else 0.0 for result in results)
    return sum(rank[result.outcome] for result in results), scores


def _by_id(id: str, name: str) -> Result:
    """An id names one, whatever else is called alike."""
    return Result(id, "one", (Match(id, name, 100.0, "id"),))


def _office_note(results: Sequence[Result]) -> str | None:
    """Who was found by an office, and for which years."""
    best: list[Match] = [result.matches[0] for result in results if result.matches]
    notes = [f"{m.name}, {m.note}" for m in best if m.reason == "office" and m.note]
    return "; ".join(notes) or None


def _checked(text: str, role: str) -> str:
    if not text.strip():
        raise UserError(f"the {role} is empty", f"name a {role}; `people` and `topics` list them")
    return text


def shortened(text: str, most: int = 60) -> str:
    """User text fit for a message: one line, printable, not long."""
    line = "".join(ch if ch.isprintable() else " " for ch in text).strip()
    return line if len(line) <= most else line[: most - 1] + "…"


def search_tokens(text: str, most: int = 32) -> tuple[str, ...]:
    """The words of a search as the index knows them: runs of letters and figures."""
    found: list[str] = []
    word = ""
    for ch in text + " ":
        if ch.isalnum():
            word += ch
        elif word:
            found.append(word[:64])
            word = ""
    return tuple(found[:most])


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search. Raises QuestionRefused where there is none."""
    tokens = search_tokens(text)
    if not tokens:
        raise QuestionRefused(
            "there is no word to search for",
            "write for example `search strategic guarantees`",
            N_("There is no word to search for."),
        )
    return tokens


def one_article(text: str, articles: Sequence[ArticleRef]) -> ArticleRef:
    """The article that `text` names by id, file name or the start of either. Raises ArticleNotFound."""
    asked = text.strip().casefold()
    near = [
        ref for ref in articles if asked and any(n.casefold().startswith(asked) for n in (ref.id, ref.file))
    ]
    exact = [ref for ref in near if asked in (ref.id.casefold(), ref.file.casefold())]
    if len(exact or near) != 1:
        raise ArticleNotFound(text, tuple(near or articles)[:8], near=bool(near))
    return (exact or near)[0]


class ArticleNotFound(UserError):
    """A text by which no article or more than one goes; `articles` are some that there are."""

    def __init__(self, text: str, articles: tuple[ArticleRef, ...], *, near: bool) -> None:
        listed = ", ".join(f"{ref.id} ({ref.file})" for ref in articles)
        which = "several articles begin" if near else "no article begins"
        super().__init__(f"{which} with “{shortened(text)}”", f"there are: {listed}")
        self.articles = articles


def _in_sequence(since: date | None, until: date | None) -> Period:
    if since and until and since > until:
        raise UserError(f"since {since} is after until {until}", "swap the two dates")
    return since, until
