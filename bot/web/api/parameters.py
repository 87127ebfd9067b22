"""The parameters of an address: arguments by name, and which page of an answer. Bounded, and none twice."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from briefs.errors import UserError
from briefs.query import LONGEST_NAME, shortened
from briefs.query.questions import ArgumentKind, Question

MOST_PARAMETERS = 16
MOST_SHOWN, SHOWN = (
    500,
    100,
)  # statements (or people, or topics) on one page: at most, and unless asked otherwise
LAST_OFFSET = 10_000_000
_LONGEST_DATE, _LONGEST_ID, _LONGEST_SEARCH, _LONGEST_QUOTATION = 40, 200, 500, 4_000
LONGEST: dict[ArgumentKind, int] = {  # characters of an argument
    "person": LONGEST_NAME,
    "topic": LONGEST_NAME,
    "name": LONGEST_NAME,
    "since": _LONGEST_DATE,
    "until": _LONGEST_DATE,
    "day": _LONGEST_DATE,
    "words": _LONGEST_SEARCH,
    "quotation": _LONGEST_QUOTATION,
    "statement": _LONGEST_ID,
    "article": _LONGEST_ID,
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """Which part of a list an answer shows: `limit` entries from the one numbered `offset`, from 0."""

    offset: int = 0
    limit: int = SHOWN


def read_parameters(query: bytes) -> dict[str, str]:
    """By name, as typed. Raises UserError for what is no UTF-8, stands there twice or is too much."""
    try:
        pairs = parse_qsl(
            query.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise UserError("the address is not UTF-8", "percent-encode its parameters as UTF-8") from None
    except ValueError:
        raise UserError(f"there are more than {MOST_PARAMETERS} parameters", "leave some out") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise UserError(f"“{shortened(name)}” stands there twice", "name it once")
        found[name] = value
    return found


def take_page(parameters: dict[str, str]) -> ListPage:
    """The page that is asked for; its parameters are taken out. Raises UserError."""
    limit = _whole(parameters.pop("limit", None), "limit", 1, MOST_SHOWN, SHOWN)
    return ListPage(_whole(parameters.pop("offset", None), "offset", 0, LAST_OFFSET, 0), limit)


def _whole(typed: str | None, name: str, least: int, most: int, default: int) -> int:
    if typed is None:
        return default
    if typed.isascii() and typed.isdigit() and len(typed) < 12 and least <= int(typed) <= most:
        return int(typed)
    raise UserError(f"“{shortened(typed)}” is no {name}", f"it is a number from {least} to {most}")


def check_lengths(question: Question, arguments: dict[str, str]) -> None:
    """Raises UserError for an argument that is empty or longer than may be."""
    for argument in question.arguments:
        typed, most = arguments.get(argument.name), LONGEST.get(argument.kind)
        if typed is None or most is None:
            continue
        if not typed.strip():
            raise UserError(f"{argument.name} is empty", "give it a value, or leave it out")
        if len(typed) > most:
            raise UserError(f"{argument.name} is longer than {most} characters", "shorten it")
