"""The README's pictures: what the bot posts to a loopback Discord, shown by Chromium as Discord would.

    make pictures        # or: python -m docs.pictures; needs Chromium, and writes docs/images/*.png

The messages are the bot's own JSON; this file lays them out and adds no word to them.
"""

from __future__ import annotations

import asyncio
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from PIL import Image

from bot.clock import SystemClock
from bot.live_library import LiveLibrary
from bot.store import open_store
from tests.bot.discord.app import CONFIG, BotInServer, connected
from tests.discord_double import Double
from tests.discord_double.world import Message

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, SCALE, TALLEST = 600, 1.5, 4000  # CSS pixels; a picture is 900 pixels wide
LARGEST = 150_000  # bytes
FALSE_QUOTATION = "Over 300 countries already have, or are developing, a ballistic missile capability"

STYLE = """
@font-face { font-family: "Noto Sans"; src: url("FONT"); font-weight: 100 900; }
* { box-sizing: border-box; }
body { margin: 0; width: 600px; background: #313338; color: #dbdee1;
       font: 14.5px/1.36 "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
section { padding: 12px 14px 14px; }
.asked { font-size: 13px; color: #b5bac1; margin-bottom: 8px; }
.asked b { color: #c9cdfb; font-weight: 600; }
.embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 16px 12px 12px; }
h1 { font-size: 16.5px; margin: 2px 0 8px; color: #f2f3f5; font-weight: 600; }
p { margin: 0; min-height: .7em; }
b { font-weight: 650; color: #f2f3f5; }
blockquote { margin: 1px 0; padding-left: 10px; border-left: 4px solid #4e5058; border-radius: 2px; }
code { font: 12px "DejaVu Sans Mono", monospace; background: #1e1f22; padding: 1px 4px; border-radius: 4px; }
a { color: #00a8fc; text-decoration: none; }
footer { font-size: 12px; color: #b5bac1; margin-top: 8px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.row span { padding: 5px 12px; border-radius: 4px; color: #fff; font-size: 13px; font-weight: 500; }
.s1 { background: #5865f2; } .s2, .s5, .select { background: #4e5058; }
.s3 { background: #248046; } .s4 { background: #da373c; } .off { opacity: .5; }
"""
# Measured only once the font is there: with another one the cards have other heights.
MEASURE = """<script>document.fonts.ready.then(() => { document.title = JSON.stringify(
  [...document.querySelectorAll("section")].map(s => s.getBoundingClientRect())
    .map((box, i) => [document.querySelectorAll("section")[i].id, box.top, box.bottom])) })</script>"""

# Discord's markdown, as far as cards use it. A backslash comes first: what it guards is no markup.
MARKUP = re.compile(
    r"\\(?P<plain>[^a-zA-Z0-9\s])|`(?P<code>[^`]+)`|\*\*(?P<b>.+?)\*\*|~~(?P<s>.+?)~~"
    r"|\[(?P<a>(?:\\.|[^\]\\])+)\]\((?P<url>https?://[^)\s]+)\)"
)


@dataclass(frozen=True, slots=True)
class Card:
    """A posted message, the name of its picture, and what was typed to get it."""

    name: str
    asked: str
    message: Message


