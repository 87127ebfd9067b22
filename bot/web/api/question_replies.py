"""A question as an address asks it, to its reply. It knows no server, and runs in a thread with an engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from bot.web.api.parameters import ListPage, check_lengths, read_parameters, take_page
from bot.web.api.problems import problem
from bot.web.api.replies import HttpReply
from briefs.documents import ask, document_of
from briefs.errors import NotOnRecord, UserError
from briefs.index import TAKEN_IN, DamagedIndex, is_outline, run, taken_in_stamp
from briefs.model import QueryResult
from briefs.query import NameNotResolved, QueryEngine
from briefs.query.questions import Question
from briefs.render import Document, answer_document

VERSION = 1  # of the documents: another one makes what was kept of them old
LONG_QUESTIONS = frozenset({"statements", "timeline", "topic"})  # the answer may be most of the library
_BESIDE = frozenset({"verify", "search"})  # look also at what came in and is not curated
_LISTS = ("people", "topics")  # keys of documents that are lists to be paged


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where it was asked (`path`), and what was typed."""

    question: Question
    path: str
    arguments: dict[str, str]
    page: ListPage

    @classmethod
    def read(cls, question: Question, path: str, query: bytes) -> Asked:
        """From an address. Raises UserError."""
        parameters = read_parameters(query)
        page = take_page(parameters)
        check_lengths(question, parameters)
        return cls(question, path, parameters, page)

    def address(self, arguments: Mapping[str, str] | None = None, page: ListPage | None = None) -> str:
        """The same question with some arguments or the page exchanged."""
        typed = {**self.arguments, **(arguments or {})}
        page = page or self.page
        if page != ListPage():
            typed |= {"limit": str(page.limit), "offset": str(page.offset)}
        return f"{self.path}?{urlencode(typed)}" if typed else self.path


class QuestionReplies:
    """`site` is the address of the built site; `today` is the day that “yesterday” is counted from."""

    def __init__(self, site: str | None, today: Callable[[], date]) -> None:
        self.site, self.today = site, today
        self._long: tuple[object, Any] = (None, None)  # one answer, exchanged whole: threads share it

    def reply(self, engine: QueryEngine, question: Question, path: str, query: bytes) -> HttpReply:
        """The answer, or the problem with the question. Raises what is no fault of whoever asks."""
        try:
            asked = Asked.read(question, path, query)
            result = self._asked(engine, asked)
        except DamagedIndex:  # no fault of the question
            raise
        except NameNotResolved as unclear:
            return self._unclear(asked, unclear)
        except NotOnRecord as missing:
            return problem(404, missing.message, missing.hint)
        except UserError as refused:
            return problem(400, refused.message, refused.hint)
        return self._answered(engine, asked, result)

    def _asked(self, engine: QueryEngine, asked: Asked) -> Any:
        """What is answered; the last long answer is kept for whoever goes through its pages."""
        key = (engine.registry.digest, self.today(), asked.question.name, tuple(asked.arguments.items()))
        kept, result = self._long
        if kept != key:
            if asked.question.name in LONG_QUESTIONS:
                self._long = (None, None)  # before another one is made: memory is for one
            result = run(ask(engine, asked.question.name, asked.arguments, self.today()))
            if isinstance(result, QueryResult) and asked.question.name in LONG_QUESTIONS:
                self._long = (key, result)
        return result

    def _answered(self, engine: QueryEngine, asked: Asked, result: Any) -> HttpReply:
        total = None
        if isinstance(result, QueryResult):
            result, total = _shown(result, asked.page)
            result = _whole(engine, result)
        document = document_of(result, engine, self.site)
        for key in _LISTS:
            if isinstance(found := document.get(key), list):
                total = len(found)
                document[key] = found[asked.page.offset : asked.page.offset + asked.page.limit]
        headers = _page_headers(asked, total) if total is not None else ()
        return HttpReply(200, _encoded(document), headers=headers, etag=self.etag(engine, asked.question))

    def _unclear(self, asked: Asked, unclear: NameNotResolved) -> HttpReply:
        """Several: a document with the choices. None: a problem with suggestions."""
        answer = unclear.answer
        choices = [
            {"id": s.id, "label": s.label, "href": asked.address({unclear.argument: s.id})}
            for s in answer.suggestions
        ]
        if answer.outcome == "ambiguous":
            return HttpReply(300, _encoded({**answer_document(answer, self.site), "choices": choices}))
        role, typed = answer.asked or ("name", "")
        known = "a person or group" if role == "person" else "a topic"
        hint = "see `suggestions` for the nearest" if choices else f"/api/v1/{_LIST_OF[role]} lists all"
        return problem(
            404,
            f"“{typed}” is not {known} on record",
            hint,
            more={
                "outcome": "unknown",
                "asked": {"role": role, "text": typed},
                "suggestions": [
                    {**choice, "score": s.score, "reason": s.reason}
                    for choice, s in zip(choices, answer.suggestions, strict=True)
                ],
            },
        )

    def etag(self, engine: QueryEngine, question: Question) -> str:
        """Another one with another library, and with all else that an answer to the question hangs on."""
        told: list[object] = [VERSION, engine.registry.digest, self.site, *engine.warnings]
        if any(argument.kind in ("since", "until", "day") for argument in question.arguments):
            told.append(self.today())
        if question.name in _BESIDE:
            told.append(taken_in_stamp(engine.path.with_name(TAKEN_IN)))
        return f'"{sha256(repr(told).encode()).hexdigest()[:32]}"'


_LIST_OF = {"person": "people", "topic": "topics", "name": "people"}


def _shown(result: QueryResult, page: ListPage) -> tuple[QueryResult, int]:
    """The statements of one page, and how many there are; those of uncertain days come last."""
    inside = len(result.statements)
    total = inside + len(result.may_fall_outside)
    first, last = page.offset, page.offset + page.limit
    statements = result.statements[first:last]
    outside = result.may_fall_outside[max(0, first - inside) : max(0, last - inside)]
    ids = {statement.id for statement in chain(statements, outside)}
    marks = tuple((id, marked) for id, marked in result.marks if id in ids)
    return replace(result, statements=statements, may_fall_outside=outside, marks=marks), total


def _whole(engine: QueryEngine, result: QueryResult) -> QueryResult:
    """With the statements of the page read whole, where the answer has them in outline."""
    shown = result.statements + result.may_fall_outside
    if not any(map(is_outline, shown)):
        return result
    whole = run(engine.find_statements([statement.id for statement in shown]))
    return replace(
        result,
        statements=tuple(whole[statement.id] for statement in result.statements),
        may_fall_outside=tuple(whole[statement.id] for statement in result.may_fall_outside),
    )


def _page_headers(asked: Asked, total: int) -> tuple[tuple[str, str], ...]:
    """How many there are, and links to the other pages (RFC 8288) where there are any."""
    page, count = asked.page, ("x-total-count", str(total))
    if page.offset == 0 and total <= page.limit:
        return (count,)
    rels = {"first": 0, "last": max(0, (total - 1) // page.limit * page.limit)}
    if page.offset > 0:
        rels["prev"] = max(0, page.offset - page.limit)
    if page.offset + page.limit < total:
        rels["next"] = page.offset + page.limit
    links = (f'<{asked.address(page=ListPage(at, page.limit))}>; rel="{rel}"' for rel, at in rels.items())
    return count, ("link", ", ".join(links))


def _encoded(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
