"""How a statement came to stand in the library, as a page for curators."""

from __future__ import annotations

from bot.discord.review.candidate_words import mention_or_name
from bot.discord.review.feed_pages import relative_timestamp
from bot.discord.ui import Display, Page, bold, fit_page, safe, safe_within
from bot.ingest import Provenance, plain_value
from briefs.i18n import N_

_DONE = {
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
    "undo": N_("taken back"),
    "withdrawn": N_("withdrawn"),
    "corrected": N_("corrected"),
    "disputed": N_("disputed"),
    "published": N_("published again"),
    "edited": N_("followed in posted answers"),
}


def provenance_page(provenance: Provenance, display: Display) -> Page:
    """How a statement came to be: who accepted it and when, what was changed, who did what since."""
    translator, statement = display.translator, provenance.statement
    lines = []
    # The library's files name a pseudonym; the queue knows the account, as long as it is not erased.
    by = (provenance.candidate.decided_by if provenance.candidate else None) or statement.accepted_by
    if statement.accepted_by and statement.accepted_at:
        at = statement.accepted_at[:16].replace("T", " ")
        lines.append(
            translator.gettext("Accepted by {who} on {at} UTC.", who=mention_or_name(by or ""), at=safe(at))
        )
    else:
        lines.append(translator.gettext("Written by hand: nobody is recorded as having accepted it."))
    changes = provenance.candidate.changes if provenance.candidate is not None else None
    for name, change in (changes or {}).items():
        was, now = (safe_within(plain_value(change.get(which)), 200) for which in ("was", "now"))
        lines.append(
            translator.gettext("{field}: {was} → {now}", field=bold(safe(name), display), was=was, now=now)
        )
    if provenance.candidate is not None and not changes:
        lines.append(translator.gettext("Nothing was changed from the candidate."))
    for event in provenance.events[-10:]:  # the last ten, which fit on a page
        done = translator.gettext(_DONE.get(event.deed, event.deed))
        lines.append(f"{relative_timestamp(event.done_at)} {mention_or_name(event.done_by)}: {done}")
    title = translator.gettext("How it came on record")
    return fit_page(Page(title, "\n".join(lines), f"{statement.id} · {statement.status}"), display.plain)
