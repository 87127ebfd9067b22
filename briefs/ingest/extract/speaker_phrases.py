"""The words for a speaker in a language with a table: “die Intendantin Helene Brandt”, “el comisario”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefs.ingest.extract.language_tables import LanguageTable
from briefs.ingest.extract.types import Sort

# French elides: “l’acteur” is two words; “п'ятниця” is one
_WORD = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=\w)|[^\W_]+(?:[’'-][^\W_]+)*", re.IGNORECASE)
_LONGEST = 14  # words for one speaker
_NAME, _RUN = 5, 8  # words of a name, and of a name with what stands before it
_PATRONYMIC = re.compile(r"(?:вич|вна|ична)$")


@dataclass(frozen=True, slots=True)
class WordToken:
    """A word with what stands before it; offsets in the text that it was taken from."""

    text: str
    low: str
    start: int
    end: int
    gap: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """Words for a speaker, tokens `first` to before `last`; of a name, `title` are those beside it."""

    sort: Sort
    words: tuple[str, ...]
    name: str | None
    title: tuple[str, ...]
    first: int
    last: int
    text: str = ""


def word_tokens(text: str) -> list[WordToken]:
    """The words of a text, in order."""
    found, end = [], 0
    for match in _WORD.finditer(text):
        word, start = match[0].rstrip("’'"), match.start()
        low = word.lower().replace("’", "'")
        found.append(WordToken(word, low, start, match.end(), text[end:start]))
        end = match.end()
    return found


class PhraseParser:
    """Reads the words for a speaker; `surnames` are those of the article's people."""

    def __init__(self, table: LanguageTable, surnames: frozenset[str] = frozenset()) -> None:
        self._table, self._surnames = table, surnames
        self._titles = table.titles | table.roles | table.honorifics
        self._endings = tuple(table.title_endings)
        self._told: dict[str, bool] = {}
        self._given = table.male_names | table.female_names
        self._nouns_capital = table.name == "German"
        self.bare = not table.genitive  # no articles, and offices in the genitive without a word: Slavic

    def is_title(self, word: str) -> bool:
        """Whether the word, in lower case, is an office or an occupation."""
        found = self._told.get(word)
        if found is None:
            found = self._told[word] = self._is_title(word)
        return found

    def _is_title(self, word: str) -> bool:
        if word in self._titles:
            return True
        if self.bare:  # «директора», «голови»
            return len(word) > 4 and not self._titles.isdisjoint((word[:-1], word[:-2], f"{word[:-1]}а"))
        return word.endswith(self._endings) and word not in self._given  # “Murat” is no “Rat”

    def knows(self, name: str) -> bool:
        """Whether somebody of this surname is named in full in the article."""
        return name.lower() in self._surnames

    def at(self, tokens: Sequence[WordToken], first: int, *, oblique: bool = False) -> SpeakerPhrase | None:
        """The words for a speaker that begin at this token, or None; `oblique`: not in the nominative."""
        if first >= len(tokens):
            return None
        if tokens[first].low in self._table.pronouns:
            return SpeakerPhrase("pronoun", (tokens[first].low,), None, (), first, first + 1)
        held: list[WordToken] = []
        at, comma = first, False
        while at < min(len(tokens), first + _LONGEST):
            token = tokens[at]
            behind_comma = at > first and "," in token.gap
            if at > first and not self._goes_on(token, comma, bool(held)):
                break
            comma = comma or behind_comma
            if token.capital:
                last = self.run(tokens, at)
                name = self.person(tokens[at:last], held if not behind_comma else [])
                if name and not self._begins_more(tokens, at, last, name, oblique):
                    title = [*(t.low for t in held), *(t.low for t in tokens[at : last - len(name)])]
                    return SpeakerPhrase("name", tuple(title), _text(name), tuple(title), first, last)
                if behind_comma:
                    break
                held.extend(tokens[at:last])
                at = last
                if self._noun_ends(tokens, at):
                    break
                continue
            if behind_comma or token.low in self._table.said:
                break
            if token.low in self._table.stops and not (at == first and token.low in self._table.articles):
                break
            held.append(token)
            at += 1
        return self._nominal(held, first, at, oblique)

    def _noun_ends(self, tokens: Sequence[WordToken], at: int) -> bool:
        """Behind a German noun only its genitive goes on: “der Sprecher des Ministeriums”."""
        if not self._nouns_capital or at >= len(tokens) or tokens[at].capital:
            return False
        return tokens[at].low not in self._table.articles | self._table.genitive

    def _begins_more(
        self, tokens: Sequence[WordToken], at: int, last: int, name: list[WordToken], oblique: bool
    ) -> bool:
        """«Главный врач …», “laut Kulturministerium”: a capital that begins other words than a name."""
        if len(name) > 1 or name[0].low in self._surnames:
            return False
        if oblique and self._nouns_capital:
            return True
        following = tokens[last] if at == 0 and last < len(tokens) else None
        return (
            following is not None
            and not following.gap.strip()
            and not following.capital
            and self.is_title(following.low)
        )

    def _goes_on(self, token: WordToken, comma: bool, held: bool) -> bool:
        gap = token.gap.strip()
        return not gap or gap == "." or (gap == "," and held and not comma)

    def _nominal(self, held: list[WordToken], first: int, last: int, oblique: bool) -> SpeakerPhrase | None:
        words = tuple(token.low for token in held)
        known = any(self.is_title(word) for word in words)
        article = bool(words) and words[0] in self._table.articles and len(words) > 1
        if not (known or oblique or (article and not self.bare)) or not words:
            return None
        return SpeakerPhrase("nominal", words, None, (), first, last, _text(held))

    def run(self, tokens: Sequence[WordToken], at: int) -> int:
        """Where a run of words with capitals ends; small words of names may stand in it."""
        last = at + 1
        while last < min(len(tokens), at + _RUN):
            ahead = self._behind_particles(tokens, last)
            if ahead >= len(tokens) or not tokens[ahead].capital:
                break
            if ahead > last and _acronym(tokens[ahead]):  # “Peter Hoven von der DZ Bank”
                break
            gap = tokens[ahead].gap
            initial = len(tokens[ahead - 1].text) == 1 and gap.strip() == "."
            if (gap.strip() and not initial) or "\n" in gap:
                break
            last = ahead + 1
        return last

    def _behind_particles(self, tokens: Sequence[WordToken], at: int) -> int:
        first = at
        while at < len(tokens) and tokens[at].low in self._table.particles and tokens[at].gap == " ":
            if at == first and tokens[at].low in self._table.articles:
                break  # “von der Leyen”, but “sagte Wells der Zeitung”
            at += 1
        return at

    def person(self, run: Sequence[WordToken], before: Sequence[WordToken]) -> list[WordToken]:
        """The words of a run that name a person; none where it names something else."""
        words = self._without_office(list(run), before)
        known = words[-1].low in self._surnames
        if len(words) == 1:
            return words if known or self._single(words[0], before) else []
        anchor = next((n for n, word in enumerate(words[:-1]) if word.low in self._given), None)
        if anchor is not None:
            return words[anchor:][:_NAME]
        if len(words) == 2 and words[1].low in self._given and not known:
            return words[1:]  # «Восьмикласниця Соломія прийшла»
        if before and before[-1].low in self._table.genitive:
            return words[1:][:_NAME] if len(words) > 2 else (words if known else [])
        if self.bare and len(words) > 2 and not _PATRONYMIC.search(words[1].low):
            return words[-2:]
        return words[:_NAME]

    def _without_office(self, words: list[WordToken], before: Sequence[WordToken]) -> list[WordToken]:
        """«глава МИД Сергей Лавров», “der Landwirt Bernd Seidel”: what stands before the name goes."""
        while len(words) > 1 and _acronym(words[0]) and not words[-1].text.isupper():
            words.pop(0)
        of_more = self._nouns_capital or (len(words) > 2 and words[0].low not in self._given)
        if of_more and before and len(words) > 1 and before[0].low in self._table.articles:
            words.pop(0)  # “der Landwirt Bernd Seidel”, « la Kényane Mercy Chelimo »
        if self._nouns_capital and len(words) > 2 and words[0].low not in self._given:
            words.pop(0)  # „Wirtin Gerlinde Pfau“
        while len(words) > 1 and (self.is_title(words[0].low) or words[0].low in self._table.articles):
            words.pop(0)
        return words

    def _single(self, word: WordToken, before: Sequence[WordToken]) -> bool:
        if self.is_title(word.low) or word.low in self._table.articles or _acronym(word):
            return False
        if word.low in self._table.stops or word.low in self._table.function_words:
            return False
        return not before or (not self._nouns_capital and self.is_title(before[-1].low))


def _acronym(word: WordToken) -> bool:
    return word.text.isupper() and len(word.text) > 1


def _text(name: Sequence[WordToken]) -> str:
    parts = [name[0].text]
    for before, token in pairwise(name):  # the apostrophe of “l’ancien” stands between the two
        parts.append(token.gap or "’" * (before.end - before.start - len(before.text)))
        parts.append(token.text)
    return "".join(parts)
