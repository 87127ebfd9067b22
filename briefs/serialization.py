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
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json_value(value: Any) -> Any:
    """`value` as lists, strings and numbers only."""
    return json.loads(dumps(value))


def record(value: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    """These fields of a dataclass, for :func:`dumps`; at the end absent ones with a default are left out."""
    kind: Any = type(value)
    return _listed(value, *_shape(kind, names))


def _listed(value: Any, values_of: Callable[[Any], tuple[Any, ...]], least: int) -> tuple[Any, ...]:
    items = values_of(value)
    end = len(items)
    while end > least and (items[end - 1] is None or items[end - 1] == ()):
        end -= 1
    return items[:end]


@cache
def _shape(kind: Any, names: tuple[str, ...] | None) -> tuple[Callable[[Any], tuple[Any, ...]], int]:
    """How to take these fields (all, by default) of a value, and how many of them have no default."""
    wanted = [field for field in fields(kind) if names is None or field.name in names]
    taken = names or tuple(field.name for field in wanted)
    values_of: Any = attrgetter(*taken)
    if len(taken) == 1:
        return lambda value: (values_of(value),), sum(field.default is MISSING for field in wanted)
    return values_of, sum(field.default is MISSING for field in wanted)


def _plain(value: Any) -> Any:
    """What the encoder asks for a value that JSON has no form of; it goes into tuples and lists by itself."""
    kind: Any = type(value)
    return value.isoformat() if kind is date else _listed(value, *_shape(kind, None))


# what is handed in was made just before and holds no circle: to look for one takes a third of the time
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain)


def dumps(value: Any) -> str:
    return _JSON.encode(value)


def loads(kind: type[T], text: str) -> T:
    """The `kind` that `dumps` wrote. Raises ValueError, TypeError or IndexError on anything else."""
    read: Callable[[Any], T] = reader(cast(Any, kind))
    return read(json.loads(text))


def identity(value: Any) -> Any:
    """The reader of what JSON gives as it is; known by name, so that nobody need call it."""
    return value


@cache
def reader(kind: Any) -> Callable[[Any], Any]:
    """A function from plain values to `kind`, worked out once a type."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal or kind in (str, int, float, bool):
        return identity
    if kind is date:
        return date.fromisoformat
    if origin is tuple and inner[-1] is Ellipsis:
        item = reader(inner[0])
        if item is identity:
            return tuple
        return lambda value: tuple([item(each) for each in value])
    if origin is tuple:
        items = [reader(each) for each in inner]
        return lambda value: tuple([read(each) for read, each in zip(items, value, strict=True)])
    if origin in (Union, types.UnionType):
        some = reader(next(each for each in inner if each is not type(None)))
        if some is identity:
            return identity
        return lambda value: None if value is None else some(value)
    raise TypeError(f"no reader for {kind}")


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [reader(hints[field.name]) for field in fields(kind)]

    def read(values: list[Any]) -> Any:
        return kind(*[v if each is identity else each(v) for each, v in zip(readers, values, strict=False)])

    return read


def signature(*kinds: Any) -> str:
    """Changes whenever a field of one of the dataclasses does: stamps what was written with it."""
    return ";".join(f"{kind.__name__}({','.join(f.name for f in fields(kind))})" for kind in kinds)
