"""Who a message says said its quotations, in the forms of chat: only where the words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.text import read_markdown
from briefs.verify import SAID, Claim, IsKnownName, is_telling, quotations_in, words
from briefs.watch.frame import is_plain
from briefs.watch.names import TITLES, NamesInText
from briefs.watch.tone import is_meant

_AROUND = 160  # characters on either side in which a speaker is looked for
LEAST_WORDS = 5  # of a quotation: fewer are in anybody's mouth
MOST_QUOTATIONS = 12  # of one message that are looked at
_MARKS = " \t\n\"“”„«»‘’'`*_~|>‹›"
_SAYING = (
    rf"(?:{SAID}|saying|telling|goes|went|replying|on\s+record|doubl(?:ed|es)\s+down|(?:came|comes)\s+out\s+swinging"
    r"|(?:laid|lays)\s+it\s+out|цитата)"
)
_BARE = r"(?:say|tell|add|claim|write|argue|state|declare|repeat|insist|mean|tweet|post|admit|confirm|promise|announce|warn)"
_SAY_BARE = re.compile(
    rf"^(?:\s+\w+){{0,3}}?\s+(?:to\s+)?{_BARE}\b", re.IGNORECASE
)  # “thought I heard him say”
_HEARD = re.compile(
    r"\b(?:i|we|you|y[’']?all)\s+(?:all\s+)?(?:heard|saw|watched)\s+(?:\w+\.?\s+)?$", re.IGNORECASE
)
_ON_TO_SAY = re.compile(r"^\s+(?:\w+\s+){0,2}?(?:went|goes|continued)\s+on\s+to\s+say\b", re.IGNORECASE)
_SAYING_ONLY = re.compile(r"^(?:\s+(?!is\b|was\b|kept\b|keeps\b|been\b)\w+){0,2}?\s+saying\b", re.IGNORECASE)
_BROUGHT_UP = re.compile(
    r"\b(?:remember\w*|recall\w*|forget\w*|forgot\w*|get\s+over|clip\s+of|video\s+of|there\s+is|here[’']?s)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:words?|quotes?|quotation|line|statement|remarks?|comments?|answer|reply|tweet|speech|take|position)"
)
_ANOTHER = re.compile(
    r"\b(?:i|you|u|we|they|she|my|your|our|their|nobody|people|someone|somebody|everyone|teacher|dad|mom"
    r"|friend|guy|я|ты|мы|вы|они|она)\b|[@#]\w",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b{_SAYING}\b", re.IGNORECASE)
_GENITIVE = re.compile(r"['’`´]s$")
_OWN = re.compile(
    rf"^\s*(?:\d{{4}}\s+)?(?:(?:own|exact|actual|very|full|original|direct|last|latest|best|famous|favou?rite|only|first)\s+)*(?:{_NOUN}|been|right|on\s+record|just)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:ministers|министры)$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|been|being|got|gets|who)\s+(?:told|asked|warned)\b", re.IGNORECASE)
# Between a name and the words it labels: when, where, to whom, about what; all else may be a joke.
_LABEL = re.compile(
    r"""^(?:\s*(?:\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\]|['’]s|\d{1,4}(?:st|nd|rd|th)?|[A-ZА-Я][\w.’'-]*
    |,|:|\)|\]|[^\w\s.,:;!?()\[\]"“”«»‘’'`…/\\]+|=+>?|-+>?|→|—|–|-|―|~|\||\*+|_+|>+|"|“|«|‘|'|`+
    |in|on|at|with|back|from|to|of|about|during|direct|before|after\s+the|by|for|and|i\s+quote|once|again|then|now|here|btw|himself|verbatim|literally|exactly|quote|word\s+for\s+word
    |the|this|that|these|his|her|a|an|own|exact|actual|famous|latest|best|same|topic|subject|matter|issue|press|media|reporters|journalists|parliament|congress|senate
    |interview|speech|conference|meeting|summit|today|yesterday|tonight|earlier|later|last|year|month|week|council|day|morning|minister|president|secretary|general|spokesman|everyone|everybody|guys|folks
    |words?|quotes?|quotation|line|statement|remarks?|comments?|answer|reply|tweet|take|position|was|were|is|are|be|clear|blunt|в|на|о))*\s*$""",
    re.VERBOSE,
)
_LABEL_END = re.compile(r"(?::|\s[—–-])\s*[\"“„«‘'`*_~]*$")
_SIGN = re.compile(
    r"""^[\s.,*_~|)\]"”»’'`>]*(?:(?:[^\w\s.,!?"“”«»‘’'`…()\[\]/|:*_~>-]+|[—–―~]+|-{1,3}>?|<-+|=+>|\(c\)|\(|\[|/|©|\||:|\bby\b|\bfrom\b|\bvia\b|signed,?|said\s+by|credit:?)[\s*_~|(©—–-]*
    |\n[\s>*_~-]*[^\w\s"“”«»‘’'`()\[\]]*[\s>*_~-]*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADING = re.compile(
    rf"\b(?:from|by|of|per|quot(?:e|ing)|cit(?:e|ing)|according\s+to|{_NOUN}|say|said|says|man\s+himself|was|here)\b",
    re.IGNORECASE,
)
_BEHIND_SAID = re.compile(
    rf"^[\s.,*_~|)\]\"”»’'`—–-]*(?:(?:is|was|are)\s+(?:exactly\s+)?what\s+|as\s+|how\s+)?(?:{SAID}\s*)?$",
    re.IGNORECASE,
)
_IS_OF = re.compile(
    r"^[\s.,*_~|)\]\"”»’'`]*(?:(?:is|was)\s+)?(?:(?:a|the|an)\s+)?(?:(?:actual|direct|real|famous)\s+)?"
    r"(?:quote\s+|line\s+|words?\s+)?(?:by|from|of)\s*$",
    re.IGNORECASE,
)
_SAID_NEXT = re.compile(rf"^['’`]?s?\s*(?:\w+\s+){{0,2}}?{SAID}\b", re.IGNORECASE)
_UNMARKED = re.compile(
    r"^(?P<lead>[^\n:“”\"«»]{2,70}?)\s*(?::|=+>|-+>|—|–|\s-)\s+(?P<words>[^\n]{20,})$", re.MULTILINE
)
# What people say after the words, on the same line, where no mark shows that the words have ended.
_CHAT_TAIL = re.compile(
    r"(?:[\s.,;!?()…-]*(?:\b(?:lo+l|lma+o+|rofl|smh|tbh|imo|imho|fr|ngl|btw|bro|fyi|xd|omg|wtf|yes,?\s+really|just\s+sayin[g’']?"
    r"|(?:and\s+)?that[’']?s\s+(?:a|the)\s+(?:fact|truth)|case\s+closed|end\s+of\s+(?:story|discussion)|thoughts"
    r"|read\s+(?:it|that)\s+again|(?:yeah,?\s+)?(?:that\s+)?aged\s+well|let\s+that\s+sink\s+in|period)\b|[^\w\s.,;:!?()…\-“”\"'’»]))+\W*$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_TOLD = re.compile(
    r"\b(?:told|tells?|ask(?:ed|s)?|answer(?:ed|s)?|warn(?:ed|s)?|assur(?:ed|es)|remind(?:ed|s)?|thank(?:ed|s)?|inform(?:ed|s)?|quizzed"
    r"|shouted\s+at|yelled\s+at|wrote|interview(?:ed|s)|corrected)\s+(?:\w+\.?\s+){0,1}$",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    "ok okay yo hey bro dude lol lmao wow hm hmm fyi btw tbh fun fact quote reminder yes yeah no nope also"
    " even because remember according source sources breaking update again dear wait".split()
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)[ \t]+$")
_WORD_BEHIND = re.compile(r"^[ \t]+([^\W\d_][\w’'-]*)")
_HIS_WORDS = re.compile(rf"\b(?:his|her|quote)\b.{{0,20}}$|\b{_NOUN}\b", re.IGNORECASE)
# “…”. These were Rasmussen’s words. / “…” were the words Rasmussen used.
_THESE_WORDS = re.compile(
    r"^[\s.,*_~|)\]\"”»’'`]*(?:end\s+quote[.,]?\s*)?(?:and\s+)?(?:(?:these|those|that|this)(?:\s+(?:are|were|was|is)|[’']s)|were|are)\s+"
    rf"(?:(?:the|his|her|exact|very|actual|own|direct|famous|verbatim)\s+)*(?:{_NOUN}\s*)?(?:(?:of|by|from|that)\s+)?$",
    re.IGNORECASE,
)
_AND_NO_MORE = re.compile(
    rf"^(?:['’]s)?\s*(?:(?:own|exact|very|actual)\s+)*(?:{_NOUN}\b)?\s*(?:used|chose|spoke|speaking|himself)?\s*(?:[.,;!)\n(]|$|in\b|on\b|at\b|back\b|btw\b|[^\w\s])",
    re.IGNORECASE,
)
_SAID_THAT = re.compile(
    rf"^\s+(?:\w+\s+){{0,2}}?(?:{SAID})\s+(?:exactly\s+)?(?:that|this|it|so)\b(?=\s*(?:[.,!]|$|\n|in\b|on\b|at\b|back\b|straight\b|yesterday\b|today\b|last\b|to\b|himself\b|word\b|verbatim\b|btw\b))",
    re.IGNORECASE,
)
# Before a name in the genitive; without them “Лаврова” is a woman of that name.
_GOVERNED = re.compile(
    r"\b(?:словам|слова|слов|цитата|цитату|цитаты|мнению|речи|от|из|у|министра|господина|г-на)\s+$",
    re.IGNORECASE,
)
# The last line of a block quote: “Rasmussen, 2011”.
_SIGNED_BELOW = re.compile(r"\n\s*[—–~-]*\s*(?P<name>[^\W\d_][^\n,(]{2,40}?)\s*(?:[,(]\s*\d{4}\)?)?\s*$")
_CLOSED = "\"”»’'`›"


