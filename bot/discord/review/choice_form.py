"""The form in which a curator changes a candidate by choosing: no id, and no name, has to be typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.arguments import autocomplete
from bot.discord.core import FormInput, FormPage
from bot.discord.review.candidate_form import date_fields
from bot.discord.ui import Display, field_label, limits, text_field, truncate
from bot.ingest import ReviewItem, parse_speakers, topics_line
from bot.live_library import LiveLibrary
from briefs.i18n import N_
from briefs.model import KINDS, StatementKind

if TYPE_CHECKING:
    from briefs.ingest.review import Draft

_MOST_SPEAKERS, _MOST_TOPICS = 3, 10
_KINDS: dict[StatementKind, str] = {
    "quotation": N_("The words in quotation marks"),
    "reported": N_("Reported speech"),
    "mixed": N_("Reported, with quoted words"),
    "fact": N_("A fact that the article states"),
}
_Offered = Iterable[tuple[str, str]]  # labels and values


def choice_form(
    item: ReviewItem, library: LiveLibrary, typed: FormInput | None, display: Display
) -> FormPage:
    """Speakers, topics, date, kind and summary; with what was chosen where that could not be taken."""
    translator, draft = display.translator, item.draft
    speakers, topics = _speakers(draft), _topics(draft)
    people = _options(
        [*_labelled(speakers, item, library, display), *_likely_people(item, library, display)],
        typed.chosen("speakers") if typed else speakers,
    )
    known = ((topic.name, topic.value) for topic in autocomplete.topics(library, "", display))
    named = ((_topic_label(id, library, display), id) for id in topics)
    themes = _options([*named, *known], typed.chosen("topics") if typed else topics)
    kinds = [
        discord.RadioGroupOption(
            label=translator.gettext(_KINDS[kind]),
            value=kind,
            default=kind == (typed.text("kind") if typed else draft.kind),
        )
        for kind in KINDS
    ]
    who = discord.ui.Select[Any](
        custom_id="speakers", options=people, max_values=min(_MOST_SPEAKERS, len(people))
    )
    what = discord.ui.Select[Any](
        custom_id="topics", options=themes, max_values=min(_MOST_TOPICS, len(themes)), required=False
    )
    said = text_field("said", typed.text("said") if typed else draft.said, most=400, required=False)
    summary = text_field(
        "summary", typed.text("summary") if typed else draft.summary, most=2000, long=True, required=False
    )
    kind = discord.ui.RadioGroup[Any](custom_id="kind", options=kinds)
    other = translator.gettext("Somebody else: “Names and words” under the card")
    when = translator.gettext("EDTF; how it is known if not stated: inferred: why")
    fields = (
        field_label(translator.gettext("Speakers"), who, other),
        field_label(translator.gettext("Topics"), what),
        field_label(translator.gettext("Said when"), said, when),
        field_label(translator.gettext("What it is"), kind),
        field_label(translator.gettext("Summary"), summary),
    )
    return FormPage(translator.gettext("Edit and accept"), fields)


def chosen_fields(typed: FormInput, draft: Draft) -> dict[str, Any]:
    """What was chosen, as `apply_edits` takes it; speakers and date only where they were changed."""
    fields: dict[str, Any] = {
        "topics": typed.chosen("topics"),
        "kind": typed.text("kind"),
        "summary": " ".join(typed.text("summary").split()),
    }
    if typed.chosen("speakers") != _speakers(draft):
        fields |= parse_speakers(", ".join(typed.chosen("speakers")), draft)
    return fields | date_fields(typed.text("said").strip(), draft.said)


def _speakers(draft: Draft) -> tuple[str, ...]:
    """As the menu's values have them: ids, and “+Name” for somebody new."""
    new = draft.new_person
    return tuple(f"+{new.name}" if new and id == new.id else id for id in draft.speakers)


def _topics(draft: Draft) -> tuple[str, ...]:
    return tuple(part for part in topics_line(draft).split(", ") if part)


def _labelled(
    values: Iterable[str], item: ReviewItem, library: LiveLibrary, display: Display
) -> Iterable[tuple[str, str]]:
    for value in values:
        person = library.engine.people.get(value)
        name = person.name.get(display.language) if person else item.known.get(value, value)
        if value.startswith("+"):
            name = display.translator.gettext("{name} (new)", name=value[1:])
        yield name, value


def _likely_people(item: ReviewItem, library: LiveLibrary, display: Display) -> Iterable[tuple[str, str]]:
    """Who the name in the article may be, that name as somebody new, and who is most on record."""
    if item.named:
        like = autocomplete.people(library, item.named, display)
        yield from ((one.name, one.value) for one in like)
        if not any(id in library.engine.people for id in item.draft.speakers):
            new = display.translator.gettext("{name} (new)", name=item.named)
            yield new, f"+{item.named.replace(',', ' ')}"
    yield from ((one.name, one.value) for one in autocomplete.people(library, "", display))


def _topic_label(value: str, library: LiveLibrary, display: Display) -> str:
    topic = library.engine.topics.get(value)
    if topic is not None:
        return topic.pref_label.get(display.language)
    return display.translator.gettext("{name} (new)", name=value.removeprefix("+"))


def _options(offered: _Offered, chosen: Iterable[str]) -> list[discord.SelectOption]:
    """Each value once, as many as a menu holds; what a menu cannot carry whole is not in it."""
    labels: dict[str, str] = {}
    for label, value in offered:
        if len(value) <= limits.SELECT_VALUE:
            labels.setdefault(value, label)
    marked = set(chosen)
    return [
        discord.SelectOption(
            label=truncate(label or value, limits.SELECT_LABEL), value=value, default=value in marked
        )
        for value, label in [*labels.items()][: limits.SELECT_OPTIONS]
    ]
