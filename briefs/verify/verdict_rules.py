"""The rules, in their order: which verdict is the first that fits, and what is said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.verify import notes
from briefs.verify.acceptance import on_record
from briefs.verify.align import Piece
from briefs.verify.analysis import Findings
from briefs.verify.attribution import Voice, bears, voice
from briefs.verify.claim_text import Pasted
from briefs.verify.differences import Difference
from briefs.verify.indexed_article import Record
from briefs.verify.matched_span import Part, extent, laid_out, whole
from briefs.verify.verdict import Found, Name, Note, Searched, Verdict
from briefs.verify.warnings import warning

Place = tuple[Record, int, int]


class Judge:
    def __init__(self, searched: Searched) -> None:
        self._searched = searched

    def asking(self, text: str, pasted: Pasted, by: str | None, by_name: str | None) -> Asking:
        return Asking(text, pasted, by, by_name, self._searched)


class Asking:
    """One claim before the judge."""

    def __init__(
        self, text: str, pasted: Pasted, by: str | None, by_name: str | None, searched: Searched
    ) -> None:
        self._text, self._pasted, self._by, self._by_name = text, pasted, by, by_name
        self._searched = searched

    # -- verdicts without an alignment

    def empty(self) -> Verdict:
        return self._bare("too-short", (Note(notes.NO_WORDS),))

    def too_short(self) -> Verdict:
        return self._bare("too-short", (Note(notes.TOO_SHORT),))

    def _bare(self, name: Name, said: tuple[Note, ...]) -> Verdict:
        return Verdict(self._text, self._by, name, self._searched, notes=said)

    def _not_found(self, nearest: Found | None) -> Verdict:
        said = (Note(notes.NOT_FOUND),)
        return Verdict(self._text, self._by, "not-found", self._searched, notes=said, nearest=nearest)

    # -- the same letters in a row

    def verbatim(self, places: Sequence[Place]) -> Verdict:
        """The verdict on words that stand on record letter for letter."""
        parts = [self._part(record, start, end) for record, start, end in places]
        part = min(parts, key=self._preference)
        said: list[Note] = []
        if any(mark.kind == "ellipsis" for mark in self._pasted.marks):
            said.append(Note(notes.NOTHING_MISSING))
        if self._pasted.count < 3 and not any(whole(each) for each in parts):
            verdict = self._judged("too-short", [part], [])
            return _with(verdict, (Note(notes.TOO_SHORT), *verdict.notes))
        if self._pasted.count < 3:
            part = min((each for each in parts if whole(each)), key=self._preference)
        if note := self._inside(part):
            said.append(note)
        name: Name = "misattributed" if self._wrong(part.voice) else "exact"
        return self._judged(name, [part], said)

    def _inside(self, part: Part) -> Note | None:
        """Whether case, punctuation or spacing differ inside, but for quotation marks and dashes."""
        claimed = self._pasted.scanned
        ours = claimed.text[claimed.terms[0].start : claimed.terms[-1].end]
        theirs = part.record.text[part.start : part.end]
        if laid_out(ours) == laid_out(theirs):
            return None
        return Note(notes.PUNCTUATION, (("passage", " ".join(theirs.split())),))

    # -- laid along the record

    def best(self, found: Sequence[Findings], nearest: Sequence[Piece]) -> Verdict:
        """The verdict on the best of several ways to lay the claim along the record.

        Where none will do, the sentence of the longest match in `nearest` is offered.
        """
        held = [findings for findings in found if on_record(findings)]
        if not held:
            return self._not_found(self._nearest(nearest))
        return self._aligned(min(held, key=self._fit) if len(held) > 1 else held[0])

    def _fit(self, findings: Findings) -> tuple[int, int, bool]:
        grave = sum(max(1, len((d.said or d.claimed).split())) for d in findings.differences if not d.minor)
        wrong = any(self._wrong(part.voice) for part in self._located(findings))
        return (grave, len(findings.joins) + len(findings.differences), wrong)

    def _aligned(self, findings: Findings) -> Verdict:
        parts = self._located(findings)
        differences = list(findings.differences)
        short = [part for part in findings.parts() if findings.words_in(part) < 3] if findings.joins else []
        said = [Note(notes.LEFT_OUT, (("words", words),)) for words in findings.attributions]
        if findings.joins and short:
            differences.extend(_gaps(findings))
        if differences:
            name: Name = "altered"
        elif findings.joins:
            name = "spliced"
        else:
            name = "misattributed" if any(self._wrong(part.voice) for part in parts) else "exact"
        flags = self._flags(name, findings, parts, bool(short))
        if name == "exact" and any(m.kind == "ellipsis" for m in self._pasted.marks):
            said.append(Note(notes.NOTHING_MISSING))
        return self._judged(name, parts, said, differences, flags, findings)

    def _flags(self, name: Name, findings: Findings, parts: list[Part], short: bool) -> list[str]:
        flags = []
        if name == "altered" and findings.joins and not short:
            flags.append("spliced")
        if name != "misattributed" and any(self._wrong(part.voice) for part in parts):
            flags.append("misattributed")
        if findings.reversed:
            flags.append("negation-left-out")
        if len({(part.record.source.id) for part in parts}) > 1:
            flags.append("several-articles")
        return flags

    def _located(self, findings: Findings) -> list[Part]:
        """The parts of the claim where they stand, the longest first."""
        found = []
        for first, last in findings.parts():
            for piece in findings.pieces:
                ops = [op for op in piece.ops if op.equal and op.q0 < last and first < op.q1]
                if not ops:
                    continue
                a0 = ops[0].a0 + max(0, first - ops[0].q0)
                a1 = ops[-1].a1 - max(0, ops[-1].q1 - last)
                if not findings.joins:
                    a0, a1 = piece.a0, piece.a1
                start, end = piece.record.scanned.span(a0, a1)
                found.append(self._part(piece.record, start, end, a1 - a0))
        return sorted(found, key=lambda part: -part.words)

    def _nearest(self, pieces: Sequence[Piece]) -> Found | None:
        """The sentence that holds the longest match."""
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
        return self._found(record, start, end, voice(record, start, end, self._by))

    # -- common to all

    def _part(self, record: Record, start: int, end: int, words: int = 0) -> Part:
        return Part(record, start, end, words, voice(record, start, end, self._by))

    def _preference(self, part: Part) -> tuple[bool, bool, int]:
        order = {"quotation": 0, "reported": 1, "ascribed": 2, "unknown": 3, "own": 4, "part": 5}
        return (self._wrong(part.voice), part.voice.stretch is None, order[part.voice.manner])

    def _wrong(self, voice: Voice) -> bool:
        """Whether the claimed speaker did not say this, as far as the record tells."""
        if not self._by and not self._by_name:
            return False
        if voice.is_own:
            return True
        if voice.manner == "unknown":
            return False
        if self._by:
            return not voice.is_of(self._by)
        return not any(bears(name, self._by_name or "") for _, name in voice.speakers)

    def _judged(
        self,
        name: Name,
        parts: list[Part],
        said: list[Note],
        differences: Sequence[Difference] = (),
        flags: Sequence[str] = (),
        findings: Findings | None = None,
    ) -> Verdict:
        main = parts[0]
        start, end = extent(parts)
        warned = next(
            (w for part in parts if (w := warning(part.record, part.start, part.end, part.voice))), None
        )
        return Verdict(
            text=self._text,
            by=self._by,
            verdict=name,
            searched=self._searched,
            found=self._found(main.record, start, end, main.voice),
            reported=any(part.voice.manner == "reported" for part in parts),
            minor=bool(differences) and all(d.minor for d in differences),
            flags=tuple(flags),
            notes=(
                *said,
                *notes.of_voice(main.voice, main.record.source, self._wrong(main.voice)),
                *notes.of_differences(differences),
            ),
            differences=tuple(differences),
            warning=" ".join(main.record.text[slice(*warned)].split()) if warned else None,
        )

    def _found(self, record: Record, start: int, end: int, voice: Voice) -> Found:
        source = record.source
        speaker = next((who for who in voice.speakers if who[0] == self._by), None)
        return Found(
            article=source.id,
            title=source.title,
            publisher=source.publisher,
            published=source.published,
            file=source.file,
            passage=record.text[start:end],
            start=start,
            end=end,
            statement=voice.stretch.statement if voice.stretch else None,
            speaker=speaker or next(iter(voice.speakers), None),
        )


def _with(verdict: Verdict, said: tuple[Note, ...]) -> Verdict:
    return replace(verdict, notes=said)


def _gaps(findings: Findings) -> list[Difference]:
    """What is missing at the joins, as words dropped: a part of fewer than three words makes no splice."""
    found = []
    for join in findings.joins:
        if join.missing:
            record, first, last = join.missing
            said = record.scanned.wording(first, last)
            found.append(Difference("delete", said, "", "omission"))
    return found or [Difference("insert", "", findings.pasted.scanned.text.strip(), "wording")]
