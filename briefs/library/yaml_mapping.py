"""Mappings of YAML files: typed values, and every fault with its line and column.

Every scalar is the string that stands there (`no` is "no", `2013-02-18` is text); only an empty value, `~`
and `null` without quotation marks are None. A mapping knows which keys were asked for:
`reject_unknown_keys()` reports the others. Reading goes on after a fault, so that all are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from briefs.errors import Problem
from briefs.library.file_names import ID
from briefs.model import LocalizedText, UncertainDate
from briefs.text import EXPECTED, BadDate, nearest, parse_edtf, shown

T = TypeVar("T")
LineColumn = tuple[int, int]  # line and column, from 1
KeyPath = tuple[str | int, ...]  # keys and list positions (from 0), from the top of a file

_YES = {"yes": True, "true": True, "no": False, "false": False}


class YamlNode(Protocol):
    """What PyYAML composes; naming it here keeps PyYAML unloaded until a file is read."""

    id: str
    value: Any
    style: str | None
    start_mark: Any


class ProblemSink:
    """One file under reading, by its path in the library, and the list in which its problems are gathered."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def problem(self, place: LineColumn, message: str, expected: str | None = None) -> None:
        """Note a problem; `expected` says what should stand there instead."""
        self.problems.append(Problem(self.file, *place, message, expected))


