"""Whether a message says that somebody said something, or denies, supposes, asks or corrects it."""

from __future__ import annotations

import re

from briefs.text import late_pattern
from briefs.verify.speech_verbs import SAID

_SAY = (
    r"(?:say|said|says|saying|tell|told|write|written|wrote|claim|claimed|tweet|tweeted|mean|meant"
    r"|post|posted|go|think)"
)
_NOT_BEFORE = late_pattern(
    rf"\bneither\b|\b(?:never|nobody|no\s+one|not|n[o’'`´]t|didn[’'`´]?t|doesn[’'`´]?t|wasn[’'`´]?t|isn[’'`´]?t"
    rf"|hasn[’'`´]?t|hadn[’'`´]?t"
    rf"|won[’'`´]?t|wouldn[’'`´]?t|couldn[’'`´]?t|can[’'`´]?t|cannot)\s+(?:\w+\s+){{0,3}}?(?:{_SAY}|{SAID})\b"
    r"|\b(?:den(?:y|ies|ied)|refuse[sd]?|refused)\s+(?:to\s+)?(?:hav(?:e|ing)\s+)?(?:ever\s+)?(?:say"
    r"|said|saying|it)"
    r"|\bno\s+way\b|\bне\s+(?:говорил|сказал|заявлял|заявил|писал|утверждал)[аи]?\b|\bникогда\s+не\b"
    r"|\bякобы\b",
    re.IGNORECASE,
)
_SUPPOSED = late_pattern(
    rf"\b(?:imagine|suppose|supposing|what\s+if|as\s+if|as\s+though|if\s+only|pretend|wish(?:es)?"
    rf"|hope[sd]?\s+that|even\s+if|if)\b"
    rf"|\b(?:would|could|should|might|may|must|will|ought\s+to|going\s+to|gonna|wants?\s+to"
    rf"|wanted\s+to)\s+(?:\w+\s+){{0,2}}?"
    rf"(?:have\s+)?(?:{_SAY})\b|\bhad\s+\w+(?:\s+\w+)?\s+said\b"
    r"|\b(?:supposedly|allegedly|purportedly|falsely|wrongly|mistakenly|misattributed|fake|made[- ]up"
    r"|photoshopped|parody|satire|rumou?rs?)\b"
    r"|\b(?:people|everyone|everybody|they|some|many|most|we|y[’']?all|i)\s+(?:all\s+|always\s+"
    r"|used\s+to\s+)?"
    r"(?:think|thought|believe[sd]?|assume[sd]?|keep\s+saying|claim|pretend)s?\b"
    r"|\b(?:doubt(?:s|ed|ful)?|unlikely|not\s+(?:sure|certain|convinced)|hard\s+to\s+imagine|сомневаюсь)\b"
    r"|\bno\s+(?:evidence|proof|record|source)\b|\b(?:myth|hoax|lie|legend)\s+(?:that|is|about)\b"
    r"|\b(?:stop|quit)\s+(?:saying|claiming|quoting|attributing|pretending|posting)\b"
    r"|(?:^|\W)(?:wrong|false|incorrect|fake|untrue|not\s+true)\s*:"
    r"|\b(?:probably|maybe|perhaps|presumably|deepfake|impression\s+of|AI(?=\s)|chatgpt)\b"
    r"|\bin\s+(?:my|your|his|her|their)\s+(?:dreams?|head|mind|imagination|fantas(?:y|ies))\b"
    r"|\bin\s+(?:an?other|an?\s+(?:alternate|parallel))\s+\w+\b"
    r"|(?<!\bhad\s)(?<!\bhas\s)(?<!\bhave\s)(?<!\bthis\s)\bto\s+(?:say|claim|admit|declare)\b"
    r"|\b(?:attributed|ascribed|credited)\s+to\b|\bcredit(?:s|ed|ing)?\s+(?:\w+\s+){1,4}?with\b|\bif\s+i\s+were\b|\bwouldn[’']?t\s+it\b"
    r"|\b(?:представьте|представь|если\s+бы|будто|говорят,?\s+что|приписывают|вымысел)\b",
    re.IGNORECASE,
)
_ASKED_BEFORE = late_pattern(
    r"(?:^|[.!?…,;:\n]\s*|\b(?:and|so|but|wait|lol|guys|hey|ok)\s+)"
    r"(?:(?:(?:what|why|when|where|how|which)\s+(?:\w+\s+)?)?(?:did|does|do|is|was|were|has|have|had|can(?!\s+confirm\b)|could|would"
    r"|will|should|isn[’']?t|wasn[’']?t|didn[’']?t)|(?<!\w,\s)whom?|зачем|почему|когда|кто|разве|неужели|правда\s+ли)\b"
    r"[^.!?…\n]*$",
    re.IGNORECASE,
)
_RHETORICAL = late_pattern(
    r"\b(?:can|could)\s+(?:you|u|we|anyone)\s+(?:(?:actually|just|please)\s+)?(?:believe\b|talk\s+about\s+how\b)",
    re.IGNORECASE,
)
_MARK = late_pattern(r"^[^.!\n“”\"«»]{0,80}?\?")
# “…” ok??? asks the reader along, and not whether it was said.
_TAG = late_pattern(
    r"^[\s,.]*(?:ok|okay|right|huh|remember|lol|lmao|eh|yeah|see|get\s+it|got\s+it|agreed?|да|помните|понятно)\s*\?",
    re.IGNORECASE,
)
_CORRECTED_AFTER = late_pattern(
    r"^[^.!?\n“”\"«»]{0,60}?(?:,|\bbut\b|\bactually\b|\bно\b|\bа\b)?\s*(?:\b(?:but|no|nope|wrong"
    r"|actually)\b[^.!?\n]{0,30}?\b(?:was|is|it)\b"
    r"|\bit\s+was\b[^.!?\n]{0,60}?\bnot\b|\bwas\s+[^.!?\n]{0,40}?,?\s+not\b|\b(?:is"
    r"|was)\s*n[o’']?t\s+(?:from|by|him|her|his)"
    r"|\bnever\s+(?:said|happened|spoke)\b|\bdidn[’']?t\s+say\b|\bdid\s+not\s+say\b|\bis\s+(?:fake"
    r"|false|made\s+up|a\s+fake|misattributed)\b"
    r"|\bin\s+(?:fact|reality|truth)\b|\bна\s+самом\s+деле\b)",
    re.IGNORECASE,
)
_AFTER_SUPPOSED = late_pattern(
    r"^[,\s]*(?:is\s+(?:often\s+|usually\s+|wrongly\s+|falsely\s+)*(?:attributed|ascribed)\s+to"
    r"|would\s+(?:have\s+)?(?:be(?:en)?\s+)?(?:say|said)"
    r"|said\s+(?:nobody|no\s+one|no-one)\b|nobody\s+said|\w+(?:\s+\w+)?\s+(?:would|could|should|might"
    r"|never|did\s+not|didn[’']?t)\s+(?:\w+\s+)?(?:have\s+)?(?:said|say)\b)",
    re.IGNORECASE,
)
# “… — Lavrov, never”, “… (Lavrov, probably)”, “… wasn't Lavrov”.
_HEDGED_AFTER = late_pattern(
    r"^[\s,—–-]*(?:(?:is|was)(?:n[’'`´]?t|\s+not|\s+never)\b|(?:not|never)\b"
    r"|[^.!?\n“”\"«»]{0,50}?[,(]\s*(?:never|not|probably|allegedly|supposedly|maybe|jk|just\s+kidding|parody|satire|fake)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = late_pattern(r"[.!?…]+[”\"’)]*\s+(?=[^a-zа-яё\s]|$)|\n")
# “it was Rasmussen, not Asselborn, who said”: the one who is named first is meant.
CLEFT = late_pattern(
    r"\b(?:it\s+(?:was|is)|it[’']s|это)\s+(?P<name>[^,.;:!?\n]{2,60}?),?\s+(?:(?:and\s+)?not"
    r"|а\s+не)\s+[^,.;:!?\n]{2,60}?,?\s+(?:who|that|сказал|который)\b",
    re.IGNORECASE,
)

# “In truth it was Rasmussen who said”.
PLAIN_CLEFT = late_pattern(
    rf"^(?:\W|in\s+(?:fact|truth|reality)\b|(?:actually|no|nope|well|but|and|so)\b)*(?:it\s+(?:was|is)|it[’']s)"
    rf"\s+(?P<name>(?!not\b)[^,.;:!?\n]{{2,60}}?)\s+(?:who|that)\s+{SAID}\b",
    re.IGNORECASE,
)


def is_asserted(left: str, right: str) -> bool:
    """Whether the sentence around a quotation says that it was said.

    `left` and `right` are what stands on its sides, without other quotations.
    """
    before = last_sentence(left)
    if CLEFT.search(before):
        return True
    if _NOT_BEFORE.search(before) or _SUPPOSED.search(before):
        return False
    after = right.split("\n", 1)[0]
    if _RHETORICAL.search(before):
        return True
    if _ASKED_BEFORE.search(before) or (_MARK.match(after) and not _TAG.match(after)):
        return False
    return not (_CORRECTED_AFTER.match(after) or _AFTER_SUPPOSED.match(after) or _HEDGED_AFTER.match(after))


def last_sentence(left: str) -> str:
    """The beginning of the sentence that a quotation stands in."""
    ends = [m.end() for m in _SENTENCE_END.finditer(left) if not _is_title(left, m.start())]
    return left[ends[-1] :] if ends else left


_TITLE = late_pattern(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Maj|Sgt|Sen|Rep|Gov|St|No|Jr|Sr|им|г|г-н|проф|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[^\W\d_]|\bU\.S)$"
)


def _is_title(text: str, at: int) -> bool:
    """Whether the full stop at `at` belongs to a title or an initial."""
    return text[at] == "." and bool(_TITLE.search(text, max(0, at - 6), at))
