"""Who is meant: surname to full name, “he”, “the minister”, a quotation without a speaker of its own."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.types import Mention

_WORD = re.compile(r"[^\W_][\w’'.-]*", re.UNICODE)
_RUSSIAN_CASE = re.compile(r"(?<=[а-яё]{3})(?:ым|ом|ем|ой|ей|ий|[аеуюяйыи])$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$")
# nouns that name somebody already on the stage, whatever the office was called
_ROLES = frozenset(
    """
    actor actress analyst author billionaire businessman businesswoman candidate commentator
    contender democrat diplomat envoy expert hopeful host incumbent lawmaker leader magnate man
    mogul nominee official politician republican scholar singer spokesman spokesperson spokeswoman
    star statesman tycoon veteran woman writer
    """.split()
)
_REMEMBERED = 300  # entries on the stage that a pronoun may look back over
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
    """The persons of one article and who was on the stage last. Feed it in reading order."""

    def __init__(self, names: Iterable[Mention], text: str = "") -> None:
        self._people: list[NamedPerson] = []
        self._stage: list[tuple[int, NamedPerson, bool]] = []  # offset, who, as a subject or speaker
        self._group: Mention | None = None
        mentions = [m for m in names if m.name]
        for mention in sorted(mentions, key=lambda m: -len(words(m.name or ""))):
            self._admit(mention)
        for person in self._people:
            if len(person.words) == 1:
                _complete(person, text)

    # who there is -------------------------------------------------------------------------------------

    def _admit(self, mention: Mention) -> None:
        parts = words(mention.name or "")
        if not parts or len(parts) > 5:
            return
        sex = _sex(parts, mention.title)
        person = self._match(parts, sex)
        if person is None:
            person = NamedPerson(_clean(mention.name or ""), parts, sex, [])
            self._people.append(person)
        person.count += len(parts) > 1
        person.sex = person.sex or sex
        if mention.title and person.titles is not None and mention.title not in person.titles:
            person.titles.append(mention.title)

    def _match(self, parts: tuple[str, ...], sex: str | None = None) -> NamedPerson | None:
        """The known person that a name may stand for; where several may, who is named in full most often.

        Where that is equal: who was named last.
        """
        fits = [
            p for p in self._people if _stands_for(parts, p.words) and not (sex and p.sex and sex != p.sex)
        ]
        if not fits:
            return None
        exact = [p for p in fits if p.words == parts and len(parts) > 1]
        return max(exact or fits, key=lambda p: (p.count, p.seen))

    def find(self, mention: Mention) -> NamedPerson | None:
        """The person a mention by name stands for."""
        parts = words(mention.name or mention.text)
        return self._match(parts, _sex(parts, mention.title)) if parts else None

    # who is on the stage ------------------------------------------------------------------------------

    def enter(self, mention: Mention, *, subject: bool) -> None:
        """Somebody is named at this place of the article."""
        if mention.sort == "name" and (person := self.find(mention)) is not None:
            person.seen = mention.start
            insort(self._stage, (mention.start, person, subject), key=_offset)

    def spoke(self, speaker: ResolvedSpeaker, at: int) -> None:
        """Somebody spoke at this place: whom the next “he” is likely to mean."""
        person = self._match(words(speaker.name))
        if speaker.person and person is not None:
            insort(self._stage, (at, person, True), key=_offset)

    def resolve(self, mention: Mention) -> ResolvedSpeaker:
        """The speaker a mention stands for; unresolved mentions come back as they are."""
        if mention.sort == "name":
            person = self.find(mention)
            if person is not None:
                return ResolvedSpeaker(person.name, _own(mention.title) or _title(person), "named", True)
            return ResolvedSpeaker(_clean(mention.name or mention.text), _own(mention.title), "named", False)
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
                return ResolvedSpeaker(_clean(self._group.text), None, "unresolved", False)
        elif mention.sort == "nominal" and _plural(mention.text):
            self._group = mention
        return ResolvedSpeaker(_clean(mention.text), None, "unresolved", False, mention.sort == "pronoun")

    def _before(self, at: int) -> list[tuple[int, NamedPerson, bool]]:
        index = bisect_left(self._stage, at, key=_offset)
        return self._stage[max(0, index - _REMEMBERED) : index][::-1]

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
        near[1].sex = near[1].sex or sex
        return near[1]

    def _office(self, mention: Mention) -> NamedPerson | None:
        parts = [w.lower().replace("-", " ") for w in _WORD.findall(mention.text)]
        if len(parts) < 2 or parts[0] not in _DEFINITE:
            return None
        wanted = " ".join(parts[1:]).split(" of ")[0].split(" for ")[0].split()
        head = wanted[-1] if wanted else ""
        best: tuple[int, NamedPerson] | None = None
        for _, person, _ in self._before(mention.start):
            fit = max((_fit(wanted, title) for title in person.titles or ()), default=0)
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
            person.sex = person.sex or _sex(person.words, None)
            return


_MALE = MALE_NAMES | {_RUSSIAN_CASE.sub("", name) for name in MALE_NAMES}
_FEMALE = FEMALE_NAMES | {_RUSSIAN_CASE.sub("", name) for name in FEMALE_NAMES}


def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles, possessives and suffixes."""
    parts = [_stem(w.strip(".").lower()) for w in _WORD.findall(_clean(name))]
    while len(parts) > 1 and (parts[0] in lexicon.TITLES or parts[0] + "." in lexicon.TITLES):
        parts.pop(0)
    return tuple(p for p in parts if p)


