"""Two branches of a library, each with entries of its own: one side's stay, the other's come behind them.

A log cannot hold two pasts. The side that was signed is the one that stays, as checkpoints of it may be in
others' hands; of the other side each entry is there once more, word for word, at a later place.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from briefs.atomic_files import replace_file
from briefs.errors import UserError
from briefs.log.entries import ENTRIES, LogFiles, read_entry
from briefs.log.keys import own_key
from briefs.log.merkle import MemoryTree, leaf_hash
from briefs.log.signed_note import Checkpoint, NoCheckpoint, read_checkpoint, signatures_by

Lines = list[bytes]


@dataclass(frozen=True, slots=True)
class MergedLog:
    """How many entries stay where they were, and how many of the other side came behind them."""

    kept: int
    appended: int
    theirs_was_signed: bool  # checkpoints of the side that moved are of no use any more


def merge_sides(files: LogFiles, theirs: bytes | None = None) -> MergedLog:
    """Puts the log's two sides behind each other: those that git left in its files, or our file and `theirs`.

    Raises UserError, and changes nothing, where there are no two sides or they are not of one log.
    """
    ours, others = _given_sides(files, theirs)
    checkpoints = _checkpoints(files)
    differing = (n for n, (a, b) in enumerate(zip(ours, others, strict=False)) if a != b)
    common = next(differing, min(len(ours), len(others)))
    if not common:
        raise UserError("the two sides are of different logs", "they have not one entry in common")
    kept, moved = ours, others
    if _signed(files, others, checkpoints) > max(common, _signed(files, ours, checkpoints)):
        kept, moved = others, ours
    known = set(kept)
    fresh = [line for line in moved[common:] if line not in known]
    for number, line in enumerate(merged := [*kept, *fresh]):
        read_entry(line, number)
    best = _best(kept, checkpoints)
    try:
        replace_file(files.entries, b"".join(line + b"\n" for line in merged))
        if best is not None:
            files.put_checkpoint(best)
    except OSError as error:
        raise UserError(f"the log cannot be written: {error.strerror}", "nothing was changed") from None
    return MergedLog(len(kept), len(fresh), _signed(files, moved, checkpoints) > common)


def _given_sides(files: LogFiles, theirs: bytes | None) -> tuple[Lines, Lines]:
    content = files.read()
    if theirs is not None:
        return content.split(b"\n")[:-1], theirs.rstrip(b"\n").split(b"\n")
    ours, others = _sides(content)
    if ours == others:
        hint = "git show BRANCH:log/entries.jsonl > theirs; onrecord log merge theirs"
        raise UserError(f"{ENTRIES} does not hold two sides", hint)
    return ours, others


def _sides(content: bytes) -> tuple[Lines, Lines]:
    """What git left of a conflict, apart; twice the same where there is none."""
    ours, others = Lines(), Lines()
    both: tuple[Lines, ...] = (ours, others)
    into = both
    for line in content.split(b"\n")[:-1]:
        if line.startswith(b"<<<<<<< "):
            into = (ours,)
        elif line.startswith(b"||||||| "):
            into = ()  # what both had before, as some of git's styles show it
        elif line == b"=======":
            into = (others,)
        elif line.startswith(b">>>>>>> "):
            into = both
        else:
            for side in into:
                side.append(line)
    return ours, others


def _checkpoints(files: LogFiles) -> list[Checkpoint]:
    """Those that the file holds, of one side or of both, and what the key on this machine signed last."""
    sides = _sides((files.checkpoint_text() or "").encode())
    texts = [b"".join(line + b"\n" for line in side).decode() for side in sides]
    found = [each for text in texts if (each := _read(text)) is not None]
    with suppress(UserError):
        own = own_key(files.key)
        if own is not None and own.last is not None:
            found.append(own.last)
    return found


def _read(text: str) -> Checkpoint | None:
    with suppress(NoCheckpoint):
        return read_checkpoint(text)
    return None


def _signed(files: LogFiles, lines: Sequence[bytes], checkpoints: Sequence[Checkpoint]) -> int:
    """Of how many entries of this side there is a checkpoint by the log's key."""
    found = [each for each in _fitting(lines, checkpoints) if signatures_by([files.key], each)]
    return max((each.size for each in found), default=0)


def _best(lines: Sequence[bytes], checkpoints: Sequence[Checkpoint]) -> Checkpoint | None:
    return max(_fitting(lines, checkpoints), key=lambda each: each.size, default=None)


def _fitting(lines: Sequence[bytes], checkpoints: Sequence[Checkpoint]) -> list[Checkpoint]:
    tree = MemoryTree(map(leaf_hash, lines))
    return [each for each in checkpoints if each.size <= len(tree) and tree.root(each.size) == each.root]
