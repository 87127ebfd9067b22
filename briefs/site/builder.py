"""Builds the site into a folder: only what changed is made, all of it beside the old one, then put in place.

Whatever is in the way of a build, such as a full disk, leaves the old site as it is. A page that was there
stays at its address: what is gone from the library leaves a page that says so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefs import file_lock
from briefs.atomic_files import AS_BYTES, replace_file, sync_folder
from briefs.errors import UserError
from briefs.i18n import LOCALE
from briefs.model import Library
from briefs.site import search
from briefs.site.articles import article_pages
from briefs.site.feeds import feed_pages
from briefs.site.indexes import index_pages
from briefs.site.lists import list_pages
from briefs.site.machine import machine_pages
from briefs.site.picture import picture_pages
from briefs.site.record import digest, record_of
from briefs.site.setting import PageSetting, SiteOptions, SitePage
from briefs.site.statements import statement_pages

OWN = ".onrecord-site"  # the folder within the site that is ours alone
_FORMAT = 1
_GONE = "gone"  # the key of a page whose thing is no longer there

Manifest = dict[str, tuple[str, int]]  # path of a page: its key and its size in bytes
BuildProgress = Callable[[int, int], None]  # pages that were looked at, of how many if that is known


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: `pages` there are, `made` anew, `gone` and told to be so.

    `search_fault` is why there is no search, or only that of before; None where nothing went wrong.
    """

    pages: int
    made: int
    gone: int
    search_fault: str | None = None


