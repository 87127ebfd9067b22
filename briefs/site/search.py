"""The search in the browser: Pagefind's index of the statements' pages, made after them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = "pagefind"
_SECONDS = 600


def find_pagefind() -> str | None:
    """The program that makes the index: of the package `pagefind[bin]`, or one on the PATH."""
    try:
        from pagefind_bin import get_executable
    except ImportError:
        return shutil.which("pagefind")
    return str(get_executable())


def index(program: str, site: Path, into: Path) -> str | None:
    """Indexes the pages of `site` into the folder `into`. What was wrong, in words, or None."""
    command = [
        program,
        "--site",
        str(site),
        "--output-path",
        str(into),
        "--glob",
        "**/statement/*.html",
        "--quiet",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603  # ours
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode:
        return (done.stderr or done.stdout).strip()[-300:] or f"it ended with {done.returncode}"
    for unused in (*into.glob("pagefind-*ui*"), into / "pagefind-highlight.js"):
        unused.unlink(missing_ok=True)  # Pagefind's own looks, which no page of ours has
    return None
