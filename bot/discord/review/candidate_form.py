"""The form in which a curator changes a candidate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.core import FormInput, FormPage
from bot.discord.ui import Display, field_label, text_field
from bot.ingest import parse_speakers, speakers_line, split_list, topics_line
from briefs.i18n import Translator
from briefs.model import BASES

if TYPE_CHECKING:
    from briefs.ingest.review import Draft

# "2013-04-23 inferred: why": a date, how it is known, and why; the last two may be left out.
_DATE = re.compile(rf"(?s)(?P<date>\S+)\s*(?:(?P<basis>{'|'.join(BASES)})\s*:?\s*(?P<why>.*))?")


def review_form(title: str, draft: Draft, typed: FormInput | None, display: Display) -> FormPage:
    """Speakers, topics, date, summary and passage of a draft, as text.

    `typed` is what this curator typed before, where that could not be taken: it stands there again.
    """
    shown, labels = shown_fields(draft), _labels(display.translator)
    fields = (
        field_label(labels[name][0], _input(name, typed.text(name) if typed else value), labels[name][1])
        for name, value in shown.items()
    )
    return FormPage(title, tuple(fields))


def day_form(typed: FormInput | None, display: Display) -> FormPage:
    """The date alone, of all those statements of an article that have none."""
    label, hint = _labels(display.translator)["said"]
    field = text_field("said", typed.text("said") if typed else "", most=400)
    return FormPage(label, (field_label(label, field, hint),))


def _labels(translator: Translator) -> dict[str, tuple[str, str]]:
    """The label and the hint of each field."""
    return {
        "speakers": (
            translator.gettext("Speakers"),
            translator.gettext("With commas between; +Name is somebody new"),
        ),
        "topics": (
            translator.gettext("Topics"),
            translator.gettext("With commas between; +Label is a new one"),
        ),
        "said": (
            translator.gettext("Said when"),
            translator.gettext("EDTF; how it is known if not stated: inferred: why"),
        ),
        "summary": (translator.gettext("Summary"), translator.gettext("One sentence in your own words")),
        "passage": (
            translator.gettext("Other words of the article"),
            translator.gettext("Left empty: the words proposed"),
        ),
    }


def _input(name: str, value: str) -> discord.ui.TextInput[Any]:
    long = name in ("summary", "passage")
    return text_field(name, value, most=2000 if long else 400, long=long, required=False)


def shown_fields(draft: Draft) -> dict[str, str]:
    """A draft as the form shows it; the passage is empty, as a form has no room for every one."""
    return {
        "speakers": speakers_line(draft),
        "topics": topics_line(draft),
        "said": draft.said,
        "summary": draft.summary,
        "passage": "",
    }


def typed_fields(typed: FormInput, draft: Draft) -> dict[str, Any]:
    """What was typed, as `apply_edits` takes it; speakers and date only where they were changed."""
    fields: dict[str, Any] = {
        "summary": " ".join(typed.text("summary").split()), "passage": typed.text("passage"),
    }  # fmt: skip
    fields["topics"] = split_list(typed.text("topics"))
    if typed.text("speakers").strip() != speakers_line(draft):
        fields |= parse_speakers(typed.text("speakers"), draft)
    return fields | date_fields(typed.text("said").strip(), draft.said)


def date_fields(said: str, now: str = "") -> dict[str, Any]:
    """The date as it was typed, where that is not `now`: with how it is known and why, or alone."""
    fields: dict[str, Any] = {}
    if said and said != now:
        match = _DATE.fullmatch(said)
        fields["said"] = match["date"] if match else said
        if match and match["basis"]:
            fields |= {"said_basis": match["basis"], "said_note": " ".join(match["why"].split())}
    return fields
