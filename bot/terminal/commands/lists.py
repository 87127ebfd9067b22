"""Commands that list or count what the library knows, and the lookup itself."""

from __future__ import annotations

import click

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import WORDS, as_json, words
from briefs.model import Person
from briefs.names import Result
from briefs.render.text import BLANK, Line


@click.command("people", epilog="Example: onrecord people")
@as_json
@click.pass_obj
def people(context: CliContext) -> Reply:
    """Everybody who is known, with the number of their statements."""
    registry = context.engine.registry
    listed = sorted(registry.people, key=lambda p: (-registry.said[p.id], p.name.en))
    document = {
        "outcome": "answered",
        "people": [
            {
                "id": p.id,
                "name": p.name.en,
                "kind": p.kind,
                "role": last_role(p),
                "statements": registry.said[p.id],
            }
            for p in listed
        ],
        "warnings": list(context.engine.warnings),
    }
    return Reply(document, lambda: [_person_line(p, registry.said[p.id]) for p in listed])


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
def topics(context: CliContext) -> Reply:
    """Every topic, with the number of statements on it or on anything narrower."""
    registry = context.engine.registry
    listed = sorted(registry.topics, key=lambda t: (-registry.bearing[t.id], t.pref_label.en))
    document = {
        "outcome": "answered",
        "topics": [
            {
                "id": t.id,
                "label": t.pref_label.en,
                "alt_labels": list(t.alt_labels),
                "broader": list(t.broader),
                "statements": registry.bearing[t.id],
            }
            for t in listed
        ],
        "warnings": list(context.engine.warnings),
    }
    return Reply(
        document,
        lambda: [
            (("name", t.pref_label.en), ("dim", f"  {counted(registry.bearing[t.id])}  "), ("id", t.id))
            for t in listed
        ],
    )


@click.command("lookup", context_settings=WORDS, epilog="Example: onrecord lookup person лавров")
@click.argument("kind", type=click.Choice(["person", "topic"]))
@words(metavar="QUERY")
@as_json
@click.pass_obj
def lookup(context: CliContext, kind: str, words: tuple[str, ...]) -> Reply:
    """Whom or what a name means: one, several or none."""
    text = " ".join(words)
    find = context.resolver.find_person if kind == "person" else context.resolver.find_topic
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
        "warnings": list(context.engine.warnings),
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
def stats(context: CliContext) -> Reply:
    """What the library holds, in numbers."""
    registry, tally = context.engine.registry, context.run(context.engine.index.counts())
    numbers = {
        "articles": registry.articles,
        "statements": registry.statements,
        "people": len(registry.people),
        "topics": len(registry.topics),
        "first": registry.first.isoformat() if registry.first else None,
        "last": registry.last.isoformat() if registry.last else None,
    }
    document = {
        "outcome": "answered", **numbers, **tally, "digest": registry.digest,
        "warnings": list(context.engine.warnings),
    }  # fmt: skip
    lines: list[Line] = [(("label", f"{name}: "), ("", str(value))) for name, value in numbers.items()]
    for name, counts in tally.items():
        lines += [BLANK, (("label", f"by {name}: "), ("", ", ".join(f"{k} {n}" for k, n in counts.items())))]
    return Reply(document, lambda: lines)
