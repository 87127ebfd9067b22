"""The one mark of a quotation, from the verdict on its words and on its speaker."""

from __future__ import annotations

import re

from briefs.cite_check.report import CitationMark
from briefs.verify import Verdict

_ELLIPSIS = re.compile(r"…|\.(?:[ \u00a0]?\.){1,}")
_LEFT_OUT = 250  # characters for which an ellipsis may stand
_DISHONEST = frozenset({"negation-left-out", "several-articles", "misattributed"})


def mark_of(verdict: Verdict) -> CitationMark:
    """`proven` only where the words are on record letter for letter, from whom the draft has them."""
    borne_out = verdict.speaker_axis in ("confirmed", "nobody")
    match verdict.words:
        case "exact" if verdict.speaker_axis == "another" or verdict.verdict == "misattributed":
            return "misattributed"
        case "exact":
            return "proven" if borne_out else "unproven"
        case "spliced" | "altered" if verdict.speaker_axis == "another" and verdict.minor:
            return "misattributed"
        case "spliced":
            return "proven" if borne_out and is_fairly_shortened(verdict) else "altered"
        case "altered":
            return "altered"
        case "too-short":
            return "proven" if verdict.found and verdict.speaker_axis == "confirmed" else "unproven"
        case _:
            return "unproven"


def is_fairly_shortened(verdict: Verdict) -> bool:
    """Whether words were left out where an ellipsis says so, few of them, and the sense stands."""
    found = verdict.found
    if found is None or _DISHONEST & set(verdict.flags) or verdict.differences:
        return False
    marks = len(_ELLIPSIS.findall(verdict.text.strip(" .…")))
    return marks > 0 and (found.end - found.start) - len(verdict.text) <= marks * _LEFT_OUT
