"""Renders lists, numbers and single statements: each as a JSON document and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from briefs.index import Registry
from briefs.model import Article, Person, Statement, Topic
from briefs.names import LookupResult
from briefs.render.context import sentences_around
from briefs.render.counts import counted
from briefs.render.json import Document, statement_document
from briefs.render.statement_text import BLANK, Line

_MOST_LOOKED_UP = 8  # matches that the lines of a lookup show

Counts = Mapping[str, Mapping[str, int]]


def people_document(registry: Registry) -> Document:
    """Everybody in the library, those with most statements first; `role` is the last one on record."""
    return {
        "outcome": "answered",
        "people": [
            {
                "id": p.id,
                "name": p.name.en,
                "kind": p.kind,
                "role": _last_role(p),
                "statements": registry.statements_by[p.id],
            }
            for p in _people(registry)
        ],
    }


def people_lines(registry: Registry) -> list[Line]:
    """The same, a line each."""
    if not registry.people:
        return [
            (
                (
                    "dim",
                    "Nobody is known yet: people are written into config/people.yaml, or made in `review`.",
                ),
            )
        ]
    return [_person_line(person, registry.statements_by[person.id]) for person in _people(registry)]


def _people(registry: Registry) -> list[Person]:
    return sorted(registry.people, key=lambda p: (-registry.statements_by[p.id], p.name.en))


def _last_role(person: Person) -> str | None:
    return person.roles[-1].title.en if person.roles else None


def _person_line(person: Person, statements: int) -> Line:
    role = _last_role(person)
    return (
        ("name", person.name.en), ("", f", {role}" if role else ""),
        ("dim", f"  {counted(statements, 'statement')}  "),
        ("id", person.id),
    )  # fmt: skip


def topics_document(registry: Registry) -> Document:
    """Every topic, those with most statements first; statements on narrower topics count too."""
    return {
        "outcome": "answered",
        "topics": [
            {
                "id": t.id,
                "label": t.pref_label.en,
                "alt_labels": list(t.alt_labels),
                "broader": list(t.broader),
                "statements": registry.statements_about[t.id],
            }
            for t in _topics(registry)
        ],
    }


def topics_lines(registry: Registry) -> list[Line]:
    """The same, a line each."""
    if not registry.topics:
        return [
            (
                (
                    "dim",
                    "No topic is known yet: they are written into config/topics.yaml, or made in `review`.",
                ),
            )
        ]
    return [
        (
            ("name", t.pref_label.en),
            ("dim", f"  {counted(registry.statements_about[t.id], 'statement')}  "),
            ("id", t.id),
        )
        for t in _topics(registry)
    ]


def _topics(registry: Registry) -> list[Topic]:
    return sorted(registry.topics, key=lambda t: (-registry.statements_about[t.id], t.pref_label.en))


def lookup_document(result: LookupResult) -> Document:
    """Who or what a name means; `score` runs from 0 to 100, `reason` is one of briefs.names."""
    return {
        "outcome": result.outcome,
        "answer": result.answer,
        "name": result.matches[0].name if result.outcome == "one" else None,
        "matches": [
            {"id": m.id, "name": m.name, "score": m.score, "reason": m.reason, "note": m.note}
            for m in result.matches
        ],
        "note": result.note,
    }


def lookup_lines(result: LookupResult) -> list[Line]:
    """The same; of one that is meant no others are shown."""
    heads = {
        "one": "One:",
        "several": "Several:",
        "none": "None. The nearest:" if result.matches else "None.",
    }
    lines: list[Line] = [(("title", heads[result.outcome]),)]
    lines += [
        (
            ("name", f"  {m.name}"), ("id", f"  {m.id}"),
            ("dim", f"  {m.score:.0f}, {m.reason}{', ' + m.note if m.note else ''}"),
        )
        for m in (result.matches[:1] if result.outcome == "one" else result.matches[:_MOST_LOOKED_UP])
    ]  # fmt: skip
    return [*lines, (("dim", result.note),)] if result.note else lines


def _numbers(registry: Registry) -> dict[str, int | str | None]:
    return {
        "articles": registry.articles,
        "statements": registry.statements,
        "people": len(registry.people),
        "topics": len(registry.topics),
        "first": registry.first.isoformat() if registry.first else None,
        "last": registry.last.isoformat() if registry.last else None,
    }


def stats_document(registry: Registry, counts: Counts) -> Document:
    """The size of the library, its first and last day, and statements counted by whatever `counts` has."""
    return {"outcome": "answered", **_numbers(registry), **counts, "digest": registry.digest}


def stats_lines(registry: Registry, counts: Counts) -> list[Line]:
    """The same, without the digest."""
    lines: list[Line] = [
        (("label", f"{name}: "), ("", "none yet" if value is None else str(value)))
        for name, value in _numbers(registry).items()
    ]
    for name, by in counts.items() if registry.statements else ():
        lines += [BLANK, (("label", f"by {name}: "), ("", ", ".join(f"{k} {n}" for k, n in by.items())))]
    return lines


def context_document(statement: Statement, article: Article, site: str | None = None) -> Document:
    """One statement with the sentences around it."""
    before, after = sentences_around(article.text, statement.start, statement.end)
    return {
        "outcome": "answered",
        "statement": statement_document(statement, site),
        "statements": [statement_document(statement, site)],
        "context": {"before": before, "after": after},
    }


def citation_document(statement: Statement, forms: Mapping[str, str]) -> Document:
    """Citations of a statement by form, see :func:`briefs.render.citation.citations`."""
    return {"outcome": "answered", "id": statement.id, "citations": dict(forms)}
