"""When a briefing is wanted: times and days as people write them, and in words."""

from __future__ import annotations

import re
from datetime import time

from bot.discord.core import LocalizedUserError
from bot.discord.ui import limits, safe_within, truncate
from bot.store import Subscription
from briefs.briefing import EVERY_DAY
from briefs.i18n import N_, Translator

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm)?", re.IGNORECASE)
_DAY_WORDS = {
    "every": EVERY_DAY,
    "every day": EVERY_DAY,
    "daily": EVERY_DAY,
    "weekdays": (1, 2, 3, 4, 5),
    "weekends": (6, 7),
}


def parse_time(text: str) -> time:
    """A time of day from 09:00, 9.30, 0930, 9, 9pm. Raises LocalizedUserError."""
    found = _TIME.fullmatch(text.strip())
    hour = int(found[1]) if found else 24
    if found and found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0) if 1 <= hour <= 12 else 24
    if not found or hour > 23:
        raise LocalizedUserError(
            N_("“{text}” is no time of day."), N_("Write for example 09:00."), text=safe_within(text, 40)
        )
    return time(hour, int(found[2] or 0))


def parse_weekdays(text: str) -> tuple[int, ...]:
    """ISO days of the week, Monday is 1, from “every day”, “mon, wed, fri”, “mon-fri” or “1-5”.

    Raises LocalizedUserError.
    """
    asked = " ".join(text.casefold().split())
    if asked in _DAY_WORDS:
        return _DAY_WORDS[asked]
    days: set[int] = set()
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", asked)):
        first, dash, last = part.partition("-")
        start, end = _parse_day(first, text), _parse_day(last, text) if dash else _parse_day(first, text)
        # A span may run over the end of the week: “sat-mon” is three days.
        days |= {(start - 1 + step) % 7 + 1 for step in range((end - start) % 7 + 1)}
    return tuple(sorted(days))


def _parse_day(text: str, whole: str) -> int:
    for number, name in enumerate(WEEKDAYS, 1):
        if text == str(number) or (len(text) >= 2 and name.lower().startswith(text)):
            return number
    # The Russian abbreviations; the loop above knows the English names only.
    for number, name in enumerate(("пн", "вт", "ср", "чт", "пт", "сб", "вс"), 1):
        if text == name:
            return number
    raise LocalizedUserError(
        N_("“{text}” are no days of the week."),
        N_("Write for example: every day, weekdays, or mon, wed, fri."),
        text=safe_within(whole, 60),
    )


def days_in_words(days: tuple[int, ...], translator: Translator) -> str:
    """The days of the week in the reader's language, shortly where there is a word for them."""
    if days == EVERY_DAY:
        return translator.gettext("every day")
    if days == (1, 2, 3, 4, 5):
        return translator.gettext("Monday to Friday")
    return ", ".join(translator.gettext(WEEKDAYS[day - 1]) for day in days)


def when_in_words(subscription: Subscription, translator: Translator) -> str:
    """The days, the local time and its zone."""
    settings = subscription.settings
    return translator.gettext(
        "{days} at {time}, {zone}",
        days=days_in_words(settings.days, translator),
        time=f"{settings.local_time:%H:%M}",
        zone=settings.timezone,
    )


def label_of(subscription: Subscription, place: str, translator: Translator) -> str:
    """A subscription in a list to choose from."""
    return truncate(f"{place} · {when_in_words(subscription, translator)}", limits.CHOICE_NAME)
