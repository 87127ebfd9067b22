"""Edits one entry of a list in a hand-written YAML file; every other byte of the file stays as it is.

The parser says on which lines an entry or a field stands, and only those lines are exchanged: comments,
order and style elsewhere cannot change. Each edit is read back and compared before it counts. It is
written by hand because ruamel.yaml's round trip changes bytes outside the entry, and is many times slower.

A list is named by its top-level `key`, an entry by its `id`. Every function raises Unreadable where the file
is no YAML, has no such list or entry, or is written in a way that cannot be edited safely.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import yaml

from briefs.errors import UserError
from briefs.ingest.review.yaml_dump import NULLS, Plain, dump, dump_entries, plain
from briefs.memory import collection_paused

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(UserError):
    """The file is no YAML, or has no such list or entry."""


def append(text: str, key: str, entry: Mapping[str, Plain]) -> str:
    """`text` with `entry` at the end of the list under the top-level `key`; makes the list if need be."""
    return extend(text, key, [entry])


@collection_paused()
def extend(text: str, key: str, added: Sequence[Mapping[str, Plain]]) -> str:
    """As append(), for several entries."""
    before = read(text)
    listed = before.get(key)
    # read as values and as nodes: values say what the result must be, nodes on which lines it stands
    if listed is not None and not isinstance(listed, list):
        raise Unreadable(f"`{key}` is no list")
    node = _pair(text, key)[1] if key in before else None
    newline = "\r\n" if "\r\n" in text else "\n"
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        lines = text.splitlines(keepends=True)
        at = _last_line(node, lines) + 1
        block = dump_entries(added, _dash_column(node, lines), newline)  # indented as the file has it
        if at and not lines[at - 1].endswith(("\n", "\r")):
            lines[at - 1] += newline
        result = "".join([*lines[:at], block, *lines[at:]])
    elif node is None:
        ended = text if not text or text.endswith("\n") else text + newline
        result = f"{ended}{key}:{newline}{dump_entries(added, 2, newline)}"
    else:
        result = _as_block_list(text, key, [*(listed or []), *added], newline)
    expected = {**before, key: [*(listed or []), *(plain(entry) for entry in added)]}
    return _checked(result, expected)


def replace(text: str, key: str, id: str, changes: Mapping[str, Plain]) -> str:
    """The entry `id` with its fields set as in `changes`; fields it lacks are added at its end."""
    return replace_all(text, key, {id: changes})


@collection_paused()
def replace_all(text: str, key: str, changes: Mapping[str, Mapping[str, Plain]]) -> str:
    """As replace(), for several entries by their ids."""
    if not changes:
        return text
    before = read(text)
    found = _indexes(before, key, changes)
    places = {found[id]: fields for id, fields in changes.items()}
    expected = list(before[key])
    lines = text.splitlines(keepends=True)
    nodes = _items(text, key)
    for index in sorted(places, reverse=True):  # from the end: the lines before stay where they are
        expected[index] = {**expected[index], **{name: plain(value) for name, value in places[index].items()}}
        _set_fields(lines, nodes[index], places[index], "\r\n" if "\r\n" in text else "\n")
    return _checked("".join(lines), {**before, key: expected})


def remove(text: str, key: str, id: str) -> str:
    """`text` without the entry `id`; a list that held nothing else becomes `[]`."""
    return remove_all(text, key, [id])


def remove_all(text: str, key: str, ids: Collection[str]) -> str:
    """As remove(), for several entries."""
    if not ids:
        return text
    before = read(text)
    gone = set(_indexes(before, key, ids).values())
    lines = text.splitlines(keepends=True)
    nodes = _items(text, key)
    left = [each for at, each in enumerate(before[key]) if at not in gone]
    for index in sorted(gone, reverse=True):  # from the end: the lines before stay where they are
        node = nodes[index]
        del lines[_dash_line(node, lines) : _last_line(node, lines) + 1]
    if not left:
        # nothing under the key would read as null, which is no list
        mark = _pair(text, key)[0].end_mark
        head = lines[mark.line]
        lines[mark.line] = f"{head[: mark.column]}: []{head[mark.column :].lstrip(': ')}"
        if not lines[mark.line].endswith(("\n", "\r")):
            lines[mark.line] += "\n"
    return _checked("".join(lines), {**before, key: left})


def read(text: str) -> dict[str, Any]:
    """The file as plain values: every scalar the string that stands there, `null` and nothing as None."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise Unreadable(f"the file is no YAML{where}", "run `onrecord lint` to see what is wrong") from None
    if node is None:
        return {}
    value = _value(node)
    if not isinstance(value, dict):
        raise Unreadable("the file holds no keys")
    return value


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    assert isinstance(node, yaml.MappingNode)
    return {name.value: _value(each) for name, each in node.value}


