"""The forms of a report: why a statement is reported, and what its reporter is told."""

from __future__ import annotations

from typing import Any

import discord

from bot.discord.core import FormInput, FormPage
from bot.discord.ui import Display, field_label, text_field
from briefs.i18n import N_, Translator

_LONGEST_REPORT = 1000  # characters
_LONGEST_NAME, _LONGEST_CHECK = 100, 300
QUOTED = "quoted"
REASONS = {
    "words": N_("The words are not as in the article"),
    "speaker": N_("Somebody else said it"),
    "date": N_("It was said on another day"),
    "topic": N_("It is not on this topic"),
    "context": N_("It is torn from its context"),
    QUOTED: N_("I am the person quoted"),
    "other": N_("Something else"),
}


def reason_in_words(reason: str, translator: Translator) -> str:
    """A reason that another version of this program kept counts as “something else”."""
    return translator.gettext(REASONS.get(reason, REASONS["other"]))


def report_form(typed: FormInput | None, display: Display) -> FormPage:
    """`reason` (a key of REASONS), `words`, and `name` for the person quoted; with what was typed before."""
    translator, before = display.translator, typed or FormInput({})
    options = [
        discord.RadioGroupOption(
            label=reason_in_words(reason, translator), value=reason, default=reason == before.text("reason")
        )
        for reason in REASONS
    ]
    reasons = discord.ui.RadioGroup[Any](custom_id="reason", options=options)
    words = text_field("words", before.text("words"), most=_LONGEST_REPORT, long=True)
    name = text_field("name", before.text("name"), most=_LONGEST_NAME, required=False)
    if_quoted = translator.gettext(
        "If you are the person quoted: your words may be shown beside the statement."
    )
    named = translator.gettext("Only then: curators check that it is you before readers see your reply.")
    return FormPage(
        translator.gettext("Report an error"),
        (
            field_label(translator.gettext("What is wrong?"), reasons),
            field_label(translator.gettext("How do you know?"), words, if_quoted),
            field_label(translator.gettext("Your name, if you are the person quoted"), name, named),
        ),
    )


def decision_form(action: str, typed: FormInput | None, display: Display) -> FormPage:
    """`outcome`, and `checked` where a reply is to be shown; `action` is that of the button."""
    translator, before = display.translator, typed or FormInput({})
    outcome = text_field("outcome", before.text("outcome"), most=_LONGEST_REPORT, long=True, required=False)
    fields = [field_label(translator.gettext("What the reporter is told"), outcome)]
    if action == "showreply":
        checked = text_field("checked", before.text("checked"), most=_LONGEST_CHECK)
        hint = translator.gettext("Such as: by telephone with their office. Readers see it beside the reply.")
        label = translator.gettext("How did you check that it is them?")
        fields.append(field_label(label, checked, hint))
    title = N_("Decline the report") if action == "decline" else N_("Accept the report")
    return FormPage(translator.gettext(title), tuple(fields))
