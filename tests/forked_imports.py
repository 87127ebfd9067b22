"""What every forked process finds imported: the whole program, and what it would load when it is needed."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module

for package in map(import_module, ("briefs", "bot")):
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith(("__main__", ".process")):
            import_module(found.name)
for name in ("charset_normalizer", "feedparser", "pypdf", "trafilatura"):
    import_module(name)
gc.collect()
gc.freeze()  # a collection in a forked process would copy all of this
