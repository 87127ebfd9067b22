"""Where in a long text stretches of a claim stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefs.text import fold_for_search

SHORT = 2_000  # characters; a text of no more is read whole
_MARGIN = 400  # characters read on either side, for the sentences around
_ROOM = 1.5  # how much longer than its stretch a place may be, and so many characters more:
_MORE_ROOM = 100
_WORD_LENGTH = 7  # characters, with the space
_MOST_ALIKE = 4  # places of one stretch in one text
_MOST_SEEDS = 1_000  # places of its first word at which a seed is looked for
_MOST_FINDS = 200  # of one word
# What the fold takes out of words, so that they are not found letter for letter.
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]|-[ \t\r]*\n")

_WORD = re.compile(r"[^\W_]+")  # as the index splits words

Place = tuple[int, int]


class Passages(NamedTuple):
    """What a text holds of a claim: `score` is the weight of its words in and around the places.

    `places` are offsets of what to read, in order; none: the whole text.
    """

    score: float
    places: tuple[Place, ...]


def passages(text: str, stretches: Iterable[Sequence[str]], weights: Mapping[str, float]) -> Passages:
    """Finds the likeliest place of each stretch of a claim; all words are folded.

    `weights` says of every word of the claim what finding it is worth.
    """
    found = _finds(text, weights)
    size = sum(map(len, weights)) + len(weights)
    places: list[Place] = []
    for words in stretches:
        own = set(words)
        places += _likeliest([each for each in found if each[1] in own], _room(words), weights)
    around = [(start - size, end + size) for start, end in places]
    held = {word for at, word in found if any(start <= at < end for start, end in around)}
    score = sum(weights[word] for word in held)
    if len(text) <= SHORT or not places or _HIDDEN.search(text):
        return Passages(score, ())
    return Passages(score, _joined(sorted(_widened(text, place) for place in places)))


def share_nearby(text: str, words: Sequence[str], distance: int, wanted: Sequence[str]) -> float:
    """The share (0 to 1) of `wanted` that stands in its order near the place of `words` in `text`.

    All words are folded. `distance` is how many words away `wanted` may begin and end.
    """
    equal = dict.fromkeys(words, 1.0)
    reach = distance * _WORD_LENGTH + _MORE_ROOM // 2
    shares = [0.0]
    for start, end in _likeliest(_finds(text, equal), _room(words), equal):
        nearby = fold_for_search(text[max(0, start - reach) : end + reach]).lower()
        shares.append(LCSseq.similarity(wanted, _WORD.findall(nearby)) / len(wanted))
    return max(shares)


def extent(
    text: str, claim: Sequence[str], seed: tuple[int, int], within: tuple[int, int]
) -> tuple[int, int]:
    """How far `text` goes on with the claim around a seed: a range of the claim's words inside `within`.

    `claim` is folded words; `seed` a range of them that stands in the text.
    """
    words = _WORD.findall(fold_for_search(text).lower())
    low, high = seed
    start, end = within
    sought, best = list(claim[low:high]), seed
    at = -1
    for _ in range(_MOST_SEEDS):
        try:
            at = words.index(sought[0], at + 1)
        except ValueError:
            break
        if words[at : at + len(sought)] != sought:
            continue
        before, left = low, at
        while before > start and left > 0 and words[left - 1] == claim[before - 1]:
            before, left = before - 1, left - 1
        after, right = high, at + len(sought)
        while after < end and right < len(words) and words[right] == claim[after]:
            after, right = after + 1, right + 1
        if after - before > best[1] - best[0]:
            best = before, after
    return best


def _room(words: Sequence[str]) -> int:
    return int(_ROOM * (sum(map(len, words)) + len(words))) + _MORE_ROOM


def _finds(text: str, weights: Mapping[str, float]) -> list[tuple[int, str]]:
    """Offsets of the words in the text, in order; the beginning of a longer word counts too."""
    low = text.lower()
    if len(low) != len(text):  # İ becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    found: list[tuple[int, str]] = []
    for word, weight in weights.items():
        if not weight:
            continue
        at, finds = low.find(word), 0
        while at >= 0 and finds < _MOST_FINDS:
            if not low[at - 1 : at].isalnum():
                found.append((at, word))
                finds += 1
            at = low.find(word, at + len(word))
    found.sort()
    return found


def _likeliest(found: list[tuple[int, str]], room: int, weights: Mapping[str, float]) -> list[Place]:
    """The stretch that holds the most, and a few others that hold as much."""
    places: list[Place] = []
    least = 0.0
    while len(places) < _MOST_ALIKE:
        gain, place = _best(found, room, weights)
        if place is None or gain < least:
            break
        places.append(place)
        least = gain - 1e-6
        found = [each for each in found if not place[0] <= each[0] < place[1]]
    return places


def _best(
    found: list[tuple[int, str]], room: int, weights: Mapping[str, float]
) -> tuple[float, Place | None]:
    """The stretch of at most `room` characters that holds the most, each word counted once."""
    counts: dict[str, int] = {}
    gain, best, place, first = 0.0, 0.0, None, 0
    for at, word in found:
        if not counts.get(word):
            gain += weights[word]
        counts[word] = counts.get(word, 0) + 1
        while found[first][0] < at - room:
            out = found[first][1]
            first += 1
            counts[out] -= 1
            if not counts[out]:
                gain -= weights[out]
        if gain > best + 1e-9:
            best, place = gain, (found[first][0], at + len(word))
    return best, place


def _widened(text: str, place: Place) -> Place:
    """A place with its margins, out to the ends of lines or else of sentences."""
    start, end = max(0, place[0] - _MARGIN), min(len(text), place[1] + _MARGIN)
    if start:
        line = text.rfind("\n", max(0, start - _MARGIN), start)
        stop = text.rfind(". ", max(0, start - _MARGIN), start)
        start = line + 1 if line >= 0 else stop + 2 if stop >= 0 else text.rfind(" ", 0, start) + 1
    if end < len(text):
        line, stop = text.find("\n", end, end + _MARGIN), text.find(". ", end, end + _MARGIN)
        space = text.find(" ", end)
        end = line if line >= 0 else stop + 1 if stop >= 0 else space if space >= 0 else len(text)
    return start, end


def _joined(places: list[Place]) -> tuple[Place, ...]:
    joined = [places[0]]
    for start, end in places[1:]:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
