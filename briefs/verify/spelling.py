"""Tells which two words are one word spelt in two ways, and which merely look alike."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from briefs.text import late_pattern

# Regular British and American endings; the left is rewritten to the right on both sides. In turn:
# organisation, analyse, favour, cancelled, centre, defence, practise, catalogue, programme, archaeology …
_VARIANTS = (
    (late_pattern(r"(?<=[a-z]{2})is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (late_pattern(r"(?<=[a-z])ys(e|es|ed|ing)$"), r"yz\1"),
    (late_pattern(r"(?<=[a-z]{2})ou(?=r(s|ed|ing|able|ably|ite|ites|er|ers|ful|less|hood|ly)?$)"), "o"),
    (late_pattern(r"([aeiouy][^aeiouy]+[aeiou])ll(ed|ing|er|ers|or|ors)$"), r"\1l\2"),
    (late_pattern(r"(?<=[a-z]{2})tre(s|d)?$"), r"ter\1"),
    (late_pattern(r"(defen|offen|licen|preten)ce"), r"\1se"),
    (late_pattern(r"practis"), "practic"),
    (late_pattern(r"ogue(s|d)?$"), r"og\1"),
    (late_pattern(r"mme(s|d)?$"), r"m\1"),
    (late_pattern(r"ae(?=[mnst]|o)"), "e"),
    (late_pattern(r"judgement"), "judgment"),
    (late_pattern(r"acknowledgement"), "acknowledgment"),
    (late_pattern(r"^(to|after|back|for|up|down|on|in|out)wards$"), r"\1ward"),
)
# What one of them must contain: most words have none of it and are spared thirteen patterns.
_MAY_VARY = late_pattern(r"[iy]s(?:e|ing|ation|er)|our|ll|tre|ce|practis|ogue|mme|ae|ement|wards")
# Irregular pairs, and names in several romanisations.
_PAIRS = {
    "grey": "gray", "tyre": "tire", "tyres": "tires", "cheque": "check", "cheques": "checks",
    "aluminium": "aluminum", "plough": "plow", "sceptical": "skeptical", "sceptic": "skeptic",
    "sceptics": "skeptics", "scepticism": "skepticism", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers", "fulfil": "fulfill", "fulfils": "fulfills", "enrol": "enroll",
    "instalment": "installment", "skilful": "skillful", "wilful": "willful", "mould": "mold",
    "moustache": "mustache", "pyjamas": "pajamas", "storey": "story", "kerb": "curb", "draught": "draft",
    "ageing": "aging", "learnt": "learned", "burnt": "burned", "spelt": "spelled", "dreamt": "dreamed",
    "whilst": "while", "amongst": "among", "amidst": "amid", "artefact": "artifact", "jewellery": "jewelry",
    "sergey": "sergei", "serguei": "sergei", "sergej": "sergei", "alexey": "alexei", "aleksei": "alexei",
    "aleksey": "alexei", "aleksandr": "alexander", "alexandr": "alexander", "dmitri": "dmitry",
    "dmitriy": "dmitry", "yuriy": "yuri", "yury": "yuri", "andrey": "andrei", "kyiv": "kiev",
    "&": "and", "ok": "okay", "percent": "%", "foregone": "forgone",
}  # fmt: skip
# What text recognition takes one for the other, after the table below: "rnissi1e" is "missile".
_MISREAD = (("m", "rn"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("|", "l"), ("5", "s"))
# The same of longer words alone: "lie" is not "he". Letters as strokes: "iii" is read for "in" and "ni".
_MISREAD_IF_LONG = (("li", "h"), ("n", "ii"), ("u", "ii"))
_LONG = 4  # letters
_STROKES = (("ii", "u"), ("i", "l"))
# Cyrillic letters that look like Latin ones.
_LOOKALIKES = str.maketrans("аеорсухкмтвнАЕОРСУХКМТВНіј", "aeopcyxkmtbhaeopcyxkmtbhij")
_ENDINGS = late_pattern(r"(?:'?s|es|ed|d|ing|ly|er|est|n|al|y)$")


@lru_cache(maxsize=65536)
def canonical(letters: str) -> str:
    """`letters` in one spelling of the several that are right: `defence` and `defense` give the same."""
    if letters in _PAIRS:
        return _PAIRS[letters]
    if not letters.isascii() or len(letters) < 5 or letters[0] == "#":
        return letters
    if not _MAY_VARY.search(letters):
        return letters
    for pattern, spelling in _VARIANTS:
        letters = pattern.sub(spelling, letters)
    return letters


@lru_cache(maxsize=65536)
def skeleton(letters: str) -> str:
    """`letters` as a poor scan leaves them: letters that are taken for each other become one."""
    letters = letters.translate(_LOOKALIKES)
    long = _MISREAD_IF_LONG if len(letters) >= _LONG else ()
    for misread, read in (*_MISREAD, *long, *_STROKES):
        letters = letters.replace(misread, read)
    return letters


def is_misread(claimed: str, said: str) -> bool:
    """Whether one spelling is how a scan misreads the other; a word or several."""
    one, other = ("".join(words.split()).casefold() for words in (claimed, said))
    return one != other and skeleton(one) == skeleton(other)


def lookalikes_to_latin(letters: str) -> str:
    """`letters` with Cyrillic letters that look Latin as Latin ones."""
    return letters.translate(_LOOKALIKES)


def misspelt(claimed: str, said: str, name: bool = False) -> bool:
    """Whether `claimed` can be a slip for `said`: a letter or two off, and no other form of the word.

    A `name` is held to more, as one letter makes another name: Iran and Iraq.
    """
    if claimed == said:
        return False
    if skeleton(claimed) == skeleton(said):
        return True
    shorter, longer = sorted((len(claimed), len(said)))
    if not claimed.isalpha() or not said.isalpha() or shorter < (6 if name else 4):
        return False
    allowed = 1 if longer < (12 if name else 8) else 2
    distance = OSA.distance(claimed, said, score_cutoff=allowed)
    if distance > allowed or is_inflection(claimed, said) or is_opposite(claimed, said):
        return False
    # Two letters off only in a long word that begins alike; another first letter only where two are swapped.
    if distance == 2 and (claimed[:2] != said[:2] or shorter < 8):
        return False
    swapped = sorted(claimed) == sorted(said)
    if claimed[0] != said[0] and not swapped:
        return False
    return swapped or len(claimed) != len(said) or longer >= 6


def is_inflection(one: str, other: str) -> bool:
    """`want` and `wanted`, `system` and `systems`: the same stem, other endings."""
    if one == other:
        return False
    if any(one in forms and other in forms for forms in _IRREGULAR):
        return True
    # Russian endings: at least four letters shared, at most three at the end that differ (намерен, намерена).
    if not one.isascii() and not other.isascii():
        shared = next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
            min(len(one), len(other)),
        )
        return shared >= 4 and shared >= max(len(one), len(other)) - 3
    stems = {word_stem(one), word_stem(other)}
    if len(stems) == 1:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short) and bool(_ENDINGS.fullmatch(long[len(short) :]))


def word_stem(word: str) -> str:
    """`word` without its English ending."""
    stem = _ENDINGS.sub("", word) if len(word) > 4 else word
    return stem.removesuffix("e")


_IRREGULAR = tuple(
    frozenset(forms.split())
    for forms in (
        """be am is are was were been being | have has had having | do does did done doing
        go goes went gone going | say says said | make makes made | take takes took taken
        give gives gave given | see sees saw seen | come comes came | know knows knew known
        think thinks thought | keep keeps kept | stand stands stood | build builds built
        leave leaves left | hold holds held | find finds found | become becomes became
        begin begins began begun | speak speaks spoke spoken | tell tells told | meet meets met
        get gets got | это эта этот эти | быть был была было были | человек люди"""
    )
    .replace("\n", "|")
    .split("|")
)
_NEGATIVE_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "не", "без", "бес", "mis")


def is_opposite(one: str, other: str) -> bool:
    """`acceptable` and `unacceptable`, `готов` and `неготов`, `useful` and `useless`."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    if any(long == prefix + short for prefix in _NEGATIVE_PREFIXES):
        return True
    return (short[:-4] == long[:-4] and {short[-4:], long[-4:]} <= {"less"}) or _ful_and_less(one, other)


def _ful_and_less(one: str, other: str) -> bool:
    for a, b in ((one, other), (other, one)):
        if a.endswith("ful") and b.endswith("less") and a[:-3] == b[:-4]:
            return True
    return False
