"""The static site: a page for each statement, person, topic, article and day, built from a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.site.builder import BuildReport as BuildReport
    from briefs.site.builder import build as build
    from briefs.site.search import find_pagefind as find_pagefind
    from briefs.site.setting import SiteOptions as SiteOptions
else:
    __getattr__ = lazy_exports(__name__)
