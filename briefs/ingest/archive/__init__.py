"""Copies of the pages that were taken in, and what became of the words there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.archive.checker import SourceChecker as SourceChecker
    from briefs.ingest.archive.checker import new_record as new_record
    from briefs.ingest.archive.checker import unseen_record as unseen_record
    from briefs.ingest.archive.comparison import ArticlePassage as ArticlePassage
    from briefs.ingest.archive.comparison import PageComparison as PageComparison
    from briefs.ingest.archive.comparison import PageNow as PageNow
    from briefs.ingest.archive.comparison import changed_words as changed_words
    from briefs.ingest.archive.comparison import compare as compare
    from briefs.ingest.archive.copies import CopiesKept as CopiesKept
    from briefs.ingest.archive.copies import CopyFolder as CopyFolder
    from briefs.ingest.archive.ports import SourceChange as SourceChange
    from briefs.ingest.archive.ports import SourceVersion as SourceVersion
    from briefs.ingest.archive.ports import SourceVisit as SourceVisit
    from briefs.ingest.archive.schedule import next_look as next_look
    from briefs.ingest.archive.types import CHANGED as CHANGED
    from briefs.ingest.archive.types import Finding as Finding
    from briefs.ingest.archive.types import SourceRecord as SourceRecord
    from briefs.ingest.archive.types import StatementSource as StatementSource
    from briefs.ingest.archive.versions import publish_change as publish_change
else:
    __getattr__ = lazy_exports(__name__)
