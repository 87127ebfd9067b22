"""Subscriptions and what became of them, in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence

from discord.utils import format_dt

from bot.delivery.explanations import PAUSED, why
from bot.discord.answers.answer_pages import bold
from bot.discord.briefings.arguments import names_in_words
from bot.discord.briefings.schedule_input import when_in_words
from bot.discord.core.preferences import Reader
from bot.discord.ui.pages import AMBER, Block, Deck
from bot.live_library import Shelf
from bot.store.delivery_log import Decision
from bot.store.subscriptions import Subscription
from briefs.i18n import mark
from briefs.text.dates import date_in_words

EMPTY_DAYS = {
    "skip": mark("nothing is sent"),
    "line": mark("one short line"),
    "pair": mark("two people on one topic, from the archive"),
}


def subscription_text(subscription: Subscription, shelf: Shelf, reader: Reader) -> str:
    """Several lines: where and when, about what, what next."""
    words, wish = reader.words, subscription.wish
    place = words.say("Direct messages") if wish.kind == "dm" else f"<#{wish.channel_id}>"
    lines = [f"{bold(place, reader)} · {when_in_words(subscription, words)} · `{subscription.key}`"]
    about = names_in_words(shelf, subscription, reader)
    lines.append(words.say("About: {names}", names=about) if about else words.say("About everything"))
    if wish.role_id:
        lines.append(words.say("Pings {role}", role=f"<@&{wish.role_id}>"))
    lines.append(words.say("On a day without news: {what}", what=words.say(EMPTY_DAYS[wish.when_empty])))
    lines.append(_next(subscription, reader))
    return "\n".join(lines)


def _next(subscription: Subscription, reader: Reader) -> str:
    words = reader.words
    if subscription.paused_at is not None:
        reason = subscription.paused_reason or ""
        return words.say(PAUSED[reason]) if reason in PAUSED else words.say("It is paused.")
    assert subscription.next_due_at is not None
    return words.say("Next: {moment}", moment=format_dt(subscription.next_due_at, "F"))


def subscriptions_deck(found: Sequence[Subscription], shelf: Shelf, reader: Reader) -> Deck:
    words = reader.words
    blocks = tuple(Block(subscription_text(one, shelf, reader)) for one in found)
    nothing = words.say("There is no briefing here yet.")
    return Deck(words.say("Briefings"), "" if blocks else nothing, blocks)


def decisions_deck(
    subscription: Subscription, decisions: Sequence[Decision], shelf: Shelf, reader: Reader
) -> Deck:
    words = reader.words
    lines = []
    for one in decisions:
        day = bold(date_in_words(one.day, words), reader)
        lines.append(f"{day} · {why(one, words)} · {format_dt(one.decided_at, 'f')}")
    text = "\n".join(lines) or words.say("Nothing was due yet.")
    title = words.say("Why something was, or was not, sent")
    return Deck(title, subscription_text(subscription, shelf, reader), (Block(text),), colour=AMBER)
