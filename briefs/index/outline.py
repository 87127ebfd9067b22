"""Of very many statements only what an answer says of all of them; those that are shown are read by id."""

from __future__ import annotations

import json
from datetime import date

from briefs.index.connection import IndexRow
from briefs.index.filters import Filter, filter_sql
from briefs.index.reader import IndexReader
from briefs.index.schema import SELECT_STATEMENT, STATEMENT_REST, statement_from_row
from briefs.model import ArticleRef, Statement, UncertainDate

MOST_WHOLE = 200  # statements that are read whole at once; they are more than fit a page mostly

_SELECT_OUTLINE = f"""
SELECT s.id, s.start, s.earliest, s.latest, a.id, a.file,
       json_extract(s.data, '$[{STATEMENT_REST.index("same_as")}]')
"""


class OutlineReader(IndexReader):
    """Reads an answer of more than `most_whole` statements in outline.

    Such a statement has its id, place, article (id and file), strict bounds of its day and `same_as`, by
    which answers are put in order, grouped and counted; all else in it is empty. :meth:`statements` has it
    whole.
    """

    most_whole = MOST_WHOLE

    async def select(self, wanted: Filter) -> tuple[Statement, ...]:
        """As :meth:`IndexReader.select`, in outline where they are many."""
        if wanted.newest or wanted.words:
            return await super().select(wanted)
        sql, values = filter_sql(wanted)
        rows = await self._db.rows(f"{sql} LIMIT {self.most_whole + 1}", values)
        if len(rows) <= self.most_whole:
            return tuple(map(statement_from_row, rows))
        whole = SELECT_STATEMENT.format(marked=", ''")
        assert sql.startswith(whole)
        refs: dict[str, ArticleRef] = {}
        rows = await self._db.rows(_SELECT_OUTLINE + sql[len(whole) :], values)
        return tuple(_outline(row, refs) for row in rows)


def _outline(row: IndexRow, refs: dict[str, ArticleRef]) -> Statement:
    id, start, earliest, latest, article, file, same_as = row
    ref = refs.get(article)
    if ref is None:
        ref = refs[article] = ArticleRef(article, "", False, None, None, "", None, file)
    said = UncertainDate("", earliest and date.fromisoformat(earliest), latest and date.fromisoformat(latest))
    return Statement(
        id, "published", (), (), "quotation", "", start, start, (), "", said, "stated", None, ref,
        same_as=tuple(json.loads(same_as)) if same_as else (),
    )  # fmt: skip


def is_outline(statement: Statement) -> bool:
    return not statement.passage
