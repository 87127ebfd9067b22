"""`shifts`: pairs of one person's statements that differ, for a curator to confirm or to put away."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.context import NOTHING, CliContext, Reply, line_reply
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.i18n import ENGLISH

if TYPE_CHECKING:
    from bot.ingest import ShiftReview
    from briefs.model import ChangedStatements
    from briefs.render import Line
    from briefs.shifts import ProposedShift

_MOST = 20  # pairs that people are shown; the document has all


@click.command("shifts", epilog="Example: onrecord shifts --person lavrov")
@click.option("--person", metavar="PERSON", help="Only of one person.")
@click.option("--topic", metavar="TOPIC", help="Only on a topic, with what is narrower.")
@click.option("--decided", is_flag=True, help="What was decided already, instead of what is proposed.")
@click.option("--confirm", metavar="ID", help="Show the pair to readers as changed.")
@click.option("--put-away", metavar="ID", help="Show it to nobody, and propose it no more.")
@click.option("--words", metavar="S", help="With --confirm: how you put it, without judgement.")
@click.option("--by", metavar="NAME", help="Who decides. Left out: who is logged in on this computer.")
@as_json
@click.pass_obj
def shifts(context: CliContext, /, by: str | None, **given: Any) -> Reply:
    """Statements of one person on one topic that differ in a negation, how binding they are, or a figure."""
    if given["confirm"] and given["put_away"]:
        raise UserError("--confirm and --put-away are two decisions", "take one at a time")
    return asyncio.run(_asked(context, by or getpass.getuser(), given))


async def _asked(context: CliContext, by: str, given: dict[str, Any]) -> Reply:
    from bot.ingest import ShiftReview, open_ingest_service

    deciding = bool(given["confirm"] or given["put_away"])
    names = {
        role: context.resolver.resolve_one("shifts", role, given[role]) if given[role] else None
        for role in ("person", "topic")
    }
    # looking needs no right to write: it works on the embedded library too
    async with open_ingest_service(context.root, context.cache, writing=deciding) as ingest:
        look = ShiftReview(ingest.review_service, ingest.refresh, lambda: context.engine, by)
        try:
            if deciding:
                return await _decide(look, given)
            if given["decided"]:
                return _decided(await look.decided(names["person"]), names["topic"])
            return _proposed(await look.proposals(names["person"], names["topic"]))
        finally:
            if deciding:
                context.close()  # the index may be another one now


async def _decide(look: ShiftReview, given: dict[str, Any]) -> Reply:
    if given["confirm"]:
        pair = await look.decide(given["confirm"], "confirmed", given["words"])
        return line_reply({"id": pair.id, "status": "confirmed"}, f"{pair.id} is shown as changed.")
    pair = await look.decide(given["put_away"], "put-away", None)
    return line_reply({"id": pair.id, "status": "put-away"}, f"{pair.id} is put away.")


def _proposed(found: tuple[ProposedShift, ...]) -> Reply:
    document = {
        "outcome": "answered" if found else "nothing",
        "proposed": [_proposal_document(each) for each in found],
    }
    return Reply(document, lambda: list(_proposal_lines(found)), 0 if found else NOTHING)


def _proposal_document(each: ProposedShift) -> dict[str, Any]:
    from briefs.render import statement_document

    told = each.difference
    return {
        "id": each.id,
        "person": each.person,
        "topic": each.topic,
        "differs": told.differs,
        "shared": list(told.shared),
        "earlier": statement_document(each.earlier),
        "later": statement_document(each.later),
        "lit": {"earlier": [*map(list, told.earlier)], "later": [*map(list, told.later)]},
    }


def _proposal_lines(found: tuple[ProposedShift, ...]) -> Iterator[Line]:
    from briefs.render import BLANK, counted, shifts

    if not found:
        yield (("count", "No pair is proposed."),)
        return
    shown = f" The plainest {_MOST}:" if len(found) > _MOST else ""
    yield (("count", f"{counted(len(found), 'pair')} to look at.{shown}"),)
    for each in found[:_MOST]:
        yield BLANK
        yield (("name", f"{each.person} · {each.topic}"), ("id", f"  {each.id}"))
        yield (("", f"  {shifts.why(each.difference.differs, each.difference.shared, ENGLISH)}"),)
        lit = (each.difference.earlier, each.difference.later)
        for side in shifts.sides(each.person, each.earlier, each.later, lit, ENGLISH):
            yield from shifts.side_lines(side)
    yield BLANK
    yield (("dim", "onrecord shifts --confirm ID [--words S], or --put-away ID"),)


def _decided(held: tuple[ChangedStatements, ...], topic: str | None) -> Reply:
    from briefs.render import shift_document

    found = [each for each in held if topic in (None, each.shift.topic)]
    document = {
        "outcome": "answered" if found else "nothing",
        "decided": [
            {
                **shift_document(each),
                "status": each.shift.status,
                "by": each.shift.by,
                "awaits": list(each.shift.awaits),
            }
            for each in found
        ],
    }
    return Reply(document, lambda: list(_decided_lines(found)), 0 if found else NOTHING)


def _decided_lines(found: list[ChangedStatements]) -> Iterator[Line]:
    from briefs.render import BLANK, shifts

    if not found:
        yield (("count", "Nothing was decided yet: onrecord shifts"),)
    for each in found:
        shift = each.shift
        awaits = f"  awaits review: {', '.join(shift.awaits)}" if shift.awaits else ""
        yield BLANK
        yield (
            ("name", f"{shift.person} · {shift.topic}"),
            ("id", f"  {shift.id}"),
            ("label", f"  {shift.status}"),
        )
        yield (
            ("", f"  {shift.words or shifts.differs(shift.differs, ENGLISH)}"),
            ("dim", f"  {shift.by}, {shift.at[:10]}"),
            ("warning", awaits),
        )
        for side in shifts.sides_of(each, ENGLISH):
            yield from shifts.side_lines(side)