def inline(text: str) -> str:
    def shown(found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        if found["url"]:
            return f'<a href="{html.escape(found["url"])}">{inline(found["a"])}</a>'
        inner = found[kind]
        return f"<{kind}>{inline(inner)}</{kind}>" if kind in "bs" else (
            f"<code>{html.escape(inner)}</code>" if kind == "code" else html.escape(inner)
        )  # fmt: skip

    out, at = [], 0
    for found in MARKUP.finditer(text):
        out += [html.escape(text[at : found.start()]), shown(found)]
        at = found.end()
    return "".join([*out, html.escape(text[at:])])


def lines(text: str) -> str:
    return "".join(
        f"<blockquote>{inline(line[2:])}</blockquote>" if line.startswith("> ") else f"<p>{inline(line)}</p>"
        for line in text.split("\n")
    )


def embed(data: dict[str, Any]) -> str:
    unknown = data.keys() - {"type", "flags", "color", "title", "description", "footer"}
    if unknown:
        raise SystemExit(f"a card has parts that docs/pictures.py cannot show: {', '.join(sorted(unknown))}")
    title, footer = data.get("title", ""), data.get("footer", {}).get("text", "")
    return (
        f'<div class="embed" style="border-color:#{data.get("color", 0):06x}"><h1>{inline(title)}</h1>'
        f"{lines(data.get('description', ''))}<footer>{html.escape(footer)}</footer></div>"
    )


def control(data: dict[str, Any]) -> str:
    look = f"s{data['style']}" if data["type"] == 2 else "select"
    off = " off" if data.get("disabled") else ""
    return f'<span class="{look}{off}">{html.escape(data.get("label") or data["placeholder"])}</span>'


def section(card: Card) -> str:
    rows = (f'<div class="row">{"".join(map(control, row["components"]))}</div>' for row in
            card.message.components)  # fmt: skip
    said = lines(card.message.content) if card.message.content else ""
    asked = f'<div class="asked"><b>reader</b>&ensp;{html.escape(card.asked)}</div>'
    return (
        f'<section id="{card.name}">{asked}{said}{"".join(map(embed, card.message.embeds))}'
        f"{''.join(rows)}</section>"
    )


def page(cards: Iterable[Card]) -> str:
    font = Path(str(files("fontpkg_noto_sans"))) / "files" / "NotoSans[wdth,wght].ttf"
    style = STYLE.replace("FONT", font.as_uri())
    body = "".join(map(section, cards))
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><body>{body}{MEASURE}</body>'


async def answers(folder: Path) -> tuple[list[Card], bytes]:
    """The cards as the bot posted them, and the time chart that it attached to the timeline."""
    async with open_store(folder / "state.db", SystemClock()) as state:
        library = await LiveLibrary.open(REPOSITORY, folder / "cache")
        try:
            async with Double() as double, connected(double, CONFIG, library, state, {}) as app:
                return await conversation(app)
        finally:
            await library.close()


async def conversation(app: BotInServer) -> tuple[list[Card], bytes]:
    position = "!position lavrov missile-defence"
    verify = f'!verify "{FALSE_QUOTATION}"'
    compared = {"person": "sergei-lavrov", "topic": "chemical-weapons", "other": "anders-fogh-rasmussen"}
    named = "/compare " + " ".join(f"{option}:{value}" for option, value in compared.items())
    cards = [
        Card("position", position, await app.line(position)),
        Card("compare", named, await app.slash("compare", **compared)),
        Card("verify", verify, await app.line(verify)),
    ]
    timeline = await app.slash("timeline", topic="missile-defence")
    await app.double.until(lambda: timeline.files, what="no chart")
    await app.written()
    return cards, app.double.files[int(timeline.files[0]["id"])]


def browse(browser: str, folder: Path, *wanted: str) -> str:
    """What headless Chromium prints about the page; it reaches nothing but the file."""
    flags = ["--headless", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run",
             "--virtual-time-budget=5000",
             f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{TALLEST}",
             f"--force-device-scale-factor={SCALE}"]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox
    run = subprocess.run([browser, *flags, *wanted, (folder / "page.html").as_uri()],
                         capture_output=True, text=True, timeout=120)  # fmt: skip
    if run.returncode:
        raise SystemExit(f"{browser} failed:\n{run.stderr}")
    return run.stdout


def save(picture: Image.Image, name: str) -> None:
    """As a PNG of 64 colours, which text and flat surfaces do not miss."""
    buffer = io.BytesIO()
    picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    if buffer.tell() > LARGEST:
        raise SystemExit(f"{name}.png has {buffer.tell():,} bytes, more than {LARGEST:,}")
    (IMAGES / f"{name}.png").write_bytes(buffer.getvalue())
    print(f"docs/images/{name}.png: {picture.width} x {picture.height}, {buffer.tell():,} bytes")


def main() -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("The pictures need Chromium, and none is on the PATH: on Debian, apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        cards, chart = asyncio.run(answers(folder))
        (folder / "page.html").write_text(page(cards), encoding="utf-8")
        titled = re.search(r"<title>(.*?)</title>", browse(browser, folder, "--dump-dom"), re.DOTALL)
        assert titled, "the page measures itself"
        shot = folder / "page.png"
        browse(browser, folder, f"--screenshot={shot}")
        with Image.open(shot) as whole:
            for name, top, bottom in json.loads(html.unescape(titled[1])):
                assert bottom <= TALLEST, "the window is too low for the page"
                save(whole.crop((0, round(top * SCALE), whole.width, round(bottom * SCALE))), name)
    save(Image.open(io.BytesIO(chart)), "timeline")


if __name__ == "__main__":
    main()
