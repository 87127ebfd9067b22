"""Why a statement may be reported."""

from __future__ import annotations

from briefs.i18n import N_, Translator

QUOTED = "quoted"
REASONS = {
    "words": N_("The words are not as in the article"),
    "speaker": N_("Somebody else said it"),
    "date": N_("It was said on another day"),
    "topic": N_("It is not on this topic"),
    "context": N_("It is torn from its context"),
    QUOTED: N_("I am the person quoted"),
    "other": N_("Something else"),
}


def reason_in_words(reason: str, translator: Translator) -> str:
    return translator.gettext(REASONS.get(reason, REASONS["other"]))
