"""Whom or what a name means, and why."""

from __future__ import annotations

from typing import Any

import click

from bot.terminal.commands.questions import shell_command
from bot.terminal.context import CliContext, Reply
from briefs.query.questions import question_named
from briefs.render import Line

_QUESTION = shell_command(question_named("lookup"))
_KINDS = ("person", "topic")
_EXPLAIN = click.Option(["--explain"], is_flag=True, help="Say what spoke for and against the nearest three.")


class _Lookup(click.Command):
    """Takes a name without its kind, too: it is a person's, or else a topic's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = [arg for arg in args if not arg.startswith("-")]
        if named and named[0].lower() not in _KINDS:
            engine = ctx.obj.engine
            lookups = engine.person_lookup, engine.topic_lookup
            person, topic = (each.find(" ".join(named)).outcome != "none" for each in lookups)
            args = ["topic" if topic and not person else "person", *args]
        return super().parse_args(ctx, args)


@click.command(
    "lookup",
    cls=_Lookup,
    params=[*_QUESTION.params, _EXPLAIN],
    help=_QUESTION.help,
    epilog=_QUESTION.epilog,
    context_settings=_QUESTION.context_settings,
)
@click.pass_context
def lookup(ctx: click.Context, /, explain: bool, **options: Any) -> Any:
    """The question of this name, with reasons if they are wanted."""
    reply: Reply = ctx.invoke(_QUESTION, **options)
    return _explained(ctx.obj, reply, options["kind"], " ".join(options["words"])) if explain else reply


def _explained(context: CliContext, reply: Reply, kind: str, name: str) -> Reply:
    engine = context.engine
    found = (engine.person_lookup if kind == "person" else engine.topic_lookup).explain(name)
    lines: list[Line] = []
    for one in found:
        lines.append((("name", one.match.name), ("id", f"  {one.match.id}")))
        lines += [(("", f"  for: {reason}"),) for reason in one.spoke_for]
        lines += [(("dim", f"  against: {reason}"),) for reason in one.against]
    told = [{"id": one.match.id, "for": list(one.spoke_for), "against": list(one.against)} for one in found]
    return Reply({**reply.document, "explained": told}, lambda: [*reply.lines(), *lines], reply.status)
