"""Who is named in an article in a language with a table, and whom “elle” or «міністр» means there."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefs.ingest.extract.language_tables import LanguageTable
from briefs.ingest.extract.person_names import words as name_words
from briefs.ingest.extract.speaker_phrases import PhraseParser, SpeakerPhrase, WordToken

_REMEMBERED = 100  # mentions that a pronoun may look back over
_REACH = 1500  # characters over which a pronoun may look back
_BESIDE = 6  # words before a name, and behind it, that may tell the office
_INDEFINITE = frozenset({"ein", "eine", "einer", "un", "una", "une"})  # nobody who has been named
_FLEETING = {"павл": "павел", "льв": "лев"}  # given names that lose a vowel in other cases
_OBLIQUE = re.compile(r"(?:ого|ему|ому|ої|ой|ою|ым|им|а|я|у|ю|и|і)$")


@dataclass(slots=True)
class TablePerson:
    """Somebody named in full; `titles` are words that stood beside the name, `sex` “m” or “f”."""

    name: str
    place: int  # in the list of all
    titles: set[str] = field(default_factory=set)
    sex: str | None = None


class TableCast:
    """The people of one article: feed it the blocks' words first, then ask in reading order."""

    def __init__(self, table: LanguageTable, blocks: Iterable[list[WordToken]]) -> None:
        self._table = table
        self._people: list[TablePerson] = []
        self._by_words: dict[tuple[str, ...], TablePerson] = {}
        self._by_last: dict[str, list[TablePerson]] = {}  # by the last word, folded
        self._seen: list[tuple[int, int]] = []  # offset in the article, place in the list
        parser = PhraseParser(table)
        self.named = [tuple(dict.fromkeys(self._collect(parser, tokens))) for tokens in blocks]
        """The full names in each block."""
        surnames = (person.name.split()[-1].lower() for person in self._people)
        self.parser = PhraseParser(table, frozenset(surnames))

    def _collect(self, parser: PhraseParser, tokens: list[WordToken]) -> Iterator[str]:
        at = 0
        while at < len(tokens):
            if not tokens[at].capital:
                at += 1
                continue
            last = parser.run(tokens, at)
            before = self._before(tokens, at)
            beside = before if not before or "," not in tokens[at].gap else []
            name = parser.person(tokens[at:last], beside)
            titles = {t.low for t in (*before, *tokens[at : last - len(name)], *self._behind(tokens, last))}
            known = any(map(parser.is_title, titles)) or self._told_apart(tokens, at, last)
            alone = len(name) == 1 and last - at > 1 and self._given(name[0].low)
            if alone or (len(name) > 1 and (self._given(name[0].low) or known)):
                yield self._add(name, {title for title in titles if parser.is_title(title)}, titles)
            at = last

    def _given(self, word: str) -> bool:
        names = self._table.male_names | self._table.female_names
        stem = _OBLIQUE.sub("", word)  # «хірурга Тараса Коваліва»
        return word in names or (
            stem != word and any(stem + end in names for end in ("", "о", "й", "ь", "а", "я"))
        )

    def _told_apart(self, tokens: list[WordToken], at: int, last: int) -> bool:
        """« sa cadre de santé, Nadège Riou. »: a name between commas behind a noun, where nouns are small."""
        if self._table.name == "German" or not 0 < at or last - at != 2 or tokens[at - 1].capital:
            return False
        behind = tokens[last].gap.strip() if last < len(tokens) else "."
        return tokens[at].gap.strip() == "," and behind[:1] in (".", ",")

    def _before(self, tokens: list[WordToken], at: int) -> list[WordToken]:
        """The words before a name that may be its office: up to a comma or a small word."""
        first = at
        while first > max(0, at - _BESIDE):
            gap = tokens[first].gap.strip()
            if gap and not (gap == "," and first == at):
                break
            token = tokens[first - 1]
            if token.low in self._table.stops or token.low in self._table.said:
                break
            first -= 1
        return tokens[first:at]

    def _behind(self, tokens: list[WordToken], at: int) -> list[WordToken]:
        """“…, la porte-parole de l’intersyndicale”."""
        if at >= len(tokens) or tokens[at].gap.strip() != "," or tokens[at].capital:
            return []
        last = at + 1
        while last < min(len(tokens), at + _BESIDE) and not tokens[last].gap.strip():
            last += 1
        return tokens[at:last]

    def _add(self, name: list[WordToken], titles: set[str], around: set[str]) -> str:
        text = self._first_case(name[0].text + "".join(token.gap + token.text for token in name[1:]))
        folded = name_words(text) or (text,)
        person = self._by_words.get(folded)
        if person is None:
            person = self._by_words[folded] = TablePerson(text, len(self._people))
            self._people.append(person)
            self._by_last.setdefault(folded[-1], []).append(person)
        person.titles |= titles
        person.sex = person.sex or self._sex(text.split()[0].lower(), titles, around)
        return person.name

    def _sex(self, given: str, titles: set[str], around: set[str]) -> str | None:
        table = self._table
        if titles & table.female or given in table.female_names:
            return "f"
        if table.name == "German" and any(title.endswith("in") for title in titles):
            return "f"
        if given in table.male_names or titles & table.male:
            return "m"
        if given[-1:] in "ая" and given[0] > "\u0400":
            return "f"
        return "f" if titles and around & {"la", "una", "die"} else None

    # who is meant ---------------------------------------------------------------------------------

    def knows(self, name: str) -> bool:
        """Whether somebody of this full name is in the article."""
        return name_words(name) in self._by_words

    def seen(self, name: str, at: int) -> None:
        """Somebody is spoken of, or spoke, at this place of the article."""
        person = self._find(name)
        if person is not None:
            insort(self._seen, (at, person.place))

    def resolve(self, phrase: SpeakerPhrase, at: int, *, oblique: bool = False) -> str | None:
        """The full name of whom the words mean at this place; None where they name nobody known."""
        if phrase.sort == "name" and phrase.name is not None:
            name = self._first_case(phrase.name) if oblique else phrase.name
            person = self._find(name)
            return person.name if person is not None else name
        if phrase.sort == "pronoun":
            return self._pronoun(phrase.words[0], at)
        return self._office(phrase.words, at)

    def _find(self, name: str) -> TablePerson | None:
        """By full name or surname, in whatever case; nobody where two people have it."""
        folded = name_words(name)
        same = self._by_last.get(folded[-1], []) if folded else []
        if len(folded) == 1 and not same and self._given(name.lower()):  # “Felisa” for “Felisa Herranz”
            same = [person for person in self._people if name_words(person.name)[:1] == folded]
        if len(folded) > 1:
            same = [person for person in same if name_words(person.name)[0] == folded[0]]
        return same[0] if len(same) == 1 else None

    def _first_case(self, name: str) -> str:
        """«Петра Гаврилюка» is Петро Гаврилюк: told by the given name, else left as it stands."""
        given, *others = name.split()
        stem = _OBLIQUE.sub("", given.lower())
        stem = _FLEETING.get(stem, stem)
        table = self._table
        first = next((stem + end for end in ("", "о", "й", "ь") if stem + end in table.male_names), None)
        if given.lower() in table.male_names | table.female_names or not others:
            return name
        if first is None:
            first = next((stem + end for end in ("а", "я") if stem + end in table.female_names), None)
            surname = re.sub(r"(?:ої|ой|у)$", "а", others[-1])
        else:
            surname = re.sub(r"(?:ого|ему|ому)$", "ий", others[-1])
            surname = re.sub(r"(?<=[^аеёиоуыэюяіїє])[ау]$", "", surname)
        if first is None:
            return name
        return " ".join([first.capitalize(), *others[:-1], surname])

    def latest(self, at: int) -> str | None:
        """Who was spoken of, or spoke, last before this place."""
        recent = self._before_now(at)
        return recent[0].name if recent else None

    def _before_now(self, at: int) -> list[TablePerson]:
        index = bisect_left(self._seen, (at, -1))
        recent = self._seen[max(0, index - _REMEMBERED) : index]
        return [self._people[who] for place, who in reversed(recent) if at - place < _REACH]

    def _pronoun(self, word: str, at: int) -> str | None:
        table = self._table
        if word in table.they - table.she:
            return None
        sex = "m" if word in table.he else "f" if word in table.she else None
        who = next((p for p in self._before_now(at) if sex is None or p.sex in (None, sex)), None)
        if who is None:
            return None
        who.sex = who.sex or sex
        return who.name

    def _office(self, words: tuple[str, ...], at: int) -> str | None:
        """“die Dezernentin” is the Baudezernentin of the article; “l’acteur” whoever was spoken of last."""
        head = next((word for word in words if self.parser.is_title(word)), None)
        if any(word.endswith(("jährige", "jähriger")) for word in words):
            recent = self._before_now(at)
            return recent[0].name if recent else None
        if head is None or words[0] in _INDEFINITE:
            return None
        recent = self._before_now(at)
        listed = self._people[:_REMEMBERED]
        holders = [p for p in (*recent, *listed) if any(_same_office(title, head) for title in p.titles)]
        if self.parser.bare and head[-1] not in "ая":  # «лікар» is not «лікарка»
            holders = [p for p in holders if p.sex != "f" or not any(t.endswith("ка") for t in p.titles)]
        if holders:
            return holders[0].name
        sex = "m" if head in self._table.male else "f" if head in self._table.female else None
        if head in self._table.roles and recent and not (sex and recent[0].sex and sex != recent[0].sex):
            return recent[0].name
        return None


def _same_office(title: str, word: str) -> bool:
    """“Baudezernentin” for “Dezernentin”, «міністра» for «міністр»."""
    same_stem = len(word) > 3 and title.startswith(word[:-1]) and len(title) - len(word) < 3
    return same_stem or title.endswith(word)
