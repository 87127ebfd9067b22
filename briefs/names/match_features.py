"""What there is to say about the best match, as figures for the decision."""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefs.names.align import Fit
from briefs.names.name_variants import groups
from briefs.names.query import EASTERN, QueryReading
from briefs.names.scripts import script_of
from briefs.names.token_features import NameCandidate, TokenFeature

_CLOSE, _NEAR, _CROWD = 0.03, 0.06, 0.1
_MANY = 10
_ABJADS = ("ARABIC", "HEBREW")
_PLAIN = (*EASTERN, *_ABJADS, "LATIN", "CYRILLIC", "GREEK")


def match_features(
    ranked: Sequence[NameCandidate], seen: Sequence[TokenFeature], size: int
) -> dict[str, float]:
    """All that the decision rests on, by name; ``ranked`` begins with the match in question."""
    best = ranked[0].fit
    return {
        **_fit(best, ranked[0].reading, size), **_rivals(best, [c.fit for c in ranked[1:]]),
        **_likeness(seen), **_shares(seen), **_sounds(seen), **_scripts(seen),
    }  # fmt: skip


def _fit(fit: Fit, reading: QueryReading, size: int) -> dict[str, float]:
    return {
        "asked": fit.asked, "borne": fit.borne, "score": fit.score, "order": fit.order, "exact": fit.exact,
        "named words": fit.size, "unmet words": fit.size - len(fit.pairs), "size": math.log10(max(size, 1)),
        "syllables": any(part.syllable for part in reading), "guessed": any(part.guess for part in reading),
    }  # fmt: skip


def _rivals(best: Fit, rivals: Sequence[Fit]) -> dict[str, float]:
    ahead = [best.score - rival.score for rival in rivals]
    second = rivals[0] if rivals else None
    met = {number for _, number, _ in best.pairs}
    shared = second.pairs if second else ()
    return {
        "margin": ahead[0] if ahead else best.score,
        "second margin": ahead[1] if len(ahead) > 1 else best.score,
        "fourth margin": ahead[3] if len(ahead) > 3 else best.score,
        "asked margin": best.asked - second.asked if second else best.asked,
        "rival asked": second.asked if second else 0.0,
        "rival worst": second.worst if second else 0.0,
        "rival shares": sum(number in met for _, number, _ in shared) / max(len(met), 1),
        "rival borne": second.borne if second else 0.0,
        "close": min(_MANY, sum(far < _CLOSE for far in ahead)),
        "near": min(_MANY, sum(far < _NEAR for far in ahead)),
        "crowd": sum(far < _CROWD for far in ahead[:24]),
    }  # fmt: skip


def _likeness(seen: Sequence[TokenFeature]) -> dict[str, float]:
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


def _shares(seen: Sequence[TokenFeature]) -> dict[str, float]:
    count = len(seen)
    kinds = [clue.kind for clue in seen]
    shares = {kind: kinds.count(kind) / count for kind in ("exact", "named", "other", "unknown")}
    return {
        **{f"{kind} share": share for kind, share in shares.items()},
        "words": count, "missing": sum(not clue.word for clue in seen),
        "strange": any(clue.strange for clue in seen), "begun": sum(clue.begun for clue in seen),
        "missing initials": sum(clue.part.initial and not clue.word for clue in seen),
        "initials": sum(clue.part.initial or len(clue.word) == 1 for clue in seen),
        "other start": sum(clue.edits > 0 and clue.word[:1] != clue.part.text[:1] for clue in seen),
        "same script": sum(clue.part.script == script_of(clue.word or "?") for clue in seen) / count,
    }  # fmt: skip


def _sounds(seen: Sequence[TokenFeature]) -> dict[str, float]:
    every = [clue.parting for clue in seen]
    start, end, vowel, consonants, longer = zip(*every, strict=True)
    rarest = max(range(len(seen)), key=lambda place: seen[place].rarity)
    return {
        "worst start": max(start), "start": sum(start), "worst end": max(end), "end": sum(end),
        "worst vowel": max(vowel), "vowel": sum(vowel), "other consonants": sum(consonants),
        "longer": max(longer), "shorter": min(longer), "rarest likeness": seen[rarest].likeness,
        "rarest start": start[rarest], "rarest consonants": consonants[rarest],
        "rarest vowel": vowel[rarest], "rarest edits": seen[rarest].edits,
    }  # fmt: skip


def _scripts(seen: Sequence[TokenFeature]) -> dict[str, float]:
    script = seen[-1].part.script
    return {
        "foreign": script != "LATIN", "cyrillic": script == "CYRILLIC", "eastern": script in EASTERN,
        "abjad": script in _ABJADS, "other script": script not in _PLAIN,
    }  # fmt: skip
