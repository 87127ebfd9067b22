"""What there is to say about the best match, as figures for the classifier."""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefs.names.align import Fit
from briefs.names.name_variants import groups
from briefs.names.token_features import NameCandidate, TokenFeature

_WITHIN = 0.1  # how far rivals' scores may lie behind


def match_features(ranked: Sequence[NameCandidate], features: Sequence[TokenFeature]) -> dict[str, float]:
    """All that the classifier looks at, by name; ``ranked`` begins with the match in question.

    ``features`` are those of its words. A figure's name is also a column of ``data/decision.txt``: whoever
    renames one fits it anew.
    """
    best = ranked[0].fit
    return {
        **_fit(best), **_rivals(best, [c.fit for c in ranked[1:]]),
        **_likeness(features), **_shares(features), **_sound_differences(features),
    }  # fmt: skip


def _fit(fit: Fit) -> dict[str, float]:
    return {
        "asked": fit.query_share, "borne": fit.name_share, "score": fit.score, "order": fit.order,
        "exact": fit.exact_share, "named words": fit.size, "unmet words": fit.size - len(fit.pairs),
    }  # fmt: skip


def _rivals(best: Fit, rivals: Sequence[Fit]) -> dict[str, float]:
    ahead = [best.score - rival.score for rival in rivals]
    second = rivals[0] if rivals else None
    matched = {number for _, number, _ in best.pairs}
    shared = second.pairs if second else ()
    return {
        "margin": ahead[0] if ahead else best.score,
        "second margin": ahead[1] if len(ahead) > 1 else best.score,
        "fourth margin": ahead[3] if len(ahead) > 3 else best.score,
        "asked margin": best.query_share - second.query_share if second else best.query_share,
        "rival asked": second.query_share if second else 0.0,
        "rival worst": second.worst_likeness if second else 0.0,
        "rival shares": sum(number in matched for _, number, _ in shared) / max(len(matched), 1),
        "rival borne": second.name_share if second else 0.0,
        "crowd": sum(lead < _WITHIN for lead in ahead[:24]),
    }  # fmt: skip


def _likeness(tokens: Sequence[TokenFeature]) -> dict[str, float]:
    alike = sorted(token.likeness for token in tokens)
    behind = [max(0.0, token.best_likeness - token.likeness) for token in tokens]
    worst = min(tokens, key=lambda token: token.likeness)
    rare = [token.rarity for token in tokens if token.word] or [0.0]
    lengths = [len(token.token.text) for token in tokens]
    return {
        "worst": alike[0], "second worst": alike[1] if len(alike) > 1 else 1.0,
        "mean": sum(alike) / len(alike), "most behind": max(behind), "behind": sum(behind),
        "worst closer": math.log1p(worst.closer_words),
        "closer": sum(math.log1p(token.closer_words) for token in tokens),
        "rarest": max(rare), "commonest": min(rare), "worst rarity": worst.rarity, "rarity": sum(rare),
        "worst length": len(worst.token.text), "longest": max(lengths), "length": sum(lengths),
        "worst edits": worst.edits, "edits": sum(token.edits for token in tokens),
        "worst group": bool(worst.word and groups(worst.word)),
    }  # fmt: skip


def _shares(tokens: Sequence[TokenFeature]) -> dict[str, float]:
    kinds = [token.kind for token in tokens]
    shares = {f"{kind} share": kinds.count(kind) / len(kinds) for kind in ("named", "other", "unknown")}
    return {**shares, "words": len(kinds), "foreign": tokens[-1].token.script != "LATIN"}


def _sound_differences(tokens: Sequence[TokenFeature]) -> dict[str, float]:
    differences = [token.sound_difference for token in tokens]
    start, end, vowel, consonants, longer = zip(*differences, strict=True)
    rarest = max(range(len(tokens)), key=lambda place: tokens[place].rarity)
    return {
        "worst start": max(start), "start": sum(start), "worst end": max(end), "end": sum(end),
        "worst vowel": max(vowel), "vowel": sum(vowel), "other consonants": sum(consonants),
        "longer": max(longer), "shorter": min(longer), "rarest likeness": tokens[rarest].likeness,
        "rarest start": start[rarest], "rarest vowel": vowel[rarest], "rarest edits": tokens[rarest].edits,
    }  # fmt: skip
