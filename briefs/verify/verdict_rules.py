"""The rules of a verdict, in their order: the first that fits is given, with the notes beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from briefs.verify import notes
from briefs.verify.acceptance import is_accepted_match
from briefs.verify.align import AlignedPiece
from briefs.verify.analysis import Analysis, LibraryVocabulary, examine
from briefs.verify.attribution import PassageAttribution, attribute
from briefs.verify.claim_text import ELLIPSIS, ClaimText
from briefs.verify.claimant import Claimant, is_telling, may_be_chance
from briefs.verify.differences import Difference
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.matched_span import MatchedSpan, extent, is_whole_quotation, without_layout
from briefs.verify.same_sentence import same_sentence
from briefs.verify.verdict import FoundPassage, Name, Note, Searched, SpeakerAxis, Verdict, Words
from briefs.verify.warnings import context_warning

_LEAST_SHARED, _SHARE_OF_NEAREST = 3, 0.5  # telling words of a claim that its nearest sentence must share
RecordSpan = tuple[IndexedArticle, int, int]


class VerdictRules:
    """The rules over one index; `searched` says what it holds."""

    def __init__(self, searched: Searched) -> None:
        self._searched = searched

    def evaluation(self, text: str, claim_text: ClaimText, claimant: Claimant) -> Evaluation:
        """The evaluation of one claim, claimed of somebody or nobody."""
        return Evaluation(text, claim_text, claimant, self._searched)


class Evaluation:
    """One claim to which the rules are applied; exactly one of its public methods gives the verdict."""

    def __init__(self, text: str, claim_text: ClaimText, claimant: Claimant, searched: Searched) -> None:
        self._text, self._claim_text, self._claimant = text, claim_text, claimant
        self._searched = searched
        self._chance = may_be_chance(claim_text.scanned, claim_text.count)

    # -- verdicts without an alignment

    def empty(self) -> Verdict:
        """The verdict on a text without words."""
        return self._without_passage("too-short", (Note(notes.NO_WORDS),))

    def too_short(self) -> Verdict:
        """The verdict on one or two words that are not on record."""
        return self._without_passage("too-short", (Note(notes.TOO_SHORT),))

    def _without_passage(
        self, words: Words, said: tuple[Note, ...], nearest: FoundPassage | None = None
    ) -> Verdict:
        who = self._claimant
        return Verdict(
            self._text, who.id, words, self._searched, words, who.without_passage(), who.name,
            notes=said, nearest=nearest,
        )  # fmt: skip

    def _not_found(self, nearest: FoundPassage | None) -> Verdict:
        return self._without_passage("not-found", (Note(notes.NOT_FOUND),), nearest)

    # -- verdicts on the same letters in a row

    def verbatim(self, places: Sequence[RecordSpan]) -> Verdict:
        """The verdict on words that stand on record letter for letter."""
        parts = [self._part(record, start, end) for record, start, end in places]
        part = min(parts, key=self._preference)
        said: list[Note] = []
        own_ellipsis = ELLIPSIS.search(part.record.text, part.start, part.end)
        if any(mark.kind == "ellipsis" for mark in self._claim_text.marks) and not own_ellipsis:
            said.append(Note(notes.NOTHING_MISSING))
        # One or two words are no evidence unless they are the whole of a quotation: “extremely concerned”.
        if self._claim_text.count < 3 and not any(is_whole_quotation(each) for each in parts):
            verdict = self._verdict("too-short", [part], [])
            return replace(verdict, notes=(Note(notes.TOO_SHORT), *verdict.notes))
        if self._claim_text.count < 3:
            part = min((each for each in parts if is_whole_quotation(each)), key=self._preference)
        if note := self._layout_note(part):
            said.append(note)
        return self._verdict("exact", [part], said)

    def _layout_note(self, part: MatchedSpan) -> Note | None:
        """A note where case, punctuation or spacing differ inside; quotation marks and dashes may."""
        claimed = self._claim_text.scanned
        ours = claimed.text[claimed.terms[0].start : claimed.terms[-1].end]
        theirs = part.record.text[part.start : part.end]
        if without_layout(ours) == without_layout(theirs):
            return None
        return Note(notes.PUNCTUATION, (("passage", " ".join(theirs.split())),))

    # -- verdicts on an alignment

    def best(
        self, found: Sequence[Analysis], nearest: Sequence[AlignedPiece], known: LibraryVocabulary
    ) -> Verdict:
        """The verdict on the best of several ways to lay the claim along the record.

        Where none will do, the sentence of the longest match in `nearest` is offered.
        """
        held = [analysis for analysis in found if is_accepted_match(analysis)]
        if not held and (piece := same_sentence(len(self._claim_text.scanned.terms), nearest)):
            held = [examine(self._claim_text, [piece], known)]
        if not held:
            return self._not_found(self._nearest(nearest))
        return self._aligned(min(held, key=self._rank) if len(held) > 1 else held[0])

    def _rank(self, analysis: Analysis) -> tuple[int, int, bool]:
        """Sorts first what has the fewest changed words, then the fewest joins, then the right speaker."""
        major = sum(max(1, len((d.said or d.claimed).split())) for d in analysis.differences if not d.minor)
        wrong = self._axis(self._located(analysis)) == "another"
        return (major, len(analysis.joins) + len(analysis.differences), wrong)

    def _aligned(self, analysis: Analysis) -> Verdict:
        parts = self._located(analysis)
        differences = list(analysis.differences)
        short = [part for part in analysis.parts() if analysis.words_in(part) < 3] if analysis.joins else []
        said = [Note(notes.LEFT_OUT, (("words", words),)) for words in analysis.attributions]
        # A part of one or two words is none: what was left out then counts as words dropped.
        if analysis.joins and short:
            differences.extend(_gaps(analysis))
        # Changed words weigh more than parts joined, both more than the wrong speaker; flags say the rest.
        words: Words = "altered" if differences else "spliced" if analysis.joins else "exact"
        flags = self._flags(words, analysis, parts, bool(short))
        if words == "exact" and any(m.kind == "ellipsis" for m in self._claim_text.marks):
            said.append(Note(notes.NOTHING_MISSING))
        return self._verdict(words, parts, said, differences, flags)

    def _flags(self, words: Words, analysis: Analysis, parts: list[MatchedSpan], short: bool) -> list[str]:
        flags = []
        if words == "altered" and analysis.joins and not short:
            flags.append("spliced")
        if words != "exact" and self._axis(parts) == "another":
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
        """The sentence that shares the most telling words with the claim; None where that is too little."""
        own = {key for key in self._claim_text.scanned.keys if is_telling(key)}
        # -at: of sentences that share as much the one of the longest match, and of these the first.
        places = [
            (len(own & _keys_of(piece.record, sentence)), op.q1 - op.q0, -at, piece.record, sentence)
            for at, piece in enumerate(pieces)
            for op in piece.ops
            if op.equal
            for sentence in (piece.record.sentence(piece.record.scanned.terms[op.a0].start),)
        ]
        if not places:
            return None
        shared, _, _, record, (start, end) = max(places, key=lambda each: each[:3])
        # Less than this and no reader would call it near.
        if shared < _LEAST_SHARED or shared < _SHARE_OF_NEAREST * len(own):
            return None
        return self._found(record, start, end, attribute(record, start, end, self._claimant.id))

    # -- common to all

    def _part(self, record: IndexedArticle, start: int, end: int, words: int = 0) -> MatchedSpan:
        return MatchedSpan(record, start, end, words, attribute(record, start, end, self._claimant.id))

    def _preference(self, part: MatchedSpan) -> tuple[int, int, str]:
        """Sorts the place first that bears the claim out, then what is curated, and the earliest of those.

        A copy that nobody curated excuses nobody: it says less than one that names the speaker.
        """
        order = {"quotation": 0, "reported": 1, "ascribed": 2, "unknown": 3, "own": 4, "part": 5}
        axis = self._claimant.axis(part, self._chance)
        borne_out = 0 if axis in ("confirmed", "nobody") else 1 if axis == "quoted" else 2
        return (borne_out, order[part.attribution.manner], part.record.source.published or "9999")

    def _axis(self, parts: Sequence[MatchedSpan]) -> SpeakerAxis:
        return self._claimant.over([self._claimant.axis(part, self._chance) for part in parts])

    def _verdict(
        self,
        words: Words,
        parts: list[MatchedSpan],
        said: list[Note],
        differences: Sequence[Difference] = (),
        flags: Sequence[str] = (),
    ) -> Verdict:
        main, axis = parts[0], self._axis(parts)
        start, end = extent(parts)
        name = self._name(words, axis, main)
        warnings = (context_warning(p.record, p.start, p.end, p.attribution) for p in parts)
        warned = next(filter(None, warnings), None)
        return Verdict(
            text=self._text,
            by=self._claimant.id,
            by_name=self._claimant.name,
            verdict=name,
            words=words,
            speaker_axis=axis,
            searched=self._searched,
            found=self._found(main.record, start, end, main.attribution),
            reported=any(part.attribution.manner == "reported" for part in parts),
            minor=bool(differences) and all(d.minor for d in differences),
            flags=tuple(flags),
            notes=(
                *said,
                *notes.speaker_notes(axis, self._claimant.name, main.attribution, self._chance),
                *notes.attribution_notes(main.attribution, main.record.source),
            ),
            change_notes=notes.difference_notes(differences),
            differences=tuple(differences),
            warning=" ".join(main.record.text[slice(*warned)].split()) if warned else None,
        )

    def _name(self, words: Words, axis: SpeakerAxis, main: MatchedSpan) -> Name:
        """Both axes in one word: changed words weigh more than parts joined, both more than the speaker."""
        if words != "exact":
            return words
        not_theirs = axis == "another" or (axis == "unknown" and main.attribution.manner != "unknown")
        return "misattributed" if not_theirs else "exact"

    def _found(
        self, record: IndexedArticle, start: int, end: int, attribution: PassageAttribution
    ) -> FoundPassage:
        source = record.source
        speaker = next((who for who in attribution.speakers if who[0] == self._claimant.id), None)
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
            quoted_of=attribution.quoted_of,
            as_article=attribution.as_article,
            said=attribution.span.said if attribution.span else None,
        )


def _keys_of(record: IndexedArticle, sentence: tuple[int, int]) -> set[str]:
    """The keys of the words between two offsets."""
    terms = record.scanned.terms
    first = bisect_left(terms, sentence[0], key=lambda term: term.start)
    last = bisect_left(terms, sentence[1], key=lambda term: term.start)
    return set(record.keys[first:last])


def _gaps(analysis: Analysis) -> list[Difference]:
    """What is missing at the joins, as words dropped: a part of fewer than three words makes no splice."""
    found = []
    for join in analysis.joins:
        if join.missing:
            record, first, last = join.missing
            said = record.scanned.wording(first, last)
            found.append(Difference("delete", said, "", "omission"))
    return found or [Difference("insert", "", analysis.claim_text.scanned.text.strip(), "wording")]
