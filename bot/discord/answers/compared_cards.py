"""Two people beside each other: newest against newest, what both speak of and what only one does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.discord.answers.answer_cards import choices_of, coverage_line
from bot.discord.answers.statement_card import Look, statement_card
from bot.discord.ui import BLUE, Block, Display, PagedAnswer, library_line, safe, safe_within
from bot.store import QuotedReply
from briefs.grouping import group_same_utterance
from briefs.i18n import N_
from briefs.index import Registry
from briefs.model import Person, QueryResult, Statement
from briefs.render import phrases

MOST = 2  # statements a page: one of each
_LINES = 6
_MOST_TOPICS = 2
_ONLY = N_("Only {name} speaks of")
Group = tuple[Statement, ...]


def compared_cards(
    answer: QueryResult, title: str, intro: Sequence[str], display: Display, registry: Registry,
    replies: Mapping[str, Sequence[QuotedReply]], uncurated: Sequence[Block],
) -> PagedAnswer:  # fmt: skip
    """A section a person on each page: newest against newest, then the ones before."""
    people = [person for person in (answer.person, answer.other) if person]
    groups = group_same_utterance(answer.statements[::-1])
    sections = [_section(person, _of(person, groups), display, replies) for person in people]
    blocks = [block for together in zip_longest(*sections) for block in together if block]
    translator, coverage = display.translator, answer.coverage
    small = [coverage_line(coverage, translator)] if coverage else []
    small += filter(None, [phrases.days_asked(answer, translator)])
    return PagedAnswer(
        title, "\n".join([*intro, *_shared(people, groups, answer, registry, display)]),
        tuple(_once(blocks)), library_line(registry, translator), BLUE,
        actions=frozenset({"report"}), small=" · ".join(small), most=MOST,
        choices=tuple(choices_of(groups, {}, display, MOST)),
    )  # fmt: skip


def _of(person: Person, groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if any(who.id == person.id for each in group for who in each.speakers)]


def _section(
    person: Person, groups: Sequence[Group], display: Display, replies: Mapping[str, Sequence[QuotedReply]]
) -> Iterator[Block]:
    """One block a statement, under the person's name."""
    name = safe_within(person.name.get(display.language), 80)
    for first, *also in groups:
        look = Look(speaker=False, lines=_LINES, ruled=True)
        block = statement_card(first, display, look, replies.get(first.id, ()), also)
        yield replace(block, text=f"**{name}**\n{block.text}")


def _once(blocks: Sequence[Block]) -> Iterator[Block]:
    """What both said stands there once."""
    seen: set[str | None] = set()
    for block in blocks:
        if block.statement not in seen:
            seen.add(block.statement)
            yield block


def _shared(
    people: Sequence[Person],
    groups: Sequence[Group],
    answer: QueryResult,
    registry: Registry,
    display: Display,
) -> Iterator[str]:
    """How many statements each has; the other topics that both speak of there, and that only one does."""
    translator, language = display.translator, display.language
    labels = {topic.id: topic.pref_label.get(language) for topic in registry.topics}
    asked = answer.topic.id if answer.topic else ""
    topics = []
    counted = []
    for person in people:
        own = _of(person, groups)
        topics.append(dict.fromkeys(t for group in own for each in group for t in each.topics if t != asked))
        name = safe_within(person.name.get(language), 80)
        counted.append(f"**{name}** {len(own)}")
    yield " · ".join(counted)
    if len(topics) < 2:
        return
    both = [topic for topic in topics[0] if topic in topics[1]]
    rest = [[topic for topic in each if topic not in both] for each in topics]
    names = [safe_within(person.name.get(language), 80) for person in people]
    said = [translator.gettext("Both speak of"), *(translator.gettext(_ONLY, name=name) for name in names)]
    for label, found in zip(said, [both, *rest], strict=True):
        if found:
            shown = ", ".join(safe(labels.get(topic, topic)) for topic in found[:_MOST_TOPICS])
            yield f"-# {label}: {shown}"
