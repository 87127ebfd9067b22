"""An answer as the words that stand beside its document, for whoever reads no JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from briefs.documents import CheckedQuotations
from briefs.model import QueryResult
from briefs.query.questions import results
from briefs.render import Line, View, answer_lines, context_lines, lists, plain_text, verdict_lines


def in_words(result: Any, shown: dict[str, int] | None) -> str:
    """What :func:`briefs.documents.ask` gave, as plain text; `shown` tells of a page of it."""
    text = plain_text(_lines(result))
    if shown is not None and shown["of"] > shown["limit"]:
        first = shown["offset"]
        last = min(first + shown["limit"], shown["of"])
        text += f"\nStatements {first + 1} to {last} of {shown['of']}; `offset` shows others.\n"
    return text


def _lines(result: Any) -> Iterable[Line]:
    if isinstance(result, QueryResult):
        return answer_lines(result, view=View(None, True))
    if isinstance(result, results.LookupAnswer):
        return lists.lookup_lines(result.result)
    if isinstance(result, results.StatementInContext):
        return list(context_lines(result.statement, result.article))
    if isinstance(result, CheckedQuotations):
        return [
            line
            for claim, verdict in zip(result.claims, result.verdicts, strict=True)
            for line in ((("quote", f"“{claim.text}”"),), *verdict_lines(verdict, None))
        ]
    return [(("", json.dumps(result, ensure_ascii=False, default=str)),)]
