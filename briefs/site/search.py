"""The search in the browser: Pagefind's index of the statements' pages, made after them.

Pagefind reads every page each time. What changed since is therefore indexed by itself, beside the whole, and
the reader's browser asks both; when much has changed the whole is made again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = "pagefind"
SINCE = "pagefind-since"  # the index of what changed since that was made
LISTED = "search.json"  # which pages those are, for the page of the search
_MARK = "since/"  # before the address of a page in that index, so that it is told from the older one
_INDEXED = b"data-pagefind-body"
_SECONDS = 600
_MOST_SINCE = 200  # pages, and one in so many of all:
_ONE_IN = 20


@dataclass(frozen=True, slots=True)
class SearchState:
    """Which pages changed `since` the whole index was made, and what went wrong in making it."""

    since: tuple[str, ...] = ()
    fault: str | None = None


def find_pagefind() -> str | None:
    """The program that makes the index: of the package `pagefind[bin]`, or one on the PATH."""
    try:
        from pagefind_bin import get_executable
    except ImportError:
        return shutil.which("pagefind")
    return str(get_executable())


def refresh(
    program: str,
    target: Path,
    staged: Path,
    pages: Sequence[str],
    changed: Collection[str],
    since: Collection[str],
) -> SearchState:
    """Stages the index that the site needs: of the whole, or of what `changed` now and `since` before.

    `pages` are those of all statements, in every language; those in `changed` are staged, the others in
    their place. A page that is searched no longer, such as one withdrawn, takes its words along: the whole is
    made again.
    """
    fresh = {*changed}
    if (target / FOLDER).is_dir() and not fresh:
        return SearchState(tuple(sorted(since)))
    places = {page: f"{staged if page in fresh else target}/{page}" for page in pages}
    later = {page for page in (*fresh, *since) if page in places}
    is_little = len(later) <= max(_MOST_SINCE, len(pages) // _ONE_IN)
    if (target / FOLDER).is_dir() and is_little and all(_is_indexed(places[page]) for page in later):
        fault = _index(program, {f"{_MARK}{page}": places[page] for page in later}, staged, SINCE)
    else:
        later = set()
        fault = _index(program, places, staged, FOLDER)
    if fault is not None:
        return SearchState(tuple(sorted({*fresh, *since})), fault)
    listed = tuple(sorted(later))
    staged.mkdir(parents=True, exist_ok=True)
    (staged / LISTED).write_text(json.dumps({"since": listed}), "utf-8")
    return SearchState(listed)


def _is_indexed(page: str) -> bool:
    with open(page, "rb") as file:
        return _INDEXED in file.read()


def _index(program: str, pages: dict[str, str], staged: Path, folder: str) -> str | None:
    """Indexes pages, by the paths that they are to have, into a folder. What was wrong, in words, or None."""
    together = staged / ".pages"
    if all(page == f"{staged}/{path}" for path, page in pages.items()):
        return _run(program, staged, staged / folder)  # all are new and lie there
    for path, page in pages.items():
        _link(page, f"{together}/{path}")
    try:
        return _run(program, together, staged / folder)
    finally:
        shutil.rmtree(together, ignore_errors=True)


def _run(program: str, site: Path, into: Path) -> str | None:
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


# A site has files by the ten thousand: what is done for each takes names, not Path objects, and no buffer.
def _link(page: str, to: str) -> None:
    try:
        os.link(page, to)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(to))
        _link(page, to)
    except OSError:
        shutil.copyfile(page, to)
