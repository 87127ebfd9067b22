"""A candidate for people and for scripts: who is said to have said what, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ingest import ArticleReview, Provenance, ReviewItem, matching_statement_id, plain_value, told
from briefs.i18n import Translator
from briefs.ingest import IngestResult
from briefs.ingest.archive import Finding, SourceVisit, changed_words
from briefs.ingest.review import Draft
from briefs.render import Line, counted
from briefs.text import BadDate, in_words, parse_edtf

_ENGLISH = Translator("en")  # the terminal speaks English alone
_NAMED = 6  # speakers that `add` names
_ARTICLE = ("id", "title", "publisher", "published", "language", "url", "feed", "twin")


def item_document(item: ReviewItem) -> dict[str, Any]:
    """A waiting candidate as plain JSON; offsets are characters of the article's text, end exclusive."""
    draft, row = item.draft, item.row
    person = draft.new_person
    return {
        "key": item.key,
        "article": {name: row.article.get(name) for name in _ARTICLE},
        "kind": draft.kind,
        "passage": item.text[draft.start : draft.end],
        "start": draft.start,
        "end": draft.end,
        "speaker": row.candidate["speaker"],
        "speakers": list(draft.speakers),
        "known": dict(item.known),
        "new_person": person and {"id": person.id, "name": person.name, "title": person.title},
        "topics": list(draft.topics),
        "summary": draft.summary or None,
        "said": draft.said,
        "said_basis": draft.said_basis,
        "said_note": draft.said_note,
        "confidence": row.candidate["confidence"],
        "alike": [
            {"statement": matching_statement_id(item, n), "how": each.how}
            for n, each in enumerate(item.alike)
        ],
    }


def draft_lines(item: ReviewItem, draft: Draft) -> Iterator[Line]:
    """Who, when, how sure; the words; what a curator should know besides."""
    named = item.row.candidate["speaker"] or "nobody named"
    sure = f"{item.row.candidate['confidence']:.0%} sure"
    yield (
        ("date", said_in_words(draft)),
        ("", " · "),
        ("name", named),
        ("dim", f"  {speaker_ids(draft, item.known)}, {sure}"),
    )
    yield (("", "  "), styled_passage(item, draft))
    yield (
        (("", f"  {draft.summary}"),)
        if draft.summary
        else (("dim", "  no summary yet: readers see the words alone"),)
    )
    yield (("dim", f"  topics: {', '.join(draft.topics) or 'none yet'}"),)
    yield (("dim", f"  date {draft.said_basis}{': ' + draft.said_note if draft.said_note else ''}"),)
    # two are enough to see that it is a repetition; `--json` has all
    for number, like in enumerate(item.alike[:2]):
        what = "word for word" if like.how == "copy" else "perhaps the same utterance as"
        linked = ", linked" if matching_statement_id(item, number) in draft.same_as else ""
        yield (("warning", f"  {what} {matching_statement_id(item, number)}{linked}"),)


def styled_passage(item: ReviewItem, draft: Draft) -> tuple[str, str]:
    """The words with their style; only those of a quotation have marks."""
    words = " ".join(item.text[draft.start : draft.end].split())
    return ("quote", f"“{words}”") if draft.kind == "quotation" else ("reported", f"{draft.kind}: {words}")


def said_in_words(draft: Draft) -> str:
    """The date in words; as it was typed where that is no date."""
    try:
        return in_words(parse_edtf(draft.said), _ENGLISH) if draft.said else "date not known"
    except BadDate:
        return draft.said


def speaker_ids(draft: Draft, known: Mapping[str, str]) -> str:
    """Ids, with the office at that date of whoever the library knows."""
    new = draft.new_person
    named = []
    # `known` has “name, office”: the name is shown already as the article gives it
    for id in draft.speakers:
        office = known.get(id, "").partition(", ")[2]
        named.append(f"{id} (new)" if new and new.id == id else f"{id} ({office})" if office else id)
    return ", ".join(named) or "nobody of the library"


def ingest_json(result: IngestResult, items: tuple[ReviewItem, ...]) -> dict[str, Any]:
    """What came of `add`, for scripts: the article, what it re-publishes, and its candidates that wait."""
    page, original = result.article.page, result.duplicate_of
    return {
        "outcome": "answered" if result.candidates or result.visit else "nothing",
        "article": {
            "id": result.article.id,
            "title": page.title,
            "publisher": page.publisher,
            "published": page.published,
            "language": page.language,
            "url": page.url,
        },
        "twin": original and {"id": original.id, "how": original.how, "shared": original.shared},
        "new": result.new,
        "note": result.note,
        "source": result.visit and source_document(result.visit),
        "candidates": [item_document(item) for item in items],
    }


