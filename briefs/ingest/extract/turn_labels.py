"""Labels of a transcript: what stands before a turn and says whose it is. One line at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefs.ingest.extract import label_words
from briefs.ingest.extract.person_names import sex_by
from briefs.text import late_pattern

LabelSort = Literal["question", "answer", "name", "office"]

_MARKUP = r"[*_]{0,3}"
_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?[\s–—-]+"
_LEAD = late_pattern(rf"[\s>•*_–—-]*(?:{_TIME})?(?:Q?\d{{1,4}}[.)]?\s+)?[*_]{{0,3}}")
_COLON = late_pattern(rf"(?P<label>[^:\n]{{1,160}}?)\s?{_MARKUP}:{_MARKUP}(?:\s+|$)")
_SPACED = late_pattern(r"(?P<label>[QA])\.?(?:\s{2,}|\t)(?=\S)|(?P<dotted>[QA])\.\s(?=\S)")
# “Anna BERG (S&D), rapporteur. – Mr President”, “M. Luc Bertin. – Non”
_DASHED = late_pattern(
    r"(?P<label>(?:[A-Z]\w{0,3}\. )?[^.:\n–—]{3,60}(?:\([^)\n]{1,40}\))?[^.:\n–—]{0,60})\.\s?[–—]\s+(?=\S)"
)
# “Senator McCain. How many?”, “The Chairman. Thank you.”
_STOPPED = late_pattern(
    r"(?P<label>(?:The |Mr\. |Ms\. |Mrs\. |Dr\. )?(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+)\.\s+(?=[A-Z(“\"])"
)
_PARENTHESIS = late_pattern(r"\(((?:[^()]|\([^()]*\))*)\)")
_BRACKETS = late_pattern(r"\[[^\[\]]{1,60}\]")  # “Mr Trent [rising]”
_NAME_WORD = late_pattern(r"(?:[^\W\d_a-zà-þа-яё][\w’'-]*\.?)+,?$")
_NUMBER = late_pattern(r"\s+#?\d{1,2}$")
_INITIALS = late_pattern(r"[A-ZА-ЯЁ]{2,4}$")
_QUOTED = late_pattern(r"[\"“«„].*[\"”»][.,]?\s*$", re.S)
_LONGEST_OFFICE = 9  # words
_ARTICLES = frozenset("the le la der die el".split())
_PARTICLES = frozenset("de del der den di da dos la le van von bin al el ibn ибн фон де und y e".split())


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where its words begin: offsets in the article.

    `name` is as written, without the office; `title` the office beside it. `strong`: the form alone
    shows a label (capitals, an honorific, a question mark's word); others need others of their kind.
    `sex` is “m” or “f” where an honorific tells.
    """

    start: int
    end: int
    words_start: int
    sort: LabelSort
    name: str = ""
    title: str | None = None
    strong: bool = True
    formal: bool = False  # an honorific, an office or initials beside the name; an office in capitals
    sex: str | None = None