class YamlMapping:
    """A mapping of a YAML file. Each reading method takes a key and reports what is wrong with its value.

    None of them raises: where a value is absent or wrong they give None, a default or an empty tuple.
    """

    def __init__(self, sink: ProblemSink, node: YamlNode) -> None:
        self.sink = sink
        self.root = node
        self.place = _place(node)
        self._asked: dict[str, None] = {}
        self._values: dict[str, YamlNode] = {}
        self._keys: dict[str, LineColumn] = {}
        self._readable = node.id == "mapping"
        if not self._readable:
            sink.problem(self.place, f"{_kind_of(node)} stands here", "keys with values")
            return
        for key, value in node.value:
            self._add(key, value)

    def _add(self, key: YamlNode, value: YamlNode) -> None:
        place = _place(key)
        if key.id != "scalar":
            self.sink.problem(place, f"{_kind_of(key)} stands here as a key", "a word")
        elif key.value in self._keys:
            first = self._keys[key.value][0]
            self.sink.problem(place, f"the key {shown(key.value)} stands here twice, first in line {first}")
        else:
            self._keys[key.value] = place
            self._values[key.value] = value

    def problem(
        self, key: str | None, message: str, expected: str | None = None, item: int | None = None
    ) -> None:
        """Report at the value of `key` (or its item), or at the mapping's beginning."""
        self.sink.problem(self.at(key, item), message, expected)

    def at(self, key: str | None, item: int | None = None) -> LineColumn:
        """Where the value of `key`, or its item (from 0), stands; else where the mapping begins."""
        node = self._values.get(key) if key else None
        if node is None:
            return self.place
        if item is not None and node.id == "sequence" and item < len(node.value):
            node = node.value[item]
        return _place(node)

    def keys(self) -> tuple[str, ...]:
        """The keys in their order, each once."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Whether the key stands here, if only with an empty value."""
        return key in self._values

    def node(self, key: str, required: bool = False, expected: str | None = None) -> YamlNode | None:
        """The value as YAML has it; None where it is absent or empty."""
        self._asked[key] = None
        node = self._values.get(key)
        if node is None or _empty(node):
            if required and self._readable:
                absent = "is empty" if node is not None else "is missing"
                self.problem(key, f"“{key}” {absent}", expected)
            return None
        return node

    def text(self, key: str, required: bool = False, expected: str = "text") -> str | None:
        """Text as it stands; None, with a problem, where it is blank, a list or a mapping."""
        node = self.node(key, required, expected)
        return None if node is None else self._scalar(key, node, expected)

    def _scalar(self, key: str, node: YamlNode, expected: str) -> str | None:
        if node.id != "scalar":
            self.sink.problem(_place(node), f"“{key}” is {_kind_of(node)}", expected)
            return None
        value: str = node.value
        if not value.strip():
            self.sink.problem(_place(node), f"“{key}” is empty", expected)
            return None
        return value

    def matching(
        self, key: str, pattern: re.Pattern[str], expected: str, required: bool = False
    ) -> str | None:
        """Text of one form, such as an id."""
        value = self.text(key, required, expected)
        if value is not None and not pattern.fullmatch(value):
            self.problem(key, f"“{key}” is {shown(value)}", expected)
            return None
        return value

    def id(self, key: str, required: bool = False) -> str | None:
        """An id of the library, such as sergei-lavrov."""
        return self.matching(key, ID, "lower-case letters, digits and hyphens, 80 at most", required)

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes, no, true or false."""
        value = self.one_of(key, tuple(_YES), None)
        return default if value is None else _YES[value]

    def one_of(self, key: str, choices: Sequence[Any], default: Any, required: bool = False) -> Any:
        """One of a few words; `default` where there is none."""
        value = self.text(key, required, "one of " + ", ".join(choices))
        if value is None:
            return default
        if value not in choices:
            self.problem(
                key,
                f"“{key}” is {shown(value)}{did_you_mean(value, choices)}",
                "one of " + ", ".join(choices),
            )
            return default
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float | None:
        """A decimal number within bounds; whole numbers come without a fraction."""
        expected = f"a number from {low:g} to {high:g}"
        value = self.text(key, expected=expected)
        if value is None:
            return default
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", value) or not low <= float(value) <= high:
            self.problem(key, f"“{key}” is {shown(value)}", expected)
            return default
        return float(value) if "." in value else int(value)

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of texts without repetition."""
        node = self.node(key, required, "a list")
        if node is None:
            return ()
        if node.id != "sequence":
            self.problem(key, f"“{key}” is {_kind_of(node)}", "a list, such as [one, two]")
            return ()
        found: dict[str, None] = {}
        for item in node.value:
            value = self._scalar(key, item, "text")
            if value is None:
                continue
            if value in found:
                self.sink.problem(_place(item), f"{shown(value)} stands twice in “{key}”")
            found[value] = None
        return tuple(found)

    def date(self, key: str, required: bool = False) -> UncertainDate | None:
        """A date as EDTF writes it."""
        node = self.node(key, required, EXPECTED)
        if node is None:
            return None
        # A set of dates is written in brackets, which YAML takes for a list unless they are quoted.
        if node.id == "sequence":
            self.problem(
                key,
                f"“{key}” is a list",
                'a set of dates in quotation marks, such as "[2013-04-22,2013-04-23]"',
            )
            return None
        value = self._scalar(key, node, EXPECTED)
        try:
            return None if value is None else parse_edtf(value)
        except BadDate as bad:
            self.problem(key, f"“{key}”: {bad.message}", EXPECTED)
            return None

    def labels(self, key: str, required: bool = False) -> LocalizedText | None:
        """A name in several languages: {en: ..., ru: ...}; a plain text is English."""
        node = self.node(key, required, "a name, or names by language with at least “en”")
        if node is None:
            return None
        if node.id != "mapping":
            value = self._scalar(key, node, "a name, or names by language")
            return None if value is None else LocalizedText(value)
        mapping = YamlMapping(self.sink, node)
        names = {language: mapping.text(language, required=True) for language in mapping.keys()}
        english = mapping.text("en", required=True)
        for language in mapping.keys():
            if not re.fullmatch(r"[a-z]{2,3}", language):
                mapping.sink.problem(
                    mapping._keys[language], f"{shown(language)} is no language code", "such as en or ru"
                )
        others = tuple((lang, name) for lang, name in names.items() if name and lang != "en")
        return None if english is None else LocalizedText(english, others)

    def section(self, key: str, required: bool = False) -> YamlMapping | None:
        """The mapping below `key`; None where it is absent or empty."""
        node = self.node(key, required, "keys with values")
        return None if node is None else YamlMapping(self.sink, node)

    def map_list(self, key: str, read: Callable[[YamlMapping], T], required: bool = False) -> tuple[T, ...]:
        """A list of mappings, each read by `read`, which should end with `reject_unknown_keys()`."""
        return tuple(read(section) for section in self.sections(key, required))

    def sections(self, key: str, required: bool = False) -> tuple[YamlMapping, ...]:
        """A list of mappings."""
        node = self.node(key, required, "a list")
        if node is None:
            return ()
        if node.id != "sequence":
            self.problem(key, f"“{key}” is {_kind_of(node)}", "a list, each item beginning with “- ”")
            return ()
        return tuple(YamlMapping(self.sink, item) for item in node.value)

    def reject_unknown_keys(self) -> None:
        """Report the keys that nobody asked for."""
        for key, place in self._keys.items():
            if key not in self._asked:
                hint = did_you_mean(key, self._asked)
                self.sink.problem(
                    place, f"unknown key {shown(key)}{hint}", "one of " + ", ".join(self._asked)
                )


def place_of(mapping: YamlMapping, path: Sequence[str | int]) -> LineColumn:
    """Where a value stands, by keys and list positions; the nearest thing around it where it is absent."""
    node = mapping.root
    for step in path:
        if isinstance(step, str):
            inner = [value for key, value in node.value if key.value == step] if node.id == "mapping" else []
        else:
            inner = node.value[step : step + 1] if node.id == "sequence" else []
        if not inner:
            break
        node = inner[0]
    return _place(node)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean …?" where one of the known words is close, else nothing."""
    meant = nearest(word, known)
    return f"; did you mean “{meant[0]}”?" if meant else ""


def _place(node: YamlNode) -> LineColumn:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _empty(node: YamlNode) -> bool:
    return node.id == "scalar" and not node.style and node.value in ("", "~", "null")


def _kind_of(node: YamlNode) -> str:
    if node.id == "scalar":
        return "nothing" if _empty(node) else "text"
    return "a list" if node.id == "sequence" else "a mapping (keys with values)"
