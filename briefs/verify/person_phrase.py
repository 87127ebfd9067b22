"""Reads a name out of the words that stand where a speaker would: “so rasmussen”, “alliance head Berg”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from briefs.text import late_pattern
from briefs.verify.person_words import (
    ADDRESSED,
    ANYBODY,
    DETERMINERS,
    ENDS,
    FILLERS,
    FOLK,
    LABELS,
    OF_WORDS,
    OWN,
    PARTICLES,
    PRONOUNS,
    RELATIVE,
    TOWARDS,
    UNNAMED,
    VOCATIVES,
)

IsKnownName = Callable[[str], bool]  # whether a name as typed is somebody's of whom the reader knows
Kind = Literal["name", "pronoun", "nobody"]

_WORD = late_pattern(r"[#@]?[^\W_][\w.’'`´-]*|[,()]")
_MOST_WORDS = 9  # of a name with its title
_MOST_OF_FOLK = 5  # words of “some guy on the train”
_HANDLE = late_pattern(r"[#@]\w+")
_CLAUSE = late_pattern(r"[:;]\s|\s[—–-]\s")
_NO_NOUN = late_pattern(
    r"\w+(?:ing|ed|ly)|via|over|under|through|despite|amid|unlike|like|than|per|plus|outside|inside"
)
_ADVERB = late_pattern(r"[a-z]{3,}ly")
_GENITIVE = late_pattern(r"['’`´]s?$")


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """Who stands there: a `name` as written, somebody by a pronoun, or nobody who could be named."""

    kind: Kind
    name: str | None = None


@dataclass(frozen=True, slots=True)
class NamedBeside:
    """Who stands beside a quotation. Not `asserted` where it is not said that they said it."""

    person: NamedSpeaker
    asserted: bool = True


AROUND = 220  # characters on either side of a quotation in which its speaker is looked for
NOBODY, SOMEBODY = NamedSpeaker("nobody"), NamedSpeaker("pronoun")


def person_at_end(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named at the end of the words before a verb of speech: they may be written small."""
    words = _words(_CLAUSE.split(phrase)[-1])[-14:]
    if (
        len(words) > 1
        and words[-1].casefold() in FOLK
        and words[-2].casefold() in DETERMINERS | {"this", "that"}
    ):
        return NamedSpeaker("name", " ".join(words[-2:]))  # “this dude”, where a dude alone is a filler
    while words and (words[-1] in FILLERS or words[-1] == "to" or _ADVERB.fullmatch(words[-1])):
        words.pop()
    if len(words) > 2 and words[-1].casefold() in RELATIVE and words[-2] == ",":
        return _best(_after_comma(words[:-2]), known, loose=False)  # “he met Rasmussen, who said”
    words = _after_comma(words)
    # “Kerry watched while Lavrov”: the clause of the verb begins behind the last such word.
    fillers = [at for at, word in enumerate(words) if word in FILLERS]
    words = words[fillers[-1] + 1 :] if fillers else words
    if not words:
        return NOBODY
    last = words[-1].casefold()
    if last in PRONOUNS:
        return SOMEBODY
    if last in UNNAMED:
        return NamedSpeaker("name", words[-1])
    if last in ANYBODY | ADDRESSED:
        return NOBODY
    return _of_their_own(_best(words, known, loose=True), words)


