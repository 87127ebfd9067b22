"""People whom a sentence names and who did not speak: who are told something, ruled out or compared with.

They are blanked before it is read whose a quotation is, so that “Taft told Wilson: “…”” can only be Taft's.
"""

from __future__ import annotations

import re

from briefs.verify import SAID

# A run of capitals, with initials and small words inside: “Joseph R. Biden Jr.”, “Ursula von der Leyen”.
_WORD = r"(?:[A-ZА-ЯЁ]r?\.|[A-ZА-ЯЁ][\w’-]*)"
NAME_RUN = rf"(?-i:{_WORD}(?:[^\S\n]+(?:(?:of|de|von|van|der|bin|al)[^\S\n]+)?{_WORD}){{0,5}})"
_TOLD = (
    r"(?:told|tells|reminded|reminds|assured|assures|informed|asked|warned|answered|interrupted|corrected"
    r"|thanked)"
)
_TRIGGER = re.compile(
    # “Lavrov, and not Rasmussen”, “not Rasmussen: …”; “it was Lavrov, not …, who” is no such case
    rf"(?:(?:[,;–—(]\s*|,?\s+(?:and|but)\s+)(?:and\s+|but\s+)?(?:not|never)\s+"
    rf"|\b(?:rather\s+than|instead\s+of|unlike|in\s+contrast\s+to|contrary\s+to|pace|as\s+opposed\s+to"
    rf"|(?:further|farther)\s+than)\s+)(?P<ruled>{NAME_RUN})(?!\W*(?:who|that|said|wrote)\b)"
    # “Taft told Wilson”
    rf"|\b{_TOLD}\s+(?P<told>{NAME_RUN})"
    # “replied to Wilson”, “in an apparent swipe at Wilson”, “asked about the remarks of Wilson”
    rf"|\b(?:repl(?:y|ied|ies|ying)|respond(?:ed|s|ing)?|response|answer|speaking|spoke|writing|wrote|said"
    rf"|letter|addressed)\s+to\s+(?P<to>{NAME_RUN})"
    # “Taft to Wilson: “…””, “… — Taft to Wilson”
    rf"|\bto\s+(?P<behind>{NAME_RUN})(?=[^\S\n]*(?::|\n|$))"
    rf"|\b(?:swipe|jab|dig|shot|hit\s+back|lashed\s+out)\s+at\s+(?P<at>{NAME_RUN})"
    rf"|\b(?:asked|pressed|questioned)\s+about\s+(?:the\s+\w+\s+(?:of|by)\s+)?(?P<about>{NAME_RUN})"
    rf"|\b(?:at\s+the\s+(?:request|invitation|insistence)|in\s+the\s+presence)\s+of\s+(?P<of>{NAME_RUN})",
    re.IGNORECASE,
)
# What must stand before these: somebody who is named, and no office that goes on (“Ambassador to Peru Taft”).
_SPOKE = {
    "told": re.compile(
        r"(?-i:[A-ZА-ЯЁ])[\w.’-]*[\w.](?:\s*\([^()\n]{1,60}\)|,[^,\n]{1,60},)?\s+"
        r"(?:(?:had|has|then|later|once|\w{2,12}ly)\s+)?$"
    ),
    "behind": re.compile(
        r"(?<!\w)[A-ZА-ЯЁ][\w.’-]*(?<!mbassador)(?<!nvoy)(?<!resentative)(?<!dviser)(?<!elegate)\s+$"
    ),
}
_NEAR = 140  # characters in which that is looked for
_GROUPS = ("ruled", "told", "to", "behind", "at", "about", "of")
# “Where Taft hesitated, Wilson did not.”: who acts in the clause that opens a sentence is not its subject.
_OPENING_CLAUSE = re.compile(
    rf"(?:^|(?<=[.!?”\"»]\s)|(?<=\n))(?P<clause>(?:where|while|whereas|although|though|(?:long\s+)?before"
    rf"|(?:long\s+)?after|if|since|because|to\s+\w+)\b[^,.;:!?“”\"«»\n]{{0,60}}?\s(?P<who>{NAME_RUN})"
    rf"[^,;:!?“”\"«»\n]{{0,80}},)(?=[^.;!?“”\"«»\n]{{0,80}}?(?-i:[A-ZА-ЯЁ][\w’-]))",
    re.IGNORECASE | re.MULTILINE,
)
_SPEAKS = re.compile(rf"\b(?:{SAID})\b", re.IGNORECASE)


def without_bystanders(text: str) -> str:
    """The text with blanks for them; offsets stay as they are."""
    spans = [
        match.span(group)
        for match in _TRIGGER.finditer(text)
        for group in _GROUPS
        if match[group] and _is_told(text, match.start(), group)
    ]
    spans += [
        match.span("who") for match in _OPENING_CLAUSE.finditer(text) if not _SPEAKS.search(match["clause"])
    ]
    out, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            out += [text[done:start], " " * (end - start)]
            done = end
    return "".join([*out, text[done:]])


def _is_told(text: str, at: int, group: str) -> bool:
    before = _SPOKE.get(group)
    return before is None or before.search(text, max(0, at - _NEAR), at) is not None
