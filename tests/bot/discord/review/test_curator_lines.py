"""What curators do by slash commands they do by `!` lines too, in channels and in direct messages."""

from __future__ import annotations

import pytest

from bot.discord.core import LocalizedUserError
from bot.discord.review.revision_line import read_revision
from tests.bot.discord.app import BotInServer, text_of
from tests.bot.discord.review.test_review import CurationApp, open_curation, review
from tests.discord_double.world import Message

__all__ = ["open_curation", "review"]  # fixtures
ID = "itar-tass-2011-10-26-29"
URL = "https://post.example/feed?token=of-a-subscriber"


async def line(app: BotInServer, content: str, user: str, where: str | None = "general") -> Message:
    before = len(app.double.posts(where, user))
    await app.double.say(where, user, content)
    return (await app.double.until(lambda: app.double.posts(where, user)[before:], what=content))[0]


async def test_a_statement_is_revised_by_lines_wherever_a_curator_writes(review: CurationApp) -> None:
    app = review.app
    answer = await app.slash("statement", statement=ID)
    await app.written()
    assert "Only the curators" in text_of(await line(app, f"!withdraw {ID} not so", "reader"))
    assert "say why" in text_of(await line(app, f"!withdraw {ID}", "manager"))
    told = text_of(await line(app, f"!withdraw `{ID}` The transcript differs", "manager", None))
    assert "is withdrawn" in told and "1 posted answer" in told
    await review.becomes(answer, "was withdrawn. The transcript differs")
    assert "is published again" in text_of(await line(app, f"!restore {ID} It does not", "manager"))
    await review.becomes(answer, "was changed")
    assert "Nothing was named" in text_of(await line(app, f"!correct {ID} because", "manager"))
    told = text_of(
        await line(app, f"!correct {ID} A clearer one summary: Medvedev wants sectors.", "manager")
    )
    assert "is corrected" in told
    await review.becomes(answer, "was corrected. A clearer one")
    assert "Medvedev wants sectors." in text_of(answer)
    assert "is marked as disputed" in text_of(await line(app, f"!dispute {ID} Others differ", "manager"))
    assert "your last decision made" in text_of(await line(app, "!undo", "manager"))


async def test_what_is_for_curators_alone_is_told_them_directly(review: CurationApp) -> None:
    app = review.app
    await app.state.feeds.add(URL, added_by="1", guild_id=None)
    before = len(app.double.posts(None, "manager"))
    said = text_of(await line(app, "!feeds", "manager"))
    assert "in a direct message" in said and "post.example" not in said
    direct = app.double.posts(None, "manager")[before:]
    assert any("post.example" in text_of(message) for message in direct)
    assert "post.example" in text_of(await line(app, "!feeds list", "manager", None))
    assert "followed no longer" in text_of(await line(app, f"!feeds remove <{URL}>", "manager", None))
    assert "Write for example" in text_of(await line(app, "!feeds post", "manager"))
    assert "Only curators" in text_of(await line(app, "!feeds list", "reader"))
    assert "Nothing was asked in vain" in text_of(await line(app, "!gaps", "manager", None))
    assert "Only the owner" in text_of(await line(app, "!reload", "manager"))
    assert "was taken in" in text_of(await line(app, "!reload", "owner"))


def test_a_line_is_read_as_the_options_are() -> None:
    read = read_revision(
        "a-1 It was  another\nday said: 2013-04 basis: inferred why: the week TOPICS=a, b", ""
    )
    assert (read.statement, read.note) == ("a-1", "It was another day")
    assert read.fields == {"said": "2013-04", "basis": "inferred", "why": "the week", "topics": "a, b"}
    for wrong in ("", "a-1", "a-1 no", "a-1 because basis: guess", "a-1 " + "long " * 101):
        with pytest.raises(LocalizedUserError):
            read_revision(wrong, "`!correct`")
