"""Quotations as typed, each with whoever is named beside it, checked against the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from briefs.query import (
    QueryEngine,
    QueryResolver,
    is_known_speaker,
    resolve_claimed_speaker,
    split_by_clause,
    verify_against,
)
from briefs.query.questions import Argument, Query, Question

if TYPE_CHECKING:
    from briefs.verify import Claim, Verdict, Verifier

_TEXT = Argument("text", "quotation", "text", "The quotation, or a text that quotes.", metavar="TEXT")
_SPEAKER = Argument(
    "by",
    "name",
    "by",
    "Who is said to have said it: a name in any spelling, or an office.",
    required=False,
    flag="--by",
    flag_help="Who is said to have said it.",
    metavar="PERSON",
)


@dataclass(frozen=True, slots=True)
class CheckedQuotations:
    """Claims, at least one, and the verdict on each."""

    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def all_exact(self) -> bool:
        return all(verdict.verdict == "exact" for verdict in self.verdicts)

    def document(self) -> dict[str, Any]:
        """Of several its own keys are those of the worst: who knows of one quotation reads that."""
        worst = max(self.verdicts, key=lambda each: (each.contradicted, not each.holds))
        if len(self.claims) == 1:
            return {"outcome": "answered", "text": self.claims[0].text, **worst.document()}
        return {
            "outcome": "answered",
            "text": worst.text,
            **worst.document(),
            "quotations": [
                {"text": claim.text, "by": claim.speaker_name, **verdict.document()}
                for claim, verdict in zip(self.claims, self.verdicts, strict=True)
            ],
        }


class QuotationChecker:
    """Reads what is claimed of whom, with names resolved by a library's lookup, and checks it."""

    def __init__(self, resolver: QueryResolver, verifier: Verifier) -> None:
        self.resolver, self.verifier = resolver, verifier

    def check_all(self, claims: Sequence[Claim]) -> CheckedQuotations:
        return CheckedQuotations(tuple(claims), tuple(map(self._verdict, claims)))

    def claims(self, words: Sequence[str], by: str | None) -> tuple[Claim, ...]:
        """The claim in `TEXT by PERSON`, in `“TEXT” — PERSON`, or in a message that quotes somebody.

        Several of a message that quotes several times.
        """
        from briefs.verify import (
            Claim,
            separate_quotations,
            whole_text,
        )  # a list needs none

        text = " ".join(words)
        if by is not None:
            return (Claim(text, by, 0, len(text)),)
        text, name = split_by_clause(words, self.resolver.is_person)
        if name is not None:
            return (Claim(text, name, 0, len(text)),)
        # What stood in quotation marks is one word here: its marks tell whose it is.
        if len(words) > 1:
            text = " ".join(f"“{word}”" if len(word.split()) > 1 else word for word in words)
        known = partial(is_known_speaker, self.resolver)
        return separate_quotations(text, known) or (whole_text(text, known),)

    def _verdict(self, claim: Claim) -> Verdict:
        """On words claimed of a name as typed; of several people, of whoever said them."""
        claimed = resolve_claimed_speaker(self.resolver, claim.speaker_name)
        verdict = verify_against(self.verifier, claim.text, claimed)
        return verdict if claim.mentioned is None else verdict.not_asserted(claim.mentioned)


async def _ask(engine: QueryEngine, query: Query) -> CheckedQuotations:
    checker = QuotationChecker(QueryResolver(engine), engine.verifier)
    return checker.check_all(checker.claims((query["text"],), query.get("by")))


# Faces that people type at have a command of their own for it, with files and whole messages.
VERIFY = Question(
    "verify",
    section="statements",
    order=9,
    shell_help="Is this quotation real, word for word, and whose is it?",
    shell_example='verify "We want real cooperation with Russia" --by rasmussen',
    ask=_ask,
    arguments=(_TEXT, _SPEAKER),
)
