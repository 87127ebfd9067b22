"""The ways in which a query can be read: word by word, by its characters, joined, and cut in parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

from briefs.names.exact import MOST_WORDS
from briefs.names.name_variants import common, groups
from briefs.names.normalize import Word, words
from briefs.names.office_terms import stem
from briefs.names.query import SHORT_WORD, QueryReading, QueryToken, token_weight
from briefs.names.scripts import script_of, sounds
from briefs.names.word_lists import common_words, read_lines, titles

_MOST_TO_JOIN, _MOST_JOINED = 4, 2  # words of the query, and joined readings of it
_APOSTROPHED = "odlmnодл"  # letters that an apostrophe joins to a name: O'Neill, D'Alema, N'Guessan
_NO_SPACES = ("CJK", "HANGUL")
_SHORTEST_HALF = {"CJK": 2, "KATAKANA": 3}  # letters of either half of a word cut in two
_MOST_CUTS, _MOST_RUN_TOGETHER = 3, 5  # ways to cut a word, and words written as one
_LONGEST_CHINESE, _LONGEST_KNOWN = 3, 5  # characters of a Chinese name, and of a given name from abroad
# Endings of men's names in Latvian and Lithuanian, after at least two letters: Andrejs, Valdis, Brazauskas.
_BALTIC = re.compile("(?<=..)(?:(?<=i)js|[aiu]s|(?<![aeiouy])s)$")


@cache
def cantonese() -> dict[str, tuple[str, ...]]:
    """The readings of Chinese characters in ``cantonese.txt``, see data/README.md."""
    pronunciations: dict[str, tuple[str, ...]] = {}
    for line in read_lines("cantonese.txt"):
        readings, _, characters = line.partition("\t")
        pronunciations.update(dict.fromkeys(characters, tuple(readings.split())))
    return pronunciations


def _token(word: Word, weight: float = 1.0, last: bool = False) -> QueryToken:
    return QueryToken(word.text, (sounds(word.spelled),), script_of(word.text), weight, last)


def _syllables(word: Word) -> QueryReading:
    """A Chinese or Korean name without spaces, one part for each character."""
    from briefs.names.eastasian import jyutping

    parts = []
    for character in word.text:
        pronunciations = [sounds(character)]
        # Names from Hong Kong are romanised as they are said there: 周 is Zhou and Chow.
        if script_of(character) == "CJK":
            pronunciations += [jyutping(one) for one in cantonese().get(character, ())]
        parts.append(
            QueryToken(character, tuple(dict.fromkeys(pronunciations)), script_of(character), syllable=True)
        )
    return tuple(parts)


def _joined(parts: QueryReading, place: int) -> QueryReading:
    """The reading with two neighbours written as one word."""
    one, two = parts[place], parts[place + 1]
    both = QueryToken(
        one.text + two.text, (one.sounds[0] + two.sounds[0],), one.script, 1.0, two.last, guess="joined"
    )
    return (*parts[:place], both, *parts[place + 2 :])


def readings(query: str) -> list[QueryReading]:
    """The ways to read a query, the plain one first; empty if there is nothing to read.

    A short Chinese or Korean query is also read character by character.
    """
    found = words(query)
    core = [word for word in found if word.text not in titles()]
    if len(found) > MOST_WORDS:  # titles go first
        found = tuple(core or found)[:MOST_WORDS]
    if not found:
        return []
    last = len(found) - 1
    plain = tuple(_token(word, token_weight(found, place), place == last) for place, word in enumerate(found))
    if not core:  # "Dr" alone, or "King Prince": titles are all there is to look for
        plain = tuple(replace(part, weight=1.0) for part in plain)
    every = [plain]
    if len(found) == 1 and 2 <= len(found[0].text) <= _LONGEST_CHINESE and plain[0].script in _NO_SPACES:
        every.append(_syllables(found[0]))
    return every


def other_readings(plain: QueryReading, has_word: Callable[[str], bool]) -> list[QueryReading]:
    """Further ways to read a query that found nobody as it stands, likelier ones first.

    ``has_word`` tells whether a word is somebody's name: halves in Latin letters both have to be.
    """
    # Where a known given name shows the cut, cutting at the middle is of no use.
    cut = _cut_readings(plain) or _split_readings(plain, has_word)
    return [
        *_joined_readings(plain), *cut, *_without_baltic_endings(plain), *_undeclined(plain, has_word),
    ]  # fmt: skip


def _joined_readings(plain: QueryReading) -> list[QueryReading]:
    """Two neighbours of one script joined, if one of them is short: ``van dijk`` as ``vandijk``."""
    if len(plain) > _MOST_TO_JOIN:
        return []
    pairs = [
        place
        for place, (one, two) in enumerate(pairwise(plain))
        if one.script == two.script
        and min(one.weight, two.weight) > 0.2
        and min(len(one.text), len(two.text)) <= SHORT_WORD
        and not two.initial
        and not (one.initial and one.text not in _APOSTROPHED)
    ]
    pairs.sort(key=lambda place: len(plain[place].text))
    return [_joined(plain, place) for place in pairs[:_MOST_JOINED]]


def _cut_readings(plain: QueryReading) -> list[QueryReading]:
    """Chinese names without dots, cut where a well-known given name begins or ends: 阿都拉|巴达威."""
    if len(plain) > 1 or plain[0].script != "CJK" or len(plain[0].text) <= _LONGEST_CHINESE:
        return []
    text, pieces, start = plain[0].text, list[str](), 0
    place = 0
    while place < len(text):
        ends = range(min(len(text), place + _LONGEST_KNOWN), place + 1, -1)
        end = next((end for end in ends if common(text[place:end])), 0)
        if end:
            pieces += [text[start:place], text[place:end]]
            place = start = end
        else:
            place += 1
    pieces = [piece for piece in (*pieces, text[start:]) if piece]
    return [tuple(_token(Word(piece, piece)) for piece in pieces)] if len(pieces) > 1 else []


def _split_readings(plain: QueryReading, has_word: Callable[[str], bool]) -> list[QueryReading]:
    """A word cut in parts: ``vonderleyen``, and a Chinese name without its dot, near the middle first."""
    found = []
    for place, part in enumerate(plain):
        text, cuts = part.text, list[tuple[str, ...]]()
        if part.latin and text not in common_words():
            cuts = sorted(_run_together(text, has_word, _MOST_RUN_TOGETHER), key=len)
        elif len(plain) == 1 and (least := _SHORTEST_HALF.get(part.script, 0)):
            cuts = [(text[:cut], text[cut:]) for cut in range(least, len(text) - least + 1)]
            cuts.sort(key=lambda halves: abs(len(halves[0]) - len(halves[1])))
        for cut in [some for some in cuts if len(some) > 1][:_MOST_CUTS]:
            halves = [replace(_token(Word(half, half)), guess="half") for half in cut]
            found.append((*plain[:place], *halves, *plain[place + 1 :]))
    return found


def _run_together(text: str, has_word: Callable[[str], bool], most: int) -> list[tuple[str, ...]]:
    """The ways to cut a text into at most so many words, each of them somebody's name."""
    found: list[tuple[str, ...]] = [(text,)] if has_word(text) else []
    for cut in range(2, len(text) - 1) if most > 1 else ():
        if has_word(text[:cut]):
            found += [(text[:cut], *rest) for rest in _run_together(text[cut:], has_word, most - 1)]
    return found


def _undeclined(plain: QueryReading, has_word: Callable[[str], bool]) -> list[QueryReading]:
    """A name without the endings of a Russian or Ukrainian case, if somebody bears it so: Лавровым."""
    parts = []
    for part in plain:
        bare = stem(part.text)
        declined = not has_word(part.text) and has_word(bare)
        parts.append(_token(Word(bare, bare), part.weight, part.last) if declined else part)
    return [tuple(parts)] if parts != list(plain) else []


def _without_baltic_endings(plain: QueryReading) -> list[QueryReading]:
    """A name without the endings that Latvian and Lithuanian give to every man's name."""
    if len(plain) < 2 or not all(_BALTIC.search(part.text) for part in plain if not part.initial):
        return []
    # A word that the table of names knows as it stands loses nothing.
    bare = [part.text if groups(part.text) else _BALTIC.sub("", part.text) for part in plain]
    last = len(bare) - 1
    return [tuple(_token(Word(text, text), last=place == last) for place, text in enumerate(bare))]