def _pair(text: str, key: str) -> tuple[yaml.Node, yaml.Node]:
    node = yaml.compose(text, Loader=_LOADER)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            return name, value
    raise Unreadable(f"the file has no `{key}`")


def _items(text: str, key: str) -> list[yaml.MappingNode]:
    node = _pair(text, key)[1]
    items: list[yaml.MappingNode] = node.value
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or any(one.flow_style for one in items):
        raise Unreadable(f"`{key}` stands in one line", "write it as a list with dashes, one field a line")
    return items


def _set_fields(lines: list[str], item: yaml.MappingNode, fields: Mapping[str, Plain], newline: str) -> None:
    """Exchanges the lines of an entry's fields; those that it lacks come at its end."""
    pad = " " * item.start_mark.column
    present = {found.value: (found, node) for found, node in item.value}
    at = _last_line(item, lines) + 1
    if not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += newline
    missing = {name: value for name, value in fields.items() if name not in present}
    lines[at:at] = [f"{pad}{line}{newline}" for line in (dump(missing).splitlines() if missing else ())]
    for name, (found, node) in reversed(present.items()):
        if name not in fields:
            continue
        first, last = found.start_mark.line, max(found.end_mark.line, _last_line(node, lines))
        added = _added_items(node, fields[name])
        if added is not None:  # what stands in a list stays as it is written
            lines[last + 1 : last + 1] = _item_lines(added, _dash_column(node, lines), newline)
        else:
            field = [f"{pad}{line}{newline}" for line in dump({name: fields[name]}).splitlines()]
            field[0] = lines[first][: found.start_mark.column] + field[0][len(pad) :]
            lines[first : last + 1] = field


def _added_items(node: yaml.Node, value: Plain) -> list[Any] | None:
    """What a list with dashes would have at its end besides what it has; None where it is another list."""
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        return None
    wanted, held = plain(value), _value(node)
    return wanted[len(held) :] if isinstance(wanted, list) and wanted[: len(held)] == held else None


def _item_lines(items: Sequence[Any], column: int, newline: str) -> list[str]:
    pad = " " * column
    written: list[str] = []
    for each in items:
        block = dump(each if isinstance(each, dict) else {"-": each}).splitlines()
        if not isinstance(each, dict):
            block[0] = block[0].partition(": ")[2]
        written += [f"{pad}{'- ' if at == 0 else '  '}{line}{newline}" for at, line in enumerate(block)]
    return written


def _as_block_list(text: str, key: str, listed: Sequence[Any], newline: str) -> str:
    """A list that was empty or stood in one line, written with dashes instead."""
    name, value = _pair(text, key)
    lines = text.splitlines(keepends=True)
    last = max(name.end_mark.line, _last_line(value, lines))
    head = f"{lines[name.start_mark.line][: name.end_mark.column]}:{newline}"
    block = dump_entries(listed, 2, newline)
    return "".join([*lines[: name.start_mark.line], head, block, *lines[last + 1 :]])


def _indexes(before: Mapping[str, Any], key: str, ids: Iterable[str]) -> dict[str, int]:
    """Where the entries stand in the list, by their ids."""
    listed = reversed(list(enumerate(before.get(key) or [])))
    places = {each["id"]: at for at, each in listed if isinstance(each, dict) and "id" in each}
    for id in ids:
        if id not in places:
            raise Unreadable(f"there is no entry {id} under `{key}`")
    return {id: places[id] for id in ids}


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The last line that belongs to the node itself, comments and empty lines after it left out."""
    last = node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    line = int(last.end_mark.line)
    if last.end_mark.column == 0 and line > last.start_mark.line:
        line -= 1  # a block scalar ends where the next line begins, even where there is none
    line = min(line, len(lines) - 1)
    while line > last.start_mark.line and not lines[line].strip():
        line -= 1
    return line


def _checked(result: str, expected: Mapping[str, Any]) -> str:
    """No edit leaves this module that reads otherwise than it should."""
    if read(result) != expected:
        raise Unreadable("the file is written in a way that cannot be edited safely", "edit it by hand")
    return result


def _dash_line(item: yaml.Node, lines: Sequence[str]) -> int:
    """Where the entry's dash stands: mostly in its first line, sometimes alone above it."""
    line = int(item.start_mark.line)
    while line > 0 and not lines[line].lstrip().startswith("-"):
        line -= 1
    return line


def _dash_column(node: yaml.SequenceNode, lines: Sequence[str]) -> int:
    first = lines[_dash_line(node.value[0], lines)]
    return len(first) - len(first.lstrip(" "))
