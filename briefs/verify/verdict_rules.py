"""The rules of a verdict, in their order: the first that fits is given, with the notes beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.verify import notes
from briefs.verify.acceptance import is_accepted_match
from briefs.verify.align import AlignedPiece
from briefs.verify.analysis import Analysis
from briefs.verify.attribution import PassageAttribution, attribute, is_family_name_of
from briefs.verify.claim_text import ClaimText
from briefs.verify.differences import Difference
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.matched_span import MatchedSpan, extent, is_whole_quotation, without_layout
from briefs.verify.verdict import FoundPassage, Name, Note, Searched, Verdict
from briefs.verify.warnings import context_warning

RecordSpan = tuple[IndexedArticle, int, int]


class VerdictRules:
    """The rules over one index; `searched` says what it holds."""

    def __init__(self, searched: Searched) -> None:
        self._searched = searched

    def evaluation(self, text: str, claim_text: ClaimText, by: str | None, by_name: str | None) -> Evaluation:
        """The evaluation of one claim, claimed of the person with id `by` or of a name that nobody bears."""
        return Evaluation(text, claim_text, by, by_name, self._searched)


class Evaluation:
    """One claim to which the rules are applied; exactly one of its public methods gives the verdict."""

    def __init__(
        self, text: str, claim_text: ClaimText, by: str | None, by_name: str | None, searched: Searched
    ) -> None:
        self._text, self._claim_text, self._by, self._by_name = text, claim_text, by, by_name
        self._searched = searched

    # -- verdicts without an alignment

    def empty(self) -> Verdict:
        """The verdict on a text without words."""
        return self._without_passage("too-short", (Note(notes.NO_WORDS),))

    def too_short(self) -> Verdict:
        """The verdict on one or two words that are not on record."""
        return self._without_passage("too-short", (Note(notes.TOO_SHORT),))

    def _without_passage(self, name: Name, said: tuple[Note, ...]) -> Verdict:
        return Verdict(self._text, self._by, name, self._searched, notes=said)

    def _not_found(self, nearest: FoundPassage | None) -> Verdict:
        said = (Note(notes.NOT_FOUND),)
        return Verdict(self._text, self._by, "not-found", self._searched, notes=said, nearest=nearest)

    # -- verdicts on the same letters in a row

    def verbatim(self, places: Sequence[RecordSpan]) -> Verdict:
        """The verdict on words that stand on record letter for letter."""
        parts = [self._part(record, start, end) for record, start, end in places]
        part = min(parts, key=self._preference)
        said: list[Note] = []
        if any(mark.kind == "ellipsis" for mark in self._claim_text.marks):
            said.append(Note(notes.NOTHING_MISSING))
        # One or two words are no evidence unless they are the whole of a quotation: “extremely concerned”.
        if self._claim_text.count < 3 and not any(is_whole_quotation(each) for each in parts):
            verdict = self._verdict("too-short", [part], [])
            return _with(verdict, (Note(notes.TOO_SHORT), *verdict.notes))
        if self._claim_text.count < 3:
            part = min((each for each in parts if is_whole_quotation(each)), key=self._preference)
        if note := self._layout_note(part):
            said.append(note)
        name: Name = "misattributed" if self._is_misattributed(part.attribution) else "exact"
        return self._verdict(name, [part], said)

    def _layout_note(self, part: MatchedSpan) -> Note | None:
        """A note where case, punctuation or spacing differ inside; quotation marks and dashes may."""
        claimed = self._claim_text.scanned
        ours = claimed.text[claimed.terms[0].start : claimed.terms[-1].end]
        theirs = part.record.text[part.start : part.end]
        if without_layout(ours) == without_layout(theirs):
            return None
        return Note(notes.PUNCTUATION, (("passage", " ".join(theirs.split())),))

    # -- verdicts on an alignment

    def best(self, found: Sequence[Analysis], nearest: Sequence[AlignedPiece]) -> Verdict:
        """The verdict on the best of several ways to lay the claim along the record.

        Where none will do, the sentence of the longest match in `nearest` is offered.
        """
        held = [analysis for analysis in found if is_accepted_match(analysis)]
        if not held:
            return self._not_found(self._nearest(nearest))
        return self._aligned(min(held, key=self._rank) if len(held) > 1 else held[0])

    def _rank(self, analysis: Analysis) -> tuple[int, int, bool]:
        """Sorts first what has the fewest changed words, then the fewest joins, then the right speaker."""
        major = sum(max(1, len((d.said or d.claimed).split())) for d in analysis.differences if not d.minor)
        wrong = any(self._is_misattributed(part.attribution) for part in self._located(analysis))
        return (major, len(analysis.joins) + len(analysis.differences), wrong)

    def _aligned(self, analysis: Analysis) -> Verdict:
        parts = self._located(analysis)
        differences = list(analysis.differences)
        short = [part for part in analysis.parts() if analysis.words_in(part) < 3] if analysis.joins else []
        said = [Note(notes.LEFT_OUT, (("words", words),)) for words in analysis.attributions]
        # A part of one or two words is none: what was left out then counts as words dropped.
        if analysis.joins and short:
            differences.extend(_gaps(analysis))
        # Changed words weigh more than parts joined, and both more than the wrong speaker; flags say the
        # rest.
        if differences:
            name: Name = "altered"
        elif analysis.joins:
            name = "spliced"
        else:
            wrong = any(self._is_misattributed(part.attribution) for part in parts)
            name = "misattributed" if wrong else "exact"
        flags = self._flags(name, analysis, parts, bool(short))
        if name == "exact" and any(m.kind == "ellipsis" for m in self._claim_text.marks):
            said.append(Note(notes.NOTHING_MISSING))
        return self._verdict(name, parts, said, differences, flags, analysis)

    def _flags(self, name: Name, analysis: Analysis, parts: list[MatchedSpan], short: bool) -> list[str]:
        flags = []
        if name == "altered" and analysis.joins and not short:
            flags.append("spliced")
        if name != "misattributed" and any(self._is_misattributed(part.attribution) for part in parts):
            flags.append("misattributed")
        if analysis.reversed:
            flags.append("negation-left-out")
        if len({(part.record.source.id) for part in parts}) > 1:
            flags.append("several-articles")
        return flags

    def _located(self, analysis: Analysis) -> list[MatchedSpan]:
        """The parts of the claim where they stand, the longest first."""
        found = []
        for first, last in analysis.parts():
            for piece in analysis.pieces:
                ops = [op for op in piece.ops if op.equal and op.q0 < last and first < op.q1]
                if not ops:
                    continue
                a0 = ops[0].a0 + max(0, first - ops[0].q0)
                a1 = ops[-1].a1 - max(0, ops[-1].q1 - last)
                # Without joins the whole piece is shown, with its changed first and last words.
                if not analysis.joins:
                    a0, a1 = piece.a0, piece.a1
                start, end = piece.record.scanned.span(a0, a1)
                found.append(self._part(piece.record, start, end, a1 - a0))
        return sorted(found, key=lambda part: -part.word_count)

    def _nearest(self, pieces: Sequence[AlignedPiece]) -> FoundPassage | None:
        """The sentence that holds the longest match."""
        # -at: of equally long matches the first.
        ops = [
            (op.q1 - op.q0, -at, piece.record, op)
            for at, piece in enumerate(pieces)
            for op in piece.ops
            if op.equal
        ]
        if not ops:
            return None
        _, _, record, op = max(ops, key=lambda each: each[:2])
        start, end = record.sentence(record.scanned.terms[op.a0].start)
        return self._found(record, start, end, attribute(record, start, end, self._by))

    # -- common to all

    def _part(self, record: IndexedArticle, start: int, end: int, words: int = 0) -> MatchedSpan:
        return MatchedSpan(record, start, end, words, attribute(record, start, end, self._by))

    def _preference(self, part: MatchedSpan) -> tuple[bool, bool, int]:
        """Sorts the place first that is the claimed speaker's, is curated and nearest to their own words."""
        order = {"quotation": 0, "reported": 1, "ascribed": 2, "unknown": 3, "own": 4, "part": 5}
        found = part.attribution
        return (self._is_misattributed(found), found.span is None, order[found.manner])

    def _is_misattributed(self, attribution: PassageAttribution) -> bool:
        """Whether the claimed speaker did not say this, as far as the record tells."""
        if not self._by and not self._by_name:
            return False
        if attribution.manner == "unknown":
            return False
        # The article's own voice has no speakers.
        if self._by:
            return not attribution.is_of(self._by)
        return not any(is_family_name_of(name, self._by_name or "") for _, name in attribution.speakers)

    def _verdict(
        self,
        name: Name,
        parts: list[MatchedSpan],
        said: list[Note],
        differences: Sequence[Difference] = (),
        flags: Sequence[str] = (),
        analysis: Analysis | None = None,
    ) -> Verdict:
        main = parts[0]
        start, end = extent(parts)
        wrong = self._is_misattributed(main.attribution)
        warnings = (context_warning(p.record, p.start, p.end, p.attribution) for p in parts)
        warned = next(filter(None, warnings), None)
        return Verdict(
            text=self._text,
            by=self._by,
            verdict=name,
            searched=self._searched,
            found=self._found(main.record, start, end, main.attribution),
            reported=any(part.attribution.manner == "reported" for part in parts),
            minor=bool(differences) and all(d.minor for d in differences),
            flags=tuple(flags),
            notes=(
                *said,
                *notes.attribution_notes(main.attribution, main.record.source, wrong),
                *notes.difference_notes(differences),
            ),
            differences=tuple(differences),
            warning=" ".join(main.record.text[slice(*warned)].split()) if warned else None,
        )

    def _found(
        self, record: IndexedArticle, start: int, end: int, attribution: PassageAttribution
    ) -> FoundPassage:
        source = record.source
        speaker = next((who for who in attribution.speakers if who[0] == self._by), None)
        return FoundPassage(
            article=source.id,
            title=source.title,
            publisher=source.publisher,
            published=source.published,
            file=source.file,
            passage=record.text[start:end],
            start=start,
            end=end,
            statement=attribution.span.statement if attribution.span else None,
            speaker=speaker or next(iter(attribution.speakers), None),
        )


def _with(verdict: Verdict, said: tuple[Note, ...]) -> Verdict:
    return replace(verdict, notes=said)


def _gaps(analysis: Analysis) -> list[Difference]:
    """What is missing at the joins, as words dropped: a part of fewer than three words makes no splice."""
    found = []
    for join in analysis.joins:
        if join.missing:
            record, first, last = join.missing
            said = record.scanned.wording(first, last)
            found.append(Difference("delete", said, "", "omission"))
    return found or [Difference("insert", "", analysis.claim_text.scanned.text.strip(), "wording")]
