"""Runs of capitals in a draft as names of people: of the library, or as people are called."""

from __future__ import annotations

import re

from briefs.cite_check.named_sources import is_agency
from briefs.cite_check.names import DraftNames

NAME = re.compile(
    r"(?<![\w’'-])[A-ZА-ЯЁ][\w’'-]+(?:\s+(?:(?:of|de|von|van|der|bin|al)\s+)?[A-ZА-ЯЁ][\w.’'-]*){0,5}"
)
_NO_NAME = frozenset(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday"
    " thursday friday saturday sunday the a an in on at as it he she they this that these those and but"
    " for of to by with from what"
    " here there asked back then when while although never not one to after before since until according"
    " his her its their"
    " nobody everybody everyone anyone somebody someone whoever who we i you my our"
    " dated exit president minister prime secretary general chancellor senator governor ambassador"
    " mr mrs ms dr".split()
)
_BELONGS = re.compile(r"(?:['’]s?\s+\w+\s*$|\b(?:to|of|for)\s+\w[\w’'-]*$)")
# Two to four words as people are called, none of which a body, a place, a book or a day has.
_LIKE_A_PERSON = re.compile(
    r"(?!.*\b(?:House|Council|Congress|Senate|Parliament|Union|States?|Nations|Kingdom|Republic|Party|Court|Committee"
    r"|Commission|Office|Ministry|Department|Bank|Fund|University|School|Museum|Hall|Street|Avenue|Square|City|County|River"
    r"|Sea|Ocean|Island|Mountains?|East|West|North|South|Northern|Southern|Eastern|Western|America|Europe|Asia|Africa"
    r"|Treaty|Act|Accords?|Agreement|Charter|Summit|Conference|War|Day|Night|Press|Times|Post|Herald|Tribune|Journal"
    r"|Globe|Review|News|Editor|Sir|Dear|Item|Note|Chapter|President|Minister|Secretary|General|Chair|Cf|RT)\b)"
    r"[A-ZÀ-Þ][a-zß-ÿ’'-]+(?:\s+(?:[A-ZÀ-Þ]\.?|de|von|van|der|bin|al))*\s+[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)?"
)
_ASKED = re.compile(r"\b(?:did|does|has|had)\s+$")
_THE = re.compile(r"\b(?:the|at|near|on)\s+$", re.IGNORECASE)


def bare_name(run: str) -> str | None:
    """A run of capitals without what opens a sentence: “On”, “Asked”."""
    words = re.sub(r"['’]s?$|(?<=\w{3})\.$", "", run).split()
    while words and words[0].casefold() in _NO_NAME:
        words.pop(0)
    return " ".join(words) or None


def is_no_name(name: str) -> bool:
    return all(word.casefold().strip(".,-") in _NO_NAME for word in name.split())


def known_at_end(name: str, names: DraftNames) -> str | None:
    """Who is known behind an office that nobody could read: “Foreign minister of Russia Sergei Lavrov”."""
    words = name.split()
    for at in range(len(words)):
        rest = " ".join(words[at:])
        if words[at][:1].isupper() and names.is_person(rest):
            return None if _BELONGS.search(" ".join([*words[:at], ""])) else rest
    return None


def is_name(words: str, names: DraftNames) -> bool:
    """Whether words are a person's name, known or not."""
    return names.is_known(words) or _LIKE_A_PERSON.fullmatch(words) is not None


def people_named(sentence: str, names: DraftNames) -> list[str]:
    """Whom a sentence names, as it names them: people of the library, and whoever has a person's name."""
    found = []
    for match in NAME.finditer(sentence):
        run = bare_name(match.group())
        if run is None or is_agency(run):
            continue
        known = run if names.is_known(run) else known_at_end(run, names)
        if known is not None:
            found += [] if names.is_organisation(known) else [known]
        elif _is_like_a_person(match, run) and not _THE.search(sentence, 0, match.start()):
            found.append(run)
    return found


def _is_like_a_person(match: re.Match[str], run: str) -> bool:
    """“Ines Castelbranco”; one word that owns it or is asked: “it was Duval’s.”, “Did Duval say?”"""
    asked = (
        _ASKED.search(match.string, 0, match.start()) and match.string[match.end() :].lstrip()[:1].islower()
    )
    owns = re.search(r"\w{3}['’]s$", match.group()) and not re.search(r"\w", match.string[match.end() :])
    return bool(owns or asked) or _LIKE_A_PERSON.fullmatch(run) is not None
