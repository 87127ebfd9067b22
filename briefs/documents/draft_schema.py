"""What the document of a checked draft holds, as JSON Schema: that of `cite-check --json`."""

from __future__ import annotations

from typing import Any

from briefs.documents.json_schema import Schema, flag, many, one_of, perhaps, record, text, whole
from briefs.documents.verdict_schema import VERDICT_KEYS

_PLACE: dict[str, Any] = {
    "start": whole("In the draft, in characters from 0."),
    "end": whole(),
    "line": whole("From 1."),
    "column": whole(),
}
# Of a verdict these are about the record; beside a quotation of a draft they stand in its `proof`.
_PROOF = ("statement", "article", "passage", "start", "end", "said")
_FAULT = record(
    "What stands beside a right quotation and is not so on record.",
    kind=one_of("", "day", "month", "year", "weekday", "office"),
    claimed=text("As the draft has it."),
    on_record=text("As the record has it."),
    **_PLACE,
)
_QUOTATION = record(
    "One quotation of the draft.",
    mark=one_of("Only `proven` may be cited.", "proven", "altered", "misattributed", "unproven"),
    text=text("The words as the draft has them."),
    by=perhaps(text("Whom the draft has them from.")),
    asserted=flag("Whether the draft says that it was said."),
    **_PLACE,
    faults=many(_FAULT),
    source_named=flag("Whether the draft says where the words are from."),
    proof=perhaps(record("Where the words stand on record.", **{key: VERDICT_KEYS[key] for key in _PROOF})),
    **{key: schema for key, schema in VERDICT_KEYS.items() if key not in _PROOF},
)
DRAFT: Schema = record(
    "The check of a draft.",
    form=one_of("How the draft is written.", "text", "markdown", "html"),
    holds=flag("Whether there is nothing to do."),
    counts=record(
        "",
        **dict.fromkeys(
            ("quotations", "proven", "altered", "misattributed", "unproven", "faults", "unsourced"), whole()
        ),
    ),
    quotations=many(_QUOTATION),
    unsourced=many(
        record("A sentence in which somebody is made to say something without a source.",
               text=text(), by=text("Whom the draft has say it."), **_PLACE)
    ),
)  # fmt: skip
