"""One dossier: an article and its statements as plain records, with every rule that needs this file alone.

A record is what the parsed cache keeps: strings, lists and numbers, with the passage's place worked out.
What refers to other files (people, topics, other statements) is checked in `briefs.library.cross_checks`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple

from briefs.library.registers import url
from briefs.library.yaml_mapping import YamlMapping
from briefs.model import BASES, KINDS, PARTS, STATUSES, UncertainDate
from briefs.text import PassageNotFound, find_passage, parse_edtf, quoted_spans, read_marks, widened_bounds

RawStatement = dict[str, Any]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FILE = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*\.txt")
_OUTER = '“”"„«»'  # marks that a writer may take in with the passage by mistake
_MARKS_SHOWN = {  # what the article shows of the marks around a quotation, said to who wrote it
    "inside": "both marks are in the article: the exception is not needed",
    "opening": "the article lacks the opening mark",
    "closing": "the article lacks the closing mark",
    "both": "the passage stands outside quotation marks in the article",
    "crossing": "the passage reaches over a quotation mark of the article",
}


class Dossier(NamedTuple):
    """An article's record and those of its statements, in the order of the file."""

    article: RawStatement
    statements: list[RawStatement]


class Text(NamedTuple):
    """An article's text file as it stands on disk."""

    text: str
    sha256: str


def text_name(mapping: YamlMapping) -> str | None:
    """The name of the article's text file, in seeds/articles."""
    article = mapping.section("article")
    name = article.text("text") if article is not None else None
    return name if name is not None and _FILE.fullmatch(name) else None


def read(mapping: YamlMapping, source: Text | None) -> Dossier:
    """All that the dossier says; `source` is None where the text file could not be read.

    Faults are reported to the mapping's sink; what stands in their place is None, "" or an empty list.
    """
    head = mapping.section("article", required=True)
    article = _article(head, source) if head else {}
    statement_mappings = mapping.sections("statements")
    if not mapping.has("statements"):
        mapping.problem(None, "“statements” is missing", "“statements:” and a list, [] for none")
    published = article.get("published")
    context = _Context(article, source and source.text, parse_edtf(published) if published else None)
    statements = [_statement(each, context) for each in statement_mappings]
    mapping.reject_unknown_keys()
    return Dossier(article, statements)


def _article(mapping: YamlMapping, source: Text | None) -> RawStatement:
    published = mapping.date("published")
    file = mapping.matching("text", _FILE, "the name of a .txt file, without a folder", required=True)
    digest = mapping.matching("sha256", _SHA256, "64 hexadecimal digits", required=not source)
    if source and digest != source.sha256:
        message = (
            "“sha256” is missing" if digest is None else "the article's text has changed: its SHA-256 differs"
        )
        mapping.problem("sha256", message, source.sha256)
    text = source.text if source else ""
    # An article without a title in its dossier goes by the first line of its text, marked as derived.
    title = mapping.text("title")
    record = {
        "id": mapping.id("id", required=True) or "",
        "title": title or next((line.strip() for line in text.splitlines() if line.strip()), ""),
        "title_derived": mapping.flag("title_derived") or title is None,
        "publisher": mapping.text("publisher"),
        "published": published and published.edtf,
        "published_basis": mapping.one_of("published_basis", BASES, "stated" if published else None),
        "place": mapping.text("place"),
        "language": mapping.matching("language", _LANGUAGE, "a language code such as en or ru") or "en",
        "url": url(mapping),
        "file": file,
        "sha256": digest,
        "parts": [
            part
            for part in mapping.map_list("parts", lambda each: _part(each, source and source.text))
            if part
        ],
        "note": mapping.text("note"),
        "same_as": mapping.text("same_as"),
        "author": mapping.text("author"),
        "version_of": mapping.text("version_of"),
    }
    mapping.reject_unknown_keys()
    return record


def _part(mapping: YamlMapping, text: str | None) -> list[Any] | None:
    """Kind, start and end of what is no running text."""
    kind = mapping.one_of("kind", PARTS, None, required=True)
    place = _place(mapping, text)
    mapping.reject_unknown_keys()
    return [kind, *place] if kind and place else None


