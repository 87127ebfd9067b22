"""Receipts: a statement, its entry in the log, and the hashes that lead from there to a signed checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefs import paths
from briefs.errors import UserError
from briefs.log.canonical_json import LogDocument, canonical, digest
from briefs.log.documents import statement_document
from briefs.log.entries import LogFiles
from briefs.log.index import Head, LogIndex
from briefs.log.merkle import inclusion_holds, leaf_hash
from briefs.log.signed_note import Checkpoint, encoded
from briefs.log.verification import no_log
from briefs.model import Statement

FORMAT, VERSION = "onrecord-receipt", 1


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where a statement stands in a log: entry `number` of `size`, from 1, made on `at` (ISO date-time)."""

    log: str
    number: int
    size: int
    at: str

    @classmethod
    def of(cls, receipt: LogDocument) -> LogPlace:
        """As the receipt has it."""
        name, size, _ = receipt["checkpoint"].split("\n", 2)
        return cls(name, receipt["index"] + 1, int(size), receipt["entry"]["at"])


def place_in_log(root: Path, cache: Path, statement: Statement, text_sha256: str) -> LogPlace | None:
    """Where a library's log has the statement as it is; None where it has no signed entry on it."""
    receipts = Receipts(root, cache)
    try:
        return LogPlace.of(receipts.receipt(statement, text_sha256))
    except UserError:
        return None
    finally:
        receipts.close()


class Receipts:
    """Makes receipts from one library's log; whoever makes many keeps one. `cache` as for the library."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.files = LogFiles(root)
        self.index = LogIndex(self.files, cache or paths.cache_dir(root))

    def receipt(self, statement: Statement, text_sha256: str) -> LogDocument:
        """The receipt, as values that `json.dumps` takes. `text_sha256` is of the article's text.

        Raises UserError where there is no log, or none that covers the statement as it is.
        """
        document = statement_document(statement, text_sha256)
        head, signed = self._standing(statement.id, document)
        try:
            return self._receipt(document, head, signed)
        except ValueError:  # the index is not of this file: whatever damaged it, it is derived
            self.index.forget()
            return self._receipt(document, *self._standing(statement.id, document))

    def consistency(self, first: Checkpoint, second: Checkpoint) -> list[str]:
        """That the tree of the second checkpoint goes on from that of the first; base64. Raises UserError."""
        for each in (first, second):
            if each.size > self.index.size or self.index.root(each.size) != each.root:
                raise UserError("the checkpoint is not of this log", "onrecord log verify")
        if not 0 < first.size <= second.size:
            raise UserError("the first checkpoint must be of an earlier tree than the second")
        return list(map(encoded, self.index.consistency(first.size, second.size)))

    def close(self) -> None:
        """Lets go of the index."""
        self.index.close()

    def _standing(self, id: str, document: LogDocument) -> tuple[Head, Checkpoint]:
        if not self.files.exists():
            raise no_log()
        head, signed = self.index.head("statement", id), self.files.checkpoint()
        if head is None or head.sha256 is None:
            raise UserError(f"the log has no entry on {id}", "onrecord log sync")
        if head.sha256 != digest(document):
            raise UserError(f"{id} was changed, and the log was not told of it", "onrecord log sync")
        if signed is None or head.number >= signed.size:
            raise UserError(
                f"the entry on {id} is not signed yet", "where the log's key is: onrecord log sync"
            )
        return head, signed

    def _receipt(self, document: LogDocument, head: Head, signed: Checkpoint) -> LogDocument:
        entry = self.index.entry(head.number)
        proof = self.index.inclusion(head.number, signed.size)
        hashed = leaf_hash(canonical(entry))
        if not inclusion_holds(hashed, head.number, signed.size, proof, signed.root):
            if self.index.root(signed.size) != signed.root:
                raise UserError("the log is not what was signed", "onrecord log verify")
            raise ValueError("the index is damaged")
        return {
            "format": FORMAT,
            "version": VERSION,
            "document": document,
            "entry": entry,
            "index": head.number,
            "proof": [encoded(each) for each in proof],
            "checkpoint": str(signed),
            "key": str(self.files.key),
        }
