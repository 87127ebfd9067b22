"""A query taken apart: its words, what they are worth, and the ways it can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from briefs.names.exact import MOST_WORDS
from briefs.names.fold import Word, words
from briefs.names.scripts import script_of, sounds
from briefs.names.sounds import Symbols

_MOST_TO_JOIN, _MOST_JOINED, _SHORT = 4, 2, 4
# Words before a name that are no part of it; they count little rather than nothing, as some are names too.
TITLES = frozenset(
    "dr mr mrs ms miss sir lord lady dame baron baroness prof professor hon honourable honorable rt "
    "president "
    "premier chancellor senator minister prime foreign defence defense secretary general ambassador mp mep "
    "congressman congresswoman congressperson representative rep sen gov governor king queen prince princess "
    "sheikh shaikh shri smt datuk dato datin seri tan tun tuan haji hajah hj eng ir jr junior sr senior the "
    "judge justice captain colonel col gen lt maj major adm admiral rev reverend father bishop phd md "
    "cbe obe "
    "г господин госпожа президент премьер министр господарка mister monsieur madame herr frau "
    "don dona".split()
)
_PARTICLES = frozenset(
    "de da do dos das del della di du van von der den la le el al bin binti ibn y e and of zu".split()
)
_FATHERS = (
    "ович",
    "евич",
    "овна",
    "евна",
    "ична",
    "івна",
    "йович",
    "ovich",
    "evich",
    "ovna",
    "evna",
    "owitsch",
)
_PATRONYMIC = frozenset("оглы оглу кызы улы ogly oglu kyzy qizi".split())
_NO_SPACES = ("CJK", "HANGUL")
_SCANT = ("LATIN", "CYRILLIC", "GREEK", "CJK", "HANGUL", "KATAKANA", "HIRAGANA")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a reading with its sounds; ``worth`` scales what it counts."""

    text: str
    sounds: tuple[Symbols, ...]
    script: str
    worth: float = 1.0
    last: bool = False
    syllable: bool = False
    joined: bool = False

    @property
    def latin(self) -> bool:
        """True for Latin letters."""
        return self.script == "LATIN"

    @property
    def loose(self) -> bool:
        """True where the script leaves out vowels or says little about them."""
        return self.script not in _SCANT

    @property
    def optional(self) -> bool:
        """True for a title, which need not be part of the name."""
        return self.worth < 0.1

    @property
    def initial(self) -> bool:
        """True for a single letter that stands for a word."""
        return len(self.text) == 1 and self.script not in ("CJK", "HANGUL", "KATAKANA", "HIRAGANA")


Reading = tuple[Part, ...]


@cache
def _cantonese() -> dict[str, tuple[str, ...]]:
    text = Path(__file__).with_name("data").joinpath("cantonese.txt").read_text("utf-8")
    said: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        readings, _, characters = line.partition("\t")
        said.update(dict.fromkeys(characters, tuple(readings.split())))
    return said


def _worth(word: Word, place: int, count: int) -> float:
    text = word.text
    if count > 1 and text in TITLES:
        return 0.08
    if count > 1 and text in _PARTICLES:
        return 0.3
    if count > 2 and 0 < place and (text in _PATRONYMIC or (place < count - 1 and text.endswith(_FATHERS))):
        return 0.15
    return 1.0


def _part(word: Word) -> Part:
    return Part(word.text, (sounds(word.spelled),), script_of(word.text))


def _syllables(word: Word) -> Reading:
    """A Chinese or Korean name without spaces, one part for each character."""
    from briefs.names.eastasian import jyutping

    parts = []
    for character in word.text:
        said = [sounds(character)]
        if script_of(character) == "CJK":
            said += [jyutping(one) for one in _cantonese().get(character, ())]
        parts.append(Part(character, tuple(dict.fromkeys(said)), script_of(character), syllable=True))
    return tuple(parts)


def _joined(parts: Reading, place: int) -> Reading:
    """The reading with two neighbours written as one word."""
    one, two = parts[place], parts[place + 1]
    both = Part(one.text + two.text, (one.sounds[0] + two.sounds[0],), one.script, 1.0, two.last, joined=True)
    return (*parts[:place], both, *parts[place + 2 :])


def readings(query: str) -> list[Reading]:
    """The ways to read a query, the plain one first; empty if there is nothing to read."""
    found = words(query)
    core = [word for word in found if word.text not in TITLES]
    if len(found) > MOST_WORDS:
        found = (core or found)[:MOST_WORDS]
    if not found:
        return []
    last = max((i for i, word in enumerate(found)), default=0)
    plain = tuple(
        replace(_part(word), worth=_worth(word, place, len(found)), last=place == last)
        for place, word in enumerate(found)
    )
    if not core:
        plain = tuple(replace(part, worth=1.0) for part in plain)
    every = [plain]
    if len(found) == 1 and 2 <= len(found[0].text) <= 4 and plain[0].script in _NO_SPACES:
        every.append(_syllables(found[0]))
    return every


def joined_readings(plain: Reading) -> list[Reading]:
    """The plain reading with two neighbours of one script joined, if one of them is short."""
    if len(plain) > _MOST_TO_JOIN:
        return []
    pairs = [
        place
        for place, (one, two) in enumerate(pairwise(plain))
        if one.script == two.script
        and min(one.worth, two.worth) > 0.2
        and min(len(one.text), len(two.text)) <= _SHORT
    ]
    pairs.sort(key=lambda place: len(plain[place].text))
    return [_joined(plain, place) for place in pairs[:_MOST_JOINED]]
