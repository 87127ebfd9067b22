"""Languages as data: one table each, beside this module in `languages/`; its README says what a key means."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).with_name("languages")
_OTHERS = "others"  # the commonest words of languages without a table


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """What a text in one language needs to be read; words in lower case."""

    name: str
    quotation_marks: tuple[str, ...]
    dashes: frozenset[str]
    said: frozenset[str]
    not_clauses: frozenset[str]
    according: tuple[str, ...]
    that: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    articles: frozenset[str]
    genitive: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    title_endings: frozenset[str]
    roles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    particles: frozenset[str]
    stops: frozenset[str]
    function_words: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]

    @property
    def pronouns(self) -> frozenset[str]:
        """Those that stand for a speaker."""
        return self.he | self.she | self.they


_IN_ORDER = frozenset({"quotation_marks", "according", "months"})


@cache
def languages_read() -> frozenset[str]:
    """The two-letter codes of the languages that are read."""
    return frozenset(file.stem for file in _TABLES.glob("*.toml")) - {_OTHERS}


@cache
def table(code: str) -> LanguageTable | None:
    """The table of a language; None where there is none."""
    if code not in languages_read():
        return None
    read = _read(code)
    return LanguageTable(
        **{field.name: _value(field.name, read[field.name]) for field in fields(LanguageTable)}
    )


@cache
def _read(code: str) -> dict[str, Any]:
    return tomllib.loads(_TABLES.joinpath(f"{code}.toml").read_text("utf-8"))


def _value(key: str, value: Any) -> Any:
    if key == "name":
        return value
    if key == "weekdays":
        return tuple(value.split())
    return tuple(value) if key in _IN_ORDER else frozenset(value.split())


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words for days beside that of publication, as regular expressions; see `[days]` in the README.

    `meanings` are pairs of what is meant (“last week”) and a phrase.
    """

    meanings: tuple[tuple[str, str], ...]
    last_before: str
    last_after: str
    weekdays: tuple[tuple[str, int], ...]
    until: frozenset[str]
    ago: str
    counts: tuple[str, ...]
    units: tuple[str, ...]


_MEANINGS = (
    "before_yesterday", "yesterday", "today", "last_week", "this_week", "last_month", "this_month",
    "last_year", "this_year",
)  # fmt: skip


@cache
def day_words(code: str) -> DayWords | None:
    """Those of a language; None where it has no table, or patterns of its own."""
    found = table(code)
    read = _read(code).get("days") if found is not None else None
    if found is None or read is None:
        return None
    forms = (found.weekdays, tuple(read.get("weekday_forms", "").split()))
    return DayWords(
        tuple((name.replace("_", " "), each) for name in _MEANINGS for each in read.get(name, ())),
        read.get("last_before", ""),
        read.get("last_after", ""),
        tuple((name, number) for each in forms for number, name in enumerate(each)),
        frozenset(read["until"].split()),
        read["ago"],
        tuple(read["counts"]),
        tuple(read["units"]),
    )


@cache
def label_words(kind: str) -> frozenset[str]:
    """Words of transcript labels of one kind (“questions”, “offices”), in whatever language."""
    tables = [_read(code).get("labels", {}) for code in sorted(languages_read())]
    return frozenset(word for each in (*tables, *_others().values()) for word in each.get(kind, "").split())


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The commonest words of every language that is known, read or not, by its code."""
    read = {code: found.function_words for code in sorted(languages_read()) if (found := table(code))}
    return read | {code: frozenset(other["words"].split()) for code, other in _others().items()}


def language_name(code: str) -> str:
    """What a language is called in English; of one that is not known, its code."""
    found = table(code)
    return found.name if found is not None else _others().get(code, {}).get("name", code)


@cache
def _others() -> dict[str, dict[str, str]]:
    return tomllib.loads(_TABLES.joinpath(f"{_OTHERS}.toml").read_text("utf-8"))


@cache
def month_numbers(but: frozenset[str] = frozenset()) -> dict[str, int]:
    """1 to 12 by every name of a month in any table, those of the languages `but` left out."""
    tables = (found for code in sorted(languages_read() - but) if (found := table(code)))
    return {
        name: number
        for found in tables
        for number, names in enumerate(found.months, 1)
        for name in names.split()
    }


@cache
def weekday_numbers(but: frozenset[str] = frozenset()) -> dict[str, int]:
    """0 (Monday) to 6, likewise."""
    tables = (found for code in sorted(languages_read() - but) if (found := table(code)))
    return {name: number for found in tables for number, name in enumerate(found.weekdays)}
