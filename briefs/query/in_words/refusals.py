"""What is said where a message is no one question: what of it was understood, and how to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefs.i18n import N_, Translator

if TYPE_CHECKING:
    from briefs.query.engine import QueryEngine
    from briefs.query.in_words.reader import NotUnderstood

_FOUND_AND_UNKNOWN = N_("I found {found}; nothing on record is called “{unknown}”.")
_UNKNOWN = N_("Nothing on record is called “{unknown}”.")
_FOUND = N_("I found {found}, but no one question about them.")
_FOUND_ONE = N_("I found {found}, but no question about it that I can answer.")
_UNCLEAR = N_("“{unclear}” may mean several people or topics.")
_NO_QUESTION = N_("I answer who said what, on what and when, with the proof.")
_EXAMPLE = N_("what did {person} say about {topic}?")
HOW_TO_ASK = N_("Ask for example: {example} {help} lists all commands.")
HOW_TO_BEGIN = N_("Nothing is on record here yet. {help} lists all commands.")
_MOST_TOLD = 4  # words that are told


def refusal(read: NotUnderstood, translator: Translator, shown: Callable[[str], str] = str) -> str:
    """What was understood, in the reader's language; `shown` makes what was typed safe where it stands."""
    told = _told(read, translator, shown)
    unclear = "”, “".join(shown(word) for word in read.unclear[:_MOST_TOLD])
    return f"{told} {translator.gettext(_UNCLEAR, unclear=unclear)}" if unclear else told


def _told(read: NotUnderstood, translator: Translator, shown: Callable[[str], str]) -> str:
    found = [name.get(translator.language) for name in read.found]
    listed = ", ".join(found)
    if len(found) > 1:
        listed = translator.gettext("{first} and {last}", first=", ".join(found[:-1]), last=found[-1])
    unknown = "”, “".join(shown(word) for word in read.unknown[:_MOST_TOLD])
    if found and unknown:
        return translator.gettext(_FOUND_AND_UNKNOWN, found=listed, unknown=unknown)
    if unknown:
        return translator.gettext(_UNKNOWN, unknown=unknown)
    if len(found) == 1:
        return translator.gettext(_FOUND_ONE, found=listed)
    return translator.gettext(_FOUND, found=listed) if found else translator.gettext(_NO_QUESTION)


async def how_to_ask(engine: QueryEngine, translator: Translator, help: str, mark: str = "“{}”") -> str:
    """A question that this library answers, put as `mark` has it, and the command that lists all others."""
    example = await example_question(engine, translator)
    if example is None:
        return translator.gettext(HOW_TO_BEGIN, help=help)
    return translator.gettext(HOW_TO_ASK, example=mark.format(example), help=help)


async def example_question(engine: QueryEngine, translator: Translator) -> str | None:
    """Whoever has most on record, on what they spoke of most; None where nobody has anything."""
    said = engine.registry.statements_by
    person = max(engine.registry.people, key=lambda one: said.get(one.id, 0), default=None)
    counts = await engine.spoke_on(person.id) if person and said.get(person.id) else ()
    if person is None or not counts:
        return None
    language = translator.language
    return translator.gettext(_EXAMPLE, person=person.name.get(language), topic=counts[0].label.get(language))
