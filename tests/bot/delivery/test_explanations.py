"""Every outcome that the code writes down has its sentence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from bot.delivery.explanations import PAUSED, PHRASES, explain_decision, explain_pause
from bot.store.delivery_log import Decision
from briefs.i18n import Translator
from tests.paths import REPOSITORY

BOT = REPOSITORY / "bot"


def decision(outcome: str, **facts: object) -> Decision:
    return Decision(date(2026, 3, 2), outcome, facts, datetime(2026, 3, 2, tzinfo=UTC))


def test_no_outcome_is_left_as_a_code() -> None:
    code = "".join(
        (BOT / name).read_text()
        for name in (
            "delivery/digests.py",
            "delivery/dispatcher.py",
            "delivery/message_sender.py",
            "store/deliveries.py",
            "store/future_days.py",
        )
    )
    skipped = set(re.findall(r'\.skip\([^)]*?"(\w+)"', code)) | {"missed"}
    given_up = set(re.findall(r'(?:abandon\(parts\[0\], |Abandoned\()"(failed|unsettled)", "(\w+)"', code))
    written = {("skipped", reason) for reason in skipped} | given_up
    written |= {("skipped", reason) for reason in re.findall(r'only.*"(\w+)"', code)}
    written |= set(re.findall(r'"(reopened|skipped|failed)", {"reason": "(\w+)"}', code))
    written |= {("failed", reason) for reason in ("forbidden", "gone", "invalid")}
    assert written == set(PHRASES)
    for outcome, reason in written:
        assert explain_decision(decision(outcome, reason=reason), Translator("en")).startswith(
            ("Not sent:", "Perhaps sent:", "The bot's clock")
        )


def test_sent_and_in_how_many() -> None:
    assert explain_decision(decision("delivered", parts=1), Translator("en")) == "Sent."
    assert explain_decision(decision("delivered", parts=3), Translator("en")) == "Sent in 3 messages."
    assert (
        explain_decision(decision("delivered", parts=1, slot="now-a"), Translator("en")) == "Sent on request."
    )


def test_days_that_were_missed_in_a_row_are_counted() -> None:
    missed = decision("skipped", reason="missed", days=4, first="2026-02-27")
    assert explain_decision(missed, Translator("en")).startswith(
        "Not sent, on 4 days from 27 February 2026: the bot"
    )
    assert "4 дня" in explain_decision(missed, Translator("ru"))


def test_the_owner_learns_what_to_do() -> None:
    assert all("rests until" in explain_pause(reason, Translator("en")) for reason in PAUSED)
