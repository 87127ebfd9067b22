"""How sure a candidate is: content and speaker both right. Constants fitted on hand-made annotation."""

from __future__ import annotations

PATTERN = {
    "quotation": 0.95,
    "alone": 0.9,
    "fragment": 0.4,
    "clause": 0.7,
    "inverted": 0.75,
    "parenthesis": 0.7,
    "according": 0.7,
    "persuasion": 0.5,
    "infinitive": 0.5,
    "object": 0.4,
    "phrase": 0.4,
    "noun": 0.45,
}
SPEAKER = {"named": 0.97, "role": 0.8, "pronoun": 0.85, "carried": 0.85, "unresolved": 0.6, "none": 0.5}


def confidence(pattern: str, how: str) -> float:
    """Between 0 and 1."""
    return round(PATTERN.get(pattern, 0.4) * SPEAKER.get(how, 0.5), 2)
