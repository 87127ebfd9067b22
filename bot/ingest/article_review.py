"""All that waits of one article: who speaks in it, and its statements, the sure ones ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.ingest.review_items import ReviewItem, names_of_few
from briefs.i18n import N_
from briefs.model import Person
from briefs.names import normalized
from briefs.query import QueryEngine, person_entity

SURE = 0.8  # from this confidence on a statement is ticked unasked
_SUGGESTED = 5  # people that a name may stand for
_LEAST_COMMON = 4  # words from which a passage within another is a repetition of it
NOBODY_NAMED, WHO_IS_IT = N_("nobody is named"), N_("who is it?")
NO_DATE, ON_RECORD, UNSURE = N_("said when?"), N_("on record already"), N_("unsure")


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A statement that waits; `copies` repeat it, and go with it.

    `doubt` says why it is not ticked unasked; None where it is sure. `context` is what stands around its
    words, with `…` in their place; of an answer the question.
    """

    item: ReviewItem
    doubt: str | None
    ticked: bool
    context: str
    copies: tuple[ReviewItem, ...] = ()

    @property
    def key(self) -> str:
        """The candidate's key in the queue."""
        return self.item.key

    @property
    def settled(self) -> bool:
        """Whether it is known who said it, and when: nothing else is published, whatever is ticked."""
        return self.doubt not in (NOBODY_NAMED, WHO_IS_IT, NO_DATE)

    @property
    def words(self) -> str:
        """The passage on one line."""
        return " ".join(self.item.text[self.item.draft.start : self.item.draft.end].split())


@dataclass(frozen=True, slots=True)
class CastMember:
    """A speaker under one name of the article, "" where it names nobody.

    `who` is whom they are taken for, with the office; empty while that is open. `new`: they are to be added
    to the library. `suggested` are ids of people with a like name, `keys` those of their entries.
    """

    name: str
    who: str
    new: bool
    suggested: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleReview:
    """What waits of the article `id`: whoever speaks in it, and each statement once."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    cast: tuple[CastMember, ...]
    entries: tuple[ReviewEntry, ...]

    @property
    def ticked(self) -> tuple[ReviewEntry, ...]:
        """What is to be published."""
        return tuple(each for each in self.entries if each.ticked)

    @property
    def undated(self) -> tuple[ReviewEntry, ...]:
        """Those of which it is not known when they were said."""
        return tuple(each for each in self.entries if not each.item.draft.said)

    def with_ticks(self, keys: Collection[str], on: bool) -> ArticleReview:
        """The review with these ticked or not; what is not settled stays unticked."""
        entries = (replace(e, ticked=on and e.settled) if e.key in keys else e for e in self.entries)
        return replace(self, entries=tuple(entries))

    def entry(self, key: str) -> ReviewEntry | None:
        """The entry of that key; None where it waits no longer."""
        return next((each for each in self.entries if each.key == key), None)

    def member(self, key: str) -> CastMember | None:
        """Whose entry that is."""
        return next((each for each in self.cast if key in each.keys), None)


def review_article(items: Sequence[ReviewItem], engine: QueryEngine) -> ArticleReview:
    """The review of one article's candidates, in its order; there must be one at least."""
    entries = tuple(_entry(lead, copies, engine) for lead, copies in _folded(items))
    page = items[0].pending.article.page
    # one whose speaker was set alone is another's: what is then said of the name does not reach it
    voices: dict[tuple[str, tuple[str, ...]], list[ReviewEntry]] = {}
    for each in entries:
        voices.setdefault((each.item.named, each.item.draft.speakers), []).append(each)
    names = names_of_few(engine)
    words = names if names is None else frozenset(word for each in names for word in each.split())
    cast = tuple(_member(name, theirs, engine, words) for (name, _), theirs in voices.items())
    return ArticleReview(items[0].row.article_id, page.title, page.publisher, page.published, cast, entries)


def _entry(item: ReviewItem, copies: tuple[ReviewItem, ...], engine: QueryEngine) -> ReviewEntry:
    doubt = _doubt(item, engine)
    # somebody who was known when it was ticked may be gone
    entry = ReviewEntry(item, doubt, False, item.context, copies)
    wanted = doubt is None if item.row.ticked is None else item.row.ticked
    return replace(entry, ticked=wanted and entry.settled)