def build(
    library: Library, target: Path, options: SiteOptions, progress: BuildProgress | None = None
) -> BuildReport:
    """The site of a library in the folder `target`. Raises UserError; the site there is as it was then."""
    try:
        with _held(target):
            return _built(library, target, options, progress or (lambda done, of: None))
    except OSError as error:
        raise UserError(
            f"the site cannot be written: {error.strerror or error}",
            "what was there before is as it was: free some space, or name a folder that can be written",
        ) from None


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """The folder is ours for one build: what one that was killed left behind is thrown away."""
    own = target / OWN
    if target.exists() and not own.is_dir() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(f"{target} holds something else than a site", "name a new folder, or an empty one")
    own.mkdir(parents=True, exist_ok=True)
    with _alone(own / "lock"):
        try:
            shutil.rmtree(own / "staged", ignore_errors=True)
            yield
        finally:
            shutil.rmtree(own / "staged", ignore_errors=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(file_lock.held(lock, wait=False))
        except BlockingIOError:
            raise UserError("another build is writing this site", "wait until it is done") from None
        yield


def _built(library: Library, target: Path, options: SiteOptions, progress: BuildProgress) -> BuildReport:
    own = target / OWN
    staged = own / "staged"
    stamp = digest(_program(), repr(options))
    before, since = _manifest(own, stamp)
    setting = PageSetting(record_of(library), options)
    now: Manifest = {}
    made: list[str] = []
    for page in _all_pages(setting):
        known = before.get(page.path)
        # the size as well: after a power cut a page may be there and empty
        if known is None or known[0] != page.key or _size(f"{target}/{page.path}") != known[1]:
            known = page.key, _write(f"{staged}/{page.path}", page.render())
            made.append(page.path)
        now[page.path] = known
        progress(len(now), len(before))
    gone = _tombstones(setting, before, now, staged)
    found = _search(target, staged, options, now, [*made, *gone], since)
    _put_in_place(target, staged, [path for path in before if path not in now])
    document = {"format": _FORMAT, "stamp": stamp, "pages": now, "searched_since": found.since}
    replace_file(own / "manifest.json", json.dumps(document, separators=(",", ":")).encode())
    return BuildReport(len(now), len(made), len(gone), found.fault)


def _all_pages(setting: PageSetting) -> Iterator[SitePage]:
    paths = []
    for pages in (statement_pages, list_pages, article_pages, index_pages):
        for page in pages(setting):
            paths.append(page.path)
            yield page
    yield from picture_pages(setting)
    yield from feed_pages(setting)
    hidden = {f"{language.prefix}{name}.html" for language in setting.languages for name in ("404", "search")}
    hidden |= {
        f"{each.prefix}statement/{s.id}.html" for each in setting.languages for s in setting.record.unshown
    }
    yield from machine_pages(setting, [path for path in paths if path not in hidden])


def _manifest(own: Path, stamp: str) -> tuple[Manifest, list[str]]:
    """Each page that is there, and those that are searched by themselves.

    Made by another program or with other options, all are old.
    """
    try:
        found: dict[str, Any] = json.loads((own / "manifest.json").read_text("utf-8"))
        pages = {str(path): (str(key), int(size)) for path, (key, size) in found["pages"].items()}
        since = [str(path) for path in found.get("searched_since", ())]
        return (pages if found["stamp"] == stamp else dict.fromkeys(pages, ("", -1))), since
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, []


@cache
def _program() -> str:
    """Changes with whatever pages are made by: code, templates, words."""
    folders = (
        Path(__file__).parent,
        Path(__file__).parents[1] / "render",
        Path(__file__).parents[1] / "text",
    )
    files = [
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in (".py", ".html", ".css", ".js", ".xml")
    ]
    files += [*LOCALE.rglob("*.mo"), Path(__file__).parents[1] / "ingest/transfer/jsonld.py"]
    return digest(_FORMAT, *(digest(file.name, file.read_bytes()) for file in sorted(files)))


def _tombstones(setting: PageSetting, before: Manifest, now: Manifest, staged: Path) -> list[str]:
    """Pages of what is no longer there, staged; they stay in `now`, so that they never go."""
    made = []
    languages = {language.prefix: language for language in setting.languages}
    for path in before:
        if path in now or not path.endswith(".html"):
            continue
        key = digest(_GONE)
        prefix = next((p for p in languages if p and path.startswith(p)), "")
        language = languages.get(prefix, setting.languages[0])
        words = language.words
        values = {
            "title": words["tombstone"],
            "heading": words["tombstone"],
            "told": words["gone"],
            "facts": (),
        }
        page = setting.page(
            language,
            path.removeprefix(prefix),
            key,
            "tombstone.html",
            lambda values=values: values | {"noindex": True},  # type: ignore[misc]
        )
        now[path] = before[path]
        if before[path][0] != key:
            now[path] = key, _write(f"{staged}/{path}", page.render())
            made.append(path)
    return made


def _search(
    target: Path, staged: Path, options: SiteOptions, now: Manifest, changed: list[str], since: list[str]
) -> search.SearchState:
    """The index of all statements, staged, where one of them changed."""
    program = search.find_pagefind() if options.search else None
    if program is None:
        return search.SearchState()
    pages = [path for path in now if "statement/" in path]
    fresh = {path for path in changed if "statement/" in path}
    return search.refresh(program, target, staged, pages, fresh, since)


# A site has files by the ten thousand: what is done for each takes names, not Path objects, and no buffer.
def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | AS_BYTES


def _write(path: str, content: bytes) -> int:
    """How many bytes it has."""
    try:
        file = os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, _NEW_FILE, 0o666)
    try:
        rest = content
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
    return len(content)


def _put_in_place(target: Path, staged: Path, old: list[str]) -> None:
    """All that was staged gets its name: a rename needs no room, so that nothing can stop it halfway."""
    indexes = (search.FOLDER, search.SINCE)
    _move(str(staged), str(target), indexes)
    for path in old:
        if not path.endswith(".html"):  # a picture of words that were withdrawn
            (target / path).unlink(missing_ok=True)
    is_whole = (staged / search.FOLDER).is_dir()
    for name in indexes:
        here, fresh = target / name, staged / name
        if here.exists() and (fresh.is_dir() or is_whole):
            here.rename(staged / f"{name}-before")
        if fresh.is_dir():
            fresh.rename(here)
    sync_folder(target)


def _move(staged: str, target: str, but: Collection[str] = ()) -> None:
    """What is in one folder into the other: a folder that is new there is moved whole."""
    if not os.path.isdir(staged):
        return
    for name in os.listdir(staged):
        fresh, place = f"{staged}/{name}", f"{target}/{name}"
        if name in but:
            continue
        if os.path.isdir(place):
            _move(fresh, place)
        else:
            os.replace(fresh, place)
