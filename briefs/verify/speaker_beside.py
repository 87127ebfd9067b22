"""Who is named as the speaker beside a quotation, before or behind it."""

from __future__ import annotations

import re

from briefs.verify.person_phrase import (
    AROUND,
    NOBODY,
    IsKnownName,
    NamedBeside,
    NamedSpeaker,
    is_filler,
    is_indefinite,
    person_alone,
    person_at_end,
    person_at_start,
    unknown_before_colon,
)
from briefs.verify.speech_verbs import SAID, SAID_SO, SPOKE
from briefs.verify.stance import CLEFT, PLAIN_CLEFT, is_asserted, last_sentence

_LEAD = r"[\s,:—–―=>*_~|(\[-]*"  # between a verb or a name and the opening mark
# Each word in one way alone, and few of them: a page of adverbs is read in time, too.
_AUXILIARY = r"(?:\s+(?:has|had|also|then|once|just|later|again|\w{3,12}ly)\b){0,4}"
# “told Gerald R. Ford”: the full stop of an initial ends no sentence.
_OBJECT = r"(?:\s+(?!that\b|what\b|if\b|whether\b)(?:[^\s.!?:;“”\"«»]+|[A-Z]\.|[JS]r\.)){0,8}?"
# Up to a comma or the end of a sentence, which the full stop of an initial is not: “Lyndon B. Johnson”.
_NAME = r"(?:[^,:;.!?“”\"«»]|(?<=\b[A-ZА-ЯЁ])\.|(?<=\b[JS]r)\.){2,80}"
_BY_VERB = re.compile(
    rf"^(?P<before>.*){_AUXILIARY}\s+(?:{SAID}{_OBJECT}|{SAID_SO})(?:,?\s+(?:that|this|что"
    rf"|следующее))?{_LEAD}$",
    re.IGNORECASE | re.DOTALL,
)
_INVERTED = re.compile(rf"(?:^|[,\s])(?:как\s+|as\s+)?{SAID}\s+(?P<name>{_NAME}?){_LEAD}$", re.IGNORECASE)
_SOURCE = re.compile(
    rf"\b(?:according\s+to|selon|d['’]apr[eè]s|secondo|laut|seg[uú]n|as\s+per|per|quoting|citing|to\s+quote|(?:words?|quote|quotation|line"
    rf"|statement|speech|tweet)\s+(?:of|by|from)|from|by"
    rf"|по\s+словам|цитата|со\s+ссылкой\s+на)\s+(?P<name>{_NAME}?){_LEAD}$",
    re.IGNORECASE,
)
_QUOTES_AS = re.compile(
    rf"\b(?:quot(?:es|ed|ing)|cit(?:es|ed"
    rf"|ing))\s+(?P<name>{_NAME}?)\s+as\s+\w+ing(?:\s+that)?{_LEAD}$",
    re.IGNORECASE,
)
_AS_PUT = re.compile(
    rf"\bas\s+(?P<name>{_NAME}?)\s+(?:(?:once|famously|also)\s+)?(?:{SAID}"
    rf"|would\s+have\s+it){_OBJECT}{_LEAD}$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"(?P<name>{_NAME}?)['’`´]s?\s+(?:(?:own|exact|famous|latest|best|old|actual)\s+)*"
    rf"(?:words?|quotes?|quotation|line|statement|claim|remark|comment|answer|reply|tweet|speech"
    rf"|phrase|take|view|response|position|opinion|argument|message)(?:\s+(?:was|were|is|are))?{_LEAD}$",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"^(?P<name>.*?)(?P<mark>\s*[*_~|)\]]*\s*(?::|=+>|-+>|—|–|―|\s-|\|)\s*)?[\s*_~|(\[]*$", re.DOTALL
)
_NOTE = re.compile(r"\s*[(\[][^()\[\]\n]*[)\]]\s*$")  # “Rasmussen (NATO): …”, “Rasmussen (source): …”
_CASE_ENDING = re.compile(r"(?<=[вннйр])(?:а|у|ым|ом|е)$")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|gets?|got)\s*$", re.IGNORECASE)
_AND_I_QUOTE = re.compile(
    r",?\s*(?:and\s+)?(?:i\s+quote|(?<!\bto\s)quote(?:\s+unquote)?|verbatim|word\s+for\s+word)\b,?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s\-•*>#]*(?:\d+[.)]\s+)?")
