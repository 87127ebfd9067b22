"""The tools, each made from the definition of its question: name, arguments, what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from briefs.documents import DRAFT, SCHEMAS, json_schema, known_question, schema_of
from briefs.errors import UserError
from briefs.query import shortened
from briefs.query.questions import Argument, Question
from briefs.text import nearest

many, named, perhaps = json_schema.many, json_schema.named, json_schema.perhaps
record, text, whole = json_schema.record, json_schema.text, json_schema.whole

# In the order in which an assistant is told of them.
QUESTIONS = (
    "position", "compare", "timeline", "person", "topic", "statements", "search", "statement", "verify",
    "article", "lookup",
)  # fmt: skip
CITE_CHECK = "cite_check"
LONGEST_DRAFT = 100_000  # characters
SHOWN, MOST_SHOWN, LAST_OFFSET = 20, 100, 10_000_000  # statements in one result
_LONGEST = {"quotation": 4_000, "words": 500}
_LONGEST_ELSE = 200  # characters of a name, a day or an id
_PAGED = ("position", "compare", "timeline", "person", "topic", "statements", "search", "article")
_HOW = (
    " Of several of one name (“ambiguous”) and of none (“unknown”) there are suggestions: ask again with an"
    " id, or ask the user; never choose for them."
)
_ABOUT = {
    "position": "What a person said on a topic, each statement with its proof, and the curated brief.",
    "compare": "What two people said on one topic, in order of time.",
    "timeline": "Who said what on a topic, in order of time.",
    "person": "Who somebody is, the offices held, what they spoke on and their statements.",
    "topic": "All that bears on a topic, facts included, and who spoke on it.",
    "statements": "All statements that fit a person, topic, article and days.",
    "search": "Statements that hold these words, the words marked.",
    "statement": "One statement by its id, with the sentences around it in its article.",
    "verify": "Is this quotation real, word for word, and whose is it? Names beside it are read along.",
    "article": "An article by its id or file, with all that is on record from it.",
    "lookup": "Whom or what a name means: one, several or none, with ids.",
}


@dataclass(frozen=True, slots=True)
class ToolDefinition:
    """One tool; `question` is None for the check of a draft."""

    name: str
    title: str
    description: str
    input_schema: json_schema.Schema
    output_schema: json_schema.Schema
    question: Question | None = None

    @property
    def is_paged(self) -> bool:
        """Whether it takes `limit` and `offset`, and says which statements are shown."""
        return self.name in _PAGED


@cache
def tools() -> dict[str, ToolDefinition]:
    """All tools by name, in the order in which an assistant is told of them."""
    made = [_of_question(known_question(name)) for name in QUESTIONS]
    return {tool.name: tool for tool in (*made, _cite_check())}


def tool_named(name: str) -> ToolDefinition:
    """Raises UserError, with the nearest names, where there is none."""
    if name in tools():
        return tools()[name]
    meant = " or ".join(f"“{each}”" for each in nearest(name[:80], sorted(tools()), most=3))
    raise UserError(f"there is no tool “{shortened(name)}”", f"did you mean {meant}?" if meant else None)


def _of_question(question: Question) -> ToolDefinition:
    named_one = any(argument.kind in ("person", "topic") for argument in question.arguments)
    properties = {argument.name: _argument(argument) for argument in question.arguments}
    if question.name in _PAGED:
        properties["limit"] = whole("Statements to show.", minimum=1, maximum=MOST_SHOWN, default=SHOWN)
        properties["offset"] = whole("The first of them, from 0.", minimum=0, maximum=LAST_OFFSET, default=0)
    required = [argument.name for argument in question.arguments if argument.required]
    return ToolDefinition(
        question.name,
        question.name.capitalize(),
        _ABOUT[question.name] + (_HOW if named_one else ""),
        {"type": "object", "properties": properties, "required": required, "additionalProperties": False},
        _output(question.name),
        question,
    )


def _argument(argument: Argument) -> json_schema.Schema:
    about = argument.help or argument.flag_help
    if argument.choices:
        return {"type": "string", "enum": list(argument.choices), "description": about}
    longest = _LONGEST.get(argument.kind, _LONGEST_ELSE)
    return text(about, minLength=1, maxLength=longest)


RECEIPT: json_schema.Schema = record(
    "Where the words can be checked: address, sha256, start, end, source.",
    address=text("A page for anybody, where the library has a site; else the statement's own resource."),
    sha256=perhaps(text("Of the article's text file, byte for byte.")),
    start=whole("Characters of that file at which the words begin …"),
    end=whole("… and end."),
    source=perhaps(text("The article's own page, opened at the words.")),
)
_STATEMENT_PAGE: json_schema.Schema = record(
    "Which statements are shown.", offset=whole(), limit=whole(), of=whole("How many there are.")
)


def _output(name: str) -> json_schema.Schema:
    """The schema of `--json`, each statement with its receipt and the answer with what is shown of it."""
    schema = {key: value for key, value in schema_of(name).items() if key != "$defs"}
    if name in _PAGED:
        schema = _with(schema, shown=perhaps(_STATEMENT_PAGE))
    if name == "verify":
        schema = _with(schema, proofs=many(named("statement"), "The statements that hold the words."))
    return _complete(schema)


def _complete(schema: json_schema.Schema) -> json_schema.Schema:
    """The schema with whatever it refers to, and nothing else: a list of tools is read whole."""
    every = {**SCHEMAS, "receipt": RECEIPT}
    every["statement"] = _with(every["statement"], receipt=named("receipt"))
    found: dict[str, json_schema.Schema] = {}
    wanted = _referred(schema)
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = every[name]
            wanted |= _referred(every[name])
    return {**schema, "$defs": dict(sorted(found.items()))}


def _referred(schema: Any) -> set[str]:
    """The names of the schemas that one refers to."""
    if isinstance(schema, dict):
        own = {schema["$ref"].rpartition("/")[2]} if isinstance(schema.get("$ref"), str) else set()
        return own.union(*map(_referred, schema.values()))
    return set().union(*map(_referred, schema)) if isinstance(schema, list) else set()


def _with(schema: json_schema.Schema, **keys: json_schema.Schema) -> json_schema.Schema:
    return {
        **schema,
        "properties": {**schema["properties"], **keys},
        "required": [*schema["required"], *keys],
    }


def _cite_check() -> ToolDefinition:
    properties = {
        "draft": text("The draft: plain text, Markdown or HTML.", minLength=1, maxLength=LONGEST_DRAFT),
        "format": {
            "type": "string", "enum": ["text", "markdown", "html"],
            "description": "How it is written; left out, it is told by its beginning.",
        },
    }  # fmt: skip
    output = _with(DRAFT, proofs=many(named("statement"), "The statements that the quotations stand in."))
    return ToolDefinition(
        CITE_CHECK,
        "Check a draft",
        "Checks a draft before it is published: each quotation is proven, altered, misattributed or"
        " unproven, with the"
        " proof or the difference; a wrong day or office beside a right quotation and each “X said”"
        " without a source"
        " are told, with their places. Cite only what is proven.",
        {"type": "object", "properties": properties, "required": ["draft"], "additionalProperties": False},
        _complete(output),
    )
