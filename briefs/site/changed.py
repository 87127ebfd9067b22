"""What curators confirmed as changed, for the pages of a person and of a person on a topic."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from briefs.model import ChangedStatements
from briefs.render import shifts
from briefs.site.setting import SiteLanguage


def changed_entries(found: Sequence[ChangedStatements], language: SiteLanguage) -> list[dict[str, Any]]:
    """Each with its two sides: day, office, words (those that differ marked) and the statement's page."""
    return [_entry(each, language) for each in found]


def _entry(changed: ChangedStatements, language: SiteLanguage) -> dict[str, Any]:
    told = changed.shift.words
    return {
        "words": told or shifts.differs(changed.shift.differs, language.translator),
        "by_curator": bool(told),
        "sides": [
            {
                "date": side.date,
                "role": side.role,
                "lang": side.statement.article.language,
                "quoted": side.statement.kind == "quotation",
                "passage": _marked(side.pieces),
                "id": side.statement.id,
                "href": language.href("statement", side.statement.id),
            }
            for side in shifts.sides_of(changed, language.translator)
        ],
    }


def _marked(pieces: Sequence[tuple[str, bool]]) -> Markup:
    parts = (f"<mark>{escape(text)}</mark>" if lit else escape(text) for text, lit in pieces)
    return Markup("".join(parts))  # noqa: S704  # escaped piece by piece
