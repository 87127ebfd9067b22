"""The words of a text as standing questions compare them: without case, accents and what copies lose."""

from __future__ import annotations

import re
import unicodedata

from briefs.text import fold_for_search

_WORD = re.compile(r"[^\W_]+")


def word_tokens(text: str) -> tuple[str, ...]:
    """Runs of letters and figures, folded as the search folds them; in order, repetitions kept."""
    folded = fold_for_search(text).casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return tuple(_WORD.findall(folded))
