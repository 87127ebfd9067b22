"""Pages that were taken in and have changed since, as curators read of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord.review.feed_pages import address_without_preview
from bot.discord.ui import AMBER, Block, Display, Page, bold, fit_page, safe_within
from briefs.i18n import N_
from briefs.ingest import archive

if TYPE_CHECKING:
    from briefs.ingest.archive import Finding, SourceRecord, SourceVisit

_MOST = 8  # statements, or pages, that are named
_STATES = {
    "stands": N_("stands again"),
    "moved": N_("stands elsewhere on the page"),
    "reworded": N_("reworded"),
    "gone": N_("gone"),
    "unseen": N_("cannot be seen"),
}
_OUTCOMES = {
    "stands": N_("as they were"),
    "changed": N_("changed"),
    "gone": N_("gone"),
    "unclear": N_("not to be compared"),
    "failed": N_("not reached"),
}
_UNSEEN = N_("not looked at yet")


def visit_page(visit: SourceVisit, display: Display) -> Page:
    """What a look at one page brought: each statement whose words changed, with the difference."""
    translator, record = display.translator, visit.record
    lines = [safe_within(record.title, 200), address_without_preview(record.url)]
    lines += [_finding_line(finding, display) for finding in visit.news[:_MOST]]
    if more := len(visit.news[_MOST:]):
        lines.append(translator.ngettext("{n} more statement", "{n} more statements", more))
    if visit.fresh:
        lines.append(translator.ngettext("{n} new candidate waits.", "{n} new candidates wait.", visit.fresh))
    if record.reason:
        lines.append(safe_within(record.reason, 300))
    page = Page(translator.gettext("A source has changed"), "\n".join(lines), colour=AMBER)
    return fit_page(page, display.plain)


def _finding_line(finding: Finding, display: Display) -> str:
    line = f"• `{finding.id}` – {bold(display.translator.gettext(_STATES[finding.state]), display)}"
    if not finding.is_alarm:
        return line
    if not finding.now:
        return f"{line}: {safe_within(finding.was, 300)}"
    pairs = archive.changed_words(finding.was, finding.now)
    changes = "; ".join(f"{was or '–'} → {now or '–'}" for was, now in pairs)
    return f"{line}: {safe_within(changes, 300)}"


def sources_block(records: Sequence[SourceRecord], display: Display) -> Block | None:
    """How the pages do that were taken in, and which of them changed; None where there is none."""
    if not records:
        return None
    translator = display.translator
    counts = Counter(_UNSEEN if record.is_unseen else _OUTCOMES[record.outcome] for record in records)
    counted = ", ".join(f"{translator.gettext(became)}: {n}" for became, n in counts.items())
    pages = translator.ngettext("{n} page taken in", "{n} pages taken in", len(records))
    lines = [f"{bold(pages, display)} · {counted}"]
    changed = [record for record in records if record.outcome in archive.CHANGED]
    lines += [
        f"• {address_without_preview(record.url)} – {translator.gettext(_OUTCOMES[record.outcome])}"
        for record in changed[:_MOST]
    ]
    if more := len(changed[_MOST:]):
        lines.append(translator.ngettext("{n} more page has changed.", "{n} more pages have changed.", more))
    return Block("\n".join(lines))
