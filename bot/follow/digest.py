"""What waits at one place as a digest: by standing question, each statement once, nothing that was shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.store import FollowedQuestion, Hit
from briefs.briefing import LibrarySnapshot
from briefs.grouping import group_same_utterance
from briefs.model import Statement

MOST_LISTED = 25  # statements of one digest; a bulk import must not flood anybody


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """What one standing question found.

    Each of `statements` is one utterance, with other articles' accounts of it. `corrected` are statements as
    they stand now; of one that is no longer on record, the id alone.
    """

    question: FollowedQuestion
    statements: tuple[tuple[Statement, ...], ...]
    corrected: tuple[tuple[str, Statement | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """`seen_to` is the number of the newest hit that it deals with, `more` counts what is not listed.

    `also` says which other questions a statement fits, by its id: it stands under the first.
    """

    groups: tuple[DigestGroup, ...]
    also: Mapping[str, tuple[FollowedQuestion, ...]]
    seen_to: int
    more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing left to tell."""
        return not self.groups

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that it shows, each once."""
        shown = [one for group in self.groups for each in group.statements for one in each[:1]]
        shown += [one for group in self.groups for _, one in group.corrected if one is not None]
        return tuple({one.id: one for one in shown}.values())


def digest_of(
    hits: Sequence[Hit],
    questions: Sequence[FollowedQuestion],
    snapshot: LibrarySnapshot,
    told: Collection[str] = (),
    most: int = MOST_LISTED,
) -> Digest:
    """The digest of what was found, oldest first; statements among `told` are not new any more."""
    under: dict[str, list[str]] = {one.key: [] for one in questions}
    corrected: dict[str, dict[str, Statement | None]] = {one.key: {} for one in questions}
    first, also = dict[str, str](), dict[str, list[str]]()
    for hit in hits:
        id, key = hit.statement_id, hit.question_key
        if key not in under:
            continue
        if hit.kind == "corrected":
            corrected[key][id] = snapshot.statements.get(id)
        elif id in snapshot.statements and id not in told:
            if first.setdefault(id, key) == key:
                under[key].append(id)
            else:
                also.setdefault(id, []).append(key)
    by_key, room, more = {one.key: one for one in questions}, most, 0
    groups = []
    for key, question in by_key.items():
        ordered = sorted(under[key], key=snapshot.time_order.__getitem__)
        found = group_same_utterance(snapshot.statements[id] for id in ordered)
        revised = tuple(corrected[key].items())
        listed, changed = tuple(found[:room]), revised[: max(0, room - len(found))]
        room -= len(listed) + len(changed)
        more += len(found) + len(revised) - len(listed) - len(changed)
        if listed or changed:
            groups.append(DigestGroup(question, listed, changed))
    others = {id: tuple(by_key[key] for key in dict.fromkeys(keys)) for id, keys in also.items()}
    return Digest(tuple(groups), others, max((hit.number for hit in hits), default=0), more)
