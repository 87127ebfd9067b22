"""A statement's words as clauses: what each is about, whether denied, how binding, with which figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefs.shifts import vocabulary as words
from briefs.shifts.figures import Figure, WordSpan, figures_in, is_figure
from briefs.text import late_pattern
from briefs.verify import SIGNS, Term, read_terms

_SENTENCE = late_pattern(r"[.!?;…]+[\"”»’')]*(?=\s|$)|\n+")
_CUT = late_pattern(
    r",\s+(?=(?:and|but|because|which|who|whose|although|though|while|so|as|since|or|nor"
    r"|whatever|whoever|however|no matter|wherever|а|но|и|что|котор\w+)\b)"
    r"|\s+(?=(?:and|but)\s+(?:i|we|he|she|they|you)\b)"
    r"|:\s+(?=[^\W\d_])"
    r"|[,:]?\s+(?=(?:if|unless|because|although|provided|as long as|so long as|once|when|which|who|until"
    r"|now that|as it|as they|если|когда|пока|котор\w+)\b)",
    re.IGNORECASE,
)
# A clause that only says when or whether another holds.
_CONDITION = late_pattern(
    r"\W*(?:if|unless|provided|as long as|so long as|once|when|until|now that|as it|as they"
    r"|whatever|whoever|however|no matter|wherever|если|когда|пока|whether)\b",
    re.IGNORECASE,
)
_WOULD = late_pattern(r"\b(?:would|could|бы)\b", re.IGNORECASE)
_SAID = (
    r"(?:said|says|told(?:\s+the)?\s+[\w-]+|announced|stressed|stated|added|declared|explained|warned|noted|suggested"
    r"|emphasi[sz]ed|made it clear|сказал|сказала|заявил|заявила|отметил|отметила|подчеркнул|сообщил)"
)
_OWN_ATTRIBUTION = late_pattern(
    rf"^[^.;:“”\"]{{0,110}}?\b{_SAID}\b"
    r"(?:\s+(?:on\s+\w+day|today|at\s+(?:a|the)\s+(?:news|press)\s+\w+))?(?:,?\s+(?:that|что))?\s+",
    re.IGNORECASE,
)
_ATTRIBUTION_BEHIND = late_pattern(
    rf",\s*(?:[^,.;]{{0,90}}\b)?{_SAID}\b(?:\s+[^\s,.;]+){{0,6}}[.”\"]*\s*$", re.IGNORECASE
)


_PHRASES = (
    ("", words.NEUTRAL_PHRASES),
    ("not", words.NEGATIVE_PHRASES),
    ("may", words.WEAK_PHRASES),
    ("must", words.MUST_PHRASES),
    ("will", words.SURE_PHRASES),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `about` are the stems of what it speaks of, each with its place.

    `denied`: an odd number of negations and opposites. `binding` is “may”, “should”, “will” or “must”, None
    where no word says so. Beside each is where the words stand that make it so.
    """

    span: WordSpan
    about: dict[str, WordSpan]
    negated: bool  # by words of negation alone
    denied: bool  # by opposites too
    denials: tuple[WordSpan, ...]  # the words of negation
    opposites: tuple[WordSpan, ...]
    binding: str | None
    bindings: tuple[WordSpan, ...]
    figures: tuple[Figure, ...]
    years: frozenset[int]
    series: bool  # another figure is of another day
    running: bool  # a count that can only grow: “have come home”


@lru_cache(maxsize=8192)
def clauses(text: str, reported: bool) -> tuple[Clause, ...]:
    """What the speaker asserts in `text`: without questions, conditions and what they have others say.

    `reported`: the words are an article's, and its “he said” is how it has them from the speaker.
    """
    found: list[Clause] = []
    for start, end in _sentences(text):
        if text[:end].rstrip("\"”»’') ").endswith("?"):
            continue
        found += _of_sentence(text, start, end, reported)
    return tuple(found)


def _sentences(text: str) -> Iterator[WordSpan]:
    at = 0
    for mark in _SENTENCE.finditer(text):
        if text[at : mark.start()].strip():
            yield at, mark.end()
        at = mark.end()
    if text[at:].strip():
        yield at, len(text)


def _of_sentence(text: str, start: int, end: int, reported: bool) -> Iterator[Clause]:
    if reported:
        if behind := _ATTRIBUTION_BEHIND.search(text[start:end]):
            end = start + behind.start()
        elif own := _OWN_ATTRIBUTION.match(text[start:end]):
            start += own.end()
    supposed = False
    for begin, stop in _cut(text, start, end):
        part = text[begin:stop]
        if _CONDITION.match(part):
            supposed = supposed or part.lstrip().casefold().startswith(("if", "если"))
            continue
        if supposed and _WOULD.search(part):
            continue
        if (clause := _clause(text, begin, stop, reported)) is None:
            return  # from here on others speak
        if clause.about:
            yield clause


