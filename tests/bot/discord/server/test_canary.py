"""Words that stand nowhere else are typed wherever a user can type; after a deletion no byte has them."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.log import RedactingFormatter
from bot.store import restore_database
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, text_of
from tests.discord_double import Double
from tests.discord_double.world import Message

STATEMENT = "itar-tass-2011-10-26-01"
MARK = re.compile(rb"vexillu([a-z]+?)zz", re.IGNORECASE)


class Typist:
    """Types canaries; `used` counts them."""

    def __init__(self, app: BotInServer) -> None:
        self.app, self.double, self.used = app, app.double, 0

    def word(self, what: str) -> str:
        self.used += 1
        return f"vexillu{what}zz"

    async def ask(
        self, command: str, /, user: str = "reader", channel: Any = "general", **options: Any
    ) -> None:
        """A slash command, whatever it answers; in direct messages where there is no channel."""
        guild = self.double.guild if channel is not None else None
        record = await self.double.slash(guild, channel, user, command, options=options)
        await record.response()

    async def line(self, content: str, reply_to: Message | None = None) -> Message:
        before = len(self.double.posts("general"))
        await self.double.say("general", "reader", content, reply_to=reply_to)
        found: list[Message] = await self.double.until(lambda: self.double.posts("general")[before:])
        return found[0]


async def check_quotations(by: Typist) -> None:
    app, double = by.app, by.double
    await app.slash("verify", text=f"{by.word('verify')} is what I said", by=by.word("claimed"))
    said = await double.say("general", "manager", f"“{by.word('message')} it was,” {by.word('author')} said.")
    private = await (await double.message_menu("Verify quotation", said, "reader")).answer()
    await (await double.click(private, "reader", "Post for all")).followup()
    await by.line("!verify", reply_to=said)
    await by.line(f"!verify “{by.word('line')} and more” by {by.word('lineby')}")


async def ask_questions(by: Typist) -> None:
    await by.app.slash("search", words=f"cooperation {by.word('search')}")
    await by.app.slash("search", words="cooperation", user="manager")
    await by.ask("search", channel=None, words=by.word("direct"))
    await by.line(f"!search {by.word('linesearch')}")
    await by.line(f"!search {by.word('unclear')} by sergei")  # which Sergei: the line waits for a choice
    for user in ("reader", "manager"):
        await by.ask("topic", user, topic=by.word("topic"))
    await by.ask("position", person=by.word("person"), topic=by.word("about"))
    await by.ask("timeline", topic="missile-defence", since=by.word("since"))
    await by.ask("lookup", kind="person", name=by.word("lookup"))
    for command, option in (("statement", "statement"), ("article", "article"), ("help", "command")):
        await by.ask(command, **{option: by.word(command)})
    await by.line(f"{by.double.world.bot.mention} {by.word('unknown')} please")
    record = await by.double.autocomplete(
        by.double.guild,
        "general",
        "reader",
        "position",
        focused="person",
        options={"person": by.word("partly")},
    )
    await record.response()


async def settle_for(by: Typist) -> None:
    await by.ask("preferences", timezone=by.word("zone"))
    await by.app.slash("preferences", **{"plain-text": False})
    await by.ask("briefings subscribe", channel=None, topics=by.word("wanted"))
    await by.ask("briefings subscribe", channel=None)
    await by.ask("withdraw", "owner", statement=by.word("withdraw"), note=by.word("note"))
    await by.app.slash("feeds add", user="manager", url=f"https://example.org/{by.word('feed')}")


async def report_errors(by: Typist) -> None:
    for reason, button in (("words", "Accept"), ("quoted", "Accept and show the reply")):
        message = await by.app.slash("statement", statement=STATEMENT)
        form = await by.double.click(message, "reader", "Report an error")
        await form.response()
        words = by.word(f"reported{reason}")
        values = {"reason": reason, "words": words, "name": by.word(f"named{reason}")}
        await (await by.double.submit(form, values)).answer()

        def found(words: str = words) -> list[Message]:
            return [card for card in by.double.posts("curators") if words in text_of(card)]

        [card] = await by.double.until(found)
        await by.app.written()
        decision = await by.double.click(card, "owner", button)
        await decision.response()
        said = {"outcome": by.word(f"outcome{reason}")}
        if reason == "quoted":
            said["checked"] = by.word("checked")
        await (await by.double.submit(decision, said)).answer()
    shown = await by.app.slash("statement", statement=STATEMENT, user="manager")
    assert "vexillureportedquotedzz" in text_of(shown)


async def break_something(by: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults whose own words repeat what was typed: in a command, in a form, in the database."""

    async def broken(*given: Any, **named: Any) -> Any:
        raise ValueError(f"cannot take {given} {named}")

    with monkeypatch.context() as patched:
        patched.setattr(by.app.bot.core.library.engine, "search", broken)
        await by.ask("search", words=by.word("fault"))
        await by.line(f"!search {by.word('linefault')}")
        message = await by.app.slash("statement", statement=STATEMENT)
        patched.setattr(by.app.state.reports, "file", broken)
        form = await by.double.click(message, "reader", "Report an error")
        await form.response()
        await (await by.double.submit(form, {"reason": "other", "words": by.word("formfault")})).answer()
    with closing(sqlite3.connect(by.app.state.database.file or "")) as connection:
        # The form asks the table too: it is open before the table is gone.
        form = await by.double.click(message, "reader", "Report an error")
        await form.response()
        connection.execute("ALTER TABLE reports RENAME TO elsewhere")
        await (await by.double.submit(form, {"reason": "other", "words": by.word("sqlfault")})).answer()
        connection.execute("ALTER TABLE elsewhere RENAME TO reports")