@dataclass(frozen=True, slots=True)
class GivenWords:
    """Words that a message gives as somebody's; `marked` where it shows where they begin and end."""

    text: str
    speaker: str
    start: int
    end: int
    marked: bool = True


def given_words(message: str, names: NamesInText, known: IsKnownName) -> tuple[GivenWords, ...]:
    """What `message` says that people of the library said, in order; nothing of what it takes back."""
    message = _FENCE.sub(lambda fence: " " * len(fence.group()), message)  # a program says nothing
    found = [claim for claim in quotations_in(read_markdown(message), known)][:MOST_QUOTATIONS]
    rest = _without(message, found)
    given = [one for one in _marked(message, found, rest, names, known)]
    if not any(words(claim.text) >= LEAST_WORDS for claim in found):
        given += _unmarked(message, names, known)
    return tuple(given)


def _without(message: str, claims: list[Claim]) -> str:
    """All of a message that is no quotation."""
    kept, at = [], 0
    for claim in sorted(claims, key=lambda one: one.start):
        kept.append(message[at : max(at, claim.start)])
        at = max(at, claim.end)
    return " \0 ".join([*kept, message[at:]])


def _marked(
    message: str, claims: list[Claim], rest: str, names: NamesInText, known: IsKnownName
) -> Iterator[GivenWords]:
    for claim in claims:
        if words(claim.text) < LEAST_WORDS:
            continue
        before = [one.end for one in claims if one.end <= claim.start]
        behind = [one.start for one in claims if one.start >= claim.end]
        left = message[max(before, default=0) : claim.start].rstrip(_MARKS.replace("\n", ""))
        right = message[claim.end : min(behind, default=len(message))]
        if not is_meant(left, right, rest):
            continue
        if (signed := _SIGNED_BELOW.search(claim.text)) and known(signed["name"]):
            end = claim.start + message[claim.start : claim.end].rfind(signed["name"])
            yield GivenWords(claim.text[: signed.start()], signed["name"], claim.start, max(end, claim.start))
            continue
        speaker = _speaker(left[-_AROUND:], right[:_AROUND], claim, names, known)
        if speaker is not None:
            marked = message[claim.end : claim.end + 1] in tuple(_CLOSED)
            text = claim.text if marked else _CHAT_TAIL.sub("", claim.text)
            yield GivenWords(text, speaker, claim.start, claim.end, marked)


