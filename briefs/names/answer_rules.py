"""Whether the best match may be answered with: one, several or none, by the same rules at any size."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from briefs.names.classifier import probability
from briefs.names.match_features import match_features
from briefs.names.model import LookupOutcome, Mode
from briefs.names.query import PARTICLES, QueryReading, QueryToken
from briefs.names.token_features import NameCandidate, WordSearch, kind_of, token_features
from briefs.names.vetoes import (
    LEAST_SHARE_OF_WHOLE,
    LEAST_WORDS,
    TOO_LITTLE,
    bears_whole_name,
    generation,
    veto,
)

_SAME_NAME = 0.9  # likeness from which two words are one name, spelt in two ways or scripts
_WHOLE = 0.999  # a share of 1 that was summed up from parts and may have lost its last digits
_WELL_EXPLAINED = 0.9  # share of the query explained, below which rivals are not worth asking back about
_AS_WELL = 0.05  # of the query explained, up to which a name fits as well as the best one
_UNTYPED_SHARE = 0.05  # what the letters still to be typed change in the likeness of a name
# How sure one has to be in a short list, and how much surer in a long one: the more names there are, the
# likelier somebody is meant who is not among them. Read from the table that ``python -m
# benchmarks.name_decision`` prints; see data/README.md.
_THRESHOLDS: dict[Mode, tuple[float, float]] = {"strict": (0.66, 0.16), "open": (0.3, 0.0)}
_LONG_LIST = 2000  # entities of a list that asks for half of it


def sure_enough(mode: Mode, size: int) -> float:
    """The probability from which a match is an answer, in a list of so many entities."""
    start, more = _THRESHOLDS[mode]
    return start + more * size / (size + _LONG_LIST)


def contradicts(
    plain: QueryReading,
    best: NameCandidate,
    words: Sequence[str],
    own_words: Collection[str],
    search: WordSearch,
) -> bool:
    """True if a word of the query is somebody's name to the letter, but not a name of the candidate.

    ``words`` are those of the list, ``own_words`` those of the candidate. A particle between names, or
    in place of another, never counts, nor a title. The same name in another spelling or script counts as
    borne. Of a name that is met whole, one word more counts only if somebody else bears it together with
    another one of the query; so does the last word if it may still become the candidate's: ``pat rob`` for
    Pat Roberts.
    """
    matched = {part.text: (words[word], likeness) for part, word, likeness in _matched_tokens(best)}
    whole = bears_whole_name(best, words)
    for place, part in enumerate(plain):
        particle = part.text in PARTICLES and 0 < place < len(plain) - 1
        light = part.weight < 0.2
        if light or particle or part.initial or part.text in own_words or not search.has_word(part.text):
            continue
        word, likeness = matched.get(part.text, ("", 0.0))
        if part.text in PARTICLES and word in PARTICLES:
            continue
        # Two letters sound like many words: that another script has the like proves nothing, unless the
        # table of names has both, as Ян and Jan.
        named = bool(word) and kind_of(part, word, likeness) == "named"
        longer = len(part.text) > 2
        if word and ((longer and likeness >= _SAME_NAME) or (named and (longer or not part.latin))):
            continue
        others = [other.text for other in plain if other is not part and search.has_word(other.text)]
        unfinished = part.last and bool(others) and bool(word) and word.startswith(part.text)
        more = whole and not word
        if more and best.fit.size > 2 and all(likeness == 1.0 for _, _, likeness in best.fit.pairs):
            continue  # José Manuel Soria López: another López is no José Manuel Soria
        if (more or unfinished) and not any(search.somebody_bears((part.text, other)) for other in others):
            continue
        return True
    return False


def _matched_tokens(candidate: NameCandidate) -> list[tuple[QueryToken, int, float]]:
    return [(candidate.reading[place], word, likeness) for place, word, likeness in candidate.fit.pairs]


def of_generation(
    ranked: list[NameCandidate], plain: QueryReading, own_words: Callable[[int], Collection[str]]
) -> list[NameCandidate]:
    """Where a Jr is asked for and listed, his father is nobody who may be meant."""
    asked = generation([part.text for part in plain[1:]])
    least = ranked[0].fit.query_share - _AS_WELL
    those = [
        candidate for candidate in ranked
        if asked and candidate.fit.query_share >= least and asked <= generation(own_words(candidate.owner))
    ]  # fmt: skip
    return those or ranked


def weigh(
    ranked: Sequence[NameCandidate], figures: Mapping[str, float], size: int, mode: Mode
) -> tuple[LookupOutcome, str]:
    """What the classifier makes of the figures of :func:`judge`, and why not to answer, in words."""
    sure, wanted = probability(figures), sure_enough(mode, size)
    if sure >= wanted:
        return "one", ""
    outcome: LookupOutcome = "several" if _has_equal_rival(ranked[0], ranked[1:]) else "none"
    return outcome, f"{sure:.0%} sure, and {wanted:.0%} is wanted"


def judge(
    plain: QueryReading,
    ranked: Sequence[NameCandidate],
    words: Sequence[str],
    search: WordSearch,
    own_words: Collection[str],
    mode: Mode,
) -> tuple[LookupOutcome | None, dict[str, float], str]:
    """What rules settle and why, in words; else None and the figures by which the classifier is to decide.

    ``plain`` is the query as it stands. ``ranked`` has the best candidate first, ``words`` are those of the
    list, ``search`` is what found the candidates, ``own_words`` are those of the names of the first.
    """
    if not ranked:
        return "none", {}, "nobody is called anything like it"
    asked, known = generation([part.text for part in ranked[0].reading]), generation(own_words)
    # Al Gore Jr is Al Gore; a surname and Jr may be anybody's son.
    if asked and (asked.isdisjoint(known) if known else len(ranked[0].fit.pairs) < LEAST_WORDS):
        return "none", {}, "of another generation"
    settled = _apply_rules(plain, ranked, words, own_words, search)
    if settled is not None:
        return settled[0], {}, settled[1]
    if _may_become_another(ranked, words):
        return "several", {}, "the last word may become another name"
    if mode == "strict" and ranked[0].fit.query_share < LEAST_SHARE_OF_WHOLE:
        return "none", {}, TOO_LITTLE  # whatever else there is to say, which takes a while to find out
    features = token_features(ranked[0], words, search)
    reason = veto(ranked[0], features, own_words) if mode == "strict" else ""
    if reason:
        return "none", {}, reason
    return None, match_features(ranked, features), ""


def _apply_rules(
    plain: QueryReading,
    ranked: Sequence[NameCandidate],
    words: Sequence[str],
    own_words: Collection[str],
    search: WordSearch,
) -> tuple[LookupOutcome, str] | None:
    """What rules alone settle, with the reason. Arguments as for :func:`judge`."""
    best, rivals = ranked[0], ranked[1:]
    exact = [c for c in ranked if c.fit.exact_share > _WHOLE and c.fit.query_share > _WHOLE]
    if exact and not _single_bearer(exact):
        return "several", "several people bear all these words"
    if contradicts(plain, best, words, own_words, search):
        return "none", "a word is somebody else's name"
    if exact:
        return "one", "the words are the name, to the letter"
    # A single word says nothing of how much of the name is left over: "sergei" means each Sergei alike.
    tied = any(
        rival.fit.query_share >= best.fit.query_share - 0.005
        and (len(best.reading) == 1 or rival.fit.name_share >= best.fit.name_share - 0.01)
        for rival in rivals
    )
    if tied:
        return "several" if best.fit.query_share > _WELL_EXPLAINED else "none", "another name fits as well"
    return ("one", "the whole name, with more words") if bears_whole_name(best, words) else None


def _may_become_another(ranked: Sequence[NameCandidate], words: Sequence[str]) -> bool:
    """True if the last word is not typed to its end, and may still become another's name as well."""
    least = ranked[0].fit.query_share - _UNTYPED_SHARE
    return _last_word_begins(ranked[0], words) and any(
        _last_word_begins(rival, words) for rival in ranked[1:] if rival.fit.query_share > least
    )


def _last_word_begins(candidate: NameCandidate, words: Sequence[str]) -> bool:
    """True if the last word of the query is the beginning of a word of the name."""
    last = len(candidate.reading) - 1
    text = candidate.reading[last].text
    matched = [words[number] for place, number, _ in candidate.fit.pairs if place == last]
    return bool(matched) and len(text) > 1 and matched[0] != text and matched[0].startswith(text)


def _single_bearer(exact: Sequence[NameCandidate]) -> bool:
    """True if one entity bears all the words, or is the only one whose whole name they are."""
    if len(exact) == 1:
        return True
    several_words = sum(part.weight > 0.2 for part in exact[0].reading) > 1
    whole = [c for c in exact if c.fit.name_share > _WHOLE]
    return several_words and len(whole) == 1


def _has_equal_rival(best: NameCandidate, rivals: Sequence[NameCandidate]) -> bool:
    """True if another entity fits the query as well as the best one."""
    return best.fit.query_share > _WELL_EXPLAINED and any(
        c.fit.query_share > best.fit.query_share - 0.02 for c in rivals
    )
