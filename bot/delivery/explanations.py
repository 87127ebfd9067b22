"""Why a briefing was, or was not, posted: a kept decision in a reader's words."""

from __future__ import annotations

from datetime import date

from bot.store.delivery_log import Decision
from briefs.i18n import Words, mark
from briefs.text.dates import date_in_words

PHRASES = {
    ("skipped", "late"): mark("Not sent: the time was missed by more than the allowed hours."),
    ("skipped", "missed"): mark("Not sent: the bot was not running; what was new goes out next."),
    ("skipped", "empty"): mark("Not sent: there was nothing new, and you asked for silence on such days."),
    ("failed", "forbidden"): mark("Not sent: I may not write there. The subscription rests."),
    ("failed", "gone"): mark("Not sent: the channel is gone. The subscription rests."),
    ("failed", "invalid"): mark("Not sent: Discord did not accept the message."),
    ("failed", "window"): mark("Not sent: Discord could not be reached in time; what was new goes out next."),
    ("failed", "rest"): mark("Not sent: the last part of it, which Discord did not take."),
    ("failed", "paused"): mark("Not sent: the subscription was paused meanwhile."),
    ("unsettled", "unreadable"): mark(
        "Perhaps sent: the bot was interrupted and may not read the channel, so it did not send again."
    ),
}
PAUSED = {
    "forbidden": mark("I may not write in the channel of your briefing. It rests until you resume it."),
    "gone": mark("The channel of your briefing is gone. It rests until you move and resume it."),
    "zone": mark(
        "The time zone of your briefing is no longer known. It rests until you choose another and resume it."
    ),
}
OTHER = mark("{outcome}: {reason}")


def why(decision: Decision, words: Words) -> str:
    """One sentence; the day and the moment stand beside it."""
    reason = str(decision.facts.get("reason", ""))
    if decision.outcome == "delivered":
        parts = int(decision.facts.get("parts", 1))
        if str(decision.facts.get("slot", "")).startswith("now-"):
            return words.say_n("Sent on request.", "Sent on request, in {n} messages.", parts)
        return words.say_n("Sent.", "Sent in {n} messages.", parts)
    if (days := int(decision.facts.get("days", 1))) > 1:  # missed in a row: one decision stands for all
        return words.say_n(
            "Not sent, on {n} day from {first}: the bot was not running; what was new goes out next.",
            "Not sent, on {n} days from {first}: the bot was not running; what was new goes out next.",
            days,
            first=date_in_words(date.fromisoformat(decision.facts["first"]), words),
        )
    if (decision.outcome, reason) in PHRASES:
        return words.say(PHRASES[decision.outcome, reason])
    return words.say(OTHER, outcome=decision.outcome, reason=reason)


def rests(reason: str, words: Words) -> str:
    """What the owner of a subscription that stopped is told, once."""
    return words.say(PAUSED[reason]) if reason in PAUSED else reason
