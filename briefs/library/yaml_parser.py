"""YAML text to nodes, with what is wrong with the text said in plain words at its line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from briefs.library.yaml_mapping import ProblemSink, YamlMapping, YamlNode

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

# What YAML does not call printable, and the byte order mark in mid-text, which no editor shows.
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MOST_NESTED = 200  # the parser is recursive C: no text that is nested deeper may reach it
_INDENTED = re.compile(f"^[ ?-]{{{_MOST_NESTED}}}", re.MULTILINE)
_PLAIN = (  # a part of the parser's message, what it means, what to write
    ("mapping values are not allowed", "a second “: ” in this line",
     "quotation marks around text that holds “: ”, or a new line with the same indentation"),
    ("could not find expected ':'", "a key without its colon", "“key: value”"),
    ("did not find expected key", "this does not continue the keys above it",
     "the same indentation as they have, and nothing behind a closing quotation mark"),
    ("did not find expected '-'", "this does not continue the list above it",
     "“- ” with the list's indentation"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed", None),
    ("did not find expected ',' or ']'", "a list in [ ] is not closed", "“]”, or “,” between the items"),
    ("did not find expected ',' or '}'", "a mapping in { } is not closed", "“}”, or “,” between the pairs"),
    ("cannot start any token", "a value cannot begin with this character unless it is quoted",
     "quotation marks around the value, and spaces in place of tabs"),
    ("found a tab character", "a tab stands in the indentation", "spaces"),
    ("undefined alias", "“*” refers to an anchor that does not exist", "quotation marks around the value"),
    ("found another document", "a second document begins here", "one document a file"),
    ("unknown escape", "“\\” with this character means nothing in double quotation marks",
     "single quotation marks, or “\\\\”"),
    ("block sequence entries are not allowed", "a list begins in the line of its key",
     "a new line before “- ”"),
    ("<document start>", "this does not belong to what stands above it",
     "one mapping of keys, and no text in front of it"),
    ("found unexpected ':'", "a “:” stands inside [ ] or { }", "quotation marks around text that holds “:”"),
    ("mapping keys are not allowed", "“? ” cannot stand here", "quotation marks around the value"),
    ("alphabetic or numeric", "“&” and “*” begin the name of an anchor", "quotation marks around the value"),
    ("did not find expected node content", "a bracket stands where a value belongs", "a value"),
)  # fmt: skip


def read_mapping(content: bytes, sink: ProblemSink) -> YamlMapping | None:
    """The mapping that a YAML file holds, or None where its text is broken: the sink then says where."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        sink.problem(
            _place_after(before), f"the byte 0x{content[error.start]:02x} is not UTF-8", "a file in UTF-8"
        )
        return None
    if bad := _FORBIDDEN.search(text):
        name = f"the control character U+{ord(bad[0]):04X} stands here"
        sink.problem(_place_after(text[: bad.start()]), name, "text without control characters")
        return None
    if (line := _too_deep(text)) is not None:
        sink.problem((line, 1), f"the text is nested more than {_MOST_NESTED} deep")
        return None
    return _compose(text, sink)


def _compose(text: str, sink: ProblemSink) -> YamlMapping | None:
    import yaml  # slow to load, and a query of an index that is up to date needs none

    # The base loader leaves every scalar the text that stands there; libyaml, where PyYAML was built with it,
    # reads it many times faster.
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        node = cast("YamlNode | None", yaml.compose(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        _report(error, sink)
        return None
    if node is None:
        sink.problem((1, 1), "the file is empty", "keys with values")
        return None
    return YamlMapping(sink, node)


def _report(error: MarkedYAMLError, sink: ProblemSink) -> None:
    problem = error.problem or "it cannot be read"
    meaning, expected = next(
        ((meaning, expected) for part, meaning, expected in _PLAIN if part in problem),
        (f"this is no YAML: {problem}", None),
    )
    # What is never closed is told at its beginning, not at the end of the file.
    opened = "unexpected end" in problem or "',' or" in problem
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    sink.problem((mark.line + 1, mark.column + 1) if mark else (1, 1), meaning, expected)


def _place_after(text: str) -> tuple[int, int]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _too_deep(text: str) -> int | None:
    """The line at which brackets or indentation go deeper than the limit."""
    if indented := _INDENTED.search(text):
        return text.count("\n", 0, indented.start()) + 1
    if text.count("[") + text.count("{") <= _MOST_NESTED:
        return None
    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth = max(0, depth + (1 if bracket[0] in "[{" else -1))
        if depth > _MOST_NESTED:
            return text.count("\n", 0, bracket.start()) + 1
    return None
