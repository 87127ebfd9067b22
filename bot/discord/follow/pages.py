"""Standing questions in a reader's words: the list, one of them, and why something came or did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord.utils import format_dt

from bot.delivery import explain_decision, explain_pause
from bot.discord.briefings import days_in_words
from bot.discord.core import ActionButton, ActionSelect, ComponentAction, Style, layout, option
from bot.discord.ui import BLUE, Display, bold, limits, safe, safe_within
from bot.follow import CADENCE_WORDS, Names, question_words, why_nothing
from bot.store import Decision, DigestState, FollowedQuestion, FollowFeed, Subscription
from briefs.follow import Funnel
from briefs.i18n import Translator
from briefs.text import date_in_words

MOST_OF_A_NOTE = 200
_MOST_OF_A_QUESTION = 300
_A_MESSAGE = 12  # questions of a list on one card
_DECISIONS = 5


def question_text(one: FollowedQuestion, place: Subscription, names: Names, display: Display) -> str:
    """Several lines: what is followed, where and when it is told, the note, and how it is doing."""
    translator = display.translator
    asked = bold(safe_within(question_words(one, names, translator), _MOST_OF_A_QUESTION), display)
    lines = [asked, f"{where_in_words(place, translator)} · `{one.key}`"]
    if one.note:
        lines.append(translator.gettext("Your note: {note}", note=safe_within(one.note, MOST_OF_A_NOTE)))
    if one.paused_at is not None:
        lines.append(translator.gettext("It is paused."))
    elif place.paused_at is not None:
        reason = place.paused_reason or ""
        lines.append(f"⚠ {explain_pause(reason, translator, 'follow')}")
    return "\n".join(lines)


def where_in_words(place: Subscription, translator: Translator) -> str:
    """The place, how often, and at most how often a day."""
    settings = place.settings
    if settings.kind == "feed":
        return translator.gettext("Your feed")
    there = {
        "dm": translator.gettext("Direct messages"),
        "terminal": translator.gettext("The terminal"),
        "webhook": translator.gettext(
            "Webhook {id} in {channel}", id=settings.webhook_id, channel=f"<#{settings.channel_id}>"
        ),
    }.get(settings.kind, f"<#{settings.channel_id}>")
    how_often = CADENCE_WORDS[settings.cadence or "at-once"]
    parts = [there, translator.gettext(how_often)]
    if settings.cadence in ("daily", "weekly"):
        days = days_in_words(settings.days, translator)
        parts.append(f"{days}, {settings.local_time:%H:%M} {settings.timezone}")
    if settings.most_a_day:
        parts.append(
            translator.ngettext(
                "at most {n} message a day", "at most {n} messages a day", settings.most_a_day
            )
        )
    return " · ".join(parts)


def list_views(
    found: Sequence[FollowedQuestion],
    places: Mapping[str, Subscription],
    names: Names,
    display: Display,
    owner: int,
) -> Iterator[discord.ui.LayoutView]:
    """Cards with all that somebody follows, each with a menu that opens one of them."""
    translator = display.translator
    heading = translator.gettext("What you follow")
    title = f"### {heading}"
    if not found:
        nothing = translator.gettext("Nothing yet. Begin with {command}.", command="`/follow add`")
        yield layout([discord.ui.TextDisplay(f"{title}\n{nothing}")], BLUE)
    for start in range(0, len(found), _A_MESSAGE):
        some = found[start : start + _A_MESSAGE]
        texts = [question_text(one, places[one.subscription_key], names, display) for one in some]
        text = "\n\n".join([*([title] if not start else []), *texts])[: limits.CARD_TEXT]
        menu = ActionSelect(
            ComponentAction("flwopen", f"{owner}-{start}"),
            translator.gettext("Pause, stop, or see why"),
            [option(question_words(one, names, translator), one.key) for one in some],
        )
        yield layout([discord.ui.TextDisplay(text), discord.ui.ActionRow[Any](menu)], BLUE)


def question_view(
    one: FollowedQuestion, place: Subscription, names: Names, display: Display, above: str = ""
) -> discord.ui.LayoutView:
    """One of them with its buttons; what was just done stands above it."""
    translator, text = display.translator, question_text(one, place, names, display)
    rests = one.paused_at is not None or place.paused_at is not None
    rest = (
        ActionButton(ComponentAction("flwresume", one.key), translator.gettext("Resume"), Style.primary)
        if rests
        else ActionButton(ComponentAction("flwrest", one.key), translator.gettext("Pause"))
    )
    buttons = (
        rest,
        ActionButton(ComponentAction("flwwhy", one.key), translator.gettext("Why?")),
        ActionButton(ComponentAction("flwend", one.key), translator.gettext("Stop it"), Style.danger),
    )
    words = discord.ui.TextDisplay[Any](f"{above}\n\n{text}" if above else text)
    return layout([words, discord.ui.ActionRow[Any](*buttons)], BLUE)


def feed_view(base: str, feed: FollowFeed, count: int, display: Display) -> discord.ui.LayoutView:
    """The address of somebody's own feed, with what takes it back."""
    translator, key = display.translator, str(feed.user_id)
    title = translator.gettext("Your feed")
    lines = (
        f"### {title}",
        f"{base}{feed.token}.xml",
        translator.gettext(
            "Give this address to your feed reader, and to nobody else: whoever has it reads what you follow "
            "there. No name of yours and none of your notes stands in it."
        ),
        translator.ngettext("{n} question is told there.", "{n} questions are told there.", count)
        if count
        else translator.gettext("Nothing is told there yet: {command}", command="`/follow add feed:True`"),
    )
    buttons = (
        ActionButton(ComponentAction("flwfeednew", key), translator.gettext("New address")),
        ActionButton(ComponentAction("flwfeedend", key), translator.gettext("Close it"), Style.danger),
    )
    words = discord.ui.TextDisplay[Any]("\n".join(lines))
    return layout([words, discord.ui.ActionRow[Any](*buttons)], BLUE)


