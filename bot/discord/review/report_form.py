"""Why a statement may be reported."""

from __future__ import annotations

from briefs.i18n import Words, mark

QUOTED = "quoted"
REASONS = {
    "words": mark("The words are not as in the article"),
    "speaker": mark("Somebody else said it"),
    "date": mark("It was said on another day"),
    "topic": mark("It is not on this topic"),
    "context": mark("It is torn from its context"),
    QUOTED: mark("I am the person quoted"),
    "other": mark("Something else"),
}


def reason_in_words(reason: str, words: Words) -> str:
    return words.say(REASONS.get(reason, REASONS["other"]))
