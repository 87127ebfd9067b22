"""How sure a candidate is: the share of such candidates whose content and speaker are both right.

Fitted by hand on one half of a development corpus of political news and checked on the other half; a dozen
constants, no trained model.
"""

from __future__ import annotations

# how often the content found by a construction is right
CONTENT = {
    "quotation": 0.97,
    "alone": 0.97,
    "inverted": 0.87,
    "according": 0.85,
    "clause": 0.76,
    "parenthesis": 0.77,
    "persuasion": 0.64,
    "object": 0.54,
    "phrase": 0.52,
    "infinitive": 0.5,
    "noun": 0.5,
    "anaphora": 0.45,
}
# how often a speaker found in this way is right
SPEAKER = {"named": 0.96, "carried": 0.9, "unresolved": 0.92, "pronoun": 0.8, "role": 0.3, "none": 0.3}
# without a parse, constructions are guessed from the wording: what that takes off
UNPARSED = {"clause": 0.78, "inverted": 0.87, "carried": 0.82, "pronoun": 0.95}


def confidence(pattern: str, how: str, *, parsed: bool = True) -> float:
    """Between 0 and 1, two decimals. `pattern` names the construction, `how` the way the speaker was found.

    Content and speaker are taken as independent: the product of both shares.
    """
    sure = CONTENT.get(pattern, 0.4) * SPEAKER.get(how, 0.5)
    if not parsed:
        sure *= UNPARSED.get(pattern, 1.0) * UNPARSED.get(how, 1.0)
    return round(sure, 2)
