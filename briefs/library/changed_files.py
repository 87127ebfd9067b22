"""A library of which some dossiers have changed: checked with those that the change can concern alone.

It was sound before, so what may be wrong now is in what changed, or in what refers to it. These dossiers are
put to the same rules as all would be, together with whatever they refer to and whatever briefs and shifts
cite. Wherever that does not settle it (a problem, changed registers, other rules, very much that changed)
the whole library is to be checked, which also words the problems.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from briefs.library import parse_cache
from briefs.library.checker import CheckedPart
from briefs.library.cross_checks import LibraryContent
from briefs.library.dossiers import Dossier
from briefs.library.files import ARTICLES, CONFIG, DOSSIERS, FileStamps
from briefs.library.loader import KnownStamps, LibraryLoader
from briefs.memory import collection_paused

_MOST = 8  # dossiers, or one in so many: with more that is concerned the whole check is about as quick


class LibraryLinks(Protocol):
    """How the dossiers of the sound library hang together. Names are ids, and names of texts' files."""

    rules: str | None  # those by which it was found sound
    files: KnownStamps  # as it was then

    def held(self, dossiers: Iterable[str]) -> set[str]:
        """The names of these dossiers' articles, texts and statements."""
        ...

    def holders(self, names: Iterable[str]) -> set[str]:
        """The dossiers whose article, text or statement has one of these names."""
        ...

    def referrers(self, names: Iterable[str]) -> set[str]:
        """The dossiers that refer to one of these names."""
        ...


@collection_paused()
def check_changes(
    root: Path, cache: Path, links: LibraryLinks, stamps: FileStamps | None = None
) -> CheckedPart | None:
    """The library where it is sound still; None where it is to be checked whole.

    `stamps` are those of its files a moment ago, if somebody has looked at them already.
    """
    if links.rules != parse_cache.rules():
        return None
    reading = LibraryLoader(root, {}, links.files)
    reading.list_files(stamps)
    return _ChangedFiles(reading, cache, links).checked()


class _ChangedFiles:
    def __init__(self, reading: LibraryLoader, cache: Path, links: LibraryLinks) -> None:
        self._reading, self._cache, self._links = reading, cache, links
        now, before = reading.files, links.files
        other = {name for name in now if name not in before or before[name][2] != now[name].sha256}
        self._other = other | (before.keys() - now.keys())  # new, changed and gone

    def checked(self) -> CheckedPart | None:
        """See :func:`check_changes`."""
        reading, links = self._reading, self._links
        if reading.problems or not self._other.isdisjoint(CONFIG):
            return None
        # a dossier is of its text: where that is another, it is read again
        texts = [name.rpartition("/")[2] for name in self._other if name.startswith(ARTICLES)]
        changed = {name for name in self._other if name.startswith(DOSSIERS)} | links.holders(texts)
        found: dict[str, Dossier] = {}
        if not self._read(changed, found):
            return None
        names = links.held(changed) | {name for each in found.values() for name in _names(each)}
        content = reading.with_registers(found)
        near = links.referrers(names) | links.holders(names) | links.holders(_cited(content))
        near |= links.holders(name for each in found.values() for name in _references(each))
        while more := near.intersection(reading.files).difference(found):
            if not self._read(more, found):
                return None
            near = links.holders(name for path in more for name in _references(found[path]))
        content = content._replace(dossiers=dict(sorted(found.items())))
        reading.check(content)
        if reading.problems:
            return None
        now = {reading.files[name].sha256 for name in changed if name in reading.files}
        before = {links.files[name][2] for name in changed if name in links.files}
        reading.exchange_cache(self._cache, before - now)
        return CheckedPart(reading, content)

    def _read(self, paths: Collection[str], found: dict[str, Dossier]) -> bool:
        """Reads those of these dossiers that there are; False for a problem, and where they are very many."""
        files, reading = self._reading.files, self._reading
        there = sorted(path for path in paths if path in files)
        if len(found) + len(there) > max(_MOST, len(files) // 2 // _MOST):  # half the files are texts
            return False
        reading.know(parse_cache.load(self._cache, [files[path].sha256 for path in there]))
        found.update(reading.dossiers(there))
        return not reading.problems and found.keys() >= {*there}


def _names(dossier: Dossier) -> Iterator[str]:
    yield dossier.article["id"]
    yield dossier.article["file"]
    yield from (record["id"] for record in dossier.statements)


def _references(dossier: Dossier) -> Iterator[str]:
    """Ids of articles and statements; those of registers are at hand anyway."""
    article = dossier.article
    yield from (name for name in (article["same_as"], article["version_of"]) if name)
    for record in dossier.statements:
        yield from record["same_as"]
        if record["original"] and record["original"]["article"]:
            yield record["original"]["article"]


def _cited(content: LibraryContent) -> Iterator[str]:
    for brief in content.positions:
        yield from (name for sentence in brief.sentences for name in sentence.cites)
    for shift in content.shifts:
        yield from (shift.earlier, shift.later)
