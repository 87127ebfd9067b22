"""The README's pictures: what the bot posts to a loopback Discord, shown by Chromium as Discord would, and
the page of a statement on the site.

    make pictures        # or: python -m docs.pictures; needs Chromium, and writes docs/images/*.png

The messages are the bot's own JSON; nothing is added to them.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.clock import SystemClock
from bot.live_library import LiveLibrary
from bot.store import open_store
from briefs import library
from briefs.site import SiteOptions, build
from tests.bot.discord.app import CONFIG, BotInServer, connected
from tests.discord_double import Double
from tests.discord_double.look_alike import Posted, as_png, find_browser, page_picture, picture

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
WIDTH, SCALE = 600, 1.5  # CSS pixels; a picture is 900 pixels wide
LARGEST = 150_000  # bytes
RECEIPT, RECEIPT_WIDTH, RECEIPT_HEIGHT = "itar-tass-2011-10-26-12", 780, 880
FALSE_QUOTATION = "Over 300 countries already have, or are developing, a ballistic missile capability"


async def answers(folder: Path) -> list[Posted]:
    """The messages as the bot posted them, each with what was typed to get it."""
    async with open_store(folder / "state.db", SystemClock()) as state:
        library = await LiveLibrary.open(REPOSITORY, folder / "cache")
        try:
            async with Double() as double, connected(double, CONFIG, library, state, {}) as app:
                return await conversation(app)
        finally:
            await library.close()


async def conversation(app: BotInServer) -> list[Posted]:
    """The four questions of the README."""
    position = "!position lavrov missile-defence"
    verify = f'!verify "{FALSE_QUOTATION}"'
    compared = {"person": "sergei-lavrov", "topic": "chemical-weapons", "other": "anders-fogh-rasmussen"}
    compare = "/compare " + " ".join(f"{option}:{value}" for option, value in compared.items())
    asked = {
        "position": (position, await app.line(position)),
        "compare": (compare, await app.slash("compare", **compared)),
        "timeline": (
            "/timeline topic:missile-defence",
            await app.slash("timeline", topic="missile-defence"),
        ),
        "verify": (verify, await app.line(verify)),
    }
    await app.double.until(lambda: asked["timeline"][1].files, what="no chart")
    await app.written()
    return [Posted.of(name, message, typed, app.double.files) for name, (typed, message) in asked.items()]


def receipt(browser: str, folder: Path) -> bytes:
    """The upper part of the page of one statement."""
    build(library.read(REPOSITORY), folder / "site", SiteOptions(search=False, pictures=False))
    page = folder / f"site/statement/{RECEIPT}.html"
    return as_png(page_picture(browser, page, width=RECEIPT_WIDTH, height=RECEIPT_HEIGHT, scale=SCALE))


def save(name: str, drawn: bytes) -> None:
    """Raises SystemExit for a picture that is too large for a page that people load."""
    if len(drawn) > LARGEST:
        raise SystemExit(f"{name}.png has {len(drawn):,} bytes, more than {LARGEST:,}")
    (IMAGES / f"{name}.png").write_bytes(drawn)
    print(f"docs/images/{name}.png: {len(drawn):,} bytes")


def main() -> None:
    """Draws every picture anew."""
    browser = find_browser()
    if browser is None:
        sys.exit("The pictures need Chromium, and none is on the PATH: on Debian, apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        posted = asyncio.run(answers(Path(made)))
        save("receipt", receipt(browser, Path(made)))
    for name, drawn in picture(browser, posted, width=WIDTH, scale=SCALE).items():
        save(name, as_png(drawn))


if __name__ == "__main__":
    main()
