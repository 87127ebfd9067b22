"""Subscriptions and the decisions on their briefings, in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence

from discord.utils import format_dt

from bot.delivery import PAUSED, explain_decision
from bot.discord.briefings.arguments import names_in_words
from bot.discord.briefings.schedule_input import when_in_words
from bot.discord.ui import AMBER, Block, Display, PagedAnswer, bold
from bot.live_library import LiveLibrary
from bot.store import Decision, Subscription
from briefs.briefing import WhenEmpty
from briefs.i18n import N_
from briefs.text import date_in_words

EMPTY_DAYS: dict[WhenEmpty, str] = {
    "skip": N_("nothing is sent"),
    "line": N_("one short line"),
    "pair": N_("two people on one topic, from the archive"),
}


def subscription_text(subscription: Subscription, library: LiveLibrary, display: Display) -> str:
    """Several lines: where and when, about what, what next."""
    translator, settings = display.translator, subscription.settings
    place = translator.gettext("Direct messages") if settings.kind == "dm" else f"<#{settings.channel_id}>"
    lines = [f"{bold(place, display)} · {when_in_words(subscription, translator)} · `{subscription.key}`"]
    about = names_in_words(library, subscription, display)
    lines.append(
        translator.gettext("About: {names}", names=about) if about else translator.gettext("About everything")
    )
    if settings.role_id:
        lines.append(translator.gettext("Pings {role}", role=f"<@&{settings.role_id}>"))
    lines.append(
        translator.gettext(
            "On a day without news: {what}", what=translator.gettext(EMPTY_DAYS[settings.when_empty])
        )
    )
    lines.append(_next_line(subscription, display))
    return "\n".join(lines)


def _next_line(subscription: Subscription, display: Display) -> str:
    translator = display.translator
    if subscription.paused_at is not None:
        reason = subscription.paused_reason or ""
        return translator.gettext(PAUSED[reason]) if reason in PAUSED else translator.gettext("It is paused.")
    assert subscription.next_due_at is not None
    return translator.gettext("Next: {moment}", moment=format_dt(subscription.next_due_at, "F"))


def subscriptions_pages(found: Sequence[Subscription], library: LiveLibrary, display: Display) -> PagedAnswer:
    """One block a subscription; where there is none, a line that says so."""
    translator = display.translator
    blocks = tuple(Block(subscription_text(one, library, display)) for one in found)
    nothing = translator.gettext("There is no briefing here yet.")
    return PagedAnswer(translator.gettext("Briefings"), "" if blocks else nothing, blocks)


def decision_pages(
    subscription: Subscription, decisions: Sequence[Decision], library: LiveLibrary, display: Display
) -> PagedAnswer:
    """A subscription, and beneath it a line for each of `decisions`."""
    translator = display.translator
    lines = []
    for one in decisions:
        day = bold(date_in_words(one.day, translator), display)
        lines.append(f"{day} · {explain_decision(one, translator)} · {format_dt(one.decided_at, 'f')}")
    text = "\n".join(lines) or translator.gettext("Nothing was due yet.")
    title = translator.gettext("Why something was, or was not, sent")
    return PagedAnswer(title, subscription_text(subscription, library, display), (Block(text),), colour=AMBER)
