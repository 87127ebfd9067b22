"""Looks at one message: what the record contradicts in it, what it bears out, and with which proof."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefs.query import resolve_claimed_speaker, verify_against
from briefs.verify import Difference, Verdict
from briefs.verify import words as count_words
from briefs.watch.attribution import GivenWords, given_words
from briefs.watch.names import NamesInText

if TYPE_CHECKING:
    from briefs.query import ClaimedSpeaker, QueryResolver
    from briefs.verify import Verifier

SightingKind = Literal["altered", "spliced", "misattributed", "confirmed"]
LONGEST_READ = 4_000  # characters of a message: Discord allows no more
_LEAST_SPLICED = 8
_MOST_NAMES = 5_000  # as typed, of whom it is kept whom they mean
_MOST_CHANGES = 4  # with more it is another sentence, which they may have said too
_TURNING = ("number", "negation", "modal", "figure", "date", "name")  # changes that turn what was said
_MAY_QUOTE = re.compile(r"[\"“”„«»‘’`>:–—―~]|''|\s-|(?<!\w)'|'(?!\w)|\bsaid\b|=>|->")
_ELLIPSIS = re.compile(r"…|\.\.|\[\s*\]")
_Check = Callable[[str, "ClaimedSpeaker"], Verdict]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One quotation of a message and what the record says of it. `speaker` is the claimed one, as written."""

    kind: SightingKind
    text: str
    speaker: str
    verdict: Verdict


class Watcher:
    """Looks at messages by one version of a library. Not for several threads at once, as its verifier."""

    def __init__(self, resolver: QueryResolver, verifier: Verifier) -> None:
        self._resolver, self._verifier = resolver, verifier
        self._names = NamesInText(resolver.engine.people.values())
        self._claimed: dict[str, ClaimedSpeaker] = {}

    def may_quote(self, message: str) -> bool:
        """Whether a message is worth reading: a cheap look, which most messages do not pass.

        It has a sign of a quotation, enough words, and a word that may be somebody's name.
        """
        return may_quote(message) and self._names.is_any(message)

    def look(self, message: str, bears_out: bool = True) -> tuple[Sighting, ...]:
        """What the record contradicts in `message`, then what it bears out; nothing of all else.

        Without `bears_out` only what it contradicts, which costs less: words that are on record as they
        are and of whom they are given to need no verdict. No more is read than :data:`LONGEST_READ`
        characters. Raises what reading the index raises.
        """
        message = message[:LONGEST_READ]
        if not self.may_quote(message):
            return ()
        found = (
            self._sighting(given, bears_out) for given in given_words(message, self._names, self._is_known)
        )
        return tuple(sorted(filter(None, found), key=lambda one: one.kind == "confirmed"))

    def _is_known(self, name: str) -> bool:
        # A look-up of what is no name takes the longest.
        return self._names.is_any(name) and (who := self._who(name)).certain and bool(who.ids)

    def _who(self, name: str) -> ClaimedSpeaker:
        if name not in self._claimed:
            if len(self._claimed) >= _MOST_NAMES:
                self._claimed.clear()
            who = resolve_claimed_speaker(self._resolver, name)
            if not (who.certain and who.ids) and (meant := self._names.meant(name)) is not None:
                who = resolve_claimed_speaker(self._resolver, meant)
            self._claimed[name] = who
        return self._claimed[name]

    def _sighting(self, given: GivenWords, bears_out: bool) -> Sighting | None:
        claimed = self._who(given.speaker)
        if not claimed.ids or not claimed.certain or not self._verifier.may_hold(given.text):
            return None
        if not bears_out and any(self._verifier.is_said_by(given.text, who) for who in claimed.ids):
            return None
        verdict = verify_against(self._verifier, given.text, claimed)
        kind = _kind(verdict, given)
        if kind is None or (kind == "confirmed" and not bears_out):
            return None
        return Sighting(kind, given.text, given.speaker, verdict)


def may_quote(message: str) -> bool:
    """Whether a message has a sign of a quotation and enough words, whoever is named in it."""
    return bool(_MAY_QUOTE.search(message)) and message.count(" ") >= 4


def _kind(verdict: Verdict, given: GivenWords) -> SightingKind | None:
    """What may be said of a verdict: nothing unless the record, curated, leaves no doubt."""
    found = verdict.found
    if found is None or found.statement is None:
        return None
    if verdict.verdict == "exact":
        return "confirmed" if _bears_out(verdict, given) else None
    if verdict.verdict == "misattributed":
        sure = verdict.speaker_axis == "another" and not found.quoted_of
        return "misattributed" if sure else None
    if verdict.verdict == "spliced":
        return "spliced" if _is_spliced(verdict, given) else None
    if verdict.verdict == "altered":
        changes = _changes(verdict, given)
        if not changes and verdict.speaker_axis == "another" and not found.quoted_of:
            return "misattributed"
        return "altered" if _is_altered(verdict, given, changes) else None
    return None


def _bears_out(verdict: Verdict, given: GivenWords) -> bool:
    return verdict.holds and given.marked and not verdict.reported and verdict.warning is None


def _is_spliced(verdict: Verdict, given: GivenWords) -> bool:
    """An ellipsis says that something was left out: honest within one article."""
    if count_words(given.text) < _LEAST_SPLICED or verdict.speaker_axis not in ("confirmed", "another"):
        return False
    return "several-articles" in verdict.flags or not _ELLIPSIS.search(given.text)


def _changes(verdict: Verdict, given: GivenWords) -> list[Difference]:
    """What was changed, slips left out; where words without marks end nobody can see, and no edge counts."""
    changes = [one for one in verdict.differences if not one.minor]
    if _ELLIPSIS.search(given.text):  # it says that something is left out
        changes = [one for one in changes if one.op != "delete" or one.kind in _TURNING]
    return changes if given.marked else [one for one in changes if not _at_edge(one, given.text)]


def _is_altered(verdict: Verdict, given: GivenWords, changes: list[Difference]) -> bool:
    if not changes or verdict.minor or verdict.speaker_axis not in ("confirmed", "another"):
        return False
    if verdict.reported:  # the article's words, which may be given otherwise
        return len(changes) == 1 and changes[0].kind in _TURNING
    if verdict.speaker_axis == "another" and (len(changes) > 1 or count_words(given.text) < _LEAST_SPLICED):
        return False
    return _words_changed(changes) <= max(_MOST_CHANGES, count_words(given.text) // 4)


def _words_changed(changes: list[Difference]) -> int:
    return sum(max(len(one.said.split()), len(one.claimed.split())) for one in changes)


def _at_edge(change: Difference, text: str) -> bool:
    if change.kind in _TURNING:
        return False
    bare = text.casefold().strip(" .,;:!?")
    claimed = change.claimed.casefold().strip(" .,;:!?")
    return bool(claimed) and (bare.endswith(claimed) or bare.startswith(claimed))
