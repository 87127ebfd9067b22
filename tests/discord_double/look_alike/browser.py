"""Headless Chromium on a page of its own making: nothing is fetched, nothing is kept."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from .page import Posted, page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_TALLEST = 16_000  # CSS pixels of a window; a page of more is drawn, but not whole
_SECONDS = 120


def find_browser() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def heights(
    browser: str, posted: Sequence[Posted], *, look: str = "dark", width: int = 400
) -> dict[str, float]:
    """How tall each message is, in CSS pixels, by name; without what was typed above it.

    Raises RuntimeError when the browser fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        boxes = _measured(browser, Path(folder), page(posted, look=look, width=width), width)
    return {name: bottom - top for name, top, bottom in boxes}


def picture(
    browser: str, posted: Sequence[Posted], *, look: str = "dark", width: int = 400, scale: float = 1.5
) -> dict[str, Image.Image]:
    """Each message as it looks, by name. Raises RuntimeError when the browser fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        boxes = _measured(browser, folder, page(posted, look=look, width=width), width)
        shot = folder / "page.png"
        tall = round(max(bottom for _, _, bottom in boxes)) + 8
        _run(browser, folder, width, tall, f"--screenshot={shot}", f"--force-device-scale-factor={scale}")
        with Image.open(shot) as whole:
            whole.load()
            return {
                name: whole.crop((0, round(top * scale), whole.width, round(bottom * scale)))
                for name, top, bottom in boxes
            }


def page_picture(browser: str, file: Path, *, width: int, height: int, scale: float = 1.5) -> Image.Image:
    """The first `height` CSS pixels of a page in a file. Raises RuntimeError when the browser fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shot = folder / "page.png"
        wanted = f"--screenshot={shot}", f"--force-device-scale-factor={scale}"
        _run(browser, folder, width, height, *wanted, file=file)
        with Image.open(shot) as drawn:
            drawn.load()
            return drawn


def _measured(browser: str, folder: Path, document: str, width: int) -> list[tuple[str, float, float]]:
    (folder / "page.html").write_text(document, encoding="utf-8")
    printed = _run(browser, folder, width, _TALLEST, "--dump-dom")
    titled = re.search(r"<title>(.*?)</title>", printed, re.DOTALL)
    if titled is None:
        raise RuntimeError("the page did not measure itself")
    return [(name, top, bottom) for name, top, bottom in json.loads(html.unescape(titled[1]))]


def _run(browser: str, folder: Path, width: int, height: int, *wanted: str, file: Path | None = None) -> str:
    flags = [
        "--headless", "--disable-gpu", "--disable-quic", "--hide-scrollbars", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--virtual-time-budget=5000", f"--user-data-dir={folder / 'profile'}",
        f"--window-size={width},{height}",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox
    run = subprocess.run(
        [browser, *flags, *wanted, (file or folder / "page.html").as_uri()],
        capture_output=True, text=True, timeout=_SECONDS,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(f"{browser} failed:\n{run.stderr[-2000:]}")
    return run.stdout


def as_png(drawn: Image.Image, colours: int = 64) -> bytes:
    """A PNG of few colours, which text and flat surfaces do not miss."""
    buffer = io.BytesIO()
    drawn.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
