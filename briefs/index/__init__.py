"""The derived SQLite file: built, updated by copying unchanged rows, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.index.article_store import ArticleStore as ArticleStore
    from briefs.index.article_texts import CANDIDATE as CANDIDATE
    from briefs.index.article_texts import ArticleText as ArticleText
    from briefs.index.article_texts import TextSpan as TextSpan
    from briefs.index.builder import build as build
    from briefs.index.connection import MOST_AT_ONCE as MOST_AT_ONCE
    from briefs.index.connection import BlockingConnection as BlockingConnection
    from briefs.index.connection import Connection as Connection
    from briefs.index.connection import DamagedIndex as DamagedIndex
    from briefs.index.connection import ThreadedConnection as ThreadedConnection
    from briefs.index.connection import address as address
    from briefs.index.connection import reading_copy as reading_copy
    from briefs.index.connection import run as run
    from briefs.index.filters import Filter as Filter
    from briefs.index.links import ask_links as ask_links
    from briefs.index.outline import OutlineReader as OutlineReader
    from briefs.index.outline import is_outline as is_outline
    from briefs.index.reader import IndexReader as IndexReader
    from briefs.index.reader import Registry as Registry
    from briefs.index.reader import read_source_stamps as read_source_stamps
    from briefs.index.reader import read_stamps_checksum as read_stamps_checksum
    from briefs.index.schema import SCHEMA as SCHEMA
    from briefs.index.taken_in import TAKEN_IN as TAKEN_IN
    from briefs.index.taken_in import build_taken_in as build_taken_in
    from briefs.index.taken_in import candidate_span as candidate_span
    from briefs.index.taken_in import taken_in_stamp as taken_in_stamp
    from briefs.index.uncurated_search import UncuratedPlace as UncuratedPlace
    from briefs.index.uncurated_search import uncurated_places as uncurated_places
    from briefs.index.updater import try_update as try_update
    from briefs.index.updater import update as update
else:
    __getattr__ = lazy_exports(__name__)
