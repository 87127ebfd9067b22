"""The head of a transcript: the day, the place, who is interviewed, whose speech it is, whose initials."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefs.ingest.extract import label_words
from briefs.ingest.extract.datelines import dateline
from briefs.ingest.extract.russian_names import russian_nominative
from briefs.text import late_pattern

_LONGEST_HEAD = 4000  # characters before the first turn that are looked at
_TAIL = 20  # characters in which the longest day is written at the end of a line: “12 September 2014”
_CAPITAL = r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ]"
_WORD = rf"(?:{_CAPITAL}\.\s?)*{_CAPITAL}[\w’'-]*\.?"
_RUN = (
    rf"{_WORD}(?:[ \t]+(?:(?:of|for|and|the|de|del|der|van|von|bin|al|de la|фон)[ \t]+){{0,2}}{_WORD}){{0,8}}"
)
_RUSSIAN_RUN = (
    r"(?:[А-Яа-яёЁ-]+[ \t]+){0,7}?(?:(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+)"
)
_INTERVIEWEE = (
    late_pattern(
        r"(?:[Ii]nterview(?: transcript)?|[Cc]onversation|[Qq]&A|INTERVIEW)(?::| with| of)[ \t]+"
        rf"(?:(?:the|our)[ \t]+)?(?:[a-z-]+[ \t]+){{0,3}}(?P<who>{_RUN})"
    ),
    late_pattern(rf"(?:[Ii]nterviewee|INTERVIEWEE|[Gg]uest)[ \t]*:[ \t]*(?P<who>{_RUN})"),
    late_pattern(
        rf"(?P<who>{_RUN})[ \t]+(?:spoke|speaks|talked|talks|sat down|answers|answered)[ \t]+"
        r"(?:to|with)?[ \t]*(?:us|our|me|questions)\b"
    ),
    late_pattern(rf"(?:[Ии]нтервью|ИНТЕРВЬЮ|[Бб]еседа|[Рр]азговор)[ \t]+(?:с[ \t]+)?(?P<who>{_RUSSIAN_RUN})"),
)
_SPEECH = late_pattern(
    r"(?:(?:full |prepared )?(?:text|transcript) (?:of )?(?:the |a )?)?(?:\w+ )?"
    r"(?:speech|remarks|address|statement|keynote|lecture|testimony|comments)\b[^.\n:]{0,60}?"
    rf"(?:[ \t]by|[ \t]of|[ \t]from)[ \t]+(?:the[ \t]+|H\.?E\.?[ \t]+)?(?P<who>(?-i:{_RUN}))",
    re.I,
)
_SPEECH_RUSSIAN = late_pattern(rf"(?:Выступление|Речь|Обращение|Заявление)[ \t]+(?P<who>{_RUSSIAN_RUN})")
_DEFINED = (
    late_pattern(rf"(?P<who>{_RUN})[ \t]*\((?P<initials>[A-Z]{{2,4}})\)"),
    late_pattern(
        rf"^[ \t>*•-]*(?P<initials>[A-Z]{{2,4}})[ \t]*[:=–—-][ \t]*(?P<who>{_RUN})[ \t]*"
        r"(?:,[^\n]*|\([^\n]*)?$",
        re.M,
    ),
)
_PARTICLES = frozenset("de del der van von bin al la фон".split())
_ASKS = late_pattern(r"^\W*(?:interviewers?|questions?|moderators?|interviewed by|host)\b", re.I)
_YEAR_WORD = late_pattern(r"(?<=\d)[ \t]?(?:года|г\.?|року|р\.)$")
_PRINTED = late_pattern(r"\b(?:published|posted|updated|released|опубликовано|обновлено)\b", re.I)
_PLACE = late_pattern(rf"^\W*({_CAPITAL}[\w.’' -]{{1,40}}(?:, {_CAPITAL}[\w. -]{{1,30}})?)(?:,|$)")


@dataclass(frozen=True, slots=True)
class TranscriptHead:
    """What the lines before the first turn say.

    `said` is an ISO date, or one after “../” where it is the day of print; `initials` to (name or None,
    whether they ask); `end`: where the head ends in the text.
    """

    end: int
    text: str
    said: str = ""
    said_note: str = ""
    place: str | None = None
    interviewee: str | None = None
    initials: dict[str, tuple[str | None, bool]] = field(default_factory=dict)

    def full_names(self, surname: str) -> set[str]:
        """The fuller forms in which the head names a surname; `surname` in any case of its letters."""
        pattern = re.compile(rf"((?:{_WORD}[ \t]+){{1,4}})((?i:{re.escape(surname)}))\b")
        named = (person_of(f"{m[1]}{m[2]}") for m in pattern.finditer(self.text))
        return {name for name in named if name and len(name.split()) > 1}


def read_head(text: str, end: int) -> TranscriptHead:
    """The head of a transcript whose first turn begins at `end`."""
    head = text[: min(end, _LONGEST_HEAD)]
    said, note, place = _day_and_place(head)
    names = {name for form in _INTERVIEWEE for m in form.finditer(head) if (name := person_of(m["who"]))}
    # two surnames: nobody can tell which of them is asked
    interviewee = max(names, key=len) if len({name.split()[-1] for name in names}) == 1 else None
    return TranscriptHead(end, head, said, note, place, interviewee, _initials(head))


def speech_of(text: str) -> tuple[str, int] | None:
    """Whose speech a text is by its first lines, and where the line that says so ends; or None."""
    at = 0
    for line in text[:_LONGEST_HEAD].splitlines(keepends=True)[:8]:
        match = _SPEECH.match(line.strip()) or _SPEECH_RUSSIAN.match(line.strip())
        at += len(line)
        if match and (name := person_of(match["who"])) and " and " not in line[match.end("who") :][:5]:
            return name, at
    return None


def person_of(run: str) -> str | None:
    """The person in a run of capitals with an office before it: “Defense Secretary Chuck Hagel”."""
    parts = run.split()
    last = max((n for n, part in enumerate(parts) if _of_office(part)), default=-1)
    named = parts[last + 1 :]
    name = " ".join(named).strip(" .,:;")
    if not 1 <= len(named) <= 4:
        return None
    if re.search(r"[а-яё]", name):
        if re.match(r"(?:[А-ЯЁ]\.){1,2}[А-ЯЁ]", named[-1]):
            name = named[-1]  # “МИД России С.В.Лаврова”
        return russian_nominative(name)
    if len(named) == 1 or any(len(w) > 1 and w.lower() in label_words.NO_NAMES for w in named):
        return None
    return name


def _of_office(part: str) -> bool:
    """Whether a word before a name belongs to the office."""
    word = part.lower().strip(".,")
    if word in label_words.OFFICES | label_words.HONORIFICS | label_words.OF:
        return True
    return part[:1].islower() and word not in _PARTICLES


def _initials(head: str) -> dict[str, tuple[str | None, bool]]:
    found: dict[str, tuple[str | None, bool]] = {}
    for form in _DEFINED:
        for match in form.finditer(head):
            name = person_of(match["who"].strip())
            line = head[head.rfind("\n", 0, match.start()) + 1 : match.end()]
            letters = [word[0] for word in (name or "").replace("-", " ").split()]
            # “NATO Headquarters (NHQ)” names nobody: the letters are those of a person's words
            if name and match["initials"][0] == letters[0] and match["initials"][-1] == letters[-1]:
                found[match["initials"]] = (name, bool(_ASKS.match(line)))
    return found


def _day_and_place(head: str) -> tuple[str, str, str | None]:
    """The first day that the head names, the words of its line, and the place beside it or above it."""
    above = ""
    for line in filter(None, (each.strip() for each in head.splitlines())):
        # “Transcript of the press conference of …, 12 March 2014”: a long title may end with its day
        tail = _YEAR_WORD.sub("", line)  # “18 января 2017 года”
        day = dateline(line) or (dateline(tail[-_TAIL:]) if tail[-1:].isdigit() else None)
        if day is None:
            above = line
            continue
        if _PRINTED.search(line):
            return f"../{day}", f"printed: {line[:80]}", None
        where = _PLACE.match(line)
        if where is None or re.search(r"\d", where[1]) or _is_day(where[1]):
            where = _PLACE.match(above) if "," in above and len(above) < 50 else None
        place = where[1] if where and not _is_day(where[1]) and not re.search(r"\d", where[1]) else None
        return day, line[:80], place
    return "", "", None


def _is_day(words: str) -> bool:
    return any(
        word.lower() in label_words.NO_LABELS | {"on", "for", "with", "at", "by"} for word in words.split()
    )
