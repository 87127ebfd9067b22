"""A query as words with weights: what is a title, a particle or a father's name counts less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefs.names.name_variants import groups
from briefs.names.normalize import Word
from briefs.names.phonetics import Symbols
from briefs.names.word_lists import titles

# Small words between names, which spellings add, drop and join: van Dijk, bin Laden, ibn Saud.
PARTICLES = frozenset(
    "de da do dos das del della di du van von der den la le el al bin binti bint ibn anak abd y e and or "
    "of zu vd "
    "аль эль ибн бен بن ابن عبد ال".split()
)
SHORT_WORD = 4  # letters
# Викторович, Викторовна, Viktorovich, Wiktorowitsch: between a Russian's two names, and in few lists.
_PATRONYMIC_ENDINGS = tuple("ович евич овна евна ична івна йович ovich evich ovna evna owitsch".split())
# "Son of", "daughter of" in Turkic languages: Heydar Alirza oglu Aliyev.
_PATRONYMIC_WORDS = frozenset("оглы оглу кызы улы ogly oglu kyzy qizi".split())
_WRITE_ALL_VOWELS = ("LATIN", "CYRILLIC", "GREEK")  # scripts that write every vowel
# A last word that is not typed to its end is met by a word that begins so in these scripts only.
PREFIX_SCRIPTS = _WRITE_ALL_VOWELS
EASTERN = ("CJK", "HANGUL", "KATAKANA", "HIRAGANA")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word of a reading.

    ``text`` is folded, ``sounds`` holds each way to say it, ``weight`` (0 to 1) scales what it counts.
    ``last`` may not be typed to its end. A ``syllable`` is one character of a Chinese or Korean name; a
    ``guess`` is two words of the query ``joined``, or ``half`` of one.
    """

    text: str
    sounds: tuple[Symbols, ...]
    script: str
    weight: float = 1.0
    last: bool = False
    syllable: bool = False
    guess: Literal["", "joined", "half"] = ""

    @property
    def latin(self) -> bool:
        """True for Latin letters."""
        return self.script == "LATIN"

    @property
    def vowel_mode(self) -> str:
        """How its script writes vowels, one of :data:`briefs.names.phonetics.VOWEL_MODES`."""
        return (
            "eastern" if self.script in EASTERN else "plain" if self.script in _WRITE_ALL_VOWELS else "scant"
        )

    @property
    def optional(self) -> bool:
        """True for a title, which need not be part of the name."""
        return self.weight < 0.1

    @property
    def initial(self) -> bool:
        """True for a single letter that stands for a word."""
        return len(self.text) == 1 and self.script not in EASTERN


QueryReading = tuple[QueryToken, ...]


def words_to_guess(reading: QueryReading) -> int:
    """How many words there are to guess at: an initial is none, but no word stands alone beside one."""
    return max(sum(not part.initial for part in reading), min(len(reading), 2))


def token_weight(found: Sequence[Word], place: int) -> float:
    """What a word of the query counts, 0 to 1; below 0.1 it need not be part of the name at all."""
    text, count = found[place].text, len(found)
    if count > 1 and _is_title([word.text for word in found], place):
        return 0.08
    if count > 1 and text in PARTICLES:
        return 0.3
    last = count - 1
    if (
        count > 2
        and 0 < place
        and (text in _PATRONYMIC_WORDS or (place < last and text.endswith(_PATRONYMIC_ENDINGS)))
    ):
        return 0.15
    # A second given name may be left out of the name that is borne.
    return 0.8 if count > 2 and 0 < place < last and groups(text) else 1.0


def _is_title(found: list[str], place: int) -> bool:
    """True for a title where titles stand: many of them are names elsewhere, such as Tan and Eng."""
    text = found[place]
    if text not in titles():
        return False
    if place == len(found) - 1:
        return text in titles("after")
    if text == "tan":  # Tan Sri is a Malaysian title, Tan the surname of many Singaporeans
        return found[place + 1] in ("sri", "seri")
    before = found[place - 1] if place else ""
    return len(text) > SHORT_WORD or text in titles("after") or before in ("", *titles(), *PARTICLES)
