"""The menus and buttons under the card of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discord import SelectOption

from bot.discord.core import ActionButton, ActionSelect, ComponentAction, Style, option
from bot.discord.ui import Display, limits, truncate
from bot.ingest import ArticleReview, CastMember, ReviewEntry
from briefs.i18n import N_, Translator

_TICKED, _OPEN, ASKED = "☑", "☐", "❓"
NOWHERE = 99_999  # the page of a button that cannot be pressed
WHO = "who-"  # before the key of a statement in the menu: whose name is meant, not the statement
NumberedEntries = tuple[tuple[int, ReviewEntry], ...]  # statements with their numbers, from 1


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What a card shows: `key` stands for the article in its buttons, `page` counts from 0.

    `review` is None once nothing of it waits; `pages` are its statements, page by page. `said` is what came
    of the last press.
    """

    key: str
    title: str
    url: str | None
    review: ArticleReview | None
    pages: tuple[NumberedEntries, ...] = ((),)
    page: int = 0
    said: str = ""

    @property
    def shown(self) -> NumberedEntries:
        """The statements on this page; of one that is no longer there, those of the last."""
        return self.pages[min(self.page, len(self.pages) - 1)]


def article_components(card: ArticleCard, display: Display) -> list[ActionButton | ActionSelect]:
    """Two menus, and the buttons."""
    review, key, translator = card.review, card.key, display.translator
    if review is None:
        return [ActionButton(ComponentAction("artundo", key), translator.gettext("Undo"))]
    entries = [_entry_option(number, entry) for number, entry in card.shown]
    # open names come first: a menu holds 25
    cast = sorted((each for each in review.cast if each.name), key=lambda each: bool(each.who))
    names = [_cast_option(each, translator) for each in cast]
    tick, change = ComponentAction("arttick", key), ComponentAction("artone", key)
    both = N_("Change a name or a statement") if names else N_("Change one statement")
    return [
        ActionSelect(tick, translator.gettext("Tick or untick"), entries, len(entries)),
        ActionSelect(change, translator.gettext(both), _together(names, entries)),
        *buttons(card, review, translator),
    ]


def _together(names: Sequence[SelectOption], entries: Sequence[SelectOption]) -> list[SelectOption]:
    """The statements of the page all, and as many names before them as there is room for."""
    return [*names[: limits.SELECT_OPTIONS - len(entries)], *entries]


def buttons(card: ArticleCard, review: ArticleReview, translator: Translator) -> Iterator[ActionButton]:
    """At most nine: what is done with all of it, and its pages."""
    key, count, pages = card.key, len(review.ticked), len(card.pages)
    turns = all(each.item.draft.taken_from for each in review.entries)
    publish = N_("Publish {n} turns") if turns else N_("Publish {n} ticked")
    label = translator.gettext(publish, n=count)
    yield ActionButton(ComponentAction("artpublish", key), label, Style.success, disabled=not count)
    yield ActionButton(ComponentAction("artrest", key), translator.gettext("Reject the rest"), Style.danger)
    yield ActionButton(ComponentAction("artall", key, card.page), translator.gettext("Tick all"))
    if review.undated:
        yield ActionButton(ComponentAction("artday", key), translator.gettext("Said when"))
    yield ActionButton(ComponentAction("artundo", key), translator.gettext("Undo"))
    yield ActionButton(ComponentAction("artsplit", key), translator.gettext("One by one"))
    if card.page > 0:
        yield ActionButton(ComponentAction("artback", key, card.page - 1), "‹")
    if pages > 1:
        here = ComponentAction("artnext", key, NOWHERE)
        yield ActionButton(here, f"{card.page + 1}/{pages}", disabled=True)
    if card.page + 1 < pages:
        yield ActionButton(ComponentAction("artnext", key, card.page + 1), "›")


def mark(entry: ReviewEntry) -> str:
    """A box, ticked or not; a question mark where it is open who said it, or when."""
    return _TICKED if entry.ticked else _OPEN if entry.settled else ASKED


def _entry_option(number: int, entry: ReviewEntry) -> SelectOption:
    label = truncate(f"{mark(entry)} {number} · {entry.item.named}", limits.SELECT_LABEL)
    return option(label, entry.key, entry.words)


def _cast_option(member: CastMember, translator: Translator) -> SelectOption:
    detail = member.who or translator.gettext("who is it?")
    asked = translator.gettext("Who is {name}?", name=member.name)
    return option(f"{asked} · {len(member.keys)}", f"{WHO}{member.keys[0]}", detail)
