"""Whether the best match may be answered with: how sure one can be that it is meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from briefs.names.align import Fit
from briefs.names.match_features import match_features
from briefs.names.model import Mode, Outcome
from briefs.names.query import PARTICLES, QueryReading, QueryToken
from briefs.names.scripts import script_of
from briefs.names.token_features import NameCandidate, Neighbourhood, TokenFeature, kind_of, token_features

_SAME = 0.93
_CROWDED = 2000
_WHOLE = 0.999
_NEAR = 0.9
_FEW = 400  # a list so short holds few of those whom a query may mean instead
_LEAST = 0.75
_UNLIKE = 0.8  # a known name that is to stand for another one
_ENDING = 0.1  # what the letters still to be typed change in the likeness of a name
_ENOUGH: dict[Mode, float] = {"strict": 0.88, "open": 0.3}


def contradicts(
    plain: QueryReading,
    best: NameCandidate,
    words: Sequence[str],
    borne: Collection[str],
    lists: Callable[[str], bool],
    personal: Collection[str],
    size: int,
) -> bool:
    """True if a word of the query is somebody's name to the letter, but not a name of the candidate.

    A particle between names never counts, a title only if it stands in the name of a person too, and is one
    of ``personal``.
    The same name in another script counts as borne. In a large list, where almost any three letters are
    somebody's name, so does another form of the name, or the last word if it is still being typed.
    """
    met = {part.text: (words[word], likeness) for part, word, likeness in _met(best)}
    for place, part in enumerate(plain):
        particle = part.text in PARTICLES and 0 < place < len(plain) - 1
        light = part.worth < 0.2 and part.text not in personal
        if light or particle or part.initial or part.text in borne or not lists(part.text):
            continue
        word, likeness = met.get(part.text, ("", 0.0))
        same = bool(word) and (likeness >= _SAME or kind_of(part, word, likeness) == "named")
        if same and (size > _CROWDED or (script_of(word) != part.script and len(part.text) > 2)):
            continue
        if size > _CROWDED and word and part.last and word.startswith(part.text) and len(plain) > 1:
            continue
        return True
    return False


def _met(candidate: NameCandidate) -> list[tuple[QueryToken, int, float]]:
    return [(candidate.reading[place], word, likeness) for place, word, likeness in candidate.fit.pairs]


def accept(
    ranked: Sequence[NameCandidate],
    words: Sequence[str],
    near: Neighbourhood,
    contradiction: Callable[[NameCandidate], bool],
    size: int,
    mode: Mode,
) -> Outcome:
    """One, several or none; ``contradiction`` is :func:`contradicted` for one candidate."""
    settled = apply_rules(ranked, contradiction)
    if settled is not None:
        return settled
    from briefs.names.classifier import probability

    seen = token_features(ranked[0], words, near)
    if size <= _FEW and _begin_alike(ranked, words):
        return "several"
    if size <= _FEW and mode == "strict" and _far_fetched(ranked[0].fit, seen):
        return "none"
    if probability(match_features(ranked, seen, size)) >= _ENOUGH[mode]:
        return "one"
    return "several" if _shared(ranked[0], ranked[1:]) else "none"


def _far_fetched(fit: Fit, seen: Sequence[TokenFeature]) -> bool:
    """True for what only the lack of rivals in a short list makes likely."""
    alone = len(seen) == 1 and seen[0].begins_otherwise
    lettered = all(clue.part.initial for clue in seen)
    other = any(clue.strange or (clue.kind == "other" and clue.likeness < _UNLIKE) for clue in seen)
    return fit.asked < _LEAST or alone or lettered or other


def apply_rules(
    ranked: Sequence[NameCandidate], contradiction: Callable[[NameCandidate], bool]
) -> Outcome | None:
    """What rules alone settle; None if it is a matter of how sure one can be."""
    if not ranked:
        return "none"
    best, rivals = ranked[0], ranked[1:]
    exact = [c for c in ranked if c.fit.exact > _WHOLE and c.fit.asked > _WHOLE]
    if exact and not _only(exact):
        return "several"
    if contradiction(best):
        return "none"
    if exact:
        return "one"
    tied = any(
        rival.fit.asked >= best.fit.asked - 0.005
        and (len(best.reading) == 1 or rival.fit.borne >= best.fit.borne - 0.01)
        for rival in rivals
    )
    if tied:
        return "several" if best.fit.asked > _NEAR else "none"
    return None


def _begin_alike(ranked: Sequence[NameCandidate], words: Sequence[str]) -> bool:
    """True if the last word is not typed to its end, and may still become another's name as well."""
    least = ranked[0].fit.asked - _ENDING
    return _begun(ranked[0], words) and any(
        _begun(rival, words) for rival in ranked[1:] if rival.fit.asked > least
    )


def _begun(candidate: NameCandidate, words: Sequence[str]) -> bool:
    """True if the last word of the query is the beginning of a word of the name."""
    last = len(candidate.reading) - 1
    text = candidate.reading[last].text
    met = [words[number] for place, number, _ in candidate.fit.pairs if place == last]
    return bool(met) and len(text) > 1 and met[0] != text and met[0].startswith(text)


def _only(exact: Sequence[NameCandidate]) -> bool:
    """True if one entity bears all the words, or is the only one whose whole name they are."""
    if len(exact) == 1:
        return True
    several_words = sum(part.worth > 0.2 for part in exact[0].reading) > 1
    whole = [c for c in exact if c.fit.borne > _WHOLE]
    return several_words and len(whole) == 1


def _shared(best: NameCandidate, rivals: Sequence[NameCandidate]) -> bool:
    """True if another entity fits the query as well as the best one."""
    return best.fit.asked > _NEAR and any(c.fit.asked > best.fit.asked - 0.02 for c in rivals)
