"""The words of offices as data: countries and their people, organisations, posts, “former” and “then”.

``data/countries.txt`` has a country a line, ``data/offices.txt`` what is said of it besides, and all else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from briefs.names.normalize import words
from briefs.names.word_lists import read_lines, titles

_ENDING = re.compile("(?:ого|ому|ым|ом|ой|ый|ий|ая|ое|ые|[аяуюыиеойьі])$")
_SHORTEST_DECLINED = 5  # letters


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A run of words, from place ``start`` up to ``end``, that means one thing.

    ``kind`` is ``place``, ``role``, ``former``, ``then``, ``small`` or, for any other word, empty;
    ``meaning`` is the same for all ways to say it, such as ``GB`` or ``foreign minister``.
    """

    start: int
    end: int
    kind: str
    meaning: tuple[str, ...]


def stem(word: str) -> str:
    """A Cyrillic word without the ending that declines it: россия and россии are one."""
    if len(word) < _SHORTEST_DECLINED or not "\u0400" <= word[0] < "\u0530":
        return word
    return _ENDING.sub("", word)


def _singular(word: str) -> str:
    """Without the s of several, or of whose: presses and press are none of “pres”, the president."""
    return word if word.endswith("ss") else word.removesuffix("s")


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    found: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    lines = [("place", *line.split("\t")) for line in read_lines("countries.txt")]
    lines += [tuple(line.split("\t")) for line in read_lines("offices.txt")]
    for kind, meaning, forms in lines:
        for form in forms.split(";"):
            found[tuple(map(stem, form.split()))] = kind, tuple(meaning.split("+"))
    return found


@cache
def _longest() -> dict[str, int]:
    """The first word of each phrase, and how many words the longest has that begins so."""
    found: dict[str, int] = {}
    for phrase in _phrases():
        found[phrase[0]] = max(len(phrase), found.get(phrase[0], 0))
    return found


@cache
def known_words() -> frozenset[str]:
    """Every word that stands in a term, without its ending."""
    return frozenset(word for phrase in _phrases() for word in phrase)


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """The words with their places; single letters in a row are one abbreviation: "U.S.", "F. M."."""
    found: list[tuple[str, int, int]] = []
    numbered = enumerate(word.text for word in words(text))
    for letters, run in groupby(numbered, lambda pair: len(pair[1]) == 1 and pair[1].isascii()):
        some = list(run)
        if letters:
            found.append(("".join(letter for _, letter in some), some[0][0], some[-1][0] + 1))
        else:
            found += [(stem(word), place, place + 1) for place, word in some]
    return found


@lru_cache(maxsize=512)
def office_terms(text: str) -> tuple[OfficeTerm, ...]:
    """A text taken apart, the longest term first at each place."""
    tokens, found, at = _tokens(text), list[OfficeTerm](), 0
    while at < len(tokens):
        first, size, term = tokens[at][0], 1, None
        most = _longest().get(first, 0) or _longest().get(_singular(first), 0)
        for size in range(min(most, len(tokens) - at), 0, -1):
            run = tuple(word for word, _, _ in tokens[at : at + size])
            term = _phrases().get(run) or _phrases().get((*run[:-1], _singular(run[-1])))
            if term is not None:
                break
        kind, meaning = term or ("", (first,))
        found.append(OfficeTerm(tokens[at][1], tokens[at + size - 1][2], kind, meaning))
        at += size
    return tuple(found)


def names_a_place(text: str) -> bool:
    """Whether a country or organisation stands in a text."""
    return any(term.kind == "place" for term in office_terms(text))


def is_post(word: str) -> bool:
    """Whether a word is a post, or a word of one (“general” of “secretary general”), or a title."""
    return word in titles() or stem(word) in _post_words()


@cache
def _post_words() -> frozenset[str]:
    return frozenset(word for phrase, (kind, _) in _phrases().items() if kind == "role" for word in phrase)
