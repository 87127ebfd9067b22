"""Whether the best match may be answered with: how sure one can be that it is meant.

The weights were fitted once by logistic regression on development queries over lists of 1,000, 10,000 and
100,000 names; they are all that was learned from them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from briefs.names.align import Fit
from briefs.names.model import Mode, Outcome
from briefs.names.question import PARTICLES, Part, Reading
from briefs.names.scripts import script_of
from briefs.names.variants import groups

_SAME = 0.93
_CROWDED = 2000
_WHOLE = 0.999
_NEAR = 0.9
_THRESHOLDS: dict[Mode, float] = {"strict": 0.885, "open": 0.4}
# What one power of ten of entities changes: in open mode above 10,000, where a stranger seldom fits well
# without rivals close by; in strict mode below 10,000, where few strangers look like anybody.
_EASED: dict[Mode, float] = {"strict": 0.1, "open": 0.15}
_EASED_FROM, _MOST_EASED = 4, 1.4
_BIAS = -7.16
_WEIGHTS = (
    11.67, 1.64, -2.53, 5.8, 1.83, 0.65, 1.25, -1.39, -3.51, 0.47, -5.04, -0.38, -1.94, -3.13, -3.01, -1.68,
    -2.45, -1.17, -1.37, -4.48, -0.48, 3.26, 2.03, -1.21, 9.12, 0.17, 0.0, 1.78, -1.42, 0.88, 4.83,
)  # fmt: skip
_EAST = ("CJK", "HANGUL", "KATAKANA", "HIRAGANA")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity with its best fit and the reading that found it."""

    owner: int
    fit: Fit
    reading: Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and how sure one can be of the best match, 0 to 1."""

    outcome: Outcome
    sure: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each word of the query says about the match, as shares of the words that count.

    ``stranger``: a word is a name of its own in the
    table of names, hence hardly a slip of the pen.
    """

    exact: float
    named: float
    other: float
    worst_other: float
    worst_unknown: float
    edits: float
    start: float
    stranger: bool


