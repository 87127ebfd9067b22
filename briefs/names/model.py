"""The data types of the lookup: what goes into it and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

EntityKind = Literal["person", "group", "organisation", "topic"]
GROUPS = ("group", "organisation")
Mode = Literal["strict", "open"]  # what a wrong answer may cost, see briefs.names.lookup.Lookup
LookupOutcome = Literal["one", "several", "none"]
Period = tuple[date | None, date | None]  # first and last day, both included; None is open


@dataclass(frozen=True, slots=True)
class Office:
    """A post and its names in any language; both ends inclusive, None is open."""

    titles: tuple[str, ...]
    start: date | None = None
    end: date | None = None

    def overlaps(self, period: Period) -> bool:
        """True if the post was held on any day of the period."""
        first, last = period
        after = self.start is not None and last is not None and self.start > last
        before = self.end is not None and first is not None and self.end < first
        return not (after or before)

    @property
    def years(self) -> str:
        """The time in years, such as ``2009–2014``; empty if neither end is known."""
        if self.start is None and self.end is None:
            return ""
        first = str(self.start.year) if self.start else ""
        last = str(self.end.year) if self.end else ""
        return first if first == last else f"{first}\u2013{last}"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that can be asked for by name; ``kind`` is one of :data:`EntityKind`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate: ``score`` runs from 0 to 100, ``reason`` says in one word how it was found.

    ``note`` has the years of an office, or what the keys type on the other layout.
    """

    id: str
    name: str
    score: float
    reason: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One candidate, and what spoke for it and against it, in words."""

    match: Match
    spoke_for: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookupResult:
    """One, several (ranked) or none (then ``matches`` are suggestions); ``note`` is a line for the user."""

    query: str
    outcome: LookupOutcome
    matches: tuple[Match, ...]
    note: str | None = None

    @property
    def answer(self) -> str | None:
        """The id that may be used without asking back."""
        return self.matches[0].id if self.outcome == "one" else None
