"""What no curator has published is shown by no verdict, though its words stand in an article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bot.discord.app import BotInServer, OpenApp, text_of

WORDS = "not targeted against Russia leaves us asking questions"
STATEMENT = "itar-tass-2011-10-26-07"
DOSSIER = "seeds/dossiers/itar-tass-2011-10-26.yaml"
TELLING = "put to his colleagues"  # of the statement's summary


def made_a(status: str, root: Path) -> None:
    dossier = root / DOSSIER
    text = dossier.read_text("utf-8")
    named = f"- id: {STATEMENT}\n"
    dossier.write_text(text.replace(named, f"{named}    status: {status}\n"), "utf-8")


async def test_words_of_a_draft_are_on_record_and_nothing_else_of_it_is_shown(
    open_app: OpenApp, library_copy: Path
) -> None:
    made_a("draft", library_copy)
    async with open_app(root=library_copy) as app:
        shown = text_of(await app.slash("verify", text=WORDS))
        assert "On record, word for word" in shown
        assert STATEMENT not in shown and TELLING not in shown and "Lukashevich" not in shown


async def test_one_that_became_a_draft_while_it_was_checked_is_not_shown(
    app: BotInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict is of the index before; the statement is read from the one after."""
    cog: Any = app.bot.get_cog("VerifyCog")
    find = cog.library.engine.find_statements

    async def drafts(ids: Any) -> Any:
        return {id: replace(found, status="draft") for id, found in (await find(ids)).items()}

    assert STATEMENT in text_of(await app.slash("verify", text=WORDS))
    monkeypatch.setattr(type(cog.library.engine), "find_statements", lambda self, ids: drafts(ids))
    shown = text_of(await app.slash("verify", text=f"{WORDS}. These questions"))
    assert "On record, word for word" in shown and STATEMENT not in shown and TELLING not in shown
