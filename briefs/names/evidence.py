"""What there is to say about the best match, word by word and as figures for the decision."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from briefs.names.align import Fit
from briefs.names.question import Part, Reading
from briefs.names.scripts import script_of, sounds
from briefs.names.sounds import change
from briefs.names.variants import groups

_LIGHT = 0.2
_CLOSE, _NEAR, _CROWD = 0.03, 0.06, 0.1
_MANY = 10
_OTHER_SOUND = 0.45
_EAST = ("CJK", "HANGUL", "KATAKANA", "HIRAGANA")
_ABJADS = ("ARABIC", "HEBREW")
_PLAIN = (*_EAST, *_ABJADS, "LATIN", "CYRILLIC", "GREEK")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity with its best fit and the reading that found it."""

    owner: int
    fit: Fit
    reading: Reading


class Neighbourhood(Protocol):
    """What a search knows about the words of the list around a part."""

    def around(self, part: Part, count: int, likeness: float) -> tuple[float, int]:
        """The likeness of the word most like a part, and how many words are at least so like it."""

    def rarity_of(self, number: int) -> float:
        """How telling a word is, see :func:`briefs.names.exact.rarity`."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One word of the query and the word of the name that it stands for (empty if for none).

    ``kind``: ``exact``, ``named`` (the table of names has both as one name), ``other`` (it has the word as
    another name, which is hardly a slip of the pen) or ``unknown``. ``best`` is the likeness of the word of
    the whole list that is most like it, ``closer`` how many are at least as like it as this one.
    """

    part: Part
    word: str
    likeness: float
    kind: str
    best: float
    closer: int
    rarity: float
    edits: int

    @property
    def begun(self) -> bool:
        """True if the word is not yet typed to its end."""
        return self.word != self.part.text and bool(self.word) and self.word.startswith(self.part.text)

    @property
    def begins_otherwise(self) -> bool:
        """True for a word in Latin letters with another first sound than the name, unless two are swapped."""
        text, word = self.part.text, self.word
        if not self.part.latin or not word or self.begun or text[0] == word[0]:
            return False
        return (
            sorted(text[:2]) != sorted(word[:2]) and change(sounds(text)[0], sounds(word)[0]) > _OTHER_SOUND
        )

    @property
    def strange(self) -> bool:
        """True for a name of its own in place of the one that is borne."""
        return self.part.latin and bool(self.word) and self.kind == "other" and not self.begun


def kind_of(part: Part, word: str, likeness: float) -> str:
    """How a part stands to a word, see :class:`Clue`."""
    if likeness == 1.0 or (part.initial and word):
        return "exact"
    known = groups(part.text) if not part.syllable else ()
    if known and word and set(known) & set(groups(word)):
        return "named"
    return "other" if known else "unknown"


def clues(candidate: Candidate, words: Sequence[str], near: Neighbourhood) -> list[Clue]:
    """One clue for each part that counts; ``words`` are the words of the list."""
    from rapidfuzz.distance import OSA

    reading = candidate.reading
    met = {place: (number, likeness) for place, number, likeness in candidate.fit.pairs}
    found = []
    for place, part in enumerate(reading):
        if part.worth <= _LIGHT and any(other.worth > _LIGHT for other in reading):
            continue
        number, likeness = met.get(place, (-1, 0.0))
        word = words[number] if number >= 0 else ""
        best, closer = near.around(part, len(reading), likeness)
        rarity = near.rarity_of(number) if number >= 0 else 0.0
        edits = OSA.distance(part.text, word) if word and part.latin else 0
        kind = kind_of(part, word, likeness)
        found.append(Clue(part, word, likeness, kind, best, closer, rarity, edits))
    return found


def figures(ranked: Sequence[Candidate], seen: Sequence[Clue], size: int) -> dict[str, float]:
    """All that the decision rests on, by name; ``ranked`` begins with the match in question."""
    best = ranked[0].fit
    return {
        **_fit(best, ranked[0].reading, size), **_rivals(best, [c.fit for c in ranked[1:]]),
        **_likeness(seen), **_shares(seen), **_scripts(seen),
    }  # fmt: skip


def _fit(fit: Fit, reading: Reading, size: int) -> dict[str, float]:
    return {
        "asked": fit.asked, "borne": fit.borne, "score": fit.score, "order": fit.order, "exact": fit.exact,
        "named words": fit.size, "unmet words": fit.size - len(fit.pairs), "size": math.log10(max(size, 1)),
        "syllables": any(part.syllable for part in reading), "guessed": any(part.guess for part in reading),
    }  # fmt: skip


def _rivals(best: Fit, rivals: Sequence[Fit]) -> dict[str, float]:
    ahead = [best.score - rival.score for rival in rivals]
    second = rivals[0] if rivals else None
    return {
        "margin": ahead[0] if ahead else best.score,
        "second margin": ahead[1] if len(ahead) > 1 else best.score,
        "fourth margin": ahead[3] if len(ahead) > 3 else best.score,
        "asked margin": best.asked - second.asked if second else best.asked,
        "rival asked": second.asked if second else 0.0,
        "rival worst": second.worst if second else 0.0,
        "rival borne": second.borne if second else 0.0,
        "close": min(_MANY, sum(far < _CLOSE for far in ahead)),
        "near": min(_MANY, sum(far < _NEAR for far in ahead)),
        "crowd": sum(far < _CROWD for far in ahead[:24]),
    }  # fmt: skip


def _likeness(seen: Sequence[Clue]) -> dict[str, float]:
    alike = sorted(clue.likeness for clue in seen)
    behind = [max(0.0, clue.best - clue.likeness) for clue in seen]
    worst = min(seen, key=lambda clue: clue.likeness)
    rare = [clue.rarity for clue in seen if clue.word] or [0.0]
    lengths = [len(clue.part.text) for clue in seen]
    return {
        "worst": alike[0], "second worst": alike[1] if len(alike) > 1 else 1.0,
        "mean": sum(alike) / len(alike), "most behind": max(behind), "behind": sum(behind),
        "worst closer": math.log1p(worst.closer), "closer": sum(math.log1p(clue.closer) for clue in seen),
        "rarest": max(rare), "commonest": min(rare), "worst rarity": worst.rarity, "rarity": sum(rare),
        "worst length": len(worst.part.text), "longest": max(lengths), "length": sum(lengths),
        "worst edits": worst.edits, "edits": sum(clue.edits for clue in seen),
        "worst group": bool(worst.word and groups(worst.word)), "worst known": bool(groups(worst.part.text)),
    }  # fmt: skip


def _shares(seen: Sequence[Clue]) -> dict[str, float]:
    count = len(seen)
    kinds = [clue.kind for clue in seen]
    shares = {kind: kinds.count(kind) / count for kind in ("exact", "named", "other", "unknown")}
    return {
        **{f"{kind} share": share for kind, share in shares.items()},
        "words": count, "missing": sum(not clue.word for clue in seen),
        "strange": any(clue.strange for clue in seen), "begun": sum(clue.begun for clue in seen),
        "initials": sum(clue.part.initial or len(clue.word) == 1 for clue in seen),
        "other start": sum(clue.edits > 0 and clue.word[:1] != clue.part.text[:1] for clue in seen),
        "same script": sum(clue.part.script == script_of(clue.word or "?") for clue in seen) / count,
    }  # fmt: skip


def _scripts(seen: Sequence[Clue]) -> dict[str, float]:
    script = seen[-1].part.script
    return {
        "foreign": script != "LATIN", "cyrillic": script == "CYRILLIC", "eastern": script in _EAST,
        "abjad": script in _ABJADS, "other script": script not in _PLAIN,
    }  # fmt: skip