def _speaker(left: str, right: str, claim: Claim, names: NamesInText, known: IsKnownName) -> str | None:
    """Whom the words around a quotation give it to, by this module's strict forms."""
    inside = claim.speaker_name and claim.speaker_name.split(",")[0]
    before, behind = _people(left, names, known), _people(right, names, known)
    told = {_bare(left[s:e]) for s, e in before} | {_bare(right[s:e]) for s, e in behind}
    if before and _leads_to(left, *before[-1]):
        return left[before[-1][0] : before[-1][1]]
    if behind and _follows(right, *behind[0]):
        return right[behind[0][0] : behind[0][1]]
    # A pronoun, a name inside a block quote, or an office: as the reader of quotations has it.
    if inside is not None and known(inside) and (not told or _bare(inside) in told or len(told) == 1):
        if not told:
            return inside if is_plain(_before_office(left, inside)) else None
    if before and len(told) == 1 and _goes_on(left[before[-1][1] :]):
        return left[before[-1][0] : before[-1][1]]
    return None


def _goes_on(tail: str) -> bool:
    """Whether a sentence behind that which named them gives their words: “… spoke. He said”."""
    sentences = re.split(r"[.!?]\s+|\n", tail)
    if len(sentences) < 2 or _ANOTHER.search(tail):
        return False
    return is_plain(sentences[-1]) and bool(_VERB.search(tail) or _HIS_WORDS.search(sentences[-1]))


def _before_office(left: str, office: str) -> str:
    """What stands before an office in its sentence, all of the sentence where the office is not in it."""
    sentence = _head(left.rpartition("\n")[2])
    return sentence.partition(office)[0]


