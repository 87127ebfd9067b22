"""What a question is: the one definition from which every face makes its command, completion and help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from briefs.errors import QuestionRefused
from briefs.i18n import N_
from briefs.model import QueryResult

if TYPE_CHECKING:
    from briefs.query.engine import QueryEngine

ArgumentKind = Literal[
    "person",  # any name of a person or group; an id once resolved
    "topic",  # any name of a topic; an id once resolved
    "since",  # a day as people type it, read as the first possible one
    "until",  # the same, read as the last possible one
    "day",  # a day of any year; resolved it reads "04-23"
    "words",  # words to search for
    "name",  # a name to be looked up, as typed
    "quotation",  # words that somebody is said to have said
    "statement",  # the id of a statement
    "article",  # an article's id or file, or how they begin
    "choice",  # one of `choices`
    "switch",  # "yes", or left out
]

HelpSection = Literal["statements", "library"]  # under which help lists a question, in this order


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a question. Texts under `help` and `title` are messages of the catalogue.

    `name` names it in a `Query`, which is kept: it never changes. `title` is what a slash command and
    a `!` line call it. In the shell it is the `flag` where it has one, else it stands in the line; `metavar`
    is what the shell's help shows for its value and `flag_help` what it says of the flag.
    """

    name: str
    kind: ArgumentKind
    title: str
    help: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    flag: str | None = None
    flag_help: str = ""
    metavar: str | None = None

    @property
    def one_word(self) -> bool:
        """Whether it is exactly one word of a line; the others share the words that are left."""
        return self.kind in ("choice", "statement")


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its arguments resolved: ids, ISO days, words. It is kept as text, and asked again."""

    command: str
    arguments: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, command: str, **arguments: object) -> Query:
        """Leaves out arguments that are None; the others are kept as text, in order of their names."""
        given = {name: str(value) for name, value in arguments.items() if value is not None}
        return cls(command, tuple(sorted(given.items())))

    def get(self, name: str) -> str | None:
        return dict(self.arguments).get(name)

    def __getitem__(self, name: str) -> str:
        """An argument that the question requires. Raises QuestionRefused."""
        value = self.get(name)
        if value is None:
            raise QuestionRefused(
                f"this question lacks its “{name}”",
                "ask it again",
                N_("This question lacks its “{name}”."),
                name=name,
            )
        return value

    def day(self, name: str) -> date | None:
        text = self.get(name)
        return date.fromisoformat(text) if text else None


Ask: TypeAlias = "Callable[[QueryEngine, Query], Awaitable[Any]]"
ArgumentsCheck: TypeAlias = "Callable[[QueryEngine, Query], None]"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its words for each face, and what it asks of the engine.

    `ask` gives a `QueryResult` or one of `results`, and may raise UserError. `check` looks at
    arguments that were just resolved and raises QuestionRefused. `about`, a message of the catalogue,
    describes the slash command and the `!` line with `example`; a question without it is the shell's
    alone. `shell_help` and `shell_example` are the same for the shell. `order` is its place in its section.
    """

    name: str
    section: HelpSection
    order: int
    shell_help: str
    shell_example: str
    ask: Ask
    arguments: tuple[Argument, ...] = ()
    about: str = ""
    example: str = ""
    check: ArgumentsCheck | None = None

    @property
    def in_line(self) -> tuple[Argument, ...]:
        """The arguments that stand in a shell's line without a flag."""
        return tuple(argument for argument in self.arguments if argument.flag is None)

    @property
    def names_in_line(self) -> tuple[Argument, ...]:
        """Those of them that are people and topics: the words of the line are split among them."""
        return tuple(argument for argument in self.in_line if argument.kind in ("person", "topic"))

    @property
    def usage(self) -> str:
        """As a table of commands shows it: `position PERSON TOPIC [--since DATE] [--until DATE]`."""
        parts = [self.name]
        for argument in self.arguments:
            shown = "|".join(argument.choices) or argument.metavar or argument.name.upper()
            if argument.kind == "switch":
                shown = argument.flag or argument.name
            elif argument.flag:
                shown = f"{argument.flag} {shown}"
            parts.append(shown if argument.required or shown.startswith("[") else f"[{shown}]")
        return " ".join(parts)

    async def answer(self, engine: QueryEngine, query: Query) -> Any:
        """What the engine answers, with the note about an office by which somebody was named."""
        result = await self.ask(engine, query)
        note = query.get("note")
        return replace(result, note=note) if note and isinstance(result, QueryResult) else result
