"""A name as people write it in running text, and the ways to read it: without title, office or handle."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Nouns of an office or a relation before a name: “alliance head Anders Fogh Rasmussen”. Folded.
_OFFICES = frozenset(
    """
    president presidents vice premier chancellor minister ministers secretary undersecretary chief head
    leader boss governor mayor senator congressman congresswoman representative deputy speaker chair chairman
    chairwoman chairperson ambassador envoy commissioner director general admiral commander colonel captain
    major marshal lieutenant sergeant judge justice prosecutor attorney king queen prince princess emperor
    pope bishop archbishop cardinal patriarch rabbi imam sheikh spokesman spokeswoman spokesperson mouthpiece
    aide adviser advisor diplomat negotiator candidate politician lawmaker mp mep pm fm dr doctor prof
    professor mr mrs ms miss mx sir dame lord lady comrade citizen colleague counterpart official officer
    strongman supremo czar tsar official veteran ex former ceo founder activist economist analyst expert
    author
    президент вице премьер канцлер министр глава генсек секретарь генеральный губернатор мэр сенатор депутат
    спикер председатель посол посланник директор генерал адмирал командующий полковник маршал судья прокурор
    король королева царь патриарх представитель пресс-секретарь лидер советник помощник дипломат чиновник
    политик кандидат господин госпожа г-н г-жа профессор доктор экс
    präsident präsidentin kanzler kanzlerin minister ministerin herr frau chef chefin bundeskanzler
    président présidente ministre monsieur madame presidente ministro ministra
    """.split()
)
# Before a name these make it another's: “the wife of Lavrov”, “Bush and Rasmussen”.
_OTHERS = frozenset(
    """
    dear hey hi hello thanks sorry and or of for to with by from against not than like versus vs и или от
    для с против не
    """.split()
)
_DECORATION = re.compile(r"[^\w\s.,()'’&/-]+")  # emoji and the signs of markup
_HANDLE = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|_")
_GENITIVE = re.compile(r"['’]s?$")
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_MOST_WORDS = 12  # of a name with its title


def readings(typed: str) -> Iterator[str]:
    """The names that `typed` may stand for, the likeliest first; each once, as typed first of all.

    A word before a name is its title only if it is one or is written small before a capital: “Knut
    Rasmussen” is read as nothing but Knut Rasmussen.
    """
    seen: set[str] = set()
    for name in _readings(typed):
        name = name.strip(" ,.-–—~:*_()'’\"")
        # Of “an aide to Lavrov” not even “to Lavrov” is left: whoever is asked for it would find Lavrov.
        if name and name not in seen and _folded(name.split()[0]) not in _OTHERS:
            seen.add(name)
            yield name


def _readings(typed: str) -> Iterator[str]:
    yield typed.strip()
    name = _HANDLE.sub(lambda found: _CAMEL.sub(" ", found[1]), typed)
    name = " ".join(_DECORATION.sub(" ", name).split())
    yield name
    bare = _BRACKETS.sub("", name)
    parts = [part for part in bare.split(",") if part.strip()] or [bare]
    # “Sergei Lavrov, the minister” and “the minister, Sergei Lavrov”: a name is better than an office.
    for part in parts:
        yield _GENITIVE.sub("", part.strip())
    for part in parts:
        yield from _without_title(part.split()[:_MOST_WORDS])


def _without_title(words: list[str]) -> Iterator[str]:
    for at in range(1, len(words)):
        if is_title(words[:at], words[at]):
            yield _GENITIVE.sub("", " ".join(words[at:]))


def is_title(before: list[str], name: str) -> bool:
    """Whether the words `before` a name are a title or office of it, and not another's name."""
    last = _folded(before[-1])
    if last in _OTHERS:
        return False
    if any(_folded(word) in _OFFICES or (word[:-1].isalpha() and word.endswith(".")) for word in before):
        # “Rasmussen’s driver” names a driver, but “Russia’s minister Lavrov”, “Lavrov aide Berg” their last.
        return last in _OFFICES or _folded(before[0]) in _OFFICES or before[-1].endswith(".")
    if name[:1].isupper():
        return all(_is_no_name(word) for word in before)
    return False


def _is_no_name(word: str) -> bool:
    """Whether a word before a capital is none of a name: written small, in capitals (NATO), or a genitive."""
    return word.islower() or (len(word) > 1 and word.isupper()) or bool(_GENITIVE.search(word))


def _folded(word: str) -> str:
    word = word.casefold().strip(".,'’")
    parts = word.split("-")
    return next((part for part in parts if part in _OFFICES), word) if len(parts) > 1 else word
