"""What of a chat message may be the name: handles opened, and what stands around a name set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from briefs.names.normalize import normalized, words
from briefs.names.office_terms import OfficeTerm, office_terms
from briefs.names.word_lists import chatter, kin, titles

_HANDLE = re.compile(r"(?<!\S)[@#]([\w.]+)")
# EmmanuelMacron, RTErdogan.
_HUMP = re.compile(r"(?<=[^\W\d_A-ZА-Я])(?=[A-ZА-Я])|(?<=[A-ZА-Я])(?=[A-ZА-Я][^\W\d_A-ZА-Я])")
_POSSESSIVE = re.compile(r"(?<=\w\w)(?:['’ʼ]s|(?<=s)['’])(?!\w)")
_BELONGING = ("to", "for", "of", "with")
_SET_ASIDE = ("role", "place", "former", "then", "small")


@dataclass(frozen=True, slots=True)
class AskedName:
    """A part of the query that may be the name; ``title`` is what was said of an office before or behind it.

    ``certain`` is false where what was left out may have meant somebody else: "lavrov's wife"; ``likely`` is
    false where what is more than in the next part is nobody's name.
    """

    text: str
    title: tuple[OfficeTerm, ...] = ()
    certain: bool = True
    likely: bool = True


def asked_names(query: str, has_word: Callable[[str], bool]) -> list[AskedName]:
    """The parts of a query that may be the name, the longest first; none of mere chatter.

    ``has_word`` tells whether a word is somebody's name: then it is no chatter. A title is one all the same.
    """
    plain = _HANDLE.sub(lambda match: _HUMP.sub(" ", match[1]).replace("_", " ").replace(".", " "), query)
    said = [word.text for word in words(plain)]
    if not any(word not in chatter() or has_word(word) for word in said) and said:
        return []
    owner, apostrophe, owned = _parted(plain)
    if not apostrophe and len(said) < 2:
        bare = _without_eastern_title(plain)
        return [AskedName(plain), AskedName(bare)] if bare else [AskedName(plain)]
    found = [AskedName(_POSSESSIVE.sub("", plain) if apostrophe else plain)]
    texts = [found[0].text, *([owner] if owned.strip() else [])]
    for text in texts:
        certain = text != owner or not kin() & {word.text for word in words(owned)}
        bare = _without_chatter(text, has_word)
        found += [AskedName(bare, certain=certain), _without_title(bare, certain, has_word)]
    unique: dict[str, AskedName] = {}
    for name in found:
        unique.setdefault(normalized(name.text), name)
    every = list(unique.values())
    return [replace(name, likely=_adds_to(name, rest, has_word)) for name, rest in pairwise(every)] + every[
        -1:
    ]


def _adds_to(name: AskedName, rest: AskedName, has_word: Callable[[str], bool]) -> bool:
    """False for a name that is the next one and nothing more but words that nobody bears."""
    more = {word.text for word in words(name.text)} - {word.text for word in words(rest.text)}
    return any(map(has_word, more))


def _parted(text: str) -> tuple[str, bool, str]:
    match = _POSSESSIVE.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _without_chatter(text: str, has_word: Callable[[str], bool]) -> str:
    """The text without chatter at its two ends; unchanged if nothing else is in it."""
    said = [word.text for word in words(text)]
    inside = [place for place, word in enumerate(said) if word not in chatter()]
    if not inside:
        return text
    start, end = inside[0], inside[-1] + 1
    if start and _is_country_of_post(text, start):  # "what about us president"
        start -= 1
    # A single word may be a name; of "that guy macron" no Guy is meant.
    start -= start == 1 and has_word(said[0])
    end += end == len(said) - 1 and (len(said[-1]) == 1 or has_word(said[-1]))
    return " ".join(said[start:end])


def _is_country_of_post(text: str, place: int) -> bool:
    """Whether a post stands at a place, and a country right before it."""
    terms = office_terms(text)
    return any(term.kind == "place" and term.end == place for term in terms) and any(
        term.kind == "role" and term.start == place for term in terms
    )


def _without_title(text: str, certain: bool, has_word: Callable[[str], bool]) -> AskedName:
    """The text without titles and offices before and behind the name."""
    said = [word.text for word in words(text)]
    terms = office_terms(text)
    start, first = _titled(said, terms, has_word)
    # Read from behind: "lavrov, foreign minister of russia". A surname that is a title stands alone there.
    end, last = len(said), list[OfficeTerm]()
    for term in reversed(terms):
        if term.kind not in _SET_ASIDE or term.start <= start:
            break
        last.insert(0, term)
    roles = [term.end - term.start for term in last if term.kind == "role"]
    # "president sanchez of spain": the post in front is of the place behind.
    parted = not roles and {term.kind for term in last} == {"place", "small"}
    if (len(last) > 1 and roles) or max(roles, default=0) > 1 or (first and parted):
        end = last[0].start
    else:
        last = []
    # An aide to Lavrov is not Lavrov.
    certain = certain and not (start and said[start - 1] in _BELONGING)
    return AskedName(" ".join(said[start:end]) or text, (*first, *last), certain)


def _without_eastern_title(text: str) -> str:
    """The name before a title in Chinese, Japanese or Korean, such as 习主席; empty without one."""
    word = normalized(text)
    long = [len(title) for title in titles("after") if title[0] >= "\u3000" and word.endswith(title)]
    return word[: -max(long)] if long else ""


def _titled(
    said: list[str], terms: tuple[OfficeTerm, ...], has_word: Callable[[str], bool]
) -> tuple[int, list[OfficeTerm]]:
    """The place up to which titles stand, and those of them that are terms of an office."""
    start, found = 0, list[OfficeTerm]()
    titled = False
    for term in terms:
        run = said[term.start : term.end]
        courtesy = all(word in titles() for word in run)
        if not (term.kind in _SET_ASIDE or courtesy) or term.end >= len(said):
            break
        if not courtesy and term.kind != "role" and any(map(has_word, run)):
            break
        titled = titled or courtesy or term.kind in ("role", "former", "then")
        start = term.end
        found.append(term)
    return (start, [term for term in found if term.kind in ("role", "place")]) if titled else (0, [])
