"""Sentences in which somebody is made to say something in the draft's own words: “Lavrov said that …”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Verbs that give somebody's words whatever follows them, and those that do where a clause follows.
_SAYS = (
    r"(?:said|says|pointed\s+out|points\s+out|stated|states|argued|argues|insisted|insists|warned|warns"
    r"|claimed|claims|explained"
    r"|explains|stressed"
    r"|stresses|noted|notes|added|adds|announced|announces|declared|declares|denied|denies|emphasi[sz]ed"
    r"|emphasi[sz]es"
    r"|acknowledged|complained|promised|promises|pledged|vowed|predicted|admitted|admits|remarked"
    r"|reiterated|asserted"
    r"|contended|conceded|hinted|replied|answered|responded|maintained|maintains|alleged|cautioned"
    r"|observed|recalled"
    r"|suggested|suggests|confirmed|concluded|underlined|believes|believed|thinks|wrote|writes|testified"
    r"|assured"
    r"|сказал[аи]?|говорит|заявил[аи]?|заявляет|отметил[аи]?|подчеркнул[аи]?|добавил[аи]?|сообщил[аи]?"
    r"|пояснил[аи]?"
    r"|считает|утверждает|напомнил[аи]?|предупредил[аи]?|пообещал[аи]?)"
)
# Of several at once: “officials say”.
_THEY_SAY = r"(?:say|argue|warn|insist|claim|stress|believe|deny|announce|admit)"
_TOLD = (
    r"(?:told|tells|assured|informed|reminded|warned)\s+(?:[\w’'-]+\s+){1,4}?"
    r"(?:that|he|she|they|it|nothing|there|the)\b"
)
_CLEAR = (
    r"(?:(?:made|makes)\s+(?:it\s+)?(?:clear|plain|known)\s+(?:that|he|she|they)\b"
    r"|lets?\s+it\s+be\s+known\s+(?:that|he|she|they)\b|(?:(?:is|was|went|goes)\s+on\s+(?:the\s+)?record\s+(?:as\s+saying|saying)"
    r"|(?:is|was)\s+(?:quoted|cited|reported)\s+as\s+saying)\s+(?:that|he|she|they|it|the|there)\b)"
)
# Verbs that often do something else than tell: “repeated the test”, “added milk”, “noted figures”.
_LIGHT = frozenset(
    "added adds notes noted claims observed maintained maintains recalled concluded wrote writes"
    " confirmed"
    " states answered responded replied believes believed thinks promises underlined"
    " acknowledged".split()
)
_CLAUSE = re.compile(
    r"^\s*,?\s*(?:that|what|how|why|whether|he|she|they|it|there|such|no|nothing|nobody|the|this|these"
    r"|those|his|her|their|its|a"
    r"|an|some|all|any|every|many|most|on|in|to|of|\w{3,}ing|что|он[аи]?)\b|^\s*,?\s*(?-i:[A-Z])",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:\s+(?:has|had|have|also|then|once|just|later|again|even|still|never|often|further"
    r"|\w{3,14}ly)){0,4}"
)
_NAME = r"(?-i:[A-ZА-ЯЁ][\w’'-]+(?:\s+(?:(?:of|de|von|van|der|bin|al|the)\s+)?[A-ZА-ЯЁ][\w.’'-]*){0,4})"
_FOLK = (
    r"(?:(?:the|a|an|one|another|some|several|many|most|two|three|his|her|their|its|senior|unnamed|local"
    r"|government|foreign"
    r"|western|russian|american|military|former)\s+){0,4}(?:officials?|experts?|analysts?|critics"
    r"|observers|diplomats?|sources?"
    r"|spokes(?:man|woman|person|men)|ministry|ministers?|presidents?|chancellor|premier|secretar(?:y"
    r"|ies)(?:[ -]general)?|ambassador"
    r"|general|government|white\s+house|kremlin|alliance|commission|committee|party|company|police"
    r"|prosecutors?|lawyers?|scientists?"
    r"|researchers?|economists?|historians?|commander|governor|senator|mayor|envoy)"
)
_PRONOUN = r"(?:he|she|they|он|она|они)"
_SUBJECT = rf"(?P<who>{_NAME}|{_FOLK}|{_PRONOUN})"
_ASIDE = r"(?:\s*,[^,.;:!?\n]{2,80},|\s*[(–—][^()–—.;:!?\n]{2,80}[)–—])?"
_SPOKE = re.compile(rf"\b{_SUBJECT}{_ASIDE}{_ADVERBS}\s+(?P<verb>{_SAYS}\b|{_TOLD}|{_CLEAR})", re.IGNORECASE)
_INSIDE = re.compile(rf",\s+(?:as\s+)?{_SUBJECT}{_ADVERBS}\s+(?P<verb>{_SAYS})\b\s*[,.]", re.IGNORECASE)
_INVERTED = re.compile(rf"[,”\"]\s+(?P<verb>{_SAYS})\s+{_SUBJECT}\b", re.IGNORECASE)
_MANY_SAY = re.compile(rf"\b(?P<who>{_FOLK})\s+(?P<verb>{_THEY_SAY})\b", re.IGNORECASE)
_AS_SAID = re.compile(rf"\bas\s+{_SUBJECT}{_ADVERBS}\s+(?P<verb>{_SAYS})\b", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"\b(?:according\s+to|in\s+the\s+(?:view|opinion|words)\s+of|по\s+словам)\s+{_SUBJECT}", re.IGNORECASE
)
# A sentence without any of these is passed over: the patterns above read it word by word.
_MAY_TELL = re.compile(
    rf"\b(?:{_SAYS}|{_THEY_SAY}|told|tells|assured|informed|reminded|made|makes|according|saying|known"
    rf"|in\s+the\s+(?:view|opinion|words)"
    r"|по\s+словам)\b",
    re.IGNORECASE,
)
_NO_PERSON = frozenset(
    "having being saying knowing everybody everyone nobody someone none something i we you it this that"
    " these those there what which who the a an but and so yet if when while as in"
    " on at for from of to"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september"
    " october november december article section chapter table figure law paragraph report study page".split()
)
_ASKS_WHAT = frozenset(("what", "how", "why", "where"))
_SENTENCE = re.compile(
    r"[.!?…]+[”\"’)»\]]*(?:\s*\[\^?\w{1,12}\]|\s*[¹²³⁴-⁹]+)*\s+(?=[“\"«(\[]?[A-ZА-ЯЁ*_-])|\n"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|г"
    r"|им)|\b[A-ZА-ЯЁ]|\bU\.S)$"
)


@dataclass(frozen=True, slots=True)
class Reported:
    """text[start:end] of a draft is a sentence in which `by` is made to say something."""

    by: str
    start: int
    end: int


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a draft."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if text[match.start()] == "." and _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def reported_speech(text: str, quoted: Callable[[int, int], bool]) -> Iterator[Reported]:
    """The sentences of `text` that report speech; `quoted` tells of a stretch whether a quotation is in
    it."""
    for start, end in sentences(text):
        if quoted(start, end):
            continue
        if (who := _speaker(text[start:end])) is not None:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Reported(who, first, first + len(text[start:end].strip()))


def _speaker(sentence: str) -> str | None:
    if sentence.lstrip().startswith("#") or sentence.rstrip(" *_\n").endswith((":", "?")):
        return None  # a heading; words that are quoted below; a question, which has nobody say anything
    if not _MAY_TELL.search(sentence):
        return None
    if match := _ACCORDING.search(sentence):
        return _person(match)
    for pattern in (_AS_SAID, _INSIDE, _INVERTED, _MANY_SAY, _SPOKE):
        for match in pattern.finditer(sentence):
            who = _person(match)
            if who is not None and (pattern is not _SPOKE or _is_telling(match, sentence)):
                return who
    return None


def _person(match: re.Match[str]) -> str | None:
    who = match["who"]
    if who.split()[0].casefold() in _ASKS_WHAT:
        return None  # “What Lavrov said of it is known”
    return None if who.casefold().split()[0] in _NO_PERSON and len(who.split()) == 1 else who


def _is_telling(match: re.Match[str], sentence: str) -> bool:
    verb, rest = match["verb"].casefold(), sentence[match.end() :]
    if " " in verb:
        return True
    if verb in _LIGHT:
        return bool(
            re.match(r"^\s*,?\s*(?:that|how|why|whether|he|she|they|it|there|что)\b", rest, re.IGNORECASE)
        )
    return bool(_CLAUSE.match(rest)) or verb in ("said", "says")