def sex_of(name: str) -> str | None:
    """ "m" or "f", where a given name tells."""
    return _sex(words(name), None)


def nominative(name: str) -> str:
    """A Russian name without the endings of its case, as far as they can be told; else nothing."""
    return " ".join(words(name)) if _CYRILLIC.search(name) else ""


def _plural(text: str) -> bool:
    """“The 29 NRC foreign ministers”, “lawmakers”: people of an office, more than one."""
    head = re.split(r" (?:of|for|from|in|on|who|with)\b", text.lower())[0].split()
    return bool(head) and head[-1].endswith("s") and head[-1][:-1] in lexicon.TITLES


def _stem(word: str) -> str:
    """Russian names change with their case: “Лаврова”, “Лаврову” and “Лавровым” are all Лавров."""
    return _RUSSIAN_CASE.sub("", word) if len(word) > 4 else word


def _clean(name: str) -> str:
    return _SUFFIX.sub("", _POSSESSIVE.sub("", " ".join(name.split())).strip(" ,.;:—–-“”\"'’"))


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """“Rasmussen” and “Fogh Rasmussen” for “Anders Fogh Rasmussen”; “Donald Trump” for “Donald J. Trump”."""
    if len(short) > len(full):
        short, full = full, short
    if full[-len(short) :] == short:
        return True
    if len(short) == 1:
        return len(full) > 1 and full[0] == short[0] and short[0] in MALE_NAMES | FEMALE_NAMES
    return full[-1] == short[-1] and (full[0] == short[0] or short[0] in full)


def _sex(parts: tuple[str, ...], title: str | None) -> str | None:
    for word in (title or "").lower().split():
        if word in lexicon.MALE:
            return "m"
        if word in lexicon.FEMALE:
            return "f"
    if len(parts) > 1:
        if parts[0] in _MALE:
            return "m"
        if parts[0] in _FEMALE:
            return "f"
    return None


def _own(title: str | None) -> str | None:
    return None if title is None or title.lower() in lexicon.HONORIFICS else title


def _title(person: NamedPerson) -> str | None:
    """The fullest office, honorifics aside."""
    offices = [t for t in person.titles or () if t.lower() not in lexicon.HONORIFICS]
    return max(offices, key=len, default=None)


def _fit(wanted: list[str], title: str) -> int:
    """How many of the wanted words an office holds; none if it lacks the last one, the office itself."""
    held = [w.lower() for w in _WORD.findall(title.replace("-", " "))]
    if not wanted or wanted[-1] not in held:
        return 0
    return sum(w in held for w in wanted)
