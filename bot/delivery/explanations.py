"""Why a briefing was, or was not, posted: a kept decision in a reader's words."""

from __future__ import annotations

from datetime import date

from bot.store import Decision, Purpose
from briefs.i18n import N_, Translator
from briefs.text import date_in_words

PHRASES = {
    ("skipped", "late"): N_("Not sent: the time was missed by more than the allowed hours."),
    ("skipped", "clock"): N_(
        "Not sent: by the bot's clock, which was ahead, the day had come. It is still to come."
    ),
    ("reopened", "clock"): N_(
        "The bot's clock was ahead: what was decided for days to come is decided in their time."
    ),
    ("skipped", "missed"): N_("Not sent: the bot was not running; what was new goes out next."),
    ("skipped", "empty"): N_("Not sent: there was nothing new, and you asked for silence on such days."),
    ("failed", "forbidden"): N_("Not sent: I may not write there. The subscription rests."),
    ("failed", "gone"): N_("Not sent: the channel is gone. The subscription rests."),
    ("failed", "invalid"): N_("Not sent: Discord did not accept the message."),
    ("failed", "window"): N_("Not sent: Discord could not be reached in time; what was new goes out next."),
    ("failed", "rest"): N_("Not sent: the last part of it, which Discord did not take."),
    ("failed", "paused"): N_("Not sent: the subscription was paused meanwhile."),
    ("skipped", "told"): N_("Not sent: what was new has been shown here already, or is no longer on record."),
    ("failed", "tries"): N_("Not sent: Discord did not accept the message, several times."),
    ("unsettled", "unreadable"): N_(
        "Perhaps sent: the bot was interrupted and may not read the channel, so it did not send again."
    ),
}
PAUSED = {
    "forbidden": N_("I may not write in the channel of your briefing. It rests until you resume it."),
    "gone": N_("The channel of your briefing is gone. It rests until you move and resume it."),
    "zone": N_(
        "The time zone of your briefing is no longer known. It rests until you choose another and resume it."
    ),
}
# Of standing questions; the place is named beside it.
FOLLOW_PAUSED = {
    "forbidden": N_("Nothing can be sent there: direct messages are closed, or I may not write. It rests."),
    "gone": N_("The channel, or the webhook, is gone. It rests until you choose another."),
    "zone": N_("Its time zone is no longer known. It rests until you choose another."),
}
OTHER = N_("{outcome}: {reason}")


def explain_decision(decision: Decision, translator: Translator) -> str:
    """One sentence in the reader's language; the day and the time are shown beside it."""
    reason = str(decision.facts.get("reason", ""))
    if decision.outcome == "delivered":
        parts = int(decision.facts.get("parts", 1))
        if str(decision.facts.get("slot", "")).startswith("now-"):
            return translator.ngettext("Sent on request.", "Sent on request, in {n} messages.", parts)
        return translator.ngettext("Sent.", "Sent in {n} messages.", parts)
    if (days := int(decision.facts.get("days", 1))) > 1:  # missed in a row: one decision stands for all
        return translator.ngettext(
            "Not sent, on {n} day from {first}: the bot was not running; what was new goes out next.",
            "Not sent, on {n} days from {first}: the bot was not running; what was new goes out next.",
            days,
            first=date_in_words(date.fromisoformat(decision.facts["first"]), translator),
        )
    if (decision.outcome, reason) in PHRASES:
        return translator.gettext(PHRASES[decision.outcome, reason])
    return translator.gettext(OTHER, outcome=decision.outcome, reason=reason)


def explain_pause(reason: str, translator: Translator, purpose: Purpose = "briefing") -> str:
    """What the owner of a subscription that stopped is told, once."""
    known = FOLLOW_PAUSED if purpose == "follow" else PAUSED
    return translator.gettext(known[reason]) if reason in known else reason
