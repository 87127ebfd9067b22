"""Commands that list or count what the library knows, and the lookup itself."""

from __future__ import annotations

import click

from bot.terminal.context import ANSWERED, NOTHING, Reply, Session
from bot.terminal.options import WORDS, as_json, words
from briefs.model import Person
from briefs.names import Result
from briefs.render.text import BLANK, Line


@click.command("people", epilog="Example: onrecord people")
@as_json
@click.pass_obj
def people(session: Session) -> Reply:
    """Everybody who is known, with the number of their statements."""
    catalogue = session.desk.catalogue
    listed = sorted(catalogue.people, key=lambda p: (-catalogue.said[p.id], p.name.en))
    document = {
        "outcome": "answered",
        "people": [
            {
                "id": p.id,
                "name": p.name.en,
                "kind": p.kind,
                "role": last_role(p),
                "statements": catalogue.said[p.id],
            }
            for p in listed
        ],
        "warnings": list(session.desk.warnings),
    }
    return Reply(document, lambda: [_person_line(p, catalogue.said[p.id]) for p in listed])


def last_role(person: Person) -> str | None:
    return person.roles[-1].title.en if person.roles else None


def counted(statements: int) -> str:
    return "1 statement" if statements == 1 else f"{statements} statements"


def _person_line(person: Person, statements: int) -> Line:
    role = last_role(person)
    return (
        ("name", person.name.en), ("", f", {role}" if role else ""), ("dim", f"  {counted(statements)}  "),
        ("id", person.id),
    )  # fmt: skip


@click.command("topics", epilog="Example: onrecord topics")
@as_json
@click.pass_obj
def topics(session: Session) -> Reply:
    """Every topic, with the number of statements on it or on anything narrower."""
    catalogue = session.desk.catalogue
    listed = sorted(catalogue.topics, key=lambda t: (-catalogue.bearing[t.id], t.pref_label.en))
    document = {
        "outcome": "answered",
        "topics": [
            {
                "id": t.id,
                "label": t.pref_label.en,
                "alt_labels": list(t.alt_labels),
                "broader": list(t.broader),
                "statements": catalogue.bearing[t.id],
            }
            for t in listed
        ],
        "warnings": list(session.desk.warnings),
    }
    return Reply(
        document,
        lambda: [
            (("name", t.pref_label.en), ("dim", f"  {counted(catalogue.bearing[t.id])}  "), ("id", t.id))
            for t in listed
        ],
    )


@click.command("lookup", context_settings=WORDS, epilog="Example: onrecord lookup person лавров")
@click.argument("kind", type=click.Choice(["person", "topic"]))
@words(metavar="QUERY")
@as_json
@click.pass_obj
def lookup(session: Session, kind: str, words: tuple[str, ...]) -> Reply:
    """Whom or what a name means: one, several or none."""
    text = " ".join(words)
    find = session.questions.find_person if kind == "person" else session.questions.find_topic
    result = find(text)
    name = result.matches[0].name if result.outcome == "one" else None
    document = {
        "outcome": result.outcome,
        "answer": result.answer,
        "name": name,
        "matches": [
            {"id": m.id, "name": m.name, "score": m.score, "reason": m.reason, "note": m.note}
            for m in result.matches
        ],
        "note": result.note,
        "warnings": list(session.desk.warnings),
    }
    return Reply(document, lambda: _lookup_lines(result), ANSWERED if result.outcome == "one" else NOTHING)


def _lookup_lines(result: Result) -> list[Line]:
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
        for m in (result.matches[:1] if result.outcome == "one" else result.matches[:8])
    ]  # fmt: skip
    return [*lines, (("dim", result.note),)] if result.note else lines


@click.command("stats", epilog="Example: onrecord stats")
@as_json
@click.pass_obj
def stats(session: Session) -> Reply:
    """What the library holds, in numbers."""
    catalogue, tally = session.desk.catalogue, session.wait(session.desk.index.tally())
    numbers = {
        "articles": catalogue.articles,
        "statements": catalogue.statements,
        "people": len(catalogue.people),
        "topics": len(catalogue.topics),
        "first": catalogue.first.isoformat() if catalogue.first else None,
        "last": catalogue.last.isoformat() if catalogue.last else None,
    }
    document = {
        "outcome": "answered", **numbers, **tally, "digest": catalogue.digest,
        "warnings": list(session.desk.warnings),
    }  # fmt: skip
    lines: list[Line] = [(("label", f"{name}: "), ("", str(value))) for name, value in numbers.items()]
    for name, counts in tally.items():
        lines += [BLANK, (("label", f"by {name}: "), ("", ", ".join(f"{k} {n}" for k, n in counts.items())))]
    return Reply(document, lambda: lines)
