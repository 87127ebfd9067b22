"""Russian names of a headline in their own form: “с Ольгой Ветровой”, “Дмитрия Рогозина”, “С.В.Лаврова”."""

from __future__ import annotations

import re

from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES

_INITIALS = re.compile(r"((?:[А-ЯЁ]\.\s?){1,2})([А-ЯЁ][а-яё-]+)$")
# ending in another case, then what may stand for it; the first that is a known name is taken, else the first
_HIS = (
    ("ием", ("ий",)), ("ия", ("ий",)), ("ея", ("ей",)), ("аем", ("ай",)), ("ая", ("ай",)), ("еем", ("ей",)),
    ("вла", ("вел",)), ("влом", ("вел",)), ("ьва", ("ев",)), ("ьвом", ("ев",)), ("ьи", ("ья",)),
    ("ы", ("а",)), ("ом", ("",)), ("ем", ("ь", "й")), ("я", ("ь", "й")), ("а", ("",)),
)  # fmt: skip
_HERS = (
    ("ией", ("ия",)), ("ии", ("ия",)), ("ьей", ("ья",)), ("ьи", ("ья",)), ("ой", ("а",)), ("ей", ("я", "ья")),
    ("ы", ("а",)), ("и", ("а", "я")), ("ью", ("ь",)),
)  # fmt: skip
_HIS_SURNAME = (
    ("ским", "ский"), ("ского", "ский"), ("цким", "цкий"), ("цкого", "цкий"), ("стого", "стой"), ("ым", ""),
    ("ом", ""),
)  # fmt: skip
_HER_SURNAME = (("ской", "ская"), ("стой", "стая"), ("цкой", "цкая"), ("вой", "ва"), ("ной", "на"))
_GENITIVE = re.compile(r"(?<=[вн])а$")


def russian_nominative(name: str) -> str | None:
    """Given name and surname, or initials and surname, in the nominative; None for one word alone."""
    if initials := _INITIALS.match(name):
        return initials[1] + re.sub(r"(?<=[вн])(?:а|ым)$", "", initials[2])
    first, *others = name.split()
    if not others:
        return None
    surname = others[-1]
    if first.lower() in FEMALE_NAMES or first.lower() in MALE_NAMES:
        return name  # it stands in the nominative already
    hers = next((surname[: -len(end)] + own for end, own in _HER_SURNAME if surname.endswith(end)), None)
    if hers is not None:
        return " ".join((_given(first, _HERS, FEMALE_NAMES), *others[:-1], hers))
    his = next((surname[: -len(end)] + own for end, own in _HIS_SURNAME if surname.endswith(end)), None)
    own = his if his is not None else _GENITIVE.sub("", surname)
    return " ".join((_given(first, _HIS, MALE_NAMES), *others[:-1], own))


def _given(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...], known: frozenset[str]) -> str:
    tried = [word[: -len(end)] + own for end, every in endings if word.endswith(end) for own in every]
    return next((each for each in tried if each.lower() in known), tried[0] if tried else word)
