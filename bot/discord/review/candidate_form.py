"""The form in which a curator changes a candidate."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bot.discord.ui import BaseModal, Display, FormGuard, field_label
from bot.ingest import parse_speakers, speakers_line, split_list, topics_line
from briefs.i18n import Translator
from briefs.ingest.review import Draft
from briefs.model import BASES

EditsCallback = Callable[[Any, str, Mapping[str, str]], Awaitable[None]]
# "2013-04-23 inferred: why": a date, how it is known, and why; the last two may be left out.
_DATE = re.compile(rf"(?s)(?P<date>\S+)\s*(?:(?P<basis>{'|'.join(BASES)})\s*:?\s*(?P<why>.*))?")


class ReviewForm(BaseModal):
    """Speakers, topics, date, summary and passage of a draft, as text.

    `typed` is what this curator typed before, where that could not be taken: it stands there again.
    `submitted` is called with the candidate's key and the fields as typed.
    """

    def __init__(
        self,
        key: str,
        draft: Draft,
        typed: Mapping[str, str] | None,
        display: Display,
        submitted: EditsCallback,
        guard: FormGuard,
    ) -> None:
        translator = display.translator
        super().__init__(translator.gettext("Edit and accept"), guard)
        self.key, self.submitted = key, submitted
        shown = shown_fields(draft) | dict(typed or {})
        self.inputs = {name: _input(name, shown[name]) for name in shown}
        labels = _labels(translator)
        for name, field in self.inputs.items():
            self.add_item(field_label(labels[name][0], field, labels[name][1]))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await self.submitted(interaction, self.key, {name: each.value for name, each in self.inputs.items()})


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
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    most = 2000 if long else 400
    return discord.ui.TextInput(
        custom_id=name, style=style, default=value[:most] or None, required=False, max_length=most
    )


def shown_fields(draft: Draft) -> dict[str, str]:
    """A draft as the form shows it; the passage is empty, as a form has no room for every one."""
    return {
        "speakers": speakers_line(draft),
        "topics": topics_line(draft),
        "said": draft.said,
        "summary": draft.summary,
        "passage": "",
    }


def typed_fields(typed: Mapping[str, str], draft: Draft) -> dict[str, Any]:
    """What was typed, as `apply_edits` takes it; speakers and date only where they were changed."""
    fields: dict[str, Any] = {"summary": " ".join(typed["summary"].split()), "passage": typed["passage"]}
    fields["topics"] = split_list(typed["topics"])
    if typed["speakers"].strip() != speakers_line(draft):
        fields |= parse_speakers(typed["speakers"], draft)
    said = typed["said"].strip()
    if said and said != draft.said:
        match = _DATE.fullmatch(said)
        fields["said"] = match["date"] if match else said
        if match and match["basis"]:
            fields |= {"said_basis": match["basis"], "said_note": " ".join(match["why"].split())}
    return fields
