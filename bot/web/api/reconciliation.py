"""People and topics as a reconciliation service has them: found by name, described, extended.

The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), which OpenRefine speaks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefs.errors import UserError
from briefs.model import Person, Topic
from briefs.names import Match
from briefs.query import LONGEST_NAME, QueryEngine, QueryResolver

MOST_QUERIES = 100  # of one batch; also entities, and properties, of one extension
MOST_CANDIDATES, CANDIDATES = 50, 10
_LIKE = 40.0  # whoever is less like what was asked is nobody to suggest
TYPES = {"person": "Person, group or organisation", "topic": "Topic"}
_Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    types: tuple[str, ...]
    values: Callable[[QueryEngine, Any], list[_Value]]  # of a Person or a Topic


def _text(value: str | None) -> list[_Value]:
    return [{"str": value}] if value else []


def _broader(engine: QueryEngine, topic: Topic) -> list[_Value]:
    return [{"id": f"topic/{id}", "name": engine.topics[id].pref_label.en} for id in topic.broader]


def _statements(engine: QueryEngine, one: Person | Topic) -> list[_Value]:
    registry = engine.registry
    counted = registry.statements_by if isinstance(one, Person) else registry.statements_about
    return [{"int": counted[one.id]}]


PROPERTIES = {
    "wikidata": _Property("Wikidata item", ("person", "topic"), lambda _, one: _text(one.wikidata)),
    "kind": _Property("Kind", ("person",), lambda _, one: _text(one.kind)),
    "role": _Property("Roles", ("person",), lambda _, one: [{"str": role.title.en} for role in one.roles]),
    "organisation": _Property(
        "Organisations",
        ("person",),
        lambda _, one: [
            {"str": name} for name in dict.fromkeys(role.organisation for role in one.roles) if name
        ],
    ),
    "broader": _Property("Broader topics", ("topic",), _broader),
    "statements": _Property("Statements on record", ("person", "topic"), _statements),
}


def named_type(type: str) -> dict[str, str]:
    return {"id": type, "name": TYPES[type]}


class Reconciler:
    """Answers for one engine. Entities are `person/ID` and `topic/ID`.

    Every method raises UserError for a request that does not have the protocol's form.
    """

    def __init__(self, engine: QueryEngine) -> None:
        self._engine = engine
        self._resolver = QueryResolver(engine)

    def batch(self, queries: Any) -> dict[str, Any]:
        """The candidates of each query of a batch."""
        if not isinstance(queries, dict):
            raise UserError("`queries` is no object", 'write for example {"q0": {"query": "Lavrov"}}')
        if len(queries) > MOST_QUERIES:
            raise UserError(f"there are more than {MOST_QUERIES} queries", "send them in several batches")
        return {name: {"result": self._candidates(query)} for name, query in queries.items()}

    def _candidates(self, query: Any) -> list[dict[str, Any]]:
        if not isinstance(query, dict):
            raise UserError("a query is no object", 'write for example {"query": "Lavrov", "type": "person"}')
        text, wanted = query.get("query", ""), _properties(query.get("properties", []))
        if not isinstance(text, str) or not (text.strip() or wanted):
            raise UserError("a query has no text", 'write for example {"query": "Lavrov"}')
        found = []
        for type in _types(query.get("type")):
            found += self._of_type(type, text[:LONGEST_NAME], wanted)
        found.sort(key=lambda each: (-each["match"], -each["score"]))
        # of a person and a topic that are both meant, neither is certain
        if sum(each["match"] for each in found) > 1:
            found = [{**each, "match": False} for each in found]
        return found[: _limit(query.get("limit"))]

    def _of_type(self, type: str, text: str, wanted: Mapping[str, set[str]]) -> list[dict[str, Any]]:
        identified = self._identified(type, wanted)
        matches: dict[str, tuple[Match, bool]] = {}
        if text.strip():
            find = self._resolver.find_person if type == "person" else self._resolver.find_topic
            result = find(text)
            certain = result.outcome == "one" and not identified
            for match in result.matches:
                if match.score >= _LIKE or result.outcome == "several":
                    matches[match.id] = (match, certain and match is result.matches[0])
        for id in identified:  # a Wikidata item is certain, whatever the name
            name = self._things(type)[id]
            matches[id] = (Match(id, _name(name), 100.0, "id"), len(identified) == 1)
        return [self._candidate(type, match, certain) for match, certain in matches.values()]

    def _identified(self, type: str, wanted: Mapping[str, set[str]]) -> list[str]:
        items = wanted.get("wikidata", set())
        return [id for id, one in self._things(type).items() if one.wikidata and one.wikidata in items]

    def _candidate(self, type: str, match: Match, certain: bool) -> dict[str, Any]:
        one = self._things(type)[match.id]
        return {
            "id": f"{type}/{match.id}",
            "name": match.name,
            "description": self.description(one),
            "type": [named_type(type)],
            "score": round(match.score, 1),
            "match": certain,
            "features": [
                {"id": "name_likeness", "value": round(match.score, 1)},
                {"id": "statements", "value": _statements(self._engine, one)[0]["int"]},
            ],
        }

    def _things(self, type: str) -> Mapping[str, Person | Topic]:
        return self._engine.people if type == "person" else self._engine.topics

    def thing(self, id: str) -> Person | Topic | None:
        """What `person/ID` or `topic/ID` is; None where the library has it not."""
        type, _, rest = id.partition("/")
        return self._things(type).get(rest) if type in TYPES else None

    def description(self, one: Person | Topic) -> str:
        """The last office of a person, the note on a topic; and how much is on record."""
        if isinstance(one, Person):
            told = one.roles[-1].title.en if one.roles else one.kind
        else:
            told = one.scope_note or "topic"
        count = _statements(self._engine, one)[0]["int"]
        return f"{told}; {count} statement{'' if count == 1 else 's'} on record"

    def entities(self, prefix: str) -> dict[str, Any]:
        """People and topics whose name is typed so far."""
        engine = self._engine
        typed = prefix[:LONGEST_NAME]
        people = engine.person_lookup.suggest(typed, CANDIDATES, engine.registry.statements_by)
        topics = engine.topic_lookup.suggest(typed, CANDIDATES, engine.registry.statements_about)
        found = [("person", match) for match in people] + [("topic", match) for match in topics]
        return {
            "result": [
                {
                    "id": f"{type}/{match.id}",
                    "name": match.name,
                    "description": self.description(self._things(type)[match.id]),
                    "notable": [named_type(type)],
                }
                for type, match in found
            ]
        }

    def extend(self, asked: Any) -> dict[str, Any]:
        """Values of properties of entities; an entity that is not known has none."""
        ids, properties = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (0, 0)
        form = '{"ids": ["person/…"], "properties": [{"id": "wikidata"}]}'
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            raise UserError("`extend` has no list of ids", f"write for example {form}")
        if not isinstance(properties, list) or not all(
            isinstance(each, dict) and isinstance(each.get("id"), str) for each in properties
        ):
            raise UserError("`extend` has no list of properties", f"write for example {form}")
        if max(len(ids), len(properties)) > MOST_QUERIES:
            raise UserError(f"there are more than {MOST_QUERIES} ids or properties", "ask for them in parts")
        names = [each["id"] for each in properties]
        return {
            "meta": [
                {"id": name, "name": PROPERTIES[name].name if name in PROPERTIES else name} for name in names
            ],
            "rows": {id: {name: self._values(id, name) for name in names} for id in ids},
        }

    def _values(self, id: str, name: str) -> list[_Value]:
        one, known = self.thing(id), PROPERTIES.get(name)
        if one is None or known is None or id.partition("/")[0] not in known.types:
            return []
        return known.values(self._engine, one)


def proposed(type: str, limit: int | None) -> dict[str, Any]:
    """The properties that entities of a type have."""
    found = [{"id": id, "name": each.name} for id, each in PROPERTIES.items() if type in each.types]
    shown = found if limit is None else found[:limit]
    return {"type": type, "properties": shown, **({} if limit is None else {"limit": limit})}


def suggested(things: Mapping[str, str], prefix: str) -> dict[str, Any]:
    """Types or properties whose id or name begins so."""
    typed = prefix.strip().casefold()
    return {
        "result": [
            {"id": id, "name": name}
            for id, name in things.items()
            if any(word.startswith(typed) for word in (id, name.casefold(), *name.casefold().split()))
        ]
    }


def _name(one: Person | Topic) -> str:
    return one.name.en if isinstance(one, Person) else one.pref_label.en


def _types(asked: Any) -> list[str]:
    """Those that are asked for; of a type that is not known there is nothing."""
    if asked is None or asked == "" or asked == []:
        return list(TYPES)
    given = asked if isinstance(asked, list) else [asked]
    if not all(isinstance(type, str) for type in given):
        raise UserError("`type` is no text", "it is person or topic, or a list of them")
    return [type for type in TYPES if type in given]


def _limit(asked: Any) -> int:
    if asked is None:
        return CANDIDATES
    if isinstance(asked, bool) or not isinstance(asked, int | float) or not math.isfinite(asked) or asked < 1:
        raise UserError("`limit` is no number of candidates", f"it is from 1 to {MOST_CANDIDATES}")
    return min(int(asked), MOST_CANDIDATES)


def _properties(asked: Any) -> dict[str, set[str]]:
    """Property to the values that are wanted, as text."""
    if not isinstance(asked, list) or len(asked) > MOST_QUERIES:
        raise UserError("`properties` is no list", 'such as [{"pid": "wikidata", "v": "Q58217"}]')
    found: dict[str, set[str]] = {}
    for each in asked:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise UserError("a property has no pid and v", 'such as {"pid": "wikidata", "v": "Q58217"}')
        values = each["v"] if isinstance(each["v"], list) else [each["v"]]
        plain = (value.get("id", "") if isinstance(value, dict) else value for value in values)
        found.setdefault(each["pid"], set()).update(str(value) for value in plain)
    return found
