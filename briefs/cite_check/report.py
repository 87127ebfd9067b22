"""What a check of a draft says: each quotation with its mark and faults, and what is told without a
source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from briefs.i18n import ENGLISH, Translator
from briefs.verify import DocumentFormat, Verdict

CitationMark = Literal["proven", "altered", "misattributed", "unproven"]
MARKS: tuple[CitationMark, ...] = ("proven", "altered", "misattributed", "unproven")
FaultKind = Literal["day", "month", "year", "weekday", "office"]


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where something stands in a draft: characters from 0, end exclusive; line and column from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What a draft says beside a quotation that the record has otherwise; both as they are written."""

    kind: FaultKind
    claimed: str
    on_record: str
    place: DraftPlace


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A quotation of a draft. `by` is the speaker as the draft names them.

    Not `asserted` where the draft does not say that it was said (“he never said …”). `source_named` tells
    whether the draft itself says where the words are from.
    """

    mark: CitationMark
    text: str
    by: str | None
    asserted: bool
    place: DraftPlace
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    source_named: bool = False

    @property
    def holds(self) -> bool:
        """Whether an editor has nothing to do here."""
        return (self.mark == "proven" and not self.faults) or (not self.asserted and self.mark == "unproven")


@dataclass(frozen=True, slots=True)
class UnsourcedSpeech:
    """A sentence in which somebody is made to say something, with no source named beside it."""

    text: str
    by: str
    place: DraftPlace


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The check of one draft."""

    form: DocumentFormat
    citations: tuple[CheckedCitation, ...]
    unsourced: tuple[UnsourcedSpeech, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have each mark, how many faults and how many sentences without a source."""
        marks = Counter(one.mark for one in self.citations)
        faults = sum(len(one.faults) for one in self.citations)
        return {
            "quotations": len(self.citations),
            **{mark: marks[mark] for mark in MARKS},
            "faults": faults,
            "unsourced": len(self.unsourced),
        }

    @property
    def holds(self) -> bool:
        """Whether the draft can be printed as it is, as far as the record says."""
        return not self.unsourced and all(one.holds for one in self.citations)

    def document(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """The JSON document; its keys are a contract with whoever reads `--json`."""
        return {
            "form": self.form,
            "holds": self.holds,
            "counts": self.counts,
            "quotations": [_citation(one, translator) for one in self.citations],
            "unsourced": [
                {"text": one.text, "by": one.by, **_place(one.place)} for one in self.unsourced
            ],
        }  # fmt: skip


def _citation(one: CheckedCitation, translator: Translator) -> dict[str, Any]:
    # `start` and `end` of a verdict are those of the passage on record; those in the draft stand beside it.
    verdict = one.verdict.document(translator)
    proof = {key: verdict.pop(key) for key in ("statement", "article", "passage", "start", "end", "said")}
    return {
        "mark": one.mark,
        "text": one.text,
        "by": one.by,
        "asserted": one.asserted,
        **_place(one.place),
        "faults": [
            {
                "kind": fault.kind,
                "claimed": fault.claimed,
                "on_record": fault.on_record,
                **_place(fault.place),
            }
            for fault in one.faults
        ],
        "source_named": one.source_named,
        "proof": proof if one.verdict.found else None,
        **verdict,
    }


def _place(place: DraftPlace) -> dict[str, int]:
    return {"start": place.start, "end": place.end, "line": place.line, "column": place.column}
