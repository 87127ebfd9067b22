"""What Tab offers in a session: what begins so or holds what was typed, of the kind that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.cli import cli
from bot.terminal.context import CliContext
from briefs.names import Match
from briefs.query import questions

if TYPE_CHECKING:
    from prompt_toolkit.document import Document as Typed

_MOST = 12
# What a flag takes, and what the words of a command are that is no question about names in their order.
_FLAGS = {"--by": "person", "--person": "person", "--on": "topic", "--topic": "topic"}
_KINDS: dict[str, tuple[str, ...]] = {"lookup": ("name",), "help": ("command",)}
_IDS = ("statement", "article")  # what is named by an id alone


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` may stand for the last `length` characters; `about` says what it is."""

    text: str
    length: int
    about: str


def offers(context: CliContext, before: str) -> list[Offer]:
    """What may stand at the end of `before`, all that is typed up to the cursor, best first."""
    mark = before[:1] if before[:1] in ("!", "/") else ""
    command, _, rest = before[len(mark) :].lstrip().partition(" ")
    if " " not in before[len(mark) :].lstrip():
        return _commands(command, mark)  # no index is opened to complete a command
    words = rest.split(" ")
    if len(words) > 1 and (kind := _FLAGS.get(words[-2])):
        return _named(context, kind, words[-1])
    if words[-1].startswith("-"):
        return _options(command, words[-1])
    kinds = _kinds(command.lower())
    if kinds == ("name",) and words[0] in ("person", "topic"):
        kinds, words = (words[0],), words[1:]
    if kinds == ("command",):
        return _commands(words[-1])
    flag = next((number for number, word in enumerate(words) if word.startswith("-")), len(words))
    return [] if flag < len(words) else _in_line(context, kinds, words)


def _commands(typed: str, mark: str = "") -> list[Offer]:
    names = cli.list_commands(None)  # type: ignore[arg-type]  # the group lists without a context
    begun = [name for name in names if name.startswith(typed.lower())]
    return [Offer(mark + name, len(mark + typed), "command") for name in begun]


def _options(command: str, typed: str) -> list[Offer]:
    """The flags of a command, in the order of its help."""
    found = cli.get_command(None, command)  # type: ignore[arg-type]  # the group looks up by name alone
    flags = (
        [
            (opt, one.help or "")
            for one in found.params
            if isinstance(one, click.Option)
            for opt in one.opts[:1]
        ]
        if found
        else []
    )
    return [Offer(flag, len(typed), about) for flag, about in flags if flag.startswith(typed)]


def _kinds(command: str) -> tuple[str, ...]:
    if command in _KINDS or command not in questions.NAMES:
        return _KINDS.get(command, ())
    question = questions.question_named(command)
    ids = tuple(argument.kind for argument in question.in_line[:1] if argument.kind in _IDS)
    return ids or tuple(argument.kind for argument in question.names_in_line)


def _in_line(context: CliContext, kinds: tuple[str, ...], words: list[str]) -> list[Offer]:
    """Of the kind whose turn it is, where the words before name one each of the kinds before."""
    for place in range(len(kinds)):
        for start in range(place, len(words)):
            if _name_one_each(context, kinds[:place], words[:start]):
                found = _named(context, kinds[place], " ".join(words[start:]))
                if found:
                    return found
    return []


def _name_one_each(context: CliContext, kinds: tuple[str, ...], words: list[str]) -> bool:
    if not kinds:
        return not words
    ways = (
        start for start in range(1, len(words) + 1) if _is_one(context, kinds[0], " ".join(words[:start]))
    )
    return any(_name_one_each(context, kinds[1:], words[start:]) for start in ways)


def _is_one(context: CliContext, kind: str, name: str) -> bool:
    lookup = context.engine.person_lookup if kind == "person" else context.engine.topic_lookup
    return lookup.find(name).outcome == "one"


def _named(context: CliContext, kind: str, typed: str) -> list[Offer]:
    engine, registry = context.engine, context.engine.registry
    if not typed or typed.endswith(" "):
        return []
    if kind in _IDS:
        return _ids(context, kind, typed)
    found: list[Match] = []
    if kind in ("person", "name"):
        found += engine.person_lookup.complete(typed, _MOST, registry.statements_by)
    if kind in ("topic", "name"):
        found += engine.topic_lookup.complete(typed, _MOST, registry.statements_about)
    # who is called so by name hides who is so by an alias or office: what is inserted must look like it
    return [Offer(each.id, len(typed), each.name) for each in found if each.reason == found[0].reason]


def _ids(context: CliContext, kind: str, typed: str) -> list[Offer]:
    if kind == "article":
        found = [(one.id, one.title) for one in context.run(context.engine.articles())]
    else:
        found = [(one.id, one.passage) for one in context.run(context.engine.offered(typed, _MOST))]
    return [Offer(id, len(typed), about) for id, about in found if id.startswith(typed.lower())][:_MOST]


def completer(context: CliContext) -> Any:
    """The same for prompt_toolkit."""
    from prompt_toolkit.completion import Completer, Completion

    class Offers(Completer):
        def get_completions(self, document: Typed, complete_event: object) -> Iterator[Completion]:
            for offer in offers(context, document.text_before_cursor):
                yield Completion(offer.text, start_position=-offer.length, display_meta=offer.about)

    return Offers()
