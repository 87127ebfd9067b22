"""Over a library: which pairs of statements a curator should look at, and why each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations

from briefs.grouping import group_same_utterance, with_broader
from briefs.model import SHOWN, ChangedStatements, Library, Shift, Statement, Topic
from briefs.shifts import vocabulary as words
from briefs.shifts.comparison import ComparedWords, StatedDifference, difference
from briefs.text import may_be_same_day
from briefs.verify import read_terms

_LONGEST_LIST = 400  # statements of one person with a word: one that more have tells nothing of a matter


@dataclass(frozen=True, slots=True)
class ProposedShift:
    """Two statements of `person` on `topic`, the narrowest that both are on, and in what they differ."""

    person: str
    topic: str
    earlier: Statement
    later: Statement
    difference: StatedDifference

    @property
    def id(self) -> str:
        """The same for the same two statements of a person, in whatever library."""
        return shift_id(self.person, self.earlier.id, self.later.id)


def shift_id(person: str, earlier: str, later: str) -> str:
    """The id of a decision on two statements, made of theirs: two branches cannot differ in it."""
    digest = sha256("\n".join((person, earlier, later)).encode())
    return f"shift-{digest.hexdigest()[:12]}"


def propose_shifts(
    statements: Iterable[Statement],
    topics: Iterable[Topic],
    decided: Collection[str] = (),
    person: str | None = None,
    topic: str | None = None,
) -> tuple[ProposedShift, ...]:
    """The pairs that nobody has decided on (`decided` are ids), the plainest first.

    Only of what readers see; never of two whose dates can be the same. With `topic` also what is narrower.
    """
    listed = tuple(topics)
    wide = with_broader(listed)
    common = {each.id: _label_words(each) for each in listed}
    found = [
        shift
        for who, said in _by_person(statements, person).items()
        for one, other in _pairs(said)
        if (shift := _shift(who, one, other, wide, common, topic)) and shift.id not in decided
    ]
    return tuple(sorted(found, key=lambda each: (-each.difference.weight, each.person, each.id)))


def changed_statements(shift: Shift, earlier: Statement, later: Statement) -> ChangedStatements:
    """A shift with its statements, and the words lit by which the rules tell them apart, if they do."""
    found = difference(_words(earlier), _words(later))
    lit = (found.earlier, found.later) if found else ((), ())
    return ChangedStatements(shift, earlier, later, *lit)


def confirmed_shifts(library: Library) -> tuple[ChangedStatements, ...]:
    """What readers of a library are shown as changed, by the later statement's day."""
    held = [each for each in library.shifts if each.status == "confirmed" and not each.awaits]
    if not held:
        return ()
    known = {each.id: each for each in library.statements}
    both = [(each, known.get(each.earlier), known.get(each.later)) for each in held]
    found = [changed_statements(each, one, other) for each, one, other in both if one and other]
    return tuple(sorted(found, key=lambda each: (each.later.said.latest or date.max, each.shift.id)))


def _by_person(statements: Iterable[Statement], person: str | None) -> dict[str, list[Statement]]:
    """What each person said, one utterance once."""
    shown = [each for each in statements if each.status in SHOWN and each.kind != "fact"]
    found: dict[str, list[Statement]] = defaultdict(list)
    for group in group_same_utterance(shown):
        for who in group[0].speakers:
            if person in (None, who.id):
                found[who.id].append(group[0])
    return found


def _pairs(said: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs with two words in common: all that can be a shift, and few of all."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(said):
        for root in {words.stem(term.key) for term in read_terms(each.passage).terms}:
            root = words.OPPOSITES.get(root, root)
            if root not in words.LIGHT and root[0] != "#":
                having[root].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in having.values():
        if len(numbers) <= _LONGEST_LIST:
            for pair in combinations(numbers, 2):
                shared[pair] += 1
    declined = [each.stance == "declined" for each in said]
    for (one, other), count in sorted(shared.items()):
        if count > 1 or declined[one] != declined[other]:
            yield said[one], said[other]


def _shift(
    who: str,
    one: Statement,
    other: Statement,
    wide: Mapping[str, frozenset[str]],
    common: Mapping[str, frozenset[str]],
    topic: str | None,
) -> ProposedShift | None:
    if may_be_same_day(one.said, other.said):
        return None
    shared = _all_topics(one, wide) & _all_topics(other, wide)
    if not shared or (topic is not None and topic not in shared):
        return None
    earlier, later = sorted(
        (one, other), key=lambda each: (each.said.earliest is not None, each.said.earliest)
    )
    labels = frozenset[str]().union(*(common[each] for each in shared))
    found = difference(_words(earlier), _words(later), labels)
    if found is None:
        return None
    narrowest = min(shared, key=lambda each: (-len(wide[each]), each))
    return ProposedShift(who, narrowest, earlier, later, found)


def _all_topics(statement: Statement, wide: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(wide[each] for each in statement.topics))


def _words(statement: Statement) -> ComparedWords:
    return ComparedWords(statement.passage, statement.kind != "quotation", statement.stance == "declined")


def _label_words(topic: Topic) -> frozenset[str]:
    labels = " ".join(
        (topic.pref_label.en, *(text for _, text in topic.pref_label.others), *topic.alt_labels)
    )
    return frozenset(words.stem(term.key) for term in read_terms(labels).terms)
