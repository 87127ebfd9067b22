"""The digest of a statement: a short text that is another where readers would see a change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from briefs.model import Statement
from briefs.query import QueryEngine

GONE = ""  # the digest of what is not on record
# Begins every other one. A recipe that counts something else needs another: else all that was ever posted
# would seem to have changed with the program.
_RECIPE = "1-"
_AT_ONCE = 500  # ids in one question to the index


def digest_of(statement: Statement | None) -> str:
    """The digest of a statement; GONE for None, and for a draft, which no reader sees."""
    if statement is None or statement.status == "draft":
        return GONE
    article, begin = statement.article, statement.start
    seen = (
        statement.status, statement.topics, statement.kind, statement.passage, statement.summary,
        [(each.id, repr(each.name), repr(each.role)) for each in statement.speakers],
        [statement.passage[start - begin : end - begin] for start, end in statement.quoted],
        statement.said.edtf, statement.said_basis, statement.said_note,
        statement.about and statement.about.edtf, statement.place, statement.occasion,
        statement.carried_by, statement.english_by, statement.stance, statement.group, statement.same_as,
        [(step.status, step.note) for step in statement.history],
        statement.source_state, statement.source_now,
        (article.title, article.publisher, article.published, article.url, article.author),
    )  # fmt: skip
    text = json.dumps(seen, ensure_ascii=False)
    return _RECIPE + hashlib.sha256(text.encode()).hexdigest()[:16]


def is_known(digest: str | None) -> bool:
    """Whether it can be compared: not what an earlier program left."""
    return digest == GONE or (digest is not None and digest.startswith(_RECIPE))


async def statements_of(engine: QueryEngine, ids: Collection[str]) -> dict[str, Statement]:
    """By id, of whatever status; ids that are not known are left out."""
    found: dict[str, Statement] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        found |= await engine.find_statements(wanted[start : start + _AT_ONCE])
    return found


async def digests_of(engine: QueryEngine, ids: Collection[str]) -> dict[str, str]:
    """The digest of each id in a library."""
    found = await statements_of(engine, ids)
    return {id: digest_of(found.get(id)) for id in ids}
