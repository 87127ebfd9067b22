"""Which word of a query stands for which word of a name, and what the whole is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Near = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits a reading, each from 0 to 1.

    ``asked`` is the share of the query that the name explains, ``borne`` the share of the name that the
    query explains, ``worst`` the poorest word that counts, ``exact`` the share of the query met to the
    letter and ``order`` 1 if the words come in the name's order.
    ``pairs`` holds word of query, word of name, likeness.
    """

    row: int
    asked: float
    borne: float
    worst: float
    exact: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]

    @property
    def score(self) -> float:
        """One figure to rank by."""
        asked, borne, worst = self.asked, self.borne, self.worst
        return (
            0.284 * asked + 0.328 * asked * asked + 0.440 * asked * borne - 0.075 * borne
            - 0.024 * borne * borne
            - 0.381 * worst + 0.194 * worst * worst + 0.099 * self.exact + 0.135 * self.order
        )  # fmt: skip


def align(
    row: int,
    name: Sequence[int],
    rarity: Sequence[float],
    near: Sequence[Near],
    weights: Sequence[float],
    optional: Sequence[bool],
) -> Fit:
    """Best pairs first, each word used once; an optional part that nothing answers to is left out."""
    options = [
        (likeness * weights[place], likeness, place, spot)
        for place, alike in enumerate(near)
        for spot, word in enumerate(name)
        if (likeness := alike.get(word, 0.0)) > 0
    ]
    options.sort(key=lambda option: (-option[0], option[2], option[3]))
    met: dict[int, tuple[int, float]] = {}
    spots: set[int] = set()
    for _, likeness, place, spot in options:
        if place not in met and spot not in spots:
            met[place] = (spot, likeness)
            spots.add(spot)
    total = sum(w for place, w in enumerate(weights) if place in met or not optional[place]) or 1.0
    asked = sum(weights[place] * likeness for place, (_, likeness) in met.items()) / total
    exact = sum(weights[place] for place, (_, likeness) in met.items() if likeness == 1.0) / total
    whole = sum(rarity[word] for word in name) or 1.0
    borne = sum(rarity[name[spot]] * likeness for spot, likeness in met.values()) / whole
    heavy = max(weights)
    worst = min(
        (met[p][1] if p in met else 0.0 for p, w in enumerate(weights) if w > heavy * 0.35), default=0.0
    )
    line = [met[place][0] for place in sorted(met)]
    order = 1.0 if line == sorted(line) else 0.0
    pairs = tuple((place, name[spot], likeness) for place, (spot, likeness) in sorted(met.items()))
    return Fit(row, asked, borne, worst, exact, order, pairs)
