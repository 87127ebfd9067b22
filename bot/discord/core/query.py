"""A question as it is kept and asked again: a command and its arguments, as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.discord.core.errors import LocalizedUserError
from briefs.i18n import N_


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its arguments resolved: ids, ISO days, words."""

    command: str
    arguments: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, command: str, **arguments: object) -> Query:
        given = {name: str(value) for name, value in arguments.items() if value is not None}
        return cls(command, tuple(sorted(given.items())))

    def get(self, name: str) -> str | None:
        return dict(self.arguments).get(name)

    def day(self, name: str) -> date | None:
        text = self.get(name)
        return date.fromisoformat(text) if text else None

    def require(self, name: str) -> str:
        """An argument without which this cannot be asked. Raises LocalizedUserError."""
        value = self.get(name)
        if value is None:
            raise LocalizedUserError(N_("This question lacks its “{name}”."), name=name)
        return value
