"""Time charts: attached to answers that have many statements, with words for those who cannot see them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from briefs import paths
from briefs.i18n import Translator
from briefs.index.connection import run
from briefs.model import Statement
from briefs.query.open import open_engine
from briefs.render.timeline_chart import WIDTH, chart
from tests.bot.discord.app import BotInServer
from tests.discord_double.component_rules import GALLERY, walk
from tests.discord_double.world import Message
from tests.paths import REPOSITORY


async def test_a_timeline_gets_its_chart_after_the_answer(app: BotInServer) -> None:
    for message in (
        await app.slash("timeline", topic="missile-defence"),
        await app.line("!timeline missile-defence"),
    ):
        await app.double.until(lambda: message.files, what="no chart")  # noqa: B023
        [file] = message.files
        assert file["description"].startswith("Chart: ") and "Anders Fogh Rasmussen 23" in file["description"]
        picture = Image.open(io.BytesIO(app.double.files[int(file["id"])]))
        assert picture.format == "PNG" and picture.width == WIDTH
        assert shown(message) == [file["url"]]
        turned = await app.click(message, "›")
        assert shown(turned) == [], "the picture is the first page's"
        back = await app.click(turned, "‹")
        assert len(back.files) == 1 and shown(back) == [back.files[0]["url"]]


async def test_the_chart_of_a_position_has_a_page_of_its_own(app: BotInServer) -> None:
    """The brief and the newest words are on the first: one screen of a phone."""
    answer = await app.slash("position", person="rasmussen", topic="missile-defence")
    await app.written()
    assert shown(answer) == []
    last = await (await app.double.select(answer, "reader", "The time chart")).answer()
    await app.double.until(lambda: shown(last), what="no chart")
    assert last is answer and last.files[0]["description"].startswith("Chart: ")


def shown(message: Message) -> list[str]:
    """The addresses of the pictures in a card."""
    galleries = [one for _, one in walk(message.components) if one["type"] == GALLERY]
    return [item["media"]["url"] for gallery in galleries for item in gallery["items"]]


@pytest.fixture(scope="module")
def statements() -> tuple[Statement, ...]:
    engine = run(open_engine(REPOSITORY, paths.cache_dir(REPOSITORY)))
    return run(engine.timeline("missile-defence")).statements


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_letter_of_a_chart_can_be_drawn(statements: tuple[Statement, ...], language: str) -> None:
    """A name in Cyrillic makes another picture than the boxes that stand for missing letters."""
    from briefs.render.timeline_chart import _font

    font = _font(30)
    box = font.getmask("\uffff").getbbox()
    names = {speaker.name.get(language) for s in statements for speaker in s.speakers}
    for letter in {letter for name in names for letter in name if letter.strip()}:
        assert font.getmask(letter).getbbox() != box or letter in "OОDН", letter
    assert chart("Тема", statements, Translator(language))


def test_a_chart_of_nothing_dated_is_none() -> None:
    assert chart("x", (), Translator("en")) is None
