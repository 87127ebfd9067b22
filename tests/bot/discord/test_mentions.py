"""Nobody is called by what the bot writes, but the role that a server asked for in its briefing."""

from __future__ import annotations

from typing import Any

from bot.discord.briefings.message import BriefingMessage
from bot.discord.core.errors import LocalizedUserError
from bot.discord.ui import Display, Page, safe_within, translator_for
from briefs.errors import QuestionRefused
from tests.bot.discord.app import BotInServer, text_of

PLAIN = Display(translator_for("en"), True)


def sent(role: int | None, body: str) -> dict[str, Any]:
    page = Page("Briefing", body)
    return BriefingMessage.from_page(page, PLAIN, role, False).to_kwargs("a" * 12)


def test_a_briefing_calls_the_role_that_was_asked_for_and_nobody_else() -> None:
    for role, roles in ((7, {"roles": [7]}), (None, {})):
        allowed = sent(role, "@everyone <@1> <@&8>")["allowed_mentions"].to_dict()
        allowed.pop("replied_user", None)  # it answers nobody
        assert allowed == {"parse": [], **roles}


async def test_whatever_is_sent_calls_nobody(app: BotInServer) -> None:
    channel = app.double.channel("general")
    await app.bot.core.messenger.send(channel.id, content=f"@everyone {app.double.user('reader').mention}")
    posted = (await app.double.until(lambda: app.double.posts("general")))[-1]
    assert posted.pinged == []


async def test_who_wrote_a_line_is_not_called_by_its_answer(app: BotInServer) -> None:
    answer = await app.line("!stats")
    assert answer.reference is not None and answer.pinged == []


async def test_a_reporters_words_are_shown_to_curators_as_they_stand(app: BotInServer) -> None:
    curators = app.double.channel("curators")
    await app.bot.core.preferences.change_guild(app.double.guild.id, curators_channel_id=curators.id)
    message = await app.slash("statement", statement="itar-tass-2011-10-26-01")
    form = await app.double.click(message, "reader", "Report an error")
    await form.response()
    typed = "@everyone **not so** [here](https://evil.example)"
    await (await app.double.submit(form, {"reason": "words", "words": typed})).answer()
    [card] = await app.double.until(lambda: app.double.posts("curators"))
    assert safe_within(typed, 1200) in text_of(card) and "[here](https" not in text_of(card)


def test_what_was_typed_comes_back_as_plain_text() -> None:
    refused = QuestionRefused("no", None, "There is no {typed}.", typed="@everyone **bold**")
    said = LocalizedUserError.of(refused).render(translator_for("en"))
    assert said == f"There is no {safe_within('@everyone **bold**', 90)}." and "\\*\\*bold" in said