_SIGN = re.compile(
    r"^[\s.,*_~|)\]]*(?P<mark>[—–―~]+|-{1,3}>?|=+>|\(c\)|\(|\[|/|©|#(?=\s)|\||:|\bby\b|\bvia\b|\bsigned\b,?)[\s*_~|(©—–-]*",
    re.IGNORECASE,
)
# What ends a signature: the full stop of an initial (“George W. Bush”) does not.
_ENDS_NAME = re.compile(r"[)\]]|\s[—–|]\s|\s-\s|(?<!\b[^\W\d_])\.\s|[!?]\s")
_BEHIND_SAID = re.compile(
    rf"^[\s,.—–―*_~|-]*(?:как\s+|as\s+)?{SAID}\s+(?P<name>.+)$", re.IGNORECASE | re.DOTALL
)
_BEHIND_NAME_SAID = re.compile(
    rf"^[\s,—–―*_~|-]*(?P<name>[^,:;!?“”\"«»\n]{{2,80}}?)(?:,[^,\n]{{1,60}},)?{_AUXILIARY}\s+{SAID}\b",
    re.IGNORECASE,
)
_BEHIND_SOURCE = re.compile(
    r"^[\s,.—–―-]*(?:(?:is|was|are)\s+)?(?:(?:a|the)\s+)?(?:(?:famous\s+|actual\s+|direct\s+)?(?:quote"
    r"|quotation|words?|line|statement|tweet)\s+)?"
    r"(?:by|from|of|per|belongs?\s+to|according\s+to|via|по\s+словам)\s+(?P<name>[^,:;.!?“”\"«»\n]{2,80})",
    re.IGNORECASE,
)
_BEHIND_WAS = re.compile(r"^[\s,]*(?:is|was)\s+(?P<name>[^,:;.!?“”\"«»\n]{2,80})", re.IGNORECASE)
_SPOKE = re.compile(
    rf"^(?P<name>[^,:;.!?“”\"«»]{{2,60}}?)\s+(?:{SPOKE}|{SAID})\b[^.!?]{{0,40}}[.!?]\s*$", re.IGNORECASE
)


_GAP = re.compile(r"[^\S\n]{3,}")  # a wall of space, or of blanked pictures, takes long to be read for a name


def speaker_beside(left: str, right: str, passage: str, known: IsKnownName | None = None) -> NamedBeside:
    """Whom the words around `passage` name as its speaker; `left` and `right` hold no other quotation.

    Of each side no more is read than stands near.
    """
    left, right = (_GAP.sub("  ", side) for side in (left[-AROUND:], right[:AROUND]))
    asserted = is_asserted(left, right)
    for find in (_before, _behind, _line_before):
        person = find(left, right, passage, known)
        if person.kind != "nobody":
            return NamedBeside(person, asserted)
    # Named in the same sentence and not read as its speaker: said of nobody, and never taken for
    # nobody's name.
    mentioned = _anybody_named(left, right, known)
    return NamedBeside(mentioned, mentioned.kind == "nobody")


def _before(left: str, right: str, passage: str, known: IsKnownName | None) -> NamedSpeaker:
    """“Sergei Lavrov, the minister, told reporters: …”, “According to Lavrov, …”, “Lavrov: …”."""
    sentence = _AND_I_QUOTE.sub(" ", _BULLET.sub("", last_sentence(left)))
    if not sentence.strip():
        return NOBODY
    if cleft := CLEFT.search(sentence) or PLAIN_CLEFT.match(sentence):
        return person_at_end(cleft["name"], known)
    for pattern in (_QUOTES_AS, _AS_PUT, _OWNED):
        if (match := pattern.search(sentence)) and _named(person := person_at_end(match["name"], known)):
            return person
    if match := _BY_VERB.match(sentence):
        if _PASSIVE.search(match["before"]):
            return NOBODY  # “Kerry was told: …”
        person = person_at_end(match["before"], known)
        if _named(person):
            return person
        if is_filler(match["before"]) and (inverted := _INVERTED.search(sentence)):
            return person_at_start(inverted["name"], known)
        return person
    for pattern in (_INVERTED, _SOURCE):
        if not (match := pattern.search(sentence)):
            continue
        person = _nominative(match["name"], known) or person_at_start(match["name"], known)
        # “said every nurse ever” is somebody, though nobody's name.
        if _is_proper(person, known) or (pattern is _INVERTED and is_indefinite(match["name"])):
            return person
    if match := _COLON.match(sentence):
        person = _led(match["name"], bool(match["mark"]), known)
        colon = ":" in (match["mark"] or "")
        return unknown_before_colon(match["name"]) if colon and not _named(person) else person
    return NOBODY


def _nominative(name: str, known: IsKnownName | None) -> NamedSpeaker | None:
    """A Russian name in another case, as “по словам Медведева” has it, if it is somebody's who is known."""
    words = name.split()[:4]
    if known is None or name.isascii() or known(name):
        return None
    plain = " ".join(_CASE_ENDING.sub("", word) for word in words)
    return NamedSpeaker("name", plain) if known(plain) else None


def _led(name: str, marked: bool, known: IsKnownName | None) -> NamedSpeaker:
    """A name right before the quotation, with a colon or the like or with nothing between."""
    name = name.strip()
    while note := _NOTE.search(name):
        if not name[: note.start()].strip():
            break  # “(Lavrov) “…””
        name = name[: note.start()]
    person = person_alone(name, known)
    if person.kind == "name" or not marked:
        return person
    # “a line that I love, by Lavrov: …”
    clause = re.split(r"[.!?;:]\s|,\s", name)[-1]
    return person_alone(clause, known)


