"""The sentences that stand beside a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from briefs.i18n import mark
from briefs.index.article_texts import Source
from briefs.verify.attribution import Voice
from briefs.verify.differences import Difference
from briefs.verify.verdict import Note

NO_WORDS = mark("There are no words in it to look for.")
TOO_SHORT = mark("Fewer than three words are too few to tell a quotation by.")
NOT_FOUND = mark(
    "Nothing on record comes near. It may have been said elsewhere: this is only what was searched."
)
NOTHING_MISSING = mark("Nothing is missing where the ellipsis stands.")
LEFT_OUT = mark("Only the article's “{words}” is left out.")
PUNCTUATION = mark("Case, punctuation or spacing differs inside; the record has: “{passage}”")
SAID_BY = mark("On record these are the words of {speaker}.")
REPORTED = mark("These are the article's words for what {speaker} said, not a quotation.")
ENGLISH = mark("The words were said in another language; the English is {agency}'s.")
UNCURATED = mark("The record does not say who said this: the passage is not curated.")
DISPUTED = mark("This statement is disputed.")
OWN = mark("These words are the article's own voice ({publisher}), not anybody's statement.")
ASCRIBED = mark("These are the article's words; {speaker} is named beside this sentence, not in it.")
PARTS = {
    "headline": mark("These words are a headline."),
    "heading": mark("These words are a heading."),
    "caption": mark("These words are the caption of a picture."),
    "dateline": mark("These words are the article's date line."),
    "boilerplate": mark("These words are no part of the article: they belong to the page around it."),
}
SAYS = mark("The record says “{said}”, not “{claimed}”.")
HAS = mark("The record has “{said}”, which is missing here.")
HAS_NOT = mark("The record does not have “{claimed}”.")


def of_voice(voice: Voice, source: Source, wrong: bool = False) -> tuple[Note, ...]:
    """Whose words they are, where that needs a word: always if they are `wrong`ly claimed of another."""
    found = []
    who = ", ".join(name for _, name in voice.speakers)
    stretch = voice.stretch
    if wrong and who:
        found.append(Note(SAID_BY, (("speaker", who),)))
    if voice.manner == "reported":
        found.append(Note(REPORTED, (("speaker", who),)))
    elif voice.manner == "ascribed":
        found.append(Note(ASCRIBED, (("speaker", who),)))
    elif voice.manner == "part" and stretch is not None:
        found.append(Note(PARTS[stretch.kind]))
    elif voice.manner == "own":
        found.append(Note(OWN, (("publisher", source.publisher or source.title),)))
        if stretch is not None and stretch.speakers:
            beside = ", ".join(name for _, name in stretch.speakers)
            found.append(Note(ASCRIBED, (("speaker", beside),)))
    elif voice.manner == "unknown":
        found.append(Note(UNCURATED))
    if stretch is not None and stretch.english_by:
        found.append(Note(ENGLISH, (("agency", stretch.english_by),)))
    if stretch is not None and stretch.status == "disputed":
        found.append(Note(DISPUTED))
    return tuple(found)


def of_differences(differences: Iterable[Difference]) -> tuple[Note, ...]:
    """What was changed, each in a sentence; at most five."""
    return tuple(_of(difference) for difference in list(differences)[:5])


def _of(d: Difference) -> Note:
    if d.said and d.claimed:
        return Note(SAYS, (("said", d.said), ("claimed", d.claimed)))
    if d.said:
        return Note(HAS, (("said", d.said),))
    return Note(HAS_NOT, (("claimed", d.claimed),))