def _cut(text: str, start: int, end: int) -> Iterator[WordSpan]:
    at = start
    for mark in _CUT.finditer(text, start, end):
        if text[at : mark.start()].strip():
            yield at, mark.start()
        at = mark.end()
    if text[at:end].strip():
        yield at, end


def _clause(text: str, start: int, end: int, reported: bool) -> Clause | None:
    """None where the clause ascribes what follows to somebody else."""
    plain, phrases = _without_phrases(text, start, end)
    terms = [t._replace(start=t.start + start, end=t.end + start) for t in read_terms(plain).terms]
    if _ascribed(terms):
        return None
    negative, opposite = _denials(terms)
    denials = phrases["not"] + negative
    about: dict[str, WordSpan] = {}
    for term in terms:
        root = words.stem(term.key)
        root = words.OPPOSITES.get(root, root)
        if (
            root not in words.LIGHT
            and not is_figure(term.key)
            and term.key not in SIGNS
            and term.key not in words.FRACTIONS
            and term.key not in words.NEGATIVE
        ):
            about.setdefault(root, (term.start, term.end))
    binding, places = _binding(terms, phrases, reported)
    figures, years = figures_in(terms)
    return Clause(
        span=(start, end),
        about=about,
        negated=len(denials) % 2 == 1,
        denied=(len(denials) + len(opposite)) % 2 == 1,
        denials=tuple(denials),
        opposites=tuple(opposite),
        binding=binding,
        bindings=tuple(places),
        figures=tuple(figures),
        years=frozenset(years),
        series=bool(words.SERIES.search(text[start:end])),
        running=bool(words.RUNNING.search(text[start:end])),
    )


def _without_phrases(text: str, start: int, end: int) -> tuple[str, dict[str, list[WordSpan]]]:
    """The clause with blanks for phrases that turn it, and where these are, by what they do."""
    plain, found = text[start:end], dict[str, list[WordSpan]]()
    for name, phrases in _PHRASES:
        found[name] = [(start + each.start(), start + each.end()) for each in phrases.finditer(plain)]
        if name != "must":  # “have to” is what its words are
            plain = phrases.sub(lambda each: " " * len(each.group()), plain)
    return plain, found


def _ascribed(terms: Sequence[Term]) -> bool:
    """Whether somebody else is said to say or think something."""
    keys = [term.key for term in terms]
    for at, key in enumerate(keys):
        if key in words.ASCRIBES:
            before = at - 1
            while before >= 0 and keys[before] in words.AUXILIARY:
                before -= 1
            if before < 0 or keys[before] not in words.OWN:
                return True
    return False


def _denials(terms: Sequence[Term]) -> tuple[list[WordSpan], list[WordSpan]]:
    """Where it is negated by a word of negation, and where by the opposite of another word."""
    negative, opposite = list[WordSpan](), list[WordSpan]()
    concord = False
    for term in terms:
        place = (term.start, term.end)
        root = words.stem(term.key)
        if term.key in words.NEGATIVE:
            if words.RUSSIAN_CONCORD.match(term.key):
                concord = True
                negative.append(place)
            elif term.key == "не" and concord:
                concord = False
            else:
                negative.append(place)
        elif root in words.IMPOSSIBLE or root in words.OPPOSITES:
            opposite.append(place)
    return negative, opposite


def _binding(
    terms: Sequence[Term], phrases: dict[str, list[WordSpan]], reported: bool
) -> tuple[str | None, list[WordSpan]]:
    """How binding, by the weakest word there is, and where that is said."""
    found = {name: list(phrases.get(name, ())) for name in ("may", "should", "must", "will")}
    for at, term in enumerate(terms):
        root = words.stem(term.key)
        place = (term.start, term.end)
        if root in words.WEAK and not _is_month(terms, at):
            found["may"].append(place)
        elif term.key in words.SHOULD:
            found["should"].append(place)
        elif root in words.MUST:
            found["must"].append(place)
        elif root in words.WILL or (reported and term.key == "would"):
            found["will"].append(place)
    return next(((name, places) for name, places in found.items() if places), (None, []))


def _is_month(terms: Sequence[Term], at: int) -> bool:
    """Whether a “may” is the month."""
    before = terms[at - 1].key if at else ""
    behind = terms[at + 1].key if at + 1 < len(terms) else ""
    return terms[at].key == "may" and (before in words.BEFORE_MONTHS or "#" in (before[:1], behind[:1]))
