"""What follows `!withdraw`, `!correct` and their like: which statement, why, and what is to be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.discord.core import LocalizedUserError
from bot.discord.ui import safe_within
from briefs.i18n import N_
from briefs.model import BASES
from briefs.query import read_statement_id

LEAST, MOST = 3, 500  # characters of a note, as the slash commands have it
_FIELDS = ("speakers", "topics", "said", "basis", "why", "summary")
# “topics: x”, “--topics: x” and “topics=x”; a value goes on until the next option.
_OPTION = re.compile(rf"(?:^|\s)(?:--)?({'|'.join(_FIELDS)})\s*[:=]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """The statement by its id, why it is revised, and the fields of `/correct` by their names."""

    statement: str
    note: str
    fields: Mapping[str, str]


def read_revision(text: str, example: str) -> RevisionLine:
    """What stands behind a command's name. Raises LocalizedUserError, with `example` for what is missing."""
    lead, *options = _OPTION.split(text.strip())
    id, _, note = " ".join(lead.split()).partition(" ")
    if not id or len(note) < LEAST:
        raise LocalizedUserError(
            N_("Name the statement by its id, and say why: readers see it."),
            N_("Write for example: {example}"),
            example=example,
        )
    if len(note) > MOST:
        raise LocalizedUserError(N_("The reason has at most {most} characters."), most=MOST)
    named = zip(options[::2], options[1::2], strict=True)
    fields = {name.lower(): " ".join(value.split()) for name, value in named}
    if (basis := fields.get("basis")) and basis not in BASES:
        raise LocalizedUserError(
            N_("“{text}” is none of: {choices}."), text=safe_within(basis, 40), choices=", ".join(BASES)
        )
    return RevisionLine(read_statement_id(id.strip("`")), note, fields)
