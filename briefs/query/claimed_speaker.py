"""Whose words a quotation is claimed to be, as every face understands it; and the verdict on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.query.resolver import LONGEST_NAME

if TYPE_CHECKING:
    from briefs.query.resolver import QueryResolver
    from briefs.verify import Verdict, Verifier

_MOST_MEANT = 5  # people whom a name may mean
_BY = re.compile(r"(?s)(?P<text>.*\S)\s+(?:--)?by[:=]?\s+(?P<name>\S[^\n]*)", re.IGNORECASE)
_CLOSED = ('"', "”", "»", "“", "’")


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """Whom a claimed name means: ids of the library, or the name as typed where nobody bears it."""

    ids: tuple[str, ...] = ()
    name: str | None = None


def resolve_claimed_speaker(resolver: QueryResolver, by: str | None) -> ClaimedSpeaker:
    """Whom the name `by` may mean; None and "" claim nobody. A name too long for anybody is kept as typed."""
    if by is None or not by.strip():
        return ClaimedSpeaker()
    if len(by) > LONGEST_NAME:
        return ClaimedSpeaker(name=by)
    result = resolver.find_person(by)
    if result.outcome == "none":
        return ClaimedSpeaker(name=by)
    matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST_MEANT]
    return ClaimedSpeaker(tuple(match.id for match in matches))


def verify_against(checker: Verifier, text: str, claimed: ClaimedSpeaker) -> Verdict:
    """The verdict on `text`. Of several people whom the name may mean, that on whoever said it."""
    # Whom a name may mean is no reason for an accusation: misattributed it is only if it fits none of them.
    if not claimed.ids:
        return checker.check(text, by_name=claimed.name)
    verdicts = [checker.check(text, by=id) for id in claimed.ids]
    fitting = [verdict for verdict in verdicts if verdict.verdict != "misattributed"]
    return (fitting or verdicts)[0]


def split_by_clause(line: str | Sequence[str], known: Callable[[str], bool]) -> tuple[str, str | None]:
    """`TEXT by PERSON` as text and person, where what follows the last `by` is somebody.

    `line` is a text, or the words that a shell made of one: what was quoted there is one word.
    """
    words = (line,) if isinstance(line, str) else line
    whole = " ".join(words).strip()
    quoted = () if isinstance(line, str) else tuple(word for word in words if len(word.split()) > 1)
    match = _BY.fullmatch(whole)
    # a `by` within the only quoted word is part of the quotation
    if match is None or len(match["name"]) > LONGEST_NAME or quoted == tuple(words):
        return whole, None
    text, name = match["text"], match["name"].strip()
    # “by” stands in many quotations: it separates only before a known name, or after a quoted text
    if text.endswith((*_CLOSED, *quoted)) or known(name):
        return text, name
    return whole, None
