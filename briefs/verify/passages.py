"""Where in a long text stretches of a claim stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefs.text import fold_for_search

SHORT = 2_000  # characters; a text of no more is read whole
_MARGIN = 400  # characters read on either side, for the sentences around; where all of a claim is found:
LEAST_MARGIN = 200
_ROOM = 1.5  # how much longer than its stretch a place may be, and so many characters more:
_MORE_ROOM = 100
_WORD_LENGTH = 7  # characters, with the space
_MOST_ALIKE = 4  # places of one stretch in one text
_MOST_SEEDS = 1_000  # places of its first word at which a seed is looked for
_MOST_FINDS = 200  # of one word
# What the fold takes out of words, so that they are not found letter for letter.
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+|-[ \t\r]*\n\\s*(?=[^\\W\\d_])")

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LINE_END = re.compile(r"-[ \t\r]*\n")
_TELLING_SHARE, _RAREST = 0.5, 3  # of the heaviest word's weight; words of each stretch

_WORD = re.compile(r"[^\W_]+")  # as the index splits words
_GAP = re.compile(r"[\W_]+")

Place = tuple[int, int]


class Passages(NamedTuple):
    """What a text holds of a claim: `score` is the weight of its words in and around the places.

    `places` are offsets of what to read, in order; none: the whole text.
    """

    score: float
    places: tuple[Place, ...]


def passages(
    text: str, stretches: Iterable[Sequence[str]], weights: Mapping[str, float], margin: int = _MARGIN
) -> Passages:
    """Finds the likeliest place of each stretch of a claim; all words are folded.

    `weights` says of every word of the claim what finding it is worth; `margin` is how many characters are
    read on either side of a place.
    """
    stretches = [*stretches]
    size = sum(map(len, weights)) + len(weights)
    # Where they stand in a row is more than where most of them stand.
    rows = [_stands(text, words)[:_MOST_ALIKE] for words in stretches]
    places = [place for row in rows for place in row]
    if all(rows) and len(text) > SHORT:
        near = [text[max(0, start - size) : end + size] for start, end in _joined(sorted(places))]
        held = {word for each in near for word in _WORD.findall(fold_for_search(each).lower())}
    else:
        found = _finds_near_telling(text, stretches, weights, size)
        for words, row in zip(stretches, rows, strict=True):
            own = set(words)
            places += (
                () if row else _likeliest([each for each in found if each[1] in own], _room(words), weights)
            )
        around = [(start - size, end + size) for start, end in places]
        held = {word for at, word in found if any(start <= at < end for start, end in around)}
    score = sum(weight for word, weight in weights.items() if word in held)
    if len(text) <= SHORT or not places:
        return Passages(score, ())
    return Passages(score, _joined(sorted(_widened(text, place, margin) for place in places)))


def share_nearby(text: str, words: Sequence[str], distance: int, wanted: Sequence[str]) -> float:
    """The share (0 to 1) of `wanted` that stands in its order near the place of `words` in `text`.

    All words are folded. `distance` is how many words away `wanted` may begin and end.
    """
    equal = dict.fromkeys(words, 1.0)
    reach = distance * _WORD_LENGTH + _MORE_ROOM // 2
    shares = [0.0]
    for start, end in _stands(text, words) or _likeliest(_finds(text, equal), _room(words), equal):
        nearby = fold_for_search(text[max(0, start - reach) : end + reach]).lower()
        shares.append(LCSseq.similarity(wanted, _WORD.findall(nearby)) / len(wanted))
    return max(shares)


def extent(
    text: str, claim: Sequence[str], seed: tuple[int, int], within: tuple[int, int]
) -> tuple[int, int]:
    """How far `text` goes on with the claim around a seed: a range of the claim's words inside `within`.

    `claim` is folded words; `seed` a range of them that stands in the text.
    """
    best = seed
    for near in _around(text, claim, seed):
        reached = _reach(_WORD.findall(fold_for_search(near).lower()), claim, seed, within)
        best = max(best, reached, key=lambda reach: reach[1] - reach[0])
    return best


def _around(text: str, claim: Sequence[str], seed: tuple[int, int]) -> Iterator[str]:
    """What stands around the seed, as far as the claim may go on; all of `text` where only a fold finds it.

    To fold a speech of 40,000 characters takes ten times as long as to look for the seed in it.
    """
    reach = 2 * sum(len(word) + 1 for word in claim) + _MARGIN
    found = _stands(text, claim[seed[0] : seed[1]]) if len(text) > SHORT else []
    if not found:
        yield text
    for start, end in _joined([(max(0, start - reach), end + reach) for start, end in found]):
        yield text[start:end]


def _stands(text: str, words: Sequence[str]) -> list[Place]:
    """Where these folded words stand in a row as they are; none where only the fold of `text` has them."""
    low = text.lower()
    if len(low) != len(text):
        return []
    anchor = max(range(len(words)), key=lambda at: len(words[at]))
    before, after = words[:anchor][::-1], words[anchor + 1 :]
    found: list[Place] = []
    at = low.find(words[anchor])
    while at >= 0 and len(found) < _MOST_SEEDS:
        end = at + len(words[anchor])
        if not low[at - 1 : at].isalnum() and not low[end : end + 1].isalnum():
            first, last = _row_before(low, at, before), _row_behind(low, end, after)
            if first is not None and last is not None:
                found.append((first, last))
        at = low.find(words[anchor], at + 1)
    return found


def _row_behind(low: str, at: int, words: Sequence[str]) -> int | None:
    """Where these words in a row end that begin behind low[:at], white space and marks between; or None."""
    for word in words:
        gap = _GAP.match(low, at)
        if gap is None or not low.startswith(word, gap.end()):
            return None
        at = gap.end() + len(word)
        if low[at : at + 1].isalnum():
            return None
    return at


def _row_before(low: str, at: int, words: Sequence[str]) -> int | None:
    """Where these words, the last first, begin that stand in a row before low[at:]; or None."""
    for word in words:
        end = at
        while end and (not low[end - 1].isalnum()):
            end -= 1
        if end == at or not low.endswith(word, 0, end):
            return None
        at = end - len(word)
        if at and low[at - 1].isalnum():
            return None
    return at


def _reach(
    words: list[str], claim: Sequence[str], seed: tuple[int, int], within: tuple[int, int]
) -> tuple[int, int]:
    """The same for the words of a text, folded."""
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


def _finds_near_telling(
    text: str, stretches: Sequence[Sequence[str]], weights: Mapping[str, float], size: int
) -> list[tuple[int, str]]:
    """Offsets of the words of a claim of `size` characters: of common ones only those near telling ones.

    A speech has hundreds of each “the”, and none of them far from the rarer words can be the claim's.
    """
    if len(text) <= SHORT:
        return _finds(text, weights)
    least = _TELLING_SHARE * max(weights.values(), default=0.0)
    telling = {word for word, weight in weights.items() if weight and weight >= least}
    for words in stretches:
        telling.update(sorted(words, key=lambda word: -weights[word])[:_RAREST])
    found = _finds(text, {word: weights[word] for word in telling})
    reach = size + max(map(_room, stretches), default=0)
    near = _joined([(max(0, at - reach), at + reach) for at, _ in found])
    common = {word: weight for word, weight in weights.items() if word not in telling}
    for start, end in near:
        found += [(start + at, word) for at, word in _finds(text[start:end], common)]
    return sorted(found)


def _finds(text: str, weights: Mapping[str, float]) -> list[tuple[int, str]]:
    """Offsets of the words in the text, in order; the beginning of a longer word counts too."""
    shown, offset = _shown(text)
    low = shown.lower()
    if len(low) != len(shown):  # İ becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in shown)
    found: list[tuple[int, str]] = []
    for word, weight in weights.items():
        if not weight:
            continue
        at, finds = low.find(word), 0
        while at >= 0 and finds < _MOST_FINDS:
            if not low[at - 1 : at].isalnum():
                found.append((offset(at), word))
                finds += 1
            at = low.find(word, at + len(word))
    found.sort()
    return found


def _shown(text: str) -> tuple[str, Callable[[int], int]]:
    """`text` without what the fold takes out of words, and what gives an offset's place in `text`."""
    # Told apart without a pattern first, which reads a speech in a hundredth of the time.
    if not any(mark in text for mark in _INVISIBLE) and not _LINE_END.search(text):
        return text, int
    cuts = [match.span() for match in _HIDDEN.finditer(text)]
    kept, starts, shifts, done, gone = [], [0], [0], 0, 0
    for start, end in cuts:
        kept.append(text[done:start])
        gone, done = gone + end - start, end
        starts.append(end - gone)
        shifts.append(gone)
    return "".join([*kept, text[done:]]), lambda at: at + shifts[bisect_right(starts, at) - 1]


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


def _widened(text: str, place: Place, margin: int) -> Place:
    """A place with its margins, out to the ends of lines or else of sentences."""
    start, end = max(0, place[0] - margin), min(len(text), place[1] + margin)
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
    joined = places[:1]
    for start, end in places[1:]:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
