"""The registers in config/: people, topics, occasions and positions, each file read into its values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from briefs.library.yaml_mapping import Form
from briefs.model import BriefSentence, Labels, Occasion, Person, Position, Role, Topic, When
from briefs.text.edtf import parse

T = TypeVar("T", Person, Topic, Occasion, Position)

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,9}")
_URL = re.compile(r"https?://[^\s/]+\S*")
_UNREAD = Labels("")  # stands in for what was reported as a problem: no view is made of it
_SOME_DAY = parse("2000")
SENTENCES = 3  # of a brief, at most


def read_all(form: Form, key: str, read: Callable[[Form], T]) -> tuple[T, ...]:
    """The list that a register file holds under its one key."""
    found = form.each(key, read)
    form.node(key)
    if not form.has(key):
        form.problem(None, f"“{key}” is missing", f"“{key}:” and a list, [] for none")
    form.done()
    return found


def person(form: Form) -> Person:
    found = Person(
        form.id("id", required=True) or "",
        form.labels("name", required=True) or _UNREAD,
        form.one_of("kind", ("person", "group", "organisation"), "person"),
        form.texts("alt_labels"),
        form.each("roles", _role),
        wikidata(form),
        form.text("note"),
    )
    form.done()
    return found


def _role(form: Form) -> Role:
    start, end = form.date("start"), form.date("end")
    if _reversed(start, end):
        form.problem("start", "the role starts after its end", "a start before the end")
    role = Role(
        form.labels("title", required=True) or _UNREAD,
        form.texts("alt_labels"),
        form.text("organisation"),
        start,
        end,
    )
    form.done()
    return role


def _reversed(start: When | None, end: When | None) -> bool:
    return bool(start and end and start.earliest and end.latest and start.earliest > end.latest)


def topic(form: Form) -> Topic:
    found = Topic(
        form.id("id", required=True) or "",
        form.labels("pref_label", required=True) or _UNREAD,
        form.texts("alt_labels"),
        form.texts("broader"),
        wikidata(form),
        form.text("scope_note"),
    )
    form.done()
    return found


def occasion(form: Form) -> Occasion:
    found = Occasion(
        form.id("id", required=True) or "",
        form.labels("label", required=True) or _UNREAD,
        form.date("date", required=True) or _SOME_DAY,
        form.text("place"),
        url(form),
        form.text("note"),
    )
    form.done()
    return found


def position(form: Form) -> Position:
    sentences = form.each("sentences", _sentence, required=True)
    if len(sentences) > SENTENCES:
        form.problem("sentences", f"the brief has {len(sentences)} sentences", f"{SENTENCES} at most")
    if form.has("sentences") and not sentences:
        form.problem("sentences", "the brief says nothing", f"one to {SENTENCES} sentences")
    found = Position(
        form.text("person", required=True) or "",
        form.text("topic", required=True) or "",
        form.date("as_of", required=True) or _SOME_DAY,
        sentences,
    )
    form.done()
    return found


def _sentence(form: Form) -> BriefSentence:
    cites = form.texts("cites")
    if not cites:
        form.problem(
            "cites" if form.has("cites") else None, "the sentence cites nothing", "ids of statements"
        )
    sentence = BriefSentence(form.text("text", required=True) or "", cites)
    form.done()
    return sentence


def wikidata(form: Form) -> str | None:
    return form.matching("wikidata", _WIKIDATA, "a Wikidata id such as Q58217")


def url(form: Form) -> str | None:
    return form.matching("url", _URL, "an address that begins with https:// or http://")
