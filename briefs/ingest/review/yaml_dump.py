"""Plain values as YAML in the way that a library's files are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

Plain = str | None | bool | Sequence[Any] | Mapping[str, Any]
NULLS = frozenset({"", "~", "null", "Null", "NULL"})  # scalars that a reader takes for nothing unless quoted


def dump(value: Mapping[str, Plain]) -> str:
    """A whole new file, or part of one, as block YAML in the order of `value`."""
    return str(yaml.dump(plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000))


def dump_entries(listed: Sequence[Mapping[str, Plain]], indent: int, newline: str) -> str:
    """`- key: value` lines, the dashes in column `indent`."""
    pad = " " * indent
    return "".join(
        f"{pad}{'- ' if at == 0 else '  '}{line}{newline}"
        for entry in listed
        for at, line in enumerate(dump(entry).splitlines())
    )


class _Dumper(yaml.SafeDumper):
    """Scalars plain wherever our reading gives back the same string; short lists in one line."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    # PyYAML would put the dashes of a list under its key, without indentation
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True  # `&id001` in a file that people edit helps nobody


def _represent_list(dumper: _Dumper, data: list[Any]) -> yaml.SequenceNode:
    flat = all(not isinstance(item, list | dict) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flat)


def _represent_str(dumper: _Dumper, data: str) -> yaml.ScalarNode:
    # a line break inside would become a block that is folded on reading: quoted, it stays exact
    style = '"' if data in NULLS or not data.isprintable() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _represent_none(dumper: _Dumper, data: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", "null", style="")


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(str, _represent_str)
_Dumper.add_representer(type(None), _represent_none)


def plain(value: Any) -> Any:
    """Strings, None, lists and dicts only, as a file holds them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):  # the library's readers take every scalar as text
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [plain(each) for each in value]
    return str(value)