def _place(mapping: YamlMapping, text: str | None) -> tuple[int, int] | None:
    """Where the passage that `exact`, `prefix` and `suffix` describe stands; an empty text holds none."""
    exact, prefix, suffix = (
        mapping.text("exact", required=True),
        mapping.text("prefix"),
        mapping.text("suffix"),
    )
    if not exact or text is None:
        return None
    try:
        return find_passage(text, exact, prefix, suffix)
    except PassageNotFound as fault:
        wanted = "one place" if fault.places > 1 else "the article's words"
        mapping.problem("exact", fault.message, f"{wanted}: {fault.hint}")
        return None


class _Context(NamedTuple):
    """What a statement's rules need of its article; `text` is None where it could not be read."""

    article: RawStatement
    text: str | None
    published: UncertainDate | None


def _statement(mapping: YamlMapping, context: _Context) -> RawStatement:
    kind = mapping.one_of("kind", KINDS, None, required=True)
    place = _place(mapping, context.text)
    start, end = place or (0, 0)
    seen = mapping.date("source_seen")
    record = {
        "id": mapping.id("id", required=True) or "",
        "status": mapping.one_of("status", STATUSES, "published"),
        "speakers": _speakers(mapping, kind),
        "topics": list(mapping.texts("topics")),
        "kind": kind,
        "start": start,
        "end": end,
        "passage": (context.text or "")[start:end],
        "quoted": _quoted(mapping, kind, place, context),
        "summary": mapping.text("summary") or "",
        **_dates(mapping, context),
        "place": mapping.text("place"),
        "occasion": mapping.text("occasion"),
        "carried_by": mapping.text("carried_by"),
        "english_by": mapping.text("english_by"),
        "stance": mapping.one_of("stance", ("declined",), None),
        "group": mapping.text("group"),
        "same_as": list(mapping.texts("same_as")),
        "original": _original(mapping),
        "accepted_by": mapping.text("accepted_by"),
        "accepted_at": _moment(mapping, "accepted_at"),
        "history": list(mapping.map_list("history", _change)),
        "marks_reason": _marks_reason(mapping),
        "taken_from": mapping.one_of("taken_from", ("transcript",), None),
        "second": mapping.number("second", 0, 1_000_000),
        "source_state": mapping.one_of("source_state", ("reworded", "gone"), None),
        "source_now": mapping.text("source_now"),
        "source_seen": seen and seen.edtf,
    }
    mapping.reject_unknown_keys()
    return record


def _speakers(mapping: YamlMapping, kind: str | None) -> list[str]:
    speakers = mapping.texts("speakers")
    if kind == "fact" and speakers:
        mapping.problem("speakers", "a fact is stated by the article itself: it has no speakers", "[]")
    elif kind and kind != "fact" and not speakers:
        message = "nobody speaks" if mapping.has("speakers") else "“speakers” is missing"
        mapping.problem("speakers", message, "a list of ids of people")
    return list(speakers)


def _dates(mapping: YamlMapping, context: _Context) -> RawStatement:
    said, about = mapping.date("said", required=True), mapping.date("about")
    basis = mapping.one_of("said_basis", BASES, None, required=True)
    note = mapping.text("said_note")
    if basis in ("inferred", "outside") and not note:
        mapping.problem(
            "said_note", f"a date that is “{basis}” needs “said_note”", "one sentence on how it is known"
        )
    # Nobody can be quoted before speaking; of an uncertain date of publication the latest day counts.
    published = context.published
    last = widened_bounds(published)[1] if published else None
    if said and said.earliest and published and last and said.earliest > last:
        message = f"said on {said.edtf}, after the article was published on {published.edtf}"
        mapping.problem("said", message, "a date that reaches back to the publication or before it")
    return {
        "said": said and said.edtf,
        "said_basis": basis,
        "said_note": note,
        "about": about and about.edtf,
    }