def choose_view(
    action: str, key: str, found: Sequence[FollowedQuestion], names: Names, display: Display
) -> discord.ui.LayoutView:
    """Which of several that share a message is meant."""
    translator = display.translator
    options = [option(question_words(one, names, translator), one.key) for one in found]
    most = min(len(options), limits.SELECT_OPTIONS)
    menu = ActionSelect(ComponentAction(action, key), translator.gettext("Which of them?"), options, most)
    text = translator.gettext("Several that you follow come in this message.")
    return layout([discord.ui.TextDisplay(text), discord.ui.ActionRow[Any](menu)], BLUE)


def why_lines(
    one: FollowedQuestion,
    place: Subscription,
    state: DigestState,
    found: Funnel,
    decisions: Sequence[Decision],
    names: Names,
    display: Display,
) -> Iterator[str]:
    """How a question is doing: what came into the library, what waits, and what was sent there."""
    translator = display.translator
    yield question_text(one, place, names, display)
    yield translator.gettext("Followed since {moment}.", moment=format_dt(one.created_at, "f"))
    yield from (safe(line) for line in why_nothing(found, translator))
    waiting = sum(hit.question_key == one.key for hit in state.pending)
    if waiting and place.next_due_at is not None:
        yield translator.ngettext(
            "{n} waits: {moment}", "{n} wait: {moment}", waiting, moment=format_dt(place.next_due_at, "F")
        )
    limit = place.settings.most_a_day
    if waiting and limit and state.sent_today >= limit:
        yield translator.gettext("Today's limit of {n} is reached; the rest comes tomorrow.", n=limit)
    for decision in decisions[:_DECISIONS]:
        day = bold(date_in_words(decision.day, translator), display)
        yield f"{day} · {explain_decision(decision, translator)} · {format_dt(decision.decided_at, 'f')}"
