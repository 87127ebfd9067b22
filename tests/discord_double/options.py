"""Option values typed and checked as the registered command declares them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import payloads
from .command_rules import (
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from .errors import UsageError
from .world import Channel, Role, World
from .world import User as Person

Json = dict[str, Any]
RESOLVED = {USER: "users", ROLE: "roles", CHANNEL: "channels"}


def leaf(command: Json, path: list[str]) -> tuple[list[Json], Callable[[list[Json]], list[Json]]]:
    """The options of a command, or of the subcommand at `path`, and how to wrap their values."""
    node, steps = command, []
    for step in path:
        found = [
            o for o in node.get("options") or [] if o["name"] == step and o["type"] in (SUBCOMMAND, GROUP)
        ]
        if not found:
            raise UsageError(f"/{command['name']} has no subcommand {step!r}")
        node = found[0]
        steps.append(node)
    options = node.get("options") or []
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        names = [option["name"] for option in options]
        raise UsageError(f"/{command['name']} needs a subcommand: {names}")

    def wrap(chosen: list[Json]) -> list[Json]:
        for step in reversed(steps):
            chosen = [{"name": step["name"], "type": step["type"], "options": chosen}]
        return chosen

    return options, wrap


def filled(
    options: list[Json], values: Json, where: tuple[Channel, Person], world: World, focused: str | None
) -> tuple[list[Json], Json, Json | None]:
    """(options as sent, resolved data, the focused option's declaration); `where` is channel and user."""
    declared = {option["name"]: option for option in options}
    unknown = set(values) - set(declared)
    if unknown:
        raise UsageError(f"no such options: {sorted(unknown)}; there are {list(declared)}")
    missing = [name for name, option in declared.items() if option.get("required") and name not in values]
    if missing and focused is None:
        raise UsageError(f"required options are missing: {missing}")
    if focused is not None and not declared.get(focused, {}).get("autocomplete"):
        raise UsageError(f"option {focused!r} has no autocomplete")
    resolved: Json = {}
    chosen = []
    for name, option in declared.items():
        if name not in values and name != focused:
            continue
        value = values.get(name, "")
        if name == focused:
            sent = {"name": name, "type": option["type"], "value": str(value), "focused": True}
        else:
            typed = _typed(option, value, where, world, resolved, strict=focused is None)
            sent = {"name": name, "type": option["type"], "value": typed}
        chosen.append(sent)
    return chosen, resolved, declared.get(focused) if focused else None


def _typed(
    option: Json, value: Any, where: tuple[Channel, Person], world: World, resolved: Json, *, strict: bool
) -> Any:
    kind, name = option["type"], option["name"]
    if kind in RESOLVED or kind == MENTIONABLE:
        return _resolved(option, value, where, world, resolved)
    wanted: Any = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}.get(kind)
    if wanted is None:
        raise UsageError(f"option {name!r} is of type {kind}, which the double does not fill in")
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind != BOOLEAN):
        raise UsageError(f"option {name!r} takes {wanted}, not {value!r}")
    if strict:
        _check_bounds(option, value)
    return value


def _check_bounds(option: Json, value: Any) -> None:
    choices = option.get("choices")
    if choices and value not in [choice["value"] for choice in choices]:
        raise UsageError(f"{value!r} is not one of the choices of {option['name']!r}")
    size = len(value) if isinstance(value, str) else value
    low, high = option.get("min_length"), option.get("max_length")
    if not isinstance(value, str):
        low, high = option.get("min_value"), option.get("max_value")
    if (low is not None and size < low) or (high is not None and size > high):
        raise UsageError(f"{value!r} does not fit option {option['name']!r} ({low} to {high})")


def _resolved(option: Json, value: Any, where: tuple[Channel, Person], world: World, resolved: Json) -> str:
    channel, user = where
    number = int(getattr(value, "id", value))
    thing: Any = world.users.get(number) or world.channels.get(number)
    if thing is None and channel.guild is not None:
        thing = channel.guild.roles.get(number)
    if isinstance(thing, Person):
        resolved.setdefault("users", {})[str(number)] = payloads.user(thing)
        member = channel.guild.members.get(number) if channel.guild else None
        if member is not None:
            brief = payloads.member(member, channel)
            brief.pop("user")
            resolved.setdefault("members", {})[str(number)] = brief
    elif isinstance(thing, Role):
        resolved.setdefault("roles", {})[str(number)] = payloads.role(thing)
    elif isinstance(thing, Channel):
        kinds = option.get("channel_types")
        if kinds and thing.type not in kinds:
            raise UsageError(f"option {option['name']!r} does not offer channels of type {thing.type}")
        resolved.setdefault("channels", {})[str(number)] = payloads.channel(thing, user)
    else:
        raise UsageError(f"option {option['name']!r}: nobody and nothing has the id {number}")
    return str(number)
