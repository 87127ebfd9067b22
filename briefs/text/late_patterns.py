"""Regular expressions that are compiled when they are first used.

Compiling those of all rooms took a sixth of a start, and most processes use few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LatePattern:
    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet is asked for here: from the second use on it costs nothing.
        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)
        return value


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As :func:`re.compile`; what is wrong with `source` is told at the first use."""
    return cast("re.Pattern[str]", _LatePattern(source, flags))
