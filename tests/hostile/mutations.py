"""What is sound, spoilt in one to three ways: as bytes, as lines, or in one value of its tree."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

Tree = Any
Slot = tuple[Any, Any]  # a mapping or a list, and a key in it

WORDS = (
    "", " ", "\0", "a\0b", "\ufeff", "\u202eevil", "\u200b", "e\u0301" * 40, "\U0001f600", "ſ", "İ",
    "ß" * 300, "../../../etc/passwd", "/etc/passwd", ".hidden", "..", "CON", "a/b", "a\\b", "x" * 260,
    "x" * 70_000, "-", "--help", "~", "null", "true", "2013-02-30", "0000-00-00", "9999-12-31", "-0001",
    "1985-04-12T25:61", "2013-XX-99", "https://", "http://[::1", "javascript:alert(1)",
    "https://a.example/\n", "{0.__class__}", "%s%n", "<script>", "@everyone", "<@1>", "`" * 4, "]()[", "“",
    "”“", "…", "\r", "\r\n", "\x1b[2J", "\x85", "\u2028", "lavrov" * 900,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, 1e308, float("nan"), float("inf"), [], {}, [[]], [None],
    {"": ""}, {"a": {"b": {"c": []}}}, ["a"] * 2000, [[[[[[[[]]]]]]]], 2013, 2013.5, "2013",
)  # fmt: skip
BYTES = (
    b"\0", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1a", b"\r", b"\t", b"\xef\xbb\xbf",
    b"&a *a", b"<<: *a", b"!!python/object:os.system", b"]" * 9, b"[" * 3000, b"{" * 3000, b"- " * 1500,
    b"<!ENTITY a 'b'>", b"&a11;" * 9, b"<" * 500, b"\n" * 5000, b"%YAML 9.9\n", b"---\n", b"...\n", b"? ",
    b": ", b"'", b'"',
)  # fmt: skip


def slots(tree: Tree) -> Iterator[Slot]:
    """Every place in a tree of mappings and lists, with what holds it."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from slots(tree[key])


def spoilt_bytes(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((0, 1, 2, 8, 60, 400)))
    part = content[start:end]
    new = chance.choice(
        (b"", part * 2, part[::-1], part.swapcase(), chance.choice(BYTES), bytes(chance.randbytes(4)))
    )
    return content[:start] + new + content[end:] if chance.random() < 0.9 else content[:start]


def spoilt_lines(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = b" " * chance.choice((1, 2, 9)) + lines[one]
        case _:
            lines[one] = lines[one].strip()
    return b"".join(lines)


def spoilt_tree(tree: Tree, chance: Random) -> Tree:
    tree = copy.deepcopy(tree)
    places = list(slots(tree))
    if not places:
        return chance.choice(VALUES)
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice(VALUES)
        case 2 | 3:
            holder[key] = chance.choice(WORDS)
        case 4:
            other, place = chance.choice(places)
            holder[key] = copy.deepcopy(other[place]) if place in _keys(other) else None
        case _:
            if isinstance(holder, dict):
                holder[chance.choice((*WORDS, "id", "text", "version", 7))] = holder.pop(key)
            else:
                holder.append(copy.deepcopy(holder[key]))
    return tree


def _keys(holder: Tree) -> Any:
    return holder if isinstance(holder, dict) else range(len(holder))


def spoilt(content: bytes, chance: Random, kind: str) -> bytes:
    """`kind` is "yaml", "json" or anything else, which has no tree."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        ways: list[Callable[[bytes], bytes]] = [
            lambda it: spoilt_bytes(it, chance),
            lambda it: spoilt_lines(it, chance),
        ]
        if kind in ("yaml", "json"):
            ways += [lambda it: _by_tree(it, chance, kind)] * 4
        content = chance.choice(ways)(content)
    return content


def _by_tree(content: bytes, chance: Random, kind: str) -> bytes:
    try:
        tree = yaml.safe_load(content) if kind == "yaml" else json.loads(content)
        spoilt = spoilt_tree(tree, chance)
        made = yaml.safe_dump(spoilt, allow_unicode=True) if kind == "yaml" else json.dumps(spoilt)
        return made.encode("utf-8", "surrogatepass")
    except (ValueError, yaml.YAMLError, RecursionError, UnicodeError):
        return spoilt_bytes(content, chance)
