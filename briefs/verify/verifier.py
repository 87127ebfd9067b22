"""Checks quotations against an index: finds the words on record and gives the first verdict that fits."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefs.index import ArticleStore, address, reading_copy
from briefs.verify import align
from briefs.verify.analysis import LibraryVocabulary, examine
from briefs.verify.claim_text import ClaimText, other_readings, parse_claim
from briefs.verify.claimant import Claimant, may_be_chance
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.originals import altered_original, original_verdict, phrase_of
from briefs.verify.retrieval import Retriever
from briefs.verify.tokens import fold_word, tokenize
from briefs.verify.verdict import Searched, Verdict
from briefs.verify.verdict_rules import VerdictRules

_MAPPED = 160 << 20  # bytes of the index that are read without copying; they count as this process's memory
LONGEST = 60_000  # characters that are read of a claim
_LEAST_MATCHED, _SHORT_CLAIM = 0.35, 5  # of a longer claim's words, what runs alone must hold to look closer
_MOST_CHAINED = 10  # records whose runs are chained together
# Between two terms: where a claim may have been joined from two passages. A hyphen inside a word is none.
_PAUSE = re.compile(r"[.,;:!?…—–“”\"«»\n]|--| - ")
# The better verdict of two readings of one claim.
_RANK = {"exact": 0, "spliced": 1, "altered": 2, "too-short": 3, "not-found": 4}

_WORDS_OF_ORIGINAL = 12  # of a claim, by which originals are looked for that may be worded otherwise


_RUN = 3  # words in a row that the bitmap of the index knows
_MOST_PASSAGES = 5  # that are looked at for words in a row
_BRACKETS = str.maketrans("", "", "[]")
_SCREENED, _LEAST_HELD = 7, 0.5  # words of a text, and the share of them that must stand in such runs


class Verifier:
    """Checks claims against one index. Not for several threads at once: open one for each."""

    def __init__(self, connection: sqlite3.Connection, taken_in: Verifier | None = None) -> None:
        self._db, self._taken_in = connection, taken_in
        self._texts = ArticleStore(connection)
        self._retriever = Retriever(self._texts)
        self.searched = Searched(self._texts.articles, self._texts.earliest, self._texts.latest)
        names = frozenset(
            fold_word(word) for name in self._texts.speakers() for word in re.findall(r"[^\W\d_]{3,}", name)
        )
        self._known = LibraryVocabulary(names, self._retriever.frequent())
        if taken_in is not None:
            self.searched = replace(self.searched, taken_in=taken_in.searched.articles)
        self._rules = VerdictRules(self.searched)

    @classmethod
    def open(cls, path: Path | str, taken_in: Path | None = None) -> Verifier:
        """Open an index file for reading. Raises :class:`sqlite3.Error` where it is none.

        `taken_in` is the index of articles that came in and are not curated: what the library does not have
        word for word is looked for there too.
        """
        beside = cls.open(reading_copy(taken_in)) if taken_in is not None else None
        connection = sqlite3.connect(address(Path(path)), uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        return cls(connection, beside)

    def close(self) -> None:
        """Close the index files."""
        self._db.close()
        if self._taken_in is not None:
            self._taken_in.close()

    def check(self, text: str, by: str | None = None, by_name: str | None = None) -> Verdict:
        """The verdict on `text`, claimed of the person with id `by`, who is called `by_name`.

        Without an id, `by_name` is somebody whom the library does not know. No more than :data:`LONGEST`
        characters are read.
        """
        text, claimant = text[:LONGEST], Claimant(by, by_name)
        claim_text = parse_claim(text)
        verdict = self._check(text, claim_text, claimant)
        for reading in other_readings(text, claim_text):
            if verdict.words == "exact":
                break
            verdict = min(verdict, self._check(text, reading, claimant), key=lambda v: _RANK[v.words])
        verdict = self._of_original(text, claim_text, claimant, verdict) or verdict
        if self._taken_in is None or verdict.words == "exact":
            return verdict
        # What is curated comes first: what waits counts only where it has more of the claim.
        waiting = replace(self._taken_in.check(text, by, by_name), searched=self.searched)
        return min(verdict, waiting, key=lambda v: _RANK[v.words])

    def _of_original(
        self, text: str, claim_text: ClaimText, claimant: Claimant, verdict: Verdict
    ) -> Verdict | None:
        """Where no statement has the words as they are: the one of whose original they are, or a version."""
        phrase = None if _is_curated(verdict) else phrase_of(text)
        if phrase is None:
            return None
        chance = may_be_chance(claim_text.scanned, claim_text.count)
        whole = original_verdict(text, claimant, self._texts.originals(phrase), self.searched, chance)
        if whole is not None or (verdict.found is not None and verdict.found.statement is not None):
            return whole
        if verdict.words == "exact":
            return None  # word for word in an article that nobody curated
        words = sorted({word for word in phrase.split() if len(word) > 2}, key=len)[-_WORDS_OF_ORIGINAL:]
        return altered_original(text, claimant, self._texts.originals_near(words), self.searched)

    def is_said_by(self, text: str, person: str) -> bool:
        """Whether a statement of the person with this id holds `text` word for word: one look."""
        text = text[:LONGEST].translate(_BRACKETS)  # “[w]e will” is “We will”
        row = _in_a_row(text)
        return bool(row.strip()) and any(
            row in _in_a_row(passage) for passage in self._texts.passages_of(text, person, _MOST_PASSAGES)
        )

    def may_hold(self, text: str) -> bool:
        """Whether the library may hold a good part of `text`: enough words in a row may be on record.

        A look at a bitmap, which a check of words that nobody said does not have to follow.
        """
        if self._texts.has_originals:  # whose words no bitmap has
            return True
        words = (phrase_of(text[:LONGEST]) or "").split()
        known = self._texts.known_runs(words)
        if len(words) < _SCREENED:
            return any(known) or not known
        held = {at + n for at, is_known in enumerate(known) if is_known for n in range(_RUN)}
        return len(held) >= _LEAST_HELD * len(words)

    def statements_with(self, text: str) -> frozenset[str]:
        """Ids of the statements that hold `text` letter for letter, as far as they are looked through."""
        letters = (scanned := parse_claim(text[:LONGEST]).scanned).letters(0, len(scanned.terms))
        places = (
            (record, *place)
            for record in (self._retriever.candidates(scanned.text) if letters else ())
            for place in record.find(letters)
        )
        return frozenset(
            span.statement
            for record, start, end in places
            for span in record.spans(start, end)
            if span.statement and span.start <= start and end <= span.end
        )

    def _check(self, text: str, claim_text: ClaimText, claimant: Claimant) -> Verdict:
        evaluation = self._rules.evaluation(text, claim_text, claimant)
        scanned = claim_text.scanned
        if not scanned.terms:
            return evaluation.empty()
        records = self._retriever.candidates(scanned.text, claimant.id)
        # Letters alone: case, punctuation and spaces never keep words from being found word for word.
        letters = scanned.letters(0, len(scanned.terms))
        places = [(record, *place) for record in records for place in record.find(letters)]
        if places:
            return evaluation.verbatim(places)
        if claim_text.count < 3:
            return evaluation.too_short()
        alignments, every = self._alignments(claim_text, records)
        least = _LEAST_MATCHED * len(scanned.terms) if len(scanned.terms) > _SHORT_CLAIM else 0
        likely = [pieces for pieces in alignments if align.matched_count(pieces) >= least]
        return evaluation.best(
            [examine(claim_text, pieces, self._known) for pieces in likely],
            every,
            self._known,
        )

    def _alignments(
        self, claim_text: ClaimText, records: Sequence[IndexedArticle]
    ) -> tuple[list[list[align.AlignedPiece]], list[align.AlignedPiece]]:
        """Ways to lay the claim along the records: in one record each, and over several.

        Then the pieces of all records, those of the likeliest first.
        """
        keys = [*claim_text.scanned.keys]
        gap_costs = _gap_costs(claim_text)
        plain = [align.runs(keys, record, n, gap_costs.marks) for n, record in enumerate(records)]
        # What one record has word for word is not looked for as a slip in the others.
        right = align.held_in_a_row(plain) if len(records) > 1 else frozenset()
        claim_keys = [align.corrected_keys(claim_text.scanned, record, right) for record in records]
        runs = [
            plain[n] if mine == keys else align.runs(mine, record, n, gap_costs.marks)
            for n, (mine, record) in enumerate(zip(claim_keys, records, strict=True))
        ]
        chains = [align.chain(keys, found, gap_costs) for found in runs]
        scores = [sum(run.length for run in chain) for chain in chains]
        order = sorted((n for n in range(len(records)) if scores[n]), key=lambda n: -scores[n])[
            :_MOST_CHAINED
        ]
        if not order:
            return [], []
        ways = [chains[n] for n in order if scores[n] >= 0.8 * scores[order[0]]]
        # Only where one article does not hold all of it can it have been joined from several.
        if scores[order[0]] < len(keys) and len(order) > 1:
            joint = align.chain(keys, [run for n in order for run in runs[n]], gap_costs)
            if len({run.record for run in joint}) > 1:
                ways.append(joint)
        every = [piece for n in order for piece in align.pieces(claim_keys, chains[n], records)]
        return [align.pieces(claim_keys, way, records) for way in ways], every


def _in_a_row(text: str) -> str:
    return f" {' '.join(token.letters for token in tokenize(text))} "


def _is_curated(verdict: Verdict) -> bool:
    return verdict.words == "exact" and verdict.found is not None and verdict.found.statement is not None


def _gap_costs(claim_text: ClaimText) -> align.GapCosts:
    """Where the claim pauses, and where it has an ellipsis or a bracket."""
    terms, text = claim_text.scanned.terms, claim_text.scanned.text
    found = set()
    for at in range(1, len(terms)):
        if _PAUSE.search(text, terms[at - 1].end, terms[at].start):
            found.add(at)
    return align.GapCosts(len(terms), frozenset(found), frozenset(mark.at for mark in claim_text.marks))