def _doubt(item: ReviewItem, engine: QueryEngine) -> str | None:
    draft = item.draft
    if not draft.speakers:
        return NOBODY_NAMED
    # somebody whom the library does not know is added to it only when a curator has said so
    settled = set(engine.people) | ({draft.new_person.id} if draft.new_person and _is_bound(item) else set())
    if not settled.issuperset(draft.speakers):
        return WHO_IS_IT
    if not _is_bound(item) and not any(_is_surname(item.named, engine.people[id]) for id in draft.speakers):
        return WHO_IS_IT
    if not draft.said:
        return NO_DATE
    if any(like.how == "copy" for like in item.alike):
        return ON_RECORD
    return None if item.row.candidate["confidence"] >= SURE else UNSURE


def is_supposed(item: ReviewItem, engine: QueryEngine) -> bool:
    """Whether nobody has said yet that the words are those of whom they would be published under."""
    return _doubt(item, engine) == WHO_IS_IT


def _is_bound(item: ReviewItem) -> bool:
    return "speakers" in (item.row.edits or {})


def _member(
    name: str, entries: Sequence[ReviewEntry], engine: QueryEngine, words: frozenset[str] | None
) -> CastMember:
    """`words` are those of all names, where the library is small: who has none of them is nobody there."""
    draft, known = entries[0].item.draft, entries[0].item.known
    new = draft.new_person
    who = "; ".join(known.get(id) or (new.name if new and new.id == id else id) for id in draft.speakers)
    suggested: tuple[str, ...] = ()
    is_open = entries[0].doubt in (NOBODY_NAMED, WHO_IS_IT)
    if is_open and name and (words is None or not words.isdisjoint(normalized(name).split()[-1:])):
        found = engine.person_lookup.find(name, mode="open").matches
        suggested = tuple(m.id for m in found if _shares_a_word(name, engine.people[m.id]))[:_SUGGESTED]
    keys = tuple(each.key for each in entries)
    return CastMember(name, "" if is_open else who, new is not None, suggested, keys)


def _is_surname(name: str, person: Person) -> bool:
    """A given name alone is nobody: “James” may be any James, whatever a lookup makes of it."""
    if person.kind != "person" or not name:
        return True
    entity = person_entity(person)
    labels = [normalized(label).split() for label in (entity.name, *entity.aliases)]
    return not {label[-1] for label in labels if label}.isdisjoint(normalized(name).split())


def _shares_a_word(name: str, person: Person) -> bool:
    """What only sounds alike is no suggestion: one key would put words into that mouth."""
    entity = person_entity(person)
    theirs = {word for label in (entity.name, *entity.aliases) for word in normalized(label).split()}
    # of a whole name the surname counts: “Kerry Washington” is no Kerry
    return any(len(word) > 2 and word in theirs for word in normalized(name).split()[-1:])


def _folded(items: Sequence[ReviewItem]) -> list[tuple[ReviewItem, tuple[ReviewItem, ...]]]:
    """Each statement once with what repeats it: the same words, or a part of them, of the same speaker."""
    leads: list[tuple[ReviewItem, str, list[ReviewItem]]] = []
    # the longest first, of equal ones the surest: it stands for the others
    ranked = sorted(items, key=lambda each: (-len(_words(each)), -each.row.candidate["confidence"]))
    for item in ranked:
        words = _words(item)
        lead = next((each for each in leads if _repeats(item, words, each[0], each[1])), None)
        if lead is None:
            leads.append((item, words, []))
        else:
            lead[2].append(item)
    leads.sort(key=lambda each: each[0].row.place)
    return [(item, tuple(copies)) for item, _, copies in leads]


def _words(item: ReviewItem) -> str:
    return normalized(item.text[item.draft.start : item.draft.end][:2000])


def _repeats(item: ReviewItem, words: str, lead: ReviewItem, said: str) -> bool:
    if item.draft.taken_from or lead.draft.taken_from:
        return False  # who says “Yes.” twice in a transcript said it twice
    same_speaker = not item.draft.speakers or item.draft.speakers == lead.draft.speakers
    if not same_speaker or item.draft.kind != lead.draft.kind:
        return False
    return words == said or (len(words.split()) >= _LEAST_COMMON and f" {words} " in f" {said} ")
