"""Checks every quotation in a text, Markdown or HTML document: a line each, with its line number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefs.i18n import Translator
from briefs.verify.document_text import DocumentFormat, read_document
from briefs.verify.quotation_finder import quotations_in
from briefs.verify.tokens import words as count_words
from briefs.verify.verdict import Verdict
from briefs.verify.verifier import Verifier


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """One quotation of a document: `line` counts from 1. `speaker_name` is as the document has it."""

    line: int
    text: str
    speaker_name: str | None
    verdict: Verdict

    @property
    def needs_review(self) -> bool:
        """Whether an editor has to look: not at exact words, nor at passages too short to tell."""
        return self.verdict.verdict not in ("exact", "too-short")

    def in_words(self, file: str, translator: Translator) -> str:
        """The line as a compiler would print it: `essay.md:12: altered: “…” The record says …`."""
        passage = " ".join(self.text.split())
        shown = passage if len(passage) <= 80 else passage[:79].rstrip() + "…"
        named = self.verdict.verdict + (" (minor)" if self.verdict.minor else "")
        notes = " ".join(
            note.in_words(translator) for note in (*self.verdict.notes, *self.verdict.change_notes)
        )
        return f"{file}:{self.line}: {named}: “{shown}” {notes}".rstrip()


def check_document(
    checker: Verifier, text: str, form: DocumentFormat, resolve: Callable[[str], str | None] | None = None
) -> tuple[CheckedQuotation, ...]:
    """Every quotation of a document with its verdict, in order.

    `resolve` gives the id of a person for a name as typed, or None where nobody is known by it; a passage
    of one or two words without a claimed speaker is an ironic mark rather than a quotation, and left out.
    """
    found = []
    for claim in quotations_in(read_document(text, form)):
        name = claim.speaker_name
        if count_words(claim.text) < 3 and name is None:
            continue
        by = resolve(name) if resolve and name else None
        verdict = checker.check(claim.text, by, None if by else name if resolve else None)
        found.append(CheckedQuotation(text.count("\n", 0, claim.start) + 1, claim.text, name, verdict))
    return tuple(found)
