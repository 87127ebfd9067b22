"""A page that changed becomes a version of its article beside the old one; the old statements say so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefs.errors import UserError
from briefs.ingest.archive.ports import SourceChange
from briefs.ingest.archive.types import Finding
from briefs.ingest.fetch import WebPage
from briefs.ingest.review import (
    FileChange,
    Import,
    Journal,
    LibraryCheck,
    article_entry,
    new_entry,
    propose,
    validate_change,
    yaml_dump,
    yaml_edit,
)


def publish_change(
    root: Path, change: SourceChange, articles: Iterable[str], check: LibraryCheck
) -> tuple[str, ...]:
    """Writes what became of the statements of `articles` into their dossiers, and the page as a new article.

    Through the journal: all of it or nothing. Nothing of an article's text is changed. The files that were
    written are returned. Raises UserError where the library cannot be written or would not be sound.
    """
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()
        texts = _noted(journal, change, articles)
        if change.page is not None:
            texts |= _version(journal, change.page, change.version_of)
        files = [FileChange(path, journal.content(path), text.encode()) for path, text in texts.items()]
        files = [each for each in files if each.before != each.after]
        if any(each.path.startswith("seeds/articles/") and each.before is not None for each in files):
            raise UserError("there is another text under the name of the changed page")
        if files:
            entry = new_entry(
                files, Import(change.at.isoformat(), {"versions": int(change.page is not None)})
            )
            validate_change(check, root, journal, entry)
            journal.commit(entry)
            journal.acknowledge(entry)
    return tuple(each.path for each in files)


def _noted(journal: Journal, change: SourceChange, articles: Iterable[str]) -> dict[str, str]:
    """The dossiers of the articles, each statement with what became of its words."""
    found = {each.id: each for each in change.findings if each.state != "unseen"}
    texts = {}
    for article in articles:
        path = f"seeds/dossiers/{article}.yaml"
        before = journal.content(path)
        if before is None:
            continue
        text = before.decode()
        for entry in yaml_edit.read(text).get("statements") or []:
            finding = found.get(str(entry.get("id")))
            wanted = _fields(finding, f"{change.at:%Y-%m-%d}") if finding else {}
            if finding and _differs(entry, wanted):
                # a key that was not there and is set to nothing stays away
                edits = {name: value for name, value in wanted.items() if value is not None or name in entry}
                text = yaml_edit.replace(text, "statements", finding.id, edits)
        texts[path] = text
    return texts


def _fields(finding: Finding, day: str) -> dict[str, Any]:
    if not finding.is_alarm:
        return {"source_state": None, "source_now": None, "source_seen": None}
    return {"source_state": finding.state, "source_now": finding.now or None, "source_seen": day}


def _differs(entry: dict[str, Any], wanted: dict[str, Any]) -> bool:
    # seen again as it was seen before is no change
    return any(entry.get(name) != wanted[name] for name in ("source_state", "source_now"))


def _version(journal: Journal, page: WebPage, version_of: str) -> dict[str, str]:
    """A dossier without statements for the page as it is now, and its text; none where there is one."""
    article = propose(page)
    path = f"seeds/dossiers/{article.id}.yaml"
    if journal.content(path) is not None:
        return {}
    head = {**article_entry(article), "version_of": version_of}
    body: dict[str, Any] = {
        "article": {name: value for name, value in head.items() if value is not None},
        "statements": [],
    }
    return {path: yaml_dump.dump(body), f"seeds/articles/{article.file}": page.text}
