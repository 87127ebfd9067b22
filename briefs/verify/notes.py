"""The sentences that stand beside a verdict, as message ids of the translation catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from briefs.i18n import N_
from briefs.index import ArticleText
from briefs.verify.attribution import PassageAttribution
from briefs.verify.differences import Difference
from briefs.verify.spelling import is_misread
from briefs.verify.verdict import Note, SpeakerAxis

NO_WORDS = N_("There are no words in it to look for.")
TOO_SHORT = N_("Fewer than three words are too few to tell a quotation by.")
NOT_FOUND = N_(
    "Nothing on record comes near. It may have been said elsewhere: this is only what was searched."
)
NOTHING_MISSING = N_("Nothing is missing where the ellipsis stands.")
LEFT_OUT = N_("Only the article's “{words}” is left out.")
PUNCTUATION = N_("Case, punctuation or spacing differs inside; the record has: “{passage}”")
SAID_BY = N_("On record these are the words of {speaker}.")
SAID_BY_THEN = N_("On record these are the words of {speaker} ({date}).")
SAYS_WHO = (SAID_BY, SAID_BY_THEN)  # whose words they are, where they are not the claimed speaker's
UNKNOWN = N_("Nobody called {name} is known here: whether they said this too, the record cannot tell.")
QUOTES = N_("{speaker} quotes them there, of {name}.")
ANYBODYS = N_("So few and common words can be anybody's; {speaker} said them too.")
REPORTED = N_("These are the article's words for what {speaker} said, not a quotation.")
ENGLISH_BY = N_("The words were said in another language; the English is {agency}'s.")
AS_ARTICLE = N_("The passage is not curated; the article itself has these words from {speaker}.")
AUTHORED = N_("The passage is not curated; by its title the text is {speaker}'s.")
UNCURATED = N_("The record does not say who said this: the passage is not curated.")
DISPUTED = N_("This statement is disputed.")
OWN = N_("These words are the article's own voice ({publisher}), not anybody's statement.")
ASCRIBED = N_("These are the article's words; {speaker} is named beside this sentence, not in it.")
PARTS = {  # by the kind of the part, see NonBodyPart in briefs.model
    "headline": N_("These words are a headline."),
    "heading": N_("These words are a heading."),
    "caption": N_("These words are the caption of a picture."),
    "dateline": N_("These words are the article's date line."),
    "boilerplate": N_("These words are no part of the article: they belong to the page around it."),
}
SAYS = N_("The record says “{said}”, not “{claimed}”.")
SCAN = N_("“{claimed}” is how a scan misreads “{said}”.")
HAS = N_("The record has “{said}”, which is missing here.")
HAS_NOT = N_("The record does not have “{claimed}”.")


def speaker_notes(
    axis: SpeakerAxis, claimed: str | None, attribution: PassageAttribution, chance: bool
) -> tuple[Note, ...]:
    """How the claimed speaker stands to the record, where that needs a word."""
    who = ", ".join(name for _, name in attribution.speakers)
    found = []
    if axis == "unknown" and claimed:
        found.append(Note(UNKNOWN, (("name", claimed),)))
    if who and attribution.quoted_of:
        found.append(Note(QUOTES, (("speaker", who), ("name", attribution.quoted_of))))
    elif who and axis in ("another", "unknown"):
        found.append(_said_by(who, attribution))
    elif who and axis == "not-recorded" and chance:
        found.append(Note(ANYBODYS, (("speaker", who),)))
    return tuple(found)


def _said_by(who: str, attribution: PassageAttribution) -> Note:
    """Who said it, and when where that is known: an EDTF date reads alike in all languages."""
    said = attribution.span.said if attribution.span else None
    if not said or said.strip(".[]/") == "":
        return Note(SAID_BY, (("speaker", who),))
    return Note(SAID_BY_THEN, (("speaker", who), ("date", said)))


def attribution_notes(attribution: PassageAttribution, source: ArticleText) -> tuple[Note, ...]:
    """In whose voice the words stand, where that needs a word."""
    found = []
    who = ", ".join(name for _, name in attribution.speakers)
    span = attribution.span
    if attribution.manner == "reported":
        found.append(Note(REPORTED, (("speaker", who),)))
    elif attribution.manner == "ascribed":
        found.append(Note(ASCRIBED, (("speaker", who),)))
    elif attribution.manner == "part" and span is not None:
        found.append(Note(PARTS[span.kind]))
    elif attribution.manner == "own":
        found.append(Note(OWN, (("publisher", source.publisher or source.title),)))
        if span is not None and span.speakers:
            beside = ", ".join(name for _, name in span.speakers)
            found.append(Note(ASCRIBED, (("speaker", beside),)))
    elif attribution.manner == "unknown":
        found.append(_uncurated(attribution))
    if span is not None and span.english_by:
        found.append(Note(ENGLISH_BY, (("agency", span.english_by),)))
    if span is not None and span.status == "disputed":
        found.append(Note(DISPUTED))
    return tuple(found)


def _uncurated(attribution: PassageAttribution) -> Note:
    if attribution.as_article is None:
        return Note(UNCURATED)
    return Note(AUTHORED if attribution.authored else AS_ARTICLE, (("speaker", attribution.as_article),))


def difference_notes(differences: Iterable[Difference]) -> tuple[Note, ...]:
    """What was changed, each in a sentence; at most five."""
    return tuple(_of(difference) for difference in list(differences)[:5])


def _of(difference: Difference) -> Note:
    if difference.minor and is_misread(difference.claimed, difference.said):
        return Note(SCAN, (("claimed", difference.claimed), ("said", difference.said)))
    if difference.said and difference.claimed:
        return Note(SAYS, (("said", difference.said), ("claimed", difference.claimed)))
    if difference.said:
        return Note(HAS, (("said", difference.said),))
    return Note(HAS_NOT, (("claimed", difference.claimed),))
