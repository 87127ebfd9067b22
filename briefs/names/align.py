"""Which word of a query stands for which word of a name, and how well the whole name fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name (a row of the name table) fits a reading of the query.

    From 0 to 1 are ``query_share``, what the name explains of the query, ``name_share``, what the query
    explains of the name, ``worst_likeness``, that of the poorest word that counts, ``exact_share``, what of
    the query is met to the letter, and ``order``, 1 if the words come in the name's order. ``size`` counts
    the name's words; ``pairs`` holds (place in the query, number of the name's word, likeness).
    """

    row: int
    query_share: float
    name_share: float
    worst_likeness: float
    exact_share: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]
    size: int

    @property
    def score(self) -> float:
        """One figure to rank by."""
        query, name, worst = self.query_share, self.name_share, self.worst_likeness
        # Fitted weights: they rank only. Whether the first is also the answer, answer_rules decides.
        return (
            0.284 * query + 0.328 * query * query + 0.440 * query * name - 0.075 * name
            - 0.024 * name * name
            - 0.381 * worst + 0.194 * worst * worst + 0.099 * self.exact_share + 0.135 * self.order
        )  # fmt: skip


def align(
    row: int,
    name: Sequence[int],
    rarity: Sequence[float],
    likeness: Sequence[Sequence[float]],
    weights: Sequence[float],
    optional: Sequence[bool],
) -> Fit:
    """Pair the words of a reading with those of a name, best pairs first, each word used once.

    ``name`` holds the numbers of its words, ``rarity`` a value for every word of the list. ``likeness`` has
    a line for each token of the reading, with a value for each word of the name and zeros after these;
    ``weights`` and ``optional`` have one value for each token. An optional one without a pair costs nothing.
    """
    matched = _best_pairs(likeness, weights)
    total = query_share = exact_share = 0.0
    # A light word (a title, a particle, a patronymic) may miss without being the poorest of the match.
    worst_likeness, least_weight = 1.0, max(weights) * 0.35
    for token_place, weight in enumerate(weights):
        alike = matched[token_place][1] if token_place in matched else 0.0
        if token_place in matched or not optional[token_place]:
            total += weight
        query_share += weight * alike
        exact_share += weight * (alike == 1.0)
        if weight > least_weight:
            worst_likeness = min(worst_likeness, alike)
    total = total or 1.0  # all tokens optional and unmet
    name_weight = sum(rarity[word] for word in name) or 1.0
    name_share = sum(rarity[name[word_place]] * alike for word_place, alike in matched.values()) / name_weight
    pairs = tuple(
        (token_place, name[word_place], alike) for token_place, (word_place, alike) in sorted(matched.items())
    )
    word_places = [matched[token_place][0] for token_place, _, _ in pairs]
    order = 1.0 if word_places == sorted(word_places) else 0.0
    return Fit(
        row, query_share / total, name_share, worst_likeness, exact_share / total, order, pairs, len(name)
    )


def _best_pairs(
    likeness: Sequence[Sequence[float]], weights: Sequence[float]
) -> dict[int, tuple[int, float]]:
    """Place of a token: place of its word in the name, and how alike they are; the best pairs first."""
    options = sorted(
        (-alike * weights[token_place], token_place, word_place, alike)
        for token_place, likenesses in enumerate(likeness)
        for word_place, alike in enumerate(likenesses)
        if alike > 0
    )
    matched: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for _, token_place, word_place, alike in options:
        if token_place not in matched and word_place not in taken:
            matched[token_place] = (word_place, alike)
            taken.add(word_place)
    return matched