def _edits(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA

    return float(OSA.distance(one, other))


def evidence(candidate: Candidate, words: Sequence[str]) -> Evidence:
    """What the parts of the reading say; ``words`` are the words of the list."""
    met = {place: (words[word], likeness) for place, word, likeness in candidate.fit.pairs}
    counts = {"exact": 0, "named": 0, "other": 0, "unknown": 0}
    worst = {"exact": 1.0, "named": 1.0, "other": 1.0, "unknown": 1.0}
    edits = start = 0.0
    stranger = False
    heavy = [(place, part) for place, part in enumerate(candidate.reading) if part.worth > 0.2]
    for place, part in heavy:
        word, likeness = met.get(place, ("", 0.0))
        kind = _kind(part, word, likeness)
        counts[kind] += 1
        worst[kind] = min(worst[kind], likeness)
        if part.latin and word and kind in ("other", "unknown") and not word.startswith(part.text):
            stranger = stranger or kind == "other"
            edits += min(4.0, _edits(part.text, word)) / 4
            start = max(start, float(part.text[0] != word[0]))
    size = len(heavy) or 1
    return Evidence(
        counts["exact"] / size, counts["named"] / size, counts["other"] / size, worst["other"],
        worst["unknown"],
        edits, start, stranger,
    )  # fmt: skip


def contradicted(
    plain: Reading,
    best: Candidate,
    words: Sequence[str],
    borne: Collection[str],
    lists: Callable[[str], bool],
    personal: Collection[str],
    size: int,
) -> bool:
    """True if a word of the query is somebody's name to the letter, but not a name of the candidate.

    A title or a particle counts only if it stands in the name of a person too, and is one of ``personal``.
    The same name in another script counts as borne. In a large list, where almost any three letters are
    somebody's name, so does another form of the name, or the last word if it is still being typed.
    """
    met = {part.text: (words[word], likeness) for part, word, likeness in _met(best)}
    for part in plain:
        light = (part.worth < 0.2 or part.text in PARTICLES) and part.text not in personal
        if light or part.initial or part.text in borne or not lists(part.text):
            continue
        word, likeness = met.get(part.text, ("", 0.0))
        same = bool(word) and (likeness >= _SAME or _kind(part, word, likeness) == "named")
        if same and (size > _CROWDED or (script_of(word) != part.script and len(part.text) > 2)):
            continue
        if size > _CROWDED and word and part.last and word.startswith(part.text) and len(plain) > 1:
            continue
        return True
    return False


def _met(candidate: Candidate) -> list[tuple[Part, int, float]]:
    return [(candidate.reading[place], word, likeness) for place, word, likeness in candidate.fit.pairs]


def _kind(part: Part, word: str, likeness: float) -> str:
    if likeness == 1.0 or (part.initial and word):
        return "exact"
    known = groups(part.text) if not part.syllable else ()
    if known and word and set(known) & set(groups(word)):
        return "named"
    return "other" if known else "unknown"


def features(best: Candidate, rival: Candidate | None, seen: Evidence, size: int, crowd: int) -> list[float]:
    """The figures that the decision rests on."""
    fit, reading = best.fit, best.reading
    heavy = [part for part in reading if part.worth > 0.2] or list(reading)
    single = float(len(heavy) < 2)
    script = heavy[-1].script
    foreign, east = float(script != "LATIN"), float(script in _EAST)
    margin = min(fit.score - rival.fit.score, 0.3) if rival else 0.3
    ahead = max(-0.1, min(fit.asked - rival.fit.asked, 0.3)) if rival else 0.3
    scale = math.log10(max(size, 10)) / 5
    length = min(len(heavy[0].text), 10) / 10
    begun = float(any(0.8 < value < 1 for _, _, value in fit.pairs) and script == "LATIN" and seen.edits == 0)
    return [
        fit.asked, fit.borne, fit.worst, fit.asked * fit.borne, margin, ahead, math.sqrt(max(margin, 0)),
        single, foreign, east, scale, length, begun, float(any(part.syllable for part in reading)),
        seen.exact, seen.named, seen.other, seen.worst_other, seen.worst_unknown, seen.edits, seen.start,
        (1 - fit.worst) * scale, (1 - fit.worst) * foreign, margin * foreign, margin * scale,
        single * seen.start,
        single * seen.exact, single * scale, min(crowd, 10) / 10, single * (1 - length),
        fit.worst * fit.worst,
    ]  # fmt: skip


def decide(
    ranked: Sequence[Candidate],
    words: Sequence[str],
    contradiction: Callable[[Candidate], bool],
    size: int,
    mode: Mode,
) -> Verdict:
    """One, several or none; ``contradiction`` is :func:`contradicted` for one candidate."""
    if not ranked:
        return Verdict("none", 0.0)
    best, rivals = ranked[0], ranked[1:]
    exact = [c for c in ranked if c.fit.exact > _WHOLE and c.fit.asked > _WHOLE]
    if exact:
        if not _only(exact):
            return Verdict("several", 0.0)
        return Verdict("none" if contradiction(best) else "one", 1.0)
    seen = evidence(best, words)
    tied = [
        c
        for c in rivals
        if c.fit.asked >= best.fit.asked - 0.005
        and (len(best.reading) == 1 or c.fit.borne >= best.fit.borne - 0.01)
    ]
    crowd = sum(c.fit.score > best.fit.score - 0.06 for c in rivals)
    figures = features(best, rivals[0] if rivals else None, seen, size, crowd)
    sure = 1 / (1 + math.exp(-sum(w * f for w, f in zip(_WEIGHTS, figures, strict=True)) - _BIAS))
    if (seen.stranger and mode == "strict") or contradiction(best):
        return Verdict("none", sure)
    enough = _enough(mode, size)
    if tied or (sure < enough and _shared(best, rivals)):
        return Verdict("several" if best.fit.asked > _NEAR else "none", sure)
    return Verdict("one" if sure >= enough else "none", sure)


def _enough(mode: Mode, size: int) -> float:
    """How sure is sure enough in a list of this size."""
    above = math.log10(max(size, 1)) - _EASED_FROM
    powers = min(max(above if mode == "open" else -above, 0.0), _MOST_EASED)
    return _THRESHOLDS[mode] - _EASED[mode] * powers


def _only(exact: Sequence[Candidate]) -> bool:
    """True if one entity bears all the words, or is the only one whose whole name they are."""
    if len(exact) == 1:
        return True
    several_words = sum(part.worth > 0.2 for part in exact[0].reading) > 1
    whole = [c for c in exact if c.fit.borne > _WHOLE]
    return several_words and len(whole) == 1


def _shared(best: Candidate, rivals: Sequence[Candidate]) -> bool:
    """True if another entity fits the query as well as the best one."""
    return best.fit.asked > _NEAR and any(c.fit.asked > best.fit.asked - 0.02 for c in rivals)
