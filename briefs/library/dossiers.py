"""One dossier: an article and its statements as plain records, with every rule that needs this file alone.

A record is what the parsed cache keeps: strings, lists and numbers, with the passage's place worked out.
What refers to other files (people, topics, other statements) is checked in `briefs.references`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple

from briefs.library.registers import url
from briefs.library.yaml_mapping import Form
from briefs.model import BASES, KINDS, PARTS, STATUSES, When
from briefs.text.edtf import parse, widened
from briefs.text.quotation_marks import quoted_spans, scan
from briefs.text.selectors import NotAnchored, locate

Record = dict[str, Any]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FILE = re.compile(r"[^/\\\x00-\x1f]+\.txt")
_OUTER = '“”"„«»'
_NEEDED = {  # what the article shows of the marks around a quotation, said to who wrote it
    "inside": "both marks are in the article: the exception is not needed",
    "opening": "the article lacks the opening mark",
    "closing": "the article lacks the closing mark",
    "both": "the passage stands outside quotation marks in the article",
    "crossing": "the passage reaches over a quotation mark of the article",
}


class Dossier(NamedTuple):
    """An article's record and those of its statements, in the order of the file."""

    article: Record
    statements: list[Record]


class Text(NamedTuple):
    """An article's text file as it stands on disk."""

    text: str
    sha256: str


def text_name(form: Form) -> str | None:
    """The name of the article's text file, in seeds/articles."""
    article = form.form("article")
    name = article.text("text") if article is not None else None
    return name if name is not None and _FILE.fullmatch(name) else None


def read(form: Form, source: Text | None) -> Dossier:
    """All that the dossier says; `source` is None where the text file could not be read."""
    head = form.form("article", required=True)
    article = _article(head, source) if head else {}
    forms = form.forms("statements")
    if not form.has("statements"):
        form.problem(None, "“statements” is missing", "“statements:” and a list, [] for none")
    published = article.get("published")
    context = _Context(article, source and source.text, parse(published) if published else None)
    statements = [_statement(each, context) for each in forms]
    form.done()
    return Dossier(article, statements)


def _article(form: Form, source: Text | None) -> Record:
    published = form.date("published")
    file = form.matching("text", _FILE, "the name of a .txt file, without a folder", required=True)
    digest = form.matching("sha256", _SHA256, "64 hexadecimal digits", required=not source)
    if source and digest != source.sha256:
        message = (
            "“sha256” is missing" if digest is None else "the article's text has changed: its SHA-256 differs"
        )
        form.problem("sha256", message, source.sha256)
    text = source.text if source else ""
    title = form.text("title")
    record = {
        "id": form.id("id", required=True) or "",
        "title": title or next((line.strip() for line in text.splitlines() if line.strip()), ""),
        "title_derived": form.flag("title_derived") or title is None,
        "publisher": form.text("publisher"),
        "published": published and published.edtf,
        "published_basis": form.one_of("published_basis", BASES, "stated" if published else None),
        "place": form.text("place"),
        "language": form.matching("language", _LANGUAGE, "a language code such as en or ru") or "en",
        "url": url(form),
        "file": file,
        "sha256": digest,
        "parts": [part for part in form.each("parts", lambda each: _part(each, text)) if part],
        "note": form.text("note"),
        "same_as": form.text("same_as"),
    }
    form.done()
    return record


def _part(form: Form, text: str) -> list[Any] | None:
    """Kind, start and end of what is no running text."""
    kind = form.one_of("kind", PARTS, None, required=True)
    place = _place(form, text)
    form.done()
    return [kind, *place] if kind and place else None


def _place(form: Form, text: str | None) -> tuple[int, int] | None:
    """Where the passage that `exact`, `prefix` and `suffix` describe stands."""
    exact, prefix, suffix = form.text("exact", required=True), form.text("prefix"), form.text("suffix")
    if not exact or not text:
        return None
    try:
        return locate(text, exact, prefix, suffix)
    except NotAnchored as fault:
        wanted = "one place" if fault.places > 1 else "the article's words"
        form.problem("exact", fault.message, f"{wanted}: {fault.hint}")
        return None


class _Context(NamedTuple):
    article: Record
    text: str | None
    published: When | None


def _statement(form: Form, context: _Context) -> Record:
    kind = form.one_of("kind", KINDS, None, required=True)
    place = _place(form, context.text)
    start, end = place or (0, 0)
    record = {
        "id": form.id("id", required=True) or "",
        "status": form.one_of("status", STATUSES, "published"),
        "speakers": _speakers(form, kind),
        "topics": list(form.texts("topics")),
        "kind": kind,
        "start": start,
        "end": end,
        "passage": (context.text or "")[start:end],
        "quoted": _quoted(form, kind, place, context),
        "summary": form.text("summary") or "",
        **_dates(form, context),
        "place": form.text("place"),
        "occasion": form.text("occasion"),
        "carried_by": form.text("carried_by"),
        "english_by": form.text("english_by"),
        "stance": form.one_of("stance", ("declined",), None),
        "group": form.text("group"),
        "same_as": list(form.texts("same_as")),
        "original": _original(form),
        "accepted_by": form.text("accepted_by"),
        "accepted_at": _moment(form, "accepted_at"),
        "history": list(form.each("history", _change)),
        "marks_reason": _marks_reason(form),
    }
    form.done()
    return record


