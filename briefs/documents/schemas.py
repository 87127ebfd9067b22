"""What the documents of answers hold, as JSON Schema: each key, its type and what it says."""

from __future__ import annotations

from briefs.documents.json_schema import (
    Schema,
    counts,
    flag,
    many,
    named,
    number,
    one_of,
    perhaps,
    record,
    text,
    whole,
)
from briefs.documents.statement_schema import ARTICLE_REF, EDTF, STATEMENT
from briefs.documents.verdict_schema import VERDICT_SCHEMAS

_WARNINGS = many(text(), "What every reader must know, such as that the last good index answers.")
_COUNTED = record("", id=text(), label=text(), statements=whole())
_SUGGESTION = record(
    "",
    id=text("The id to ask with."),
    label=text(),
    score=number("How near it is, 0 to 100."),
    reason=perhaps(text("How it was found: by name, alias, office, spelling.")),
)
_ROLE = record(
    "",
    title=text(),
    organisation=perhaps(text()),
    start=perhaps(text(EDTF)),
    end=perhaps(text(EDTF)),
)
_ANSWER = record(
    "Statements with their proof, and what the answer rests on.",
    outcome=one_of(
        "“nothing” is an answer too: nothing on record. On “ambiguous” and “unknown” a name was not clear.",
        *("answered", "nothing", "ambiguous", "unknown"),
    ),
    command=text("The question."),
    person=perhaps(named("person")),
    other=perhaps(named("person", "The second person of a comparison.")),
    topic=perhaps(named("topic")),
    article=perhaps(named("article")),
    since=perhaps(text("First day asked about.")),
    until=perhaps(text("Last day asked about.")),
    statements=many(named("statement"), "In order of latest possible day."),
    may_fall_outside=many(
        named("statement"), "Those whose uncertain day may lie outside the days asked about."
    ),
    coverage=perhaps(
        record(
            "What the whole answer rests on, whatever page of it is shown.",
            statements=whole("Utterances; what two articles word differently is one."),
            earliest=perhaps(text()),
            first_by=perhaps(text()),
            latest=perhaps(text()),
            articles=whole(),
            articles_in_library=whole(),
        )
    ),
    brief=perhaps(
        record(
            "The curated summary of a position.",
            as_of=text(EDTF),
            newer=many(text(), "Ids of statements that it does not know of."),
            awaits=many(text(), "Ids of revised statements: until its curator looked, it has no sentences."),
            sentences=many(record("", text=text(), cites=many(text()))),
        )
    ),
    spoke_on=many(_COUNTED, "On “nothing”: the topics on which this person is on record."),
    spoken_by=many(_COUNTED, "On “nothing”: the people who are on record on this topic."),
    asked=perhaps(record("Which name was not clear.", role=one_of("", "person", "topic"), text=text())),
    suggestions=many(_SUGGESTION, "Whom or what was perhaps meant."),
    of_other_kind=perhaps({**_SUGGESTION, "description": "What was named, of the other kind."}),
    note=perhaps(text("Such as the years of the office that was named.")),
    marks={
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "Of a search: id to passage, with U+0002 and U+0003 around what was found.",
    },
    uncurated=many(
        record(
            "Words of an article that are no statement: nobody has curated them.",
            article=text(),
            title=text(),
            publisher=perhaps(text()),
            published=perhaps(text(EDTF)),
            url=perhaps(text()),
            file=text(),
            passage=text(),
            start=whole(),
            end=whole(),
            as_article=perhaps(text("Whom the article has say them, by name.")),
            curated=flag("Always false."),
            in_library=flag(),
        ),
        "Of a search of everything.",
    ),
    warnings=_WARNINGS,
    shifts=many(named("shift"), "Of a position and of a person: what curators confirmed as changed."),
)
_SHIFTED = record(
    "",
    id=text("Of a statement: its receipt is `statement`."),
    passage=text(),
    said=text(EDTF),
    role=perhaps(text("Held when the words were said.")),
    lit=many(many(whole()), "Where the words that differ stand: start and end in the passage."),
)
_LISTED_PERSON = record("", id=text(), name=text(), kind=text(), role=perhaps(text()), statements=whole())
_LISTED_TOPIC = record(
    "", id=text(), label=text(), alt_labels=many(text()), broader=many(text()), statements=whole()
)
_ANSWERED = one_of("", "answered")

