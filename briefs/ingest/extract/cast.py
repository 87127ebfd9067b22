"""Who takes part in an article: persons by name, and whoever is told of by what they are, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefs.ingest.extract import lexicon, speaker_words
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.person_names import clean, is_short_for, sex_by, sex_of_given, stands_for, words
from briefs.ingest.extract.types import Mention

# of one person; no article that is one has more, and each is compared with each “the minister”
_MOST_TITLES = 20
_LONGEST_NAME = 5  # words
_DOMINANT = 5  # times as often named in full: then a surname that two share is the better known one's
_CLOSE = 800  # characters before a surname in which the full name still tells whose it is
_OTHER = {"m": "f", "f": "m"}
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Participant:
    """Somebody in the article: the fullest name, or the words for one who has none, and the offices.

    `count`: how often by more than one word; `seen`: where last, as far as the article has been read;
    `full`: where by more than one word, in order; `forms`: those names, and how often.
    """

    name: str
    words: tuple[str, ...]
    sex: str | None = None  # "m" or "f"
    titles: list[str] = field(default_factory=list)
    count: int = 0
    seen: int = -1
    full: list[int] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    kind: str | None = None  # "person", "people" or "group"; None where nothing tells
    sure: bool = True  # False: one of several, and nobody can say which


def one_of(several: Iterable[Participant]) -> Participant:
    """Whoever of them is meant: nobody by name, of their sex where they share one."""
    sexes = {person.sex for person in several}
    return Participant("", (), sexes.pop() if len(sexes) == 1 else None, kind="person", sure=False)


class Cast:
    """Everybody in one article, known from the start: a surname is known before its full name comes."""

    def __init__(self, names: Iterable[Mention], text: str = "") -> None:
        self._people: list[Participant] = []
        # places in that list, by the first and by the last word of the name
        self._by_first: dict[str, set[int]] = {}
        self._by_last: dict[str, set[int]] = {}
        self._described: dict[str, Participant] = {}
        self._alone: dict[str, int] = {}  # where a surname stands alone for the first time
        # full names first: each shorter one then finds the person it stands for
        for mention in sorted((m for m in names if m.name), key=lambda m: -len(words(m.name or ""))):
            self._register(mention)
        for person in self._people:
            if len(person.words) == 1:
                _complete(person, text)
                person.sex = person.sex or sex_of_given(person.words[0])
        for place in range(len(self._people)):
            self._index(place)  # anew: a name that was completed begins with another word
            self._people[place].full.sort()
        for person in self._people:
            _call(person)

    def find(self, mention: Mention) -> Participant | None:
        """The one a mention by name stands for; not `sure` where two of that surname are equally likely."""
        parts = words(mention.name or mention.text)
        if not parts:
            return None
        fits = self._fits(parts, sex_by(parts, mention.title), mention.kind)
        return self._likeliest(fits, mention.start) if len(parts) == 1 else _best(fits)

    def described(self, mention: Mention, kind: str) -> Participant:
        """Whoever has no name in the article: “a spokesman for the force”, “the weather service”."""
        key = _ARTICLE.sub("", " ".join(mention.text.lower().split()))
        if key not in self._described:
            sex = speaker_words.sex_of_noun(mention.text)
            self._described[key] = Participant(clean(mention.text), (), sex, [clean(mention.text)], kind=kind)
        return self._described[key]

    def relative(self, person: Participant, sex: str | None) -> Participant | None:
        """The one other of this surname who is of this sex, as a husband, a daughter or a brother is."""
        if len(person.words) < 2 or sex is None:
            return None
        family = [
            other
            for other in self._people
            if other is not person
            and len(other.words) > 1
            and other.words[-1] == person.words[-1]
            and other.sex in (sex, None)
        ]
        return family[0] if len(family) == 1 else None

    def _register(self, mention: Mention) -> None:
        parts = words(mention.name or "")
        if not parts or len(parts) > _LONGEST_NAME or lexicon.OPENERS.issuperset(parts):
            return
        sex = sex_by(parts, mention.title)
        person = _best(self._fits(parts, sex, mention.kind))
        if person is None:
            person = Participant(clean(mention.name or ""), parts, sex)
            self._people.append(person)
            self._index(len(self._people) - 1)
        if len(parts) > 1:
            person.count += 1
            person.full.append(mention.start)
            person.forms[clean(mention.name or "")] += 1
        else:
            self._alone[parts[0]] = min(mention.start, self._alone.get(parts[0], mention.start))
        person.sex = person.sex or sex
        if person.kind != "person":
            person.kind = mention.kind or person.kind
        if mention.title and len(person.titles) < _MOST_TITLES and mention.title not in person.titles:
            person.titles.append(mention.title)

    def _index(self, place: int) -> None:
        parts = self._people[place].words
        self._by_first.setdefault(parts[0], set()).add(place)
        self._by_last.setdefault(parts[-1], set()).add(place)

    def _fits(self, parts: tuple[str, ...], sex: str | None, kind: str | None) -> list[Participant]:
        """Those of the cast for whom a name may stand; a group has its whole name only."""
        # not all with all: whom a name stands for ends alike, or one of the two is a given name alone
        places = self._by_last.get(parts[-1], set()) | self._by_last.get(parts[0], set())
        if len(parts) == 1:
            places |= self._by_first.get(parts[0], set())
        fits = []
        for place in sorted(places):
            person = self._people[place]
            of_group = kind == "group" and (len(parts) > 1 or parts[0].endswith("s"))
            whole = person.kind == "group" or (of_group and person.kind != "person")
            alike = parts == person.words if whole else stands_for(parts, person.words)
            # a given name that no list has: “Noel” for “Noel Farrow”
            named = len(parts) == 1 and person.kind == "person" and person.count > 1
            alike = alike or (named and person.words[0] == parts[0])
            if alike and not (sex and person.sex and sex != person.sex):
                fits.append(person)
        if not fits and len(parts) == 1 and kind != "group":
            once = (self._people[place] for place in self._by_first.get(parts[0], ()))
            # somebody of whom more is told than two words with capitals: “Obama Says” is no name
            told = (p for p in once if p.kind == "person" and p.count and p.words[-1] not in lexicon.SAID)
            fits = [p for p in told if not (sex and p.sex == _OTHER[sex])]
        if not fits and len(parts) == 1 and kind == "person":
            # “Marisol Peña” was taken for a place, and “Peña” is somebody
            ending = (self._people[place] for place in self._by_last.get(parts[0], ()))
            fits = [p for p in ending if p.kind == "group" and len(p.words) == 2 and _may_be_person(p)]
        exact = [p for p in fits if p.words == parts and len(parts) > 1]
        return exact or fits

    def _likeliest(self, fits: list[Participant], at: int) -> Participant | None:
        """Of those who share a surname the one who is meant by it here; not `sure` where it may be another.

        It is whoever was named in full close before, or whose surname stood alone before the other came in;
        where the two rules disagree, or give two, nobody can say.
        """
        rivals = [p for p in fits if p.full and p.kind != "group"]
        if len(rivals) < 2:
            return _best(fits)
        # who is called by the given name alone is not who is called by the surname
        rivals = [p for p in rivals if p.words[0] not in self._alone] or rivals
        if len(rivals) == 1:
            return rivals[0]
        first, *others = sorted(rivals, key=lambda p: p.count, reverse=True)
        if first.count >= _DOMINANT * max(p.count for p in others):
            return first
        near = [p for p in rivals if any(at - _CLOSE <= place < at for place in p.full)]
        earliest = min(rivals, key=lambda p: p.full[0])
        alone = self._alone.get(earliest.words[-1], at)
        known = alone < min(p.full[0] for p in rivals if p is not earliest)
        often = earliest.count > max(p.count for p in rivals if p is not earliest)
        if known and (near in ([], [earliest]) or (often and earliest in near)):
            return earliest
        return near[0] if len(near) == 1 and not known else one_of(rivals)


def _may_be_person(group: Participant) -> bool:
    return speaker_words.kind_of(group.name) is None


def _best(fits: list[Participant]) -> Participant | None:
    """Who is named in full most often; where that is equal, who was named last."""
    return max(fits, key=lambda p: (p.count, p.seen), default=None)


def _call(person: Participant) -> None:
    """“Jack Tarrant”, where he is called so more often than “John Idris Tarrant”."""
    first, last = person.words[0], person.words[-1]
    forms = {
        name: count
        for name, count in person.forms.items()
        if (parts := words(name))[-1:] == (last,) and (parts[0] == first or is_short_for(parts[0], first))
    }
    if len(forms) > 1:
        person.name = max(forms, key=lambda name: (forms[name], len(name)))


def _complete(person: Participant, text: str) -> None:
    """A full name that stands in a quotation only: “Russian President Dmitry Medvedev’s initiative”."""
    if surname := _of_two(person.name, text):
        person.name, person.words = f"{person.name} {surname}", (*person.words, surname.lower())
        person.sex = person.sex or sex_by(person.words, None)
        person.kind, person.count = "person", person.count + 1
        return
    for match in re.finditer(rf"\b([^\W\d_][\w-]+) {re.escape(person.name)}\b", text):
        given = match[1].lower()
        other = {person.sex, sex_of_given(given)} == {"m", "f"}  # “Mrs. Doyle” is not Francis Doyle
        if match[1][0].isupper() and given in MALE_NAMES | FEMALE_NAMES and not other:
            person.name, person.words = match[0], (given, *person.words)
            person.sex = person.sex or sex_by(person.words, None)
            person.kind = "person"
            return
    if person.sex is None and (full := _given_of(person.name, text)):
        person.name, person.words, person.kind = full, words(full), None


def _given_of(surname: str, text: str) -> str | None:
    """The full name of somebody whose given name is on no list: “the idea of Fraser Doig, a joiner”."""
    for match in re.finditer(rf"(?<=[\w,;] )([A-ZÀ-Þ][^\W\d_]+) {re.escape(surname)}\b", text):
        word = match[1].lower()
        known = word in lexicon.TITLES or word in lexicon.OPENERS or speaker_words.is_person(word)
        if not known and not speaker_words.is_demonym(word) and not match[1].isupper():
            return match[0]
    return None


def _of_two(name: str, text: str) -> str | None:
    """The surname of somebody who is named with another of the family: “Joan and Arthur Pym”."""
    given = MALE_NAMES | FEMALE_NAMES
    if name.lower() not in given:
        return None
    one = re.search(rf"\b{re.escape(name)} and ([A-ZÀ-Þ]\w+) ([A-ZÀ-Þ][\w-]+)\b", text)
    other = re.search(rf"\b([A-ZÀ-Þ]\w+) and {re.escape(name)} ([A-ZÀ-Þ][\w-]+)\b", text)
    return next((m[2] for m in (one, other) if m is not None and m[1].lower() in given), None)
