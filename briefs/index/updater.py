"""An index brought up to a changed library: a copy of the old one, only what changed is written anew.

What cannot be taken over row by row (other topics, other people than some more or fewer at the end, no
room between two numbers) is for the full build, which gives the same answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import serialization
from briefs.index import article_texts, builder, library_summary
from briefs.index.builder import GAP, DerivedRows, Numbered, SortKey, atomic_replace
from briefs.index.reader import numbered
from briefs.index.schema import ANY_TOPIC, FORMAT, unpacked
from briefs.library import DOSSIERS
from briefs.model import Library
from briefs.text import parse_edtf

if TYPE_CHECKING:
    from briefs.library import CheckedLibrary, CheckedPart

_MOST = 8  # dossiers, or one in so many: with more that changed the full build is about as quick

_ARTICLE_OF = """
SELECT number, text, published FROM article WHERE number = (SELECT article FROM dossier WHERE path = ?)
"""
_PLACE_OF = """
SELECT latest, article, start, id, number FROM statement
 WHERE number > ? AND number <= ? ORDER BY number DESC LIMIT 1
"""
_GONE = (
    "DELETE FROM article WHERE number = ?",
    "DELETE FROM article_day WHERE article = ?",
    "DELETE FROM dossier WHERE article = ?",
    "DELETE FROM refers_to WHERE article = ?",
)


class NeedsFullBuild(Exception):
    """Rows cannot be taken over from the old index: it has to be built whole."""


def update(checked: CheckedLibrary, path: Path) -> None:
    """Bring the index at `path` up to the library; built whole where there is none to begin from.

    Whoever has the old one open keeps reading it. Raises :class:`OSError` where the new one cannot be
    written; the old one stays then.
    """
    if not try_update(checked, path):
        builder.build(checked.resolve(), path)


def try_update(checked: CheckedPart, path: Path) -> bool:
    """As :func:`update`; False where the index has to be built whole, and stays as it is."""
    try:
        with atomic_replace(path, copy_of=path) as db:
            db.execute("BEGIN")
            _Update(db, checked).run()
    except (NeedsFullBuild, FileNotFoundError, sqlite3.DatabaseError):
        return False
    return True


class _Update:
    """One update inside the caller's transaction. Its methods raise :class:`NeedsFullBuild`.

    Its work grows with what changed, not with the library; what is looked at of every file is its sum.
    """

    def __init__(self, db: sqlite3.Connection, checked: CheckedPart) -> None:
        self._db, self._checked = db, checked
        self._held = {row[0]: row for row in db.execute("SELECT path, mtime_ns, size, sha256 FROM file")}

    def run(self) -> None:
        """Write the rows of what changed anew, and all that is noted of the library as a whole."""
        changed, gone = self._changed()
        part = self._checked.resolve(changed)
        self._people(part)
        self._articles(part, changed | gone)
        self._library_wide(part)

    def _changed(self) -> tuple[set[str], set[str]]:
        """The dossiers that hold something else now, and those that are no more.

        Raises NeedsFullBuild for too many.
        """
        db, files = self._db, self._checked.files
        if db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() != (FORMAT,):
            raise NeedsFullBuild
        # By what the files hold, not by their times: a checkout sets every time anew.
        held = {path: row[3] for path, row in self._held.items() if path.startswith(DOSSIERS)}
        now = {path: file.sha256 for path, file in files.items() if path.startswith(DOSSIERS)}
        changed = {path for path, digest in now.items() if held.get(path) != digest}
        # of another index than the one by which it was found what to read, more may have to be written
        unread = changed - self._checked.content.dossiers.keys()
        if unread or len(changed) > max(_MOST, len(now) // _MOST):
            raise NeedsFullBuild
        return changed, held.keys() - now.keys()

    def _people(self, part: Library) -> None:
        """People may come or go at the end of the list only; no other row names one who is quoted no more."""
        db = self._db
        held = list(db.execute("SELECT id, data FROM person ORDER BY number"))
        now = [(each.id, serialization.dumps(each)) for each in part.people]
        common = min(len(held), len(now))
        self._derived = DerivedRows.from_library(part)
        self._derived.people.update({id: number for number, (id, _) in enumerate(held, 1)})
        topics = list(db.execute("SELECT id, data FROM topic ORDER BY number"))
        same_topics = topics == [(each.id, serialization.dumps(each)) for each in part.topics]
        if held[:common] != now[:common] or not same_topics:
            raise NeedsFullBuild
        db.execute("DELETE FROM person WHERE number > ?", (common,))
        builder.add_people(db, part.people[common:], before=common)

    def _articles(self, part: Library, dossiers: Collection[str]) -> None:
        """The articles of these dossiers with their statements: the old rows go, the new ones come in."""
        db, derived = self._db, self._derived
        gone = [row for path in sorted(dossiers) for row in db.execute(_ARTICLE_OF, (path,))]
        if len(gone) != sum(path in self._held for path in dossiers):  # of articles without a dossier
            raise NeedsFullBuild
        texts = [(number, unpacked(text)) for number, text, _ in gone]
        # Read before anything is deleted: derived rows and full-text entries are found by the old contents.
        old = [one for number, _ in texts for one in numbered(db, number)]
        self._remove_statements(old, derived)
        for sql in _GONE:
            db.executemany(sql, ((number,) for number, _ in texts))
        numbers = self._assign_numbers(part)
        builder.add_articles(db, part.articles, numbers)
        builder.add_days(db, part, numbers)
        builder.add_links(db, part, numbers)
        new_statements = self._numbered(part, numbers)
        self._add_statements(new_statements, numbers, derived)
        self._recount(old, new_statements)
        article_texts.update(db, texts, part.articles, numbers)
        went = {who.id for _, statement in old for who in statement.speakers}
        came = {who.id: who.name.en for statement in part.statements for who in statement.speakers}
        days = [parse_edtf(day) for *_, day in gone if day]
        library_summary.update(
            db, went, came, (days, [each.published for each in part.articles if each.published])
        )

    def _assign_numbers(self, part: Library) -> dict[str, int]:
        """Numbers by id for the articles, each between its neighbours' in the order of dossiers."""
        found: dict[str, int] = {}
        ordered = zip(part.dossiers, part.articles, strict=True)
        for (low, high), group in groupby(ordered, key=lambda each: self._neighbours(each[0])):
            ids = [article.id for _, article in group]
            found |= zip(ids, numbers_between(low, high, len(ids)), strict=True)
        return found

    def _neighbours(self, path: str) -> tuple[int, int | None]:
        """The numbers of the articles before and after this dossier's; 0 and None where there is none."""
        before = self._db.execute(
            "SELECT article FROM dossier WHERE path < ? ORDER BY path DESC LIMIT 1", (path,)
        ).fetchone()
        after = self._db.execute(
            "SELECT article FROM dossier WHERE path > ? ORDER BY path LIMIT 1", (path,)
        ).fetchone()
        return before[0] if before else 0, after[0] if after else None

    def _numbered(self, part: Library, articles: dict[str, int]) -> list[Numbered]:
        """The new statements with numbers that put each in its place among those that stay."""
        new = sorted((builder.sort_key(s, articles), s) for s in part.statements)
        found: list[Numbered] = []
        for low, group in groupby(new, key=lambda each: self._last_before(each[0])):
            between = [statement for _, statement in group]
            ((high,),) = self._db.execute("SELECT min(number) FROM statement WHERE number > ?", (low,))
            found += zip(numbers_between(low, high, len(between)), between, strict=True)
        return found

    def _last_before(self, place: SortKey) -> int:
        """The number of the last statement that comes before this place; 0 where it would be the first."""
        ((high,),) = self._db.execute("SELECT coalesce(max(number), 0) FROM statement")
        low = last = 0  # what is numbered up to `low` comes before, what is numbered above `high` after
        while low < high:
            middle = (low + high + 1) // 2
            row = self._db.execute(_PLACE_OF, (low, middle)).fetchone()
            if row is None:
                low = middle
            elif (row[0] is None, row[0] or "", *row[1:4]) < place:
                low, last = middle, row[4]
            else:
                high = row[4] - 1
        return last

    def _remove_statements(self, old: Sequence[Numbered], derived: DerivedRows) -> None:
        db = self._db
        # An FTS5 table without contents of its own forgets a row only when told what it held.
        db.executemany(
            "INSERT INTO statement_text (statement_text, rowid, passage, summary) VALUES ('delete', ?, ?, ?)",
            [(number, s.passage, s.summary) for number, s in old],
        )
        db.executemany(
            "DELETE FROM spoken WHERE person = ? AND topic = ? AND statement = ?", derived.spoken(old)
        )
        db.executemany("DELETE FROM about WHERE topic = ? AND statement = ?", derived.about(old))
        db.executemany(
            "DELETE FROM anniversary WHERE month_day = ? AND statement = ?", derived.anniversaries(old)
        )
        db.executemany("DELETE FROM original_words WHERE rowid = ?", ((number,) for number, _ in old))
        db.executemany("DELETE FROM statement WHERE number = ?", ((number,) for number, _ in old))

    def _add_statements(
        self, new_statements: Sequence[Numbered], articles: dict[str, int], derived: DerivedRows
    ) -> None:
        db = self._db
        builder.add_statements(db, new_statements, articles)
        db.executemany("INSERT INTO spoken VALUES (?, ?, ?)", derived.spoken(new_statements))
        db.executemany("INSERT INTO about VALUES (?, ?)", derived.about(new_statements))
        db.executemany("INSERT INTO anniversary VALUES (?, ?)", derived.anniversaries(new_statements))

    def _recount(self, old: Sequence[Numbered], new: Sequence[Numbered]) -> None:
        """Count anew for each person and topic that these statements are of."""
        db, both = self._db, (*old, *new)
        pairs = {(person, topic) for person, topic, _ in self._derived.spoken(both)}
        db.executemany("DELETE FROM tally WHERE person = ? AND topic = ?", pairs)
        db.executemany(
            "INSERT INTO tally SELECT person, topic, count(*) FROM spoken"
            " WHERE person = ? AND topic = ? GROUP BY 1, 2",
            pairs,
        )
        db.executemany(
            "UPDATE person SET statements = coalesce("
            "(SELECT statements FROM tally WHERE person = number AND topic = ?), 0) WHERE number = ?",
            ((ANY_TOPIC, person) for person in {person for person, _ in pairs}),
        )
        db.executemany(
            "UPDATE topic SET statements = (SELECT count(*) FROM about WHERE about.topic = number)"
            " WHERE number = ?",
            {(topic,) for topic, _ in self._derived.about(both)},
        )

    def _library_wide(self, part: Library) -> None:
        """What is noted of the library as a whole."""
        db = self._db
        db.execute("DELETE FROM occasion")
        db.execute("DELETE FROM position")
        db.execute("DELETE FROM shift")
        builder.add_curated(db, part)
        db.executemany("REPLACE INTO meta VALUES (?, ?)", builder.meta(part).items())
        gone = self._held.keys() - (row[0] for row in part.files)
        db.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        newer = (row for row in part.files if self._held.get(row[0]) != row)
        db.executemany("REPLACE INTO file VALUES (?, ?, ?, ?)", newer)


def numbers_between(low: int, high: int | None, count: int) -> Iterator[int]:
    """Numbers between two others, nearer to the lower one: what comes in next mostly follows it.

    `high` is None at the end of the list. Raises :class:`NeedsFullBuild` where there is too little room.
    """
    # Numbers are left free for seven more, which later updates may put here.
    step = GAP if high is None else max(1, min(GAP, (high - low) // (count + 7)))
    if high is not None and low + step * count >= high:
        raise NeedsFullBuild
    return iter(range(low + step, low + step * count + 1, step))
