"""What a statement's document holds, as JSON Schema."""

from __future__ import annotations

from typing import Any

from briefs.documents.json_schema import Schema, many, named, number, one_of, perhaps, record, text, whole
from briefs.model import BASES, KINDS, STATUSES

EDTF = "EDTF (ISO 8601-2), such as 2013-04-23, 2013-04 or 2012~"
ARTICLE_REF: dict[str, Any] = {
    "id": text(),
    "title": text(),
    "publisher": perhaps(text()),
    "file": text("Its text file within the library."),
    "published": perhaps(text(EDTF)),
    "language": text(),
    "url": perhaps(text("Where it was published.")),
    "author": perhaps(text("Who wrote it, as its page names them.")),
}
STATEMENT: Schema = record(
    "What one speaker said, or an article states, in one passage: words, speaker, day and proof.",
    id=text("Never changes."),
    status=one_of("", *STATUSES),
    speaker=perhaps(text("Id of the first of `speakers`.")),
    speaker_name=perhaps(text()),
    role=perhaps(text("Held when the words were said.")),
    speakers=many(record("", id=text(), name=text(), role=perhaps(text()))),
    kind=one_of("Inside quotation marks, reported, both, or the article's own voice.", *KINDS),
    passage=text("The words, exactly as the article has them."),
    summary=perhaps(text()),
    topics=many(text()),
    quoted=many(
        many(whole(), minItems=2, maxItems=2), "Spans inside quotation marks, in the coordinates of `start`."
    ),
    said=text(f"When: {EDTF}."),
    said_basis=one_of("How the day is known.", *BASES),
    said_note=perhaps(text()),
    earliest=perhaps(text("First day on which it may have been said.")),
    latest=perhaps(text("Last such day.")),
    published=perhaps(text(EDTF)),
    about=perhaps(text(f"The time spoken about: {EDTF}.")),
    place=perhaps(text()),
    occasion=perhaps(text("Id of a dated event that several statements share.")),
    carried_by=perhaps(text("Whom the article cites.")),
    english_by=perhaps(text("Whose English it is, where it was said in another language.")),
    stance=perhaps(one_of("", "declined")),
    group=perhaps(text("Parts of one utterance cut by its attribution share it.")),
    same_as=many(text(), "Ids of other accounts of the same utterance."),
    original=perhaps(
        record(
            "Where the same words stand elsewhere.",
            source=text(),
            said=perhaps(text(EDTF)),
            url=perhaps(text()),
            text=perhaps(text()),
            note=perhaps(text()),
            language=perhaps(text("Of the original: a BCP 47 tag.")),
            article=perhaps(text("Id of the article in the library that holds those words.")),
        )
    ),
    article=named("articleRef"),
    start=whole("Where the passage begins in the article's text file, in characters."),
    end=whole("Where it ends, exclusive."),
    history=many(
        record(
            "One revision; `was` has the fields that it changed, as they were.",
            at=text(),
            by=text(),
            status=text(),
            note=perhaps(text()),
            was={"type": "object", "additionalProperties": {"type": "string"}},
        )
    ),
    taken_from=perhaps(one_of("", "transcript")),
    second=perhaps(number("Of the recording that the article's address leads to.")),
    source=perhaps(
        record(
            "What became of the words at the article's address; null where nothing is known to have changed.",
            state=one_of("", "reworded", "gone"),
            now=perhaps(text("How they read there now.")),
            seen=perhaps(text(EDTF)),
        )
    ),
    page=perhaps(text("Its page on the built site, where the settings name one.")),
)
