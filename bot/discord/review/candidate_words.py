"""Who, when, on what: the parts of a candidate in a curator's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.ui import safe_within
from bot.ingest import ReviewItem
from briefs.i18n import Translator
from briefs.text import BadDate, in_words, parse_edtf

if TYPE_CHECKING:
    from briefs.ingest.review import Draft


def mention_or_name(by: str) -> str:
    """A Discord user as a mention, which calls nobody here; anybody else by name."""
    # A curator at a terminal is kept by name, one in Discord by the id of their account.
    return f"<@{by}>" if by.isdigit() and len(by) >= 15 else safe_within(by, 60)


def topics_in_words(item: ReviewItem, draft: Draft, translator: Translator) -> str:
    """The labels of the topics, with commas between them."""
    new = {each.id: each.label for each in draft.new_topics}
    known = {id: label.get(translator.language) for id, label in item.topics.items()}
    return ", ".join(safe_within(known.get(id) or new.get(id) or id, 60) for id in draft.topics[:8])


def date_in_words(draft: Draft, translator: Translator) -> str:
    """When it was said, as far as that is known; what is no date stands as it was found."""
    try:
        return (
            in_words(parse_edtf(draft.said), translator)
            if draft.said
            else translator.gettext("date not known")
        )
    except BadDate:
        return draft.said  # as it was found: the curator puts it right


def speakers_in_words(item: ReviewItem, draft: Draft, translator: Translator) -> str:
    """Names with offices; who is nobody of the library as the article names them."""
    new = draft.new_person
    ids = [
        translator.gettext("{name} (new)", name=safe_within(new.name, 80))
        if new and new.id == id
        else safe_within(item.known.get(id, id), 200)
        for id in draft.speakers
    ]
    if ids:
        return ", ".join(ids)
    named = item.row.candidate["speaker"]
    nobody = translator.gettext("nobody of the library")
    return f"{safe_within(named, 80)}, {nobody}" if named else nobody
