"""What no likeness makes up for: a word that is somebody else's name, or a guess at too little.

In a long list a stranger's name is mostly somebody's, and forbids the answer. Among fifteen people "Lars
Løkke Rasmussen" meets nobody but another Rasmussen: hence these rules, which ask how the words stand to the
name and not who else is in the list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefs.names.name_variants import common
from briefs.names.office_terms import office_terms
from briefs.names.phonetics import consonant_skeletons
from briefs.names.query import EASTERN, PARTICLES, QueryReading
from briefs.names.scripts import pinyin, script_of, sounds
from briefs.names.token_features import NameCandidate, TokenFeature, kind_of
from briefs.names.word_lists import chatter, common_words, generations

TOO_LITTLE = "too little of the query is explained"
_LEAST_QUERY_SHARE = 0.75
LEAST_SHARE_OF_WHOLE = 0.6  # the same, where the whole name is met and a middle name is more
# Likeness of a known name that is to stand for another one: alone, next to other words, in another script.
_LEAST_OTHER_NAME, _LEAST_OTHER_WORD, _LEAST_OTHER_SCRIPT = 0.85, 0.78, 0.75
_SHORTEST_GUESS, _SHORTEST_PREFIX = 4, 5  # letters that a guess at a spelling needs, and at how a word ends
_SHORTEST_OTHER_START = 6  # letters of a word whose first letter may be the mistyped one
_SAME_SOUND = 0.93  # likeness from which two words are one name in two spellings or scripts
_LIKE_SOUND = 0.8  # likeness in another script, below which the consonants must be the same
_OWN_SCRIPTS = ("CJK", "HANGUL")  # scripts that write a name in one way only
_LONGEST_LETTER = 2  # letters of an initial that is spelt as it is said: “اس.” for S.
_VOWEL_LETTERS = frozenset("aeiouy")
LEAST_WORDS = 2  # of a name, for it to be met whole
# Endings of a man's surname in Latin letters, and of his wife's or daughter's: Medvedev and Medvedeva,
# Zelensky and Zelenska, Papadopoulos and Papadopoulou.
_HIS = re.compile("(?<=[oe]v|in|yn)$|(?<=[sc]k)(?:[iy]{1,2}j?|ij)$|(?<=poul)os$|(?<=[ai]d)is$")
_HERS = re.compile("(?<=[oe]v|in|yn)a$|(?<=[sc]k)a(?:[ijy]a)?$|(?<=poul|..[ai]d)ou$")


def bears_whole_name(candidate: NameCandidate, words: Sequence[str]) -> bool:
    """True if the query holds the whole name in order, and more words besides.

    ``Keir Rodney Starmer`` for Keir Starmer. A word may be another form of the name, such as Timothy of Tim.
    A name that has middle words of its own must have them all met.
    """
    fit, reading = candidate.fit, candidate.reading
    if fit.size < LEAST_WORDS or len(fit.pairs) < fit.size or not fit.order or len(reading) <= fit.size:
        return False
    paired = [(reading[place], words[number], likeness) for place, number, likeness in fit.pairs]
    if any(part.syllable for part in reading) or any(
        part.initial or len(word) == 1 for part, word, _ in paired
    ):
        return False
    places = {place for place, _, _ in fit.pairs}
    extra = [part for place, part in enumerate(reading) if place not in places]
    if fit.size > LEAST_WORDS and any(part.initial for part in extra):
        return False
    # "Pedro Sánchez Pérez-Castejón", "Tony TSE Wai-chuen": what stands before or behind the name asks for
    # more than what stands in the middle.
    if 0 not in places or _last_name(reading) not in places:
        return all(likeness == 1.0 for _, _, likeness in paired)
    same = [likeness >= _SAME_SOUND for _, _, likeness in paired]
    named = [kind_of(part, word, likeness) == "named" for part, word, likeness in paired]
    if all(part.initial for part in extra):
        return all(same)  # Mary E. Miller is no Maria Miller
    return any(same) and all(one or other for one, other in zip(same, named, strict=True))


def _last_name(reading: QueryReading) -> int:
    """The place of the last word that is no title: of Biden in Joseph Robinette Biden Jr."""
    return max((place for place, part in enumerate(reading) if not part.optional), default=0)


def generation(words: Collection[str]) -> set[int]:
    """Which generation the words speak of: that of Jr or Sr; empty for most names."""
    return {generations()[word] for word in words if word in generations()}


def veto(best: NameCandidate, features: Sequence[TokenFeature], own_words: Collection[str]) -> str:
    """Why the best match is no answer, in words; empty if nothing forbids it.

    ``own_words`` are those of all names of the candidate.
    """
    if _is_written_otherwise(features, own_words):
        return "other characters than on record"
    full = [token for token in features if token.token.text not in PARTICLES]
    whole = _meets_whole_name(best, features)
    if best.fit.query_share < (LEAST_SHARE_OF_WHOLE if whole else _LEAST_QUERY_SHARE):
        return TOO_LITTLE
    if all(token.token.initial for token in features):
        return "only initials"
    if any(token.token.initial and not token.word for token in features) and any(
        token.kind in ("named", "other") and token.likeness < _SAME_SOUND for token in full
    ):
        return "an initial and a name are others"  # Mary E. Miller is no Maria Miller
    if _is_other_initial(best, features):
        return "an initial is another's"  # H. Clinton is no Bill Clinton
    if any(_is_other_name(token, len(features) == 1) for token in full if token.word or not whole):
        return "a word is another name"
    unmet = set(own_words).difference(token.word for token in features)
    if any(_is_other_than_initialled(token, unmet) for token in full):
        return "a word is another name"
    said = [token for token in features if not token.token.initial]
    if len(said) == 1 and said[0].token.latin and _is_of_other_sex(said[0]):
        return "a surname of the other sex"
    if len(features) == 1:
        return _veto_single(features[0])
    if all(token.kind != "exact" and token.token.text in common_words() for token in full):
        return "only common words"
    if any(_other_consonants(token, alone=False) for token in full):
        return "a word sounds otherwise"
    return ""


def _is_other_initial(best: NameCandidate, features: Sequence[TokenFeature]) -> bool:
    """True for one word with initials in Latin letters, none of which is that of another word of the name."""
    initials = [token for token in features if token.token.initial and token.token.latin]
    others = bool(initials) and len(features) == len(initials) + 1 and best.fit.size > len(best.fit.pairs)
    return others and not any(token.word for token in initials)


def _is_other_than_initialled(token: TokenFeature, unmet: Collection[str]) -> bool:
    """True for a name where an alias has an initial, if a name in full that begins so is on record, too.

    What is like “Dmitry” fits him in full better than “D. Medvedev”: Daniil Medvedev is somebody else.
    ``unmet`` are the words of the candidate's names that no other word of the query stands for.
    """
    text, initial = token.token.text, token.word
    full = len(initial) == 1 and len(text) > _LONGEST_LETTER and script_of(initial) == token.token.script
    return full and any(word.startswith(initial) and len(word) > 1 for word in unmet)


def _meets_whole_name(best: NameCandidate, features: Sequence[TokenFeature]) -> bool:
    """True if each word of the name is met, in order and up to the last word of the query.

    What is more is a middle or a father's name: Зияфет Аббас оглы Аскеров for Ziyafat Asgarov. It may stand
    in front only of words that are the name: Addison Mitchell McConnell for Mitch McConnell.
    """
    fit, last = best.fit, _last_name(best.reading)
    met = len(fit.pairs) == fit.size >= LEAST_WORDS and fit.order
    places = {place for place, _, _ in fit.pairs}
    sure = 0 in places or all(token.kind in ("exact", "named") for token in features if token.word)
    return bool(met) and last in places and sure


def _is_other_name(token: TokenFeature, alone: bool) -> bool:
    """True for a known name that is not the one borne, nor a slip of the pen away from it.

    Next to other words of the name a vowel may be wrong or a letter missing (Colon Campbell), the last word
    need not be typed to its end, and an initial stands for any name that begins so. Elsewhere the likeness
    must tell: scripts differ in how they write a sound.
    """
    if token.kind != "other":
        return False
    if not alone and not token.token.latin:
        return token.likeness < _LEAST_OTHER_SCRIPT
    if alone or not token.word or _is_swapped_consonant(token):
        return token.likeness < _LEAST_OTHER_NAME
    begun = token.is_prefix and token.token.last
    initial = len(token.word) == 1 and token.token.text.startswith(token.word)
    return token.edits > 1 and not begun and not initial and token.likeness < _LEAST_OTHER_WORD


def _is_written_otherwise(features: Sequence[TokenFeature], own_words: Collection[str]) -> bool:
    """True for a Chinese or Korean name of somebody whose name in this script is on record, and not this one.

    李强 and 李克强 sound alike in part; 胡锦涛 and 胡錦濤 are one name, and 习 is the surname of 习近平.
    """
    for script in _OWN_SCRIPTS:
        typed = "".join(token.token.text for token in features if token.token.script == script)
        known = [word for word in own_words if script_of(word) == script and len(word) > 1]
        some = known if len(typed) > 1 else [word[0] for word in known]
        if typed and known and pinyin(typed) not in map(pinyin, some):
            return True
    return False


def _veto_single(token: TokenFeature) -> str:
    """Why one word alone is no answer."""
    text = token.token.text
    if token.kind == "exact":
        return ""
    if token.is_prefix and common(text):
        return "a word is another name"  # Robert is no Robertson
    short = len(text) < _SHORTEST_OTHER_START or token.edits > 1 or not token.token.latin
    if token.starts_with_other_sound and short:
        return "the word begins otherwise"
    if text in common_words() or text in chatter() or {term.kind for term in office_terms(text)} == {"place"}:
        return "a common word"  # a Georgian is no Giorgia
    if token.token.latin:
        if len(text) < (_SHORTEST_PREFIX if token.is_prefix else _SHORTEST_GUESS):
            return "too short for a guess"
    elif len(text) < _SHORTEST_GUESS and token.likeness < _SAME_SOUND and token.token.script not in EASTERN:
        return "too short for a guess"
    if token.token.latin and len(text) < _SHORTEST_OTHER_START and _is_swapped_consonant(token):
        return "another consonant"
    return "the word sounds otherwise" if _other_consonants(token, alone=True) else ""


def _is_of_other_sex(token: TokenFeature) -> bool:
    """True for the surname of a man whose wife or daughter is listed, or the other way round."""
    one, other = (text.replace("w", "v") for text in (token.token.text, token.word))
    return any(
        _HERS.search(hers) and _HIS.search(his) and _HERS.sub("", hers) == _HIS.sub("", his)
        for hers, his in ((one, other), (other, one))
    )


def _is_swapped_consonant(token: TokenFeature) -> bool:
    """True if a consonant stands where the name has another one: Havel for Hagel; not if two are swapped."""
    text, word = token.token.text, token.word
    if token.kind == "named" or len(text) != len(word) or sorted(text) == sorted(word):
        return False
    theirs = set(consonant_skeletons(sounds(word), 12))
    return all(theirs.isdisjoint(consonant_skeletons(said, 12)) for said in token.token.sounds)


def _other_consonants(token: TokenFeature, alone: bool) -> bool:
    """True if a word in an alphabet has other consonants than the name in every way to read it.

    Корнин for Corzine, Keqiang for Qiang.
    """
    if token.kind in ("exact", "named") or not token.word or token.is_prefix or token.token.initial:
        return False
    if token.token.vowel_mode != "plain" or script_of(token.word) != "LATIN" or len(token.word) == 1:
        return False
    if token.token.latin:  # mistyped as long as no syllable is added or lost
        text, word = token.token.text, token.word
        if token.edits < 2 or abs(len(word) - len(text)) < 2:
            return False
        if not alone:  # other words of the name bear a slip out, but not a syllable more before it
            short, long = sorted((text, word), key=len)
            more = set(long.removesuffix(short))
            return long.endswith(short) and bool(more & _VOWEL_LETTERS) and bool(more - _VOWEL_LETTERS)
    elif token.likeness >= _LIKE_SOUND:
        return False
    theirs = set(consonant_skeletons(sounds(token.word), 12))
    said = {one for symbols in token.token.sounds for one in consonant_skeletons(symbols, 12)}
    if alone:
        return theirs.isdisjoint(said)
    # Next to other words a consonant may be silent or left out (Нюгорсвольд), but none may be another.
    return not any(_is_within(one, two) or _is_within(two, one) for one in said for two in theirs)


def _is_within(short: str, long: str) -> bool:
    """True if the letters of one text stand in the other in the same order."""
    letters = iter(long)
    return all(letter in letters for letter in short)
