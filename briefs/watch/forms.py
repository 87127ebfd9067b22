"""The forms in which a message gives words as somebody's, before the words and behind them."""

from __future__ import annotations

import re

from briefs.text import late_pattern
from briefs.verify import SAID
from briefs.watch.frame import is_plain

MARKS = " \t\n\"“”„«»‘’'`*_~|>‹›"
_SAYING = (
    rf"(?:{SAID}|saying|telling|goes|went|replying|on\s+record|doubl(?:ed|es)\s+down|(?:came|comes)\s+out\s+swinging"
    r"|(?:laid|lays)\s+it\s+out|цитата)"
)
_BARE = (
    r"(?:say|tell|add|claim|write|argue|state|declare|repeat|insist|mean|tweet|post|admit|confirm|promise"
    r"|announce|warn)"
)
# “thought I heard him say”
_SAY_BARE = late_pattern(rf"^(?:\s+\w+){{0,3}}?\s+(?:to\s+)?{_BARE}\b", re.IGNORECASE)
_HEARD = late_pattern(
    r"\b(?:i|we|you|y[’']?all)\s+(?:all\s+)?(?:can\s+)?(?:heard?|saw|see|watch(?:ed)?)\s+(?:\w+\.?\s+)?$",
    re.IGNORECASE,
)
_ON_TO_SAY = late_pattern(r"^\s+(?:\w+\s+){0,2}?(?:went|goes|continued)\s+on\s+to\s+say\b", re.IGNORECASE)
_SAYING_ONLY = late_pattern(
    r"^(?:\s+(?!is\b|was\b|kept\b|keeps\b|been\b)\w+){0,2}?\s+saying\b", re.IGNORECASE
)
_BROUGHT_UP = late_pattern(
    r"\b(?:remember\w*|recall\w*|forget\w*|forgot\w*|get\s+over|clip\s+of|video\s+of|there\s+is|here[’']?s|ignor\w+|transcript\s+has|recording\s+has)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:words?|quotes?|quotation|line|statement|remarks?|comments?|answer|reply|tweet|speech|take|position)"
)
_ANOTHER = late_pattern(
    r"\b(?:i|you|u|we|they|she|my|your|our|their|nobody|people|someone|somebody|everyone|teacher|dad|mom"
    r"|friend|guy|я|ты|мы|вы|они|она)\b|[@#]\w",
    re.IGNORECASE,
)
VERB = late_pattern(rf"\b{_SAYING}\b", re.IGNORECASE)
_GENITIVE = late_pattern(r"['’`´]s$")
_OWN = late_pattern(
    rf"^\s*(?:\d{{4}}\s+)?(?:(?:own|exact|actual|very|full|original|direct|last|latest|best|famous|favou?rite|only|first)\s+)*(?:{_NOUN}|been|right|on\s+record|just)\b",
    re.IGNORECASE,
)
_PLURAL = late_pattern(r"(?:ministers|министры)$", re.IGNORECASE)
_PASSIVE = late_pattern(r"\b(?:was|were|is|been|being|got|gets|who)\s+(?:told|asked|warned)\b", re.IGNORECASE)
_WHO = late_pattern(r"^\s*,?\s*who\b")
# Between a name and the words it labels: when, where, to whom, about what; all else may be a joke.
_LABEL_WORDS = """
in on at with back from to of about during direct before after by for and i quote once again then now here
btw himself verbatim literally exactly word the this that these his her a an own exact actual famous latest
best same topic subject matter issue press media reporters journalists parliament congress senate interview
speech conference meeting summit today yesterday tonight earlier later last year month week council day
morning evening afternoon noon midnight reads runs phone minister president secretary general spokesman
everyone everybody guys folks words quotes quotation line statement remark remarks comment comments answer
reply tweet take position was were is are be clear blunt в на о году год г
"""
_LABEL_PART = late_pattern(
    r"""\s+|\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\]|['’]s(?!\w)|\d{1,4}(?:st|nd|rd|th)?(?!\w)|[A-ZА-Я][\w.’'-]*
    |[^\w\s.;!?(\[…/\\]|(?:"""
    + "|".join(_LABEL_WORDS.split())
    + r""")(?!\w)""",
    re.VERBOSE,
)
_WHAT_HE = late_pattern(r"\b(?:what|how)\s+(?:(?:mr|mister|president)\.?\s+)?$", re.IGNORECASE)
_ASKED_ABOVE = late_pattern(r"^\W*(?:q|question|reporter|journalist|interviewer)\s*:", re.IGNORECASE)
_LABEL_END = late_pattern(r"(?::|\s[—–-])\s*[\"“„«‘'`*_~]*$")
_SIGN = late_pattern(
    r"""^[\s.,*_~|)\]"”»’'`>]*(?:(?:[^\w\s.,!?"“”«»‘’'`…()\[\]/|:*_~>-]+|[—–―~]+|-{1,3}>?|<-+|=+>|\(c\)|\(|\[|/|©|\||:|\bby\b|\bfrom\b|\bvia\b|signed,?|said\s+by|credit:?|source:)[\s*_~|(©—–-]*
    |\n[\s>*_~-]*[^\w\s"“”«»‘’'`()\[\]]*[\s>*_~-]*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND_SAID = late_pattern(
    rf"^[\s.,*_~|)\]\"”»’'`—–-]*(?:(?:(?:this|that|it|which)\s+)?(?:is|was|are)\s+(?:exactly\s+)?(?:what|how)\s+|as\s+|how\s+|so\s+)?(?:{SAID}\s*)?$",
    re.IGNORECASE,
)
_IS_OF = late_pattern(
    r"^[\s.,*_~|)\]\"”»’'`]*(?:(?:is|was)\s+)?(?:(?:a|the|an)\s+)?(?:(?:actual|direct|real|famous)\s+)?"
    r"(?:quote\s+|line\s+|words?\s+|said\s+)?(?:by|from|of)\s*$",
    re.IGNORECASE,
)
_SAID_NEXT = late_pattern(rf"^['’`]?s?\s*(?:\w+\s+){{0,2}}?{SAID}\b", re.IGNORECASE)
_TOLD = late_pattern(
    r"\b(?:told|tells?|ask(?:ed|s)?|answer(?:ed|s)?|warn(?:ed|s)?|assur(?:ed|es)|remind(?:ed|s)?|thank(?:ed|s)?|inform(?:ed|s)?|quizzed"
    r"|shouted\s+at|yelled\s+at|wrote|interview(?:ed|s)|corrected)\s+(?:\w+\.?\s+){0,1}$",
    re.IGNORECASE,
)
_HIS_WORDS = late_pattern(rf"\b(?:his|her|quote)\b.{{0,20}}$|\b{_NOUN}\b", re.IGNORECASE)
# “…”. These were Rasmussen’s words. / “…” were the words Rasmussen used.
_THESE_WORDS = late_pattern(
    rf"^[\s.,*_~|)\]\"”»’'`]*(?:end\s+quote[.,]?\s*)?(?:and\s+)?(?:(?:these|those|that|this)(?:\s+{_NOUN})?(?:\s+(?:are|were|was|is)|[’']s)|were|are)\s+"
    rf"(?:(?:the|his|her|exact|very|actual|own|direct|famous|verbatim)\s+)*(?:{_NOUN}\s*)?(?:(?:of|by|from|that)\s+)?$",
    re.IGNORECASE,
)
_AND_NO_MORE = late_pattern(
    rf"^(?:['’]s)?\s*(?:(?:own|exact|very|actual)\s+)*(?:{_NOUN}\b)?\s*(?:used|chose|spoke|speaking|himself)?\s*(?:[.,;!)\n(]|$|in\b|on\b|at\b|back\b|btw\b|[^\w\s])",
    re.IGNORECASE,
)
_SAID_THAT = late_pattern(
    rf"^\s+(?:\w+\s+){{0,2}}?(?:{SAID})\s+(?:exactly\s+)?(?:that|this|it|so)\b(?=\s*(?:[.,!]|$|\n|in\b|on\b|at\b|back\b|straight\b|yesterday\b|today\b|last\b|to\b|himself\b|word\b|verbatim\b|btw\b))",
    re.IGNORECASE,
)


def goes_on(tail: str) -> bool:
    """Whether a sentence behind that which named them gives their words: “… spoke. He said”."""
    sentences = re.split(r"[.!?]\s+|\n", tail)
    if len(sentences) < 2 or _ANOTHER.search(tail) or "?" in tail:
        return False
    return is_plain(sentences[-1]) and bool(VERB.search(tail) or _HIS_WORDS.search(sentences[-1]))


def before_office(left: str, office: str) -> str:
    """What stands before an office in its sentence, all of the sentence where the office is not in it."""
    sentence = _head(left.rpartition("\n")[2])
    return sentence.partition(office)[0]


def leads_to(left: str, start: int, end: int) -> bool:
    """Whether the name at left[start:end] is the subject of what leads to the words behind it."""
    tail, head = left[end:], left[:start]
    line = head.rpartition("\n")[2]
    if _is_not_own(left[start:end], tail, line):
        return False
    if _TOLD.search(line):
        return False
    if re.search(
        r"\b(?:to|for|with|against|than|at|about|and|or|versus|vs\.?)\s+(?:mr\.?\s+|president\s+)?$",
        line,
        re.IGNORECASE,
    ):
        source = re.search(r"\baccording\s+to\s+(?:\w+\s+){0,3}$", line, re.IGNORECASE)
        quoting = re.search(r"\bto\s+quote\s+(?:\w+\s+){0,2}$", line, re.IGNORECASE)
        joined = re.search(r"(?:^|[.,!?;]\s*|\b(?:oh|ok|so|well|yeah|yes)\s+)and\s+$", line, re.IGNORECASE)
        if not source and not quoting and not joined:
            return False
    verb = list(VERB.finditer(tail))
    if verb:
        between = tail[: verb[0].start()]
        if _ANOTHER.search(between) or len(between.split()) > 9 or _ends_passive(tail, verb[-1].end()):
            return False
        behind = tail[verb[-1].end() :]
        plain = is_plain(_head(line)) and is_plain(_WHO.sub("", between), behind_name=True)
        return plain and len(behind.split()) <= 9 and not re.search(r"[.!?]\s+\w", behind.strip())
    inverted = re.search(
        rf"(?:^|[,.;!?]\s*|\b(?:as|как)\s+){SAID}\s+(?:(?:mr|president|minister|secretary)\.?\s+)?$",
        line,
        re.IGNORECASE,
    )
    if inverted and re.fullmatch(r"[\s,:—–-]*", tail):
        return is_plain(_head(line))
    labels = is_label(tail) or (_LABEL_END.search(tail) and is_plain(tail, behind_name=True))
    return bool(labels) and is_plain(_head(line)) and is_plain(_line_before(head))


def _ends_passive(tail: str, last: int) -> bool:
    """Whether the last verb says that they were spoken to: “was told: …”, not “was asked and answered”."""
    return any(match.end() == last for match in _PASSIVE.finditer(tail))


def is_label(text: str) -> bool:
    """Whether between a name and words there is but when, where, to whom: “(2012) in Brussels:”.

    Part after part, so that no text takes long.
    """
    at = 0
    while at < len(text):
        part = _LABEL_PART.match(text, at)
        if part is None or (part[0][0] in "([" and not is_plain(part[0][1:-1], behind_name=True)):
            return False
        at = part.end()
    return True


def _line_before(head: str) -> str:
    """The line before that of a name which begins its own: “my brain at 2am”."""
    above, broken, own = head.rpartition("\n")
    if not broken or own.strip(MARKS):
        return ""
    line = above.rpartition("\n")[2]
    return "" if line.lstrip().startswith(">") or _ASKED_ABOVE.match(line) else _head(line)


def _head(line: str) -> str:
    """The part of a line that stands before a name in its sentence; less “what” and “how”."""
    return _WHAT_HE.sub("", re.split(r"[.!?]\s+|\)\s+|https?://\S+", line)[-1])


def _is_not_own(name: str, tail: str, line: str) -> bool:
    """Whether it is not the one named who is made to say it: “Lavrov’s critics said”, “made Lavrov say”."""
    if _GENITIVE.search(name) and not _OWN.match(tail):
        return True
    if _SAY_BARE.match(tail) and not _ON_TO_SAY.match(tail):
        return not (_PLURAL.search(name) or _HEARD.search(line))
    return bool(_SAYING_ONLY.match(tail)) and not _BROUGHT_UP.search(line)


def follows(right: str, start: int, end: int) -> bool:
    """Whether the name at right[start:end] is given as that of whoever said the words before it."""
    lead, tail = right[:start], right[end:]
    own = re.split(r"\n|[.!?]\s|\s*https?://", tail, maxsplit=1)[0]
    if _THESE_WORDS.match(lead):
        return bool(_AND_NO_MORE.match(_genitive(right[start:end]) + own)) and len(own.split()) <= 12
    if _SAID_THAT.match(tail) and re.fullmatch(r"[\s.,!*_~|)\]\"”»’'`>]*", lead):
        return True
    signed = re.sub(
        r"(?:\b(?:our|the|president|mr|minister|secretary|general|foreign|former|then|senator|prime)\b\.?\s*)+$",
        "", lead, flags=re.IGNORECASE,
    )  # fmt: skip
    if _SIGN.match(signed):
        new_line = "\n" in lead.strip(" \t>*_~|)”\"»’'")
        short = len(own.split()) <= (5 if new_line else 14)
        return not new_line if _SAID_NEXT.match(own.lstrip(" ,")) else short
    if "\n" in lead.strip():
        return False
    if _IS_OF.match(signed):
        return True
    if match := _BEHIND_SAID.match(signed):
        has_verb = bool(VERB.search(match.group()))
        return has_verb or bool(_SAID_NEXT.match(own))
    return False


def _genitive(name: str) -> str:
    found = _GENITIVE.search(name)
    return found.group() if found else ""
