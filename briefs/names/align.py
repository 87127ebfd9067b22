"""Which word of a query stands for which word of a name, and what the whole is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits a reading, each from 0 to 1.

    ``asked`` is the share of the query that the name explains, ``borne`` the share of the name that the
    query explains, ``worst`` the poorest word that counts, ``exact`` the share of the query met to the
    letter, ``order`` 1 if the words come in the name's order and ``size`` the number of the name's words.
    ``pairs`` holds word of query, word of name, likeness.
    """

    row: int
    asked: float
    borne: float
    worst: float
    exact: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]
    size: int

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
    likeness: Sequence[Sequence[float]],
    weights: Sequence[float],
    optional: Sequence[bool],
) -> Fit:
    """Best pairs first, each word used once; an optional part that nothing answers to is left out.

    ``likeness`` has a line for each part, with a value for each word of the name and zeros after these.
    """
    options = sorted(
        (-alike * weights[place], place, spot, alike)
        for place, line in enumerate(likeness)
        for spot, alike in enumerate(line)
        if alike > 0
    )
    met: dict[int, tuple[int, float]] = {}
    spots: set[int] = set()
    for _, place, spot, alike in options:
        if place not in met and spot not in spots:
            met[place] = (spot, alike)
            spots.add(spot)
    total = asked = exact = 0.0
    worst, heavy = 1.0, max(weights) * 0.35
    for place, weight in enumerate(weights):
        alike = met[place][1] if place in met else 0.0
        if place in met or not optional[place]:
            total += weight
        asked += weight * alike
        exact += weight * (alike == 1.0)
        if weight > heavy:
            worst = min(worst, alike)
    total = total or 1.0
    whole = sum(rarity[word] for word in name) or 1.0
    borne = sum(rarity[name[spot]] * alike for spot, alike in met.values()) / whole
    pairs = tuple((place, name[spot], alike) for place, (spot, alike) in sorted(met.items()))
    line = [met[place][0] for place, _, _ in pairs]
    order = 1.0 if line == sorted(line) else 0.0
    return Fit(row, asked / total, borne, worst, exact / total, order, pairs, len(name))


def typed_likeness(heard: Any, spelt: Any, larger: Callable[[Any, Any], Any]) -> Any:
    """How alike two words in Latin letters are, by sound and by spelling, for numbers or arrays of them.

    A word that only sounds alike stands behind one that is a slip of the pen away.
    """
    return 0.7 * larger(heard * 0.95, spelt) + 0.3 * spelt
