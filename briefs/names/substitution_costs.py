"""What it costs to read one symbol as another, for all symbols of a list at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefs.names.phonetics import EVERY_SOUND, readings, sound_cost

_UNRELATED = 9.0  # dearer than any two sounds left out


@cache
def _between() -> NDArray[Any]:
    return np.array([[sound_cost(one, other) for other in EVERY_SOUND] for one in EVERY_SOUND])


class SubstitutionCosts:
    """Rows of :func:`briefs.names.phonetics.substitution_cost` in hundredths, against the symbols of a list.

    The empty symbol, which pads short words, is never cheap.
    """

    def __init__(self, symbols: Sequence[str]) -> None:
        self._place = {sound: place for place, sound in enumerate(EVERY_SOUND)}
        self._between = _between()
        self._listed = np.array([self._read(symbol) for symbol in symbols])

    def row(self, symbol: str) -> NDArray[Any]:
        """The cost of the cheapest pair of readings of this symbol and of each one of the list.

        Raises :class:`KeyError` for a symbol with a sound that is not in :data:`EVERY_SOUND`.
        """
        heard = (self._read(symbol)[:, None] + self._between).min(axis=0)
        cheapest = (self._listed + heard).min(axis=1)
        costs: NDArray[np.int16] = np.rint(100 * np.minimum(cheapest, _UNRELATED)).astype(np.int16)
        return costs

    def _read(self, symbol: str) -> NDArray[Any]:
        costs = np.full(len(self._place), _UNRELATED)
        for sound, cost in readings(symbol):
            costs[self._place[sound]] = cost
        return costs