def _speakers(form: Form, kind: str | None) -> list[str]:
    speakers = form.texts("speakers")
    if kind == "fact" and speakers:
        form.problem("speakers", "a fact is stated by the article itself: it has no speakers", "[]")
    elif kind and kind != "fact" and not speakers:
        message = "nobody speaks" if form.has("speakers") else "“speakers” is missing"
        form.problem("speakers", message, "a list of ids of people")
    return list(speakers)


def _dates(form: Form, context: _Context) -> Record:
    said, about = form.date("said", required=True), form.date("about")
    basis = form.one_of("said_basis", BASES, None, required=True)
    note = form.text("said_note")
    if basis in ("inferred", "outside") and not note:
        form.problem(
            "said_note", f"a date that is “{basis}” needs “said_note”", "one sentence on how it is known"
        )
    published = context.published
    last = widened(published)[1] if published else None
    if said and said.earliest and published and last and said.earliest > last:
        message = f"said on {said.edtf}, after the article was published on {published.edtf}"
        form.problem("said", message, "a date that reaches back to the publication or before it")
    return {
        "said": said and said.edtf,
        "said_basis": basis,
        "said_note": note,
        "about": about and about.edtf,
    }


def _quoted(
    form: Form, kind: str | None, place: tuple[int, int] | None, context: _Context
) -> list[list[int]]:
    """The spans inside quotation marks within the passage; reports what does not fit the kind."""
    exception = _exception(form)
    if place is None or context.text is None:
        return []
    parts: list[Any] = context.article.get("parts", [])
    if part := next((part for part in parts if part[1] < place[1] and place[0] < part[2]), None):
        form.problem("exact", f"the passage reaches into a {part[0]}", "running text of the article")
    spans = [list(span) for span in quoted_spans(context.text, *place)]
    state = scan(context.text).state(*place)
    if kind == "quotation":
        outer = context.text[place[0]] in _OUTER or context.text[place[1] - 1] in _OUTER
        if state == "crossing" and outer:
            form.problem(
                "exact", "the passage takes in the quotation marks around it", "the words inside the marks"
            )
        else:
            _check_marks(form, exception, state)
        return [list(place)]
    if exception:
        form.problem("marks", "“marks” is for the kind “quotation” only")
    if state == "inside" and kind:
        form.problem("exact", "the whole passage stands inside quotation marks", "“kind: quotation”")
    elif kind == "mixed" and not spans:
        form.problem("exact", "nothing in the passage stands inside quotation marks", "“kind: reported”")
    return spans


def _check_marks(form: Form, exception: str | None, state: str) -> None:
    if exception and exception != state and state != "crossing":
        form.problem("marks", _NEEDED[state], None if state in ("inside", "both") else f"“broken: {state}”")
    elif state == "crossing" or (state == "both" and not exception):
        form.problem("exact", _NEEDED[state], "words inside one pair of marks, or another kind")
    elif state in ("opening", "closing") and not exception:
        form.problem("exact", _NEEDED[state], f"“marks: {{broken: {state}, reason: ...}}”")


def _marks_reason(form: Form) -> str | None:
    marks = form.form("marks")
    return marks.text("reason") if marks else None


def _exception(form: Form) -> str | None:
    marks = form.form("marks")
    if marks is None:
        return None
    broken: str | None = marks.one_of("broken", ("opening", "closing", "both"), None, required=True)
    marks.text("reason", required=True, expected="one sentence on what the article lacks")
    marks.done()
    return broken


def _original(form: Form) -> Record | None:
    original = form.form("original")
    if original is None:
        return None
    said = original.date("said")
    record = {
        "source": original.text("source", required=True) or "",
        "said": said and said.edtf,
        "url": url(original),
        "text": original.text("text"),
        "note": original.text("note"),
    }
    original.done()
    return record


def _change(form: Form) -> Record:
    was = form.form("was")
    record = {
        "at": _moment(form, "at", required=True),
        "by": form.text("by", required=True),
        "status": form.one_of("status", STATUSES, None, required=True),
        "note": form.text("note"),
        "was": [[key, was.text(key) or ""] for key in was.keys()] if was else [],
    }
    form.done()
    return record


def _moment(form: Form, key: str, required: bool = False) -> str | None:
    value = form.text(key, required)
    try:
        return value and datetime.fromisoformat(value).isoformat()
    except ValueError:
        form.problem(key, f"“{key}” is no date and time", "such as 2026-04-23T09:00:00+00:00")
        return None
