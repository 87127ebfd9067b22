"""The day a page was published: not the one on which it was last touched."""

from __future__ import annotations

import re

from briefs.text import BadDate, parse_edtf

# where pages say when they were changed: meta elements, microdata, JSON-LD, and “Updated <time …>”
_CHANGED = re.compile(
    r"<[a-z]+\b[^<>]{0,300}?(?:modified|updated_time|revised)[^<>]{0,300}>"
    r"|\"dateModified\"\s*:\s*\"[^\"]{0,60}\""
    r"|(?:updated|modified)\b[^<>]{0,30}(?:<[a-z]+[^<>]{0,100}>\s*){0,2}<time\b[^<>]{0,300}>",
    re.IGNORECASE,
)


def publication_day(found: str | None, html: str) -> str | None:
    """EDTF; None where `found`, the day that a page seems to bear, is only the day of its last change."""
    try:
        day = parse_edtf(found).edtf if found else None
    except BadDate:
        return None
    if day is None or not any(day in match[0] for match in _CHANGED.finditer(html)):
        return day
    return day if day in _CHANGED.sub("", html) else None