def _quoted(
    mapping: YamlMapping, kind: str | None, place: tuple[int, int] | None, context: _Context
) -> list[list[int]]:
    """The spans inside quotation marks within the passage; reports what does not fit the kind."""
    exception = _exception(mapping)
    if place is None or context.text is None:
        return []
    parts: list[Any] = context.article.get("parts", [])
    if part := next((part for part in parts if part[1] < place[1] and place[0] < part[2]), None):
        mapping.problem("exact", f"the passage reaches into a {part[0]}", "running text of the article")
    # Lists, as JSON gives them back: a record read from the cache equals one that was just made.
    spans = [list(span) for span in quoted_spans(context.text, *place)]
    state = read_marks(context.text).state(*place)
    if mapping.has("taken_from"):
        if kind != "quotation":
            mapping.problem("kind", "a turn of a transcript is word for word", "“kind: quotation”")
        if exception:
            mapping.problem("marks", "a turn of a transcript has no quotation marks to lack")
        return [list(place)]
    if kind == "quotation":
        outer = context.text[place[0]] in _OUTER or context.text[place[1] - 1] in _OUTER
        if outer and (state == "crossing" or (state == "both" and not exception)):
            mapping.problem(
                "exact", "the passage takes in the quotation marks around it", "the words inside the marks"
            )
        else:
            _check_marks(mapping, exception, state)
        return [list(place)]
    # Reported speech needs no marks, and may have quotations in it: then it is mixed.
    if exception:
        mapping.problem("marks", "“marks” is for the kind “quotation” only")
    if state == "inside" and kind:
        mapping.problem("exact", "the whole passage stands inside quotation marks", "“kind: quotation”")
    elif kind == "mixed" and not spans:
        mapping.problem("exact", "nothing in the passage stands inside quotation marks", "“kind: reported”")
    return spans


def _check_marks(mapping: YamlMapping, exception: str | None, state: str) -> None:
    """A quotation stands inside one pair of marks, unless its dossier says which mark the article lacks."""
    if exception and exception != state and state != "crossing":
        mapping.problem(
            "marks", _MARKS_SHOWN[state], None if state in ("inside", "both") else f"“broken: {state}”"
        )
    elif state == "crossing" or (state == "both" and not exception):
        mapping.problem(
            "exact",
            _MARKS_SHOWN[state],
            "words inside one pair of marks, or another kind; “marks: {broken: both, reason: ...}” for what"
            " an article without marks has word for word, as of a speech",
        )
    elif state in ("opening", "closing") and not exception:
        mapping.problem("exact", _MARKS_SHOWN[state], f"“marks: {{broken: {state}, reason: ...}}”")


def _marks_reason(mapping: YamlMapping) -> str | None:
    marks = mapping.section("marks")
    return marks.text("reason") if marks else None


def _exception(mapping: YamlMapping) -> str | None:
    marks = mapping.section("marks")
    if marks is None:
        return None
    broken: str | None = marks.one_of("broken", ("opening", "closing", "both"), None, required=True)
    marks.text("reason", required=True, expected="one sentence on what the article lacks")
    marks.reject_unknown_keys()
    return broken


def _original(mapping: YamlMapping) -> RawStatement | None:
    original = mapping.section("original")
    if original is None:
        return None
    said = original.date("said")
    record = {
        "source": original.text("source", required=True) or "",
        "said": said and said.edtf,
        "url": url(original),
        "text": original.text("text"),
        "note": original.text("note"),
        "language": original.matching("language", _LANGUAGE, "a language code such as en or ru"),
        "article": original.text("article"),
    }
    if record["article"] and not record["text"]:
        original.problem("article", "an original in an article has its words", "“text”, word for word")
    original.reject_unknown_keys()
    return record


def _change(mapping: YamlMapping) -> RawStatement:
    was = mapping.section("was")
    record = {
        "at": _moment(mapping, "at", required=True),
        "by": mapping.text("by", required=True),
        "status": mapping.one_of("status", STATUSES, None, required=True),
        "note": mapping.text("note"),
        "was": [[key, was.text(key) or ""] for key in was.keys()] if was else [],
    }
    mapping.reject_unknown_keys()
    return record


def _moment(mapping: YamlMapping, key: str, required: bool = False) -> str | None:
    value = mapping.text(key, required)
    try:
        return value and datetime.fromisoformat(value).isoformat()
    except ValueError:
        mapping.problem(key, f"“{key}” is no date and time", "such as 2026-04-23T09:00:00+00:00")
        return None
