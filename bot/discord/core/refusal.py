"""What a Discord user can put right, named by its message in the catalogue."""

from __future__ import annotations

from briefs.i18n import Translator
from briefs.model import QueryResult


class LocalizedUserError(Exception):
    """`msgid` and `hint` are marked messages; `values` fill both. User text in them must be safe already."""

    def __init__(self, msgid: str, hint: str | None = None, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.hint = hint
        self.values = values

    def render(self, translator: Translator) -> str:
        text = translator.gettext(self.msgid, **self.values)
        return f"{text}\n{translator.gettext(self.hint, **self.values)}" if self.hint else text


class AmbiguousArgument(Exception):
    """An argument names not one person or topic; `answer` asks back or suggests.

    `arguments` are all that were given to `command`, as typed: filling `name` with the id of a
    suggestion asks again.
    """

    def __init__(self, role: str, answer: QueryResult) -> None:
        super().__init__(answer.outcome)
        self.role = role
        self.answer = answer
        self.command = ""
        self.name = role
        self.arguments: dict[str, str] = {}

    def with_command(self, command: str, name: str, arguments: dict[str, str]) -> AmbiguousArgument:
        self.command, self.name, self.arguments = command, name, arguments
        return self
