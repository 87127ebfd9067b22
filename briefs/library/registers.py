"""The registers in config/: people, topics, occasions, positions and shifts, each file read into its values.

Faults are reported to the mapping's sink. A value is made all the same, so that the rest is checked too; of
a library with faults nothing is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from briefs.library.yaml_mapping import YamlMapping
from briefs.model import (
    SHIFT_KINDS,
    SHIFT_STATUSES,
    Brief,
    BriefSentence,
    LocalizedText,
    Occasion,
    Person,
    Role,
    Shift,
    ShiftDecision,
    Topic,
    UncertainDate,
)
from briefs.text import parse_edtf

T = TypeVar("T", Person, Topic, Occasion, Brief, Shift)

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,9}")
_URL = re.compile(r"https?://[^\s/]+\S*")
_UNREAD = LocalizedText("")  # stands in for what was reported as a problem: no view is made of it
_SOME_DAY = parse_edtf("2000")  # likewise, for a date
SENTENCES = 3  # of a brief, at most


def read_all(mapping: YamlMapping, key: str, read: Callable[[YamlMapping], T]) -> tuple[T, ...]:
    """The list that a register file holds under its one key, each entry read by `read`."""
    found = mapping.map_list(key, read)
    mapping.node(key)  # asked for, so that it is no unknown key
    if not mapping.has(key):
        mapping.problem(None, f"“{key}” is missing", f"“{key}:” and a list, [] for none")
    mapping.reject_unknown_keys()
    return found


def person(mapping: YamlMapping) -> Person:
    """An entry of people.yaml: a person, a group or an organisation."""
    found = Person(
        mapping.id("id", required=True) or "",
        mapping.labels("name", required=True) or _UNREAD,
        mapping.one_of("kind", ("person", "group", "organisation"), "person"),
        mapping.texts("alt_labels"),
        mapping.map_list("roles", _role),
        wikidata(mapping),
        mapping.text("note"),
    )
    mapping.reject_unknown_keys()
    return found


def _role(mapping: YamlMapping) -> Role:
    start, end = mapping.date("start"), mapping.date("end")
    if _reversed(start, end):
        mapping.problem("start", "the role starts after its end", "a start before the end")
    role = Role(
        mapping.labels("title", required=True) or _UNREAD,
        mapping.texts("alt_labels"),
        mapping.text("organisation"),
        start,
        end,
    )
    mapping.reject_unknown_keys()
    return role


def _reversed(start: UncertainDate | None, end: UncertainDate | None) -> bool:
    return bool(start and end and start.earliest and end.latest and start.earliest > end.latest)


def topic(mapping: YamlMapping) -> Topic:
    """An entry of topics.yaml, with the keys of a SKOS concept."""
    found = Topic(
        mapping.id("id", required=True) or "",
        mapping.labels("pref_label", required=True) or _UNREAD,
        mapping.texts("alt_labels"),
        mapping.texts("broader"),
        wikidata(mapping),
        mapping.text("scope_note"),
        mapping.texts("context_terms"),
    )
    mapping.reject_unknown_keys()
    return found


def occasion(mapping: YamlMapping) -> Occasion:
    """An entry of occasions.yaml: a meeting, a speech, an interview."""
    found = Occasion(
        mapping.id("id", required=True) or "",
        mapping.labels("label", required=True) or _UNREAD,
        mapping.date("date", required=True) or _SOME_DAY,
        mapping.text("place"),
        url(mapping),
        mapping.text("note"),
    )
    mapping.reject_unknown_keys()
    return found


def position(mapping: YamlMapping) -> Brief:
    """An entry of positions.yaml: a brief of at most :data:`SENTENCES` sentences."""
    sentences = mapping.map_list("sentences", _sentence, required=True)
    if len(sentences) > SENTENCES:
        mapping.problem("sentences", f"the brief has {len(sentences)} sentences", f"{SENTENCES} at most")
    if mapping.has("sentences") and not sentences:
        mapping.problem("sentences", "the brief says nothing", f"one to {SENTENCES} sentences")
    found = Brief(
        mapping.text("person", required=True) or "",
        mapping.text("topic", required=True) or "",
        mapping.date("as_of", required=True) or _SOME_DAY,
        sentences,
    )
    mapping.reject_unknown_keys()
    return found


def _sentence(mapping: YamlMapping) -> BriefSentence:
    cites = mapping.texts("cites")
    if not cites:
        mapping.problem(
            "cites" if mapping.has("cites") else None, "the sentence cites nothing", "ids of statements"
        )
    sentence = BriefSentence(mapping.text("text", required=True) or "", cites)
    mapping.reject_unknown_keys()
    return sentence


def shift(mapping: YamlMapping) -> Shift:
    """An entry of shifts.yaml: what a curator decided on two statements of one person."""
    found = Shift(
        id=mapping.id("id", required=True) or "",
        person=mapping.text("person", required=True) or "",
        topic=mapping.text("topic", required=True) or "",
        earlier=mapping.text("earlier", required=True) or "",
        later=mapping.text("later", required=True) or "",
        differs=mapping.one_of("differs", SHIFT_KINDS, SHIFT_KINDS[0], required=True),
        status=mapping.one_of("status", SHIFT_STATUSES, SHIFT_STATUSES[0], required=True),
        by=mapping.text("by", required=True) or "",
        at=mapping.text("at", required=True) or "",
        words=mapping.text("words"),
        history=mapping.map_list("history", _decision),
    )
    mapping.reject_unknown_keys()
    return found


def _decision(mapping: YamlMapping) -> ShiftDecision:
    found = ShiftDecision(
        mapping.text("at", required=True) or "",
        mapping.text("by", required=True) or "",
        mapping.one_of("status", SHIFT_STATUSES, SHIFT_STATUSES[0], required=True),
        mapping.text("words"),
    )
    mapping.reject_unknown_keys()
    return found


def wikidata(mapping: YamlMapping) -> str | None:
    """The id of a Wikidata item."""
    return mapping.matching("wikidata", _WIKIDATA, "a Wikidata id such as Q58217")


def url(mapping: YamlMapping) -> str | None:
    """A web address; it is not fetched."""
    return mapping.matching("url", _URL, "an address that begins with https:// or http://")