async def delete_all(by: Typist) -> None:
    for user in ("reader", "manager", "owner"):
        privacy = await by.app.slash("privacy", user=user)
        confirm = await by.app.click(privacy, "Delete my data", user=user)
        done = await by.app.click(confirm, "Delete it now", user=user)
        assert "Nothing is kept" in text_of(done)
    cards = [card for card in by.double.posts("curators") if "An error was reported" in text_of(card)]
    assert len(cards) == 2
    await by.double.until(lambda: not any("vexillu" in text_of(card) for card in cards))


def canaries(*folders: Path) -> dict[str, set[str]]:
    """By file, which canaries stand in its bytes."""
    found: dict[str, set[str]] = {}
    for file in (each for folder in folders for each in folder.rglob("*") if each.is_file()):
        if marks := {mark.decode().lower() for mark in MARK.findall(file.read_bytes())}:
            found[file.name] = marks
    return found


@contextmanager
def logging_into(file: Path) -> Iterator[None]:
    """As configure_logging() has it, but into a file."""
    handler, root = logging.FileHandler(file), logging.getLogger()
    handler.setFormatter(RedactingFormatter(None))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


async def test_no_byte_of_what_was_typed_is_left(
    open_app: OpenApp, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Double() as double:
        world, file = double.world, tmp_path / "state.db"
        config = replace(
            CONFIG, curators=(world.user("owner").id,), curators_channel=world.channel("curators").id
        )
        with logging_into(tmp_path / "log"):
            async with open_app(double, config=config) as app:
                by = Typist(app)
                for step in (check_quotations, ask_questions, settle_for, report_errors):
                    await step(by)
                await break_something(by, monkeypatch)
                await app.written()
                app.state.backup(tmp_path / "kept.db")
                shutil.copy(tmp_path / "kept.db", file.with_name("state.db.v3.bak"))
                restore_database(tmp_path / "kept.db", file)
                held = canaries(tmp_path, cache)
                assert {"kept.db", "state.db.before-restore", "state.db.v3.bak"} <= held.keys()
                assert {"search", "topic", "reportedwords", "outcomewords", "feed", "unclear"} <= held[
                    "kept.db"
                ]
                never = {"verify", "claimed", "message", "author", "line", "lineby", "fault"}
                assert not never & set().union(*held.values()) and "log" not in held
                # what was typed into a form that failed is kept for whoever typed it
                assert "sqlfault" in held["kept.db"]
                await delete_all(by)
                assert canaries(tmp_path) == {}  # already, while the bot goes on
            assert "ValueError: cannot take" in (tmp_path / "log").read_text("utf-8")
        assert by.used > 30 and canaries(tmp_path, cache) == {}
        assert not [name for name in os.listdir(tmp_path) if name.endswith(".partial")]
