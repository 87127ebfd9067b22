"""Standing questions and digests in a reader's words; all faces say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.follow.digest import Digest, DigestGroup
from bot.store import Cadence, FollowedQuestion
from briefs.follow import Funnel, StandingQuestion, terms_in_words
from briefs.i18n import N_, Translator
from briefs.model import Person, Statement, StatementKind, Topic
from briefs.render import BriefingEntry, Section, entry_of

CADENCE_WORDS: dict[Cadence, str] = {
    "at-once": N_("at once"),
    "hourly": N_("every hour"),
    "daily": N_("once a day"),
    "weekly": N_("once a week"),
}
KIND_WORDS: dict[StatementKind, str] = {
    "quotation": N_("quotations"),
    "reported": N_("reported words"),
    "mixed": N_("reported words with quoted ones"),
    "fact": N_("what articles state"),
}
_PARTS = {
    "people": N_("by whom you follow: {n}"),
    "topics": N_("on your topics: {n}"),
    "kinds": N_("of the kind you chose: {n}"),
    "offices": N_("from such an office: {n}"),
    "words": N_("with your words: {n}"),
    "without": N_("without the words you left out: {n}"),
    "new_position": N_("that may change a position: {n}"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """People and topics by id, as the library has them now."""

    people: Mapping[str, Person]
    topics: Mapping[str, Topic]

    def person(self, id: str, language: str) -> str:
        """The name; of one that is not known any more, the id."""
        return self.people[id].name.get(language) if id in self.people else id

    def topic(self, id: str, language: str) -> str:
        """The label; of one that is not known any more, the id."""
        return self.topics[id].pref_label.get(language) if id in self.topics else id


def question_words(one: FollowedQuestion, names: Names, translator: Translator) -> str:
    """What a standing question asks for, on one line."""
    return asked_words(StandingQuestion.from_document(one.asked), names, translator)


def asked_words(asked: StandingQuestion, names: Names, translator: Translator) -> str:
    """As question_words(), of one that is not kept yet."""
    language, say = translator.language, translator.gettext
    parts = []
    if asked.corrections:
        parts.append(say("corrections of what you saw"))
    if asked.new_position:
        parts.append(say("what may change a position"))
    if asked.people:
        parts.append(", ".join(names.person(id, language) for id in asked.people))
    if asked.topics:
        topics = ", ".join(names.topic(id, language) for id in asked.topics)
        parts.append(say("on {topics}", topics=topics))
    if asked.words:
        parts.append(say("with the words {words}", words=terms_in_words(asked.words)))
    if asked.without:
        parts.append(say("without {words}", words=terms_in_words(asked.without)))
    if asked.offices:
        offices = ", ".join(" ".join(term.tokens) for term in asked.offices)
        parts.append(say("speaking as {offices}", offices=offices))
    if asked.kinds:
        kinds = ", ".join(say(KIND_WORDS[kind]) for kind in asked.kinds)
        parts.append(say("only {kinds}", kinds=kinds))
    return " · ".join(parts)


def digest_title(digest: Digest, translator: Translator) -> str:
    """How many things it tells."""
    count = sum(len(group.statements) + len(group.corrected) for group in digest.groups) + digest.more
    return translator.ngettext("{n} thing new for you", "{n} things new for you", count)


def digest_sections(digest: Digest, names: Names, translator: Translator) -> tuple[Section, ...]:
    """One section a question, with why it came."""
    found = [section for group in digest.groups for section in _group(digest, group, names, translator)]
    if digest.more and found:
        after = translator.ngettext("and {n} more", "and {n} more", digest.more)
        found[-1] = replace(found[-1], after=(*found[-1].after, after))
    return tuple(found)


def _group(digest: Digest, group: DigestGroup, names: Names, translator: Translator) -> Iterator[Section]:
    asked = question_words(group.question, names, translator)
    notes = (
        (translator.gettext("Your note: {note}", note=group.question.note),) if group.question.note else ()
    )
    title = translator.gettext("You follow: {question}", question=asked)
    entries = [_entry(digest, each, names, translator) for each in group.statements]
    gone = []
    for id, statement in group.corrected:
        if statement is None:
            gone.append(translator.gettext("No longer on record: {id}", id=id))
        else:
            entries.append(
                entry_of(statement, translator, lead=translator.gettext("Corrected since you saw it"))
            )
    yield Section(title, 1, notes, tuple(entries), tuple(gone))


def _entry(
    digest: Digest, account: tuple[Statement, ...], names: Names, translator: Translator
) -> BriefingEntry:
    first, *others = account
    entry = entry_of(first, translator, also=others)
    fits = tuple(
        translator.gettext("Fits too: {question}", question=question_words(one, names, translator))
        for one in digest.also.get(first.id, ())
    )
    return replace(entry, notes=(*fits, *entry.notes))


def why_nothing(found: Funnel, translator: Translator) -> Iterator[str]:
    """Why nothing, or as much as it did, came since a question was asked."""
    if not found.new:
        yield translator.gettext("Nothing new has come into the library since.")
        return
    yield translator.ngettext(
        "Since then {n} statement came into the library, {fitting} of them fits.",
        "Since then {n} statements came into the library, {fitting} of them fit.",
        found.new,
        fitting=found.fitting,
    )
    if found.fitting:
        return
    for part, count in found.alone:
        yield translator.gettext(_PARTS[part], n=count)
