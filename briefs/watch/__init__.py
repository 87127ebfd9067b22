"""Which quotations in a chat message does the record contradict? Silent wherever that is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.watch.names import NamesInText as NamesInText
    from briefs.watch.watcher import LONGEST_READ as LONGEST_READ
    from briefs.watch.watcher import Sighting as Sighting
    from briefs.watch.watcher import SightingKind as SightingKind
    from briefs.watch.watcher import Watcher as Watcher
    from briefs.watch.watcher import may_quote as may_quote
else:
    __getattr__ = lazy_exports(__name__)
