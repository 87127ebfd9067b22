"""Why nothing came: how many new statements are left with each part of a standing question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from briefs.follow.matching import fits
from briefs.follow.question import StandingQuestion
from briefs.follow.subject import Subject

FollowPart = Literal["people", "topics", "kinds", "offices", "words", "without", "new_position"]
_PARTS: tuple[FollowPart, ...] = ("people", "topics", "kinds", "offices", "words", "without", "new_position")


@dataclass(frozen=True, slots=True)
class Funnel:
    """`new` statements were looked at, `fitting` fit; `alone` says how many fit each named part alone."""

    new: int
    fitting: int
    alone: tuple[tuple[FollowPart, int], ...]


def funnel(question: StandingQuestion, subjects: Iterable[Subject]) -> Funnel:
    """What becomes of statements under a question, part by part."""
    looked_at = tuple(subjects)
    asked = replace(question, corrections=False)
    named = [part for part in _PARTS if getattr(asked, part)]
    alone = tuple((part, sum(fits(_only(asked, part), one) for one in looked_at)) for part in named)
    return Funnel(len(looked_at), sum(fits(asked, one) for one in looked_at), alone)


def _only(question: StandingQuestion, part: FollowPart) -> StandingQuestion:
    kept = {part, "topics"} if part == "new_position" else {part}
    return replace(StandingQuestion(), **{name: getattr(question, name) for name in kept})
