"""A report as a card in the curators' channel: what is wrong, who says so, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from bot.discord.answers import render_statement
from bot.discord.core import ActionButton, ComponentAction, Style
from bot.discord.review.report_form import QUOTED, reason_in_words
from bot.discord.ui import AMBER, GREY, Display, Page, bold, fit_page, safe_within
from bot.store import Report
from briefs.model import Statement


def report_page(report: Report, found: Statement | None, display: Display) -> Page:
    """What was reported of the statement `found`, and what was decided; None for one that is gone."""
    translator = display.translator
    lines = [
        translator.gettext("Reason") + f": {reason_in_words(report.reason, translator)}",
        *_claim_lines(report, found, display),
        translator.gettext("In the words of the reporter") + f": {safe_within(report.words, 1200)}",
        "",
        render_statement(found, display).text if found else f"`{report.statement_id}`",
    ]
    footer = translator.gettext("report {key}", key=report.key)
    colour = AMBER
    if report.status != "open":
        decision = (
            translator.gettext("Accepted") if report.status == "accepted" else translator.gettext("Declined")
        )
        lines.insert(0, f"{decision}: {safe_within(report.outcome or '–', 500)}")
        colour = GREY
    return fit_page(
        Page(translator.gettext("An error was reported"), "\n".join(lines), footer, colour), display.plain
    )


def outcome_text(report: Report, display: Display) -> str:
    """What became of a report, for whom reported."""
    translator = display.translator
    if report.status == "accepted":
        said = translator.gettext("Your report on {id} was accepted.", id=f"`{report.statement_id}`")
    else:
        said = translator.gettext("Your report on {id} was declined.", id=f"`{report.statement_id}`")
    return f"{said}\n{safe_within(report.outcome, 1000)}" if report.outcome else said


def report_buttons(report: Report, display: Display) -> Iterator[ActionButton]:
    """What curators can do with it; nothing once it is decided."""
    if report.status != "open":
        return
    translator = display.translator
    yield ActionButton(ComponentAction("accept", report.key), translator.gettext("Accept"), Style.success)
    if report.reason == QUOTED:
        reply = ComponentAction("showreply", report.key)
        yield ActionButton(reply, translator.gettext("Accept and show the reply"))
    yield ActionButton(ComponentAction("decline", report.key), translator.gettext("Decline"), Style.danger)


def _claim_lines(report: Report, found: Statement | None, display: Display) -> Iterator[str]:
    """Who says that they are the person quoted: nobody has checked it until a curator says how they did."""
    if report.reason != QUOTED:
        return
    translator = display.translator
    speakers = ", ".join(each.name.get(display.language) for each in found.speakers) if found else ""
    claim = translator.gettext(
        "{who} says that they are {name}, quoted here as {speaker}.",
        who=f"<@{report.reporter_id}>" if report.reporter_id else "–",
        name=safe_within(report.claimed_name or "–", 100),
        speaker=safe_within(speakers or report.statement_id, 200),
    )
    if report.checked:
        how = safe_within(report.checked, 300)
        yield f"{claim} " + translator.gettext("(checked: {how})", how=how)
    else:
        yield bold(translator.gettext("Not verified:"), display) + f" {claim}"