# By name, as `$defs` and as `components.schemas`.
SCHEMAS: dict[str, Schema] = {
    "articleRef": record("The article of a statement.", **ARTICLE_REF),
    "article": record(
        "An article without its text.",
        **ARTICLE_REF,
        sha256=text("Of its text file, byte for byte."),
        place=perhaps(text()),
        note=perhaps(text()),
        version_of=perhaps(text("Id of the article that stood at its address before.")),
    ),
    "person": record(
        "A person, group or organisation.",
        id=text("Never changes."),
        name=text(),
        kind=one_of("", "person", "group", "organisation"),
        wikidata=perhaps(text()),
        roles=many(_ROLE),
        page=perhaps(text()),
    ),
    "topic": record(
        "",
        id=text("Never changes."),
        label=text(),
        broader=many(text(), "Ids."),
        wikidata=perhaps(text()),
        page=perhaps(text()),
    ),
    "statement": STATEMENT,
    "shift": record(
        "Two statements of one person that a curator put beside each other as changed.",
        id=text("Never changes."),
        person=text("Id."),
        topic=text("Id of the narrowest topic that both are on."),
        differs=one_of("", "negation", "modality", "figure", "refusal"),
        words=perhaps(text("How the curator puts it.")),
        at=text("When it was decided, ISO 8601."),
        earlier=_SHIFTED,
        later=_SHIFTED,
    ),
    "answer": _ANSWER,
    "people": record("Everybody, those with most statements first.", outcome=_ANSWERED,
                     people=many(_LISTED_PERSON), warnings=_WARNINGS),
    "topics": record("Every topic; statements on narrower ones count too.", outcome=_ANSWERED,
                     topics=many(_LISTED_TOPIC), warnings=_WARNINGS),
    "stats": record(
        "The library in numbers.",
        outcome=_ANSWERED,
        articles=whole(),
        statements=whole(),
        people=whole(),
        topics=whole(),
        first=perhaps(text("First day on record.")),
        last=perhaps(text("Last day on record.")),
        kind=counts("Statements by kind."),
        status=counts("Statements by status."),
        digest=text("SHA-256 over the content hashes of all files of the library."),
        warnings=_WARNINGS,
    ),
    "lookup": record(
        "Whom or what a name means.",
        outcome=one_of("", "one", "several", "none"),
        answer=perhaps(text("The id, if it is one.")),
        name=perhaps(text()),
        matches=many(
            record("", id=text(), name=text(), score=number(), reason=perhaps(text()), note=perhaps(text()))
        ),
        note=perhaps(text()),
        warnings=_WARNINGS,
    ),
    "context": record(
        "One statement with the sentences around it.",
        outcome=_ANSWERED,
        statement=named("statement"),
        statements=many(named("statement"), "The same, as every other answer has them."),
        context=record("", before=text(), after=text()),
        warnings=_WARNINGS,
    ),
    "citation": record(
        "A statement as a citation.",
        outcome=_ANSWERED,
        id=text(),
        citations={"type": "object", "additionalProperties": {"type": "string"},
                   "description": "By form: plain, bibtex, wiki."},
        warnings=_WARNINGS,
    ),
    **VERDICT_SCHEMAS,
}  # fmt: skip

_OF = {
    "people": "people", "topics": "topics", "stats": "stats", "lookup": "lookup", "statement": "context",
    "cite": "citation", "verify": "verdict",
}  # fmt: skip


def schema_name(question: str) -> str:
    """Which of :data:`SCHEMAS` the documents of a question follow: "answer" where it has no other."""
    return _OF.get(question, "answer")


def schema_of(question: str) -> Schema:
    """The schema of a question's documents, complete in itself: what it refers to stands in its `$defs`."""
    return {**SCHEMAS[schema_name(question)], "$defs": SCHEMAS}
