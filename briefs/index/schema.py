"""What the tables of the index hold, and how their rows become values of the model."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from briefs import serialization
from briefs.index.connection import IndexRow
from briefs.model import SHOWN, Article, ArticleRef, Brief, Occasion, Person, Shift, Statement, Topic

_HERE = Path(__file__).parent
SCHEMA = (_HERE / "schema.sql", _HERE / "article_texts.sql")
_DERIVED = (_HERE.parent / "text" / "search_folding.py", _HERE / "known_runs.py")
# Another schema, fold, bitmap or model makes another format. An index of another format is built anew, never
# migrated: all that it holds is derived from the library, and folding a text once more takes its row out.
FORMAT = ";".join(
    (
        *(f"{zlib.crc32(file.read_bytes()):08x}" for file in (*SCHEMA, *_DERIVED)),
        serialization.signature(Article, Occasion, Person, Brief, Statement, Topic, Shift),
    )
)
ANY_TOPIC = 0  # the row of `spoken` that stands for "on whatever topic"

# What the `data` columns hold: the fields that have no column of their own.
ARTICLE_REST = ("published", "published_basis", "place", "sha256", "parts", "note", "same_as", "version_of")
_FIELDS = tuple(Statement.__dataclass_fields__)
_COLUMNS = sorted(map(_FIELDS.index, ("passage", "summary", "article")))  # their places among all fields
STATEMENT_REST = tuple(name for at, name in enumerate(_FIELDS) if at not in _COLUMNS)
_OFTEN_ALIKE = ("speakers", "said")  # an answer has few people and days, and many statements
_MOST_KEPT = 4096
_DECODER = json.JSONDecoder()
SHOWN_STATUSES = ", ".join(f"'{status}'" for status in SHOWN)  # of statements, as SQL

# The columns that :func:`statement_from_row` reads, and one more after them, `marked`, or none.
SELECT_STATEMENT = """
SELECT s.passage, s.summary, s.data,
       a.id, a.title, a.derived, a.publisher, a.published, a.language, a.url, a.file, a.author{marked}
"""


def packed(text: str) -> bytes:
    """`text` as the table `article` keeps it: half as long, and read in a hundredth of a millisecond."""
    return zlib.compress(text.encode("utf-8"))


def unpacked(text: bytes) -> str:
    """A text as it was before :func:`packed`. Raises :class:`sqlite3.DatabaseError` where it is damaged."""
    try:
        return zlib.decompress(text).decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as bad:
        raise sqlite3.DatabaseError(f"the text of an article in the index is damaged: {bad}") from bad


@cache
def field_readers(kind: Any, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The fields of a dataclass with what makes their values of JSON; worked out once."""
    hints = get_type_hints(kind)
    return [(name, serialization.reader(hints[name])) for name in names]


def statement_from_row(row: IndexRow) -> Statement:
    """The statement of a row that begins with the columns of :data:`SELECT_STATEMENT`."""
    values, _ = _DECODER.raw_decode(row[2])  # what loads() does besides, takes as long again
    written = len(values)
    # Most fields are text as it stands, and a long answer has many: only the others are worth a call each.
    for at, read in _statement_readers():
        if at < written and values[at] is not None:
            values[at] = read(values[at])
    for at, value in zip(_COLUMNS, (row[0], row[1], ref_from_row(row[3:12])), strict=True):
        values.insert(at, value)
    return Statement(*values)


@cache
def _statement_readers() -> list[tuple[int, Any]]:
    """Which values of the column `data` of a statement have to be read, and how."""
    readers = enumerate(field_readers(Statement, STATEMENT_REST))
    return [
        (at, _remembering(read) if name in _OFTEN_ALIKE else read)
        for at, (name, read) in readers
        if read is not serialization.identity
    ]


def _remembering(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`read`, whose values do not change, asked once for each of the last ones that were met."""
    kept: dict[str, Any] = {}

    def remembered(value: Any) -> Any:
        key = repr(value)
        if (found := kept.get(key)) is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            found = kept[key] = read(value)
        return found

    return remembered


def article_from_row(row: IndexRow) -> Article:
    """The article of a row of id, title, derived, publisher, language, url, file, author, text and data."""
    id, title, derived, publisher, language, url, file, author, text, data = row
    values = zip(field_readers(Article, ARTICLE_REST), json.loads(data), strict=False)
    return Article(
        id=id,
        title=title,
        title_derived=bool(derived),
        publisher=publisher,
        language=language,
        url=url,
        file=file,
        author=author,
        text=unpacked(text),
        **{name: read(value) for (name, read), value in values},
    )


@lru_cache(maxsize=1024)  # many statements share their article
def ref_from_row(row: IndexRow) -> ArticleRef:
    """The article of a row of id, title, derived, publisher, published, language, url, file and author."""
    id, title, derived, publisher, published, language, url, file, author = row
    return ArticleRef(id, title, bool(derived), publisher, published, language, url, file, author)