def _behind(left: str, right: str, passage: str, known: IsKnownName | None) -> NamedSpeaker:
    """“… — Sergei Lavrov, minister”, “…,” said Mr. Rasmussen in Brussels, “… (Lavrov, 2011)”, “… #Lavrov”."""
    line, _, rest = right.partition("\n")
    if not line.strip(" .,*_~|"):
        line = rest.lstrip("\n").partition("\n")[0] if rest.strip() else ""
        if line.rstrip(" *_").endswith(":"):
            return NOBODY  # it leads to what stands below it
        return _signature(line, known, own_line=True)
    if line[:1].isalnum():
        return NOBODY
    # After a full stop inside the marks, "Lavrov said" begins the next sentence.
    open_ended = passage.rstrip()[-1:] not in ".…!?" or line[:1] == ","
    if (match := _BEHIND_SAID.match(line)) and (open_ended or line.lstrip(" ,.—–-")[:1].islower()):
        person = person_at_start(match["name"], known)
        if person.kind != "nobody":
            return person
    if open_ended and (match := _BEHIND_NAME_SAID.match(line)):
        person = person_at_end(match["name"], known)
        if _named(person) and not _goes_on(match["name"]):
            return person
    if (match := _BEHIND_SOURCE.match(line)) and _is_proper(
        person := person_at_start(match["name"], known), known
    ):
        return person
    if (match := _BEHIND_WAS.match(line)) and _is_proper(
        person := person_at_start(match["name"], known), known
    ):
        return person
    return _signature(line, known, own_line=False)


def _signature(line: str, known: IsKnownName | None, own_line: bool) -> NamedSpeaker:
    """A name behind a dash, in brackets, or with nothing else on its line."""
    if match := _SIGN.match(line):
        rest = _ENDS_NAME.split(line[match.end() :])[0]
        said = re.match(rf"(?:{SAID}\s+)?(?P<name>.+?)(?:\s+{SAID}\b.*)?$", rest.strip(), re.IGNORECASE)
        name = said["name"] if said else rest
        if len(name.split(",")[0].split()) > 7:
            return NOBODY
        first = name.split(",")[0]
        person = person_alone(name, known)
        if person.kind == "nobody" and first != name:
            person = person_alone(first, known)
        if person.kind == "nobody" and (len(first.split()) <= 2 or is_indefinite(first)):
            person = person_at_start(first, known)
        return person
    first = re.split(r"[,(]|(?<!\b[^\W\d_])\.\s|[!?]\s", line)[0]
    if own_line and len(first.split()) > 5:
        return NOBODY
    person = person_alone(first if own_line else line, known)
    if own_line and person.kind == "name" and known is not None and not known(person.name or ""):
        # A line of its own that nobody knows for a name is the next thing that was written.
        return NOBODY if len(first.split()) < 2 or not first.istitle() else person
    return person


def _line_before(left: str, right: str, passage: str, known: IsKnownName | None) -> NamedSpeaker:
    """A name on the line above (“Lavrov⏎“…””), or a sentence that says no more than that they spoke."""
    lines = [line for line in left.split("\n") if line.strip()]
    if not lines:
        return NOBODY
    if left.rstrip(" ").endswith("\n"):
        above = lines[-1]
        person = _before(above, "", passage, known)
        if person.kind != "nobody":
            return person
    if spoke := _SPOKE.match(_last_whole_sentence(left)):
        person = person_alone(spoke["name"], known)
        if person.kind == "name":
            return person
    return NOBODY


def _last_whole_sentence(left: str) -> str:
    """The sentence before a quotation that opens a new one; "" where it stands within its sentence."""
    here = last_sentence(left)
    if here.strip():
        return ""
    before = left[: len(left) - len(here)].rstrip()
    return last_sentence(before[:-1]) + before[-1:] if before else ""


def _anybody_named(left: str, right: str, known: IsKnownName | None) -> NamedSpeaker:
    """Somebody whom a sentence names that does not assert anything: “what did Lavrov mean by …”."""
    if known is None:
        return NOBODY
    sentence = last_sentence(left) + " " + right.split("\n")[0]
    for name in re.findall(r"[#@]?[^\W\d_][\w’'-]{2,}", sentence)[:24]:
        bare = re.sub(r"['’]s?$", "", name)
        if bare[0].isupper() and known(bare):
            return NamedSpeaker("name", bare)
    return NOBODY


def _named(person: NamedSpeaker) -> bool:
    return person.kind != "nobody"


def _is_proper(person: NamedSpeaker, known: IsKnownName | None) -> bool:
    """Whether a name is one: with a capital, or known."""
    name = person.name or ""
    return person.kind == "name" and (
        any(word[:1].isupper() or word[:1] in "#@" for word in name.split())
        or (known is not None and known(name))
    )


def _goes_on(words: str) -> bool:
    """Whether what stands behind a quotation carries its sentence on: “…” and that is what Lavrov said."""
    return bool(re.match(r"[\s,]*(?:and|but|so|because|which|that|or|и|но)\b", words, re.IGNORECASE))
