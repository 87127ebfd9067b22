"""Where sentences end in text of any language with a table."""

from __future__ import annotations

import re

from briefs.ingest.extract.types import Span

_SHORT = "Dr|Prof|Hr|Fr|St|bzw|ca|Nr|Mr|Mrs|Ms|Mme|Mlle|Sr|Sra|Srta|Ing|гг?|тт?|ул|им|рр?|вул|ст|см|обл"
_END = re.compile(r"[.!?…]+[\"”“’»)]*\s+(?=[—–-]?\s?[\"“„«»¡¿(\[]?[^\W\d_a-zà-öø-ÿа-яёіїєґ]|[\"“„«]?\d)")
_ABBREVIATED = re.compile(rf"(?:\b(?:{_SHORT}|[^\W\d_])|\b\d{{1,2}})$")


def sentences(text: str) -> list[Span]:
    """Offsets of the sentences, in order, without gaps; the last one may have no full stop."""
    found, start = [], 0
    for match in _END.finditer(text):
        # “14. März”, “Dr. Weiß”, “И. Иванов” go on
        plain = match[0].strip() == "."
        if plain and _ABBREVIATED.search(text, max(start, match.start() - 8), match.start()):
            continue
        found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
