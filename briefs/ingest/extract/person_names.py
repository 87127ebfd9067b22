"""Names of persons as words that can be compared: without titles, possessives and the endings of a case."""

from __future__ import annotations

import re

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES

WORD = re.compile(r"[^\W_][\w’'.-]*", re.UNICODE)
_RUSSIAN_CASE = re.compile(r"(?<=[а-яё]{3})(?:ым|ом|ем|ой|ей|ий|[аеуюяйыи])$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\.(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$")
_OF_EITHER = frozenset(
    """
    alex andrea ashley camille casey chris claude dana dominique gabriele jamie jan jean jordan kerry kim kit
    lee leslie maxime michele nicola nikita pat robin sam sasha shannon taylor terry
    """.split()
)
# what people are called whose papers say otherwise: “Jack” and “John Idris Tarrant” are one
_FORMAL = {
    short: name
    for name, called in {
        "andrew": "andy drew", "anthony": "tony", "benjamin": "ben", "charles": "charlie chuck",
        "christopher": "chris kit", "daniel": "dan danny", "david": "dave", "edward": "ed eddie ted",
        "elizabeth": "betty beth liz", "henry": "harry hal", "james": "jim jimmy", "john": "jack johnny",
        "joseph": "joe", "katherine": "kate kathy", "kenneth": "ken", "margaret": "maggie peggy",
        "matthew": "matt", "michael": "mick mike", "nicholas": "nick", "patricia": "pat trish",
        "peter": "pete", "rebecca": "becky", "richard": "dick rick", "robert": "bob bobby rob",
        "samuel": "sam", "steven": "steve", "susan": "sue", "thomas": "tom tommy",
        "william": "bill billy will",
    }.items()
    for short in called.split()
}  # fmt: skip
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
    """The name in one line, initials apart, without punctuation around it, possessive or “Jr.”"""
    name = _INITIAL.sub(r"\g<0> ", name)  # “С.В.Лавров”
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
    if full[-1] != short[-1]:
        return False
    return short[0] in full or is_short_for(short[0], full[0])


def is_short_for(one: str, other: str) -> bool:
    """Whether two given names, in small letters, are forms of one: “jack”, “john”."""
    return one != other and _FORMAL.get(one, one) == _FORMAL.get(other, other)


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
    if word in _OF_EITHER:
        return None
    if word in _MALE:
        return "m"
    return "f" if word in _FEMALE else None