def ingest_lines(result: IngestResult, review: ArticleReview | None) -> Iterator[Line]:
    """The same for a person, in a few lines: what it is, how much of it is sure, and who speaks in it."""
    page, original = result.article.page, result.duplicate_of
    yield (("title", page.title), ("dim", f"  {page.publisher or 'publisher not known'}, "
            f"{page.published or 'date not known'}  "), ("id", result.article.id))  # fmt: skip
    if result.visit is not None:
        yield (("warning", f"The page has changed since it was taken in: {told(result.visit)}."),)
        for finding in result.visit.news:
            yield from finding_lines(finding)
    elif original is not None and original.how == "word for word":
        yield (("count", f"The same text as {original.id}, which is known already: nothing to review."),)
        return
    if original is not None and result.visit is None:
        yield (
            ("warning", f"A re-publication of {original.id}: only what that one does not hold is proposed."),
        )
    if result.note:
        yield (("warning", f"{result.note[0].upper()}{result.note[1:]}."),)
    if not result.candidates:
        yield (("count", f"Nobody {'else ' if result.visit else ''}is quoted or reported in it."),)
        return
    if review is None:
        yield (("count", "All of it has been decided on before."),)
        return
    yield from _review_lines(review, result.new)


def _review_lines(review: ArticleReview, new: int) -> Iterator[Line]:
    count, sure = len(review.entries), len(review.ticked)
    statements = counted(count, "statement")
    yield (("count", f"{statements} to review: {sure} sure, {count - sure} to look at; {new} new."),)
    known = [f"{each.who} ({len(each.keys)})" for each in review.cast if each.who]
    unsettled = [f"{each.name or 'nobody named'} ({len(each.keys)})" for each in review.cast if not each.who]
    for label, names in (("Speakers", known), ("Not known yet", unsettled)):
        if names:
            more = f"; {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            yield (("dim", f"{label}: "), ("name", "; ".join(names[:_NAMED]) + more))
    yield (
        ("dim", "Decide: onrecord review  ·  see each: onrecord review --list --article "),
        ("id", review.id),
    )


def source_document(visit: SourceVisit) -> dict[str, Any]:
    """What a look at a page brought, for scripts."""
    return {
        "url": visit.record.url,
        "article": visit.record.article,
        "outcome": visit.record.outcome,
        "reason": visit.record.reason,
        "version": visit.version,
        "statements": [finding_document(finding) for finding in visit.findings],
        "news": [finding.id for finding in visit.news],
        "new": visit.fresh,
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    """What became of one statement's words, with the words that differ."""
    differing = changed_words(finding.was, finding.now) if finding.now else ()
    return {
        "statement": finding.id,
        "state": finding.state,
        "was": finding.was,
        "now": finding.now or None,
        "changes": [{"was": was, "now": now} for was, now in differing],
    }


def finding_lines(finding: Finding) -> Iterator[Line]:
    """The same for a person."""
    yield (("id", f"  {finding.id}"), ("warning" if finding.is_alarm else "", f"  {finding.state}"))
    if finding.now:
        changes = "; ".join(
            f"“{was}” is “{now}” now" if was and now else f"“{was}” is left out" if was else f"“{now}” is new"
            for was, now in changed_words(finding.was, finding.now)
        )
        yield (("", f"    {changes or 'in another spelling'}"),)
    elif finding.state == "gone":
        yield (("dim", f"    “{finding.was}”"),)


def provenance_json(provenance: Provenance) -> dict[str, Any]:
    """How a statement came to be, for scripts: its candidate, what was changed, its history and the audit."""
    statement, candidate = provenance.statement, provenance.candidate
    return {
        "outcome": "answered",
        "statement": statement.id,
        "status": statement.status,
        "accepted_by": statement.accepted_by,
        "accepted_at": statement.accepted_at,
        "candidate": candidate and candidate.key,
        "confidence": candidate and candidate.candidate.get("confidence"),
        "changes": dict(candidate.changes or {}) if candidate else {},
        "history": [
            {"at": c.at, "by": c.by, "status": c.status, "note": c.note, "was": dict(c.was)}
            for c in statement.history
        ],
        "deeds": [
            {"at": d.done_at.isoformat(), "by": d.done_by, "deed": d.deed, "subject": d.subject,
             "facts": dict(d.facts)} for d in provenance.events
        ],
    }  # fmt: skip


def provenance_lines(provenance: Provenance) -> Iterator[Line]:
    """The same for a person."""
    statement = provenance.statement
    yield (("id", statement.id), ("", f"  {statement.status}"))
    if statement.accepted_by:
        yield (("", f"  Accepted by {statement.accepted_by} at {statement.accepted_at}."),)
    else:
        yield (("dim", "  Written by hand: no candidate, nobody is recorded as having accepted it."),)
    for name, change in (provenance.candidate.changes or {} if provenance.candidate else {}).items():
        yield (
            ("", f"  {name}: "),
            ("dim", plain_value(change["was"])),
            ("", f" → {plain_value(change['now'])}"),
        )
    for step in statement.history:
        yield (("", f"  {step.at}: {step.status} by {step.by}. {step.note or ''}"),)
    for event in provenance.events:
        yield (
            ("dim", f"  {event.done_at:%Y-%m-%d %H:%M} UTC  {event.done_by}: {event.deed} {event.subject}"),
        )
