"""What opens a line and is no part of its sentence: a wire story's dateline, a chat message's stamp."""

from __future__ import annotations

import re

_OPENING = re.compile(
    # “WASHINGTON (AP) — ”
    r"^[^\S\n]*(?:[A-ZА-ЯЁ]{3}[\w.,’' -]{0,40}\([A-ZА-ЯЁ][\w./ -]{1,30}\)[^\S\n]*[—–-]{1,2}[^\S\n]+"
    # “[12:48] <otto> ”, “12:48 otto: ”
    r"|\[?\d{1,2}:\d\d(?::\d\d)?(?:[^\S\n]?[AaPp][Mm])?\]?[^\S\n]*(?:<[\w. -]{1,32}>[^\S\n]*)?"
    r"|<[\w. -]{1,32}>[^\S\n]+)",
    re.MULTILINE,
)


def without_openings(text: str) -> str:
    """The text with blanks for them; offsets stay as they are."""
    return _OPENING.sub(lambda found: " " * len(found.group()), text)
