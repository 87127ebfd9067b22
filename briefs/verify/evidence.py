"""Whether a passage on record is plainly meant, or some of its words merely happen to be there."""

from __future__ import annotations

from itertools import pairwise

from briefs.verify.examine import Findings


def on_record(findings: Findings) -> bool:
    """Whether a passage on record is plainly meant: about 60 % of the words in order in one passage, or all
    of them in parts that are each on record."""
    length = len(findings.pasted.scanned.terms)
    parts = findings.parts()
    if findings.joins and findings.whole and all(_stands(findings, part) for part in parts):
        return True
    if length >= 4 and any(d.kind == "order" for d in findings.differences):
        if all(d.minor or d.kind == "order" for d in findings.differences):
            return findings.density(0, length) >= 0.5
    if length == 3 and not findings.joins:
        plain, _ = findings.coverage(0, 3)
        return plain >= 0.99 and findings.density(0, 3) >= 0.75 and findings.content(0, 3) > 0
    for passage in _passages(findings):
        plain, weighted = findings.coverage(*passage)
        content = findings.content(*passage)
        if findings.density(*passage) < 0.5:
            continue
        telling = content >= 2 or (content == 1 and _longest(findings) >= 5)
        if plain >= 0.595 and weighted >= (0.75 if length < 6 else 0.6) and telling:
            return True
        if plain >= 0.8 and length >= 4 and _nearly(findings, plain, content):
            return True
    total, _ = findings.coverage(0, length)
    return total >= 0.8 and all(_long(findings, part) for part in parts if findings.coverage(*part)[0] > 0)


def _nearly(findings: Findings, plain: float, content: int) -> bool:
    """Whether a claim of common words and names is on record but for a word or so."""
    longest = _longest(findings)
    changed = sum(
        max(len(d.said.split()), len(d.claimed.split())) for d in findings.differences if not d.minor
    )
    length, density = len(findings.weights), findings.density(0, len(findings.weights))
    if length >= 8 and density >= 0.6:
        return True
    if changed <= 1 and density >= 0.75 and (length >= 6 or (findings.credit and content)):
        return True
    if plain >= 0.99:
        return bool(content) or longest >= 5 or (length >= 5 and density >= 0.6)
    return bool(content) and longest >= 4


def _longest(findings: Findings) -> int:
    """The most words in a row that are on record in a row."""
    return max((op.q1 - op.q0 for piece in findings.pieces for op in piece.ops if op.equal), default=0)


def _passages(findings: Findings) -> list[tuple[int, int]]:
    """Ranges of the claim that lie in one passage: cut where the record is far apart."""
    length = len(findings.pasted.scanned.terms)
    far = [
        join.q for join in findings.joins if join.missing is None or join.missing[2] - join.missing[1] > 10
    ]
    cuts = sorted({0, length, *far})
    return list(pairwise(cuts))


def _stands(findings: Findings, part: tuple[int, int]) -> bool:
    """Whether a part of a splice is long enough to be no chance match."""
    joins = [join for join in findings.joins if join.q in part]
    if not any(join.kind == "elsewhere" for join in joins):
        return True
    count, content = findings.words_in(part), findings.content(*part)
    if all(join.marked for join in joins):
        return count >= 3 and (content >= 1 or count >= 4)
    if _sentences(findings, part):
        return count >= 3
    return count >= 5 and content >= (1 if count >= 7 else 2)


def _sentences(findings: Findings, part: tuple[int, int]) -> bool:
    """Whether a part begins or ends where a sentence does, both here and on record."""
    for piece in findings.pieces:
        for op in piece.ops:
            if op.equal and op.q0 < part[1] and part[0] < op.q1:
                terms, record = piece.record.scanned.terms, piece.record
                at = op.a0 + max(part[0] - op.q0, 0)
                start, end = record.sentence(terms[at].start)
                last = op.a0 + min(part[1], op.q1) - op.q0 - 1
                rest = record.text[terms[last].end : end]
                return not any(c.isalnum() for c in record.text[start : terms[at].start] + rest)
    return False


def _long(findings: Findings, part: tuple[int, int]) -> bool:
    return findings.words_in(part) >= 5 and findings.content(*part) >= 3
