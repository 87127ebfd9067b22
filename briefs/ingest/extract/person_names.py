"""Names of persons as words that can be compared: without titles, possessives and the endings of a case."""

from __future__ import annotations

import re

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES

WORD = re.compile(r"[^\W_][\w’'.-]*", re.UNICODE)
_RUSSIAN_CASE = re.compile(r"(?<=[а-яё]{3})(?:ым|ом|ем|ой|ей|ий|[аеуюяйыи])$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$")
# names come here without their endings: the lists are compared with and without them
_MALE = MALE_NAMES | {_RUSSIAN_CASE.sub("", name) for name in MALE_NAMES}
_FEMALE = FEMALE_NAMES | {_RUSSIAN_CASE.sub("", name) for name in FEMALE_NAMES}


def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles, possessives and suffixes."""
    parts = [_stem(w.strip(".").lower()) for w in WORD.findall(clean(name))]
    while len(parts) > 1 and (parts[0] in lexicon.TITLES or parts[0] + "." in lexicon.TITLES):
        parts.pop(0)
    return tuple(p for p in parts if p)


def sex_of(name: str) -> str | None:
    """“m” or “f”, where a given name tells."""
    return sex_by(words(name), None)


def nominative(name: str) -> str:
    """A Russian name without the endings of its case, as far as they can be told; else nothing."""
    return " ".join(words(name)) if _CYRILLIC.search(name) else ""


def _stem(word: str) -> str:
    """Russian names change with their case: “Лаврова”, “Лаврову” and “Лавровым” are all Лавров."""
    return _RUSSIAN_CASE.sub("", word) if len(word) > 4 else word


def clean(name: str) -> str:
    """The name in one line, without punctuation around it, possessive or “Jr.”"""
    return _SUFFIX.sub("", _POSSESSIVE.sub("", " ".join(name.split())).strip(" ,.;:—–-“”\"'’"))


def stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """“Rasmussen” and “Fogh Rasmussen” for “Anders Fogh Rasmussen”; “Donald Trump” for “Donald J. Trump”.

    Either may be the shorter one; both as words() gives them.
    """
    if len(short) > len(full):
        short, full = full, short
    if not short:  # a mark taken for a name has no word: it stands for nobody
        return not full
    if full[-len(short) :] == short:
        return True
    if len(short) == 1:
        return len(full) > 1 and full[0] == short[0] and short[0] in MALE_NAMES | FEMALE_NAMES
    return full[-1] == short[-1] and (full[0] == short[0] or short[0] in full)


def sex_by(parts: tuple[str, ...], title: str | None) -> str | None:
    """“m” or “f”, where the title or the given name tells; `parts` as words() gives them."""
    for word in (title or "").lower().split():
        if word in lexicon.MALE:
            return "m"
        if word in lexicon.FEMALE:
            return "f"
    if title and (sex := speaker_words.sex_of_noun(title)):
        return sex
    return sex_of_given(parts[0]) if len(parts) > 1 else None


def sex_of_given(word: str) -> str | None:
    """“m” or “f”, where a given name in small letters tells."""
    if word in _MALE:
        return "m"
    return "f" if word in _FEMALE else None
