"""Standing questions without Discord: what is new is printed, or written as a feed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.terminal.commands.follow_options import asked_options, read_asked
from bot.terminal.context import NOTHING, CliContext, Reply, line_reply
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.i18n import ENGLISH

if TYPE_CHECKING:
    from bot.follow import Digest, Names, TerminalFollowing
    from bot.store import FollowedQuestion
    from briefs.render import Line

T = TypeVar("T")


@click.group("follow", epilog="Example: onrecord follow add --person lavrov --words sanctions")
def follow() -> None:
    """Standing questions: what is new on record for you."""


@follow.command("add", epilog='Example: onrecord follow add --topic syria --words "chemical weapons"')
@asked_options
@as_json
@click.pass_obj
def add(context: CliContext, /, note: str | None, **given: Any) -> Reply:
    """Be told from now on; what is there already is not new."""
    from briefs.follow import StandingQuestion

    asked = read_asked(context, StandingQuestion(), given)

    async def keep(look: TerminalFollowing) -> FollowedQuestion:
        from bot.follow import TERMINAL

        return await look.store.follows.add(TERMINAL, asked.to_document(), note or "", None)

    kept = _looked(context, keep)
    return line_reply(_document(kept), f"{_words(kept, context)} is followed as {kept.key}.")


@follow.command("list", epilog="Example: onrecord follow list")
@as_json
@click.pass_obj
def list_(context: CliContext) -> Reply:
    """What is followed at this terminal."""
    found = _looked(context, lambda look: look.questions())
    document = {"outcome": "answered" if found else "nothing", "follows": [_document(one) for one in found]}
    return Reply(document, partial(_list_lines, found, context), 0 if found else NOTHING)


@follow.command("edit", epilog="Example: onrecord follow edit KEY --words treaty")
@click.argument("key")
@asked_options
@as_json
@click.pass_obj
def edit(context: CliContext, /, key: str, note: str | None, **given: Any) -> Reply:
    """Change the parts that are named; the others stay."""
    from briefs.follow import StandingQuestion

    async def change(look: TerminalFollowing, before: FollowedQuestion) -> FollowedQuestion | None:
        asked = read_asked(context, StandingQuestion.from_document(before.asked), given)
        return await look.store.follows.edit(before.key, asked=asked.to_document(), note=note)

    changed = _with(context, key, change)[1]
    assert changed is not None
    return line_reply(_document(changed), f"{_words(changed, context)} is followed as {changed.key}.")


# What changes one question and says so: its help, what is done, and what becomes of it.
_CHANGES: dict[str, tuple[str, Callable[[TerminalFollowing, str], Awaitable[object]], str]] = {
    "pause": (
        "Find nothing for it until it is resumed.",
        lambda look, key: look.store.follows.pause(key),
        "rests",
    ),
    "resume": ("Go on from now.", lambda look, key: look.store.follows.resume(key), "goes on"),
    "stop": ("Follow it no more.", lambda look, key: look.store.follows.remove(key), "is followed no more"),
}


def _change(name: str) -> None:
    help, work, became = _CHANGES[name]

    @follow.command(name, help=help, epilog=f"Example: onrecord follow {name} KEY")
    @click.argument("key")
    @as_json
    @click.pass_obj
    def change(context: CliContext, key: str) -> Reply:
        one, _ = _with(context, key, lambda look, one: work(look, one.key))
        return line_reply({"key": one.key}, f"{_words(one, context)} {became}.")


for _name in _CHANGES:
    _change(_name)


@follow.command("why", epilog="Example: onrecord follow why KEY")
@click.argument("key")
@as_json
@click.pass_obj
def why(context: CliContext, key: str) -> Reply:
    """Why something was found, or why nothing was."""

    async def looked(look: TerminalFollowing, one: FollowedQuestion) -> tuple[dict[str, Any], list[str]]:
        from bot.follow import why_nothing
        from briefs.follow import StandingQuestion, funnel, subjects_of

        fresh = {id for id, number in look.numbers.items() if number > one.since}
        asked = StandingQuestion.from_document(one.asked)
        found = funnel(asked, subjects_of(look.snapshot, look.numbers, fresh))
        document = {"new": found.new, "fitting": found.fitting, "alone": dict(found.alone)}
        return document, [*why_nothing(found, ENGLISH)]

    one, (document, lines) = _with(context, key, looked)
    said = [_words(one, context), *lines]
    return Reply(
        {"outcome": "answered", "key": one.key, **document}, lambda: [(("", line),) for line in said]
    )


@follow.command("new", epilog="Example: onrecord follow new")
@click.option("--keep", is_flag=True, help="It is new the next time too.")
@as_json
@click.pass_obj
def new(context: CliContext, keep: bool) -> Reply:
    """What was found since the last time, with why; exit status 1 where it is nothing."""

    async def fetch(look: TerminalFollowing) -> tuple[Digest | None, Names]:
        from bot.follow import Names

        digest = await look.digest()
        if digest is not None and not keep:
            await look.fetched(digest)
        return digest, Names(look.snapshot.people, look.snapshot.topics)

    digest, names = _looked(context, fetch)
    if digest is None or digest.is_empty:
        followed = "Nothing new." if digest else "Nothing is followed yet: onrecord follow add"
        return Reply({"outcome": "nothing", "found": []}, lambda: [(("count", followed),)], NOTHING)
    return Reply(_digest_document(digest), partial(_digest_lines, digest, names))


@follow.command("feed", epilog="Example: onrecord follow feed ~/public/onrecord.atom")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
def feed(context: CliContext, file: Path) -> Reply:
    """Write the last 100 things that were found into FILE, as an Atom feed; they stay new for `new`."""
    text, count = _looked(context, _feed)
    from briefs.atomic_files import replace_file

    try:
        replace_file(file.expanduser(), text.encode())
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}", "name another file") from error
    return line_reply({"file": str(file), "entries": count}, f"{file} holds {count} entries.")


async def _feed(look: TerminalFollowing) -> tuple[str, int]:
    from bot.follow import Names, atom_feed, found_for

    names = Names(look.snapshot.people, look.snapshot.topics)
    found = await found_for(look.store, await look.questions())
    return atom_feed("terminal", found, look.snapshot.statements, names, ENGLISH)


def _looked(context: CliContext, work: Callable[[TerminalFollowing], Awaitable[T]]) -> T:
    """What `work` makes of a look at the library as it is now, with the state database open."""
    from bot.clock import SystemClock
    from bot.follow import TerminalFollowing
    from bot.settings import read_settings, state_address
    from bot.store import open_store
    from briefs import library
    from briefs.briefing import snapshot_of

    async def run() -> T:
        snapshot = snapshot_of(library.read(context.root, context.cache))
        async with open_store(state_address(read_settings(context.root)), SystemClock()) as store:
            return await work(await TerminalFollowing.look(store, snapshot))

    return asyncio.run(run())


def _with(
    context: CliContext, key: str, work: Callable[[TerminalFollowing, FollowedQuestion], Awaitable[T]]
) -> tuple[FollowedQuestion, T]:
    """The question under `key`, and what `work` makes of it. Raises UserError where there is none."""

    async def found(look: TerminalFollowing) -> tuple[FollowedQuestion, T]:
        for one in await look.questions():
            if one.key == key.strip().lower():
                return one, await work(look, one)
        raise UserError(f"“{key[:40]}” is not followed", "`onrecord follow list` shows the keys")

    return _looked(context, found)


def _words(one: FollowedQuestion, context: CliContext) -> str:
    from bot.follow import Names, question_words

    return question_words(one, Names(context.engine.people, context.engine.topics), ENGLISH)


def _document(one: FollowedQuestion) -> dict[str, Any]:
    paused = one.paused_at.isoformat() if one.paused_at else None
    kept = {"asked": dict(one.asked), "note": one.note, "paused_at": paused}
    return {"key": one.key, **kept, "created_at": one.created_at.isoformat()}


def _list_lines(found: tuple[FollowedQuestion, ...], context: CliContext) -> Iterator[Line]:
    for one in found:
        rests = "  paused" if one.paused_at else ""
        yield (("name", _words(one, context)), ("dim", f"  {one.key}"), ("label", rests))
        if one.note:
            yield (("", f"  {one.note}"),)
    if not found:
        yield (("count", "Nothing is followed yet: onrecord follow add"),)


def _digest_document(digest: Digest) -> dict[str, Any]:
    from briefs.render import statement_document

    found = [
        {
            "follow": group.question.key,
            "note": group.question.note,
            "statements": [statement_document(one) for each in group.statements for one in each],
            "corrected": [id for id, _ in group.corrected],
        }
        for group in digest.groups
    ]
    return {"outcome": "answered", "found": found}


def _digest_lines(digest: Digest, names: Names) -> Iterator[Line]:
    from bot.follow import digest_sections, digest_title
    from briefs.render import briefing

    yield (("name", digest_title(digest, ENGLISH)),)
    for line in briefing.section_lines(digest_sections(digest, names, ENGLISH)):
        yield (("", line),)
