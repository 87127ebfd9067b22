"""Frozen dataclasses to compact JSON and back, for what is derived: the index and its caches.

A dataclass becomes a list of its fields in order, a date its ISO form, a tuple a list. Fields at the
end of a dataclass that have a default and are None or () are not written.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


_ATOMS = frozenset({str, int, bool, float, type(None)})
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """`value` as lists, strings and numbers only."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return [item if type(item) in _ATOMS else plain(item) for item in value]
    return value.isoformat() if kind is date else record(value, _names(kind))


def record(value: Any, names: tuple[str, ...]) -> list[Any]:
    """These fields of a dataclass; absent ones at the end are left out where they have a default."""
    items = [getattr(value, name) for name in names]
    kind: Any = type(value)
    least = _required(kind, names)
    while len(items) > least and (items[-1] is None or items[-1] == ()):
        items.pop()
    return [item if type(item) in _ATOMS else plain(item) for item in items]


@cache
def _required(kind: Any, names: tuple[str, ...]) -> int:
    """How many of these fields have no default."""
    return sum(field.default is MISSING for field in fields(kind) if field.name in names)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def dumps(value: Any) -> str:
    return _JSON.encode(plain(value))


def loads(kind: type[T], text: str) -> T:
    """The `kind` that `dumps` wrote. Raises ValueError, TypeError or IndexError on anything else."""
    read: Callable[[Any], T] = reader(cast(Any, kind))
    return read(json.loads(text))


@cache
def reader(kind: Any) -> Callable[[Any], Any]:
    """A function from plain values to `kind`, worked out once a type."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal or kind in (str, int, float, bool):
        return lambda value: value
    if kind is date:
        return date.fromisoformat
    if origin is tuple and inner[-1] is Ellipsis:
        item = reader(inner[0])
        return lambda value: tuple([item(each) for each in value])
    if origin is tuple:
        items = [reader(each) for each in inner]
        return lambda value: tuple([read(each) for read, each in zip(items, value, strict=True)])
    if origin in (Union, types.UnionType):
        some = reader(next(each for each in inner if each is not type(None)))
        return lambda value: None if value is None else some(value)
    raise TypeError(f"no reader for {kind}")


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [reader(hints[field.name]) for field in fields(kind)]

    def read(values: list[Any]) -> Any:
        return kind(*[each(value) for each, value in zip(readers, values, strict=False)])

    return read


def signature(*kinds: Any) -> str:
    """Changes whenever a field of one of the dataclasses does: stamps what was written with it."""
    return ";".join(f"{kind.__name__}({','.join(f.name for f in fields(kind))})" for kind in kinds)
