"""Articles come in, candidates wait, a curator decides: the service for every face. It knows no Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.ingest.article_decisions import ArticleDecisions as ArticleDecisions
    from bot.ingest.article_decisions import ArticlePublished as ArticlePublished
    from bot.ingest.article_review import NOBODY_NAMED as NOBODY_NAMED
    from bot.ingest.article_review import ON_RECORD as ON_RECORD
    from bot.ingest.article_review import WHO_IS_IT as WHO_IS_IT
    from bot.ingest.article_review import ArticleReview as ArticleReview
    from bot.ingest.article_review import CastMember as CastMember
    from bot.ingest.article_review import ReviewEntry as ReviewEntry
    from bot.ingest.article_review import is_supposed as is_supposed
    from bot.ingest.article_review import review_article as review_article
    from bot.ingest.bulk import LONGEST_FILE as LONGEST_FILE
    from bot.ingest.bulk import LONGEST_LIST as LONGEST_LIST
    from bot.ingest.bulk import BulkResult as BulkResult
    from bot.ingest.bulk import SourceFile as SourceFile
    from bot.ingest.bulk import add_files as add_files
    from bot.ingest.bulk import source_files as source_files
    from bot.ingest.bulk import split_lists as split_lists
    from bot.ingest.draft_fields import apply_edits as apply_edits
    from bot.ingest.draft_fields import date as date
    from bot.ingest.draft_fields import kept_edits as kept_edits
    from bot.ingest.draft_fields import parse_fields as parse_fields
    from bot.ingest.draft_fields import parse_speakers as parse_speakers
    from bot.ingest.draft_fields import plain_value as plain_value
    from bot.ingest.draft_fields import read_edits as read_edits
    from bot.ingest.draft_fields import speakers_line as speakers_line
    from bot.ingest.draft_fields import split_list as split_list
    from bot.ingest.draft_fields import topics_line as topics_line
    from bot.ingest.feed_probe import FeedProbe as FeedProbe
    from bot.ingest.feed_probe import probe_feed as probe_feed
    from bot.ingest.poll_loop import PollLoop as PollLoop
    from bot.ingest.review_items import ReviewItem as ReviewItem
    from bot.ingest.review_items import matching_statement_id as matching_statement_id
    from bot.ingest.review_session import Provenance as Provenance
    from bot.ingest.review_session import ReviewSession as ReviewSession
    from bot.ingest.review_session import TurnsAccepted as TurnsAccepted
    from bot.ingest.service import IngestService as IngestService
    from bot.ingest.service import open_ingest_service as open_ingest_service
    from bot.ingest.service import require_writable as require_writable
    from bot.ingest.settings import FeedSettings as FeedSettings
    from bot.ingest.settings import read_feed_settings as read_feed_settings
    from bot.ingest.shift_review import LONGEST_WORDS as LONGEST_WORDS
    from bot.ingest.shift_review import ShiftReview as ShiftReview
    from bot.ingest.sources import SourceService as SourceService
    from bot.ingest.sources import sources_of as sources_of
    from bot.ingest.sources import told as told
    from bot.ingest.submission import AlreadyHeld as AlreadyHeld
    from bot.ingest.submission import Submission as Submission
    from bot.ingest.submission import SubmissionOutcome as SubmissionOutcome
    from bot.ingest.submission import is_web_address as is_web_address
    from bot.ingest.submission import take_in as take_in
    from bot.ingest.waiting import WaitingPage as WaitingPage
    from bot.ingest.waiting import waiting_page as waiting_page
else:
    __getattr__ = lazy_exports(__name__)
