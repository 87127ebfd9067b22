"""Quotations and reported speech in a text, each with speaker, date and topics, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.extract.candidates import extract as extract
    from briefs.ingest.extract.captions import is_captions as is_captions
    from briefs.ingest.extract.captions import read_captions as read_captions
    from briefs.ingest.extract.datelines import dateline as dateline
    from briefs.ingest.extract.language_detection import detect_language as detect_language
    from briefs.ingest.extract.language_detection import language_read as language_read
    from briefs.ingest.extract.language_detection import unread_note as unread_note
    from briefs.ingest.extract.parliament_xml import is_parliament_xml as is_parliament_xml
    from briefs.ingest.extract.parliament_xml import name_in_tei as name_in_tei
    from briefs.ingest.extract.parliament_xml import read_parliament_xml as read_parliament_xml
    from briefs.ingest.extract.predictions import load_model as load_model
    from briefs.ingest.extract.predictions import prediction_line as prediction_line
    from briefs.ingest.extract.topics import TopicTagger as TopicTagger
    from briefs.ingest.extract.transcript_text import RecordedTranscript as RecordedTranscript
    from briefs.ingest.extract.turn_speakers import TurnSpeaker as TurnSpeaker
    from briefs.ingest.extract.turns import Turn as Turn
    from briefs.ingest.extract.types import PARSED_AT_MOST as PARSED_AT_MOST
    from briefs.ingest.extract.types import Candidate as Candidate
    from briefs.ingest.extract.types import PageForm as PageForm
else:
    __getattr__ = lazy_exports(__name__)
