"""The log that nobody can bend: each change of what is published, in a hash tree whose root is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.log.changes import Via as Via
    from briefs.log.entries import CHECKPOINT as CHECKPOINT
    from briefs.log.entries import ENTRIES as ENTRIES
    from briefs.log.entries import KEY as KEY
    from briefs.log.entries import LogDamaged as LogDamaged
    from briefs.log.entries import LogFiles as LogFiles
    from briefs.log.keys import key_file as key_file
    from briefs.log.merging import merge_sides as merge_sides
    from briefs.log.receipts import LogPlace as LogPlace
    from briefs.log.receipts import Receipts as Receipts
    from briefs.log.receipts import place_in_log as place_in_log
    from briefs.log.signed_note import Checkpoint as Checkpoint
    from briefs.log.signed_note import NoCheckpoint as NoCheckpoint
    from briefs.log.signed_note import PublicKey as PublicKey
    from briefs.log.signed_note import read_checkpoint as read_checkpoint
    from briefs.log.verification import VERIFIER as VERIFIER
    from briefs.log.verification import LogReport as LogReport
    from briefs.log.verification import no_log as no_log
    from briefs.log.verification import unlogged_changes as unlogged_changes
    from briefs.log.verification import verify_log as verify_log
    from briefs.log.writer import LogUpdate as LogUpdate
    from briefs.log.writer import LogWriter as LogWriter
else:
    __getattr__ = lazy_exports(__name__)
