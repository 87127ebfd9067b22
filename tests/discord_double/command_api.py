"""Registered application commands, global and of one guild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import command_rules, limits
from .calls import Call, Table
from .errors import ApiError, missing_access, unknown

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
GLOBAL = "/applications/{application_id}/commands"
LOCAL = "/applications/{application_id}/guilds/{guild_id}/commands"


class CommandApi:
    """`registered[None]` are the global commands, `registered[guild id]` that guild's own."""

    def __init__(self, double: Double) -> None:
        self.double = double
        self.registered: dict[int | None, list[Json]] = {None: []}
        self.creates: list[tuple[float, int | None]] = []
        self.syncs = 0

    def table(self) -> Table:
        made: Table = []
        for base in (GLOBAL, LOCAL):
            made += [
                ("GET", base, self.list), ("PUT", base, self.overwrite), ("POST", base, self.create),
                ("GET", base + "/{command_id}", self.get), ("PATCH", base + "/{command_id}", self.edit),
                ("DELETE", base + "/{command_id}", self.delete),
            ]  # fmt: skip
        made.append(("GET", LOCAL + "/permissions", self.no_overrides))
        made.append(("GET", LOCAL + "/{command_id}/permissions", self.no_override))
        return made

    def find(self, name: str, kind: int, guild_id: int | None) -> Json | None:
        """The command a user would get: a guild's own before a global one of the same name."""
        for scope in (guild_id, None):
            for command in self.registered.get(scope, []):
                if command["name"] == name and command["type"] == kind:
                    return command
        return None

    def _scope(self, call: Call) -> int | None:
        if call.id("application_id") != self.double.world.bot.id:
            raise unknown("Application")
        if "guild_id" not in call.params:
            return None
        guild = self.double.world.guilds.get(call.id("guild_id"))
        if guild is None or self.double.world.bot.id not in guild.members:
            raise missing_access()
        return guild.id

    def _store(self, command: Json, scope: int | None) -> Json:
        """As Discord gives it back: ids, defaults, permissions as text."""
        old = next((c for c in self.registered.get(scope, []) if _key(c) == _key(command)), None)
        if old is None:
            self._count_create(scope)
        granted = command.get("default_member_permissions")
        number = self.double.mint.at(self.double.clock.now())
        made = {
            "id": old["id"] if old else str(number), "application_id": str(self.double.world.bot.id),
            "version": str(number), "type": command.get("type") or 1, "name": command["name"],
            "name_localizations": command.get("name_localizations"),
            "description": command.get("description") or "",
            "description_localizations": command.get("description_localizations"),
            "options": command.get("options") or [], "nsfw": bool(command.get("nsfw")),
            "default_member_permissions": None if granted is None else str(granted),
            "dm_permission": command.get("dm_permission", True),
            "contexts": command.get("contexts"), "integration_types": command.get("integration_types") or [0],
        }  # fmt: skip
        if scope is not None:
            made["guild_id"] = str(scope)
        return made

    def _count_create(self, scope: int | None) -> None:
        since = self.double.clock.now() - 86_400
        self.creates = [one for one in self.creates if one[0] > since]
        if sum(key == scope for _, key in self.creates) >= limits.COMMAND_CREATES_A_DAY:
            text = "Max number of daily application command creates has been reached (200)"
            raise ApiError(400, 30034, text, violation=True)
        self.creates.append((self.double.clock.now(), scope))

    async def list(self, call: Call) -> Any:
        return self.registered.get(self._scope(call), [])

    async def overwrite(self, call: Call) -> Any:
        scope, commands = self._scope(call), call.body or []
        command_rules.check_all(commands)
        self.registered[scope] = [self._store(command, scope) for command in commands]
        self.syncs += 1
        self.double.pulse()
        return self.registered[scope]

    async def create(self, call: Call) -> Any:
        scope, command = self._scope(call), call.form()
        kept = [one for one in self.registered.get(scope, []) if _key(one) != _key(command)]
        command_rules.check_all([*kept, command])
        made = self._store(command, scope)
        self.registered[scope] = [*kept, made]
        self.double.pulse()
        return made

    def _one(self, call: Call) -> tuple[int | None, Json]:
        scope = self._scope(call)
        for command in self.registered.get(scope, []):
            if command["id"] == call.params["command_id"]:
                return scope, command
        raise unknown("application command")

    async def get(self, call: Call) -> Any:
        return self._one(call)[1]

    async def edit(self, call: Call) -> Any:
        scope, command = self._one(call)
        changed = self._store(command | call.form(), scope) | {"id": command["id"]}
        others = [one for one in self.registered[scope] if one is not command]
        command_rules.check_all([*others, changed])
        self.registered[scope] = [*others, changed]
        return changed

    async def delete(self, call: Call) -> None:
        scope, command = self._one(call)
        self.registered[scope].remove(command)

    async def no_overrides(self, call: Call) -> Any:
        self._scope(call)
        return []

    async def no_override(self, call: Call) -> Any:
        self._one(call)
        raise ApiError(404, 10066, "Unknown application command permissions")


def _key(command: Json) -> tuple[Any, Any]:
    return command.get("type") or 1, command.get("name")
