"""The file of shifts with one more decision in it, worked out without writing anything."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from briefs.ingest.review import yaml_edit
from briefs.model import ShiftKind, ShiftStatus

SHIFTS = "config/shifts.yaml"
_HEAD = """\
# What curators decided on two statements of one person: “confirmed” ones are shown as changed, “put-away”
# ones are not proposed again.
#   person, topic, earlier, later   ids; the later one was said after the earlier one for certain
#   differs    negation, modality, figure or refusal
#   words      how a curator puts it, without judgement; left out where the two statements say enough
#   history    earlier decisions: nothing is ever taken out
"""


@dataclass(frozen=True, slots=True)
class ShiftPair:
    """Two statements of `person` on `topic`, by their ids, and in what they differ."""

    id: str
    person: str
    topic: str
    earlier: str
    later: str
    differs: ShiftKind


def shift_file(
    text: str, pair: ShiftPair, status: ShiftStatus, words: str | None, by: str, at: str, again: bool
) -> str:
    """`text` with the decision; an earlier one goes into the history.

    Where it says so already it stays as it is, unless that is said `again` of statements that were revised.
    """
    old = next((each for each in yaml_edit.read(text).get("shifts") or [] if each.get("id") == pair.id), None)
    decided = {"status": status, "words": words, "by": by, "at": at}
    if old is None:
        entry = {name: value for name, value in (asdict(pair) | decided).items() if value is not None}
        return yaml_edit.extend(text or _HEAD, "shifts", [entry])
    if (old.get("status"), old.get("words")) == (status, words) and not again:
        return text
    was: dict[str, Any] = {name: old[name] for name in ("at", "by", "status", "words") if old.get(name)}
    history = [*(old.get("history") or []), was]
    changes = {name: value for name, value in decided.items() if value is not None or name in old}
    return yaml_edit.replace(text, "shifts", pair.id, {**changes, "history": history})