def read_label(text: str, start: int, end: int, *, stops: bool = False) -> Label | None:
    """The label at the head of a line; `stops`: also one before a full stop (“Senator Reed. Thank you.”)."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    for form in (_SPACED, _COLON, _DASHED, *((_STOPPED,) if stops else ())):
        match = form.match(text, first, end)
        if match is None:
            continue
        group = "label" if match["label"] else "dotted"
        found = label_of(match[group], match.start(group), match.end())
        if found is None or (form is _STOPPED and not _titled(found)):
            continue
        if _QUOTED.match(text, match.end(), end):  # Voss: “…” is an article's way to quote
            return None
        return found
    return None


def label_of(words: str, start: int, words_start: int) -> Label | None:
    """What the words of a label say; None where they are no label at all."""
    end = start + len(words)
    asides = [aside.strip() for aside in _PARENTHESIS.findall(words)]
    plain = " ".join(_BRACKETS.sub(" ", _PARENTHESIS.sub(" ", words)).strip(' *_"“”').split())
    plain, _, behind = plain.partition(", ")
    plain = _NUMBER.sub("", plain)  # “Speaker 2”
    folded = plain.lower().strip(" .")
    if not plain or folded in label_words.NO_LABELS:
        return None
    if folded in label_words.QUESTIONS or folded in label_words.OUTLETS or _hosts(folded):
        return Label(start, end, words_start, "question")
    if folded in label_words.ANSWERS:
        return Label(start, end, words_start, "answer")
    title, name = _split(plain)
    if title and not name and (inside := _person_in(asides)) is not None:
        name = inside
    elif name:
        beside = next((each for each in (behind, *asides) if label_words.is_office(each)), None)
        title = title or beside
    if name and not _is_name(name):
        # an office that no table has: the person beside it shows what it is, or its capitals do
        if not folded.startswith("the ") or len(plain.split()) > _LONGEST_OFFICE:
            return None
        title, name = plain, _person_in(asides) or ""
        if not name:
            office = Label(start, end, words_start, "office", "", title, formal=True)
            return office if words.isupper() else None
    if not name:
        shown = _shown(title) or title
        return Label(start, end, words_start, "office", "", shown, formal=words.isupper()) if shown else None
    return Label(
        start,
        end,
        words_start,
        "name",
        name,
        _shown(title),
        _strong(plain, name) or (bool(asides) and " " in name),
        plain != name or _dotted(name),
        sex_by((), plain.split()[0]) if plain != name else None,
    )


def is_name_line(line: str) -> bool:
    """Whether a line holds a person's name and nothing else: two to four words, each with a capital."""
    words = line.strip(" *_:").split()
    title, name = _split(" ".join(words))
    return 2 <= len(words) <= 5 and bool(name) and _is_name(name) and (bool(title) or len(name.split()) > 1)


def _hosts(folded: str) -> bool:
    return bool(set(folded.replace("-", " ").split()) & label_words.HOSTS)


def _titled(label: Label) -> bool:
    return label.sort == "office" or label.title is not None or (label.sort == "name" and label.strong)


def _split(words: str) -> tuple[str | None, str]:
    """Office or honorific in front, name behind: “SECRETARY OF STATE KERRY” to both."""
    parts = words.split()
    at = 0
    for n, part in enumerate(parts):
        folded = part.lower().strip(".,")
        if folded in label_words.OFFICES or folded in label_words.HONORIFICS:
            at = n + 1
        elif folded not in label_words.BETWEEN:
            # “Secretary of State for Defence”: what an office is of is no name
            if at and n and parts[n - 1].lower() in label_words.OF:
                at = n + 1
                continue
            break
    if at == len(parts) == 2 and parts[0].lower().strip(".") in label_words.HONORIFICS:
        # “Mr Major”, “Mr. King”: a name that is the word of an office, unless one speaks to it so
        at -= parts[1].lower() not in label_words.ADDRESSED
    return " ".join(parts[:at]) or None, " ".join(parts[at:])


def _person_in(asides: list[str]) -> str | None:
    """“The Secretary of State for Defence (Mr Philip Hammond)”: the name is in the parenthesis."""
    for aside in asides:
        _, name = _split(aside)
        if name and _is_name(name) and (len(name.split()) > 1 or aside != name):
            return name
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        len(words) <= 5
        and label_words.SMALL_WORDS.isdisjoint(word.lower() for word in words)
        and all(w.lower() in _PARTICLES or _NAME_WORD.match(w) for w in words)
        and words[0].lower() not in label_words.NO_NAMES
        and words[-1].lower() not in label_words.NO_NAMES
    )


def _shown(title: str | None) -> str | None:
    """An office worth showing: honorifics alone are none."""
    kept = [w for w in (title or "").split() if w.lower().strip(".") not in label_words.HONORIFICS]
    if kept and kept[0].lower() in _ARTICLES:
        kept = kept[1:]
    return " ".join(kept) or None


def _dotted(name: str) -> bool:
    return re.match(r"(?:[А-ЯЁA-Z]\.\s?){1,2}[А-ЯЁA-Z]", name) is not None


def _strong(plain: str, name: str) -> bool:
    honorific = plain != name
    capitals = name.isupper() and len(name) > 1
    surname_in_capitals = any(word.isupper() and len(word.strip(".")) > 2 for word in name.split())
    return honorific or capitals or surname_in_capitals or _dotted(name) or _INITIALS.match(name) is not None
