"""The office in which a Russian draft has somebody speak: read beside their name in any case, held against
the offices on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefs.cite_check.surroundings import is_whole
from briefs.model import Person, Role

# Offices by the word that they turn on. Of the weak ones one speaks of anybody: “глава делегации”.
_STRONG = (
    r"министр|замминистр|президент|вице-президент|премьер(?:-министр)?|вице-премьер|(?:ген|гос)сек(?:ретар)?"
    r"|секретар|пресс-секретар|канцлер|посол|посл|заместител|замглав|спикер|губернатор|мэр|сенатор|король"
    r"|корол|королев"
)
_WEAK = r"глав|председател|представител|спецпредставител|постпред|руководител|директор|эксперт|лидер"
_WORD = r"[А-ЯЁа-яё][А-ЯЁа-яё-]*"
_MODIFIER = (
    r"(?:официальн|специальн|постоянн|генеральн|государственн|перв|российск|американск|датск|люксембургск|нов"
    r"|британск|немецк|французск|украинск|китайск|федеральн|советск|турецк|польск|глав|исполняющ|обязанност"
    r")[а-яё]{0,4}"
)
_FORMER = r"(?:бывш[а-яё]+|экс[- ]?|тогдашн[а-яё]+|покойн[а-яё]+)"
_PHRASE = re.compile(
    rf"(?<![\w-])(?P<former>{_FORMER}\s*)?(?P<phrase>(?:{_MODIFIER}\s+){{0,3}}(?P<head>(?:{_STRONG}|{_WEAK})[а-яё]{{0,3}})"
    r"(?![\w-]))",
    re.IGNORECASE,
)
# Between an office and a name these begin something else; the last are verbs by their ending.
_NO_PART = re.compile(
    r"\b(?:(?:заяви|сказа|сообщи|отмети|подчеркну|добави|ответи|спроси|встрети|обсуди|призва|напомни|назва"
    r"|счита|говори|пиш|переда)[а-яё]*|что|как|когда|если|но|а|от|для|под|над|из|его|её|это"
    r"|(?!генерал)[а-яё]{3,}(?:[аиыуя]л|[аиыуя]л[аи])(?:ся|сь)?)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:,|\(|—|–)\s*(?:тогда|ныне|теперь|в то время)?\s*", re.IGNORECASE)

# One word for each thing: of an office and of what people write for it.
_SAME: tuple[tuple[str, str], ...] = (
    (
        r"(?:глав|руководител)[а-яё]* ((?:[а-яё]+ )?)"
        r"(?:дипломати[а-яё]*|внешнеполитическ[а-яё]* ведомств[а-яё]*)",
        r"министр иностранных дел \1",
    ),
    (r"(?:глав|руководител)[а-яё]*(?= (?:мид|мин|министерств))", "министр"),
    (r"глав[а-яё]* госдеп[а-яё]*", "госсек"),
    (r"замминистр[а-яё]*", "заместитель министр"),
    (r"замглав[а-яё]*(?= (?:мид|мин))", "заместитель министр"),
    (r"заместител[а-яё]* (?:глав|руководител)[а-яё]*(?= (?:мид|мин))", "заместитель министр"),
    (r"минобороны|министерств[а-яё]* обороны", "обороны"),
    (r"минфин[а-яё]*", "финансов"),
    (r"министр[а-яё]* мид", "министр иностранных дел"),
    (r"(?:министерств[а-яё]* иностранных дел|мид)", "иностранных дел"),
    (r"министр[а-яё]*", "министр"),
    (r"(?:председател[а-яё]*|глав[а-яё]*) (?:правительств[а-яё]*|кабинет[а-яё]* министров)", "премьер"),
    (r"премьер(?!-)[а-яё]*|премьер-министр[а-яё]*|премьер министр", "премьер"),
    (r"ген[а-яё]*сек[а-яё]*|генеральн[а-яё]* секретар[а-яё]*", "генсек"),
    (r"гос[а-яё]*секретар[а-яё]*|государственн[а-яё]* секретар[а-яё]*", "госсек"),
    (r"пресс-секретар[а-яё]*", "представитель"),
    (r"спецпредставител[а-яё]*", "специальный представитель"),
    (r"(?:российск[а-яё]* федераци[а-яё]*|рф|российск[а-яё]*|росси[а-яё]*)", "росси"),
    (r"(?:соединенн[а-яё]* штат[а-яё]*|американск[а-яё]*|америк[а-яё]*)", "сша"),
    (r"(?:датск[а-яё]*|дани[а-яё]*)", "дани"),
    (r"(?:североатлантическ[а-яё]* )?(?:альянс[а-яё]*)", "нато"),
)
_RULES = tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), word) for pattern, word in _SAME)
_EMPTY = frozenset("официальный официального официальному официальным и по в о на при с экс".split())
# What tells one office from another that shares its other words.
_WEIGHTY = frozenset(
    "замес предс спике минис прези премь генсе госсе секре вице канцл посол посла замгл глава".split()
)
_SAID_OF_ANYBODY = frozenset(["предс", "глава"])
_BODIES = frozenset("нато иност оборо прави оон".split())
_STEM = 5  # letters in which two cases of a word agree


def offices_beside(text: str, person: Person) -> Iterator[tuple[str, int, bool]]:
    """The offices given to the person by `text`: the words, where they begin, and whether as a former one."""
    name = _name_pattern(person)
    if name is None:
        return
    names = [match.span() for match in name.finditer(text) if is_whole(match, text, _last_stem(person))]
    taken = 0
    for match in _PHRASE.finditer(text):
        first = match.start("phrase")
        end = _end_of(text, first, match.end("phrase"), names)
        if end is None or first < taken:
            continue
        taken = end  # “заместитель министра” is no minister
        if not _NO_PART.search(text, first, end) and _agree(match["head"], text[end:], person):
            yield text[first:end], first, match["former"] is not None


def _end_of(text: str, first: int, head_end: int, names: list[tuple[int, int]]) -> int | None:
    """Where the office that begins at `first` ends, if it is that of somebody named right beside it."""
    for start, _ in names:
        if start < head_end or start - first > 120:
            continue
        between = text[head_end:start]
        # “министр обороны Шойгу и Лавров”: what joins two people ends the office of the first.
        if re.fullmatch(rf"(?:\s+{_WORD}){{0,9}}(?<!\sи)\s+", between):
            gap = re.search(r"(?:\s+(?:г-н|господин|товарищ))?\s+$", between)
            return start - len(gap.group() if gap else "")
        return None
    for _, end in names:
        if end <= first and _BEHIND.fullmatch(re.sub(_FORMER, "", text[end:first], flags=re.IGNORECASE)):
            behind = re.match(rf"(?:\s+{_WORD}){{0,8}}(?=\s*[,.)—–;:])", text[head_end:])
            return head_end + behind.end() if behind else None
    return None


def _agree(head: str, behind: str, person: Person) -> bool:
    """Whether an office and the name behind it stand both in the nominative, or both in another case.

    “Советник президента Сергей Лавров” is no president, “президент Сергею Лаврову сказал” calls him none.
    """
    name = re.match(rf"\s+(?:[А-ЯЁ]\.\s*)*({_WORD})", behind)
    if name is None:
        return True  # set off by a comma
    is_plain = name[1] in dict(person.name.others).get("ru", "").split()
    if is_plain and re.search("[уиоею]$", name[1]):
        return True  # a name that has one form
    return is_plain == bool(re.search(r"(?:[бвгдзклнпрстфхцчшщ]|ель|арь|глава)$|^зам", head.casefold()))


@lru_cache(256)
def _name_pattern(person: Person) -> re.Pattern[str] | None:
    """The person's Russian name in any case."""
    russian = dict(person.name.others).get("ru", "")
    words = [word for word in re.findall(r"[А-ЯЁ][а-яё-]+", russian) if len(word) > 2]
    if not words or person.kind != "person":
        return None
    stems = "|".join(map(re.escape, map(_stem, words)))
    one = rf"(?:{stems})[а-яё]{{0,3}}"
    return re.compile(
        rf"\b(?:[А-ЯЁ]\.\s*){{0,2}}{one}(?:\s+(?:[А-ЯЁ]\.\s*|{one}|[А-ЯЁ][а-яё]+ич[а-яё]*))*(?![\w-])"
    )