def person_at_start(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named at the beginning of the words behind a verb of speech or a dash."""
    words = _words(phrase)
    for at, word in enumerate(words):
        # “politician and NATO boss Rasmussen” goes on, where “Rasmussen and Lavrov” are two
        joins = word in ("and", "и") and at > 0 and _describes(words[at - 1])
        if word in ",()" or (at and word.casefold() in ENDS and not joins):
            words = words[:at]
            break
    words = words[:_MOST_WORDS]
    if not words:
        return NOBODY
    first = words[0].casefold()
    if first in PRONOUNS:
        return SOMEBODY
    if first in ADDRESSED or (first in ANYBODY and (len(words) == 1 or first not in DETERMINERS)):
        return NOBODY
    whole = " ".join(words)
    if not (known is not None and known(whole)):
        words = _behind_description(words)
    return _best(words, known, loose=True, leading=True)


def person_alone(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named by words that hold nothing else: “Sergei Lavrov, the minister”, or before a colon."""
    words = _words(phrase)
    names = [word for word in words if word not in ",()"]
    while names and names[0].casefold() in FILLERS and not _is_name_word(names[0]):
        names.pop(0)
    if not names or len(names) > _MOST_WORDS or len(words) > 2 * _MOST_WORDS:
        return NOBODY
    if len(names) == 1 and names[0].casefold() in PRONOUNS:
        return SOMEBODY
    phrase = _CLAUSE.split(phrase)[-1] if ":" in phrase else phrase
    words = _words(phrase)
    whole = phrase.strip(" \t\n,.:;*_~|-–—=>")
    if known is not None and known(whole):
        return NamedSpeaker("name", whole)
    if names[0].casefold().strip(".") in LABELS or names[0].casefold() in ANYBODY | PRONOUNS | ADDRESSED:
        return NOBODY
    # “Lavrov in Brussels yesterday: …”
    ends = (at for at, word in enumerate(words) if at and (word.casefold() in ENDS or word.isdigit()))
    cut = next(ends, len(words))
    person = _best(words[:cut], known, loose=False)
    return person if person.kind == "name" and _is_alone(person.name or "", words) else NOBODY


def unknown_before_colon(phrase: str) -> NamedSpeaker:
    """Somebody before a colon whom nobody knows: “grandma: …”, “some guy: …”; a label is nobody."""
    words = [word.casefold() for word in _words(phrase)]
    nobody = LABELS | FILLERS | OF_WORDS | PRONOUNS | ADDRESSED | (ANYBODY - UNNAMED)
    lone = len(words) == 1 and len(words[0]) > 2 and words[0] not in nobody and words[0][0].isalpha()
    ends = next((at for at, word in enumerate(words) if at and word in ENDS), len(words))
    unnamed = 1 < len(words) <= _MOST_OF_FOLK and words[0] in DETERMINERS and words[ends - 1] in FOLK
    return NamedSpeaker("name", phrase.strip()) if lone or unnamed else NOBODY


def _is_alone(name: str, words: list[str]) -> bool:
    """Whether the words around a name only describe it: “Kerry was told”, “my reply to Kerry” tell of it."""
    own = name.split()
    at = next((at for at in range(len(words)) if words[at : at + len(own)] == own), None)
    if at is None:
        return True
    before = {word.casefold() for word in words[:at]}
    after = [word for word in words[at + len(own) : at + len(own) + 1] if word not in ",()"]
    if before & (TOWARDS | VOCATIVES):
        return False
    return not after or after[0].casefold() in ENDS or after[0][0].isdigit()


def _of_their_own(person: NamedSpeaker, words: list[str]) -> NamedSpeaker:
    """The name, or all of it where it only tells whose somebody is: “an aide to Lavrov”."""
    own = (person.name or "").split()
    before = words[: len(words) - len(own)]
    if person.kind == "name" and before and words[len(before) :] == own and before[-1].casefold() in TOWARDS:
        return NamedSpeaker("name", " ".join(words[-_MOST_WORDS:]))
    return person


def is_filler(phrase: str) -> bool:
    """Whether words name nobody and do nothing: “as” in “as said Lavrov”."""
    return all(word.casefold() in FILLERS or word in ",()" for word in _words(phrase))


def is_indefinite(phrase: str) -> bool:
    """Whether words begin as somebody who is not named does: “some guy on the internet”."""
    return phrase.split()[:1] != [] and phrase.split()[0].casefold() in DETERMINERS


def _words(phrase: str) -> list[str]:
    words = [word.rstrip("-") for word in _WORD.findall(phrase)]
    return [word[:-1] if word.endswith(".") and len(word) > 4 else word for word in words]


def _after_comma(words: list[str]) -> list[str]:
    """The last words without what is set between commas: “Lavrov, the minister,” is Lavrov."""
    while words and words[-1] in ",()":
        words.pop()
    commas = [at for at, word in enumerate(words) if word in ",()"]
    if not commas:
        return words
    tail = words[commas[-1] + 1 :]
    # What stands after the comma is a name of its own or describes the one before it.
    if _is_name_word(tail[0]) and tail[0].casefold() not in ENDS:
        return tail
    if len(tail) == 1 or tail[0].casefold() in FILLERS:
        return tail
    own = words[commas[-2] + 1 : commas[-1]] if len(commas) > 1 else []
    if own and _is_name_word(own[0]):  # “speaking in Brussels, Rasmussen, a Dane,”
        return own
    head = [word for word in words[: commas[-1]] if word not in ",()"]
    return head if any(_is_name_word(word) for word in head[-4:]) else tail


def _behind_description(words: list[str]) -> list[str]:
    """The words from the name on: “Danish politician and NATO boss Anders Fogh Rasmussen” is Rasmussen."""
    begins = [at for at in range(1, len(words)) if _is_name_word(words[at]) and _describes(words[at - 1])]
    return words[begins[-1] :] if begins and any(map(_is_name_word, words[: begins[-1]])) else words


def _describes(word: str) -> bool:
    """Whether a word before a name can say what somebody is: “politician”, and no “via”, “quoting”."""
    small = word.islower() and word.isalpha() and not _NO_NOUN.fullmatch(word)
    return small and word not in FILLERS | ENDS | PARTICLES | TOWARDS | DETERMINERS | ANYBODY | VOCATIVES


def _told_by_a_name(words: list[str], leading: bool) -> str | None:
    """Somebody without a name of their own: “Lavrov spokeswoman”, “a Danish politician”."""
    places = range(1, len(words)) if leading else range(max(1, len(words) - 1), len(words))
    at = next((at for at in places if words[at].casefold() in FOLK), 0)
    first = at - 1 if at < 2 or _is_name_word(words[at - 1]) or not _describes(words[at - 1]) else at - 2
    if at < 1 or not _is_name_word(words[first]):
        return None
    while first and _is_name_word(words[first - 1]):
        first -= 1
    first -= bool(first and words[first - 1].casefold() in DETERMINERS)
    return " ".join(words[first : at + 1])


def _is_name_word(word: str) -> bool:
    no_name = word.casefold() in PRONOUNS | ADDRESSED | DETERMINERS | ENDS
    return (word[:1].isupper() and not no_name) or bool(_HANDLE.match(word))


def _best(words: list[str], known: IsKnownName | None, loose: bool, leading: bool = False) -> NamedSpeaker:
    """The name among `words`: one that is known, else a run of capitals, else (`loose`) what is there."""
    words = [word for word in words if word not in ",()"] if not leading else words
    handle = next((word for word in words if _HANDLE.match(word)), None)
    if known is not None and (name := _known(words, known, leading)):
        return NamedSpeaker("name", name)
    if handle is not None:
        return NamedSpeaker("name", handle)
    if run := _told_by_a_name(words, leading) or _capitals(words, leading):
        return NamedSpeaker("name", run)
    if not loose:
        small = [word.casefold() for word in words]
        if 1 < len(small) <= 4 and small[0] in OWN and not (OF_WORDS | FILLERS) & set(small[1:]):
            return NamedSpeaker("name", " ".join(words))  # “my wife: …”
        # A single word written small may be a name: “meshkov:”.
        lone = len(words) == 1 and known is None and len(words[0]) > 3 and words[0].casefold() not in FILLERS
        return NamedSpeaker("name", words[0]) if lone else NOBODY
    stripped = [word for at, word in enumerate(words) if at or word.casefold() not in FILLERS]
    small = [word.casefold() for word in stripped]
    starts = [at for at, word in enumerate(small) if word in DETERMINERS]
    if starts and len(small) - starts[-1] <= 5:
        return NamedSpeaker("name", " ".join(stripped[starts[-1] :]))
    if small and len(small[-1]) > 2 and small[-1] not in FILLERS and small[-1] not in ANYBODY:
        return NamedSpeaker("name", small[0] if leading and len(small) > 1 else small[-1])
    return NOBODY


def _known(words: list[str], known: IsKnownName, leading: bool) -> str | None:
    """The longest stretch at the near end of `words` that is somebody's name."""
    words = words[:_MOST_WORDS] if leading else words[-_MOST_WORDS:]
    stretches = (
        [words[:end] for end in range(len(words), 0, -1)]
        if leading
        else [words[at:] for at in range(len(words))]
    )
    for stretch in stretches:
        name = " ".join(stretch)
        lone = len(stretch) == 1 and stretch[0].casefold() in FILLERS | LABELS | ANYBODY
        if not lone and known(name):
            other = words[len(stretch) :] if leading else words[: len(words) - len(stretch)]
            beside = (other[:1] if leading else other[-1:]) or [""]
            if leading and beside[0].casefold() in FOLK:
                return " ".join([*stretch, beside[0]])  # “Lavrov spokeswoman”
            # A capital right beside it makes it another's name: Knut Rasmussen, Kerry Washington.
            if _is_name_word(beside[0]) and beside[0].casefold() not in FILLERS | LABELS:
                return " ".join(words) if all(map(_is_name_word, words)) else None
            return name
    return None


def _capitals(words: list[str], leading: bool) -> str | None:
    """The run of words with a capital at the near end, with small particles inside."""
    order = words if leading else words[::-1]
    run: list[str] = []
    for at, word in enumerate(order):
        # “Rasmussen’s driver” is somebody else than Rasmussen.
        if at and not run and not leading and _GENITIVE.search(word):
            return " ".join(words[-at - 1 :])
        if _is_name_word(word) and word.casefold() not in FILLERS | LABELS:
            run.append(word)
        elif run and word.casefold() in PARTICLES:
            run.append(word)
        elif run:
            break
        elif word.casefold() in PRONOUNS | ANYBODY:
            return None
    while run and run[-1].casefold() in PARTICLES:
        run.pop()
    if not run:
        return None
    return " ".join(run if leading else run[::-1])
