"""Which word of a query stands for which word of a name, and how well the whole name fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_COUNTS = 0.35  # share of the heaviest word from which a word may be the poorest of a match


class Fit(NamedTuple):
    """How well a name (a row of the name table) fits a reading of the query.

    From 0 to 1 are ``query_share``, what the name explains of the query, ``name_share``, what the query
    explains of the name, ``worst_likeness``, that of the poorest word that counts, ``exact_share``, what of
    the query is met to the letter, and ``order``, 1 if the words come in the name's order. ``size`` counts
    the name's words; ``pairs`` holds (place in the query, number of the name's word, likeness); ``score``
    is one figure to rank by.
    """

    score: float
    row: int
    query_share: float
    name_share: float
    worst_likeness: float
    exact_share: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]
    size: int


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
    total = query = exact = borne = 0.0
    # A light word (a title, a particle, a patronymic) may miss without being the poorest of the match.
    worst, least_weight = 1.0, max(weights) * _COUNTS
    pairs, last, order = [], -1, 1.0
    for place, weight in enumerate(weights):
        alike = 0.0
        if place in matched:
            name_place, alike = matched[place]
            total += weight
            borne += rarity[name[name_place]] * alike
            pairs.append((place, name[name_place], alike))
            order, last = (order if name_place > last else 0.0), name_place
        elif not optional[place]:
            total += weight
        query += weight * alike
        exact += weight * (alike == 1.0)
        if weight > least_weight and alike < worst:
            worst = alike
    total = total or 1.0  # all tokens optional and unmet
    query, exact = query / total, exact / total
    borne /= sum([rarity[word] for word in name]) or 1.0
    # Fitted weights: they rank only. Whether the first is also the answer, answer_rules decides.
    score = (
        0.284 * query + 0.328 * query * query + 0.440 * query * borne - 0.075 * borne
        - 0.024 * borne * borne - 0.381 * worst + 0.194 * worst * worst + 0.099 * exact + 0.135 * order
    )  # fmt: skip
    return Fit(score, row, query, borne, worst, exact, order, tuple(pairs), len(name))


def _best_pairs(
    likeness: Sequence[Sequence[float]], weights: Sequence[float]
) -> dict[int, tuple[int, float]]:
    """Place of a token: place of its word in the name, and how alike they are; the best pairs first."""
    matched: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for place, alike in enumerate(likeness):
        best = max(alike)
        if best > 0:
            word = alike.index(best)
            matched[place] = word, best
            taken.add(word)
    if len(taken) == len(matched):  # each has another word: nothing to weigh up
        return matched
    options = sorted(
        (-value * weights[token], token, word, value)
        for token, line in enumerate(likeness)
        for word, value in enumerate(line)
        if value > 0
    )
    matched.clear()
    taken.clear()
    for _, token, word, value in options:
        if token not in matched and word not in taken:
            matched[token] = word, value
            taken.add(word)
    return matched
