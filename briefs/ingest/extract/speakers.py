"""Who is meant: surname to full name, “he”, “the minister”, a quotation without a speaker of its own.

Coreference by rules, within one article: names first, then the nearest earlier person who fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.person_names import WORD, clean, sex_by, stands_for, words
from briefs.ingest.extract.types import Mention

# nouns that name somebody mentioned before, whatever the office was called
_ROLES = frozenset(
    """
    actor actress analyst author billionaire businessman businesswoman candidate commentator
    contender democrat diplomat envoy expert hopeful host incumbent lawmaker leader magnate man
    mogul nominee official politician republican scholar singer spokesman spokesperson spokeswoman
    star statesman tycoon veteran woman writer
    """.split()
)
_REMEMBERED = 300  # mentions that a pronoun may look back over
_MOST_TITLES = (
    20  # of one person; no article that is one has more, and each is compared with each “the minister”
)
_GROUP_REACH = 900  # characters over which “they” may look back
_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(slots=True)
class NamedPerson:
    """Somebody named in the article: the fullest name, the offices beside it.

    `count`: how often by more than one word; `seen`: where last, as far as the article has been read.
    """

    name: str
    words: tuple[str, ...]
    sex: str | None = None  # "m" or "f"
    titles: list[str] | None = None
    count: int = 0
    seen: int = -1


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """The answer: a name as full as the article gives it, and how it was found."""

    name: str
    title: str | None
    how: str  # "named", "role", "pronoun", "carried", "unresolved"
    person: bool
    pronoun: bool = False  # nobody but “they”


class SpeakerResolver:
    """The persons of one article and who was mentioned last. Feed it in reading order.

    `names` are all mentions by name in the article, so that a surname is known before its full name comes.
    """

    def __init__(self, names: Iterable[Mention], text: str = "") -> None:
        self._people: list[NamedPerson] = []
        # places in that list, by the first and by the last word of the name
        self._by_first: dict[str, set[int]] = {}
        self._by_last: dict[str, set[int]] = {}
        self._recent: list[tuple[int, NamedPerson, bool]] = []  # offset, who, as a subject or speaker
        self._group: Mention | None = None
        mentions = [m for m in names if m.name]
        # full names first: each shorter one then finds the person it stands for
        for mention in sorted(mentions, key=lambda m: -len(words(m.name or ""))):
            self._register(mention)
        for person in self._people:
            if len(person.words) == 1:
                _complete(person, text)
        for place in range(len(self._people)):
            self._index(place)  # anew: a name that was completed begins with another word

    # who there is -------------------------------------------------------------------------------------

    def _register(self, mention: Mention) -> None:
        parts = words(mention.name or "")
        if not parts or len(parts) > 5:
            return
        sex = sex_by(parts, mention.title)
        person = self._match(parts, sex)
        if person is None:
            person = NamedPerson(clean(mention.name or ""), parts, sex, [])
            self._people.append(person)
            self._index(len(self._people) - 1)
        person.count += len(parts) > 1
        person.sex = person.sex or sex
        titles = person.titles
        if (
            mention.title
            and titles is not None
            and len(titles) < _MOST_TITLES
            and mention.title not in titles
        ):
            titles.append(mention.title)

    def _index(self, place: int) -> None:
        parts = self._people[place].words
        self._by_first.setdefault(parts[0], set()).add(place)
        self._by_last.setdefault(parts[-1], set()).add(place)

    def _match(self, parts: tuple[str, ...], sex: str | None = None) -> NamedPerson | None:
        """The known person that a name may stand for; where several may, who is named in full most often.

        Where that is equal: who was named last.
        """
        if not parts:
            return None
        # not all with all: whom a name stands for ends alike, or one of the two is a given name alone
        places = self._by_last.get(parts[-1], set()) | self._by_last.get(parts[0], set())
        if len(parts) == 1:
            places |= self._by_first.get(parts[0], set())
        alike = (self._people[place] for place in sorted(places))
        fits = [p for p in alike if stands_for(parts, p.words) and not (sex and p.sex and sex != p.sex)]
        if not fits:
            return None
        exact = [p for p in fits if p.words == parts and len(parts) > 1]
        return max(exact or fits, key=lambda p: (p.count, p.seen))

    def find(self, mention: Mention) -> NamedPerson | None:
        """The person a mention by name stands for."""
        parts = words(mention.name or mention.text)
        return self._match(parts, sex_by(parts, mention.title)) if parts else None

    # who was mentioned last ---------------------------------------------------------------------------

    def add_mention(self, mention: Mention, *, subject: bool) -> None:
        """Somebody is named at this place of the article; `subject`: of a main clause."""
        if mention.sort == "name" and (person := self.find(mention)) is not None:
            person.seen = mention.start
            insort(self._recent, (mention.start, person, subject), key=_offset)

    def spoke(self, speaker: ResolvedSpeaker, at: int) -> None:
        """Somebody spoke at this place: whom the next “he” is likely to mean."""
        person = self._match(words(speaker.name))
        if speaker.person and person is not None:
            insort(self._recent, (at, person, True), key=_offset)

    def resolve(self, mention: Mention) -> ResolvedSpeaker:
        """The speaker a mention stands for; unresolved mentions come back as they are."""
        if mention.sort == "name":
            person = self.find(mention)
            if person is not None:
                return ResolvedSpeaker(
                    person.name, _without_honorific(mention.title) or _title(person), "named", True
                )
            return ResolvedSpeaker(
                clean(mention.name or mention.text), _without_honorific(mention.title), "named", False
            )
        person = self._pronoun(mention) if mention.sort == "pronoun" else self._office(mention)
        if person is None:
            return self._group_of(mention)
        return ResolvedSpeaker(
            person.name, _title(person), "pronoun" if mention.sort == "pronoun" else "role", True
        )

    def _group_of(self, mention: Mention) -> ResolvedSpeaker:
        """“They”: the last group named. Anybody else unresolved stays what the article calls them."""
        if mention.text.lower() in ("they", "они"):
            if self._group is not None and 0 < mention.start - self._group.start < _GROUP_REACH:
                return ResolvedSpeaker(clean(self._group.text), None, "unresolved", False)
        elif mention.sort == "nominal" and _plural(mention.text):
            self._group = mention
        return ResolvedSpeaker(clean(mention.text), None, "unresolved", False, mention.sort == "pronoun")

    def _before(self, at: int) -> list[tuple[int, NamedPerson, bool]]:
        index = bisect_left(self._recent, at, key=_offset)
        return self._recent[max(0, index - _REMEMBERED) : index][::-1]

    def _pronoun(self, mention: Mention) -> NamedPerson | None:
        sex = lexicon.PRONOUNS.get(mention.text.lower())
        if sex is None:
            return None
        before = [e for e in self._before(mention.start) if e[1].sex in (None, sex)]
        subjects = [e for e in before if e[2]]
        near = next((e for e in subjects if mention.start - e[0] < 1200), None)
        if near is None:
            near = next(iter(before), None)
        elif near[1].sex is None:  # somebody whose sex is known to fit, almost as near
            sure = next((e for e in subjects if e[1].sex == sex and near[0] - e[0] < 120), None)
            near = sure or near
        if near is None:
            return None
        near[1].sex = near[1].sex or sex  # who was “she” once is not “he” later
        return near[1]

    def _office(self, mention: Mention) -> NamedPerson | None:
        parts = [w.lower().replace("-", " ") for w in WORD.findall(mention.text)]
        if len(parts) < 2 or parts[0] not in _DEFINITE:
            return None
        wanted = " ".join(parts[1:]).split(" of ")[0].split(" for ")[0].split()
        head = wanted[-1] if wanted else ""
        best: tuple[int, NamedPerson] | None = None
        for _, person, _ in self._before(mention.start):
            fit = max((_words_shared(wanted, title) for title in person.titles or ()), default=0)
            if fit and (best is None or fit > best[0]):
                best = (fit, person)
        if best is not None:
            return best[1]
        if head in _ROLES and len(wanted) <= 3:
            sex = "m" if head in lexicon.MALE else "f" if head in lexicon.FEMALE else None
            for at, person, subject in self._before(mention.start):
                if subject and not (sex and person.sex and sex != person.sex) and mention.start - at < 1500:
                    return person
        return None


def _offset(entry: tuple[int, NamedPerson, bool]) -> int:
    return entry[0]


def _complete(person: NamedPerson, text: str) -> None:
    """A full name that stands in a quotation only: “Russian President Dmitry Medvedev’s initiative”."""
    for match in re.finditer(rf"\b([^\W\d_][\w-]+) {re.escape(person.name)}\b", text):
        given = match[1].lower()
        if match[1][0].isupper() and given in MALE_NAMES | FEMALE_NAMES:
            person.name, person.words = match[0], (given, *person.words)
            person.sex = person.sex or sex_by(person.words, None)
            return


def _plural(text: str) -> bool:
    """“The 29 NRC foreign ministers”, “lawmakers”: people of an office, more than one."""
    head = re.split(r" (?:of|for|from|in|on|who|with)\b", text.lower())[0].split()
    return bool(head) and head[-1].endswith("s") and head[-1][:-1] in lexicon.TITLES


def _without_honorific(title: str | None) -> str | None:
    return None if title is None or title.lower() in lexicon.HONORIFICS else title


def _title(person: NamedPerson) -> str | None:
    """The fullest office, honorifics aside."""
    offices = [t for t in person.titles or () if t.lower() not in lexicon.HONORIFICS]
    return max(offices, key=len, default=None)


def _words_shared(wanted: list[str], title: str) -> int:
    """How many of the wanted words an office holds; none if it lacks the last one, the office itself."""
    held = [w.lower() for w in WORD.findall(title.replace("-", " "))]
    if not wanted or wanted[-1] not in held:
        return 0
    return sum(w in held for w in wanted)