def _stem(name: str) -> str:
    return re.sub(r"[аеийоуыьюя]{1,2}$", "", name)


def _last_stem(person: Person) -> str:
    return _stem((dict(person.name.others).get("ru") or person.name.en).split()[-1])


def fits(phrase: str, role: Role) -> bool | None:
    """Whether a role may be called so; None where the words are too general to tell."""
    labels = [dict(role.title.others).get("ru", ""), *role.alt_labels]
    russian = [content(label) for label in labels if re.search("[а-яё]", label, re.IGNORECASE)]
    words = content(phrase)
    if not russian or not words or _is_general(words):
        return None
    every = frozenset().union(*russian)
    return words <= every and any(_WEIGHTY & label <= words for label in russian)


def _is_general(words: frozenset[str]) -> bool:
    """Whether an office turns on a word that one says of anybody, and of no body that has one head."""
    return not words & (_WEIGHTY - _SAID_OF_ANYBODY) and not words & _BODIES


@lru_cache(4096)
def content(text: str) -> frozenset[str]:
    """The words of an office that tell which one it is, each by its first letters."""
    plain = " ".join(text.casefold().replace("ё", "е").split())
    for pattern, word in _RULES:
        plain = pattern.sub(word, plain)
    return frozenset(word[:_STEM] for word in re.findall(r"[а-яё]+", plain) if word not in _EMPTY)
