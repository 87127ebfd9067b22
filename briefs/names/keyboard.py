"""Words typed while the keyboard stood on the other layout: ``kfdhjd`` is ``лавров``."""

from __future__ import annotations

# Key by key, row by row.
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def other_layout(text: str) -> str | None:
    """The same keys on the other layout (US and Russian), or None if the text is not all one of them."""
    lowered = text.lower()
    letters = [c for c in lowered if not c.isspace()]
    if letters and all(c in _RUSSIAN or c == "-" for c in letters):
        return lowered.translate(_TO_LATIN)
    if letters and all(c in _LATIN or c == "-" for c in letters):
        return lowered.translate(_TO_RUSSIAN)
    return None
