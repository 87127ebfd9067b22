"""Doors of rooms: a package's `__init__.py` names what others may use of it, loaded when it is asked for.

A door that loaded its whole room at once would make `onrecord position` three times as slow to start: 0.8
seconds of processor time instead of 0.27, measured with all doors eager.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

# One line of a door, below `if TYPE_CHECKING:`, as in "    from briefs.text.dates import parse as parse".
_EXPORT = re.compile(r"^    from ([\w.]+) import (\w+) as \2$", re.MULTILINE)


def lazy_exports(room: str) -> Callable[[str], Any]:
    """The module-level `__getattr__` (PEP 562) of the package `room`.

    Where each name lives is read from the door's own imports for the type checker, so that they are not
    written twice; a module that is a namespace on purpose is exported as "from room import module as module".
    The function raises AttributeError for a name that the door does not have.
    """
    places: dict[str, str] = {}

    def __getattr__(name: str) -> Any:
        if not places:
            loader: Any = sys.modules[room].__loader__
            places.update({found: module for module, found in _EXPORT.findall(loader.get_source(room))})
        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        place = places[name]
        value = import_module(f"{room}.{name}") if place == room else getattr(import_module(place), name)
        setattr(sys.modules[room], name, value)  # asked for once
        return value

    return __getattr__
