"""What the document of a checked quotation holds, as JSON Schema."""

from __future__ import annotations

from typing import Any

from briefs.documents.json_schema import Schema, flag, many, named, one_of, perhaps, record, text, whole

_WORDS = ("exact", "altered", "spliced", "not-found", "too-short")
_ARTICLE = record(
    "",
    id=text(),
    title=text(),
    publisher=perhaps(text()),
    file=text(),
    published=perhaps(text()),
)
VERDICT_KEYS: dict[str, Any] = {
    "verdict": one_of("Both axes in one word.", *_WORDS, "misattributed"),
    "words": one_of("The first axis: are these the words?", *_WORDS),
    "speaker_axis": one_of(
        "The second: how the claimed speaker stands to the record.",
        *("confirmed", "another", "quoted", "not-recorded", "unknown", "nobody", "not-asserted"),
    ),
    "claimed": perhaps(record("Of whom it was claimed.", id=perhaps(text()), name=perhaps(text()))),
    "speaker": perhaps(record("Who said it, as the record has it.", id=text(), name=text())),
    "said": perhaps(text("When, EDTF.")),
    "quoted_of": perhaps(text("Whom the speaker quotes there.")),
    "as_article": perhaps(text("Whom the article names, where nobody curated the words.")),
    "curated": flag(),
    "statement": perhaps(text("Id of the statement that has the words: its receipt.")),
    "article": perhaps(_ARTICLE),
    "passage": perhaps(text("The words on record.")),
    "start": perhaps(whole("Where they stand in the article's text file, in characters.")),
    "end": perhaps(whole()),
    "reported": flag("They stand in reported speech."),
    "minor": flag("Only slips differ."),
    "flags": many(text(), "spliced, misattributed, negation-left-out, several-articles"),
    "notes": many(text(), "Sentences for a reader."),
    "differences": many(
        record("", op=text(), said=perhaps(text()), claimed=perhaps(text()), kind=perhaps(text()))
    ),
    "warning": perhaps(text("The whole sentence, where it turns the sense of the fragment.")),
    "nearest": perhaps(text("The sentence that comes nearest, where nothing was found.")),
    "nearest_article": perhaps(_ARTICLE),
    "original": perhaps(
        record(
            "The words that were asked about, where they are the original of a translated statement.",
            source=text(),
            text=text(),
            language=perhaps(text("A BCP 47 tag.")),
            url=perhaps(text()),
            article=perhaps(text("Id of the article in the library that holds them.")),
        )
    ),
    "searched": record(
        "What was searched.",
        articles=whole(),
        earliest=perhaps(text()),
        latest=perhaps(text()),
        taken_in=whole("Articles that came in and are not curated."),
        text=text(),
    ),
}
_VERDICT = record(
    "The verdict on a quotation, on two axes; of several, the worst.",
    outcome=one_of("", "answered"),
    text=text("The words that were checked."),
    **VERDICT_KEYS,
    warnings=many(text()),
)
VERDICT_SCHEMAS: dict[str, Schema] = {
    "verdict": {
        **_VERDICT,
        # where a text quotes several times, and only there
        "properties": {**_VERDICT["properties"], "quotations": many(named("checkedQuotation"))},
    },
    "checkedQuotation": record(
        "One quotation of a text that quotes several times.",
        text=text(),
        by=perhaps(text("Who is named beside it.")),
        **VERDICT_KEYS,
    ),
}
