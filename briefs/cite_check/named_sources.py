"""Whether a sentence says where it is from: a link, a footnote, a newspaper or agency, a book, an
interview."""

from __future__ import annotations

import re

from briefs.text import fold_for_search

_LINKED = re.compile(r"https?://|\]\([^()\s]+\)|<a\s|<sup\b|<cite\b|\bdoi:|\bISBN\b", re.IGNORECASE)
_NOTE = re.compile(
    r"\[\^?[\w.-]{1,12}\]|[¹²³⁴-⁹]|\((?:see\s+)?(?:note|fn\.?|p\.|pp\.|ibid|op\.\s?cit)[^()]*\)",
    re.IGNORECASE,
)
_SOURCE_WORD = re.compile(r"\b(?:sources?|источник)\s*:", re.IGNORECASE)
# “(Reuters, 3 May 2012)”: a name and a year, or a page, in brackets.
_BRACKETED = re.compile(
    r"\([^()\n]*?[^\W\d_]{2,}[^()\n]*?\b(?:1[5-9]|20)\d\d\b[^()\n]*\)|\([^()]*\bp\.?\s?\d+[^()]*\)"
)
_AGENCIES = (
    r"Reuters|AP|Associated\s+Press|AFP|Agence\s+France-Presse|BBC|CNN|NPR|CBS|NBC|ABC|PBS|Fox\s+News"
    r"|Al[ -]Jazeera|Bloomberg"
    r"|Interfax|(?:Itar-)?TASS|Itar-Tass|RIA(?:\s+Novosti)?|dpa|Xinhua|Kyodo|ANSA|EFE|UPI|Politico|Axios"
    r"|Voice\s+of\s+(?:America|Russia)|RFE/RL|Radio\s+Free\s+Europe|Deutsche\s+Welle|Euronews|Sputnik|RT"
    r"|(?:The\s+)?(?:New\s+York|Washington|Los\s+Angeles|Financial|Irish|Moscow|Sunday)?\s?(?:Times|Post"
    r"|Guardian|Telegraph|Independent|Economist|Observer)"
    r"|Wall\s+Street\s+Journal|USA\s+Today|Le\s+Monde|Le\s+Figaro|Der\s+Spiegel|Die\s+Zeit|El\s+Pa[ií]s"
    r"|Kommersant|Izvestia|Wikipedia"
    r"|Интерфакс|ТАСС|РИА(?:\s+Новости)?|Коммерсант[ъ]?|Известия"
)
_AGENCY = re.compile(rf"(?<![\w-])(?:{_AGENCIES})(?![\w-])")
_PAPER = (
    r"(?:newspaper|magazine|daily|weekly|agency|broadcaster|station|channel|website|site|blog|podcast|journal"
    r"|programme|program)"
)
# Who reports in an office is no paper: “…, the Prime Minister reported”.
_OFFICE = (
    r"(?:minister|president|secretary|chancellor|premier|senator|governor|mayor|ambassador|general"
    r"|spokes(?:man|woman|person)|commissioner)"
)
_REPORTED_BY = re.compile(
    r"\bas\s+(?:quoted|reported|cited|told|published|printed)\s+(?:by|in|to)\b|\b(?:quoted|cited"
    r"|reported)\s+(?:by|in)\s+(?-i:[A-Z])"
    rf"|,\s*(?:as\s+)?(?:the\s+)?(?![^,.]*\b{_OFFICE}\b)(?-i:[A-Z])[\w’'-]*(?:\s+(?-i:[A-Z])[\w’'-]*){{0,3}}"
    r"\s+(?:has\s+)?(?:reported|reports|wrote)\b"
    rf"|\b(?:interview|letter|article|column|op-ed|essay|memoirs?|book|report)\s+(?:with|to|in|for"
    rf"|by)\s+(?:the\s+)?(?:{_PAPER}\b|(?-i:[A-Z]))"
    rf"|\btold\s+(?:the\s+)?(?:(?-i:[A-Z])[\w’'-]*\s+){{0,4}}{_PAPER}\b"
    r"|\b(?:according\s+to|in)\s+(?:a|an|the|its|his|her|their)\s+(?:\w+\s+){0,3}(?:transcript"
    r"|press\s+release|communiqué|minutes|protocol|memoirs?|book|report\s+of)\b"
    r"|\bпо\s+(?:данным|сообщению)\b|\bв\s+интервью\b|\bсообщает\b",
    re.IGNORECASE,
)  # fmt: skip


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency or a paper, which reports what others said."""
    return _AGENCY.fullmatch(name.strip()) is not None


def names_source(sentence: str, publishers: re.Pattern[str] | None = None) -> bool:
    """Whether `sentence`, as it stands in the draft with its markup, names a source.

    `publishers` finds those of the library, where they are said to report or stand in brackets.
    """
    patterns = (_LINKED, _NOTE, _SOURCE_WORD, _BRACKETED, _AGENCY, _REPORTED_BY)
    if any(pattern.search(sentence) for pattern in patterns):
        return True
    return publishers is not None and bool(publishers.search(fold_for_search(sentence)))


def publishers_pattern(publishers: frozenset[str]) -> re.Pattern[str] | None:
    """What finds the library's publishers where they are named as a source."""
    names = [re.escape(fold_for_search(name)) for name in publishers if len(name) > 2]
    if not names:
        return None
    one = "(?:" + "|".join(sorted(names, key=len, reverse=True)[:500]) + ")"
    return re.compile(
        rf"\((?:[^()]*\W)?{one}\b[^()]*\)|\b(?:according to|told|reported by|quoted by|cited by) {one}\b"
        rf"|\b{one}(?: has)? (?:reported|reports|wrote)\b"
    )