def _people(text: str, names: NamesInText, known: IsKnownName) -> list[tuple[int, int]]:
    """Where `text` names somebody of the library; Knut Rasmussen and Kerry Washington are others."""
    return [
        (s, e)
        for s, e in names.find(text)
        if known(text[s:e]) and not _is_anothers(text, s, e, known)
        and not (names.is_inflected(text[s:e]) and not _GOVERNED.search(text[:s]))
    ]  # fmt: skip


def _is_anothers(text: str, start: int, end: int, known: IsKnownName) -> bool:
    before, behind = _WORD_BEFORE.search(text, 0, start), _WORD_BEHIND.search(text[end:])
    name = text[start:end]
    if before and _is_part_of_name(before[1]) and not known(f"{before[1]} {name}"):
        return True
    return bool(behind and _is_part_of_name(behind[1]) and not _VERB.match(behind[1])
                and not known(f"{name} {behind[1]}"))  # fmt: skip


def _is_part_of_name(word: str) -> bool:
    small = word.casefold().strip(".")
    return word[0].isupper() and small not in TITLES | _FILLERS and is_telling(small) and len(small) > 1


def _bare(name: str) -> str:
    return re.sub(r"['’`´]s?$", "", name).casefold()


def _leads_to(left: str, start: int, end: int) -> bool:
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
    verb = list(_VERB.finditer(tail))
    if verb:
        between = tail[: verb[0].start()]
        if _ANOTHER.search(between) or len(between.split()) > 9 or _ends_passive(tail, verb[-1].end()):
            return False
        behind = tail[verb[-1].end() :]
        plain = is_plain(_head(line)) and is_plain(between, True)
        return plain and len(behind.split()) <= 9 and not re.search(r"[.!?]\s+\w", behind.strip())
    inverted = re.search(
        rf"(?:^|[,.;!?]\s*|\b(?:as|как)\s+){SAID}\s+(?:(?:mr|president|minister|secretary)\.?\s+)?$",
        line,
        re.IGNORECASE,
    )
    if inverted and re.fullmatch(r"[\s,:—–-]*", tail):
        return is_plain(_head(line))
    labels = _LABEL.match(tail) or (_LABEL_END.search(tail) and is_plain(tail, behind_name=True))
    return bool(labels) and is_plain(_head(line)) and is_plain(_line_before(head))


def _ends_passive(tail: str, last: int) -> bool:
    """Whether the last verb says that they were spoken to: “was told: …”, not “was asked and answered”."""
    return any(match.end() == last for match in _PASSIVE.finditer(tail))


def _line_before(head: str) -> str:
    """The line before that of a name which begins its own: “my brain at 2am”."""
    above, broken, own = head.rpartition("\n")
    if not broken or own.strip(_MARKS):
        return ""
    line = above.rpartition("\n")[2]
    return "" if line.lstrip().startswith(">") else _head(line)


def _head(line: str) -> str:
    """The part of a line that stands before a name in its sentence."""
    return re.split(r"[.!?]\s+|\)\s+|https?://\S+", line)[-1]


def _is_not_own(name: str, tail: str, line: str) -> bool:
    """Whether it is not the one named who is made to say it: “Lavrov’s critics said”, “made Lavrov say”."""
    if _GENITIVE.search(name) and not _OWN.match(tail):
        return True
    if _SAY_BARE.match(tail) and not _ON_TO_SAY.match(tail):
        return not (_PLURAL.search(name) or _HEARD.search(line))
    return bool(_SAYING_ONLY.match(tail)) and not _BROUGHT_UP.search(line)


def _follows(right: str, start: int, end: int) -> bool:
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
        has_verb = bool(_VERB.search(match.group()))
        return has_verb or bool(_SAID_NEXT.match(own))
    return False


def _genitive(name: str) -> str:
    found = _GENITIVE.search(name)
    return found.group() if found else ""


def _unmarked(message: str, names: NamesInText, known: IsKnownName) -> Iterator[GivenWords]:
    """“lavrov: we will …”: no marks show where the words end."""
    if not is_meant("", "", message):
        return
    for match in _UNMARKED.finditer(message):
        lead = match["lead"]
        people = _people(lead, names, known)
        if len(people) != 1:
            continue
        start, end = people[0]
        head = lead[:start].strip(" *_~>|-•")
        if (
            len(head.split()) > 3
            or not is_plain(head)
            or not _LABEL.match(lead[end:])
            or words(match["words"]) < LEAST_WORDS + 1
        ):
            continue
        if is_meant(lead + ": ", "", message):
            first, last = match.span("words")
            text = _CHAT_TAIL.sub("", match["words"].strip())
            yield GivenWords(text, lead[start:end], first, last, False)
