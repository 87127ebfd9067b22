"""Typed words to people, topics and dates; ids to answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.query.claimed_speaker import ClaimedSpeaker as ClaimedSpeaker
    from briefs.query.claimed_speaker import is_known_speaker as is_known_speaker
    from briefs.query.claimed_speaker import resolve_claimed_speaker as resolve_claimed_speaker
    from briefs.query.claimed_speaker import split_by_clause as split_by_clause
    from briefs.query.claimed_speaker import verify_against as verify_against
    from briefs.query.engine import MORE_FOUND as MORE_FOUND
    from briefs.query.engine import QueryEngine as QueryEngine
    from briefs.query.entities import person_entity as person_entity
    from briefs.query.entities import topic_entity as topic_entity
    from briefs.query.open import INDEX as INDEX
    from briefs.query.open import index_build_error as index_build_error
    from briefs.query.open import is_up_to_date as is_up_to_date
    from briefs.query.open import open_engine as open_engine
    from briefs.query.open import rebuild as rebuild
    from briefs.query.open import refresh as refresh
    from briefs.query.resolver import LONGEST_NAME as LONGEST_NAME
    from briefs.query.resolver import NameNotResolved as NameNotResolved
    from briefs.query.resolver import QueryResolver as QueryResolver
    from briefs.query.tokenizer import command_tokens as command_tokens
    from briefs.query.tokenizer import split_options as split_options
    from briefs.query.tokenizer import tokens as tokens
    from briefs.query.values import read_statement_id as read_statement_id
    from briefs.query.values import shortened as shortened
else:
    __getattr__ = lazy_exports(__name__)
