"""Discord's error answers: status, code, message and, for a form, the tree of faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

Path = Sequence[str | int]


class ApiError(Exception):
    """Answered to the bot. `violation` says that a correct bot never gets here."""

    def __init__(
        self, status: int, code: int, message: str, *, errors: Any = None, violation: bool = False
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message = status, code, message
        self.errors, self.violation = errors, violation

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body

    def detail(self) -> str:
        faults = "; ".join(_flatten(self.errors, ())) if self.errors else ""
        return f"{self.message} {faults}".strip()


class UsageError(Exception):
    """The test asked for what no user could do: an unknown command, a button that is not there."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that Discord would have refused, or that no user should have had to see."""

    rule: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.where}: {self.detail}"


class Form:
    """Collects every fault of one request body, then refuses them together as Discord does."""

    def __init__(self) -> None:
        self.faults: list[tuple[tuple[str | int, ...], str, str]] = []

    def add(self, path: Path, code: str, message: str) -> None:
        self.faults.append((tuple(path), code, message))

    def length(self, path: Path, text: object, limit: int, *, least: int = 0) -> None:
        if text is None:
            return
        if not isinstance(text, str):
            self.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif len(text) > limit:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")
        elif len(text) < least:
            code = "BASE_TYPE_REQUIRED" if not text else "BASE_TYPE_MIN_LENGTH"
            self.add(path, code, "This field is required" if not text else f"Must be {least} or more.")

    def count(self, path: Path, items: Sequence[object] | None, most: int, *, least: int = 0) -> None:
        size = len(items or ())
        if not least <= size <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def required(self, path: Path, value: object) -> None:
        if value in (None, "", []):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def refuse(self) -> None:
        if self.faults:
            raise ApiError(400, 50035, "Invalid Form Body", errors=self.tree(), violation=True)

    def tree(self) -> dict[str, Any]:
        root: dict[str, Any] = {}
        for path, code, message in self.faults:
            node = root
            for step in path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root


def _flatten(node: Any, path: tuple[str, ...]) -> list[str]:
    found = []
    for key, value in node.items():
        if key == "_errors":
            found += [f"{'.'.join(path) or '(body)'}: {fault['code']} {fault['message']}" for fault in value]
        else:
            found += _flatten(value, (*path, key))
    return found


def refuse(path: Path, code: str, message: str) -> NoReturn:
    form = Form()
    form.add(path, code, message)
    form.refuse()
    raise AssertionError


def unknown(what: str) -> ApiError:
    codes = {
        "Application": 10002, "Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008,
        "Role": 10011, "User": 10013, "Webhook": 10015, "Interaction": 10062,
        "application command": 10063,
    }  # fmt: skip
    violation = what in ("Interaction", "Webhook")
    return ApiError(404, codes[what], f"Unknown {what}", violation=violation)


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")
