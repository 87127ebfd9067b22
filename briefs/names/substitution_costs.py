"""What it costs to read one symbol as another, for all symbols of a list at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefs.names.phonetics import EVERY_SOUND, near, readings

_NEVER = 9.0


class Costs:
    """Rows of costs in hundredths, against the symbols of a list; the empty symbol is never cheap."""

    def __init__(self, symbols: Sequence[str]) -> None:
        self._place = {sound: place for place, sound in enumerate(EVERY_SOUND)}
        self._between = np.array([[near(one, other) for other in EVERY_SOUND] for one in EVERY_SOUND])
        self._listed = np.array([self._read(symbol) for symbol in symbols])

    def row(self, symbol: str) -> NDArray[Any]:
        """The cheapest pair of readings of this symbol and of each one of the list."""
        heard = (self._read(symbol)[:, None] + self._between).min(axis=0)
        cheapest = (self._listed + heard).min(axis=1)
        costs: NDArray[np.int16] = np.rint(100 * np.minimum(cheapest, _NEVER)).astype(np.int16)
        return costs

    def _read(self, symbol: str) -> NDArray[Any]:
        costs = np.full(len(self._place), _NEVER)
        for sound, cost in readings(symbol):
            costs[self._place[sound]] = cost
        return costs
