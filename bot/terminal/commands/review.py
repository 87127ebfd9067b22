"""`review`: a screen with one key a decision at a terminal, and the same decisions as options for scripts."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.terminal.context import ANSWERED, BAD_INPUT, NOTHING, CliContext, Reply, line_reply
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.library import POSITIONS

if TYPE_CHECKING:
    from bot.ingest import ReviewSession
    from briefs.ingest.review import ValidationFailed
    from briefs.model import Brief
    from briefs.render import Line

F = TypeVar("F", bound=Callable[..., Any])
Action = Callable[["ReviewSession"], Coroutine[Any, Any, Reply]]
Given = dict[str, Any]

# option, status of the statement afterwards
_REVISIONS = {"withdraw": "withdrawn", "correct": "corrected", "dispute": "disputed", "restore": "published"}
_DECISIONS = ("listing", "accept", "accept_turns", "reject", "undo", *_REVISIONS, "audit")
_FIELDS = (
    ("--speaker", "speakers", "NAME", "Who said it, by any name the library knows; may be repeated."),
    ("--new-person", "new_person", "NAME", "Somebody whom the library does not know yet."),
    ("--role", "role", "TITLE", "The new person's office."),
    ("--topics", "topics", "T,T", "What it bears on."),
    ("--summary", "summary", "S", "One sentence in your own words."),
    ("--said", "said", "DATE", "When it was said (EDTF)."),
    ("--basis", "said_basis", "B", "How that is known: stated, dateline, weekday, inferred, outside."),
    ("--why", "said_note", "S", "Why the date is this one."),
    ("--kind", "kind", "K", "quotation, reported, mixed or fact."),
    ("--passage", "passage", "WORDS", "Other words of the article than those proposed."),
    ("--same-as", "same_as", "STATEMENT", "The same utterance as another article words it."),
)
_ALSO = {"said": "--date"}  # the day of a whole transcript is asked for by that word


def _fields(command: F) -> F:
    for option, name, metavar, help in reversed(_FIELDS):
        several = name in ("speakers", "same_as")
        names = (option, _ALSO[name]) if name in _ALSO else (option,)
        command = click.option(*names, name, metavar=metavar, help=help, multiple=several)(command)
    return command


@click.command("review", epilog="Example: onrecord review --list")
@click.option("--list", "listing", is_flag=True, help="Show what waits and decide nothing.")
@click.option("--article", metavar="ARTICLE", help="Only candidates of this article.")
@click.option("--page", metavar="N", type=click.IntRange(1), default=1,
              help="Of the list, which begins with the newest article.")  # fmt: skip
@click.option("--one-by-one", is_flag=True, help="One candidate after another, each with its whole article.")
@click.option("--accept", metavar="KEY", help="Publish a candidate, with the fields given here.")
@click.option("--accept-turns", metavar="ARTICLE", help="Publish all turns of a transcript.")
@click.option("--bind", multiple=True, metavar="NAME=PERSON",
              help="Who a name of the transcript is; may be repeated.")  # fmt: skip
@click.option("--reject", metavar="KEY", help="Put a candidate away.")
@click.option("--reason", metavar="S", help="Why it is rejected.")
@click.option("--undo", is_flag=False, flag_value="", metavar="[ID]",
              help="Take back your last decision, or that on a candidate, statement, article.")  # fmt: skip
@click.option("--withdraw", metavar="STATEMENT", help="Take a published statement out of the answers.")
@click.option("--correct", metavar="STATEMENT", help="Change its fields; what they were stays on record.")
@click.option("--dispute", metavar="STATEMENT", help="Mark it as disputed.")
@click.option("--restore", metavar="STATEMENT", help="Make it published again.")
@click.option("--note", metavar="S", help="Why it is withdrawn, corrected, disputed or restored.")
@click.option("--audit", metavar="STATEMENT", help="Who accepted it, when, and what was changed.")
@click.option("--by", metavar="NAME", help="Who decides. Left out: who is logged in on this computer.")
@_fields
@as_json
@click.pass_obj
def review(context: CliContext, /, by: str | None, article: str | None, **given: Any) -> Reply | None:
    """Decide on candidates by the article: what is accepted is in the next answer."""
    # `--undo` without an id is the empty string, which asks for something as well
    asked = [name for name in _DECISIONS if given[name] not in (None, False)]
    if len(asked) > 1:
        raise UserError(
            f"--{_option(asked[0])} and --{_option(asked[1])} are two decisions", "take one at a time"
        )
    decision = asked[0] if asked else None
    action = _action(context, decision, article, given)
    # looking needs no right to write: it works on the embedded library too
    return asyncio.run(_with_session(context, by or _user(), action, decision not in ("listing", "audit")))


def _action(context: CliContext, decision: str | None, article: str | None, given: Given) -> Action:
    if decision in _REVISIONS:
        return lambda session: _revise(context, session, str(decision), given)
    if decision == "accept":
        return lambda session: _accept(session, given)
    if decision == "accept_turns":
        return lambda session: _accept_turns(context, session, given)
    if decision == "reject":
        return lambda session: _reject(session, given["reject"], given["reason"])
    if decision == "undo":
        return lambda session: _undo(session, given["undo"] or None)
    if decision == "audit":
        return lambda session: _audit(session, given["audit"])
    if decision is None and sys.stdin.isatty() and sys.stdout.isatty() and "--json" not in sys.argv:
        by_one = given["one_by_one"]
        return lambda session: (
            _one_by_one(session, article) if by_one else _by_article(context, session, article)
        )
    return lambda session: _list(session, article, given["page"])


async def _with_session(context: CliContext, by: str, action: Action, writing: bool) -> Reply:
    from bot.ingest import ReviewSession, open_ingest_service
    from briefs.ingest.review import ValidationFailed

    async with open_ingest_service(context.root, context.cache, writing=writing) as ingest:
        try:
            return await action(ReviewSession.open(ingest, lambda: context.engine, by))
        except ValidationFailed as refusal:
            return _refusal_reply(refusal)
        finally:
            context.close()  # the index may be another one now


async def _one_by_one(session: ReviewSession, article: str | None) -> Reply:
    from bot.ingest import waiting_page
    from bot.terminal.review import ReviewApp

    page = await waiting_page(session, article=article)
    app = ReviewApp(session, page.items)
    await app.run()
    return line_reply({"accepted": app.accepted, "rejected": app.rejected}, app.summary(page.left_out))


async def _by_article(context: CliContext, session: ReviewSession, article: str | None) -> Reply:
    from bot.terminal.progress import count_progress, progress_bar
    from bot.terminal.review import ArticleReviewApp

    @contextmanager
    def progress() -> Iterator[Callable[[int, int], None]]:
        with progress_bar("Publishing") as report_progress:
            yield count_progress(report_progress, "Publishing")

    articles = (article,) if article else tuple(id for id, _ in await session.waiting_articles())
    app = ArticleReviewApp(session, articles, context.renew, progress)
    await app.run()
    return line_reply({"accepted": app.accepted, "rejected": app.rejected}, await app.summary())


async def _list(session: ReviewSession, article: str | None, number: int) -> Reply:
    from bot.ingest import waiting_page
    from bot.terminal.review import page_document, page_lines

    page = await waiting_page(session, number, article)
    outcome, status = ("answered", ANSWERED) if page.shown else ("nothing", NOTHING)
    whole = article is not None
    return Reply({"outcome": outcome, **page_document(page)}, lambda: page_lines(page, whole), status)


async def _accept(session: ReviewSession, given: Given) -> Reply:
    from bot.ingest import apply_edits, split_list

    item = await session.item(given["accept"])
    typed = {**given, "topics": split_list(given["topics"] or "")}
    draft = apply_edits(item.draft, typed, session.engine, item.text)
    done = await session.accept(item, draft)
    # the command with which the new statement is seen in an answer
    asked = f"onrecord statement {done.statement}"
    if draft.topics and draft.speakers:
        asked = f"onrecord position {draft.speakers[0]} {draft.topics[0]}"
    document = {"statement": done.statement, "article": done.article, "files": list(done.files)}
    bare = "" if draft.topics else " It is under no topic, so no position shows it; lint lists it."
    return line_reply(document, f"Published as {done.statement}.{bare} Ask for it: {asked}")


async def _accept_turns(context: CliContext, session: ReviewSession, given: Given) -> Reply:
    from bot.ingest import parse_fields
    from bot.terminal.progress import count_progress, progress_bar

    bound = {}
    for each in given["bind"]:
        name, sign, person = each.partition("=")
        if not sign:
            raise UserError(f"“{each}” binds nobody", 'write for example --bind "Patel=deval-patel"')
        bound[name.strip()] = parse_fields({"speakers": (person.strip(),)}, session.engine)["speakers"][0]
    day = parse_fields({name: given[name] for name in ("said", "said_basis", "said_note")}, session.engine)
    with progress_bar("Publishing turns") as report_progress:
        progress = count_progress(report_progress, "Publishing turns")
        done = await session.accept_turns(given["accept_turns"], bound, progress, day)
    context.close()  # the index is another one now
    document = {"statements": list(done.statements), "waiting": dict(done.waiting)}
    lines: list[Line] = [(("", f"Published {len(done.statements)} turns."),)]
    for name, turns in done.waiting:
        who = f"“{name}” is not in the library" if name else "nobody is named"
        lines.append((("warning", f"{turns} wait: {who}."),))
    if any(name for name, _ in done.waiting):
        lines.append((("dim", "Say who it is with --bind NAME=PERSON, or decide on them one by one."),))
    outcome, status = ("answered", ANSWERED) if done.statements else ("nothing", NOTHING)
    return Reply({"outcome": outcome, **document}, lambda: lines, status)


async def _reject(session: ReviewSession, key: str, reason: str | None) -> Reply:
    await session.reject(await session.item(key), reason)
    return line_reply(
        {"key": key, "reason": reason}, f"Rejected {key}. Take it back: onrecord review --undo {key}"
    )


async def _undo(session: ReviewSession, what: str | None) -> Reply:
    if what is not None and await session.decided_together(what):  # an article
        from briefs.render import counted

        count = await session.undo_together(what)
        said = f"Taken back: the last decision on {what}. {counted(count, 'candidate')} to decide on again."
        return line_reply({"undone": what, "key": None, "count": count}, said)
    undone = await session.undo(what)
    document = {"undone": undone.what, "key": undone.key}
    return line_reply(document, f"Taken back: {undone.what}. The candidate waits again as {undone.key}.")


async def _revise(context: CliContext, session: ReviewSession, decision: str, given: Given) -> Reply:
    from bot.ingest import parse_fields, split_list

    id, status, note = given[decision], _REVISIONS[decision], given["note"]
    if not note:
        raise UserError(f"why is {id} {status}?", 'add --note "..."; readers see it')
    typed = {**given, "topics": split_list(given["topics"] or "")}
    if given["passage"] or given["new_person"]:
        raise UserError(
            "passage and new people are not corrected here", "change the dossier, or config/people.yaml"
        )
    done = await session.revise(id, status, note, parse_fields(typed, session.engine))  # type: ignore[arg-type]  # a Status
    context.close()  # the index is another one now
    now = (await session.provenance(id)).statement.status
    briefs = await session.briefs(id)
    document = {"statement": id, "status": now, "files": list(done.files)}
    document["briefs"] = [{"person": b.person, "topic": b.topic, "shown": not b.awaits} for b in briefs]
    lines: list[Line] = [(("", f"{id} is {status} now." if now == status else f"{id} has a summary now."),)]
    lines += [(("warning", _brief_warning(brief)),) for brief in briefs]
    return Reply({"outcome": "answered", **document}, lambda: lines)


def _brief_warning(brief: Brief) -> str:
    which = f"The brief on {brief.person}, {brief.topic} cites it"
    if brief.awaits:
        return f"{which}: it is not shown until you have gone over it in {POSITIONS}."
    return f"{which}: see whether it holds still ({POSITIONS})."


async def _audit(session: ReviewSession, id: str) -> Reply:
    from bot.terminal.review import provenance_json, provenance_lines

    record = await session.provenance(id)
    return Reply(provenance_json(record), lambda: list(provenance_lines(record)))


def _refusal_reply(refusal: ValidationFailed) -> Reply:
    """Every problem, with its place; the library is as it was and the candidate still waits."""
    from dataclasses import asdict

    problems = refusal.problems
    document = {
        "outcome": "error",
        "error": {"message": refusal.message, "hint": refusal.hint},
        "problems": [asdict(problem) for problem in problems],
    }
    lines: list[Line] = [(("warning", "This cannot stand in the library; nothing was written:"),)]
    lines += [(("", f"  {problem}"),) for problem in problems]
    return Reply(document, lambda: lines, BAD_INPUT)


def _option(name: str) -> str:
    return "list" if name == "listing" else name.replace("_", "-")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "terminal"
