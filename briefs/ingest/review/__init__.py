"""A curator's decision becomes a change of the library's files: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.review import yaml_dump as yaml_dump
    from briefs.ingest.review import yaml_edit as yaml_edit
    from briefs.ingest.review.change_folder import FileChange as FileChange
    from briefs.ingest.review.change_folder import JournalEntry as JournalEntry
    from briefs.ingest.review.change_folder import new_entry as new_entry
    from briefs.ingest.review.change_notes import Acceptance as Acceptance
    from briefs.ingest.review.change_notes import Import as Import
    from briefs.ingest.review.change_notes import note_document as note_document
    from briefs.ingest.review.change_plan import PendingCandidate as PendingCandidate
    from briefs.ingest.review.drafts import Draft as Draft
    from briefs.ingest.review.drafts import NewPerson as NewPerson
    from briefs.ingest.review.drafts import NewTopic as NewTopic
    from briefs.ingest.review.drafts import ProposedArticle as ProposedArticle
    from briefs.ingest.review.drafts import article_entry as article_entry
    from briefs.ingest.review.drafts import edited as edited
    from briefs.ingest.review.drafts import marks_exception as marks_exception
    from briefs.ingest.review.drafts import propose as propose
    from briefs.ingest.review.drafts import slug as slug
    from briefs.ingest.review.journal import Journal as Journal
    from briefs.ingest.review.serialization import article_document as article_document
    from briefs.ingest.review.serialization import candidate_document as candidate_document
    from briefs.ingest.review.serialization import draft_as_utterance as draft_as_utterance
    from briefs.ingest.review.serialization import pending_candidate as pending_candidate
    from briefs.ingest.review.serialization import utterance as utterance
    from briefs.ingest.review.service import PublishResult as PublishResult
    from briefs.ingest.review.service import ReviewService as ReviewService
    from briefs.ingest.review.set_aside import SetAside as SetAside
    from briefs.ingest.review.shift_plan import ShiftPair as ShiftPair
    from briefs.ingest.review.undoing import undo_change as undo_change
    from briefs.ingest.review.validation import LibraryCheck as LibraryCheck
    from briefs.ingest.review.validation import ValidationFailed as ValidationFailed
    from briefs.ingest.review.validation import library_check as library_check
    from briefs.ingest.review.validation import validate_change as validate_change
else:
    __getattr__ = lazy_exports(__name__)
