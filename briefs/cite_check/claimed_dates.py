"""The day, month or year on which a draft has words said, read beside a quotation and held against the
record."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefs.cite_check.surroundings import Surroundings, TextPart
from briefs.i18n import ENGLISH
from briefs.model import Statement
from briefs.text import MessageText, in_words, parse_edtf
from briefs.verify import SAID

_ENGLISH = "january february march april may june july august september october november december".split()
_RUSSIAN = (
    "январ[ья] феврал[ья] марта? апрел[ья] ма[йя] июн[ья] июл[ья] августа? сентябр[ья] октябр[ья]"
    " ноябр[ья] декабр[ья]"
).split()
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)|" + "|".join(_RUSSIAN) + ")"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_RUSSIAN_WEEKDAYS = "понедельник вторник среду четверг пятницу субботу воскресенье".split()
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<dots>{_DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR})\b"
    rf"|\b(?P<d1>{_DAY})(?:st|nd|rd|th|-го)?(?:\s+of)?\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH}),?\s+(?:of\s+)?(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})\b(?![-–]\d)"
    rf"|\b(?P<weekday>{'|'.join(_WEEKDAYS)}|(?:(?<=\bв )|(?<=\bво ))(?:{'|'.join(_RUSSIAN_WEEKDAYS)}))\b",
    re.IGNORECASE,
)
_MARKS = tuple("“”„\"«»‘’'‹›")
_ASIDE = re.compile(r"(?<=\s)[–—]\s[^–—“”‘\"«»\n]{3,80}\s[–—](?=\s)")
_MAY_HOLD_DATE = re.compile(r"\d|day\b", re.IGNORECASE)
_WITH_DATE = re.compile(rf"(?:\b(?:on|in)\s+)?(?:{_DATE.pattern})", re.IGNORECASE)
# What makes a day another's than that of the words: right before it, or governing its clause.
_NOT_ITS = re.compile(
    r"\b(?:since|until|till|before|after|by|for|from|between|and|to|dated|than|of|the|that|last|next"
    r"|every|whole"
    r"|following|preceding|с|до|после|к)\s*$",
    re.IGNORECASE,
)
# … but for “on the 3rd of May”, “the 3rd of May: …” and “not until May”.
_ITS_AFTER_ALL = re.compile(
    r"(?:\b(?:on|by|in|was|is|it['’]s)|^\W*|[,(—–])\s*\bthe\s*$|\bnot\s+until\s*$", re.IGNORECASE
)
# “Fast forward to 9 May 1957: Eisenhower says …”
_OPENS_WITH_DAY = re.compile(
    r"\W*(?:(?!(?:since|until|till|before|after|by|from|between|than)\b)[a-z’']+\s+){0,4}", re.IGNORECASE
)
_A_NAME = re.compile(r"\W*(?:[A-ZА-ЯЁ][\w.’-]*\s+){1,5}")  # “Lavrov 9 May 2012: …”
# “a throwback to May 2012, when Rasmussen said …”
_WHEN_SAID = re.compile(rf",?\s+when\s+[^,;:!?]{{2,60}}?\s(?:{SAID}),?\W*", re.IGNORECASE)
_RULED_OUT = re.compile(r"\bnot\s+(?:in|on)\s*(?:the\s*)?$", re.IGNORECASE)  # “not in 1950, but on …”
# “Rewind to 9 May 1957.”, “Taft had waited a long time for 9 May 1957.”
_LEADS_TO = re.compile(
    r"^\W*(?:[A-Z]?[a-z’']+\s+){1,4}to\s+(?:the\s*)?$"
    r"|\bwait(?:ed|s)\s+(?:\w+\s+){0,3}(?:until|till|for)\s*(?:the\s*)?$"
)
_SPEECH_OF = re.compile(
    r"^\W*dated\s*(?:the\s*)?$|\b(?:speech|address|statement|interview|remarks?|press\s+conference|news\s+conference|briefing|message"
    r"|lecture|talk|letter|article|day|morning|evening|afternoon|words|sitting|page|entry|речь|заявлени[ие]|интервью)\s+(?:of"
    r"|from|dated|on|for)"
    r"\s*(?:the\s*)?$",
    re.IGNORECASE,
)
_OWN_SPEECH = re.compile(
    r"^\s*(?:speech|address|statement|interview|remarks?|press\s+conference|news\s+conference|briefing"
    r"|lecture"
    r"|message)\b",
    re.IGNORECASE,
)
# “(NATO press conference, 9 June 2011)”: where words are spoken, and not where they are printed.
_SPOKEN_AT = re.compile(
    r"\b(?:(?:press|news)\s+conference|briefing|speech|address|remarks|sitting|session)\b", re.IGNORECASE
)
_TOPIC = re.compile(
    r"\b(?:(?:about|over)(?!\s+(?:it|this|that|them|him|her)\b)|regarding|concerning|commenting\s+on"
    r"|following|after|before|ahead\s+of|unlike|like(?!\s+(?:this|that|so)\b)"
    r"|since|(?<!\bnot )until|back\s+at|remember\w*|recall\w*|looking\s+back|said\s+of|of"
    r"|of\s+(?:the|a|an|what))\b",
    re.IGNORECASE,
)
# “… was quoted everywhere in 2014”, “in 2014 a newspaper recalled his words”: when they were said again.
_QUOTED_LATER = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+\s+)?(?:quoted|cited|repeated|printed|published|remembered"
    r"|shared)\b",
    re.IGNORECASE,
)
_SAID_AGAIN = re.compile(
    r"\b(?:newspapers?|papers?|magazine|books?|articles?|historians?|biograph\w+|blogs?|website"
    r"|documentary)\b|\b(?:quoted|cited|reprinted|remembered)\b",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    rf"\b(?:{SAID}|spoke|speaking|asked|addressing|addressed|speech|talking|interview|telling|writing"
    rf"|addresse[sd])\b",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:^|\b(?:on|in|(?:in|on)\s+(?:early|mid|late)|early\s+in|late\s+in|as\s+early\s+as|already\s+in"
    r"|back\s+in|since|not\s+until|в|во)"
    r"|[,(\[—–:;|-]|\bwas|\bis|\bit['’]s|\bspeaking)\s*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?(?:the\s+)?(?:morning\s+of\s+)?$",
    re.IGNORECASE,
)
# “…, he said then”: at the time that the sentence before tells.
_SAID_THEN = re.compile(rf"\W*(?:he|she|they)\s+(?:{SAID})\s+then\b", re.IGNORECASE)
_ON = re.compile(r"[”\"«»’'.]*\s+(?:on|in)\s+(?:the\s+)?", re.IGNORECASE)
_CITED_IN = re.compile(r"[^\W\d_]{2,}")
_LATER = timedelta(days=31)  # within which a report of the words is printed


Precision = Literal["day", "month", "year", "weekday", "anniversary"]


@dataclass(frozen=True, slots=True)
class ClaimedDate:
    """A date as a draft writes it: text[start:end]. `first` and `last` bound it; `cited` dates a source."""

    text: str
    start: int
    precision: Precision
    first: date | None = None
    last: date | None = None
    month_day: tuple[int, int] = (0, 0)
    cited: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def without_asides(shown: MessageText) -> str:
    """The text of a draft with blanks for “in 2012” and “– who had come late –”; offsets stay as they are.

    Block quotes are left alone.
    """
    text = shown.text
    quotes = [(block.start, block.end) for block in shown.blocks]
    out, done = [], 0
    for start, end in [*quotes, (len(text), len(text))]:
        out += [_without(line) for line in text[done:start].splitlines(keepends=True)]
        out.append(text[max(done, start) : end])
        done = max(done, end)
    return "".join(out)


def _without(line: str) -> str:
    if "–" in line or "—" in line:
        line = _ASIDE.sub(lambda found: " " * len(found.group()), line)
    return _WITH_DATE.sub(_blanked, line) if _MAY_HOLD_DATE.search(line) else line


def _blanked(found: re.Match[str]) -> str:
    if (
        found.string[max(0, found.start() - 1) : found.start()] in _MARKS
        or found.string[found.end() : found.end() + 1] in _MARKS
    ):
        return found.group()  # without it the mark would stand beside a blank and open nothing
    # “Back in 2012 Lavrov said”: a comma keeps the name from what stood before the day.
    parts = re.match(r"\s+[A-ZА-ЯЁ]", found.string[found.end() : found.end() + 3])
    return " " * (len(found.group()) - 1) + ("," if parts else " ")


def claimed_dates(around: Surroundings, speaker: str | None) -> Iterator[ClaimedDate]:
    """The dates beside a quotation that say when its words were said, or when their source is from."""
    for part in (_last_clause(around.lead), around.rest):
        if part is around.rest or not _SAID_AGAIN.search(part.text):
            yield from _in_sentence(part, speaker, part is around.rest)
    yield from _right_behind(around)
    then = _SAID_THEN.match(around.rest.text) is not None
    if not _DATE.search(around.lead.text) and (then or _says_when(around.earlier.text)):
        yield from _in_sentence(around.earlier, speaker, False)


def _last_clause(lead: TextPart) -> TextPart:
    """“In 1993 he would have laughed; on 5 January 1995 he said”: where both have days, the last counts."""
    at = lead.text.rfind("; ") + 1
    if not at or not _DATE.search(lead.text, at):
        return lead
    return TextPart(lead.text[at:], lead.start + at)


def _right_behind(around: Surroundings) -> Iterator[ClaimedDate]:
    """The day of “Lavrov said “…” on 3 May 2013”."""
    if not _said_right_before(around.lead.text.rstrip(" ,:“”\"«»‘’'")):
        return
    if (at := _ON.match(around.rest.text)) and (day := _DATE.match(around.rest.text, at.end())):
        if (made := _claimed(day, around.rest.start + day.start(), False)) is not None:
            yield made


def _says_when(sentence: str) -> bool:
    """Whether the sentence before a quotation tells when its words were said: “He was asked on …”."""
    found = _DATE.search(sentence)
    if found is None:
        return False
    rest = sentence[: found.start()] + sentence[found.end() :]
    # A day alone, or with whoever spoke on it: “**Lavrov, 3 May 2013.** “…””.
    bare = not re.search(
        r"(?<![^\W\d_])[a-zа-яё][^\W\d_]+",
        re.sub(r"\b(?:the|it|date|day|was|is|on|in|and|btw|fyi|so|ok|of)\b", "", rest, flags=re.IGNORECASE),
    )
    leads = not sentence[found.end() :].strip(" .!*_") and _LEADS_TO.search(sentence[: found.start()])
    return bare or bool(leads) or bool(_SPOKE.search(sentence))


def _in_sentence(part: TextPart, speaker: str | None, behind: bool) -> Iterator[ClaimedDate]:
    for match in _DATE.finditer(part.text):
        before, after = part.text[: match.start()], part.text[match.end() :]
        bracketed = _bracket(part.text, match.start())
        if bracketed is None and not _is_its_day(match, before, after, behind):
            continue
        cited = bracketed is not None and _is_source(bracketed, match.group(), speaker)
        if (made := _claimed(match, part.start + match.start(), cited)) is not None:
            yield made


def _bracket(text: str, at: int) -> str | None:
    """What stands in the brackets around an offset."""
    first = max(text.rfind("(", 0, at), text.rfind("[", 0, at))
    if first < 0 or max(text.rfind(")", first, at), text.rfind("]", first, at)) >= 0:
        return None
    last = min((n for n in (text.find(")", at), text.find("]", at)) if n >= 0), default=len(text))
    return text[first + 1 : last]


def _is_source(bracketed: str, day: str, speaker: str | None) -> bool:
    """Whether brackets name where the words are from, rather than who said them when."""
    if _SPOKEN_AT.search(bracketed):
        return False
    names = (speaker or "").casefold().split()
    if names and names[-1] in bracketed.casefold():
        return False
    said = ("on", "in", "the", "of", "said")
    rest = _CITED_IN.findall(bracketed.replace(day, " "))
    return any(word.casefold() not in said for word in rest)


def _is_its_day(match: re.Match[str], before: str, after: str, behind: bool) -> bool:
    if _QUOTED_LATER.search(before) or _RULED_OUT.search(before):
        return False
    if not behind and _WHEN_SAID.fullmatch(after):
        return True
    if _OWN_SPEECH.match(after) and match["weekday"] is None:
        return True
    if _SPEECH_OF.search(before) or _LEADS_TO.search(before):
        return True
    if match["y4"] and not re.search(
        r"\b(?:in|since|в|year\s+(?:was|is))\s*$|[,(—–]\s*$|^\W*$", before, re.IGNORECASE
    ):
        return False
    if match["weekday"] and re.match(r"\s*,?\s*(?:the\s+)?\d|\s*,\s*[A-Z][a-z]+\s+\d", after):
        return True  # “Thursday, 19 April”
    if after.lstrip().startswith(":") and (_OPENS_WITH_DAY.fullmatch(before) or _A_NAME.fullmatch(before)):
        return True
    if _NOT_ITS.search(before) and not _ITS_AFTER_ALL.search(before):
        return False
    by_itself = match["weekday"] or not match.group().isascii()  # «сказал он 19 февраля»
    if not (_ADVERBIAL.search(before) or by_itself or _said_right_before(before)):
        return False
    clause = re.split(r"[,;:()—–“”\"]", before)[-1]
    if not clause.strip(" .") and "," in before:
        clause = ""
    topics = list(_TOPIC.finditer(clause))
    if topics and not _SPOKE.search(clause, topics[-1].end()):
        return False
    if (
        behind
        and not _SPOKE.search(before)
        and not re.match(r"^\W*(?:\(|[—–~-])", before or after[:0] or "(")
    ):
        return bool(re.match(r"^[\W]*[^\n]{0,80}$", before)) and bool(re.search(r"[—–(,]", before))
    return True


def _said_right_before(before: str) -> bool:
    """“said Tuesday”, “said 23 April 2013”."""
    return bool(re.search(rf"\b(?:{SAID})\s*$", before, re.IGNORECASE))


def _claimed(match: re.Match[str], start: int, cited: bool) -> ClaimedDate | None:
    text = match.group()
    if match["weekday"]:
        days = _WEEKDAYS if text.isascii() else _RUSSIAN_WEEKDAYS
        return ClaimedDate(text, start, "weekday", month_day=(days.index(text.casefold()), 0))
    try:
        if match["iso"]:
            day = date.fromisoformat(text)
            return ClaimedDate(text, start, "day", day, day, cited=cited)
        if match["dots"]:
            d, m, y = map(int, text.split("."))
            return ClaimedDate(text, start, "day", date(y, m, d), date(y, m, d), cited=cited)
        year = next((int(match[key]) for key in ("y1", "y2", "y3", "y4") if match[key]), None)
        named = match["m1"] or match["m2"] or match["m3"]
        month = _month(named) if named else None
        number = int(match["d1"] or match["d2"] or 0)
        if month and number and year is None:
            return ClaimedDate(text, start, "anniversary", month_day=(month, number), cited=cited)
        assert year is not None
        if month and number:
            return ClaimedDate(
                text, start, "day", date(year, month, number), date(year, month, number), cited=cited
            )
        if month:
            last = calendar.monthrange(year, month)[1]
            return ClaimedDate(
                text, start, "month", date(year, month, 1), date(year, month, last), cited=cited
            )
        return ClaimedDate(text, start, "year", date(year, 1, 1), date(year, 12, 31), cited=cited)
    except ValueError:  # 31 June
        return None


def _month(name: str) -> int | None:
    small = name.casefold().rstrip(".")
    for number, (english, russian) in enumerate(zip(_ENGLISH, _RUSSIAN, strict=True), 1):
        if english.startswith(small) or re.fullmatch(russian, small):
            return number
    return None


def wrong_part(claimed: ClaimedDate, said: Statement) -> Literal["day", "month", "year", "weekday"] | None:
    """What of a claimed date is not that of a statement; None where the record bears it out or cannot
    tell."""
    first, last = said.said.earliest, said.said.latest
    if claimed.precision in ("weekday", "anniversary"):
        if first is None or first != last or said.said.uncertain:
            return None
        if claimed.precision == "weekday":
            return None if first.weekday() == claimed.month_day[0] else "weekday"
        if (first.month, first.day) == claimed.month_day or _is_published(claimed, said):
            return None
        return "day" if first.month == claimed.month_day[0] else "month"
    assert claimed.first is not None and claimed.last is not None
    late = last is not None and claimed.first > last
    early = first is not None and claimed.last < first
    if not late and not early:
        return None
    if claimed.cited and (last is None or claimed.first <= last + _LATER) and not early:
        return None
    if claimed.cited and _is_published(claimed, said):
        return None
    return _differs_in(claimed, first or last)


def _is_published(claimed: ClaimedDate, said: Statement) -> bool:
    published = said.article.published
    if published is None:
        return False
    when = parse_edtf(published)
    if claimed.precision == "anniversary":
        return when.earliest is not None and (when.earliest.month, when.earliest.day) == claimed.month_day
    assert claimed.first is not None and claimed.last is not None
    return not (
        (when.latest is not None and claimed.first > when.latest)
        or (when.earliest is not None and claimed.last < when.earliest)
    )


def _differs_in(claimed: ClaimedDate, day: date | None) -> Literal["day", "month", "year"]:
    assert claimed.first is not None
    if day is None or day.year != claimed.first.year:
        return "year"
    return "month" if day.month != claimed.first.month else "day"


def date_on_record(said: Statement) -> str:
    """When the words were said, in words."""
    return in_words(said.said, ENGLISH)
