"""What a Discord user can put right, named by its message in the catalogue."""

from __future__ import annotations

from briefs.i18n import Words
from briefs.model import Answer


class Refusal(Exception):
    """`msgid` and `hint` are marked messages; `values` fill both. User text in them must be safe already."""

    def __init__(self, msgid: str, hint: str | None = None, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.hint = hint
        self.values = values

    def said(self, words: Words) -> str:
        text = words.say(self.msgid, **self.values)
        return f"{text}\n{words.say(self.hint, **self.values)}" if self.hint else text


class Unclear(Exception):
    """An argument names not one person or topic; `answer` asks back or suggests.

    `arguments` are all that were given to `command`, as typed: filling `name` with the id of a
    suggestion asks again.
    """

    def __init__(self, role: str, answer: Answer) -> None:
        super().__init__(answer.outcome)
        self.role = role
        self.answer = answer
        self.command = ""
        self.name = role
        self.arguments: dict[str, str] = {}

    def about(self, command: str, name: str, arguments: dict[str, str]) -> Unclear:
        self.command, self.name, self.arguments = command, name, arguments
        return self
