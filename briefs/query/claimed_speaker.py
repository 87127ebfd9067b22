"""Whose words a quotation is claimed to be, as every face understands it; and the verdict on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.query.resolver import LONGEST_NAME
from briefs.query.titles import readings

if TYPE_CHECKING:
    from briefs.names import Match
    from briefs.query.resolver import QueryResolver
    from briefs.verify import Verdict, Verifier

_MOST_MEANT = 5  # people whom a name may mean
_CERTAIN, _SLIP = 90.0, 74.0  # score from which a name, and one with a slip in it, is somebody's beyond doubt
_BY = re.compile(r"(?s)(?P<text>.*\S)\s+(?:--)?by[:=]?\s+(?P<name>\S[^\n]*)", re.IGNORECASE)
_CLOSED = ('"', "”", "»", "“", "’")


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """Whom a claimed name means: ids of the library with their names, or the name as typed of nobody there.

    A name that only hints at somebody (a given name, a spelling far off) is not `certain`: it can bear a
    claim out but accuses nobody.
    """

    ids: tuple[str, ...] = ()
    name: str | None = None
    names: tuple[str, ...] = ()
    certain: bool = True


def resolve_claimed_speaker(resolver: QueryResolver, by: str | None) -> ClaimedSpeaker:
    """Whom the name `by` may mean; None and "" claim nobody. A name too long for anybody is kept as typed."""
    if by is None or not by.strip():
        return ClaimedSpeaker()
    if len(by) > LONGEST_NAME:
        return ClaimedSpeaker(name=by)
    for name in readings(by):
        result = resolver.find_person(name)
        if result.outcome == "none" or not _stands_for(name, by, result.matches[0]):
            continue
        matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST_MEANT]
        best = matches[0]
        certain = best.score >= (_SLIP if best.reason == "spelling" else _CERTAIN)
        return ClaimedSpeaker(tuple(m.id for m in matches), by, tuple(m.name for m in matches), certain)
    return ClaimedSpeaker(name=by)


def is_known_speaker(resolver: QueryResolver, name: str) -> bool:
    """Whether a name, with or without a title, is beyond doubt somebody's in the library."""
    claimed = resolve_claimed_speaker(resolver, name)
    return bool(claimed.ids) and claimed.certain


def _stands_for(name: str, by: str, match: Match) -> bool:
    """Whether a part of what was typed may stand for all of it: only a name that is hit well may."""
    return name == by.strip() or match.score >= _CERTAIN


def verify_against(checker: Verifier, text: str, claimed: ClaimedSpeaker) -> Verdict:
    """The verdict on `text`. Of several people whom the name may mean, that on whoever said it."""
    if not claimed.ids:
        return checker.check(text, by_name=claimed.name)
    # Whom a name may mean is no reason for an accusation: misattributed it is only if it fits none of them.
    verdicts = [checker.check(text, id, name) for id, name in zip(claimed.ids, claimed.names, strict=True)]
    best = next((verdict for verdict in verdicts if verdict.speaker_axis == "confirmed"), None)
    if best is None and not claimed.certain:
        return checker.check(text, by_name=claimed.name)
    fitting = [verdict for verdict in verdicts if verdict.speaker_axis != "another"]
    return best or (fitting or verdicts)[0]


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
