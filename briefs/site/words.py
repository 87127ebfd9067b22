"""The words of the pages themselves, as messages of the catalogue: templates name them by their keys."""

from __future__ import annotations

from functools import cache

from briefs.i18n import N_, Translator

LANGUAGES = {"en": "English", "ru": "Русский"}  # each by its own name

_WORDS = {
    "also_here": N_("Other words of the same utterance"),
    "appears": N_("In the article"),
    "article": N_("Article"),
    "articles": N_("Articles"),
    "as_published": N_("At its publisher"),
    "before": N_("Before"),
    "brief": N_("In brief"),
    "changed": N_("Changed"),
    "broader": N_("Part of"),
    "by": N_("By"),
    "cite": N_("To cite"),
    "compare": N_("Compared"),
    "context": N_("In context"),
    "days": N_("Days"),
    "entry_page": N_("Record of what was said"),
    "feed": N_("Feed"),
    "history": N_("History"),
    "id": N_("Identifier"),
    "language": N_("Language"),
    "last": N_("Last said"),
    "narrower": N_("Narrower topics"),
    "newer": N_("Newer"),
    "no_search": N_("This copy of the record was built without search. The lists lead to everything in it."),
    "no_script": N_("Search needs scripts. Without them, the lists lead to everything in it."),
    "nothing_found": N_("Nothing on record has these words."),
    "occasion": N_("Occasion"),
    "older": N_("Older"),
    "on_record": N_("On record"),
    "original": N_("In the original"),
    "other_accounts": N_("Other accounts of the same utterance"),
    "our_passages": N_("Only the passages on record are shown here; the whole text is its publisher's."),
    "own_voice": N_("In the article's own voice"),
    "people": N_("People"),
    "place": N_("Place"),
    "receipt": N_("Receipt"),
    "roles": N_("Offices"),
    "said_elsewhere": N_("Said elsewhere"),
    "same_occasion": N_("Said on the same occasion"),
    "search": N_("Search"),
    "search_for": N_("Words to search for"),
    "skip": N_("To the content"),
    "source": N_("Source"),
    "spoke_on": N_("Spoke on"),
    "statement": N_("Statement"),
    "summary": N_("In short"),
    "timeline": N_("Timeline"),
    "tombstone": N_("No longer on record"),
    "topic": N_("Topic"),
    "topics": N_("Topics"),
    "verify": N_("The words stand in the source as they are given here; the link opens it at them."),
    "when": N_("When"),
    "who_spoke": N_("Who spoke"),
    "withdrawn_on": N_("Withdrawn on"),
    "why": N_("Why"),
    "withdrawn": N_("This statement was withdrawn. Its address stays, its words are no longer on record."),
    "gone": N_(
        "What stood at this address is no longer on record. The address stays so that links to it hold."
    ),
    "missing": N_("There is no page at this address."),
    "whole": N_("The text, with what is on record lit"),
    "lead": N_("Who said what, on what, when, and where is the proof?"),
    "log": N_("In the log"),
    "log_bent": N_("This page is not what the log has: its words or its proof were changed."),
    "log_cannot": N_("This browser cannot check it here; the program can."),
    "log_check": N_("Check it in this browser"),
    "log_checkpoint": N_("Its newest checkpoint"),
    "log_entries": N_("The log"),
    "log_how": N_(
        "The log is only ever added to: whoever has seen one of its checkpoints sees what was changed."
    ),
    "log_sound": N_("The words on this page are those in the log, and the log is signed by its key."),
    "log_unsigned": N_(
        "The words on this page are those in the log. This browser cannot check its signature."
    ),
    "log_verifier": N_("A program that checks this page, saved"),
    "made": N_(
        "Every quotation stands word for word in an article that is named beside it. "
        "Reported speech has no quotation marks."
    ),
    "version_before": N_("Its earlier version"),
    "version_after": N_("Its later version"),
    "text_hash": N_("SHA-256 of the text"),
}


@cache
def words(language: str) -> dict[str, str]:
    """All of them in one language."""
    translator = Translator(language)
    return {key: translator.gettext(text) for key, text in _WORDS.items()}
